import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/ui/i18n.ts";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { storeDocument } from "#app/domains/listings/claims/claim-documents.server.ts";
import { isOpenClaim } from "#app/domains/listings/claims/claims.rules.ts";
import { claimForm, maxDocumentMegabytes } from "#app/domains/listings/claims/claims.schema.ts";
import { handInDocument, stateClaim, viewClaims, withdrawClaim } from "#app/domains/listings/claims/claims.service.server.ts";
import { ClaimForm, HandInForm } from "#app/domains/listings/ui/claim-fields.tsx";
import { ClaimRow } from "#app/domains/listings/ui/claim-row.tsx";
import { database } from "#app/platform/db/database.server.ts";
import { readDocumentForm, type SentDocument } from "#app/platform/documents/document-form.server.ts";
import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { Form } from "#app/ui/remix.ts";
import { useActionData, useUntilSent } from "#app/ui/forms/use-until-sent.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const listingId = params.id ?? "";
  const seen = await viewClaims(await database(), actor, listingId);
  // The listing's page offers to act for the party it belongs to.
  if (!seen.ok && seen.error === "LISTINGS.OTHER_PARTY_NOT_ALLOWED") throw redirect(`/listings/${listingId}`);
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error) });
  const locale = requestLocale(request);
  return { locale, listingId, ...seen.value, heading: translator(locale, "claims")("of", { title: seen.value.title }), submissionId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const listingId = params.id ?? "";
  const { form, document, documentError } = await readDocumentForm(request, { field: "document", maxMegabytes: maxDocumentMegabytes });
  const db = await database();
  if (form.get("intent") === "withdraw") {
    const done = await withdrawClaim(db, actor, { claimId: String(form.get("claimId") ?? ""), version: Number(form.get("version")) });
    return done.ok ? redirect(`/listings/${listingId}/claims`) : data({ submission: null, error: errorKey(done.error), handIn: null }, { status: statusOf(done.error) });
  }
  if (form.get("intent") === "handIn") return handIn(actor, listingId, { form, document, documentError });
  const submission = parseWithZod(form, { schema: claimForm });
  const problem = documentError ?? (document ? null : "claims:form.missing");
  if (submission.status !== "success" || problem || !document) {
    return data({ submission: submission.reply(problem ? { fieldErrors: { document: [problem] } as never } : {}), error: null, handIn: null }, { status: 400 });
  }
  const submissionId = String(form.get("submissionId") ?? newId()).slice(0, 64);
  const files = await storage();
  const stored = await storeDocument(files, `${actor.userId}:${submissionId}:${listingId}`, document);
  const done = await stateClaim(db, actor, { listingId, ...submission.value, document: stored, submissionId });
  if (done.ok) return redirect(`/listings/${listingId}/claims`);
  if (done.error !== "HTTP.KEY_REUSED") await files.delete(stored.key);
  return data({ submission: submission.reply(), error: errorKey(done.error), handIn: null }, { status: statusOf(done.error) });
}

/** The document of a claim that was stated without one; what is wrong with it is said at that claim. */
async function handIn(actor: Actor, listingId: string, sent: { form: FormData; document: SentDocument | null; documentError: string | null }) {
  const claimId = String(sent.form.get("claimId") ?? "");
  const problem = sent.documentError ?? (sent.document ? null : "claims:form.missing");
  if (problem || !sent.document) return data({ submission: null, error: null, handIn: { claimId, problem } }, { status: 400 });
  const files = await storage();
  const stored = await storeDocument(files, `${actor.userId}:${claimId}`, sent.document);
  const done = await handInDocument(await database(), actor, { claimId, version: Number(sent.form.get("version")), document: stored });
  if (done.ok) return redirect(`/listings/${listingId}/claims`);
  // Handed in twice, the file is the one that the first press stored.
  if (done.error === "CLAIMS.NOT_FOUND" || done.error === "CLAIMS.NOT_ALLOWED") await files.delete(stored.key);
  return data({ submission: null, error: errorKey(done.error), handIn: null }, { status: statusOf(done.error) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.heading ?? ""} · Roundabout` }];

type Answer = ReturnType<typeof useActionData<typeof action>>;

function handInOf(answer: Answer, claimId: string): string | null {
  return answer && "handIn" in answer && answer.handIn?.claimId === claimId ? answer.handIn.problem : null;
}

export default function Claims() {
  const { locale, listingId, title, heading, claims, mayState, submissionId: freshId } = useLoaderData<typeof loader>();
  const submissionId = useUntilSent(freshId);
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("claims");
  const translate = useTranslation().t;
  useLive([`listing:${listingId}`]);
  return (
    <div className="content max-w-3xl pb-12">
      <PageHeader title={heading} lead={t("lead")} breadcrumbs={<Breadcrumbs items={[{ to: "/listings/mine", label: t("listings:mine.title") }, { to: `/listings/${listingId}`, label: title }, { label: t("title") }]} />} />
      {answer?.error ? (
        <Alert tone="error" live>
          {translate(answer.error)}
        </Alert>
      ) : null}
      {claims.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
      <ul className="grid gap-3">
        {claims.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} locale={locale}>
            {mayState && isOpenClaim(claim.state) ? (
              <Form method="post">
                <input type="hidden" name="claimId" value={claim.id} />
                <input type="hidden" name="version" value={claim.version} />
                <SubmitButton variant="quiet" size="sm" name="intent" value="withdraw">
                  {t("withdraw")}
                </SubmitButton>
              </Form>
            ) : null}
            {mayState && claim.state === "awaiting_document" ? <HandInForm claim={claim} problem={handInOf(answer, claim.id)} /> : null}
          </ClaimRow>
        ))}
      </ul>
      <Section title={t("state")}>
        {mayState ? (
          <Card padding="lg">
            <ClaimForm key={submissionId} submissionId={submissionId} result={answer?.submission} />
          </Card>
        ) : (
          <p className="text-ink-soft">{t("notNow")}</p>
        )}
      </Section>
    </div>
  );
}
