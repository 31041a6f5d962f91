import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { Figure } from "#app/domains/trust/transparency.rules.ts";
import { transparency, type TransparencyMonth } from "#app/domains/trust/transparency.service.server.ts";
import { publishedLimits } from "#app/domains/trust/trust.rules.ts";
import { database } from "#app/platform/db/database.server.ts";
import { requestLocale, translator } from "#app/platform/i18n.server.ts";
import { dateFormat } from "#app/shared/formatters.ts";
import { LinkButton } from "#app/ui/buttons.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useTranslation } from "#app/ui/i18n.ts";
import { PageHeader, Section } from "#app/ui/page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  const { months } = await transparency(await database());
  return { months, locale, title: translator(locale, "trust")("transparency.title") };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.title ?? ""} · Roundabout` }];

export default function TransparencyPage() {
  const { months, locale, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("trust");
  const [latest] = months;
  const monthName = (month: string) => dateFormat(locale === "en" ? "en-GB" : locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-15T12:00:00Z`));
  return (
    <div className="content pb-12">
      <PageHeader
        title={title}
        lead={t("transparency.lead")}
        actions={
          <LinkButton to="/transparency.json" variant="secondary" icon="download" reloadDocument>
            {t("transparency.json")}
          </LinkButton>
        }
      />
      <p className="prose-text">
        {t("transparency.twoPeople")}{" "}
        <Link to="/rules" className="link">
          {t("transparency.rules")}
        </Link>
      </p>
      {latest ? (
        <>
          <Section title={t("transparency.overview")}>
            <Overview months={months} monthName={monthName} />
            <p className="text-sm text-ink-soft">{t("transparency.smallNote")}</p>
          </Section>
          <Section title={t("transparency.latest", { month: monthName(latest.month) })}>
            <div className="grid items-start gap-4 md:grid-cols-2">
              <div className="grid gap-4">
                <Split title={t("transparency.bySubject")} names="subjectNames" figures={latest.reports.bySubject} />
                <Split title={t("transparency.byReason")} names="reasons" figures={latest.reports.byReason} />
              </div>
              <div className="grid gap-4">
                <Split title={t("transparency.byKind")} names="decided" figures={latest.decisions.byKind} />
                <Split title={t("transparency.byRule")} names="reasons" figures={latest.decisions.byRule} />
              </div>
            </div>
          </Section>
        </>
      ) : (
        <EmptyState kind="results" title={t("transparency.empty")} headingLevel={2}>
          {t("transparency.emptyText")}
        </EmptyState>
      )}
      <Section title={t("transparency.limits")}>
        <Card>
          <Figures items={limits.map(({ name, value }) => ({ term: t(`transparency.limit.${name}`, { hours: publishedLimits.newAccountHours }), value }))} />
        </Card>
      </Section>
    </div>
  );
}

const limits = [
  { name: "reports", value: publishedLimits.reportsPerDay },
  { name: "newAccount", value: publishedLimits.newAccountListings },
  { name: "appeal", value: publishedLimits.appealDays },
  { name: "mark", value: publishedLimits.markDays },
  { name: "lease", value: publishedLimits.leaseMinutes },
  { name: "restriction", value: publishedLimits.restrictionDays },
  { name: "verified", value: publishedLimits.verifiedDays },
] as const;

function useFigure(): (figure: Figure) => string {
  const { t } = useTranslation("trust");
  return (figure) => (figure === "fewer_than_5" ? t("transparency.small") : String(figure));
}

function Overview({ months, monthName }: { months: TransparencyMonth[]; monthName: (month: string) => string }) {
  const { t } = useTranslation("trust");
  const say = useFigure();
  const time = (minutes: number | null) => (minutes === null ? t("transparency.medianUnknown") : minutes < 120 ? t("transparency.minutes", { count: minutes }) : t("transparency.hours", { count: Math.round(minutes / 60) }));
  return (
    <DataTable
      caption={t("transparency.overview")}
      hideCaption
      rows={months}
      rowKey={(row) => row.month}
      columns={[
        { key: "month", header: t("transparency.month"), primary: true, cell: (row) => monthName(row.month) },
        { key: "reports", header: t("transparency.reports"), align: "end", cell: (row) => <span className="whitespace-nowrap">{say(row.reports.total)}</span> },
        { key: "decisions", header: t("transparency.decisions"), align: "end", cell: (row) => <span className="whitespace-nowrap">{say(row.decisions.total)}</span> },
        { key: "median", header: t("transparency.median"), align: "end", cell: (row) => time(row.medianMinutesToDecision) },
        { key: "automated", header: t("transparency.automated"), align: "end", cell: (row) => say(row.decisions.automated) },
        { key: "detected", header: t("transparency.detected"), align: "end", cell: (row) => say(row.decisions.detectedByRule) },
        { key: "appeals", header: t("transparency.appeals"), align: "end", cell: (row) => say(row.appeals.received) },
        { key: "reversed", header: t("transparency.reversed"), align: "end", cell: (row) => say(row.appeals.reversed) },
        { key: "restrictions", header: t("transparency.restrictions"), align: "end", cell: (row) => `${say(row.restrictions.restricted)} / ${say(row.restrictions.suspended)}` },
      ]}
    />
  );
}

/** Names with a number each, the numbers below each other. */
function Figures({ items }: { items: readonly { term: string; value: string | number }[] }) {
  return (
    <dl>
      {items.map(({ term, value }) => (
        <div key={term} className="flex items-baseline justify-between gap-4 border-b border-line py-2 last:border-b-0">
          <dt className="text-sm text-ink-soft">{term}</dt>
          <dd className="tabular shrink-0 text-end">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Split({ title, names, figures }: { title: string; names: "subjectNames" | "reasons" | "decided"; figures: Record<string, Figure> }) {
  const { t } = useTranslation("trust");
  const say = useFigure();
  return (
    <Card as="section" aria-label={title}>
      <h3 className="text-lg">{title}</h3>
      <Figures items={Object.entries(figures).map(([key, figure]) => ({ term: t(`${names}.${key}`), value: say(figure) }))} />
    </Card>
  );
}
