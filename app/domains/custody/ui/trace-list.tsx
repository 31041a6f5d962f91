import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Link } from "#app/ui/remix.ts";
import { formatInstant } from "#app/ui/time.tsx";
import type { Trace, TraceLot } from "../trace.schema.ts";
import { useKindName } from "./names.ts";

/** A trace as a list in order of time: the same as the drawing, for whoever reads or hears it. `lotTo` gives a lot its page, where there is one. */
export function TraceList({ trace, hereId, locale, timeZone, lotTo }: { trace: Trace; hereId: string | null; locale: string; timeZone: string; lotTo?: ((id: string) => string) | undefined }) {
  const { t } = useTranslation("custody");
  const kindName = useKindName();
  const numbers = new Map(trace.lots.map((lot) => [lot.id, lot.number]));
  const named = (ids: readonly string[]) =>
    new Intl.ListFormat(locale, { type: "conjunction" }).format(ids.flatMap((id) => (numbers.has(id) ? [t("lots.name", { number: String(numbers.get(id)) })] : [])));
  const day = (instant: string) => formatInstant(instant, { locale, timeZone, format: "date" });
  const parents = (lot: TraceLot) => trace.edges.filter((edge) => edge.childId === lot.id).map((edge) => edge.parentId);
  return (
    <ol className="grid gap-2">
      {trace.lots.map((lot) => (
        <li key={lot.id} className="rounded-card border border-line bg-surface px-4 py-3">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
            {lotTo ? (
              <Link to={lotTo(lot.id)} className="link text-sky">
                {t("lots.name", { number: String(lot.number) })}
              </Link>
            ) : (
              t("lots.name", { number: String(lot.number) })
            )}
            <span className="tabular">
              {kindName(lot)}, {formatMass(lot.madeGrams, locale)}
            </span>
            {lot.id === hereId ? <Badge tone="leaf">{t("trace.this")}</Badge> : null}
            {lot.consignmentState ? <Badge tone="sky">{t(`trace.states.${lot.consignmentState}`)}</Badge> : null}
          </span>
          <span className="block text-sm text-ink-soft">
            {lot.toName === null ? t("trace.made", { kind: t(`lotKinds.${lot.kind}`), place: lot.pointName, date: day(lot.madeAt) }) : t("trace.consigned", { place: lot.pointName, to: lot.toName, date: day(lot.madeAt) })}
          </span>
          {parents(lot).length > 0 ? <span className="block text-sm text-ink-soft">{t("trace.fromLots", { lots: named(parents(lot)) })}</span> : null}
          {lot.here > 0 && lot.hereName ? <span className="block text-sm">{t("trace.lies", { mass: formatMass(lot.here, locale), place: lot.hereName })}</span> : null}
        </li>
      ))}
      {trace.runs.map((run) => (
        <li key={run.actId} className="rounded-card border border-line bg-surface px-4 py-3 text-sm">
          {run.kind === "treat"
            ? t("trace.runs", { residue: formatMass(run.residueGrams, locale), loss: formatMass(run.lossGrams, locale), date: day(run.at), lots: named(run.lotIds) })
            : t("trace.deliveredTo", { mass: formatMass(run.deliveredGrams, locale), to: run.note, date: day(run.at), lots: named(run.lotIds) })}
        </li>
      ))}
    </ol>
  );
}
