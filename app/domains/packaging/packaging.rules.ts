import type { Actor } from "#app/shared/actor.ts";
import { hasRole } from "#app/shared/actor.ts";

/** Where a box can be. */
export const boxStates = ["in_stock", "out", "returned", "lost", "retired"] as const;
export type BoxState = (typeof boxStates)[number];

export const returnStates = ["declared", "matched", "mismatch", "resolved", "withdrawn"] as const;
export type ReturnState = (typeof returnStates)[number];

/** What the staff can do with one box by hand; giving out and counting have verbs of their own. */
export const boxMoves = ["in_stock", "lost", "retired"] as const;
export type BoxMove = (typeof boxMoves)[number];

/** From where each of them leads on. A lost box that turns up goes back to stock; its deposit has been settled. */
const movesFrom: Record<BoxMove, readonly BoxState[]> = { in_stock: ["returned", "lost"], lost: ["out"], retired: ["in_stock", "returned"] };

/** Whether a box may go there from where it is. */
export function mayMoveBox(from: BoxState, to: BoxMove): boolean {
  return movesFrom[to].includes(from);
}

/** Who works for a pool: staff of the recycler or community that owns it. */
export function mayRun(actor: Actor): boolean {
  return (actor.party.kind === "recycler" || actor.party.kind === "community") && hasRole(actor.role, "staff");
}

/** Who sets it up and settles what does not match: its managers. */
export function mayManagePool(actor: Actor): boolean {
  return mayRun(actor) && hasRole(actor.role, "manager");
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A code from random bytes, eight letters that cannot be taken for each other: `BX-` for boxes, `HC-` for cards. */
export function codeFrom(prefix: "BX" | "HC", random: Uint8Array): string {
  return `${prefix}-${[...random.slice(0, 8)].map((byte) => letters[byte % 32]).join("")}`;
}

/** Codes as typed or scanned, one after the other, in any case and with whatever between them; a link to a box's page counts as its code. Each once. */
export function readCodes(prefix: "BX" | "HC", text: string): string[] {
  const found = text.toUpperCase().matchAll(new RegExp(`${prefix}[-\\s]?([0-9A-Z]{8})(?![0-9A-Z])`, "g"));
  return [...new Set([...found].map(([, word]) => `${prefix}-${(word ?? "").replace(/O/g, "0").replace(/[IL]/g, "1")}`))];
}

/** Accounts of the deposits. Debit above zero. */
export const cashAccount = "cash";
export const keptAccount = "kept";
export const holderAccount = (partyId: string) => `holder:${partyId}`;

export type Side = { account: string; amountMinor: number };

/** Boxes go out: the pool takes the deposit in and owes it to the holder. */
export function sidesOfIssue(holderPartyId: string, amountMinor: number): Side[] {
  return sides([{ account: cashAccount, amountMinor }, { account: holderAccount(holderPartyId), amountMinor: -amountMinor }]);
}

/** Boxes were counted back: what was owed to whoever had them is paid out, to whoever brought them. */
export function sidesOfReturn(boxes: readonly { holderPartyId: string; depositMinor: number }[]): Side[] {
  const total = boxes.reduce((sum, box) => sum + box.depositMinor, 0);
  return sides([...boxes.map((box) => ({ account: holderAccount(box.holderPartyId), amountMinor: box.depositMinor })), { account: cashAccount, amountMinor: -total }]);
}

/** A box is lost: its deposit is owed to nobody any more. */
export function sidesOfLoss(holderPartyId: string, amountMinor: number): Side[] {
  return sides([{ account: holderAccount(holderPartyId), amountMinor }, { account: keptAccount, amountMinor: -amountMinor }]);
}

/** One side per account, without those that are nothing. */
function sides(raw: readonly Side[]): Side[] {
  const sums = new Map<string, number>();
  for (const side of raw) sums.set(side.account, (sums.get(side.account) ?? 0) + side.amountMinor);
  return [...sums].filter(([, amountMinor]) => amountMinor !== 0).map(([account, amountMinor]) => ({ account, amountMinor }));
}

/** What was declared against what was counted, type by type; every type that is in either. */
export function compareCounts(declared: ReadonlyMap<string, number>, counted: ReadonlyMap<string, number>): { typeId: string; declaredCount: number; countedCount: number }[] {
  return [...new Set([...declared.keys(), ...counted.keys()])].map((typeId) => ({ typeId, declaredCount: declared.get(typeId) ?? 0, countedCount: counted.get(typeId) ?? 0 }));
}
