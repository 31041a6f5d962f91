import { DateTime } from "luxon";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { ensureBoard, findBoard, findQuoteOwner, insertQuotes, insertSettlement, quoteLineId, raiseBoard, selectPrices, type NewSettlement } from "./prices.repository.server.ts";
import { amountMinor, estimate, gradeOf, priceFor, type Estimate } from "./prices.rules.ts";
import type { PriceGrade } from "./grades.ts";
import type { Board, BoardPrice, GradeChoice, PriceError, QuoteInput } from "./prices.schema.ts";

/** The date at a place, `YYYY-MM-DD`. */
export function dayAt(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() ?? "";
}

/** A recycler's board on a day. Without any price ever written its currency is `usual` and its version 0. */
export async function boardOn(db: Db, input: { recyclerPartyId: string; day: string; usual?: string }): Promise<Board> {
  const board = await findBoard(db, input.recyclerPartyId);
  const prices = board ? await selectPrices(db, input) : [];
  return { recyclerPartyId: input.recyclerPartyId, day: input.day, currency: board?.currency ?? input.usual ?? "EUR", version: board?.version ?? 0, prices };
}

/**
 * Writes prices of one material on the acting recycler's board, for today there or later; nothing written before is changed. The
 * first price sets the board's currency. The id comes from the form: a repeat finds what it wrote.
 * Errors: PRICES.NOT_ALLOWED (managers of a recycler only), STALE (somebody wrote meanwhile, or the day has passed; details.version).
 */
export async function writePrices(db: Db, actor: Actor, input: QuoteInput & { currency: string }, clock: Clock = systemClock): Promise<Result<{ version: number; changed: boolean }, PriceError>> {
  const partyId = actor.party.id;
  if (actor.party.kind !== "recycler" || !hasRole(actor.role, "manager")) return err("PRICES.NOT_ALLOWED");
  const now = clock.now();
  return transact<Result<{ version: number; changed: boolean }, PriceError>>(db, async (tx) => {
    await ensureBoard(tx, { recyclerPartyId: partyId, currency: input.currency, now });
    const first = input.prices[0];
    const owner = first ? await findQuoteOwner(tx, quoteLineId(input.quoteId, first.grade)) : null;
    const present = (await findBoard(tx, partyId))?.version ?? 0;
    if (owner !== null) return owner === partyId ? ok({ version: present, changed: false }) : err("PRICES.STALE");
    if (input.validFrom < dayAt(now, actor.party.timeZone)) return err("PRICES.STALE", { version: present });
    if (!(await raiseBoard(tx, { recyclerPartyId: partyId, version: input.version, now }))) return err("PRICES.STALE", { version: present });
    await insertQuotes(tx, { ...input, recyclerPartyId: partyId, userId: actor.userId, now });
    await record(tx, { type: "prices.changed", payload: { recyclerPartyId: partyId, material: input.material }, topics: [`party:${partyId}`] });
    return ok({ version: input.version + 1, changed: true });
  });
}

/** A weighed material as it is to be paid: grams without contamination. */
export type Payable = { material: string; grams: number; contaminationPermille: number };

/** What a weighed load comes to on a board: by the grade its contamination stands for, or the one chosen. Materials without a price are left out. */
export function settle(board: Pick<Board, "prices" | "currency">, load: readonly Payable[], chosen: Readonly<Record<string, PriceGrade>> = {}): (Omit<NewSettlement, "id"> & { price: BoardPrice })[] {
  return load.flatMap(({ material, grams, contaminationPermille }) => {
    const price = priceFor(board.prices, material, chosen[material] ?? gradeOf(contaminationPermille));
    if (!price || grams <= 0) return [];
    return [{ material, grade: price.grade, quoteId: price.quoteId, minorPerKg: price.minorPerKg, grams, amountMinor: amountMinor(grams, price.minorPerKg), currency: board.currency, price }];
  });
}

/**
 * Fixes what a completed visit came to, inside the transaction that completes it. Written once: a repeat changes nothing. A chosen
 * grade has to be on the board of the day. Errors: PRICES.GRADE_INVALID (details.material).
 */
export async function settleVisit(
  tx: Tx,
  input: { bookingId: string; recyclerPartyId: string; partyId: string; day: string; at: Date; load: readonly Payable[]; grades: Readonly<Record<string, PriceGrade>> },
): Promise<Result<{ lines: number }, PriceError>> {
  const board = await boardOn(tx, { recyclerPartyId: input.recyclerPartyId, day: input.day });
  for (const [material, grade] of Object.entries(input.grades)) {
    const isThere = board.prices.some((price) => price.material === material && price.grade === grade);
    if (!isThere) return err("PRICES.GRADE_INVALID", { material });
  }
  const lines = settle(board, input.load, input.grades).map(({ price: _price, ...line }) => ({ ...line, id: newId() }));
  const { bookingId, recyclerPartyId, partyId, day, at } = input;
  if (lines.length > 0) await insertSettlement(tx, { bookingId, recyclerPartyId, partyId, day, at, lines });
  return ok({ lines: lines.length });
}

/** What a declared load may come to by today's board, with its currency; null when the board says nothing of it. */
export async function estimateLoad(
  db: Db,
  input: { recyclerPartyId: string; timeZone: string; lines: readonly { material: string; declaredGrams: number | null }[]; now: Date },
): Promise<{ estimate: Estimate; currency: string } | null> {
  const board = await boardOn(db, { recyclerPartyId: input.recyclerPartyId, day: dayAt(input.now, input.timeZone) });
  const found = estimate(board.prices, input.lines);
  return found && { estimate: found, currency: board.currency };
}

/** The prices that each weighed material may get on a day, with the grade its contamination stands for: for the form that completes a visit. */
export async function gradeChoices(db: Db, input: { recyclerPartyId: string; day: string; load: readonly Payable[] }): Promise<{ currency: string; choices: GradeChoice[] }> {
  const board = await boardOn(db, input);
  const choices = input.load.map(({ material, grams, contaminationPermille }) => ({
    material,
    suggested: priceFor(board.prices, material, gradeOf(contaminationPermille))?.grade ?? null,
    options: board.prices.filter((price) => price.material === material).map(({ grade, minorPerKg }) => ({ grade, minorPerKg, amountMinor: amountMinor(grams, minorPerKg) })),
  }));
  return { currency: board.currency, choices };
}
