import { emptyEvidence, featuresOf, lexiconEvidence, rank, teach, type Features } from "../suggest/model.ts";
import { categoryMap } from "./categories.server.ts";
import { seededRandom, shuffled } from "#app/shared/random.ts";

/** A text with the category the file gives it. */
export type LabelledText = { text: string; category: string };

export type HitRates = { rows: number; top1: number; top3: number };

export type SuggestReport = {
  rows: number;
  categories: number;
  folds: number;
  seed: number;
  /** Each row asked of what the other folds taught, with the file's own categories. */
  learned: HitRates;
  /** Always naming the three most frequent categories: what there is to beat. */
  baseline: HitRates;
  /** Rows whose category is one of ours by name, asked of the lexicon alone: what the product knows on its first day. */
  lexicon: HitRates & { mapping: Record<string, string> };
  /** How often each category was hit among three, the largest first. */
  byCategory: (HitRates & { category: string })[];
};

export type SuggestOptions = { folds: number; seed: number; onProgress?: (done: number, total: number) => void };

/** Measures the suggestions with texts whose category is known: k folds, each asked of what the others taught. */
export function measureSuggestions(rows: readonly LabelledText[], options: SuggestOptions): SuggestReport {
  const random = seededRandom(options.seed);
  const prepared = shuffled(random, rows).map((row) => ({ ...row, features: featuresOf(row.text) }));
  const folds = Math.min(options.folds, prepared.length);
  const tallies = { learned: new Tally(), baseline: new Tally(), lexicon: new Tally() };
  const byCategory = new Map<string, Tally>();
  let done = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const evidence = emptyEvidence();
    prepared.forEach((row, index) => {
      if (index % folds !== fold) teach(evidence, row.features.tokens, row.category);
    });
    const frequent = [...evidence.labels].sort(([a, one], [b, other]) => other.documents - one.documents || (a < b ? -1 : 1)).map(([label]) => label);
    prepared.forEach((row, index) => {
      if (index % folds !== fold) return;
      const place = placeOf(rank(evidence, row.features).map(({ label }) => label), row.category);
      tallies.learned.add(place);
      tallies.baseline.add(placeOf(frequent, row.category));
      const tally = byCategory.get(row.category) ?? new Tally();
      tally.add(place);
      byCategory.set(row.category, tally);
      done += 1;
      if (done % 50 === 0) options.onProgress?.(done, prepared.length);
    });
  }
  const mapping = mappingOf(rows);
  for (const row of prepared) {
    const code = mapping.get(row.category);
    if (code) tallies.lexicon.add(placeOf(goodsByLexicon(row.features), code));
  }
  return {
    rows: rows.length,
    categories: byCategory.size,
    folds,
    seed: options.seed,
    learned: tallies.learned.rates(),
    baseline: tallies.baseline.rates(),
    lexicon: { ...tallies.lexicon.rates(), mapping: Object.fromEntries(mapping) },
    byCategory: [...byCategory].map(([category, tally]) => ({ category, ...tally.rates() })).sort((a, b) => b.rows - a.rows || (a.category < b.category ? -1 : 1)),
  };
}

/** The file's categories that are goods of ours, by name. */
function mappingOf(rows: readonly LabelledText[]): Map<string, string> {
  const { codeOf } = categoryMap();
  const found = [...new Set(rows.map((row) => row.category))].map((label) => [label, codeOf(label)] as const);
  return new Map(found.filter((entry): entry is [string, string] => entry[1] !== null));
}

function goodsByLexicon(features: Features): string[] {
  return rank(lexiconEvidence(), features)
    .filter(({ label }) => label.startsWith("goods:"))
    .map(({ label, score }) => ({ code: label.slice("goods:".length), score: score + 3 * (features.finding.labels.get(label as `goods:${string}`) ?? 0) }))
    .sort((a, b) => b.score - a.score)
    .map(({ code }) => code);
}

function placeOf(labels: readonly string[], wanted: string): number | null {
  const index = labels.indexOf(wanted);
  return index < 0 ? null : index + 1;
}

class Tally {
  #rows = 0;
  #first = 0;
  #firstThree = 0;

  add(place: number | null): void {
    this.#rows += 1;
    if (place === 1) this.#first += 1;
    if (place !== null && place <= 3) this.#firstThree += 1;
  }

  rates(): HitRates {
    const share = (hits: number) => (this.#rows === 0 ? 0 : Math.round((hits / this.#rows) * 10_000) / 10_000);
    return { rows: this.#rows, top1: share(this.#first), top3: share(this.#firstThree) };
  }
}
