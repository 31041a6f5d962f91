/** What must hold over the whole log, whatever the formula says. */

import type { Leaf } from "../ledger.leaf.ts";
import { isLate } from "../ledger.rules.ts";
import { toHex } from "../log/bytes.ts";
import type { Hash } from "../log/merkle.ts";
import type { Problems } from "./problems.ts";
import { Seen } from "./seen.ts";

const LIFE = 1_000_000;

/** Clocks of several machines may differ by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

const utf8 = new TextEncoder();

/** Holds what it must remember of a log that is read once from its beginning. */
export class Audits {
  readonly #hash: Hash;
  readonly #problems: Problems;
  readonly #ids = new Seen();
  readonly #lots = new Seen();
  /** By serial, in millionths of one life; those with nothing booked are left out. */
  readonly #lives = new Map<string, number>();

  constructor(hash: Hash, problems: Problems) {
    this.#hash = hash;
    this.#problems = problems;
  }

  /** Takes the next leaf; `root` is the entry that a correction is about. */
  add(index: number, leaf: Leaf, root: Leaf | null): void {
    const at = { index, id: leaf.id };
    if (!this.#ids.add(toHex(this.#hash(utf8.encode(leaf.id))))) this.#problems.add("ID_TWICE", at, { field: "id", found: leaf.id });
    if (leaf.kind === "entry" && leaf.route !== "in_chain" && !this.#lots.add(leaf.lot)) this.#problems.add("LOT_TWICE", at, { field: "lot", found: leaf.lot });
    this.#live(at, leaf, root);
    this.#share(at, leaf);
    this.#time(at, leaf);
  }

  #live(at: { index: number; id: string }, leaf: Leaf, root: Leaf | null): void {
    const sign = leaf.kind === "entry" ? 1 : leaf.kind === "reversal" ? -1 : 0;
    const { serial, inputs } = sign < 0 ? (root ?? leaf) : leaf;
    if (sign === 0 || serial === null) return;
    const booked = (this.#lives.get(serial) ?? 0) + sign * Math.round((inputs.calculation?.remainingLife ?? 0) * LIFE);
    if (booked > 0) this.#lives.set(serial, booked);
    else this.#lives.delete(serial);
    if (sign > 0 && booked > LIFE) this.#problems.add("LIFE_EXCEEDED", at, { field: "inputs.calculation.remainingLife", expected: `at most ${LIFE} millionths for one serial`, found: booked });
  }

  #share(at: { index: number; id: string }, leaf: Leaf): void {
    const fields = ["co2eGrams", "lowGrams", "highGrams", "massGrams", "movedGrams", "measuredGrams", "uncoveredGrams", "verifiedGrams"] as const;
    const [giver, taker] = leaf.shares;
    for (const field of fields) {
      const parts = [giver?.[field] ?? null, taker?.[field] ?? null];
      const sum = parts.includes(null) ? null : (parts[0] ?? 0) + (parts[1] ?? 0);
      // Turned ends of a reversal are sums of turned ends, so they add up like all others.
      if (sum !== leaf[field]) return this.#problems.add("SHARES", at, { field: `shares.${field}`, expected: leaf[field], found: sum });
    }
    const ppm = (giver?.ppm ?? 0) + (taker?.ppm ?? 0);
    if (ppm !== 1_000_000) this.#problems.add("SHARES", at, { field: "shares.ppm", expected: 1_000_000, found: ppm });
  }

  #time(at: { index: number; id: string }, leaf: Leaf): void {
    const [occurred, recorded] = [new Date(leaf.occurredAt), new Date(leaf.recordedAt)];
    const late = isLate(occurred, recorded);
    if (late !== leaf.late) this.#problems.add("TIME", at, { field: "late", expected: late, found: leaf.late });
    if (occurred.getTime() > recorded.getTime() + CLOCKS_DIFFER_MS) this.#problems.add("TIME", at, { field: "occurredAt", expected: `not after ${leaf.recordedAt}`, found: leaf.occurredAt });
    const days = [leaf.regionDay, ...leaf.shares.flatMap((share) => (share.communityDay === null ? [share.partyDay] : [share.partyDay, share.communityDay]))];
    // No zone is further than 14 hours from UTC: a day there is this one or a neighbour of it.
    const odd = days.find((day) => Math.abs(Date.parse(`${day}T12:00:00Z`) - occurred.getTime()) > 1.5 * DAY_MS);
    if (odd !== undefined) this.#problems.add("TIME", at, { field: "days", expected: `around ${leaf.occurredAt}`, found: odd });
  }
}
