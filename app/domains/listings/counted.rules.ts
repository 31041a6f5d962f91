import { z } from "zod";
import { conditionCodes, conditionsOf, countedUnitOf, countUnits, estimateGrams, isCountOf, missingConditions, parseCount, type CountUnit } from "#app/shared/material-units.ts";
import type { ListingOffer } from "./listing-kinds.ts";

/** How a material was counted, and what its owner said is so. The unit is the material's own; counts in hundredths. */
export type Counted = { countUnit: CountUnit | null; countHundredths: number | null; materialConditions: string[] };

/** The same as programs send it. */
export const countedFields = {
  countUnit: z.enum(countUnits, "errors:choose").nullable().default(null),
  countHundredths: z.number({ error: "materials:counted.wrong" }).nullable().default(null),
  materialConditions: z.array(z.enum(conditionCodes, "errors:choose")).max(conditionCodes.length).default([]),
};

/** The same as a form sends it: a text, and a tick per condition (`so.dry`). */
export const countedFormFields = {
  count: z.string().trim().max(12, "materials:counted.wrong").default(""),
  so: z.record(z.string().max(40), z.string().max(10)).default({}),
};

/** What a form typed, as programs would send it. A count that is none is not a number, and refused as such. */
export function countedOfForm(typed: { count: string; so: Readonly<Record<string, string>> }, material: string | null): z.output<z.ZodObject<typeof countedFields>> {
  const counted = material === null ? null : countedUnitOf(material);
  const materialConditions = conditionCodes.filter((code) => typed.so[code] === "yes");
  if (!counted || typed.count === "") return { countUnit: null, countHundredths: null, materialConditions };
  return { countUnit: counted.unit, countHundredths: parseCount(typed.count, counted.unit) ?? Number.NaN, materialConditions };
}

type Owner = { material: string | null } & Pick<Counted, "countUnit" | "countHundredths">;

/** What a count weighs in grams; null where nothing, or nothing right, was counted. */
export function countedGrams({ material, countUnit, countHundredths }: Owner): number | null {
  const counted = material === null ? null : countedUnitOf(material);
  if (!counted || countHundredths === null || countUnit !== counted.unit || !isCountOf(countHundredths, counted.unit)) return null;
  return estimateGrams(countHundredths, counted);
}

/** Whether a mass is only what a count comes to: an estimate that nobody weighed. */
export function isCountEstimate(listing: Owner & { massGrams: number | null }): boolean {
  return listing.massGrams !== null && listing.massGrams === countedGrams(listing);
}

/** Why a count does not do for its material; null when it does, or there is none. */
export function countProblem(listing: Owner): string | null {
  if (listing.countUnit === null && listing.countHundredths === null) return null;
  return listing.material !== null && countedUnitOf(listing.material) !== null && countedGrams(listing) === null ? "materials:counted.wrong" : null;
}

/** Whether something that a material needs before it can be taken was not ticked. What is looked for needs nothing. */
export function lacksConditions(listing: { material: string | null; offer: ListingOffer; materialConditions: readonly string[] }): boolean {
  return listing.material !== null && listing.offer !== "wanted" && missingConditions(listing.material, listing.materialConditions).length > 0;
}

/** What is stored: nothing that the material is not asked. */
export function tidyCounted(listing: Counted & { material: string | null; offer: ListingOffer }): Counted {
  const hasCount = countedGrams(listing) !== null;
  const asked = listing.material === null || listing.offer === "wanted" ? [] : conditionsOf(listing.material).map(({ code }) => code);
  return { countUnit: hasCount ? listing.countUnit : null, countHundredths: hasCount ? listing.countHundredths : null, materialConditions: asked.filter((code) => listing.materialConditions.includes(code)) };
}
