import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { decisionForm } from "#app/domains/listings/claims/claims.schema.ts";
import { acceptClaim, refuseClaim, waitingClaims } from "#app/domains/listings/claims/claims.service.server.ts";
import { ClaimRow } from "#app/domains/listings/ui/claim-row.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { translateError } from "#app/shared/field-errors.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input } from "#app/ui/forms/inputs.tsx";
import { Pagination } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Form, Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const after = new URL(request.url).searchParams.get("after");
  const waiting = await waitingClaims(await database(), actor, { after });
  if (!waiting.ok) throw new Response(null, { status: statusOf(waiting.error) });
  const locale = requestLocale(request);
  return { locale, after, timeZone: actor.party.timeZone, title: translator(locale, "claims")("queue.title"), ...waiting.value };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  const claimId = String(form.get("claimId") ?? "");
  const parsed = decisionForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const atReason = parsed.error.issues.find(({ path }) => path[0] === "reason");
    return data({ claimId, reason: String(form.get("reason") ?? ""), reasonError: atReason?.message ?? null, error: atReason ? null : "errors:invalid" }, { status: 400 });
  }
  const db = await database();
  const done = parsed.data.intent === "accept" ? await acceptClaim(db, actor, parsed.data) : await refuseClaim(db, actor, parsed.data);
  if (done.ok) return redirect("/moderation/claims");
  return data({ claimId, reason: "", reasonError: null, error: errorKey(done.error) }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function ClaimQueue() {
  const { claims, nextCursor, after, locale, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("claims");
  const translate = useTranslation().t;
  useLive(["listings"]);
  return (
    <>
      <PageHeader title={t("queue.title")} lead={t("queue.lead")} />
      {answer?.error ? (
        <Alert tone="error" live>
          {translate(answer.error)}
        </Alert>
      ) : null}
      {claims.length === 0 ? <EmptyState kind="results" title={t("queue.empty")} headingLevel={2}>{t("queue.emptyText")}</EmptyState> : null}
      <ul className="grid gap-3">
        {claims.map((claim) => {
          const failed = answer?.claimId === claim.id ? answer : null;
          return (
            <ClaimRow
              key={claim.id}
              claim={claim}
              locale={locale}
              about={
                <p className="wrap-anywhere">
                  <Link to={`/listings/${claim.listingId}`} className="link">
                    {claim.listingTitle}
                  </Link>
                  <span className="block text-sm text-ink-soft">{t("queue.by", { name: claim.ownerName, date: formatInstant(claim.createdAt, { locale, timeZone, format: "date" }) })}</span>
                </p>
              }
            >
              <div className="flex w-full flex-wrap items-end gap-3 border-t border-line pt-3">
                <Form method="post">
                  <Which id={claim.id} version={claim.version} />
                  <SubmitButton name="intent" value="accept">
                    {t("queue.accept")}
                  </SubmitButton>
                </Form>
                <Form method="post" className="flex grow flex-wrap items-end gap-3">
                  <Which id={claim.id} version={claim.version} />
                  <div className="grow">
                    <Field id={`reason-${claim.id}`} label={t("queue.reason")} error={failed?.reasonError ? translateError(translate, failed.reasonError) : undefined}>
                      <Input name="reason" maxLength={300} defaultValue={failed?.reason} />
                    </Field>
                  </div>
                  <SubmitButton variant="secondary" name="intent" value="refuse">
                    {t("queue.refuse")}
                  </SubmitButton>
                </Form>
              </div>
            </ClaimRow>
          );
        })}
      </ul>
      <Pagination nextTo={nextCursor ? `/moderation/claims?after=${nextCursor}` : null} firstTo={after ? "/moderation/claims" : null} />
    </>
  );
}

function Which({ id, version }: { id: string; version: number }) {
  return (
    <>
      <input type="hidden" name="claimId" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}
