import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { failedForm, readForm } from "#app/domains/trust/forms.ts";
import { listToApprove } from "#app/domains/listings/listing-page.repository.server.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import { Refused } from "#app/domains/trust/ui/parts.tsx";
import { reviewListing } from "#app/flows/review-listing.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

const limit = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  if (!mayModerate(actor)) throw new Response(null, { status: 403, statusText: "TRUST.NOT_ALLOWED" });
  const after = new URL(request.url).searchParams.get("after");
  const rows = await listToApprove(await database(), { afterId: after, limit: limit + 1 });
  const locale = requestLocale(request);
  return {
    rows: rows.slice(0, limit).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
    after,
    locale,
    timeZone: actor.party.timeZone,
    title: translator(locale, "trust")("toApprove.title"),
  };
}

const which = { listingId: z.string().min(1).max(64), version: z.coerce.number().int() };
const reviewInput = z.discriminatedUnion("intent", [
  z.object({ ...which, intent: z.literal("approve") }),
  z.object({ ...which, intent: z.literal("reject"), reason: z.string().trim().min(3, "errors:required").max(200, "errors:invalid") }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const read = readForm(form, reviewInput);
  if (!read.ok) return data(read.failed, { status: 400 });
  const { intent, ...input } = read.value;
  const done = await reviewListing(await database(), actor, "reason" in input ? { ...input, outcome: "reject" } : { ...input, outcome: "approve" });
  return done.ok ? redirect(`/moderation/listings?done=${intent}`) : data(failedForm(form, done.error), { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ToApprove() {
  const { rows, next, after, locale, timeZone, title } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  return (
    <>
      <PageHeader title={title} lead={t("toApprove.lead")} />
      <div className="grid gap-4">
        <Refused failed={failed} />
        {rows.length === 0 ? <EmptyState kind="listings" title={t("toApprove.empty")} headingLevel={2} /> : null}
        <ul className="grid gap-3">
          {rows.map((row) => {
            const mine = failed?.values.listingId === row.id ? failed : undefined;
            const hidden = (
              <>
                <input type="hidden" name="listingId" value={row.id} />
                <input type="hidden" name="version" value={row.version} />
              </>
            );
            return (
              <Card as="li" key={row.id} className="grid gap-3">
                <h2 className="font-sans text-base font-semibold tracking-normal wrap-anywhere">
                  <Link to={`/listings/${row.id}`} className="link">
                    {row.title}
                  </Link>
                </h2>
                <p className="text-sm text-ink-soft">{t("toApprove.by", { party: row.partyName, date: formatInstant(row.createdAt, { locale, timeZone }) })}</p>
                <p className="whitespace-pre-line wrap-anywhere">{row.excerpt}</p>
                <div className="flex flex-wrap items-end gap-4">
                  <Form method="post">
                    {hidden}
                    <SubmitButton name="intent" value="approve" aria-label={`${t("toApprove.approve")}: ${row.title}`}>
                      {t("toApprove.approve")}
                    </SubmitButton>
                  </Form>
                  <Form method="post" className="flex grow flex-wrap items-end gap-2">
                    {hidden}
                    <div className="grow">
                      <Field id={`reason-${row.id}`} label={t("toApprove.reason")} error={mine?.fields.reason ? t("errors:required") : undefined}>
                        <Input name="reason" required maxLength={200} defaultValue={mine?.values.reason ?? ""} />
                      </Field>
                    </div>
                    <SubmitButton name="intent" value="reject" variant="secondary" aria-label={`${t("toApprove.reject")}: ${row.title}`}>
                      {t("toApprove.reject")}
                    </SubmitButton>
                  </Form>
                </div>
              </Card>
            );
          })}
        </ul>
        <Pagination nextTo={next ? `/moderation/listings?after=${next}` : null} firstTo={after ? "/moderation/listings" : null} />
      </div>
    </>
  );
}
