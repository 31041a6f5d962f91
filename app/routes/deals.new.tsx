import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { findOpenDealId } from "#app/domains/deals/deals.repository.server.ts";
import { requestForm } from "#app/domains/deals/deals.schema.ts";
import { ActAlert } from "#app/domains/deals/ui/deal-forms.tsx";
import { TermsFields } from "#app/domains/deals/ui/terms-fields.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { refusedField } from "#app/flows/act-on-deal.server.ts";
import { whyNotBegin } from "#app/flows/may-begin-deal.server.ts";
import { takesAtOnce } from "#app/flows/open-deal.server.ts";
import { kindOfOffer, requestDeal } from "#app/flows/request-deal.server.ts";
import { bargainOf } from "#app/flows/view-deal.server.ts";
import { ItemMarks } from "#app/domains/listings/ui/item-marks.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Textarea } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const listingId = new URL(request.url).searchParams.get("listing") ?? "";
  const db = await database();
  const listing = await findForDeal(db, listingId);
  const hidden = listing !== null && ["draft", "pending_review", "rejected", "removed_by_moderator", "held"].includes(listing.state);
  if (!listing || hidden) throw new Response(null, { status: 404, statusText: "DEALS.LISTING_NOT_FOUND" });
  const isWanted = listing.offer === "wanted";
  const locale = requestLocale(request);
  return {
    locale,
    listing: { id: listing.id, title: listing.title, offer: listing.offer, swapFor: listing.swapFor },
    marks: { grade: listing.grade, remanufactured: listing.remanufactured, remanufacturer: listing.remanufacturer, warrantyMonths: listing.warrantyMonths },
    isWanted,
    isLight: await takesAtOnce(db, listing, actor),
    bargain: await bargainOf(db, { listingId: listing.id, kind: kindOfOffer[listing.offer], requesterPartyId: actor.party.id, locale }),
    closed: await whyNotBegin(db, actor, listing),
    openDealId: await findOpenDealId(db, { listingId: listing.id, requesterPartyId: actor.party.id }),
    submissionId: newId(),
    title: translator(locale, "deals")(isWanted ? "new.titleWanted" : "new.title", { title: listing.title }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const values = Object.fromEntries(["units", "loanDays", "message", "price", "priceBasis", "currency", "swapListingId", "swapUnits", "paidBySide"].map((name) => [name, text(name)]));
  const submission = parseWithZod(form, { schema: requestForm });
  if (submission.status !== "success") return data({ values, fields: submission.error ?? {}, error: null }, { status: 400 });
  const input = submission.value;
  const key = `request-deal:${text("submissionId") || newId()}`;
  const result = await once(await database(), { userId: actor.userId, key, request: input }, (tx) => requestDeal(tx, actor, input));
  if (result.ok) return redirect(`/deals/${result.value.dealId}`);
  const fields = refusedField(result.error, result.details ?? {});
  return data({ values, fields: fields ?? {}, error: fields ? null : { code: result.error, details: result.details ?? {} } }, { status: statusOf(result.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewDeal() {
  const { listing, marks, isWanted, isLight, bargain, closed, openDealId, submissionId, title, locale } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["deals", "errors"]);
  const errors = (name: string) => {
    const fields: Record<string, string[] | null> = answer?.fields ?? {};
    return (fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  };
  return (
    <div className="content max-w-2xl pb-10">
      <PageHeader title={title} lead={closed || openDealId ? null : t(isLight ? "new.lightLead" : isWanted ? "new.leadWanted" : "new.lead")} />
      {openDealId ? (
        <Alert action={<LinkButton to={`/deals/${openDealId}`}>{t("new.alreadyOpen")}</LinkButton>}>{t("new.already")}</Alert>
      ) : closed ? (
        <Alert tone="warning" action={<LinkButton to={`/listings/${listing.id}`} variant="secondary">{t("new.back")}</LinkButton>}>
          {t(`errors.${closed.split(".")[1] ?? ""}`)}
        </Alert>
      ) : (
        <Card padding="lg">
          <Form method="post" className="grid gap-5">
            {answer?.error ? <ActAlert error={answer.error} /> : null}
            <input type="hidden" name="listingId" value={listing.id} />
            <input type="hidden" name="submissionId" value={submissionId} />
            <ItemMarks listing={marks} />
            {listing.swapFor ? <p className="wrap-anywhere">{t("terms.theyLookFor", { words: listing.swapFor })}</p> : null}
            {bargain ? (
              <TermsFields
                idPrefix="new"
                bargain={bargain}
                start={{ units: 1, price: null, swapListingId: null, swapUnits: 1, paidBySide: null, loanDays: null }}
                ownSide={isWanted ? "giver" : "taker"}
                value={(name, otherwise = "") => answer?.values[name] ?? otherwise}
                error={errors}
                locale={locale}
                swapOwner={null}
              />
            ) : null}
            <Field id="message" label={t("new.message")} optional hint={t("new.messageHint")} error={errors("message")}>
              <Textarea name="message" rows={4} maxLength={2000} defaultValue={answer?.values.message ?? ""} />
            </Field>
            <div className="flex flex-wrap gap-3">
              <SubmitButton icon="send" busyLabel={t("new.sending")}>
                {t(isWanted ? "new.sendWanted" : isLight ? "new.sendLight" : listing.offer === "swap" ? "new.sendSwap" : "new.send")}
              </SubmitButton>
              <LinkButton to={`/listings/${listing.id}`} variant="quiet">
                {t("new.back")}
              </LinkButton>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
