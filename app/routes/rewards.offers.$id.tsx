import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayKnowOf } from "#app/domains/communities/communities.repository.server.ts";
import { communityPath } from "#app/domains/communities/ui/community-card.tsx";
import { currentActor, requireActor } from "#app/domains/identity/actor.server.ts";
import { balanceOf } from "#app/domains/rewards/accounts.repository.server.ts";
import { findOffer } from "#app/domains/rewards/offers.repository.server.ts";
import { manages } from "#app/domains/rewards/programmes.service.server.ts";
import { takeOffer } from "#app/domains/rewards/redemptions.service.server.ts";
import { accounts } from "#app/domains/rewards/rewards.rules.ts";
import { takeInput } from "#app/domains/rewards/rewards.schema.ts";
import { OfferFacts, RewardsRefusal, usePoints, WhatPointsAre } from "#app/domains/rewards/ui/rewards-parts.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";

/** An offer for whoever may know of its community; what is only proposed, or was refused, for those who decide about it. */
async function shown(actor: Actor | null, id: string | undefined) {
  const db = await database();
  const offer = await findOffer(db, id ?? "", new Date());
  const mayKnow = offer !== null && (await mayKnowOf(db, { partyId: offer.communityId, userId: actor?.userId ?? null }));
  if (!offer || !mayKnow) throw new Response(null, { status: 404 });
  if (offer.state === "proposed" || offer.state === "refused") {
    const isParty = actor !== null && (actor.party.id === offer.offererPartyId || (await manages(db, actor, offer.communityId)));
    if (!isParty) throw new Response(null, { status: 404 });
  }
  return { db, offer };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  const { db, offer } = await shown(actor, params.id);
  const household = actor?.party.kind === "household" ? actor.party.id : null;
  const points = household ? await balanceOf(db, { programmeId: offer.programmeId, account: accounts.home(household) }) : null;
  return { offer, household, points, isVisitor: actor === null, redemptionId: newId(), locale: requestLocale(request), timeZone: actor?.party.timeZone ?? "UTC" };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const { db, offer } = await shown(actor, params.id);
  const form = await request.formData();
  form.set("offerId", offer.id);
  const submission = parseWithZod(form, { schema: takeInput });
  if (submission.status !== "success") return data({ error: "REWARDS.OFFER_CLOSED" }, { status: 400 });
  const taken = await takeOffer(db, actor, submission.value);
  return taken.ok ? redirect("/account/rewards#codes") : data({ error: taken.error }, { status: statusOf(taken.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.offer.title ?? ""} · Roundabout` }];

export default function Offer() {
  const { t } = useTranslation("rewards");
  const points = usePoints();
  const { offer, household, locale, timeZone } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  useLive([`community:${offer.communityId}`, ...(household ? [`party:${household}` as const] : [])]);
  const back = communityPath(offer.communitySlug, "/rewards");
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={offer.title} lead={t("offers.by", { name: offer.offererName })} breadcrumbs={<Breadcrumbs items={[{ to: communityPath(offer.communitySlug), label: offer.communityName }, { to: back, label: t("short") }, { label: offer.title }]} />} />
      <div className="grid gap-4">
        <RewardsRefusal error={failed?.error} />
        <Card padding="lg" className="grid gap-4">
          <p className="tabular font-display text-3xl font-bold text-leaf">{points(offer.pricePoints)}</p>
          {offer.words ? <p className="max-w-[38em] whitespace-pre-line wrap-anywhere">{offer.words}</p> : null}
          <OfferFacts offer={offer} locale={locale} timeZone={timeZone} />
          <Take />
        </Card>
        <WhatPointsAre />
      </div>
    </div>
  );
}

function Take() {
  const { t } = useTranslation("rewards");
  const pointsOf = usePoints();
  const { offer, points, isVisitor, redemptionId: freshId } = useLoaderData<typeof loader>();
  const redemptionId = useUntilSent(freshId);
  if (!offer.isAvailable) return null;
  if (isVisitor) {
    return (
      <span>
        <LinkButton to={`/sign-in?returnTo=${encodeURIComponent(`/rewards/offers/${offer.id}`)}`} icon="login">
          {t("mine.signIn")}
        </LinkButton>
      </span>
    );
  }
  if (points === null) return <p>{t("mine.household")}</p>;
  if (points < offer.pricePoints) return <p>{t("offers.short", { have: pointsOf(points), missing: pointsOf(offer.pricePoints - points) })}</p>;
  return (
    <Form method="post" className="grid gap-3">
      <p className="text-ink-soft">{t("offers.takeText", { name: offer.offererName })}</p>
      <p>{t("mine.balance", { points: pointsOf(points) })}</p>
      <input type="hidden" name="redemptionId" value={redemptionId} />
      <input type="hidden" name="pricePoints" value={offer.pricePoints} />
      <span>
        <SubmitButton size="lg" icon="qr">
          {t("offers.take", { points: pointsOf(offer.pricePoints) })}
        </SubmitButton>
      </span>
    </Form>
  );
}
