import { recordArrivals } from "#app/domains/custody/arrivals.service.server.ts";
import { listToSettle, setEntry, type StoredNote } from "#app/domains/events/desk.repository.server.ts";
import type { EventError } from "#app/domains/events/events.errors.ts";
import { findEvent, findForClock, listForgotten, setSettled, type StoredEvent } from "#app/domains/events/events.repository.server.ts";
import { CLOSES_AFTER_HOURS, countsInLedger } from "#app/domains/events/events.rules.ts";
import { moveDay, moveTo, tellChanged } from "#app/domains/events/events.service.server.ts";
import { ensureVisitorsParty } from "#app/domains/identity/visitors-party.repository.server.ts";
import { recordLots, type MovedLot } from "#app/domains/impact/ledger.service.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { unlicensedForCollection } from "./licence-gate.server.ts";

type Settled = { entryIds: string[] };
type Answer = Result<Settled, EventError>;

/**
 * Closes a day, by those who run its community. What was taken or mended goes into the ledger in the same transaction, a row for each note. The load of
 * a collection waits for the word of the recycler that took it (`confirmLoad`). EVENTS.NOT_FOUND, NOT_ALLOWED, STALE, WRONG_STATE.
 */
export async function closeDay(db: Db, actor: Actor, eventId: string, input: { version: number }, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const moved = await moveDay(tx, actor, eventId, { verb: "close", version: input.version, reason: "" }, clock);
    return moved.ok ? settle(tx, moved.value, clock.now()) : moved;
  });
}

/** Closes days that nobody has closed two days after their end, by the clock; a second run finds none. Returns how many. */
export async function closeForgottenDays(db: Db, now: Date): Promise<number> {
  let closed = 0;
  for (const eventId of await listForgotten(db, new Date(now.getTime() - CLOSES_AFTER_HOURS * 3_600_000), 20)) {
    const done = await transact<Answer>(db, async (tx) => {
      const event = await findForClock(tx, eventId);
      if (event?.state !== "published") return err("EVENTS.WRONG_STATE");
      const moved = await moveTo(tx, null, event, { to: "closed", reason: null, now });
      return moved.ok ? settle(tx, moved.value, now) : moved;
    });
    if (done.ok) closed += 1;
  }
  return closed;
}

/**
 * The recycler's word, by its staff, that it took a collection's load as it was noted: now it counts, and lies in the point's stock. Twice is once.
 * EVENTS.NOT_FOUND, NOT_ALLOWED, WRONG_STATE (not closed yet), NOT_LICENSED (details.materials: it might not take them on their day).
 */
export async function confirmLoad(db: Db, actor: Actor, eventId: string, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const event = await findEvent(tx, eventId, actor, true);
    if (!event) return err("EVENTS.NOT_FOUND");
    if (event.recyclerPartyId !== actor.party.id || !hasRole(actor.role, "staff")) return err("EVENTS.NOT_ALLOWED");
    if (event.state !== "closed") return err("EVENTS.WRONG_STATE", { state: event.state });
    if (event.settledAt !== null) return ok({ entryIds: [] });
    return count(tx, event, clock.now(), actor);
  });
}

/** A closed day's notes; of a collection only once its recycler has spoken. */
async function settle(tx: Tx, event: StoredEvent, now: Date): Promise<Answer> {
  if (event.kind !== "collection_day") return count(tx, event, now, null);
  const load = await listToSettle(tx, event.id);
  if (load.length === 0) await setSettled(tx, event.id, now);
  else await record(tx, { type: "events.load-waits", payload: { eventId: event.id }, topics: [`party:${event.recyclerPartyId ?? ""}`] });
  return ok({ entryIds: [] });
}

async function count(tx: Tx, event: StoredEvent, now: Date, recycler: Actor | null): Promise<Answer> {
  // Whoever comes second finds it settled, and writes nothing.
  if (!(await setSettled(tx, event.id, now))) return ok({ entryIds: [] });
  const notes = (await listToSettle(tx, event.id)).filter((note) => countsInLedger(event.kind, note.direction));
  const missing = await missingLicences(tx, event, notes);
  if (missing.length > 0) return err("EVENTS.NOT_LICENSED", { materials: missing });
  const visitors = notes.some((note) => note.partyId === null) ? await ensureVisitorsParty(tx, { id: event.communityPartyId, name: event.communityName, timeZone: event.timeZone }) : "";
  const entries = await recordLots(tx, notes.map((note) => lotOf(event, note, note.partyId ?? visitors)), now);
  for (const [index, note] of notes.entries()) await setEntry(tx, { noteId: note.id, entryId: entries[index]?.entryId ?? "" });
  if (event.pointId !== null && event.recyclerPartyId !== null) {
    const loads = notes.map((note, index) => ({ ledgerEntryId: entries[index]?.entryId ?? "", material: note.material ?? "", grams: note.grams ?? 0, contaminationPermille: 0 }));
    await recordArrivals(tx, { pointId: event.pointId, partyId: event.recyclerPartyId, actorUserId: recycler?.userId ?? null, loads, at: now });
  }
  await tellChanged(tx, event);
  return ok({ entryIds: entries.map((entry) => entry.entryId) });
}

/** Materials that the recycler might not take on the day they were brought. */
async function missingLicences(tx: Tx, event: StoredEvent, notes: readonly StoredNote[]): Promise<string[]> {
  const { recyclerPartyId, pointId } = event;
  if (recyclerPartyId === null || pointId === null) return [];
  const materials = [...new Set(notes.flatMap((note) => note.material ?? []))];
  const at = notes[0]?.at ?? event.startsAt;
  return unlicensedForCollection(tx, { recyclerPartyId, pointId, materials }, at);
}

/**
 * A note as the ledger counts it. A load goes from whoever brought it to the recycler; a thing from the stall's household, or from the community
 * that passed it on, to whoever took it; a thing that was mended stays where it is, and the household and the community that mended it share.
 */
function lotOf(event: StoredEvent, note: StoredNote, partyId: string): MovedLot {
  const passedOn = event.kind === "flea_market" || event.kind === "sharing_day";
  const [giver, taker] = passedOn ? [note.stallPartyId ?? event.communityPartyId, partyId] : [partyId, event.recyclerPartyId ?? event.communityPartyId];
  return {
    causeType: "event_note",
    causeId: note.id,
    lotId: note.id,
    kind: note.material === null ? "goods" : "material",
    category: note.category,
    material: note.material,
    condition: null,
    itemCount: note.itemCount,
    weights: { measuredGrams: note.grams, declaredConfirmedGrams: null },
    ...(event.kind === "repair_day" ? { isRepaired: true } : {}),
    occurredAt: note.at,
    giverPartyId: giver,
    takerPartyId: taker,
  };
}
