import { useTranslation } from "#app/ui/i18n.ts";
import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { DataTable } from "../data-table.tsx";
import { DefinitionList } from "../definition-list.tsx";
import { Breadcrumbs, Pagination, Tabs } from "../navigation.tsx";
import { Section } from "../page.tsx";
import { AreaMap } from "../plots/area-map.tsx";
import { BarsOverTime } from "../plots/bars-over-time.tsx";
import { BoardList, BoardRow } from "../plots/board-row.tsx";
import { FigureWithRange } from "../plots/figure-with-range.tsx";
import { FlowsBetween } from "../plots/flows-between.tsx";
import { RangeBar } from "../plots/range-bar.tsx";
import { RingProgress } from "../plots/ring-progress.tsx";
import { StepsLine } from "../steps-line.tsx";
import { Countdown, DateTime, RelativeTime, TimeRange } from "../time.tsx";
import { BothThemes, Row } from "./both-themes.tsx";

const timeZone = "Europe/Berlin";
const example = { from: "2026-04-14T12:00:00Z", to: "2026-04-14T12:30:00Z", now: "2026-04-14T09:10:00Z", end: "2026-04-14T09:19:41Z" };

const flows = [
  { from: "cardboard", to: "recycle", massGrams: 84_000 },
  { from: "cardboard", to: "compost", massGrams: 26_000 },
  { from: "glass_bottles", to: "recycle", massGrams: 52_000 },
  { from: "textiles", to: "weight_only", massGrams: 9_000 },
  { from: "textiles", to: "reuse", massGrams: 14_000 },
  { from: "copper", to: "recycle_uk_proxy", massGrams: 800 },
] as const;

const areas = [
  { key: "west", massGrams: 84_000, shade: 1, isChosen: false, path: "M120 90l200-20 60 90-120 90-120-40z", dot: null },
  { key: "middle", massGrams: null, shade: null, isChosen: true, path: "M380 160l180-80 90 60-60 110-330-20z", dot: null },
  { key: "island", massGrams: 9000, shade: 0, isChosen: false, path: null, dot: { x: 760, y: 150 } },
] as const;

const loads = [
  { key: "cardboard", massGrams: 24_300, low: 61_000, central: 92_000, high: 130_000 },
  { key: "bottles", massGrams: 18_000, low: 3200, central: 5100, high: 7400 },
  { key: "cans", massGrams: 850, low: 6100, central: 7900, high: 9300 },
] as const;

export function Lists({ locale }: { locale: string }) {
  const { t } = useTranslation("design");
  return (
    <Section id="lists" title={t("lists.title")}>
      <BothThemes>
        {(theme) => (
          <>
            <Breadcrumbs label={`${t("lists.crumbs")} (${t(theme)})`} items={[{ to: "/points", label: t("lists.crumbHome") }, { to: "/points", label: t("lists.crumbPoint") }, { label: t("lists.crumbSlot") }]} />
            <Tabs
              label={`${t("lists.tabs")} (${t(theme)})`}
              tabs={[
                { to: "/design", label: t("lists.profile") },
                { to: "/account/parties", label: t("lists.parties"), count: 3 },
                { to: "/account/sessions", label: t("lists.sessions") },
              ]}
            />
            <StepsLine
              label={t("lists.steps")}
              steps={[
                { label: t("lists.requested"), state: "done", detail: t("lists.by") },
                { label: t("lists.accepted"), state: "done" },
                { label: t("lists.handover"), state: "current", detail: t("lists.until") },
                { label: t("lists.completed"), state: "next" },
              ]}
            />
            <DataTable
              caption={t("lists.table")}
              rows={loads}
              rowKey={(row) => row.key}
              columns={[
                { key: "material", header: t("lists.material"), cell: (row) => t(`lists.${row.key}`), primary: true },
                { key: "weight", header: t("lists.weight"), cell: (row) => formatMass(row.massGrams, locale), align: "end" },
                { key: "kept", header: t("lists.kept"), cell: (row) => formatCo2eRange(row.low, row.high, locale), align: "end" },
              ]}
            />
            <DefinitionList
              items={[
                { term: t("lists.place"), value: t("lists.placeValue") },
                { term: t("lists.when"), value: <TimeRange from={example.from} to={example.to} locale={locale} timeZone={timeZone} viewerTimeZone="Asia/Shanghai" /> },
                { term: t("lists.ago"), value: <><DateTime at={example.now} locale={locale} timeZone={timeZone} format="full" />{" · "}<RelativeTime at={example.now} now={example.from} locale={locale} /></> },
                { term: t("lists.left"), value: <Countdown until={example.end} now={example.now} /> },
              ]}
            />
            <Pagination label={`${t("lists.paging")} (${t(theme)})`} nextTo="/design" firstTo="/design" note={t("lists.note")} />
          </>
        )}
      </BothThemes>
    </Section>
  );
}

const months = [12_000, 31_000, 26_000, -6000, 48_000, 61_000];
const board = [
  { rank: 1, name: "Lindenhof", kg: 812, moved: 1 },
  { rank: 2, name: "Hafenviertel", kg: 640, moved: -1 },
  { rank: 3, name: "椴树社区", kg: 418, moved: 0, mine: true },
  { rank: 4, name: "Nordpark", kg: 60, moved: 2 },
];

export function Plots({ locale }: { locale: string }) {
  const { t } = useTranslation("design");
  const month = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  return (
    <Section id="plots" title={t("plots.title")}>
      <BothThemes>
        {(theme) => (
          <>
            <FigureWithRange size="lg" label={t("plots.label")} lowGrams={410_000} centralGrams={640_000} highGrams={980_000} locale={locale} grade="B" caption={t("plots.caption")} />
            <FigureWithRange label={t("plots.negativeLabel")} lowGrams={-21_000} centralGrams={-12_000} highGrams={4000} locale={locale} caption={t("plots.negativeCaption")} />
            <div>
              <p className="mb-1 text-sm text-ink-soft">{t("plots.bar")}</p>
              <RangeBar lowGrams={61_000} centralGrams={92_000} highGrams={130_000} locale={locale} tone="sky" showLabels />
            </div>
            <BarsOverTime
              title={`${t("plots.months")} (${t(theme)})`}
              locale={locale}
              bars={months.map((grams, index) => ({
                key: String(index),
                label: month.format(Date.UTC(2026, index, 1)),
                centralGrams: grams,
                lowGrams: grams - Math.abs(grams) * 0.4,
                highGrams: grams + Math.abs(grams) * 0.5,
                href: index % 2 ? "/impact" : undefined,
              }))}
            />
            <FlowsBetween
              title={`${t("plots.flows")} (${t(theme)})`}
              fromLabel={t("plots.flowFrom")}
              toLabel={t("plots.flowTo")}
              massLabel={t("plots.flowMass")}
              locale={locale}
              flows={flows.map(({ from, to, massGrams }) => ({ from: t(`materials:names.${from}`), to: t(`impact:routes.${to}`), massGrams }))}
              say={({ from, to, massGrams }) => t("plots.flow", { from, to, mass: formatMass(massGrams, locale) })}
            />
            <AreaMap
              title={`${t("plots.map")} (${t(theme)})`}
              width={960}
              height={320}
              land="M40 60l420-40 460 60-60 200-380 20-400-40z"
              shades={2}
              areas={areas.map(({ key, massGrams, ...area }) => ({ ...area, key, to: "/design", words: t("plots.mapArea", { name: t(`plots.mapAreas.${key}`), mass: massGrams === null ? t("plots.mapWithheld") : formatMass(massGrams, locale) }) }))}
              legend={areas.map(({ key, massGrams, shade }) => ({ shade, label: massGrams === null ? t("plots.mapWithheld") : formatMass(massGrams, locale), names: t(`plots.mapAreas.${key}`) }))}
            />
            <BoardList label={t("plots.board")}>
              {board.map(({ rank, name, kg, moved, mine }) => (
                <BoardRow key={rank} rank={rank} name={name} to="/leaderboard" moved={moved} mine={mine} lowGrams={kg * 640} centralGrams={kg * 1000} highGrams={kg * 1480} axisMaxGrams={1_300_000} locale={locale} detail={t("plots.perHead", { value: formatCo2e(kg * 11, locale) })} />
              ))}
            </BoardList>
            <Row>
              <RingProgress value={0.6} label={t("plots.progress")} size="lg">
                {t("plots.ring", { done: 3, all: 5 })}
              </RingProgress>
              <RingProgress value={1} label={t("plots.progress")} tone="marigold">
                {t("plots.ring", { done: 5, all: 5 })}
              </RingProgress>
              <RingProgress value={0.1} label={t("plots.progress")} tone="sky" size="sm" />
            </Row>
          </>
        )}
      </BothThemes>
    </Section>
  );
}
