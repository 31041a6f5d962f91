import { GOODS, GOODS_GROUPS } from "#app/shared/goods.ts";
import { MATERIAL_GROUPS, MATERIALS } from "#app/shared/materials.ts";
import { searchText } from "../search-text.ts";
import type { OptionGroup } from "./form-fields.tsx";

type Translate = (key: string) => string;

/** All categories of goods by group, named. */
export function goodsOptions(t: Translate): OptionGroup[] {
  return GOODS_GROUPS.map((group) => ({
    label: t(`goods:groups.${group}`),
    options: GOODS.filter((entry) => entry.group === group).map((entry) => ({ value: entry.code, label: t(`goods:names.${entry.code}`) })),
  }));
}

/** All materials by group, named. */
export function materialOptions(t: Translate): OptionGroup[] {
  return MATERIAL_GROUPS.map((group) => ({
    label: t(`materials:groups.${group}`),
    options: MATERIALS.filter((entry) => entry.group === group).map((entry) => ({ value: entry.code, label: t(`materials:names.${entry.code}`) })),
  }));
}

/** What a title seems to speak of: the choices sharing most words with it, at most three. */
export function proposals(title: string, groups: OptionGroup[]): { value: string; label: string }[] {
  const words = new Set(searchText([title]).split(" ").filter((word) => word.length > 1));
  if (words.size === 0) return [];
  return groups
    .flatMap((group) => group.options)
    .map((option) => ({ option, shared: searchText([option.label]).split(" ").filter((word) => words.has(word)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 3)
    .map(({ option }) => option);
}
