import { pick, shuffled, type Random } from "#app/shared/random.ts";

/** A row of the file: what is imported as a listing. */
export type EvalRow = { id: string; text: string; category: string };

let segmenter: Intl.Segmenter | undefined;

/**
 * Words of a text as a person would type them: lower case, Chinese as the dictionary cuts it. On purpose not the words the
 * product stores, so that the measurement does not share the product's mistakes.
 */
export function typedWords(text: string): string[] {
  const runs = text.toLowerCase().match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+\p{N}*|\p{N}+/gu) ?? [];
  return runs.flatMap((run) => {
    if (!/\p{Script=Han}/u.test(run)) return [run];
    segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
    return [...segmenter.segment(run)].map(({ segment }) => segment);
  });
}

/** Which rows have which words. */
export class Corpus {
  readonly #rowsOf = new Map<string, number[]>();
  readonly #words: string[][];

  constructor(rows: readonly EvalRow[]) {
    this.#words = rows.map((row) => [...new Set(typedWords(row.text))]);
    this.#words.forEach((words, row) => {
      for (const word of words) {
        const known = this.#rowsOf.get(word);
        if (known) known.push(row);
        else this.#rowsOf.set(word, [row]);
      }
    });
  }

  /** Words of a row worth typing: two letters or more, or Chinese. */
  wordsOf(row: number): string[] {
    return (this.#words[row] ?? []).filter((word) => /\p{Script=Han}/u.test(word) || [...word].length > 1);
  }

  /** How many rows have all the words. */
  rowsWith(words: readonly string[]): number {
    const [first = [], ...others] = words.map((word) => this.#rowsOf.get(word) ?? []).sort((a, b) => a.length - b.length);
    const sets = others.map((rows) => new Set(rows));
    return first.filter((row) => sets.every((rows) => rows.has(row))).length;
  }
}

/** Subsets that more rows than this share say too little about the one row looked for. */
export const mostRowsPerSubset = 5;
const triesPerRow = 20;

/** Two to four words of a row in random order that at most five rows share; and how many tries were thrown away for it. */
export function sampleSubset(random: Random, corpus: Corpus, row: number): { words: string[] | null; discarded: number } {
  const words = corpus.wordsOf(row);
  if (words.length < 2) return { words: null, discarded: 0 };
  for (let discarded = 0; discarded < triesPerRow; discarded += 1) {
    const subset = shuffled(random, words).slice(0, 2 + pick(random, 3));
    if (corpus.rowsWith(subset) <= mostRowsPerSubset) return { words: subset, discarded };
  }
  return { words: null, discarded: triesPerRow };
}
