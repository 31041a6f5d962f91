/** Checks an exported ledger from its first line to its last, in memory that hardly grows with it. Pure: what it reads is passed in. */

import { addToStanding } from "../ledger.correct.ts";
import type { Leaf } from "../ledger.leaf.ts";
import { FORMULA_VERSION } from "../impact.formula.ts";
import { fromHex, sameBytes, toBase64, toHex } from "../log/bytes.ts";
import { emptyFrontier, frontierRoot, pushLeaf } from "../log/frontier.ts";
import { canonicalJson } from "../log/jcs.ts";
import type { Hash } from "../log/merkle.ts";
import { HASH_BYTES, leafHash } from "../log/merkle.ts";
import type { VerifierKey, VerifySignature } from "../log/signed-note.ts";
import { Audits } from "./audits.ts";
import { CheckpointWalk } from "./checkpoints.ts";
import { ledgerLine } from "./export-format.ts";
import { readLeaf } from "./leaf.schema.ts";
import type { CommunitySum } from "./openings.ts";
import { OpeningWalk } from "./openings.ts";
import type { Problem } from "./problems.ts";
import { Problems } from "./problems.ts";
import type { Chain } from "./recompute.ts";
import { chainRowOf, recomputeCorrection, recomputeEntry } from "./recompute.ts";

/** What stands beside the lines of the ledger; each can be opened once. */
export interface LedgerSource {
  /** Lines in batches; asked for twice, because a first look finds the entries that were corrected. */
  lines(): AsyncIterable<readonly string[]>;
  /** Kept checkpoints, the oldest first; null where there are none to compare with. */
  checkpoints: AsyncIterable<string> | null;
  openings: AsyncIterable<string> | null;
  keys: readonly VerifierKey[];
}

export interface VerifyOptions {
  hash: Hash;
  verify: VerifySignature;
  recompute: boolean;
  onProgress?: (entries: number) => void;
}

export interface LedgerReport {
  entries: number;
  /** Index of the first line; a part of a log that starts later can only be looked at line by line. */
  first: number;
  /** Rows counted again; corrections of entries outside the file are not. */
  recomputed: number;
  corrections: number;
  checkpoints: number;
  /** Base64; null for a part of a log. */
  root: string | null;
  /** What was signed last. */
  signed: { origin: string; size: number } | null;
  lastNote: string | null;
  /** Sums over all rows, grams. */
  totals: { co2eGrams: number; movedGrams: number; measuredGrams: number; uncoveredGrams: number; verifiedGrams: number };
  communities: CommunitySum[];
  problemCount: number;
  problems: readonly Problem[];
}

const utf8 = new TextEncoder();

/** Reads everything and tells what is wrong. Throws only where the source does. */
export async function verifyLedger(source: LedgerSource, options: VerifyOptions): Promise<LedgerReport> {
  const problems = new Problems();
  const reading = new Reading(source, options, problems, options.recompute ? await countCorrections(source) : new Map());
  await reading.start();
  for await (const batch of source.lines()) {
    for (const line of batch) {
      const due = reading.line(line);
      if (due) await due;
    }
    options.onProgress?.(reading.entries);
  }
  return reading.finish();
}

/** How many rows are about each entry that has any. Quotes inside texts are escaped, so the member's name is found by its look. */
async function countCorrections(source: LedgerSource): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const batch of source.lines()) {
    for (const line of batch) {
      const start = line.indexOf(CORRECTS);
      if (start < 0) continue;
      const id = line.slice(start + CORRECTS.length, line.indexOf('"', start + CORRECTS.length));
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

const CORRECTS = '"corrects":"';

class Reading {
  entries = 0;
  readonly #options: VerifyOptions;
  readonly #problems: Problems;
  readonly #audits: Audits;
  readonly #walk: CheckpointWalk | null;
  readonly #openings: OpeningWalk | null;
  /** Entries that later rows are about, for as long as more of those rows come. */
  readonly #corrected: Map<string, number>;
  readonly #chains = new Map<string, Chain>();
  readonly #frontier = emptyFrontier();
  readonly #totals = { co2eGrams: 0, movedGrams: 0, measuredGrams: 0, uncoveredGrams: 0, verifiedGrams: 0 };
  #expected: number | null = null;
  #otherwise: number | null = null;
  #first = 0;
  #hasGap = false;
  #recomputed = 0;
  #corrections = 0;

  constructor(source: LedgerSource, options: VerifyOptions, problems: Problems, corrected: Map<string, number>) {
    this.#options = options;
    this.#problems = problems;
    this.#corrected = corrected;
    this.#audits = new Audits(options.hash, problems);
    this.#walk = source.checkpoints ? new CheckpointWalk(source.checkpoints, { keys: source.keys, verify: options.verify, problems }) : null;
    this.#openings = source.openings ? new OpeningWalk(source.openings, options.hash, problems) : null;
  }

  async start(): Promise<void> {
    await this.#walk?.start();
    await this.#openings?.start();
    // A log whose signed statements are here starts at its beginning.
    if (this.#walk) this.#expected = 0;
  }

  /** Takes the next line; a promise where a signed note or an opening has to be looked at. */
  line(text: string): Promise<void> | undefined {
    this.entries += 1;
    const read = readLine(text);
    if (!read) {
      this.#problems.add("LINE", { index: this.#expected }, { field: "line", expected: '{"index":…,"leafHash":"…","leaf":{…}}', found: text.slice(0, 120) });
      this.#expected = (this.#expected ?? 0) + 1;
      this.#hasGap = true;
      return undefined;
    }
    const { index, stated } = read;
    const id = idOf(read.leaf);
    this.#place(index, id);
    const { leafText } = read;
    const hashed = leafHash(this.#options.hash, utf8.encode(leafText));
    if (!sameBytes(hashed, stated)) this.#problems.add("LEAF_HASH", { index, id }, { field: "leafHash", expected: toHex(hashed), found: toHex(stated) });
    else if (text !== ledgerLine(index, stated, leafText)) this.#problems.add("LINE", { index, id }, { field: "line", expected: "canonical JSON", found: "another text for the same values" });
    // The tree is made of what the lines state: then a bad leaf is one problem, and a bad hash another.
    if (!this.#hasGap) pushLeaf(this.#options.hash, this.#frontier, stated);
    const checked = readLeaf(read.leaf);
    if ("leaf" in checked) this.#leaf(index, checked.leaf);
    else this.#problems.add("LEAF_SHAPE", { index, id }, { field: checked.field });
    return this.#meet(index, "leaf" in checked ? checked.leaf : null);
  }

  #place(index: number, id: string | null): void {
    this.#expected ??= this.#first = index;
    const expected = this.#expected;
    // After one odd index the count may go on as if it had been right.
    if (index === expected || index === this.#otherwise) {
      this.#otherwise = null;
      this.#expected = index + 1;
      return;
    }
    this.#hasGap = true;
    this.#otherwise = expected + 1;
    this.#problems.add(index > expected ? "GAP" : "ORDER", { index, id }, { field: "index", expected, found: index });
    if (index > expected) this.#expected = index + 1;
  }

  #leaf(index: number, leaf: Leaf): void {
    const at = { index, id: leaf.id };
    const isEntry = leaf.kind === "entry";
    if (!isEntry) this.#corrections += 1;
    const chain = leaf.corrects === null ? null : (this.#chains.get(leaf.corrects) ?? null);
    for (const field of ["co2eGrams", "movedGrams", "measuredGrams", "uncoveredGrams", "verifiedGrams"] as const) this.#totals[field] += leaf[field] ?? 0;
    this.#audits.add(index, leaf, chain?.root ?? null);
    if (!this.#options.recompute) return;
    if (leaf.formula !== FORMULA_VERSION) return this.#problems.add("FORMULA", at, { field: "formula", expected: FORMULA_VERSION, found: leaf.formula });
    try {
      if (isEntry) this.#entry(at, leaf);
      else this.#correction(at, leaf, chain);
    } catch (error) {
      // Only a leaf that no ledger of ours has written can make the formula stumble.
      this.#problems.add("FIELD", at, { field: "leaf", expected: "something that can be counted", found: (error as Error).message });
    }
  }

  #entry(at: { index: number; id: string }, leaf: Leaf): void {
    this.#recomputed += 1;
    const difference = recomputeEntry(leaf);
    if (difference) this.#problems.add("FIELD", at, difference);
    if (this.#corrected.has(leaf.id)) this.#chains.set(leaf.id, { root: leaf, standing: addToStanding(null, chainRowOf(leaf)) });
  }

  #correction(at: { index: number; id: string }, leaf: Leaf, chain: Chain | null): void {
    const rootId = leaf.corrects ?? "";
    if (!chain) {
      // In a part of a log the entry may stand before its beginning.
      if (this.#first === 0) this.#problems.add("CORRECTS", at, { field: "corrects", expected: "an entry before this row", found: leaf.corrects });
      return;
    }
    if (chain.standing.isReversed) this.#problems.add("CORRECTS", at, { field: "corrects", expected: "an entry that was not taken back", found: rootId });
    this.#recomputed += 1;
    const difference = recomputeCorrection(leaf, chain);
    if (difference) this.#problems.add("FIELD", at, difference);
    const left = (this.#corrected.get(rootId) ?? 1) - 1;
    this.#corrected.set(rootId, left);
    if (left > 0) this.#chains.set(rootId, { root: chain.root, standing: addToStanding(chain.standing, chainRowOf(leaf)) });
    else this.#chains.delete(rootId);
  }

  #meet(index: number, leaf: Leaf | null): Promise<void> | undefined {
    const isSigned = !this.#hasGap && this.#first === 0 && this.#walk !== null && this.#walk.nextSize <= this.#frontier.size;
    const isOpened = this.#openings !== null && this.#openings.nextIndex <= index;
    if (!isSigned && !isOpened) return undefined;
    return (async () => {
      if (isSigned) await this.#walk?.meet(() => frontierRoot(this.#options.hash, this.#frontier));
      if (isOpened) await this.#openings?.meet(index, leaf);
    })();
  }

  async finish(): Promise<LedgerReport> {
    await this.#walk?.finish();
    await this.#openings?.finish();
    const isWhole = !this.#hasGap && this.#first === 0;
    const { last = null, lastNote = null, checked = 0 } = this.#walk ?? {};
    if (this.#walk && last && last.size !== (this.#expected ?? 0)) {
      this.#problems.add("SIZE", { index: (this.#expected ?? 1) - 1 }, { field: "entries", expected: last.size, found: this.#expected ?? 0 });
    }
    if (this.#walk && !last && this.entries > 0) this.#problems.add("CHECKPOINT", {}, { field: "checkpoints", expected: "a signed checkpoint", found: null });
    return {
      entries: this.entries,
      first: this.#first,
      recomputed: this.#recomputed,
      corrections: this.#corrections,
      checkpoints: checked,
      root: isWhole ? toBase64(frontierRoot(this.#options.hash, this.#frontier)) : null,
      signed: last ? { origin: last.origin, size: last.size } : null,
      lastNote,
      totals: this.#totals,
      communities: this.#openings?.sums ?? [],
      problemCount: this.#problems.total,
      problems: this.#problems.list,
    };
  }
}

function readLine(text: string): { index: number; stated: Uint8Array; leaf: unknown; leafText: string } | null {
  try {
    const { index, leafHash: hex, leaf } = JSON.parse(text) as { index?: unknown; leafHash?: unknown; leaf?: unknown };
    const stated = typeof hex === "string" ? fromHex(hex) : null;
    if (!Number.isSafeInteger(index) || (index as number) < 0 || stated?.length !== HASH_BYTES) return null;
    // Half a surrogate pair has no canonical text, which throws.
    return typeof leaf === "object" && leaf !== null ? { index: index as number, stated, leaf, leafText: canonicalJson(leaf) } : null;
  } catch {
    return null;
  }
}

function idOf(leaf: unknown): string | null {
  const { id } = leaf as { id?: unknown };
  return typeof id === "string" ? id : null;
}
