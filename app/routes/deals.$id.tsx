import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { BlockBox } from "#app/domains/blocks/ui/block-box.tsx";
import { isProposed, type DealKind } from "#app/domains/deals/deals.rules.ts";
import { DealActions } from "#app/domains/deals/ui/deal-actions.tsx";
import { DealStateBadge } from "#app/domains/deals/ui/deal-card.tsx";
import { DealFacts } from "#app/domains/deals/ui/deal-facts.tsx";
import { DealReviewsCard } from "#app/domains/deals/ui/deal-reviews.tsx";
import { DealPicture } from "#app/domains/deals/ui/deal-picture.tsx";
import { DealSteps } from "#app/domains/deals/ui/deal-steps.tsx";
import { DealTallyCard } from "#app/domains/deals/ui/deal-tally.tsx";
import { InspectionCard, InspectionRecordLine } from "#app/domains/deals/ui/inspection-parts.tsx";
import { SettledNote } from "#app/domains/deals/ui/settled-note.tsx";
import { ReliabilityLine } from "#app/domains/deals/ui/reliability-line.tsx";
import { HandoverCode } from "#app/domains/deals/ui/handover-code.tsx";
import { useForgetPass } from "#app/domains/deals/ui/pass-keeper.ts";
import { useSystemLine } from "#app/domains/deals/ui/system-line.ts";
import { windowFields } from "#app/domains/deals/window.rules.ts";
import { publicSeller } from "#app/domains/trust/sellers.service.server.ts";
import { SellerCard } from "#app/domains/trust/ui/seller-card.tsx";
import { BatteryPanel } from "#app/domains/passports/ui/passport-parts.tsx";
import { viewBatteries } from "#app/flows/name-battery.server.ts";
import { TakebackPanel } from "#app/domains/takeback/ui/takeback-parts.tsx";
import { viewTakeback } from "#app/flows/pledge-takeback.server.ts";
import { ErasurePanel } from "#app/domains/erasure/ui/erasure-parts.tsx";
import { viewErasures } from "#app/flows/view-erasures.server.ts";
import { messagesAround } from "#app/domains/messaging/messaging.service.server.ts";
import { Thread } from "#app/domains/messaging/ui/thread.tsx";
import { actOnDeal } from "#app/flows/act-on-deal.server.ts";
import { sendMessageForm } from "#app/flows/send-message.server.ts";
import { viewContact } from "#app/flows/view-contact.server.ts";
import { actingOnDeal } from "#app/flows/acting-on-deal.server.ts";
import { viewDealPage } from "#app/flows/view-deal.server.ts";
import { ItemMarks } from "#app/domains/listings/ui/item-marks.tsx";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import type { ServerToClient } from "#app/realtime/contract.ts";
import { liveClient, useLive, useLookAgain } from "#app/realtime/use-live.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Link } from "#app/ui/remix.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  const result = await viewDealPage(db, actor, { dealId, publicUrl: env().PUBLIC_URL });
  if (!result.ok) throw new Response(null, { status: statusOf(result.error), statusText: result.error });
  const { deal } = result.value;
  const locale = requestLocale(request);
  const tomorrow = new Date(Date.now() + 24 * 3_600_000);
  const agreed = deal.agreed ? { startsAt: new Date(deal.agreed.startsAt), endsAt: new Date(deal.agreed.endsAt) } : { startsAt: tomorrow, endsAt: tomorrow };
  const window = windowFields(agreed, deal.listing.timeZone);
  const place = deal.agreed?.place ?? (deal.side === "giver" ? (result.value.exactPlace?.exactAddress ?? "") : "");
  const query = new URL(request.url).searchParams;
  const at = /^\d{1,9}$/.test(query.get("at") ?? "") ? Number(query.get("at")) : null;
  // A message that was looked for: the thread starts around it instead of at its end.
  const around = at === null ? null : await messagesAround(db, actor, { dealId, at });
  const other = deal.side === "giver" ? deal.parties.taker : deal.parties.giver;
  return {
    ...result.value,
    ...(around?.ok ? { thread: around.value } : {}),
    at,
    takeback: await viewTakeback(db, actor, { type: "deal", id: dealId }),
    batteries: await viewBatteries(db, actor, { type: "deal", id: dealId }),
    erasure: await viewErasures(db, actor, { type: "deal", id: dealId }),
    seller: deal.side === null ? null : await publicSeller(db, other.id),
    contact: deal.side ? await viewContact(db, actor, other.id) : null,
    locale,
    viewerTimeZone: actor.party.timeZone,
    mayWrite: deal.side !== null && actor.role !== "viewer",
    window: deal.agreed ? { ...window, place } : { date: window.date, from: "18:00", until: "18:30", place },
    prefilledCode: (query.get("code") ?? "").replace(/\D/g, "").slice(0, 6),
    submissionId: newId(),
    clientId: newId(),
    title: `${deal.listing.title} · ${translator(locale, "deals")("title")}`,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const dealId = params.id ?? "";
  const { db, actor } = await actingOnDeal(request, dealId);
  if (new URL(request.url).searchParams.has("message")) {
    const sent = await sendMessageForm(db, actor, { dealId, request });
    if (sent.ok) return redirect(`/deals/${dealId}#m-${sent.message.seq}`);
    const failed = { intent: "message", values: { body: sent.body }, fields: sent.fields, error: Object.keys(sent.fields).length > 0 ? null : { code: sent.error as string, details: sent.details } };
    return data(failed, { status: statusOf(sent.error) });
  }
  const form = await request.formData();
  const failed = await actOnDeal(db, actor, { dealId, form });
  // Once decided, a dispute is the two sides' business again.
  if (!failed) return redirect(String(form.get("intent")).startsWith("resolve_") ? "/moderation/disputes" : `/deals/${dealId}`);
  return data(failed, { status: failed.error ? statusOf(failed.error.code) : 400 });
}

/** A refused move shows how the deal stands by now, so the loader is asked after failures too. */
export function shouldRevalidate() {
  return true;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

/** How the page says what the two do. */
const leads: Record<DealKind, "gift" | "sale" | "swap" | "loan"> = { gift: "gift", wanted: "gift", swap: "swap", loan: "loan", sale: "sale", buy_back: "sale", inspected: "sale" };

export default function DealPage() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>() ?? null;
  const { t } = useTranslation(["deals", "errors", "listings"]);
  const { deal, locale } = page;
  const systemLine = useSystemLine(locale);
  const { tick, typingName, onTyping } = useDealLive(deal.id);
  useForgetPass(deal.id, deal.code === null);
  const lookAgain = useLookAgain();
  const { giver, taker } = deal.parties;
  const other = deal.side === "giver" ? taker : giver;
  const lead = deal.side === null ? t("page.operator", { giver: giver.name, taker: taker.name }) : t(`page.between.${leads[deal.kind]}.${deal.side}`, { name: other.name });
  const worded = (messages: string[] | undefined) => (messages ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  const refusedMessage =
    failed?.intent === "message"
      ? {
          body: failed.values.body ?? "",
          error: failed.error ? t(`messaging:errors.${failed.error.code.split(".")[1] ?? ""}`) : (worded(failed.fields.body)[0] ?? null),
          photoErrors: worded(failed.fields.photos),
        }
      : undefined;

  const context = { version: deal.version, submissionId: page.submissionId, failed };
  const code = deal.code ? <HandoverCode dealId={deal.id} code={deal.code} qr={page.qr} /> : null;
  const actions = <DealActions deal={deal} context={context} locale={locale} window={page.window} prefilledCode={page.prefilledCode} bargain={page.bargain} inspectionRecord={page.inspectionRecord} />;
  const reviews = page.reviews ? <DealReviewsCard reviews={page.reviews} otherName={other.name} context={context} locale={locale} timeZone={page.viewerTimeZone} /> : null;
  const inspection = page.inspection ? <InspectionCard deal={deal} inspection={page.inspection} locale={locale} timeZone={page.viewerTimeZone} /> : null;
  const inChain = deal.listing.kind === "material" && !["recycler", "producer", "authority"].includes(taker.kind);
  const tallies = (
    <>
      {page.tally || deal.next ? <DealTallyCard estimate={page.estimate} tally={page.tally} measuredGrams={deal.measuredGrams} inChain={inChain} locale={locale} /> : null}
      {page.returnTally ? <DealTallyCard estimate={null} tally={page.returnTally} measuredGrams={null} inChain={false} locale={locale} title={t("tally.returned")} /> : null}
    </>
  );
  // What is decided on is read before its buttons; what has come of a deal stands before what can still be said about it.
  const isDone = deal.state === "completed";
  // The code is for later where a yes is waited for first.
  const asksFirst = deal.moves.includes("agree_time") || deal.moves.includes("agree_change");

  return (
    <div className="content pb-10">
      <PageHeader
        title={deal.listing.title}
        lead={lead}
        actions={<DealStateBadge state={deal.state} />}
        breadcrumbs={<Breadcrumbs items={[{ to: "/deals", label: t("page.deals") }, { label: deal.listing.title }]} />}
      />
      <Card className="mb-5">
        <DealSteps deal={deal} locale={locale} />
      </Card>
      <div className="grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:items-start">
        <div className="grid gap-5 max-lg:contents">
          {asksFirst ? null : code}
          {deal.resolution ? <Alert title={t("resolve.said")}>{deal.resolution}</Alert> : null}
          {deal.side !== null && !page.mayWrite ? <Alert>{t("page.viewer")}</Alert> : null}
          {page.erasure ? <ErasurePanel panel={page.erasure} /> : null}
          {page.batteries ? <BatteryPanel panel={page.batteries} /> : null}
          {page.takeback ? <TakebackPanel panel={page.takeback} /> : null}
          {isDone ? tallies : inspection}
          {isDone ? reviews : actions}
          {asksFirst ? code : null}
          {isDone ? inspection : reviews}
          {isDone ? actions : tallies}
          <Card as="section" aria-labelledby="facts-title" className="grid gap-4 max-lg:order-last">
            <h2 id="facts-title" className="text-xl">
              {t("page.facts")}
            </h2>
            <div className="flex items-center gap-3">
              <DealPicture {...deal.listing} />
              <Link to={`/listings/${deal.listing.id}`} className="link text-sky wrap-anywhere">
                {deal.listing.title}
              </Link>
            </div>
            {page.seller ? <SellerCard seller={page.seller} locale={locale} /> : null}
            <ItemMarks listing={deal.listing} />
            <DealFacts deal={deal} exactPlace={page.exactPlace} locale={locale} viewerTimeZone={page.viewerTimeZone} />
            <SettledNote deal={deal} locale={locale} />
            {deal.state === "completed" ? (
              <p>
                <Link to={`/deals/${deal.id}/receipt`} className="link text-sky">
                  {t("receipt.link")}
                </Link>
              </p>
            ) : null}
            {page.inspectionRecord && !(isProposed(deal.state) && deal.side === "giver") ? (
              <div className="grid gap-1">
                <h3 className="text-base font-semibold">{t("inspection.record.title")}</h3>
                <InspectionRecordLine record={page.inspectionRecord} locale={locale} />
              </div>
            ) : null}
            {page.reliability ? (
              <div className="grid gap-1">
                <h3 className="text-base font-semibold">{t("reliability.of", { name: other.name })}</h3>
                <ReliabilityLine reliability={page.reliability} />
              </div>
            ) : null}
          </Card>
        </div>
        <Card as="section" aria-labelledby="thread-title">
          <h2 id="thread-title" className="mb-3 text-xl">
            {t("page.thread")}
          </h2>
          <Thread
            key={`${deal.id} ${page.at ?? ""}`}
            dealId={deal.id}
            initial={page.thread}
            at={page.at}
            tick={tick}
            isSide={deal.side !== null}
            isBlocked={page.contact?.blocked ?? false}
            mayWrite={page.mayWrite}
            locale={locale}
            timeZone={page.viewerTimeZone}
            clientId={page.clientId}
            refused={refusedMessage}
            typingName={typingName}
            onTyping={onTyping}
            onFirstRead={lookAgain}
            describe={(message) => systemLine(message, { giverName: giver.name, takerName: taker.name, timeZone: deal.listing.timeZone })}
          />
          {page.contact?.mayBlock ? (
            <div className="mt-4 border-t border-line pt-3">
              <BlockBox partyId={other.id} ourPartyId={page.contact.ourPartyId} name={other.name} blockedByUs={page.contact.blockedByUs} returnTo={`/deals/${deal.id}`} />
            </div>
          ) : null}
        </Card>
      </div>
    </div>
  );
}

/** Keeps the page in step with its deal, and tells when somebody on the other side is writing. */
function useDealLive(dealId: string) {
  const [tick, setTick] = useState(0);
  const [typingName, setTypingName] = useState<string | null>(null);
  const forget = useRef<ReturnType<typeof setTimeout>>();
  const onChange = useCallback(() => setTick((count) => count + 1), []);
  useLive([`deal:${dealId}`], onChange);

  useEffect(() => {
    const socket = liveClient();
    const onTyping: ServerToClient["typing"] = (message) => {
      if (message.dealId !== dealId) return;
      setTypingName(message.name);
      clearTimeout(forget.current);
      forget.current = setTimeout(() => setTypingName(null), 4_000);
    };
    // What was being typed has arrived, or the connection is gone.
    const forgetNow = () => setTypingName(null);
    const onChanged: ServerToClient["changed"] = ({ topic, type }) => {
      if (topic === `deal:${dealId}` && type === "messaging.message-sent") forgetNow();
    };
    socket.on("typing", onTyping);
    socket.on("changed", onChanged);
    socket.on("disconnect", forgetNow);
    return () => {
      socket.off("typing", onTyping);
      socket.off("changed", onChanged);
      socket.off("disconnect", forgetNow);
      clearTimeout(forget.current);
    };
  }, [dealId]);

  const onTyping = useCallback(() => {
    const socket = liveClient();
    if (socket.connected) socket.volatile.emit("typing", { dealId }, () => undefined);
  }, [dealId]);
  return { tick, typingName, onTyping };
}
