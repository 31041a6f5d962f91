import { findGoods } from "#app/shared/goods.ts";
import { findMaterial } from "#app/shared/materials.ts";

/** What a programme may take: every category of goods and every material. */
export function isTakebackCode(code: string): boolean {
  return findGoods(code) !== null || findMaterial(code) !== null;
}

/** A brand as it is compared: letter case, spaces and punctuation do not make another brand. */
export function brandKey(brand: string): string {
  return brand.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The last part of a programme's address, from its name and some of its id; always one, whatever the script. */
export function slugFor(name: string, id: string): string {
  const words = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "");
  return [words, id.replace(/[^a-z0-9]/g, "").slice(-6)].filter(Boolean).join("-");
}
