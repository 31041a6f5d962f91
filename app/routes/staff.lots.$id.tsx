import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useActionData } from "#app/ui/forms/use-until-sent.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { typedOf } from "#app/domains/custody/custody.forms.ts";
import { countForm, deliverForm, splitForm } from "#app/domains/custody/custody.schema.ts";
import { deliverLot, splitLot } from "#app/domains/custody/lots.service.server.ts";
import { layOut } from "#app/domains/custody/trace.layout.ts";
import { openLot } from "#app/domains/custody/trace.service.server.ts";
import { LotForms } from "#app/domains/custody/ui/lot-forms.tsx";
import { useKindName } from "#app/domains/custody/ui/names.ts";
import { Refusal } from "#app/domains/custody/ui/refusal.tsx";
import { TraceDrawing } from "#app/domains/custody/ui/trace-drawing.tsx";
import { TraceList } from "#app/domains/custody/ui/trace-list.tsx";
import { requireParty } from "#app/domains/identity/actor.server.ts";
import { recountLot } from "#app/flows/recount-lot.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { hasRole } from "#app/shared/actor.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { newId } from "#app/shared/ids.ts";
import { formatMass } from "#app/shared/units.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Breadcrumbs } from "#app/ui/navigation.tsx";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { formatInstant } from "#app/ui/time.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireParty(request, ["recycler", "authority"], "staff");
  const opened = await openLot(await database(), actor, params.id ?? "");
  if (!opened.ok) throw new Response(null, { status: statusOf(opened.error), statusText: opened.error });
  const { lot, trace } = opened.value;
  const locale = requestLocale(request);
  return {
    lot,
    trace,
    drawing: layOut(trace, lot.id),
    isMine: lot.here?.place.partyId === actor.party.id,
    isManager: hasRole(actor.role, "manager"),
    timeZone: lot.here?.place.timeZone ?? actor.party.timeZone,
    actId: newId(),
    locale,
    title: translator(locale, "custody")("lots.name", { number: String(lot.number) }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireParty(request, ["recycler"], "staff");
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const { typed } = typedOf(form);
  const db = await database();
  const asked = read(intent, typed);
  if (!asked.ok) return data({ intent, error: asked.error, errors: asked.errors, typed }, { status: 400 });
  const done = await (asked.act === "split" ? splitLot(db, actor, asked.input) : asked.act === "count" ? recountLot(db, actor, asked.input) : deliverLot(db, actor, asked.input));
  if (!done.ok) return data({ intent, error: done.error, errors: {}, typed }, { status: statusOf(done.error) });
  return redirect(`/staff/lots/${encodeURIComponent(asked.input.lotId)}`);
}

/** The form of an act on a lot, or what is wrong in it. */
function read(intent: string, typed: Record<string, string>) {
  const wrong = (issues: readonly { path: PropertyKey[]; message: string }[]) => ({ ok: false as const, error: null, errors: Object.fromEntries(issues.map((issue) => [String(issue.path[0]), issue.message])) });
  if (intent === "split") {
    const parsed = splitForm.safeParse(typed);
    return parsed.success ? { ok: true as const, act: "split" as const, input: parsed.data } : wrong(parsed.error.issues);
  }
  if (intent === "count") {
    const parsed = countForm.safeParse(typed);
    return parsed.success ? { ok: true as const, act: "count" as const, input: parsed.data } : wrong(parsed.error.issues);
  }
  if (intent === "deliver") {
    const parsed = deliverForm.safeParse(typed);
    return parsed.success ? { ok: true as const, act: "deliver" as const, input: parsed.data } : wrong(parsed.error.issues);
  }
  return { ok: false as const, error: "CUSTODY.WRONG_STATE", errors: {} };
}

export default function LotPage() {
  const { lot, trace, drawing, isMine, isManager, timeZone, actId, locale, title } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  const material = kindName(lot);
  const facts = [
    { term: t("lot.made"), value: t(`lotKinds.${lot.kind}`) },
    { term: t("lot.here"), value: lot.here ? t("lot.hereValue", { point: lot.here.place.name, mass: formatMass(lot.here.grams, locale) }) : t("lot.gone") },
    { term: t("lot.origins"), value: t("lot.originsValue", { count: lot.origins }) },
    ...(lot.contaminationPermille > 0 ? [{ term: t("lot.contamination"), value: t("lot.contaminationValue", { percent: numberFormat(locale, { maximumFractionDigits: 1 }).format(lot.contaminationPermille / 10) }) }] : []),
  ];
  return (
    <div className="content grid gap-4 pb-12">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ to: "/staff/stock", label: t("stock.title") }, { label: title }]} />}
        title={`${title}: ${material}`}
        lead={t("lot.lead", { mass: formatMass(lot.madeGrams, locale), material, date: formatInstant(lot.madeAt, { locale, timeZone, format: "date" }) })}
      />
      <Refusal error={failure?.error} />
      <Section title={t("lot.trace")}>
        <p className="prose-text text-sm text-ink-soft">{t("lot.traceHint")}</p>
        {trace.isCut ? <Alert tone="info">{t("trace.cut", { count: trace.lots.length })}</Alert> : null}
        <TraceDrawing drawing={drawing} locale={locale} />
      </Section>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card as="section" className="grid gap-3">
          <h2 className="text-lg">{t("lot.facts")}</h2>
          <DefinitionList items={facts} />
          <p>
            <a href={`/staff/lots/${lot.id}/epcis.jsonld`} className="link inline-flex min-h-11 items-center text-sky" download>
              {t("lot.epcis")}
            </a>
            <span className="block text-sm text-ink-soft">{t("lot.epcisLimit")}</span>
          </p>
        </Card>
        {lot.here && isMine ? (
          <Section title={t("lot.acts")}>
            <LotForms key={lot.here.grams} lotId={lot.id} pointId={lot.here.place.id} grams={lot.here.grams} isSorted={lot.isSorted} isManager={isManager} actId={actId} problem={failure} />
          </Section>
        ) : null}
      </div>
      <Section title={t("trace.list")}>
        <TraceList trace={trace} hereId={lot.id} locale={locale} timeZone={timeZone} lotTo={(id) => `/staff/lots/${id}`} />
      </Section>
    </div>
  );
}
