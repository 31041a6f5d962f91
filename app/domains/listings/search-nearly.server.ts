import type { Db } from "#app/platform/db/database.server.ts";
import { correctionsOf, neighbourhoods, shortestCorrected } from "./search-spelling.ts";
import type { Wording } from "./search-sql.repository.server.ts";
import { searchUnits, termsOf, type SearchUnit } from "./search-text.ts";
import { findBridges, findKnownWords, findWordsNear } from "./search-words.repository.server.ts";

/** A part of a search: as it was typed, what else may have been meant, and whether no listing ever had it. */
export type ReadUnit = { exact: string; near: string | null; isUnknown: boolean; terms: string[] };

/** How far a search was bent to find something, from the likeliest to the loosest. */
export const nearlySteps = ["corrected", "without fillers", "all but one"] as const;

/** A tsquery to find by, and one to order by. */
export type NearlyQuery = { step: (typeof nearlySteps)[number]; match: string; rank: string };

/** Words that a text about the same thing may well lack. Chinese ones stand between the words and need no list. */
const fillers = new Set(["a", "an", "the", "of", "for", "with", "and", "or", "in", "on", "to", "is", "it", "my", "some"]);

/** What a search may have meant; each is tried only when those before it find nothing. */
export async function nearlyQueries(db: Db, text: string): Promise<NearlyQuery[]> {
  return ladder(await readUnits(db, text));
}

/** All that is tried, the loosest last: by its letters alone where no word of it helps. */
export const steps = [...nearlySteps, "letters"] as const;
export type Step = (typeof steps)[number];

/** What may have been meant, likeliest first. */
export async function nearlyWordings(db: Db, text: string): Promise<{ step: Step; wording: NonNullable<Wording> }[]> {
  const queries = await nearlyQueries(db, text);
  return [
    ...queries.map(({ step, match, rank }) => ({ step, wording: { match, rank, whole: null } })),
    { step: "letters", wording: { letters: text.toLowerCase() } },
  ];
}

/**
 * The queries for what was read. First: words that no listing has are taken for misspelt, or, when all are known, any one
 * of them. Then what remains without fillers, then all but one of that.
 */
export function ladder(units: readonly ReadUnit[]): NearlyQuery[] {
  const rank = [...new Set(units.flatMap((unit) => unit.terms))].join(" | ");
  // A word nobody has, and no other word is like it: the rest must do.
  const usable = units.flatMap((unit) => (!unit.isUnknown ? [{ ...unit, use: unit.exact }] : unit.near ? [{ ...unit, use: unit.near }] : []));
  const uses = (parts: typeof usable) => parts.map((part) => part.use);
  const anyOneMisspelt = units.flatMap((unit, index) => (unit.near ? [all([...units.slice(0, index).map((other) => other.exact), unit.near, ...units.slice(index + 1).map((other) => other.exact)])] : []));
  const telling = usable.filter((unit) => !unit.terms.every((term) => fillers.has(term)));
  const matches: Record<NearlyQuery["step"], string> = {
    corrected: units.some((unit) => unit.isUnknown) ? all(uses(usable)) : any(anyOneMisspelt),
    "without fillers": telling.length < usable.length ? all(uses(telling)) : "",
    "all but one": telling.length > 2 ? any(telling.map((left) => all(uses(telling.filter((unit) => unit !== left))))) : "",
  };
  return nearlySteps.map((step) => ({ step, match: matches[step], rank })).filter(({ match }) => match !== "");
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
