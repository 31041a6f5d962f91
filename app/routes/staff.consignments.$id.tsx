import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { discardConsignment, openConsignment, refuseConsignment, sendConsignment } from "#app/domains/custody/consignments.service.server.ts";
import { readWeights, typedOf } from "#app/domains/custody/custody.forms.ts";
import { consignmentRef, refuseForm, sendForm } from "#app/domains/custody/custody.schema.ts";
import { ConsignmentBadge } from "#app/domains/custody/ui/consignment-badge.tsx";
import { ConsignmentFacts } from "#app/domains/custody/ui/consignment-facts.tsx";
import { ConsignmentLines } from "#app/domains/custody/ui/consignment-lines.tsx";
import { DiscardForm, RefuseForm, SendForm, type FormProblem } from "#app/domains/custody/ui/consignment-forms.tsx";
import { Refusal } from "#app/domains/custody/ui/refusal.tsx";
import { WeighForm } from "#app/domains/custody/ui/weigh-form.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { useLive } from "#app/realtime/use-live.ts";
import { formatMass } from "#app/shared/units.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const opened = await openConsignment(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const locale = requestLocale(request);
  const consignment = opened.value;
  const side = consignment.from.partyId === actor.party.id ? ("sender" as const) : ("receiver" as const);
  return { consignment, side, partyId: actor.party.id, locale, title: translator(locale, "custody")("consignments.number", { number: String(consignment.number) }) };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const db = await database();
  const consignmentId = params.id ?? "";
  const here = redirect(`/staff/consignments/${encodeURIComponent(consignmentId)}`);
  const intent = String(form.get("intent"));
  const { typed } = typedOf(form);
  const refuse = (problem: Partial<FormProblem>, status: number) => data({ intent, error: null, details: {}, errors: {}, typed, ...problem } satisfies FormProblem, { status });
  const refused = (result: { error: string; details?: Record<string, unknown> }) => refuse({ error: result.error, details: result.details ?? {} }, statusOf(result.error));
  if (intent === "receive" || intent === "take_back") {
    const opened = await openConsignment(db, actor, consignmentId);
    if (!opened.ok) return refused(opened);
    const read = readWeights(form, opened.value.lines.map((line) => line.id));
    const ref = consignmentRef.safeParse(typed);
    if (!read.input || !ref.success) return refuse({ errors: read.errors }, 400);
    const done = await weighInConsignment(db, actor, { consignmentId, version: ref.data.version, verb: intent, lines: read.input });
    if (done.ok) return here;
    const lineId = done.details?.lineId;
    return done.error === "CUSTODY.REASON_NEEDED" && typeof lineId === "string" ? refuse({ errors: { [`reason.${lineId}`]: "custody:errors.REASON_NEEDED" } }, statusOf(done.error)) : refused(done);
  }
  const schemas = { send: sendForm, discard: consignmentRef, refuse: refuseForm } as const;
  if (!(intent in schemas)) return refuse({ error: "CUSTODY.WRONG_STATE" }, 400);
  const parsed = schemas[intent as keyof typeof schemas].safeParse(typed);
  if (!parsed.success) return refuse({ errors: Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message])) }, 400);
  const fields = { vehicle: "", seal: "", reason: "", ...parsed.data, consignmentId };
  const verbs = { send: sendConsignment, discard: discardConsignment, refuse: refuseConsignment } as const;
  const done = await verbs[intent as keyof typeof verbs](db, actor, fields);
  return done.ok ? here : refused(done);
}

export default function ConsignmentPage() {
  const { consignment, side, partyId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("custody");
  useLive([`party:${partyId}`]);
  const { verbs } = consignment;
  const place = side === "sender" ? consignment.from : consignment.to;
  const available = failure?.details.grams;
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader breadcrumbs={<Breadcrumbs items={[{ to: "/staff/consignments", label: t("consignments.title") }, { label: title }]} />} title={title} lead={<ConsignmentBadge state={consignment.state} />} />
      <Refusal error={failure?.error} detail={typeof available === "number" ? t("new.here", { mass: formatMass(available, locale) }) : undefined} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          {verbs.includes("receive") ? <WeighForm key={consignment.version} intent="receive" consignment={consignment} problem={failure} locale={locale} /> : null}
          {verbs.includes("take_back") ? <WeighForm key={consignment.version} intent="take_back" consignment={consignment} problem={failure} locale={locale} /> : null}
          <Section title={t("consignment.lines")}>
            <ConsignmentLines consignment={consignment} locale={locale} />
          </Section>
          {verbs.includes("send") ? <SendForm consignment={consignment} problem={failure} /> : null}
          {verbs.includes("refuse") ? <RefuseForm consignment={consignment} problem={failure} /> : null}
          {verbs.includes("edit") ? (
            <p>
              <LinkButton to={`/staff/consignments/${consignment.id}/edit`} variant="secondary" icon="edit">
                {t("edit.open")}
              </LinkButton>
            </p>
          ) : null}
          {verbs.includes("discard") ? <DiscardForm consignment={consignment} /> : null}
        </div>
        <ConsignmentFacts consignment={consignment} timeZone={place.timeZone} locale={locale} />
      </div>
    </div>
  );
}
