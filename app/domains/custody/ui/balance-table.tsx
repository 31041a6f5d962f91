import { useTranslation } from "#app/ui/i18n.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import type { BalanceRow } from "../balance.rules.ts";

/** A month of a point in kilograms: what came, what went, what lies there. The last row is all of it. */
export function BalanceTable({ rows, total, locale }: { rows: readonly BalanceRow[]; total: BalanceRow; locale: string }) {
  const { t } = useTranslation("custody");
  const { t: name } = useTranslation("materials");
  const kg = (grams: number) => numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "negative" }).format(grams / 1000).replace("-", "\u2212");
  const column = (key: string, of: (row: BalanceRow) => number) => ({ key, header: t(`balance.${key}`), align: "end" as const, cell: (row: BalanceRow) => (row.material === null ? <strong>{kg(of(row))}</strong> : kg(of(row))) });
  return (
    <div className="overflow-x-auto">
      <DataTable
        caption={t("balance.sheet")}
        rows={[...rows, total]}
        rowKey={(row) => row.material ?? "all"}
        columns={[
          { key: "material", header: t("balance.material"), primary: true, cell: (row) => (row.material === null ? t("balance.all") : name(`names.${row.material}`)) },
          column("opening", (row) => row.opening),
          column("in", (row) => row.arrived + row.received + row.takenBack),
          column("converted", (row) => row.converted),
          column("out", (row) => row.sent + row.delivered),
          column("residue", (row) => row.residue),
          column("missing", (row) => row.difference + row.loss),
          column("adjusted", (row) => 0 - row.adjustment),
          column("closing", (row) => row.closing),
        ]}
      />
    </div>
  );
}
