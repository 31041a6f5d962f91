import type { MaterialCode } from "#app/shared/materials.ts";

/** `recycling:<key>` to our material. Two keys may mean one material; none means two. */
export const OSM_MATERIALS: Readonly<Record<string, MaterialCode>> = {
  glass: "glass",
  glass_bottles: "glass_bottles",
  flat_glass: "flat_glass",
  paper: "paper",
  newspaper: "newspaper",
  magazines: "magazines",
  cardboard: "cardboard",
  paper_packaging: "paper_packaging",
  books: "books",
  cartons: "beverage_cartons",
  beverage_cartons: "beverage_cartons",
  plastic: "plastic_mixed",
  plastic_bottles: "plastic_bottles",
  plastic_packaging: "plastic_packaging",
  plastic_bags: "ldpe_film",
  styrofoam: "styrofoam",
  polystyrene: "ps",
  polystyrene_foam: "styrofoam",
  polyester: "polyester",
  cans: "cans_mixed",
  scrap_metal: "scrap_metal",
  metal: "metal_mixed",
  sheet_metal: "sheet_metal",
  aluminium: "aluminium",
  aerosol_cans: "aerosol_cans",
  clothes: "clothes",
  shoes: "shoes",
  textiles: "textiles",
  electrical_appliances: "e_waste_mixed",
  electrical_items: "e_waste_mixed",
  small_appliances: "small_appliances",
  small_electrical_appliances: "small_appliances",
  white_goods: "large_appliances",
  fridge_and_freezer: "fridges",
  computers: "computers",
  tv_monitor: "displays",
  mobile_phones: "phones",
  printer_cartridges: "printer_cartridges",
  light_bulbs: "light_bulbs",
  low_energy_bulbs: "lamps",
  fluorescent_tubes: "fluorescent_tubes",
  batteries: "batteries_portable",
  car_batteries: "batteries_vehicle",
  cooking_oil: "cooking_oil",
  engine_oil: "engine_oil",
  waste_oil: "engine_oil",
  paint: "paint",
  hazardous_waste: "hazardous",
  gas_bottles: "gas_bottles",
  green_waste: "green_waste",
  garden_waste: "green_waste",
  organic: "organic_mixed",
  animal_waste: "animal_waste",
  wood: "wood",
  wood_waste: "wood",
  rubble: "rubble",
  hardcore: "rubble",
  plasterboard: "plasterboard",
  ceramics: "ceramics",
  earth: "earth",
  toys: "toys",
  furniture: "furniture",
  bicycles: "bicycles",
  cork: "cork",
  tyres: "tyres",
  cds: "cds",
  music: "cds",
};

/** Misspellings and near-synonyms met in real data, to the key they mean. */
export const OSM_ALIASES: Readonly<Record<string, string>> = {
  small_appliences: "small_appliances",
  small_appliance: "small_appliances",
  with_goods: "white_goods",
  hardcode: "hardcore",
  electrical_item: "electrical_items",
  electronics: "electrical_items",
  monitor: "tv_monitor",
  cdrom: "cds",
};

/** `recycling:waste` is a bin for residual waste beside the containers: known, but not recycling. */
export const OSM_RESIDUAL_WASTE = "waste";

export type TagMeaning = { kind: "material"; material: MaterialCode } | { kind: "residual" } | { kind: "unknown" };

/** What a `recycling:<key>` tag is about; `key` is without the prefix. */
export function meaningOf(key: string): TagMeaning {
  if (key === OSM_RESIDUAL_WASTE) return { kind: "residual" };
  const name = Object.hasOwn(OSM_ALIASES, key) ? (OSM_ALIASES[key] ?? key) : key;
  const material = Object.hasOwn(OSM_MATERIALS, name) ? OSM_MATERIALS[name] : undefined;
  return material ? { kind: "material", material } : { kind: "unknown" };
}

export interface TagReading {
  accepts: { material: MaterialCode; conditionNote: null; sourceTag: string }[];
  refuses: { material: MaterialCode; sourceTag: string }[];
  unknownTags: Record<string, string>;
  takesResidualWaste: boolean;
  /** A value other than yes and no. */
  unclear: boolean;
  /** One tag accepts what another with the same meaning refuses; acceptance is kept. */
  conflicting: boolean;
}

/** Reads all `recycling:*` tags: yes accepts, no refuses, anything else is unclear and gives neither. */
export function readRecyclingTags(tags: Readonly<Record<string, string>>): TagReading {
  const yes = new Map<MaterialCode, string[]>();
  const no = new Map<MaterialCode, string[]>();
  const reading: TagReading = {
    accepts: [],
    refuses: [],
    unknownTags: {},
    takesResidualWaste: false,
    unclear: false,
    conflicting: false,
  };
  for (const tag of Object.keys(tags).filter((name) => name.startsWith("recycling:")).sort()) {
    const raw = tags[tag] ?? "";
    const value = raw.trim().toLowerCase();
    const meaning = meaningOf(tag.slice("recycling:".length));
    if (meaning.kind === "unknown") {
      reading.unknownTags[tag] = raw;
    } else if (value !== "yes" && value !== "no") {
      reading.unclear = true;
    } else if (meaning.kind === "residual") {
      reading.takesResidualWaste = value === "yes";
    } else {
      const map = value === "yes" ? yes : no;
      map.set(meaning.material, [...(map.get(meaning.material) ?? []), tag]);
    }
  }
  for (const [material, from] of yes) reading.accepts.push({ material, conditionNote: null, sourceTag: from.join(";") });
  for (const [material, from] of no) {
    if (yes.has(material)) reading.conflicting = true;
    else reading.refuses.push({ material, sourceTag: from.join(";") });
  }
  return reading;
}
