import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/remix.ts";
import type { ConsignmentLineView, ConsignmentView } from "../custody.schema.ts";
import { useKindName } from "./names.ts";

/** What is in a consignment: planned or sent, received, and how the two differ. */
export function ConsignmentLines({ consignment, locale }: { consignment: ConsignmentView; locale: string }) {
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  const { lines, state } = consignment;
  const isWeighed = lines.some((line) => line.receivedGrams !== null);
  const hasLeft = consignment.sentAt !== null;
  return (
    <DataTable<ConsignmentLineView>
      caption={t("consignment.lines")}
      hideCaption
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: "material",
          header: t("stock.material"),
          primary: true,
          cell: (line) => (
            <span className="grid">
              <span>{kindName(line)}</span>
              {line.lotId !== null && line.lotNumber !== null ? (
                <Link to={`/staff/lots/${line.lotId}`} className="link text-sm font-normal text-sky">
                  {t("lots.name", { number: String(line.lotNumber) })}
                </Link>
              ) : line.chosen.length > 0 ? (
                <span className="text-sm font-normal text-ink-soft">{t("consignment.fromLots", { lots: line.chosen.map((lot) => lot.number).join(", ") })}</span>
              ) : null}
            </span>
          ),
        },
        { key: "sent", header: t(hasLeft ? "consignment.sent" : "consignment.planned"), align: "end", cell: (line) => formatMass(line.grams, locale) },
        ...(isWeighed
          ? [
              { key: "received", header: t(state === "returned" ? "consignment.back" : "consignment.received"), align: "end" as const, cell: (line: ConsignmentLineView) => formatMass(line.receivedGrams ?? 0, locale) },
              { key: "difference", header: t("consignment.difference"), align: "end" as const, cell: (line: ConsignmentLineView) => <Difference line={line} locale={locale} /> },
            ]
          : []),
      ]}
    />
  );
}

function Difference({ line, locale }: { line: ConsignmentLineView; locale: string }) {
  const { t } = useTranslation("custody");
  const grams = (line.receivedGrams ?? 0) - line.grams;
  if (grams === 0) return <>{t("consignment.none")}</>;
  return (
    <span className="grid">
      <span className={grams < 0 ? "text-clay" : ""}>
        {grams > 0 ? "+" : ""}
        {formatMass(grams, locale)}
      </span>
      {line.differenceReason ? <span className="text-sm text-ink-soft">{t(`reasons.${line.differenceReason}`)}</span> : null}
      {line.differenceNote ? <span className="text-sm text-ink-soft">{line.differenceNote}</span> : null}
    </span>
  );
}
