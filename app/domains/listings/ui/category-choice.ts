import { GOODS, GOODS_GROUPS } from "#app/shared/goods.ts";
import { MATERIAL_GROUPS, MATERIALS } from "#app/shared/materials.ts";
import type { OptionGroup } from "#app/ui/forms/inputs.tsx";

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
