import { useTranslation } from "#app/ui/i18n.ts";
import { numberFormat } from "#app/shared/formatters.ts";
import { formatCo2e } from "#app/shared/units.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/remix.ts";
import { DateTime, useViewerZone } from "#app/ui/time.tsx";
import type { LogLine } from "../proof.schema.ts";
import { signed } from "./signed.ts";
import { useMovedWords } from "./subject.ts";

/** Rows of the log as they were written, with what each adds. */
export function LogLines({ lines, locale, timeZone }: { lines: readonly LogLine[]; locale: string; timeZone: string | null }) {
  const { t } = useTranslation("impact");
  const movedWords = useMovedWords();
  const zone = useViewerZone(timeZone);
  return (
    <DataTable
      caption={t("ledger.latestRows")}
      hideCaption
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: "what",
          header: t("ledger.what"),
          primary: true,
          cell: (line) => (
            <>
              <Link className="link font-semibold" to={`/impact/entries/${line.id}`}>
                {movedWords(line, locale)}
              </Link>
              <span className="block text-sm font-normal text-ink-soft">
                {t(`kinds.${line.kind}`)} · {line.route === "in_chain" ? t("statuses.in_chain") : t(`routes.${line.route}`)}
              </span>
            </>
          ),
        },
        { key: "index", header: t("ledger.row"), align: "end", cell: (line) => numberFormat(locale).format(line.index) },
        {
          key: "grams",
          header: t("ledger.adds"),
          align: "end",
          cell: (line) =>
            line.co2eGrams === null ? <span className="text-sm text-ink-soft">{t("notCovered.short")}</span> : <span className={line.co2eGrams < 0 ? "text-clay" : ""}>{signed(formatCo2e(line.co2eGrams, locale), line.co2eGrams)}</span>,
        },
        { key: "at", header: t("entry.recorded"), cell: (line) => <DateTime at={line.recordedAt} locale={locale} {...zone} format="date" /> },
      ]}
    />
  );
}
