import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/domains/identity/actor.server.ts";
import { supervisionQueryOf, type Part } from "#app/domains/supervision/supervision.schema.ts";
import { useRegionName } from "#app/domains/supervision/ui/region-name.ts";
import { METHODS } from "#app/flows/supervision-file.server.ts";
import { supervise, type SupervisionView } from "#app/flows/supervise.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Input, Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import type { ReactNode } from "react";
import { AlarmTable, DecisionTable, DeliveryTable, LicenceTable, LookTable, type Written } from "./tables.tsx";

/** An authority's view of one of its regions. It reads only, and each look is noted; so nothing here looks again by itself. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request);
  const locale = requestLocale(request);
  const query = supervisionQueryOf(new URL(request.url).searchParams, actor.party.timeZone, systemClock.now());
  const { region, first, last, problem } = query;
  // Also with dates that are none, so that who may not look learns that first.
  const asked = query.period ?? supervisionQueryOf(new URLSearchParams(), actor.party.timeZone, systemClock.now()).period;
  if (!asked) throw new Error("the usual period is one");
  const read = await supervise(await database(), actor, { region, period: asked });
  const page = { locale, timeZone: actor.party.timeZone, first, last, problem, methods: METHODS, title: translator(locale, "supervision")("title") };
  if (!read.ok) {
    if (read.error === "SUPERVISION.NO_REGION") return data({ ...page, view: null });
    throw new Response(null, { status: statusOf(read.error), statusText: read.error });
  }
  return data({ ...page, view: written(read.value) }, { status: problem ? 400 : 200 });
}

/** As it travels to the page: instants as texts. */
function written(view: SupervisionView): Written {
  return {
    ...view,
    decisions: view.decisions.map((row) => ({ ...row, at: row.at.toISOString() })),
    alarms: view.alarms.map((row) => ({ ...row, raisedAt: row.raisedAt.toISOString() })),
    deliveries: view.deliveries.map((row) => ({ ...row, sentAt: row.sentAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null })),
    looks: view.looks.map((row) => ({ ...row, at: row.at.toISOString() })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function Supervision() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("supervision");
  const { view, locale, timeZone } = page;
  const placed = { locale, timeZone };
  return (
    <div className="content pb-12">
      <PageHeader title={page.title} lead={t("lead")} />
      {view ? (
        <>
          <Choice />
          {page.problem ? null : (
            <>
              <p className="text-sm text-ink-soft">
                {t("coverage", { count: view.pointCount })} {view.unknownPointCount > 0 ? t("coverageUnknown", { count: view.unknownPointCount }) : null}
              </p>
              <PartSection part="licences">
                <LicenceTable rows={view.licences} {...placed} />
              </PartSection>
              <PartSection part="decisions">
                <DecisionTable rows={view.decisions} {...placed} />
              </PartSection>
              <PartSection part="alarms">
                <AlarmTable rows={view.alarms} {...placed} />
              </PartSection>
              <PartSection part="deliveries">
                <DeliveryTable rows={view.deliveries} {...placed} />
              </PartSection>
              <Section title={t("looks.title")}>
                <p className="text-sm text-ink-soft">{t("noted")}</p>
                <LookTable rows={view.looks} {...placed} />
              </Section>
            </>
          )}
        </>
      ) : (
        <EmptyState kind="results" title={t("noRegion")} headingLevel={2}>
          {t("noRegionText")}
        </EmptyState>
      )}
    </div>
  );
}

function Choice() {
  const { view, first, last, problem, locale } = useLoaderData<typeof loader>();
  const { t } = useTranslation("supervision");
  const nameOf = useRegionName(locale);
  if (!view) return null;
  const errorAt = (field: string) => (problem?.field === field ? t(problem.key) : undefined);
  return (
    <Form method="get" key={`${view.region} ${first} ${last}`} className="flex flex-wrap items-end gap-3 pb-4">
      <Field id="region" label={t("region")}>
        <Select name="region" defaultValue={view.region} options={view.regions.map((value) => ({ value, label: nameOf(value) }))} />
      </Field>
      <Field id="from" label={t("period.from")} error={errorAt("from")}>
        <Input name="from" type="date" defaultValue={first} />
      </Field>
      <Field id="until" label={t("period.until")} error={errorAt("until")}>
        <Input name="until" type="date" defaultValue={last} />
      </Field>
      <Button type="submit" variant="secondary" icon="filter">
        {t("show")}
      </Button>
    </Form>
  );
}

/** One part with what it is counted by, and its two files. */
function PartSection({ part, children }: { part: Part; children: ReactNode }) {
  const { view, first, last, methods } = useLoaderData<typeof loader>();
  const { t } = useTranslation("supervision");
  if (!view) return null;
  const file = (end: string) => `/supervision/${part}.${end}?${new URLSearchParams({ region: view.region, from: first, until: last })}`;
  return (
    <Section title={t(`parts.${part}`)}>
      <p className="text-sm text-ink-soft">{t(`partsText.${part}`)} <code>{methods[part]}</code></p>
      {children}
      {view.more.includes(part) ? <p className="text-sm text-ink-soft">{t("more", { count: view[part].length })}</p> : null}
      <p className="flex flex-wrap gap-2">
        {(["csv", "jsonl"] as const).map((end) => (
          <LinkButton key={end} to={file(end)} variant="quiet" icon="download" reloadDocument>
            {t(`files.${end}`, { part: t(`parts.${part}`) })}
          </LinkButton>
        ))}
      </p>
    </Section>
  );
}
