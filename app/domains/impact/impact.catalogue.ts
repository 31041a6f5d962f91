/** The factor catalogue: every figure the formula may use, by stable id and by the publisher's own name. */

import { cnGrid2022, cnGrid2023 } from "./factors/cn-grid.ts";
import { cnKgceYunnan } from "./factors/cn-kgce-yunnan.ts";
import type { Factor, FactorSetSource } from "./factors/factor.types.ts";
import { frAdemeImpactco2 } from "./factors/fr-ademe-impactco2.ts";
import { ukDesnz2025 } from "./factors/uk-desnz-2025.ts";
import { ukWrapReuse } from "./factors/uk-wrap-reuse.ts";
import { usEpaEquivalencies2024 } from "./factors/us-epa-equivalencies-2024.ts";
import { usEpaWarm16 } from "./factors/us-epa-warm-16.ts";

/**
 * All editions ever used, oldest first within a set. A new edition is a new file and a new line here;
 * lines are never taken out, because old entries cite them.
 */
export const FACTOR_SETS: readonly FactorSetSource[] = [
  usEpaWarm16,
  ukDesnz2025,
  frAdemeImpactco2,
  cnGrid2022,
  cnGrid2023,
  ukWrapReuse,
  cnKgceYunnan,
  usEpaEquivalencies2024,
];

/** `us_epa_warm@16`: how an edition is cited. */
export function setKey(source: { set: string; version: string }): string {
  return `${source.set}@${source.version}`;
}

function factorsOfSet(source: FactorSetSource): Factor[] {
  return source.rows.flatMap((row) =>
    Object.entries(row.figures).map(([practice, value]) => {
      const described = source.practices[practice];
      if (!described) throw new Error(`${setKey(source)} does not describe the practice ${practice}`);
      return {
        id: `${setKey(source)}/${row.slug}/${practice}`,
        set: source.set,
        version: source.version,
        publisherName: row.name,
        practice,
        practiceLabel: row.label ?? described.label,
        value,
        unit: described.unit,
        boundary: described.boundary,
        gwpSet: source.gwpSet,
        region: row.region ?? source.region,
        year: source.year,
        source: source.source,
        licence: source.licence,
        spread: row.spread,
        pedigree: described.pedigree,
        note: row.note ?? null,
      };
    }),
  );
}

/** Every factor of every edition. */
export const FACTORS: readonly Factor[] = FACTOR_SETS.flatMap(factorsOfSet);

const byId: ReadonlyMap<string, Factor> = new Map(FACTORS.map((factor) => [factor.id, factor]));

const nameKey = (set: string, publisherName: string, practice: string): string =>
  [set, publisherName, practice].join("\u0000");

const byName: ReadonlyMap<string, Factor> = new Map(
  FACTORS.map((factor) => [nameKey(setKey(factor), factor.publisherName, factor.practice), factor]),
);

const namesBySet: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  FACTOR_SETS.map((source) => [setKey(source), new Set(source.rows.map((row) => row.name))]),
);

/** The factor with this id, or null. */
export function findFactor(id: string): Factor | null {
  return byId.get(id) ?? null;
}

/** The figure a publisher gives for a name and one of our practice keys, or null where the cell is blank. `set` as `us_epa_warm@16`. */
export function findFigure(set: string, publisherName: string, practice: string): Factor | null {
  return byName.get(nameKey(set, publisherName, practice)) ?? null;
}

/** Whether a set knows this material or product at all. */
export function isKnownName(set: string, publisherName: string): boolean {
  return namesBySet.get(set)?.has(publisherName) ?? false;
}

/** The edition a factor belongs to: licence link, attribution and caution for its page. */
export function setOfFactor(factor: Factor): FactorSetSource {
  const found = FACTOR_SETS.find((source) => source.set === factor.set && source.version === factor.version);
  if (!found) throw new Error(`no set behind factor ${factor.id}`);
  return found;
}
