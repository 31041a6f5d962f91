import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { useTranslation } from "#app/ui/i18n.ts";

import type { PublishedCell } from "../statistics.schema.ts";

/** Figures below each other, each with its range, coverage and grade; a withheld one says so. */
export function CellTable({ caption, header, cells, nameOf, locale }: { caption: string; header: string; cells: readonly PublishedCell[]; nameOf: (cell: PublishedCell) => string; locale: string }) {
  const { t } = useTranslation("statistics");
  type Shown = Extract<PublishedCell, { status: "published" }>;
  const figure = (cell: PublishedCell, say: (shown: Shown) => string) => (cell.status === "published" ? say(cell) : "–");
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={cells}
      rowKey={(cell) => `${cell.month} ${cell.route} ${cell.material}`}
      columns={[
        { key: "name", header, primary: true, cell: nameOf },
        { key: "mass", header: t("mass"), align: "end", cell: (cell) => (cell.status === "published" ? formatMass(cell.massGrams, locale) : <span className="text-ink-soft">{t("withheld")}</span>) },
        { key: "co2e", header: t("co2e"), align: "end", cell: (cell) => figure(cell, (shown) => formatCo2e(shown.co2eGrams, locale)) },
        { key: "range", header: t("range"), align: "end", cell: (cell) => figure(cell, (shown) => formatCo2eRange(shown.lowGrams, shown.highGrams, locale)) },
        { key: "entries", header: t("entries"), align: "end", cell: (cell) => figure(cell, (shown) => numberFormat(locale).format(shown.entryCount)) },
        { key: "measured", header: t("measured"), align: "end", cell: (cell) => figure(cell, (shown) => (shown.coverage === null ? t("none") : numberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(shown.coverage))) },
        { key: "grade", header: t("grade"), align: "end", cell: (cell) => figure(cell, (shown) => shown.grade ?? t("none")) },
      ]}
    />
  );
}
