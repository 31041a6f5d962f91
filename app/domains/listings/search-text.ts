/**
 * Words of a text, the same way when a listing is stored and when somebody searches. Latin words lose case, accents and
 * plain English endings; runs of Chinese become the dictionary's words plus all pairs of neighbours, so that a search does
 * not depend on where the dictionary happened to cut.
 */

const han = /\p{Script=Han}/u;

type Segmenter = { segment(text: string): Iterable<{ segment: string; isWordLike?: boolean | undefined }> };
let segmenter: Segmenter | undefined;
const words = (): Segmenter => (segmenter ??= new Intl.Segmenter("zh", { granularity: "word" }));

/** "Chairs" and "chair" are the same word; so are "boxes" and "box", "batteries" and "battery", "painting" and "paint". */
export function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("ing") && /[aeiouy]/.test(word.slice(0, -3)) && word.length > 5) return word.slice(0, -3);
  if (word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")) return word.slice(0, -1);
  return word;
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").normalize("NFKC").toLowerCase();
}

/** Runs of Chinese characters and other words, in order. */
function runs(text: string): string[] {
  return plain(text).match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+\p{N}*|\p{N}+/gu) ?? [];
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`);
}

/** The words a listing is found by, each once, separated by spaces. */
export function searchText(parts: readonly string[]): string {
  const found = new Set<string>();
  for (const run of parts.flatMap(runs)) {
    if (!han.test(run)) {
      found.add(stem(run));
      continue;
    }
    for (const { segment } of words().segment(run)) found.add(segment);
    for (const pair of pairs(run)) found.add(pair);
  }
  return [...found].join(" ");
}

/** A word of a search, as typed and as stored; or a run of Chinese with its pairs, and those inside the dictionary's words. */
export type SearchUnit = { kind: "word"; typed: string; term: string } | { kind: "chinese"; characters: string[]; pairs: string[]; inner: string[] };

/** What a search asks for, in order, each once; at most twelve. Only letters and digits get through. */
export function searchUnits(text: string): SearchUnit[] {
  const units = new Map<string, SearchUnit>();
  for (const run of runs(text.slice(0, 200)).slice(0, 12)) {
    if (!han.test(run)) units.set(stem(run), { kind: "word", typed: run, term: stem(run) });
    else units.set(run, { kind: "chinese", characters: [...run], pairs: pairs(run), inner: [...words().segment(run)].flatMap(({ segment }) => ([...segment].length > 1 ? pairs(segment) : [])) });
  }
  return [...units.values()];
}

/** The stored words a unit stands for. */
export function termsOf(unit: SearchUnit): string[] {
  return unit.kind === "word" ? [unit.term] : unit.pairs;
}

/**
 * A search as a tsquery of the `simple` configuration: every word must occur, the last one may be unfinished. Empty when
 * the text has no words. Nothing in it can be read as an operator.
 */
export function searchQuery(text: string): string {
  const terms = [...new Set(searchUnits(text).flatMap(termsOf))];
  return terms.map((term, index) => (index === terms.length - 1 ? `${term}:*` : term)).join(" & ");
}
