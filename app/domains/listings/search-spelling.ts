/**
 * Slips of the keyboard: one letter wrong, missing, too many, or two neighbours swapped. Words are compared with those the
 * listings have, so nothing depends on a dictionary or a language.
 */

/** Whether one word becomes the other by at most one slip. */
export function isOneSlip(one: string, other: string): boolean {
  const [a, b] = one.length <= other.length ? [[...one], [...other]] : [[...other], [...one]];
  if (b.length - a.length > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  const same = (x: string[], y: string[]) => x.length === y.length && x.every((letter, index) => letter === y[index]);
  if (a.length < b.length) return same(restA, restB.slice(1));
  if (same(restA.slice(1), restB.slice(1))) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && same(restA.slice(2), restB.slice(2));
}

/** What `stem` may have taken off a stored word; a slip may stand in the ending ("workign"). */
function formsOf(word: string): string[] {
  if (!/^[a-z]{3,}$/.test(word)) return [word];
  return [word, `${word}s`, `${word}es`, `${word}ing`, ...(word.endsWith("y") ? [`${word.slice(0, -1)}ies`] : [])];
}

const longestEnding = 3;

/** The part of the stored words to look at for a misspelt one: those that begin or end alike, of about its length. */
export type Neighbourhood = { beginning: string; end: string | null; shortest: number; longest: number };

/** Shorter words are taken as they are. */
export const shortestCorrected = 3;

/**
 * Where the words one slip away stand. A slip touches one letter or two neighbours, so it cannot touch both the first and
 * the last half of what remains when the middle is left out: one of them is as it should be.
 */
export function neighbourhoods(typed: string, term: string): Neighbourhood[] {
  const [letters, stemmed] = [[...typed], [...term]];
  const half = (length: number) => Math.floor((length - 1) / 2);
  const near = half(stemmed.length);
  if (near < 1) return [];
  return [
    { beginning: stemmed.slice(0, near).join(""), end: stemmed.slice(-near).join(""), shortest: stemmed.length - 1, longest: stemmed.length + 1 },
    { beginning: letters.slice(0, half(letters.length)).join(""), end: null, shortest: letters.length - 1 - longestEnding, longest: letters.length + 1 },
  ];
}

const mostCorrections = 40;

/** Those of the stored words that somebody may have meant, likeliest first: the first letter is seldom the wrong one. */
export function correctionsOf(typed: string, term: string, stored: readonly string[]): string[] {
  const meant = stored.filter((word) => word !== term && Math.max([...word].length, [...term].length) > shortestCorrected && (isOneSlip(term, word) || formsOf(word).some((form) => isOneSlip(typed, form))));
  const rank = (word: string) => (word[0] === term[0] ? 0 : 1);
  return [...new Set(meant)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, mostCorrections);
}
