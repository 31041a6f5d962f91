import { useTranslation } from "#app/ui/i18n.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { AmongPeers } from "#app/ui/plots/among-peers.tsx";
import { LineOverMonths } from "#app/ui/plots/line-over-months.tsx";
import { Link } from "#app/ui/remix.ts";
import { MINIMUM_PEERS, type Change, type Comparison, type PracticeCount, type Trend, type TrendPoint } from "../benchmarking.rules.ts";
import type { KeptResults, TargetView } from "../benchmarking.schema.ts";
import type { Value } from "../indicators.ts";
import { monthName, useIndicatorWords } from "./benchmark-words.ts";

export interface PracticeChangeView {
  practice: string;
  sinceMonth: string;
  words: string;
  name: string;
  slug: string;
  change: Change | null;
}

/** An indicator compared, as the flow gives it. */
export interface ComparedIndicator extends Comparison {
  code: string;
  better: "more" | "less";
  isPublic: boolean;
  source: "platform" | "entered";
  trend: Trend;
  line: TrendPoint[];
  now: { value: Value; fromMonth: string; toMonth: string } | null;
  dots: { name: string; slug: string; value: number; isBest: boolean }[];
  practices: { best: number; others: number; counts: PracticeCount[] } | null;
  examples: PracticeChangeView[];
  ownChanges: PracticeChangeView[];
}

const tones: Record<Trend, "leaf" | "clay" | "neutral" | "sky"> = { better: "leaf", worse: "clay", level: "sky", unknown: "neutral" };

/** The gap in words: what is missing to the best quarter, or why nothing can be said. */
export function useGapWords(locale: string) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  return (view: Pick<ComparedIndicator, "code" | "own" | "gap" | "border" | "peers">): string => {
    if (view.border === null) return t("gap.few", { count: view.peers, minimum: MINIMUM_PEERS });
    if (view.own.value === null || view.gap === null) return t("gap.wordsNone", { why: words.why(view.own) });
    const border = words.value(view.code, view.border);
    return view.gap === 0 ? t("gap.wordsIn", { border }) : t("gap.words", { gap: words.value(view.code, view.gap), border });
  };
}

type Props = { view: ComparedIndicator; locale: string; target?: TargetView | undefined; kept?: KeptResults[string] | undefined };

/** One indicator: own value, median, best quarter, gap, how it moved, and what the best quarter does. For the screen and for paper. */
export function IndicatorCard({ view, locale, target, kept }: Props) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const gapWords = useGapWords(locale);
  const { code, own, quartiles, border } = view;
  const format = (value: number) => words.value(code, value);
  return (
    <Card as="section" className="grid gap-5" aria-labelledby={`indicator-${code}`}>
      <div className="grid gap-1">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 id={`indicator-${code}`} className="text-xl">
            {words.name(code)}
          </h2>
          <Badge tone={tones[view.trend]}>{t(`gap.trends.${view.trend}`)}</Badge>
        </div>
        <p className="text-sm text-ink-soft">
          {[words.unit(code), t(`better.${view.better}`), t(`sources.${view.source}`)].join(" · ")}
        </p>
        <p className="mt-1">
          <strong className={`tabular font-display text-3xl ${own.value === null ? "text-ink-soft" : "text-ink"}`}>{own.value === null ? t("noData.label") : format(own.value)}</strong>
        </p>
        <p>{gapWords(view)}</p>
      </div>
      <Facts view={view} locale={locale} kept={kept} />
      <div className="grid gap-5 lg:grid-cols-2 print:grid-cols-2">
        {quartiles && border !== null ? (
          <AmongPeers
            title={t("gap.distribution", { count: view.peers })}
            words={{ own: t("gap.own"), median: t("gap.median"), best: t("gap.best"), middle: t("gap.middle"), peer: t("gap.peer") }}
            own={own.value}
            quartiles={quartiles}
            border={border}
            better={view.better}
            dots={view.dots}
            format={format}
          />
        ) : null}
        {view.line.some((point) => point.value !== null) ? (
          <LineOverMonths title={t("gap.line")} locale={locale} points={view.line} level={target ? { value: target.value, label: t("gap.target", { value: format(target.value) }) } : null} format={format} noData={t("noData.label")} />
        ) : null}
      </div>
      <BestQuarter view={view} />
      <Changes view={view} locale={locale} />
    </Card>
  );
}

function Facts({ view, locale, kept }: { view: ComparedIndicator; locale: string; kept: Props["kept"] }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const none = t("noData.label");
  const format = (value: number | null | undefined) => (value === null || value === undefined ? none : words.value(view.code, value));
  const facts = [
    { term: t("gap.own"), value: format(view.own.value) },
    { term: t("gap.median"), value: format(view.quartiles?.median) },
    { term: t("gap.best"), value: format(view.border) },
    { term: t("gap.distance"), value: format(view.gap) },
    ...(kept ? [{ term: t("gap.then"), value: format(kept.own.value) }] : []),
    ...(view.now ? [{ term: t("gap.now"), value: t("gap.nowLine", { from: monthName(view.now.fromMonth, locale), to: monthName(view.now.toMonth, locale), value: format(view.now.value.value) }) }] : []),
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
      {facts.map(({ term, value }) => (
        <div key={term} className={value.length > 14 ? "col-span-2" : ""}>
          <dt className="text-sm text-ink-soft">{term}</dt>
          <dd className="tabular font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function BestQuarter({ view }: { view: ComparedIndicator }) {
  const { t } = useTranslation("benchmarking");
  if (view.border === null) return null;
  const { practices } = view;
  return (
    <div className="grid gap-2">
      <h3 className="text-base">{t("gap.practices")}</h3>
      {practices === null ? (
        <p className="text-sm text-ink-soft">{t("gap.practicesHidden")}</p>
      ) : practices.others === 0 ? (
        <p className="text-sm text-ink-soft">{t("gap.practicesAlike")}</p>
      ) : practices.counts.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("gap.practicesNone")}</p>
      ) : (
        <DataTable
          caption={t("gap.practicesLead", { best: practices.best, others: practices.others })}
          rows={practices.counts}
          rowKey={(row) => row.practice}
          columns={[
            { key: "practice", header: t("practices.practice"), cell: (row) => t(`practices.names.${row.practice}`), primary: true },
            { key: "best", header: t("gap.inBest"), cell: (row) => t("gap.countOf", { count: row.best, of: practices.best }), align: "end" },
            { key: "others", header: t("gap.inOthers"), cell: (row) => t("gap.countOf", { count: row.others, of: practices.others }), align: "end" },
          ]}
        />
      )}
    </div>
  );
}

function Changes({ view, locale }: { view: ComparedIndicator; locale: string }) {
  const { t } = useTranslation("benchmarking");
  const words = useIndicatorWords(locale);
  const rows = [...view.ownChanges, ...view.examples];
  if (rows.length === 0) return null;
  const value = (amount: number | undefined) => (amount === undefined ? "–" : words.value(view.code, amount));
  return (
    <div className="grid gap-2">
      <h3 className="text-base">{t("gap.changes")}</h3>
      <DataTable
        caption={t("gap.changesLead")}
        rows={rows}
        rowKey={(row) => `${row.slug}-${row.practice}-${row.sinceMonth}`}
        columns={[
          { key: "what", header: t("practices.practice"), cell: (row) => t("gap.since", { practice: t(`practices.names.${row.practice}`), since: monthName(row.sinceMonth, locale) }), primary: true },
          { key: "who", header: t("gap.community"), cell: (row) => <Link to={`/communities/${row.slug}`} className="link">{row.name}</Link> },
          { key: "before", header: t("gap.before"), cell: (row) => value(row.change?.before), align: "end" },
          { key: "after", header: t("gap.after"), cell: (row) => value(row.change?.after), align: "end" },
          {
            key: "months",
            header: t("gap.months"),
            cell: (row) =>
              row.change
                ? t("gap.sides", { beforeFrom: monthName(row.change.beforeFrom, locale), beforeTo: monthName(row.change.beforeTo, locale), afterFrom: monthName(row.change.afterFrom, locale), afterTo: monthName(row.change.afterTo, locale) })
                : t("gap.unmeasured"),
          },
        ]}
      />
    </div>
  );
}
