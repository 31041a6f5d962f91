import { formatCo2e, formatCo2eRange, formatMass } from "#app/shared/units.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { useTranslation } from "#app/ui/i18n.ts";

import type { PublishedCell } from "../statistics.schema.ts";

type Shown = Extract<PublishedCell, { status: "published" }>;

/** Figures below each other, the largest mass first, each with its range, coverage and grade; those withheld are named below. */
export function CellTable({ caption, header, cells, nameOf, locale }: { caption: string; header: string; cells: readonly PublishedCell[]; nameOf: (cell: PublishedCell) => string; locale: string }) {
  const { t } = useTranslation("statistics");
  const shown = cells.flatMap((cell): Shown[] => (cell.status === "published" ? [cell] : [])).sort((a, b) => b.massGrams - a.massGrams);
  const withheld = cells.filter((cell) => cell.status === "withheld").map(nameOf);
  return (
    <>
      {shown.length > 0 ? <ShownTable {...{ caption, header, nameOf, locale }} cells={shown} /> : null}
      {withheld.length > 0 ? <p className="text-sm text-ink-soft">{t("withheldNames", { names: new Intl.ListFormat(locale, { type: "conjunction" }).format(withheld) })}</p> : null}
    </>
  );
}

function ShownTable({ caption, header, cells, nameOf, locale }: { caption: string; header: string; cells: readonly Shown[]; nameOf: (cell: PublishedCell) => string; locale: string }) {
  const { t } = useTranslation("statistics");
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={cells}
      rowKey={(cell) => `${cell.month} ${cell.route} ${cell.material}`}
      columns={[
        { key: "name", header, primary: true, cell: nameOf },
        { key: "mass", header: t("mass"), align: "end", cell: (cell) => formatMass(cell.massGrams, locale) },
        { key: "co2e", header: t("co2e"), align: "end", cell: (cell) => formatCo2e(cell.co2eGrams, locale) },
        { key: "range", header: t("range"), align: "end", cell: (cell) => formatCo2eRange(cell.lowGrams, cell.highGrams, locale) },
        { key: "entries", header: t("entries"), align: "end", cell: (cell) => numberFormat(locale).format(cell.entryCount) },
        { key: "measured", header: t("measured"), align: "end", cell: (cell) => (cell.coverage === null ? t("none") : numberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(cell.coverage)) },
        { key: "grade", header: t("grade"), align: "end", cell: (cell) => cell.grade ?? t("none") },
      ]}
    />
  );
}
