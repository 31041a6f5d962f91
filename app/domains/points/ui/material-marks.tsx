import { useTranslation } from "#app/ui/i18n.ts";
import { material, MATERIAL_GROUPS, type MaterialCode, type MaterialGroup } from "#app/shared/materials.ts";
import { MaterialDrawing } from "#app/ui/drawings/material-drawing.tsx";
import type { TakenMaterial } from "../points.schema.ts";

/** The groups among materials, in the order forms show them. */
export function groupsOf(codes: readonly MaterialCode[]): MaterialGroup[] {
  const present = new Set(codes.map((code) => material(code).group));
  return MATERIAL_GROUPS.filter((group) => present.has(group));
}

const SHOWN = 5;

/** What a point takes, in a list: a small drawing for each group, with its words. */
export function MaterialMarks({ codes }: { codes: readonly MaterialCode[] }) {
  const { t } = useTranslation("points");
  const { t: tm } = useTranslation("materials");
  const groups = groupsOf(codes);
  if (groups.length === 0) return <p className="text-sm text-ink-soft">{t("takes.unknown")}</p>;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm" aria-label={t("takes.title")}>
      {groups.slice(0, SHOWN).map((group) => (
        <li key={group} className="flex items-center gap-1">
          <MaterialDrawing group={group} size={28} />
          {tm(`groups.${group}`)}
        </li>
      ))}
      {groups.length > SHOWN ? <li className="self-center text-ink-soft">{t("takes.more", { count: groups.length - SHOWN })}</li> : null}
    </ul>
  );
}

/** What a point takes, on its page: a card for each group with all its materials and their conditions. */
export function MaterialGroups({ takes }: { takes: readonly TakenMaterial[] }) {
  const { t: tm } = useTranslation("materials");
  const groups = MATERIAL_GROUPS.filter((group) => takes.some((one) => one.group === group));
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {groups.map((group) => (
        <li key={group} className="flex items-start gap-3 rounded-card border border-line bg-surface p-3">
          <MaterialDrawing group={group} size={64} />
          <div className="grid min-w-0 gap-1">
            <h3 className="text-base font-semibold">{tm(`groups.${group}`)}</h3>
            <ul className="grid gap-1 text-sm">
              {takes
                .filter((one) => one.group === group)
                .map((one) => (
                  <li key={one.material}>
                    {tm(`names.${one.material}`)}
                    {one.conditionNote ? <span className="block text-ink-soft">{one.conditionNote}</span> : null}
                  </li>
                ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}
