import type { Db } from "#app/platform/db/database.server.ts";
import { correctionsOf, neighbourhoods, shortestCorrected } from "./search-spelling.ts";
import { searchUnits, termsOf, type SearchUnit } from "./search-text.ts";
import { findBridges, findKnownWords, findWordsNear } from "./search-words.repository.server.ts";

/** A part of a search: as it was typed, what else may have been meant, and whether no listing ever had it. */
export type ReadUnit = { exact: string; near: string | null; isUnknown: boolean; terms: string[] };

/** A tsquery to find by, and one to order by. */
export type NearlyQuery = { match: string; rank: string };

/**
 * What a search may have meant, from the likeliest to the loosest; each is tried only when those before it find nothing.
 * First: words that no listing has are taken for misspelt, or, when all are known, any one of them. Then: all but one.
 */
export async function nearlyQueries(db: Db, text: string): Promise<NearlyQuery[]> {
  return ladder(await readUnits(db, text));
}

/** The queries for what was read. Each names at most 12 units, so it stays small. */
export function ladder(units: readonly ReadUnit[]): NearlyQuery[] {
  const rank = [...new Set(units.flatMap((unit) => unit.terms))].join(" | ");
  const isMisspelt = units.some((unit) => unit.isUnknown);
  const usual = units.flatMap((unit) => (!unit.isUnknown ? [unit.exact] : unit.near ? [unit.near] : []));
  const corrected = isMisspelt ? all(usual) : any(units.flatMap((unit, index) => (unit.near ? [all(units.map((other, at) => (at === index ? (unit.near ?? "") : other.exact)))] : [])));
  const butOne = usual.length > 2 ? any(usual.map((_, left) => all(usual.filter((_, index) => index !== left)))) : "";
  return [corrected, butOne].filter((match) => match !== "").map((match) => ({ match, rank }));
}

const all = (parts: readonly string[]) => parts.map((part) => `(${part})`).join(" & ");
const any = (parts: readonly string[]) => parts.map((part) => `(${part})`).join(" | ");

async function readUnits(db: Db, text: string): Promise<ReadUnit[]> {
  const units = searchUnits(text);
  const unfinished = units.flatMap(termsOf).at(-1) ?? null;
  const terms = [...new Set(units.flatMap(termsOf))];
  const known = await findKnownWords(db, terms, unfinished);
  const stored = await findWordsNear(db, units.flatMap((unit) => (isCorrectable(unit) ? neighbourhoods(unit.typed, unit.term) : [])));
  const read: ReadUnit[] = [];
  for (const unit of units) {
    const own = termsOf(unit);
    const near = unit.kind === "chinese" ? await nearChinese(db, unit) : isCorrectable(unit) ? correctionsOf(unit.typed, unit.term, stored) : [];
    read.push({
      exact: own.map((term) => (term === unfinished ? `${term}:*` : term)).join(" & "),
      near: near.length > 0 ? near.join(" | ") : null,
      isUnknown: (unit.kind === "chinese" || isCorrectable(unit)) && own.some((term) => !known.has(term)),
      terms: [...own, ...(unit.kind === "word" ? near : near.flatMap((option) => option.match(/\p{Script=Han}+/gu) ?? []))],
    });
  }
  return read;
}

function isCorrectable(unit: SearchUnit): unit is Extract<SearchUnit, { kind: "word" }> {
  return unit.kind === "word" && [...unit.term].length >= shortestCorrected && !/^\p{N}+$/u.test(unit.term);
}

/**
 * A run of Chinese written nearly so: its words without what stands between them ("red bicycle" may be two places of a
 * text), or all pairs but those of one wrong character. Of two characters one is too much to guess.
 */
async function nearChinese(db: Db, { characters, pairs, inner }: Extract<SearchUnit, { kind: "chinese" }>): Promise<string[]> {
  if (characters.length < 3) return [];
  const options = new Set<string>();
  if (inner.length > 0 && inner.length < pairs.length) options.add(inner.join(" & "));
  characters.forEach((_, wrong) => {
    const left = pairs.filter((_, at) => at !== wrong && at !== wrong - 1);
    if (left.length > 0) options.add(left.join(" & "));
  });
  const [first = "", , third = ""] = characters;
  if (characters.length === 3) for (const bridge of await findBridges(db, first, third)) options.add(bridge.join(" & "));
  return [...options].map((option) => `(${option})`);
}
