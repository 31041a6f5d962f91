import { GOODS, type GoodsCode } from "../goods.ts";
import { findMaterial, type MaterialCode, type MaterialGroup } from "../materials.ts";

/**
 * What a category asks beside the title: few typed fields. Names for people live in the `attributes` catalogue under
 * `names.<code>`, `choices.<code>.<option>` and `units.<unit>`. A code means the same in every category that asks for it.
 */
export type AttributeUnit = "gb" | "inch" | "cm" | "mm" | "litre" | "kg" | "watt" | "volt" | "watt_hour" | "years" | "year" | "count";

type Kinds =
  /** Short free text; what is `searched` is found by search. */
  | { kind: "text"; maxLength: number; searched: boolean }
  /** A whole number. Where people write one decimal, the stored number counts `perUnit` parts of the unit. */
  | { kind: "integer"; unit: AttributeUnit; min: number; max: number; perUnit: 1 | 10 }
  | { kind: "choice"; options: readonly string[] }
  | { kind: "boolean" }
  /** Stored as thirteen digits. */
  | { kind: "isbn" };

export type Attribute = Kinds & { code: string };

const text = (maxLength = 60, searched = true): Kinds => ({ kind: "text", maxLength, searched });
const integer = (unit: AttributeUnit, min: number, max: number, perUnit: 1 | 10 = 1): Kinds => ({ kind: "integer", unit, min, max, perUnit });
const choice = (...options: string[]): Kinds => ({ kind: "choice", options });
const yesNo: Kinds = { kind: "boolean" };

const colours = ["black", "white", "grey", "brown", "beige", "red", "orange", "yellow", "green", "blue", "purple", "pink", "silver", "gold", "multicoloured"] as const;

const KNOWN = {
  brand: text(),
  model: text(),
  colour: choice(...colours),
  storage_gb: integer("gb", 1, 100_000),
  memory_gb: integer("gb", 1, 4_096),
  screen_tenth_inches: integer("inch", 10, 1_500, 10),
  resolution: choice("hd", "full_hd", "qhd", "uhd_4k", "uhd_8k"),
  energy_class: choice("a", "b", "c", "d", "e", "f", "g", "older_label", "cn_1", "cn_2", "cn_3", "cn_4", "cn_5"),
  power_watts: integer("watt", 1, 10_000),
  voltage: choice("v12", "v18", "v36", "v100_127", "v220_240", "v380_400"),
  connector: choice("usb_c", "usb_a", "micro_usb", "lightning", "barrel", "magnetic", "other"),
  drive_kind: choice("hdd", "ssd", "usb_stick", "memory_card", "optical"),
  print_kind: choice("inkjet", "laser", "other"),
  prints_colour: yesNo,
  volume_litres: integer("litre", 1, 1_500),
  capacity_kg: integer("kg", 1, 30),
  made_in: integer("year", 1900, 2100),
  lamp_base: choice("e27", "e14", "gu10", "g9", "led_built_in", "other"),
  tool_drive: choice("hand", "mains", "battery", "petrol", "compressed_air"),
  battery_included: yesNo,
  size: text(20, false),
  shoe_size_eu: integer("count", 14, 55),
  for_whom: choice("women", "men", "anybody", "children", "babies"),
  fabric: choice("cotton", "wool", "linen", "silk", "leather", "down", "synthetic", "mixed", "other"),
  width_cm: integer("cm", 1, 2_000),
  depth_cm: integer("cm", 1, 2_000),
  height_cm: integer("cm", 1, 2_000),
  length_cm: integer("cm", 1, 3_000),
  thickness_mm: integer("mm", 1, 2_000),
  seats: integer("count", 1, 20),
  made_of: choice("solid_wood", "wood_board", "bamboo", "rattan", "metal", "glass", "plastic", "textile", "leather", "stone", "ceramic", "other"),
  mattress_included: yesNo,
  bicycle_kind: choice("city", "trekking", "road", "mountain", "gravel", "cargo", "folding", "children", "other"),
  frame_cm: integer("cm", 20, 80),
  wheel_tenth_inches: integer("inch", 80, 360, 10),
  gears: integer("count", 1, 40),
  battery_watt_hours: integer("watt_hour", 50, 3_000),
  foldable: yesNo,
  vehicle_kind: choice("car", "motorcycle", "scooter", "van", "lorry", "other"),
  vehicle_make: text(),
  vehicle_model: text(),
  part_number: text(40),
  fits_from: integer("year", 1900, 2100),
  fits_to: integer("year", 1900, 2100),
  isbn: { kind: "isbn" } as Kinds,
  author: text(80),
  language: choice("en", "zh", "de", "fr", "es", "ja", "ko", "ru", "ar", "it", "pt", "several", "other"),
  binding: choice("hardback", "paperback", "other"),
  age_from_years: integer("years", 0, 99),
  complete: yesNo,
  needs_batteries: yesNo,
  instrument: text(40),
  building_kind: choice("tiles", "boards", "beams", "doors", "windows", "bricks", "pipes", "insulation", "flooring", "sanitary", "fittings", "other"),
  // Materials.
  clean: yesNo,
  sorted: yesNo,
  dry: yesNo,
  glass_colour: choice("clear", "green", "brown", "mixed"),
  resin: choice("pet", "hdpe", "pvc", "ldpe", "pp", "ps", "abs", "pc", "mixed", "unknown"),
  plastic_colour: choice("clear", "white", "one_colour", "mixed"),
  wearable: yesNo,
  works: yesNo,
  battery_chemistry: choice("lithium_ion", "lead_acid", "nickel_metal_hydride", "nickel_cadmium", "alkaline", "mixed", "unknown"),
  undamaged: yesNo,
  wood_treatment: choice("untreated", "painted", "glued", "impregnated", "unknown"),
  closed_container: yesNo,
} as const satisfies Record<string, Kinds>;

export type AttributeCode = keyof typeof KNOWN;
export const ATTRIBUTE_CODES = Object.keys(KNOWN) as readonly AttributeCode[];

const device = ["brand", "model"] as const;
const dimensions = ["width_cm", "depth_cm", "height_cm"] as const;
const clothes = ["size", "for_whom", "colour", "fabric", "brand"] as const;
const furniture = ["made_of", "colour", ...dimensions] as const;
const smallAppliance = [...device, "power_watts", "voltage"] as const;

const OF_GOODS: Record<GoodsCode, readonly AttributeCode[]> = {
  smartphone: [...device, "storage_gb", "colour"],
  basic_phone: [...device],
  laptop: [...device, "screen_tenth_inches", "memory_gb", "storage_gb", "made_in"],
  tablet: [...device, "screen_tenth_inches", "storage_gb"],
  desktop_computer: [...device, "memory_gb", "storage_gb", "made_in"],
  monitor: [...device, "screen_tenth_inches", "resolution", "energy_class"],
  television: [...device, "screen_tenth_inches", "resolution", "energy_class", "made_in"],
  projector: [...device, "resolution"],
  printer: [...device, "print_kind", "prints_colour"],
  speaker: [...device, "power_watts"],
  drive: [...device, "drive_kind", "storage_gb"],
  router: [...device],
  vr_headset: [...device, "storage_gb"],
  charger: ["brand", "connector", "power_watts"],
  games_console: [...device, "storage_gb"],
  camera: [...device, "made_in"],
  kettle: [...device, "power_watts", "voltage", "volume_litres"],
  coffee_maker: smallAppliance,
  microwave: [...smallAppliance, "volume_litres"],
  small_kitchen: smallAppliance,
  vacuum_cleaner: smallAppliance,
  air_conditioner: [...device, "energy_class", "power_watts", "voltage", "made_in"],
  fridge: [...device, "energy_class", "volume_litres", "height_cm", "made_in"],
  washing_machine: [...device, "energy_class", "capacity_kg", "made_in"],
  dishwasher: [...device, "energy_class", "width_cm", "made_in"],
  oven: [...device, "energy_class", "width_cm", "voltage"],
  lamp: ["lamp_base", "power_watts", "height_cm", "colour"],
  power_tool: [...device, "tool_drive", "voltage", "battery_included"],
  jeans: clothes,
  t_shirt: clothes,
  shirt: clothes,
  jumper: clothes,
  sweatshirt: clothes,
  dress: clothes,
  coat: clothes,
  jacket: clothes,
  shoes: ["shoe_size_eu", "for_whom", "colour", "fabric", "brand"],
  other_clothing: clothes,
  sofa: ["seats", ...furniture],
  sofa_bed: ["seats", ...furniture],
  wooden_chair: ["made_of", "colour", "height_cm", "width_cm"],
  wooden_table: furniture,
  bed: [...dimensions, "made_of", "mattress_included"],
  wardrobe: furniture,
  shelf: furniture,
  other_furniture: furniture,
  bicycle: ["bicycle_kind", "brand", "frame_cm", "wheel_tenth_inches", "gears", "colour"],
  e_bike: ["bicycle_kind", "brand", "frame_cm", "wheel_tenth_inches", "battery_watt_hours", "made_in"],
  pushchair: [...device, "foldable", "colour"],
  vehicle_parts: ["vehicle_kind", "vehicle_make", "vehicle_model", "part_number", "fits_from", "fits_to"],
  books: ["isbn", "author", "language", "binding", "made_in"],
  toys: ["age_from_years", "brand", "complete", "needs_batteries"],
  sports: ["brand", "size", "for_whom"],
  musical_instruments: ["instrument", ...device],
  kitchenware: ["made_of", "brand", "width_cm", "volume_litres"],
  tools: ["brand", "tool_drive", "voltage"],
  building_materials: ["building_kind", "made_of", "length_cm", "width_cm", "thickness_mm"],
  garden: ["made_of", "width_cm", "height_cm"],
  decoration: ["made_of", "colour", "width_cm", "height_cm"],
  other: ["brand", "width_cm", "depth_cm", "height_cm"],
};

const OF_MATERIAL_GROUP: Record<MaterialGroup, readonly AttributeCode[]> = {
  glass: ["glass_colour", "clean", "sorted"],
  paper: ["dry", "clean", "sorted"],
  plastic: ["plastic_colour", "clean", "sorted"],
  metal: ["clean", "sorted"],
  textiles: ["wearable", "clean", "dry"],
  e_waste: ["works", "complete"],
  lamps: ["undamaged", "sorted"],
  batteries: ["battery_chemistry", "undamaged"],
  oils_hazardous: ["closed_container", "sorted"],
  organic: ["sorted", "dry"],
  wood_construction: ["clean", "sorted"],
  reuse: ["works", "complete"],
  other: ["clean", "sorted"],
};

/** Materials that say less about themselves than their group does, or more. */
const OF_MATERIAL: Partial<Record<MaterialCode, readonly AttributeCode[]>> = {
  plastic_mixed: ["resin", "plastic_colour", "clean", "sorted"],
  plastic_bottles: ["resin", "plastic_colour", "clean", "sorted"],
  plastic_packaging: ["resin", "plastic_colour", "clean", "sorted"],
  plastic_rigid: ["resin", "plastic_colour", "clean", "sorted"],
  wood: ["wood_treatment", "dry", "clean"],
  wood_flooring: ["wood_treatment", "dry", "clean"],
};

export type AttributesOwner = { category: string | null; material: string | null };

const ofGoods: ReadonlyMap<string, readonly Attribute[]> = new Map(GOODS.map(({ code }) => [code, OF_GOODS[code].map(attribute)]));

/** An attribute by its code. */
export function attribute(code: AttributeCode): Attribute {
  return { code, ...(KNOWN[code] as Kinds) };
}

/** What a category or a material asks, in the order of the form; nothing where neither is chosen yet. */
export function attributesOf(what: AttributesOwner): readonly Attribute[] {
  if (what.category !== null) return ofGoods.get(what.category) ?? [];
  const found = what.material === null ? null : findMaterial(what.material);
  return found ? (OF_MATERIAL[found.code] ?? OF_MATERIAL_GROUP[found.group]).map(attribute) : [];
}
