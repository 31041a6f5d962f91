import { useTranslation } from "#app/ui/i18n.ts";
import { dateFormat } from "#app/shared/formatters.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { StepsOverTime, type StepsSeries } from "#app/ui/plots/steps-over-time.tsx";
import { priceGrades } from "../grades.ts";
import type { Board, QuoteLine } from "../prices.schema.ts";
import { perKg } from "./price-words.ts";

/** A calendar day for reading. */
export function dayText(day: string, locale: string): string {
  return dateFormat(locale, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** Today's prices as a table: a row per material, a column per grade. */
export function PriceTable({ board, locale }: { board: Board; locale: string }) {
  const { t } = useTranslation("prices");
  const { t: name } = useTranslation("materials");
  const rows = [...new Set(board.prices.map((price) => price.material))].map((material) => ({ material, prices: board.prices.filter((price) => price.material === material) }));
  return (
    <DataTable
      caption={t("board.caption", { day: dayText(board.day, locale), currency: board.currency })}
      rows={rows}
      rowKey={(row) => row.material}
      columns={[
        { key: "material", header: t("board.material"), cell: (row) => name(`names.${row.material}`), primary: true },
        ...priceGrades.map((grade) => ({
          key: grade,
          header: t(`grades.${grade}`),
          align: "end" as const,
          cell: (row: (typeof rows)[number]) => {
            const price = row.prices.find((one) => one.grade === grade);
            return price ? perKg(price.minorPerKg, board.currency, locale) : t("board.noPrice");
          },
        })),
        { key: "since", header: t("board.since"), cell: (row) => dayText(row.prices.map((price) => price.validFrom).toSorted().at(-1) ?? board.day, locale), align: "end" },
      ]}
    />
  );
}

/** How the prices of one material went, a line per grade. */
export function PriceHistory({ material, history, board, locale }: { material: string; history: readonly QuoteLine[]; board: Pick<Board, "currency" | "day">; locale: string }) {
  const { t } = useTranslation("prices");
  const { t: name } = useTranslation("materials");
  const series: StepsSeries[] = priceGrades.flatMap((grade) => {
    const steps = history.filter((line) => line.material === material && line.grade === grade).map((line) => ({ from: line.validFrom, value: line.minorPerKg }));
    return steps.length > 0 ? [{ key: grade, label: grade, steps }] : [];
  });
  return <StepsOverTime title={t("history.of", { material: name(`names.${material}`) })} locale={locale} series={series} until={board.day} format={(value) => perKg(value, board.currency, locale)} />;
}
