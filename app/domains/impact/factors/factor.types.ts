/** The shape in which a published set of factors is restated, and the factor the rest of the product sees. */

/** Units as published; converting them is the formula's business, so that the figure stays comparable with its source. */
export type FactorUnit =
  | "MTCO2E/short ton"
  | "kgCO2e/tonne"
  | "kgCO2e/tonne.km"
  | "kgCO2e/km"
  | "kgCO2e/item"
  | "kgCO2e/item/year"
  | "kgCO2e/parcel"
  | "kgCO2/kWh"
  | "tCO2e/tonne"
  | "kgce/tonne"
  | "mile/tCO2e"
  | "year";

/** Groups of factors that independent publishers disagree about to a similar degree (see impact.uncertainty.ts). */
export type SpreadClass =
  | "metals"
  | "plastics"
  | "glass"
  | "paper"
  | "wood"
  | "organics"
  | "construction"
  | "mixed"
  | "e_waste"
  | "batteries"
  | "oil"
  | "phones_laptops"
  | "monitors"
  | "appliances"
  | "clothing"
  | "furniture"
  | "outlier"
  | "freight"
  | "delivery"
  | "grid"
  | "weight_only"
  | "equivalence";

/** Which warming potentials stand behind "CO2e". `not_stated`: our copy of the set does not say. */
export type GwpSet = "AR4" | "co2_only" | "not_stated";

/** Pedigree scores 1 (best) to 5: reliability, completeness, time, geography, technology. */
export type Pedigree = readonly [number, number, number, number, number];

export interface PracticeSource {
  /** The practice as the publisher writes it. Rows may override it. */
  label: string;
  unit: FactorUnit;
  /** What the figure covers, in our words. */
  boundary: string;
  pedigree: Pedigree;
}

export interface FactorRow {
  /** The publisher's name of the material or product, letter by letter. */
  name: string;
  /** Stable part of the factor's id. */
  slug: string;
  spread: SpreadClass;
  figures: Readonly<Record<string, number>>;
  region?: string;
  /** The publisher's practice where one practice has many wordings. */
  label?: string;
  note?: string;
}

/** One edition of a published set. Editions are added as new files and never changed once an entry may cite them. */
export interface FactorSetSource {
  set: string;
  version: string;
  title: string;
  publisher: string;
  region: string;
  year: number;
  gwpSet: GwpSet;
  source: string;
  licence: string;
  licenceUrl: string | null;
  attribution: string;
  caution: string | null;
  practices: Readonly<Record<string, PracticeSource>>;
  rows: readonly FactorRow[];
}

/** One published figure with everything needed to cite it. */
export interface Factor {
  /** `set@version/slug/practice`, stable for ever. */
  id: string;
  set: string;
  version: string;
  publisherName: string;
  /** Our key of the practice, e.g. `recycling`. */
  practice: string;
  /** The publisher's wording of the practice. */
  practiceLabel: string;
  value: number;
  unit: FactorUnit;
  boundary: string;
  gwpSet: GwpSet;
  region: string;
  year: number;
  source: string;
  licence: string;
  spread: SpreadClass;
  pedigree: Pedigree;
  note: string | null;
}
