import { correctArrival, holdArrivals } from "#app/domains/custody/correct-arrival.service.server.ts";
import { holdSales, undoSale } from "#app/domains/custody/correct-sale.service.server.ts";
import type { CorrectEntry } from "#app/domains/impact/correct-entry.schema.ts";
import { correctEntry, type CorrectEntryError } from "#app/domains/impact/correct-entry.service.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { settleOrigins } from "./settle-origins.server.ts";

/**
 * Corrects an entry of the ledger, and where that says that less or more came in, the stock of the point it came to, in one transaction. What
 * became of a load (treated or not) is no matter of stock. Errors as the ledger's `correctEntry`; a repeat changes nothing in either.
 */
export async function correctLedgerEntry(db: Db, actor: Actor, input: CorrectEntry, clock: Clock = systemClock): Promise<Result<{ entryId: string }, CorrectEntryError>> {
  return transact<Result<{ entryId: string }, CorrectEntryError>>(db, async (tx) => {
    const now = clock.now();
    const { entryId } = input;
    const movesStock = input.act === "weight" || input.act === "take_back";
    // Stock before the ledger's chain, as every flow that touches both.
    if (movesStock) await holdStock(tx, [entryId]);
    const done = await correctEntry(tx, actor, input, { now: () => now });
    if (!done.ok) return done;
    const { rowId } = done.value;
    if (movesStock && rowId !== null) await stockFollows(tx, { entryId, rowId, grams: input.act === "weight" ? (input.net ?? 0) : 0, isReversal: input.act === "take_back", actorUserId: actor.userId, at: now });
    return ok({ entryId });
  });
}

/** Locks the stock that a correction of these entries moves; before any of their chains is locked. */
export async function holdStock(tx: Tx, entryIds: readonly string[]): Promise<void> {
  await holdArrivals(tx, entryIds);
  await holdSales(tx, entryIds);
}

/** Takes what an entry counted out of stock after it was reversed by `rowId`, or puts its weight right there; a sale that was reversed goes back. */
export async function stockFollows(tx: Tx, input: { entryId: string; rowId: string; grams: number; isReversal: boolean; actorUserId: string | null; at: Date }): Promise<void> {
  const { entryId, rowId, grams, isReversal, actorUserId, at } = input;
  await settleOrigins(tx, await correctArrival(tx, { actId: rowId, ledgerEntryId: entryId, grams, reason: isReversal ? "entry_reversed" : "weight_corrected", actorUserId, at }), at);
  if (isReversal) await undoSale(tx, { actId: rowId, ledgerEntryId: entryId, actorUserId, at });
}
