import { formatMass } from "#app/shared/units.ts";
import { useTranslation } from "#app/ui/i18n.ts";
import { FlowsBetween, type Flow } from "#app/ui/plots/flows-between.tsx";

import type { PublishedCell } from "../statistics.schema.ts";
import { useNames } from "./names.ts";

/** Materials drawn by name; the rest together. */
const NAMED = 10;

/** From material to route by mass, as far as it is published. */
export function MaterialFlows({ cells, locale }: { cells: readonly PublishedCell[]; locale: string }) {
  const { t } = useTranslation("statistics");
  const names = useNames(locale);
  const shown = cells.flatMap((cell) => (cell.status === "published" && cell.massGrams > 0 ? [cell] : []));
  const hidden = cells.filter((cell) => cell.status === "withheld").length;
  const masses = new Map<string, number>();
  for (const cell of shown) masses.set(cell.material, (masses.get(cell.material) ?? 0) + cell.massGrams);
  const named = new Set([...masses].sort((a, b) => b[1] - a[1]).slice(0, NAMED).map(([code]) => code));
  const flows = new Map<string, Flow>();
  for (const cell of shown) {
    const [from, to] = [named.has(cell.material) ? names.material(cell.material) : t("other"), names.route(cell.route)];
    const key = `${from}\n${to}`;
    flows.set(key, { from, to, massGrams: (flows.get(key)?.massGrams ?? 0) + cell.massGrams });
  }
  return (
    <>
      {flows.size > 0 ? (
        <FlowsBetween
          title={t("flowsText")}
          fromLabel={t("material")}
          toLabel={t("route")}
          massLabel={t("mass")}
          locale={locale}
          flows={[...flows.values()]}
          say={({ from, to, massGrams }) => t("flow", { from, to, mass: formatMass(massGrams, locale) })}
        />
      ) : (
        <p>{t("flowsNone")}</p>
      )}
      {hidden > 0 ? <p className="text-sm text-ink-soft">{t("flowsHidden", { count: hidden })}</p> : null}
    </>
  );
}
