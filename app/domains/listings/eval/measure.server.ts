import { translator } from "#app/platform/i18n.server.ts";
import { locales } from "#app/shared/i18n.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { pageSize, readListingQuery } from "../listings.query.ts";
import { searchListings } from "../search.service.server.ts";
import { searchText } from "../search-text.ts";
import { categoryMap } from "./categories.server.ts";
import { insertCorpus } from "./corpus.repository.server.ts";
import { Corpus, sampleSubset, type EvalRow } from "./queries.ts";
import { seededRandom, shuffled } from "#app/shared/random.ts";
import { withTypo } from "./typos.ts";

export const evalKinds = ["words", "typo", "category"] as const;
export type EvalKind = (typeof evalKinds)[number];

/** Means over the queries of a kind, and how long one search took (milliseconds). */
export type EvalFigures = { queries: number; recallAt5: number; recallAt24: number; mrr: number; p50Ms: number; p99Ms: number };

/** A query whose right answer was not among the first five. */
export type EvalMiss = { kind: EvalKind; query: string; typedFor: string; rank: number | null };

export type EvalReport = {
  rows: number;
  sampled: number;
  seed: number;
  kinds: Record<EvalKind, EvalFigures>;
  /** Subsets that more than five rows share; rows without a usable subset; subsets without a word of four letters. */
  discarded: { subsets: number; rowsWithoutSubset: number; subsetsWithoutTypo: number };
  /** How much of the file's categories have a name of ours, and so a Chinese one. */
  coverage: { categories: number; mappedCategories: number; rows: number; mappedRows: number; mapping: Record<string, string> };
  misses: EvalMiss[];
};

export type EvalOptions = { limit: number; seed: number; misses?: number; onProgress?: (label: string, done: number, total: number) => void };

/** Imports the rows into an empty database and asks the product's search for them. */
export async function measureSearch(db: Database["db"], rows: readonly EvalRow[], options: EvalOptions): Promise<EvalReport> {
  const { codeOf: codeOfLabel, chineseNameOf } = categoryMap();
  const codes = new Map([...new Set(rows.map((row) => row.category))].map((label) => [label, codeOfLabel(label)] as const));
  const codeOf = (row: EvalRow) => codes.get(row.category) ?? null;
  await insertCorpus(db, listingsOf(rows, codeOf), (done) => options.onProgress?.("Importing", done, rows.length));

  const corpus = new Corpus(rows);
  const random = seededRandom(options.seed);
  const sample = shuffled(random, rows.map((_, index) => index)).slice(0, options.limit);
  const discarded = { subsets: 0, rowsWithoutSubset: 0, subsetsWithoutTypo: 0 };
  const tallies = { words: new Tally(), typo: new Tally(), category: new Tally() };
  const misses: EvalMiss[] = [];
  const ask = async (kind: EvalKind, query: string, isRight: (id: string) => boolean, rightOnes: number, typedFor: string) => {
    const from = performance.now();
    const { cards } = await searchListings(db, readListingQuery(new URLSearchParams({ q: query })));
    const rank = tallies[kind].add(cards.map((card) => isRight(card.id)), rightOnes, performance.now() - from);
    if ((rank === null || rank > 5) && misses.length < (options.misses ?? 0)) misses.push({ kind, query, typedFor, rank });
  };

  const rowsOfCode = new Map<string, Set<string>>();
  rows.forEach((row, index) => {
    const code = codeOf(row);
    if (code) rowsOfCode.set(code, (rowsOfCode.get(code) ?? new Set()).add(idOf(index)));
  });
  for (const [done, index] of sample.entries()) {
    options.onProgress?.("Searching", done + 1, sample.length);
    const row = rows[index];
    if (!row) continue;
    const subset = sampleSubset(random, corpus, index);
    discarded.subsets += subset.discarded;
    if (subset.words) {
      const isRow = (id: string) => id === idOf(index);
      await ask("words", subset.words.join(" "), isRow, 1, row.text);
      const slipped = withTypo(random, subset.words);
      if (slipped) await ask("typo", slipped.join(" "), isRow, 1, row.text);
      else discarded.subsetsWithoutTypo += 1;
    } else discarded.rowsWithoutSubset += 1;
    const code = codeOf(row);
    const alike = code ? rowsOfCode.get(code) : undefined;
    if (code && alike) await ask("category", chineseNameOf(code), (id) => alike.has(id), alike.size, row.category);
  }
  const mapped = [...codes].filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    rows: rows.length,
    sampled: sample.length,
    seed: options.seed,
    kinds: { words: tallies.words.figures(), typo: tallies.typo.figures(), category: tallies.category.figures() },
    discarded,
    coverage: {
      categories: codes.size,
      mappedCategories: mapped.length,
      rows: rows.length,
      mappedRows: rows.filter((row) => codeOf(row) !== null).length,
      mapping: Object.fromEntries(mapped),
    },
    misses,
  };
}

const idOf = (index: number) => `row-${String(index).padStart(8, "0")}`;

/** The listing a row becomes; its words are those the product would store for it. */
function listingsOf(rows: readonly EvalRow[], codeOf: (row: EvalRow) => string | null) {
  const translators = locales.map((locale) => translator(locale, "goods"));
  const names = new Map<string, string[]>();
  return rows.map((row, index) => {
    const category = codeOf(row) ?? "other";
    const known = names.get(category) ?? translators.map((translate) => translate(`names.${category}`));
    names.set(category, known);
    return { id: idOf(index), title: row.text.slice(0, 120), description: row.text, category, searchText: searchText([row.text, ...known]) };
  });
}

/** Adds up what searches of one kind brought. */
class Tally {
  readonly #recallAt5: number[] = [];
  readonly #recallAt24: number[] = [];
  readonly #reciprocal: number[] = [];
  readonly #ms: number[] = [];

  /** `right` says for each place of the answer whether it is a right one. Returns the first right place, from 1. */
  add(right: readonly boolean[], rightOnes: number, ms: number): number | null {
    const recall = (k: number) => right.slice(0, k).filter(Boolean).length / Math.min(k, rightOnes);
    const first = right.indexOf(true);
    this.#recallAt5.push(recall(5));
    this.#recallAt24.push(recall(pageSize));
    this.#reciprocal.push(first < 0 ? 0 : 1 / (first + 1));
    this.#ms.push(ms);
    return first < 0 ? null : first + 1;
  }

  figures(): EvalFigures {
    const mean = (values: readonly number[]) => (values.length === 0 ? 0 : rounded(values.reduce((sum, value) => sum + value, 0) / values.length));
    const ordered = [...this.#ms].sort((a, b) => a - b);
    const share = (part: number) => rounded(ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * part))] ?? 0);
    return { queries: ordered.length, recallAt5: mean(this.#recallAt5), recallAt24: mean(this.#recallAt24), mrr: mean(this.#reciprocal), p50Ms: share(0.5), p99Ms: share(0.99) };
  }
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
