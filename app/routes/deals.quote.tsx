import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { findOpenDealId } from "#app/domains/deals/deals.repository.server.ts";
import { quoteForm } from "#app/domains/deals/inspections.schema.ts";
import { priceBases } from "#app/domains/deals/terms.rules.ts";
import { ActAlert } from "#app/domains/deals/ui/deal-forms.tsx";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { findForDeal } from "#app/domains/listings/for-deals.repository.server.ts";
import { placeOfParty } from "#app/domains/listings/listing-page.repository.server.ts";
import { whyNotBegin } from "#app/flows/may-begin-deal.server.ts";
import { mayQuote, quoteDeal } from "#app/flows/quote-deal.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { newId } from "#app/shared/ids.ts";
import { currencies, usualCurrency } from "#app/shared/money.ts";
import { Alert } from "#app/ui/alert.tsx";
import { LinkButton, SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Checkbox, Input, Select, Textarea } from "#app/ui/forms/inputs.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const names = ["units", "price", "currency", "basis", "subjectToInspection", "message"] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const db = await database();
  const listing = await findForDeal(db, new URL(request.url).searchParams.get("listing") ?? "");
  const isShown = listing !== null && !["draft", "pending_review", "rejected", "removed_by_moderator", "held"].includes(listing.state);
  if (!listing || !isShown) throw new Response(null, { status: 404, statusText: "DEALS.LISTING_NOT_FOUND" });
  const locale = requestLocale(request);
  const refusal = await whyNotBegin(db, actor, listing);
  const place = await placeOfParty(db, actor.party.id);
  return {
    listing: { id: listing.id, title: listing.title, kind: listing.kind, unitsAvailable: listing.unitsAvailable },
    closed: refusal === "DEALS.OWN_LISTING" || mayQuote(actor.party.kind, listing) ? refusal : "DEALS.NOT_A_BUYER",
    openDealId: await findOpenDealId(db, { listingId: listing.id, requesterPartyId: actor.party.id }),
    currency: listing.currency ?? usualCurrency(place?.countryCode ?? null, locale),
    submissionId: newId(),
    title: translator(locale, "deals")("quote.title", { title: listing.title }),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const values = Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")]));
  const submission = parseWithZod(form, { schema: quoteForm });
  if (submission.status !== "success") return data({ values, fields: submission.error ?? {}, error: null }, { status: 400 });
  const input = submission.value;
  const key = `quote-deal:${String(form.get("submissionId") ?? "") || newId()}`.slice(0, 120);
  const result = await once(await database(), { userId: actor.userId, key, request: input }, (tx) => quoteDeal(tx, actor, input));
  if (result.ok) return redirect(`/deals/${result.value.dealId}`);
  return data({ values, fields: {}, error: { code: result.error, details: result.details ?? {} } }, { status: statusOf(result.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function NewQuote() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["deals", "errors"]);
  const { listing } = page;
  const errors = (name: (typeof names)[number]) => {
    const fields: Record<string, string[] | null> = answer?.fields ?? {};
    return (fields[name] ?? []).map((message) => translateError((key, words) => t(key, words ?? {}), message));
  };
  const typed = (name: (typeof names)[number], otherwise = "") => answer?.values[name] ?? otherwise;
  return (
    <div className="content max-w-2xl pb-10">
      <PageHeader title={page.title} lead={page.closed || page.openDealId ? null : t("quote.lead")} />
      {page.openDealId ? (
        <Alert action={<LinkButton to={`/deals/${page.openDealId}`}>{t("new.alreadyOpen")}</LinkButton>}>{t("new.already")}</Alert>
      ) : page.closed ? (
        <Alert tone="warning" action={<LinkButton to={`/listings/${listing.id}`} variant="secondary">{t("new.back")}</LinkButton>}>
          {t(`errors.${page.closed.split(".")[1] ?? ""}`)}
        </Alert>
      ) : (
        <Card padding="lg">
          <Form method="post" className="grid gap-5">
            {answer?.error ? <ActAlert error={answer.error} /> : null}
            <input type="hidden" name="listingId" value={listing.id} />
            <input type="hidden" name="submissionId" value={page.submissionId} />
            {listing.unitsAvailable > 1 ? (
              <Field id="units" label={t("new.units")} hint={t("new.unitsHint", { count: listing.unitsAvailable })} error={errors("units")}>
                <Input name="units" type="number" inputMode="numeric" min={1} max={listing.unitsAvailable} required defaultValue={typed("units", "1")} className="max-w-40" />
              </Field>
            ) : (
              <input type="hidden" name="units" value="1" />
            )}
            <div className="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-3 sm:grid-cols-[minmax(0,1fr)_6rem_10rem]">
              <Field id="price" label={t("quote.price")} error={errors("price")}>
                <Input name="price" inputMode="decimal" autoComplete="off" required defaultValue={typed("price")} />
              </Field>
              <Field id="currency" label={t("quote.currency")} error={errors("currency")}>
                <Select name="currency" defaultValue={typed("currency", page.currency)} options={currencies.map((value) => ({ value, label: value }))} />
              </Field>
              <div className="max-sm:col-span-2">
                <Field id="basis" label={t("quote.basis")} error={errors("basis")}>
                  <Select
                    name="basis"
                    defaultValue={typed("basis", listing.kind === "material" ? "per_kg" : "per_unit")}
                    options={priceBases.map((value) => ({ value, label: t(`quote.bases.${value}`) }))}
                  />
                </Field>
              </div>
            </div>
            <div className="grid gap-1">
              <Checkbox id="subjectToInspection" name="subjectToInspection" value="yes" defaultChecked={typed("subjectToInspection") === "yes"} label={t("quote.inspect")} />
              <p className="text-sm text-ink-soft">{t("quote.inspectHint")}</p>
            </div>
            <Field id="message" label={t("new.message")} optional hint={t("new.messageHint")} error={errors("message")}>
              <Textarea name="message" rows={3} maxLength={2000} defaultValue={typed("message")} />
            </Field>
            <div className="flex flex-wrap gap-3">
              <SubmitButton size="lg">{t("quote.send")}</SubmitButton>
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
