import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ShelfError } from "./shelves.errors.ts";
import * as rows from "./shelves.repository.server.ts";
import { dueAfter, dueWhenExtended, keptUntil } from "./shelves.rules.ts";
import type { NewItemInput } from "./shelves.schema.ts";

type Answer<T> = Result<T, ShelfError>;
type Reached = { item: rows.StoredItem; shelf: rows.Shelf };

async function tell(tx: Tx, item: Pick<rows.StoredItem, "id" | "communityPartyId">): Promise<void> {
  await record(tx, { type: "shelves.changed", payload: { itemId: item.id }, topics: [`community:${item.communityPartyId}`] });
}

/** A thing that a member reaches, locked: who has it and who waits stay as they are until the transaction ends. */
async function reach(tx: Tx, actor: Actor, itemId: string): Promise<Answer<Reached>> {
  const item = await rows.findItem(tx, itemId, true);
  const shelf = item && (await rows.findShelf(tx, item, actor.userId));
  if (!shelf || item.retiredAt !== null) return err("SHELVES.NOT_FOUND");
  return ok({ item, shelf });
}

/** Puts a thing on the shelf, by those who keep it. The same id again finds it. SHELVES.NOT_FOUND, NOT_ALLOWED, KEY_TAKEN. */
export async function addItem(db: Db, actor: Actor, slug: string, input: NewItemInput, clock = systemClock): Promise<Answer<{ itemId: string }>> {
  return transact<Answer<{ itemId: string }>>(db, async (tx) => {
    const shelf = await rows.findShelf(tx, { slug }, actor.userId);
    if (!shelf) return err("SHELVES.NOT_FOUND");
    if (!rows.keeps(shelf)) return err("SHELVES.NOT_ALLOWED");
    const { itemId, ...facts } = input;
    const written = await rows.insertItem(tx, { id: itemId, communityPartyId: shelf.communityPartyId, ...facts, addedByUserId: actor.userId, createdAt: clock.now() });
    if (!written) {
      const known = await rows.findItem(tx, itemId);
      return known?.communityPartyId === shelf.communityPartyId && known.addedByUserId === actor.userId ? ok({ itemId }) : err("SHELVES.KEY_TAKEN");
    }
    await tell(tx, { id: itemId, communityPartyId: shelf.communityPartyId });
    return ok({ itemId });
  });
}

/** Takes a thing off the shelf for good; its lendings stay. SHELVES.NOT_FOUND, NOT_ALLOWED, LENT_TAKEN (it is with somebody). */
export async function retireItem(db: Db, actor: Actor, itemId: string, clock = systemClock): Promise<Answer<{ slug: string }>> {
  return transact<Answer<{ slug: string }>>(db, async (tx) => {
    const found = await reach(tx, actor, itemId);
    if (!found.ok) return found;
    const { item, shelf } = found.value;
    if (!rows.keeps(shelf)) return err("SHELVES.NOT_ALLOWED");
    if (await rows.findOpenLoan(tx, itemId)) return err("SHELVES.LENT_TAKEN");
    await rows.setRetired(tx, itemId, clock.now());
    await tell(tx, item);
    return ok({ slug: shelf.slug });
  });
}

/**
 * Lends a thing to the person, a member of the community; to who has it already it is no error. SHELVES.NOT_FOUND, LENT_TAKEN (somebody has it),
 * KEPT_TAKEN (it is kept for who waits).
 */
export async function borrow(db: Db, actor: Actor, itemId: string, clock = systemClock): Promise<Answer<{ dueAt: Date }>> {
  return transact<Answer<{ dueAt: Date }>>(db, async (tx) => {
    const found = await reach(tx, actor, itemId);
    if (!found.ok) return found;
    const { item, shelf } = found.value;
    const now = clock.now();
    const open = await rows.findOpenLoan(tx, itemId);
    if (open) return open.userId === actor.userId ? ok({ dueAt: open.dueAt }) : err("SHELVES.LENT_TAKEN");
    const kept = (await rows.listWaiting(tx, itemId)).find((one) => one.keptUntil !== null && one.keptUntil > now);
    if (kept && kept.userId !== actor.userId) return err("SHELVES.KEPT_TAKEN");
    const dueAt = dueAfter(now, item.loanDays, shelf.timeZone);
    await rows.insertLoan(tx, { id: newId(), itemId, userId: actor.userId, lentAt: now, dueAt });
    await rows.deleteWait(tx, { itemId, userId: actor.userId });
    await tell(tx, item);
    return ok({ dueAt });
  });
}

/** Keeps a thing as long again, once, while nobody waits. SHELVES.NOT_FOUND, WRONG_STATE (it is not with them), EXTENDED_ALREADY, SOMEBODY_WAITS. */
export async function extend(db: Db, actor: Actor, itemId: string, clock = systemClock): Promise<Answer<{ dueAt: Date }>> {
  return transact<Answer<{ dueAt: Date }>>(db, async (tx) => {
    const found = await reach(tx, actor, itemId);
    if (!found.ok) return found;
    const { item, shelf } = found.value;
    const now = clock.now();
    const open = await rows.findOpenLoan(tx, itemId);
    if (open?.userId !== actor.userId) return err("SHELVES.WRONG_STATE");
    if (open.extendedAt !== null) return err("SHELVES.EXTENDED_ALREADY");
    if ((await rows.listWaiting(tx, itemId)).length > 0) return err("SHELVES.SOMEBODY_WAITS");
    const dueAt = dueWhenExtended(open.dueAt, now, item.loanDays, shelf.timeZone);
    if (!(await rows.extendLoan(tx, { id: open.id, dueAt, now }))) return err("SHELVES.EXTENDED_ALREADY");
    await tell(tx, item);
    return ok({ dueAt });
  });
}

/** Confirms that a thing is back, by those who keep the shelf; it is kept for the first who waits. Twice is once. SHELVES.NOT_FOUND, NOT_ALLOWED. */
export async function confirmReturn(db: Db, actor: Actor, itemId: string, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const found = await reach(tx, actor, itemId);
    if (!found.ok) return found;
    const { item, shelf } = found.value;
    if (!rows.keeps(shelf)) return err("SHELVES.NOT_ALLOWED");
    const now = clock.now();
    const open = await rows.findOpenLoan(tx, itemId);
    if (!open || !(await rows.endLoan(tx, { id: open.id, confirmedByUserId: actor.userId, now }))) return ok({ changed: false });
    await keepForNext(tx, item, now);
    return ok({ changed: true });
  });
}

/** Stands in line for a thing somebody else has. Twice is once. SHELVES.NOT_FOUND, WRONG_STATE (it is free, or with them). */
export async function waitFor(db: Db, actor: Actor, itemId: string, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const found = await reach(tx, actor, itemId);
    if (!found.ok) return found;
    const now = clock.now();
    const [open, line] = [await rows.findOpenLoan(tx, itemId), await rows.listWaiting(tx, itemId)];
    if (line.some((one) => one.userId === actor.userId)) return ok({ changed: false });
    const isFree = open === null && !line.some((one) => one.keptUntil !== null && one.keptUntil > now);
    if (isFree || open?.userId === actor.userId) return err("SHELVES.WRONG_STATE");
    await rows.insertWait(tx, { id: newId(), itemId, userId: actor.userId, createdAt: now });
    await tell(tx, found.value.item);
    return ok({ changed: true });
  });
}

/** Leaves the line; what was kept for them is kept for the next. Twice is once. SHELVES.NOT_FOUND. */
export async function stopWaiting(db: Db, actor: Actor, itemId: string, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return transact<Answer<{ changed: boolean }>>(db, async (tx) => {
    const found = await reach(tx, actor, itemId);
    if (!found.ok) return found;
    const changed = await rows.deleteWait(tx, { itemId, userId: actor.userId });
    if (changed) await keepForNext(tx, found.value.item, clock.now());
    return ok({ changed });
  });
}

/** Keeps a thing that is on the shelf for the first of the line, who is told. The caller holds its lock. */
async function keepForNext(tx: Tx, item: rows.StoredItem, now: Date): Promise<void> {
  const [open, [first]] = [await rows.findOpenLoan(tx, item.id), await rows.listWaiting(tx, item.id)];
  if (!open && first?.keptUntil === null) {
    await rows.setKept(tx, first.id, keptUntil(now));
    await record(tx, { type: "shelves.kept", payload: { waitId: first.id }, topics: [`user:${first.userId}`] });
  }
  await tell(tx, item);
}

/** Passes what was not fetched in time on to the next of the line, by the clock; a second run finds nothing. Returns how many. */
export async function passOnUnfetched(db: Db, now: Date): Promise<number> {
  let passed = 0;
  for (const { itemId, userId } of await rows.listUnfetched(db, now, 100)) {
    const done = await transact<Result<boolean>>(db, async (tx) => {
      const item = await rows.findItem(tx, itemId, true);
      const due = (await rows.listUnfetched(tx, now, 100)).some((one) => one.itemId === itemId && one.userId === userId);
      if (!item || !due) return ok(false);
      await rows.deleteWait(tx, { itemId, userId });
      await keepForNext(tx, item, now);
      return ok(true);
    });
    if (done.ok && done.value) passed += 1;
  }
  return passed;
}
