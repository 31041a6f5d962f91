import { findGoods, type GoodsGroup } from "#app/shared/goods.ts";
import { findMaterial, type MaterialGroup } from "#app/shared/materials.ts";

export { formatPrice, usualCurrency } from "#app/shared/money.ts";

/** The name of what a listing is, as key of its catalogue: `goods:names.sofa`. */
export function whatKey(what: { category: string | null; material: string | null }): string {
  return what.category ? `goods:names.${what.category}` : `materials:names.${what.material ?? ""}`;
}

/** The group whose drawing stands where there is no photo. */
export function goodsGroupOf(category: string | null): GoodsGroup {
  return (category ? findGoods(category)?.group : null) ?? "other";
}

/** The same for materials. */
export function materialGroupOf(material: string | null): MaterialGroup {
  return (material ? findMaterial(material)?.group : null) ?? "other";
}

/** Addresses of a photo's sizes. */
export function photoSources(key: string): { src: string; srcSet: string } {
  return { src: `/photos/${key}/400.webp`, srcSet: `/photos/${key}/400.webp 400w, /photos/${key}/1200.webp 1200w` };
}
