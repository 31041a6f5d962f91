import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DateTime } from "#app/ui/time.tsx";
import type { StockRow } from "../stock.schema.ts";

/** What lies at a point, a row per material, sorted and not. */
export function StockTable({ rows, locale, timeZone }: { rows: readonly StockRow[]; locale: string; timeZone: string }) {
  const { t } = useTranslation("custody");
  const { t: name } = useTranslation("materials");
  return (
    <DataTable
      caption={t("stock.byMaterial")}
      hideCaption
      rows={rows}
      rowKey={(row) => `${row.material} ${row.isSorted}`}
      columns={[
        {
          key: "material",
          header: t("stock.material"),
          primary: true,
          cell: (row) => (
            <span className="inline-flex flex-wrap items-center gap-2">
              {name(`names.${row.material}`)}
              {row.isSorted ? <Badge tone="leaf">{t("sorted")}</Badge> : null}
            </span>
          ),
        },
        { key: "amount", header: t("stock.amount"), align: "end", cell: (row) => <strong className="whitespace-nowrap">{formatMass(row.grams, locale)}</strong> },
        { key: "lots", header: t("stock.lots"), align: "end", cell: (row) => row.lots },
        { key: "oldest", header: t("stock.oldest"), align: "end", cell: (row) => (row.oldestAt ? <DateTime at={row.oldestAt} locale={locale} timeZone={timeZone} format="date" /> : "–") },
        { key: "came", header: t("stock.came"), align: "end", cell: (row) => formatMass(row.cameGrams, locale) },
        { key: "went", header: t("stock.went"), align: "end", cell: (row) => formatMass(row.wentGrams, locale) },
      ]}
    />
  );
}
