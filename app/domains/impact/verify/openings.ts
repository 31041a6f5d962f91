/** What listed communities have disclosed, held against the leaves, and their sums. */

import { commitmentOf, type Leaf } from "../ledger.leaf.ts";
import type { Hash } from "../log/merkle.ts";
import type { OpeningLine } from "./export-format.ts";
import type { Problems } from "./problems.ts";

/** What a community's shares come to; grams. */
export interface CommunitySum {
  slug: string;
  communityId: string;
  rows: number;
  co2eGrams: number;
  movedGrams: number;
}

/** Walks the openings, in the order of the log, beside the leaves. */
export class OpeningWalk {
  readonly #source: AsyncIterator<string>;
  readonly #hash: Hash;
  readonly #problems: Problems;
  readonly #sums = new Map<string, CommunitySum>();
  #next: OpeningLine | null = null;

  constructor(lines: AsyncIterable<string>, hash: Hash, problems: Problems) {
    this.#source = lines[Symbol.asyncIterator]();
    this.#hash = hash;
    this.#problems = problems;
  }

  async start(): Promise<void> {
    await this.#advance();
  }

  /** The index of the leaf that the next opening is about. */
  get nextIndex(): number {
    return this.#next?.index ?? Infinity;
  }

  /** Takes every opening of this leaf, and those whose leaf is missing. */
  async meet(index: number, leaf: Leaf | null): Promise<void> {
    while (this.#next && this.#next.index <= index) {
      this.#take(this.#next, this.#next.index === index ? leaf : null);
      await this.#advance();
    }
  }

  async finish(): Promise<void> {
    await this.meet(Number.MAX_SAFE_INTEGER, null);
  }

  get sums(): CommunitySum[] {
    return [...this.#sums.values()].sort((one, other) => other.co2eGrams - one.co2eGrams || (one.slug < other.slug ? -1 : 1));
  }

  #take(opening: OpeningLine, leaf: Leaf | null): void {
    const share = leaf?.id === opening.entryId ? leaf.shares.find((one) => one.side === opening.side) : undefined;
    const expected = commitmentOf(this.#hash, opening.nonce, opening.communityId);
    if (share?.community !== expected) {
      this.#problems.add("OPENING", { index: opening.index, id: opening.entryId }, { field: `shares.${opening.side}.community`, expected, found: share?.community ?? null });
      return;
    }
    const sum = this.#sums.get(opening.communityId) ?? { slug: opening.slug, communityId: opening.communityId, rows: 0, co2eGrams: 0, movedGrams: 0 };
    this.#sums.set(opening.communityId, { ...sum, rows: sum.rows + 1, co2eGrams: sum.co2eGrams + (share.co2eGrams ?? 0), movedGrams: sum.movedGrams + share.movedGrams });
  }

  async #advance(): Promise<void> {
    for (;;) {
      const step = await this.#source.next();
      this.#next = step.done ? null : openingOf(step.value);
      if (step.done || this.#next) return;
      this.#problems.add("OPENING", {}, { field: "line", expected: "one opening as JSON", found: String(step.value).slice(0, 200) });
    }
  }
}

function openingOf(line: string): OpeningLine | null {
  try {
    const one = JSON.parse(line) as Partial<OpeningLine>;
    const texts = [one.entryId, one.side, one.nonce, one.communityId, one.slug];
    return Number.isSafeInteger(one.index) && texts.every((text) => typeof text === "string") ? (one as OpeningLine) : null;
  } catch {
    return null;
  }
}
