import { findGoods, type GoodsCode } from "#app/shared/goods.ts";
import { material, MATERIALS, type MaterialCode } from "#app/shared/materials.ts";

/** The most of one kind that one visit may have; the database says the same. */
export const MAX_PIECES = 20;

/** Whole pieces that can be put at the door, and the material each is collected as. */
const collectedAs = {
  fridge: "fridges",
  washing_machine: "large_appliances",
  air_conditioner: "large_appliances",
  oven: "large_appliances",
  television: "displays",
  desktop_computer: "computers",
  printer: "printers",
  microwave: "small_appliances",
  vacuum_cleaner: "small_appliances",
  sofa: "furniture",
  bed: "furniture",
  wardrobe: "furniture",
  wooden_table: "furniture",
  wooden_chair: "furniture",
  shelf: "furniture",
  other_furniture: "furniture",
  bicycle: "bicycles",
} as const satisfies Partial<Record<GoodsCode, MaterialCode>>;

export type PieceCode = keyof typeof collectedAs;
export const pieceCodes = Object.keys(collectedAs) as PieceCode[];

/** Whether a text names a piece of the list. */
export function isPieceCode(text: string): text is PieceCode {
  return Object.hasOwn(collectedAs, text);
}

/** The material a piece is collected as. */
export function materialOfPiece(code: PieceCode): MaterialCode {
  return collectedAs[code];
}

/** The pieces that somebody takes who takes these materials, in the order of the list. */
export function piecesOf(materials: readonly string[]): PieceCode[] {
  return pieceCodes.filter((code) => materials.includes(collectedAs[code]));
}

/** Carried one by one, never in bags, though not counted in pieces elsewhere. */
const neverInBags: readonly string[] = ["large_appliances", "displays", "printers"];

/** The materials of these that come in bags and boxes; the others are counted in pieces. In the order of the vocabulary. */
export function bulkMaterials(materials: readonly string[]): MaterialCode[] {
  const inPieces = new Set<string>(piecesOf(materials).map((code) => collectedAs[code]));
  return MATERIALS.filter(({ code, typicalUnit }) => materials.includes(code) && !(inPieces.has(code) && (typicalUnit === "piece" || neverInBags.includes(code)))).map(({ code }) => code);
}

/** What one usually weighs, in grams: the mean of the goods catalogue. Null where it has none. */
export function usualGrams(code: PieceCode): number | null {
  return findGoods(code)?.meanMassGrams ?? null;
}

/**
 * Planning weights of a 60-litre bag or a box of that size, in grams, by the group of the material: loose and unpressed. Round figures
 * of ours, for filling vehicles and slots; what counts is the scale.
 */
const bagGrams: Partial<Record<ReturnType<typeof material>["group"], number>> = { glass: 14_000, paper: 6_000, plastic: 2_000, metal: 3_000, textiles: 6_000, organic: 12_000, wood_construction: 15_000 };
const otherBagGrams = 6_000;

/** What a bag of a material is planned with, in grams. */
export function gramsOfBag(code: MaterialCode): number {
  return bagGrams[material(code).group] ?? otherBagGrams;
}

/** The lines of a load: bulk amounts and pieces added up per material. Grams; a piece of unknown weight leaves its material unknown if nothing else says more. */
export function loadLines(
  amounts: readonly { material: string; declaredGrams: number | null }[],
  pieces: readonly { goods: string; pieces: number }[],
): { material: string; declaredGrams: number | null }[] {
  const grams = new Map<string, number | null>();
  const add = (code: string, more: number | null) => {
    const before = grams.get(code);
    grams.set(code, more === null ? (before ?? null) : (before ?? 0) + more);
  };
  for (const line of amounts) add(line.material, line.declaredGrams);
  for (const { goods, pieces: count } of pieces) {
    if (!isPieceCode(goods)) continue;
    const each = usualGrams(goods);
    add(materialOfPiece(goods), each === null ? null : each * count);
  }
  return [...grams].map(([code, declaredGrams]) => ({ material: code, declaredGrams }));
}
