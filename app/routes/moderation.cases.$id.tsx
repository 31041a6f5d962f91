import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { wordsMark } from "#app/domains/listings/corrected-words.service.server.ts";
import { viewCase } from "#app/domains/trust/cases.service.server.ts";
import { decisionsThatFit, isHeld } from "#app/domains/trust/trust.rules.ts";
import type { CasePage } from "#app/domains/trust/ui/case-page.ts";
import { CaseActions } from "#app/domains/trust/ui/case-actions.tsx";
import { CaseFacts, CaseReports } from "#app/domains/trust/ui/case-facts.tsx";
import { CaseDecisions } from "#app/domains/trust/ui/case-decisions.tsx";
import { Refused } from "#app/domains/trust/ui/parts.tsx";
import { actOnCase } from "#app/flows/act-on-case.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader } from "#app/ui/page.tsx";

const outcomes = ["claimed", "released", "held", "shown", "confirming", "final", "refused"] as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const seen = await viewCase(await database(), actor, { caseId: params.id ?? "" });
  if (!seen.ok) throw new Response(null, { status: statusOf(seen.error), statusText: seen.error });
  const { found, reports, decisions, listing, earlier, isOwn, moderators } = seen.value;
  const locale = requestLocale(request);
  const now = new Date();
  const held = isHeld(found, now);
  const done = new URL(request.url).searchParams.get("done");
  const page: CasePage = {
    caseId: found.id,
    version: found.version,
    state: found.state,
    subjectKind: found.subjectKind,
    snapshot: found.snapshot,
    partyName: found.partyName,
    listing: found.listingId && listing ? { id: found.listingId, title: listing.title, description: listing.description, wordsMark: wordsMark(listing), state: listing.state } : null,
    hints: found.hints,
    priority: found.priority,
    openedAt: found.openedAt.toISOString(),
    earlier,
    isOwn,
    isAlone: moderators < 2,
    hold: held && found.heldUntil ? { isMine: found.heldByUserId === actor.userId, name: found.holderName ?? "", until: found.heldUntil.toISOString() } : null,
    kinds: decisionsThatFit(found.subjectKind),
    reports: reports.map((report) => ({ id: report.id, reason: report.reason, text: report.text, state: report.state, createdAt: report.createdAt.toISOString(), reporterName: report.reporterName })),
    decisions: decisions.map(({ decidedByUserId, ...decision }) => ({
      ...decision,
      restrictedUntil: decision.restrictedUntil?.toISOString() ?? null,
      decidedAt: decision.decidedAt.toISOString(),
      isMine: decidedByUserId === actor.userId,
    })),
    locale,
    timeZone: actor.party.timeZone,
  };
  return {
    ...page,
    done: outcomes.find((one) => one === done) ?? null,
    title: translator(locale, "trust")("moderation.case", { title: found.snapshot.title }),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request);
  const form = await request.formData();
  form.set("caseId", params.id ?? "");
  const answer = await actOnCase(await database(), actor, form);
  if ("done" in answer) return redirect(`/moderation/cases/${params.id ?? ""}?done=${answer.done}`);
  return data(answer, { status: answer.error ? statusOf(answer.error) : 400 });
}

/** A refused act shows how the case stands by now, so the loader is asked after failures too. */
export function shouldRevalidate() {
  return true;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function CasePageView() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t } = useTranslation("trust");
  return (
    <>
      <PageHeader title={page.title} breadcrumbs={<Breadcrumbs items={[{ to: "/moderation", label: t("moderation.title") }, { label: page.snapshot.title }]} />} />
      <div className="grid gap-5">
        {page.done && !failed ? (
          <Alert tone="success" live>
            {t(`moderation.done.${page.done}`)}
          </Alert>
        ) : null}
        <Refused failed={failed} />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <div className="grid gap-5">
            <CaseFacts page={page} />
            <CaseReports page={page} />
          </div>
          <div className="grid gap-5">
            <CaseDecisions page={page} failed={failed} />
            {page.state === "open" ? <CaseActions page={page} failed={failed} /> : null}
          </div>
        </div>
      </div>
    </>
  );
}
