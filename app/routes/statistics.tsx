import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { FORMULA_VERSION } from "#app/domains/impact/impact.formula.ts";
import { countCorrections } from "#app/domains/impact/proof.repository.server.ts";
import { regionMap } from "#app/domains/statistics/map/region-map.server.ts";
import { publishedStatistics } from "#app/domains/statistics/statistics.service.server.ts";
import { MINIMUM_PARTIES, statisticsQueryOf } from "#app/domains/statistics/statistics.schema.ts";
import { CellTable } from "#app/domains/statistics/ui/cell-table.tsx";
import { TIERS_METHOD } from "#app/domains/statistics/tiers/tiers.schema.ts";
import { publishedTiers } from "#app/domains/statistics/tiers/tiers.service.server.ts";
import { TierFlows } from "#app/domains/statistics/ui/tier-flows.tsx";
import { MaterialFlows } from "#app/domains/statistics/ui/material-flows.tsx";
import { useNames } from "#app/domains/statistics/ui/names.ts";
import { RegionMap } from "#app/domains/statistics/ui/region-map.tsx";
import { systemClock } from "#app/platform/clock.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { monthLabel } from "#app/shared/months.ts";
import { formatMass } from "#app/shared/units.ts";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Select } from "#app/ui/forms/inputs.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";
import { BarsOverTime } from "#app/ui/plots/bars-over-time.tsx";
import { FigureWithRange } from "#app/ui/plots/figure-with-range.tsx";
import { Link } from "#app/ui/remix.ts";

/** Months drawn beside each other. */
const MONTHS_SHOWN = 24;

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const [db, now] = [await database(), systemClock.now()];
  const statistics = await publishedStatistics(db, now);
  const tiers = await publishedTiers(db, now);
  const query = statisticsQueryOf(new URL(request.url).searchParams);
  const here = statistics.cells.filter((cell) => cell.region === query.region);
  const then = here.filter((cell) => cell.month === query.month);
  return {
    title: translator(locale, "statistics")("title"),
    locale,
    query,
    months: statistics.months,
    regions: statistics.regions,
    codes: [...new Set(statistics.cells.map((cell) => cell.material))].filter((code) => code !== "all"),
    total: then.find((cell) => cell.route === "all" && cell.material === query.material) ?? null,
    materials: then.filter((cell) => cell.route === "all" && cell.material !== "all"),
    routes: then.filter((cell) => cell.route !== "all" && cell.material === query.material),
    flows: then.filter((cell) => cell.route !== "all" && cell.material !== "all" && (query.material === "all" || cell.material === query.material)),
    map: regionMap(statistics.cells, query),
    tiers: tiers.flows.filter((flow) => flow.region === query.region && flow.month === query.month && flow.material === query.material),
    tiersVersion: tiers.version,
    tiersMethod: TIERS_METHOD,
    corrections: await countCorrections(db, query.month === "all" ? null : query.month),
    series: here.filter((cell) => cell.month.length > 4 && cell.route === "all" && cell.material === query.material).slice(-MONTHS_SHOWN),
    version: statistics.version,
    logSize: statistics.logSize,
    method: FORMULA_VERSION,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ""} · Roundabout` }];

export default function StatisticsPage() {
  const { t } = useTranslation("statistics");
  const { title, months, total, materials, routes, flows, tiers, map, query, locale } = useLoaderData<typeof loader>();
  const names = useNames(locale);
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={`${t("lead")} ${t("scope")}`}
        actions={
          <LinkButton to="/statistics/targets" variant="secondary" icon="flag">
            {t("targets:title")}
          </LinkButton>
        }
      />
      {months.length > 0 ? <Choice /> : null}
      {total ? (
        <>
          <Total />
          <Section title={t("flows")}>
            <MaterialFlows cells={flows} locale={locale} />
          </Section>
          <Section title={t("tiers")}>
            <TierFlows flows={tiers} locale={locale} />
          </Section>
          <Section title={t("time")}>
            <Series />
          </Section>
          <Section title={t("materials")}>
            <CellTable caption={t("materials")} header={t("material")} cells={materials} nameOf={(cell) => names.material(cell.material)} locale={locale} />
          </Section>
          <Section title={t("routes")}>
            <CellTable caption={t("routes")} header={t("route")} cells={routes} nameOf={(cell) => names.route(cell.route)} locale={locale} />
          </Section>
        </>
      ) : (
        <EmptyState kind="results" title={t("empty")} headingLevel={2}>
          {t("emptyText")}
        </EmptyState>
      )}
      {map.cells.length > 0 ? (
        <Section title={t("map")}>
          <RegionMap map={map} query={query} locale={locale} />
        </Section>
      ) : null}
      <Corrections />
      <Downloads />
    </div>
  );
}

function Choice() {
  const { t } = useTranslation("statistics");
  const { query, months, regions, codes, locale } = useLoaderData<typeof loader>();
  const names = useNames(locale);
  const materials = codes.map((value) => ({ value, label: names.material(value) })).sort((a, b) => a.label.localeCompare(b.label, locale));
  const years = [...new Set(months.map((one) => one.slice(0, 4)))].reverse();
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3 pb-4">
      <Field label={t("region")}>
        <Select name="region" key={query.region} defaultValue={query.region} options={["all", ...regions].map((value) => ({ value, label: names.region(value) }))} />
      </Field>
      <Field label={t("month")}>
        <Select name="month" key={query.month} defaultValue={query.month} options={[{ value: "all", label: t("allMonths") }, ...years.map((value) => ({ value, label: t("year", { year: value }) })), ...[...months].reverse().map((value) => ({ value, label: monthLabel(value, locale) }))]} />
      </Field>
      <Field label={t("material")}>
        <Select name="material" key={query.material} defaultValue={query.material} options={[{ value: "all", label: t("allMaterials") }, ...materials]} />
      </Field>
      <Button type="submit" variant="secondary">
        {t("show")}
      </Button>
    </Form>
  );
}

function Total() {
  const { t } = useTranslation("statistics");
  const { total, locale } = useLoaderData<typeof loader>();
  if (!total) return null;
  if (total.status === "withheld") return <Card>{t("totalWithheld")}</Card>;
  const facts = [
    t("moved", { mass: formatMass(total.massGrams, locale), count: total.entryCount }),
    total.coverage === null ? t("weighedNone") : t("weighed", { share: total.coverage }),
    ...(total.notCoveredGrams > 0 ? [t("uncovered", { mass: formatMass(total.notCoveredGrams, locale) })] : []),
  ];
  return (
    <Card>
      <FigureWithRange label={t("total")} lowGrams={total.lowGrams} centralGrams={total.co2eGrams} highGrams={total.highGrams} grade={total.grade} locale={locale} caption={facts.join(" · ")} />
    </Card>
  );
}

function Series() {
  const { t } = useTranslation("statistics");
  const { series, locale } = useLoaderData<typeof loader>();
  const shown = series.flatMap((cell) => (cell.status === "published" ? [cell] : []));
  const hidden = series.length - shown.length;
  return (
    <>
      {shown.length > 0 ? (
        <BarsOverTime
          title={t("total")}
          locale={locale}
          bars={shown.map((cell) => ({ key: cell.month, label: monthLabel(cell.month, locale, true), lowGrams: cell.lowGrams, centralGrams: cell.co2eGrams, highGrams: cell.highGrams }))}
        />
      ) : (
        <p>{t("noneShown")}</p>
      )}
      {hidden > 0 ? <p className="text-sm text-ink-soft">{t("timeWithheld", { count: hidden })}</p> : null}
    </>
  );
}

/** What was corrected in the period, and where each of it can be read. */
function Corrections() {
  const { t } = useTranslation("statistics");
  const { corrections } = useLoaderData<typeof loader>();
  return (
    <Section title={t("corrections")}>
      <p>
        {t("correctionsCount", { count: corrections })}{" "}
        <Link className="link" to="/impact/ledger">
          {t("correctionsLink")}
        </Link>{" "}
        <a className="link" href="/impact/ledger.atom">
          {t("correctionsFeed")}
        </a>
      </p>
    </Section>
  );
}

function Downloads() {
  const { t } = useTranslation("statistics");
  const { method, version, tiersMethod, tiersVersion, logSize } = useLoaderData<typeof loader>();
  return (
    <div className="grid items-start gap-x-6 md:grid-cols-2">
      <Section title={t("downloads")}>
        {(["statistics", "tiers"] as const).map((table) => (
          <div key={table} role="group" aria-label={t(`tables.${table}`)} className="grid gap-2 pb-3">
            <p className="text-sm font-semibold">{t(`tables.${table}`)}</p>
            <p className="flex flex-wrap gap-2">
              {(["csv", "json", "ndjson", "parquet"] as const).map((end) => (
                <LinkButton key={end} to={`/data/${table}.${end}`} variant="secondary" icon="download" reloadDocument>
                  {t(end)}
                </LinkButton>
              ))}
            </p>
            <a className="link" href={`/data/${table}.csv-metadata.json`}>
              {t("columns")}
            </a>
          </div>
        ))}
        <ul className="grid gap-1">
          <li>
            <a className="link" href="/data.json">
              {t("catalogue")}
            </a>
          </li>
        </ul>
      </Section>
      <Section title={t("about")}>
        <ul className="grid list-disc gap-1.5 ps-5 text-sm">
          <li>
            {t("aboutMethod", { method })}{" "}
            <Link className="link" to="/impact/method">
              {t("methodLink")}
            </Link>
          </li>
          <li className="break-words">{t("aboutVersion", { version, count: logSize })}</li>
          <li className="break-words">{t("aboutTiers", { method: tiersMethod, version: tiersVersion })}</li>
          <li>{t("aboutMonths")}</li>
          <li>{t("aboutSmall", { count: MINIMUM_PARTIES })}</li>
          <li>{t("aboutRange")}</li>
        </ul>
      </Section>
    </div>
  );
}
