import type { Db } from "#app/platform/db/database.server.ts";
import type { Wording } from "./search-sql.repository.server.ts";
import { withSynonyms } from "./search-synonyms.ts";
import { searchUnits, termsOf } from "./search-text.ts";
import { findCompletions } from "./search-words.repository.server.ts";

/** So many longer words stand beside an unfinished one; asking the index for each is cheaper than for all beginnings. */
const mostCompletions = 40;

/**
 * The words of a search as they are looked for: each of them or another name of the thing, the last one perhaps
 * unfinished. Null when the text has no words. `isBounded` looks for the shortest of very many words with the last
 * beginning, instead of all.
 */
export async function exactWording(db: Db, text: string, options: { isBounded?: boolean } = {}): Promise<Wording> {
  const units = searchUnits(text);
  const terms = [...new Set(units.flatMap(termsOf))];
  const last = terms.at(-1);
  if (last === undefined) return null;
  const ending = await unfinished(db, last, options.isBounded ?? false);
  const meant = withSynonyms(units).map((one) => {
    const own = [...new Set(one.units.flatMap(termsOf))].map((term) => (term === last ? ending : term)).join(" & ");
    return [own, ...one.others].map((option) => `(${option})`).join(" | ");
  });
  const match = meant.map((option) => `(${option})`).join(" & ");
  return { match, rank: match, whole: terms.join(" & ") };
}

/**
 * A word that may go on, as an expression. A beginning as such (`chair:*`) makes the index collect every listing of every
 * word that begins so, common words most of all; the words themselves let it step over what the others rule out. Where a
 * known word begins too many others the shortest stand for them; of an unknown one all are taken.
 */
async function unfinished(db: Db, term: string, isBounded: boolean): Promise<string> {
  const longer = await findCompletions(db, term, mostCompletions + 1);
  const isKnown = longer.includes(term);
  // Nothing begins so: a number (those are not kept), or a word nobody has.
  if (!isKnown && (longer.length === 0 || (longer.length > mostCompletions && !isBounded))) return `${term}:*`;
  const words = [term, ...longer.filter((word) => word !== term)].slice(0, mostCompletions).filter(isPlain);
  return words.length > 1 ? `(${words.join(" | ")})` : term;
}

/** Stored words are letters and digits; anything else is not put into an expression. */
const isPlain = (word: string) => /^[\p{L}\p{N}]+$/u.test(word);
