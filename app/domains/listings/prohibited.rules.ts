import type { MaterialCode } from "#app/shared/materials.ts";
import { prohibitedWords, type RuleCode } from "./prohibited.words.ts";
import { wordFinder, type WordFinder } from "./word-match.ts";

/**
 * What may not be listed, what goes a licensed way, and what an operator looks at first. Pure; /rules is generated from
 * this list. Words are in prohibited.words.ts, sentences in the `rules` catalogue.
 */
export type RuleEffect =
  /** Not listed here at all. */
  | "refuse"
  /** Not between neighbours: a licensed recycler or a recycling point takes it as a material. */
  | "route"
  /** An operator looks at it before it is shown. */
  | "review";

export type ProhibitedRule = {
  code: RuleCode;
  effect: RuleEffect;
  /** For `route`, and where a refused thing has a point that takes it: what to look for among the points. */
  material: MaterialCode | null;
  /** Judged for materials too; others speak of goods only. */
  forMaterials: boolean;
  /** So serious that an operator also looks at it when only the description has the word. */
  inDescription: boolean;
  /** Unused ones are free: what is dangerous about it is its past. */
  unlessNew: boolean;
};

const rule = (code: RuleCode, effect: RuleEffect, more: Partial<ProhibitedRule> = {}): ProhibitedRule => ({ code, effect, material: null, forMaterials: false, inDescription: false, unlessNew: false, ...more });

/** Strictest first: a thing that falls under several rules is judged by the first. */
export const prohibitedRules: readonly ProhibitedRule[] = [
  rule("weapons", "refuse", { forMaterials: true, inDescription: true }),
  rule("ammunition_explosives", "refuse", { forMaterials: true, inDescription: true }),
  rule("drugs", "refuse", { forMaterials: true, inDescription: true }),
  rule("medicines", "refuse", { forMaterials: true }),
  rule("wildlife", "refuse", { forMaterials: true, inDescription: true }),
  rule("live_animals", "refuse", { forMaterials: true }),
  rule("tobacco", "refuse"),
  rule("alcohol", "refuse"),
  rule("asbestos", "refuse", { material: "hazardous", forMaterials: true, inDescription: true }),
  rule("recalled_baby_items", "refuse"),
  rule("counterfeits", "refuse"),
  rule("personal_documents", "refuse", { inDescription: true }),
  rule("refrigerants", "route", { material: "hazardous" }),
  rule("gas_bottles", "route", { material: "gas_bottles" }),
  rule("vehicle_batteries", "route", { material: "batteries_vehicle" }),
  rule("old_batteries", "route", { material: "batteries_portable" }),
  rule("tube_screens", "route", { material: "displays_crt" }),
  rule("mercury_lamps", "route", { material: "fluorescent_tubes" }),
  rule("mercury", "route", { material: "hazardous" }),
  rule("pesticides", "route", { material: "hazardous" }),
  rule("old_oil", "route", { material: "engine_oil" }),
  rule("medical_devices", "review"),
  rule("used_helmets_child_seats", "review", { unlessNew: true }),
  rule("airbags", "review"),
  rule("fire_extinguishers", "review"),
  rule("knives", "review"),
];

const byCode: ReadonlyMap<string, ProhibitedRule> = new Map(prohibitedRules.map((one) => [one.code, one]));

/** A rule by its code; null when there is none. */
export function prohibitedRule(code: string): ProhibitedRule | null {
  return byCode.get(code) ?? null;
}

const finders: ReadonlyMap<RuleCode, WordFinder> = new Map(prohibitedRules.map(({ code }) => [code, wordFinder(prohibitedWords[code])]));

/** Titles of these speak of things that are not in the box: a novel about whisky, a pirate's pistol of plastic. */
const onlyAbout: ReadonlySet<string> = new Set(["books", "toys", "decoration"]);

export type Judged = { kind: "goods" | "material"; category: string | null; condition: string | null; title: string; description: string };

export type Finding = { rule: RuleCode; effect: RuleEffect; material: MaterialCode | null; word: string; in: "title" | "description" };

/** What the rules say of a listing, strictest first; empty for nearly all. */
export function judge(listing: Judged): Finding[] {
  const applying = prohibitedRules.filter((one) => (listing.kind === "goods" || one.forMaterials) && !(one.unlessNew && listing.condition === "new"));
  return applying.flatMap(({ code, effect, material, inDescription }): Finding[] => {
    const find = finders.get(code);
    const inTitle = find?.(listing.title) ?? null;
    if (inTitle !== null) {
      const softened = onlyAbout.has(listing.category ?? "") ? "review" : effect;
      return effect !== "refuse" && softened !== effect ? [] : [{ rule: code, effect: softened, material, word: inTitle, in: "title" }];
    }
    const inText = inDescription ? (find?.(listing.description) ?? null) : null;
    return inText === null ? [] : [{ rule: code, effect: "review", material, word: inText, in: "description" }];
  });
}

/** The finding that stands in the way of showing a listing at all; null when nothing does. */
export function standsInTheWay(listing: Judged): Finding | null {
  return judge(listing).find(({ effect }) => effect !== "review") ?? null;
}

/** The rules for which an operator looks at a listing first. */
export function reviewRules(listing: Judged): RuleCode[] {
  return judge(listing).flatMap(({ effect, rule }) => (effect === "review" ? [rule] : []));
}
