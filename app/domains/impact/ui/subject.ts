import { useTranslation } from "#app/ui/i18n.ts";
import { formatMass } from "#app/shared/units.ts";
import { findGoods, type GoodsGroup } from "#app/shared/goods.ts";
import { findMaterial, type MaterialGroup } from "#app/shared/materials.ts";
import type { EntrySubject } from "../entries.schema.ts";

type Translate = (key: string, words?: Record<string, string | number>) => string;

function subjectName(t: Translate, code: string, kind?: EntrySubject["kind"]): string {
  if (kind !== "goods" && findMaterial(code)) return t(`materials:names.${code}`);
  return findGoods(code) ? t(`goods:names.${code}`) : code;
}

/** Names codes of materials and goods in the reader's language. Totals do not say which kind a code is; materials come first. */
export function useSubjectName(): (code: string, kind?: EntrySubject["kind"]) => string {
  const { t } = useTranslation(["materials", "goods"]);
  return (code, kind) => subjectName(t, code, kind);
}

/** The group of a code, for its drawing. */
export function groupOf(code: string, kind?: EntrySubject["kind"]): { material: MaterialGroup } | { goods: GoodsGroup } | null {
  const material = kind === "goods" ? null : findMaterial(code);
  if (material) return { material: material.group };
  const goods = findGoods(code);
  return goods ? { goods: goods.group } : null;
}

interface Moved {
  subject: EntrySubject;
  massGrams: number | null;
  itemCount: number | null;
}

/** What moved, in words: "Cardboard, 24.3 kg" or "Jeans, 2 items". */
export function movedWords(t: Translate, { subject, massGrams, itemCount }: Moved, locale: string): string {
  const what = subjectName(t, subject.code, subject.kind);
  if (subject.kind === "goods") return t("impact:line.goods", { what, count: Math.abs(itemCount ?? 1) });
  return massGrams === null ? t("impact:line.materialNoMass", { what }) : t("impact:line.material", { what, mass: formatMass(Math.abs(massGrams), locale) });
}

/** The same inside a page. */
export function useMovedWords(): (entry: Moved, locale: string) => string {
  const { t } = useTranslation(["impact", "materials", "goods"]);
  return (entry, locale) => movedWords(t, entry, locale);
}
