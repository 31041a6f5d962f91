import { countOpenDeals } from "#app/domains/deals/open-work.repository.server.ts";
import { holdParties, isLastOperator, listHouseholdsAlone, listMembershipsOf, listOwnedAlone } from "#app/domains/identity/leaving.repository.server.ts";
import { endRequest } from "#app/domains/identity/membership.repository.server.ts";
import { endMembership } from "#app/domains/identity/parties.repository.server.ts";
import { findUser } from "#app/domains/identity/people.repository.server.ts";
import { lockUser } from "#app/domains/identity/sessions.repository.server.ts";
import { exportKey } from "#app/domains/my-data/exports.service.server.ts";
import { leavingMail } from "#app/domains/my-data/leaving-mail.server.ts";
import * as leavings from "#app/domains/my-data/leaving.repository.server.ts";
import type { MyDataError } from "#app/domains/my-data/my-data.errors.ts";
import { countHeldBoxes } from "#app/domains/packaging/held-boxes.repository.server.ts";
import { countOpenBookings } from "#app/domains/pickups/open-bookings.repository.server.ts";
import { listKeptOf } from "#app/domains/trust/kept-photos.repository.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { eraseTable, listFiles } from "#app/platform/personal-data/leaving.repository.server.ts";
import type { Person } from "#app/platform/personal-data/personal-data.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { Actor } from "#app/shared/actor.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { afterLeaving } from "./leaving-data.server.ts";
import { personalTables } from "./personal-data.server.ts";

const dayMs = 86_400_000;
/** So long whoever leaves may stay after all. */
export const undoDays = 14;

type Who = Pick<Actor, "userId">;

/** What is in the way of leaving: others wait for it. */
export type LeavingBlocks = { deals: number; bookings: number; boxes: number; parties: { name: string; slug: string; kind: string }[]; isLastOperator: boolean };

/** What somebody has to settle before they can leave. What a household with others in it has open stays with those. */
export async function leavingBlocks(db: Db, userId: string): Promise<LeavingBlocks> {
  const alone = await listHouseholdsAlone(db, userId);
  return {
    deals: await countOpenDeals(db, alone),
    bookings: await countOpenBookings(db, alone),
    boxes: await countHeldBoxes(db, alone),
    parties: await listOwnedAlone(db, userId),
    isLastOperator: await isLastOperator(db, userId),
  };
}

/** Whether anything is in the way. */
export const isBlocked = (blocks: LeavingBlocks): boolean => blocks.deals + blocks.bookings + blocks.boxes + blocks.parties.length > 0 || blocks.isLastOperator;

const changed = (tx: Tx, userId: string) => record(tx, { type: "my-data.leaving-changed", payload: { userId }, topics: [`user:${userId}`] });

/**
 * Says that one leaves, in fourteen days; they are told by mail. The address of the account is typed to confirm. Errors: MY-DATA.CONFIRMATION_INVALID,
 * BLOCKED (with what is in the way), ALREADY_LEAVING.
 */
export async function askToLeave(db: Db, actor: Who, input: { confirmation: string }, clock: Clock = systemClock): Promise<Result<{ id: string; dueAt: Date }, MyDataError>> {
  return transact<Result<{ id: string; dueAt: Date }, MyDataError>>(db, async (tx) => {
    await lockUser(tx, actor.userId);
    const user = await findUser(tx, actor.userId);
    if (!user || input.confirmation.trim().toLowerCase() !== user.email.toLowerCase()) return err("MY-DATA.CONFIRMATION_INVALID");
    const blocks = await leavingBlocks(tx, actor.userId);
    if (isBlocked(blocks)) return err("MY-DATA.BLOCKED", { blocks });
    const now = clock.now();
    const leaving = { id: newId(), userId: actor.userId, askedAt: now, dueAt: new Date(now.getTime() + undoDays * dayMs) };
    if (!(await leavings.insertLeaving(tx, leaving))) return err("MY-DATA.ALREADY_LEAVING");
    const words = leavingMail(isLocale(user.locale) ? user.locale : "en", { name: user.name, dueAt: leaving.dueAt });
    await queueMail(tx, { ...words, userId: actor.userId, to: user.email, kind: "security", causeKey: `leaving:${leaving.id}` });
    await changed(tx, actor.userId);
    return ok({ id: leaving.id, dueAt: leaving.dueAt });
  });
}

/** Stays after all. Twice is once. Errors: MY-DATA.NOT_FOUND for what is not one's own, TOO_LATE once it is done. */
export async function undoLeaving(db: Db, actor: Who, input: { id: string }, clock: Clock = systemClock): Promise<Result<null, MyDataError>> {
  return transact<Result<null, MyDataError>>(db, async (tx) => {
    if (await leavings.undoWaiting(tx, { id: input.id, userId: actor.userId, now: clock.now() })) {
      await changed(tx, actor.userId);
      return ok(null);
    }
    const found = await leavings.findLeaving(tx, { id: input.id, userId: actor.userId });
    if (!found) return err("MY-DATA.NOT_FOUND");
    return found.state === "undone" ? ok(null) : err("MY-DATA.TOO_LATE");
  });
}

/** The files of rows that go, without photos that a report keeps for moderators. */
async function filesOf(tx: Tx, person: Person): Promise<string[]> {
  const keys: string[] = [];
  for (const after of afterLeaving) {
    const spec = "gone" in after ? personalTables.find((one) => one.table === after.table) : undefined;
    if (!spec?.file || !("gone" in after)) continue;
    const names = await listFiles(tx, spec, after.whose ?? spec.whose, person);
    const kept = new Set(await listKeptOf(tx, names));
    for (const name of names) if (!kept.has(name)) keys.push(spec.file.at(name));
  }
  const exports = (await leavings.listExportIds(tx, person.userId)).map(exportKey);
  // Photos are stored in two sizes.
  return [...new Set([...keys.flatMap((key) => (key.endsWith("/1200.webp") ? [key, key.replace("/1200.webp", "/400.webp")] : [key])), ...exports])];
}

/**
 * One person's rows lose name and words, all at once. Their households are held first, as by whoever books for one, then the person: nothing begins
 * with them meanwhile, and nobody waits for the other.
 */
async function eraseOne(tx: Tx, leaving: { id: string; userId: string }, now: Date): Promise<"erased" | "blocked" | "over"> {
  const { userId } = leaving;
  const partyIds = await listHouseholdsAlone(tx, userId);
  await holdParties(tx, partyIds);
  await lockUser(tx, userId);
  if (!(await leavings.holdDue(tx, { id: leaving.id, now }))) return "over";
  // Somebody moved in, or out, while it was waited: the next run sees who.
  if (partyIds.join() !== (await listHouseholdsAlone(tx, userId)).join()) return "over";
  if (isBlocked(await leavingBlocks(tx, userId))) {
    await leavings.putOff(tx, { id: leaving.id, dueAt: new Date(now.getTime() + dayMs) });
    await changed(tx, userId);
    return "blocked";
  }
  const person: Person = { userId, partyIds, now };
  const fileKeys = await filesOf(tx, person);
  for (const after of afterLeaving) {
    const whose = ("whose" in after ? after.whose : undefined) ?? personalTables.find((one) => one.table === after.table)?.whose;
    if (whose) await eraseTable(tx, after, whose, person);
  }
  for (const { partyId, isActive } of await listMembershipsOf(tx, userId)) {
    if (isActive) await endMembership(tx, { partyId, userId, at: now });
    else await endRequest(tx, { partyId, userId, at: now });
  }
  await leavings.markErased(tx, { id: leaving.id, now, fileKeys });
  await record(tx, { type: "my-data.leaving-changed", payload: { userId }, topics: [`user:${userId}`, "listings", "board"] });
  return "erased";
}

/**
 * Lets those go whose time has come. Rows first, in one transaction each; files after it, so that a run that dies in between is finished by the
 * next. Late or doubled runs change nothing. Returns how many went.
 */
export async function letGo(db: Db, storage: Pick<Storage, "delete">, now: Date): Promise<number> {
  let count = 0;
  for (const leaving of await leavings.listDue(db, { now, limit: 50 })) {
    if ((await inTransaction(db, (tx) => eraseOne(tx, leaving, now))) === "erased") count += 1;
  }
  for (const { id, fileKeys } of await leavings.listErased(db, 50)) {
    for (const key of fileKeys) await storage.delete(key);
    await leavings.markDone(db, id);
  }
  return count;
}
