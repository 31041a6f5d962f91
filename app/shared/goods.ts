/**
 * Categories of second-hand goods. Names for people live in the `goods` catalogue under `names.<code>` and `groups.<group>`.
 * A code never changes its meaning once published.
 */

export const GOODS_GROUPS = [
  "electronics",
  "appliances",
  "clothing",
  "furniture",
  "mobility",
  "leisure",
  "home_garden",
  "other",
] as const;

export type GoodsGroup = (typeof GOODS_GROUPS)[number];

/** Which range of displacement rates applies: how often a second-hand find stands in for a new purchase. */
export type DisplacementSet = "clothing" | "other_goods";

export interface GoodsCategory {
  code: string;
  group: GoodsGroup;
  /**
   * The publisher's product counted when the giver names no other, or null where no publisher gives a footprint we may use.
   * Where there are several kinds (cotton, wool, ...) it is the one with the lowest footprint.
   */
  defaultProduct: string | null;
  /** Other products of the publisher a giver may choose instead. */
  otherProducts: readonly string[];
  /** Typical mass of one item, our own round assumption, used only to estimate weight; null where items differ too much. */
  meanMassGrams: number | null;
  displacementSet: DisplacementSet;
  /** Draws power, so an old one may use more than a new one. */
  powered: boolean;
}

type Line = readonly [code: string, product: string | null, meanMassGrams: number | null, others?: readonly string[]];

const ELECTRONICS = [
  ["smartphone", "smartphone", 200],
  ["basic_phone", "telephonebasique", 120],
  ["laptop", "ordinateurportable", 2_000],
  ["tablet", "tabletteclassique", 500],
  ["desktop_computer", "ordinateurfixeprofessionnel", 8_000, ["ordinateurfixeparticulier"]],
  ["monitor", "ecran", 5_000],
  ["television", "television", 12_000],
  ["projector", "videoprojecteur", 3_000],
  ["printer", null, 8_000],
  ["speaker", "enceintebluetooth", 1_000],
  ["drive", "clefusb", null, ["disquedur", "ssd"]],
  ["router", "box", 1_000],
  ["vr_headset", "casquevr", 600],
  ["charger", "alimentationsmartphone", null, ["alimentationordinateur"]],
  ["games_console", null, 3_000],
  ["camera", null, 500],
] as const satisfies readonly Line[];

const APPLIANCES = [
  ["kettle", "bouilloire", 1_000],
  ["coffee_maker", "cafetieredosette", 3_000, ["cafetierefiltre", "cafetiereexpresso"]],
  ["microwave", "microondes", 12_000],
  ["small_kitchen", null, 3_000],
  ["vacuum_cleaner", "aspirateur", 6_000],
  ["air_conditioner", "climatiseur", 30_000],
  ["fridge", "refrigirateur", 60_000],
  ["washing_machine", "lavelinge", 65_000],
  ["dishwasher", "lavevaisselle", 45_000],
  ["oven", "fourelectrique", 35_000],
  ["lamp", null, null],
  ["power_tool", null, 2_000],
] as const satisfies readonly Line[];

const CLOTHING = [
  ["jeans", "jeans", 600],
  ["t_shirt", "tshirtencoton", 150, ["tshirtenpolyester", "polo"]],
  ["shirt", "chemiseenviscose", 200, ["chemiseencoton"]],
  ["jumper", "pullencotonrecycle", 500, ["pullenacrylique", "pullenlaine"]],
  ["sweatshirt", "sweatencoton", 500],
  ["dress", "robeenviscose", 400, ["robeencoton", "robeenpolyester"]],
  ["coat", "manteau", 1_500],
  ["jacket", "vestesimilicuir", 900, ["vesteimpermeable"]],
  ["shoes", "chaussuresencuir", 900, ["chaussuresentissu", "chaussuresdesport"]],
  ["other_clothing", null, null],
] as const satisfies readonly Line[];

const FURNITURE = [
  ["sofa", "canapetextile", 50_000],
  ["sofa_bed", "canapeconvertible", 70_000],
  ["wooden_chair", "chaiseenbois", 5_000],
  ["wooden_table", "tableenbois", 30_000],
  // The publisher's bed names no source and its wardrobe is an outlier: neither is taken unasked.
  ["bed", null, 40_000],
  ["wardrobe", null, 80_000],
  ["shelf", null, null],
  ["other_furniture", null, null],
] as const satisfies readonly Line[];

const MOBILITY = [
  ["bicycle", null, 15_000],
  ["e_bike", null, 25_000],
  ["pushchair", null, 10_000],
  ["vehicle_parts", null, null],
] as const satisfies readonly Line[];

const LEISURE = [
  ["books", null, 400],
  ["toys", null, null],
  ["sports", null, null],
  ["musical_instruments", null, null],
] as const satisfies readonly Line[];

const HOME_GARDEN = [
  ["kitchenware", null, null],
  ["tools", null, null],
  ["building_materials", null, null],
  ["garden", null, null],
  ["decoration", null, null],
] as const satisfies readonly Line[];

const OTHER = [["other", null, null]] as const satisfies readonly Line[];

const LINES = {
  electronics: ELECTRONICS,
  appliances: APPLIANCES,
  clothing: CLOTHING,
  furniture: FURNITURE,
  mobility: MOBILITY,
  leisure: LEISURE,
  home_garden: HOME_GARDEN,
  other: OTHER,
} as const satisfies Record<GoodsGroup, readonly Line[]>;

/** Every code that may be stored. */
export type GoodsCode = (typeof LINES)[GoodsGroup][number][0];

const POWERED_ELSEWHERE: ReadonlySet<string> = new Set(["e_bike"]);

/** All categories in the order forms show them, group by group. */
export const GOODS: readonly (GoodsCategory & { code: GoodsCode })[] = GOODS_GROUPS.flatMap((group) =>
  LINES[group].map((line: Line) => {
    const [code, defaultProduct, meanMassGrams, otherProducts = []] = line;
    return {
      code: code as GoodsCode,
      group,
      defaultProduct,
      otherProducts,
      meanMassGrams,
      displacementSet: group === "clothing" ? ("clothing" as const) : ("other_goods" as const),
      powered: group === "electronics" || group === "appliances" || POWERED_ELSEWHERE.has(code),
    };
  }),
);

/** All codes, in the same order. */
export const GOODS_CODES: readonly GoodsCode[] = GOODS.map((category) => category.code);

const byCode: ReadonlyMap<string, GoodsCategory & { code: GoodsCode }> = new Map(
  GOODS.map((category) => [category.code, category]),
);

/** Whether a text is the code of a category. */
export function isGoodsCode(text: string): text is GoodsCode {
  return byCode.has(text);
}

/** The category behind a code, or null when the text is none. */
export function findGoods(text: string): (GoodsCategory & { code: GoodsCode }) | null {
  return byCode.get(text) ?? null;
}

/** The category behind a code known to be valid; throws on one that is not (a bug). */
export function goodsCategory(code: GoodsCode): GoodsCategory & { code: GoodsCode } {
  const found = byCode.get(code);
  if (!found) throw new Error(`unknown goods code ${code}`);
  return found;
}
