import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { countAhead, countWaiting, findRsvp } from "./attendance.repository.server.ts";
import { findEvent, listShifts, listStalls, manages, works, type StoredEvent } from "./events.repository.server.ts";
import { takesPeople, verbsFor } from "./events.rules.ts";
import type { EventView } from "./events.schema.ts";

/** A day as one viewer may see it, or null. Nobody is named in it. */
export async function viewEvent(db: Db, actor: Actor | null, id: string, now: Date): Promise<EventView | null> {
  const event = await findEvent(db, id, actor);
  if (!event) return null;
  const household = actor?.party.kind === "household" ? actor.party.id : null;
  const key = { eventId: id, partyId: household ?? "" };
  const [stalls, shifts, waiting, rsvp] = await Promise.all([
    listStalls(db, id, household),
    listShifts(db, id, actor?.userId ?? null),
    countWaiting(db, id),
    household === null ? null : findRsvp(db, key),
  ]);
  const mine = rsvp && rsvp.state !== "cancelled" ? { state: rsvp.state, size: rsvp.size, ahead: rsvp.state === "waiting" ? await countAhead(db, key) : 0 } : null;
  return {
    ...factsOf(event),
    stalls,
    shifts,
    waiting,
    mine,
    manages: manages(event),
    works: works(event),
    isRecycler: event.recyclerPartyId !== null && event.recyclerPartyId === actor?.party.id,
    verbs: manages(event) ? verbsFor(event, now) : [],
    takesPeople: takesPeople(event, now),
  };
}

function factsOf(event: StoredEvent): Omit<EventView, "stalls" | "shifts" | "waiting" | "mine" | "manages" | "works" | "isRecycler" | "verbs" | "takesPeople"> {
  const { id, kind, state, title, description, placeLabel, timeZone, guestCapacity, guestsTaken, cancelReason, version, icsSequence } = event;
  return {
    id, kind, state, title, description, placeLabel, timeZone, guestCapacity, guestsTaken, cancelReason, version, icsSequence,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    isSettled: event.settledAt !== null,
    community: { id: event.communityPartyId, slug: event.slug, name: event.communityName, isListed: event.isListed },
    point: event.pointId === null ? null : { id: event.pointId, name: event.pointName ?? event.pointAddress ?? "", address: event.pointAddress, recyclerPartyId: event.recyclerPartyId ?? "", recyclerName: event.recyclerName ?? "" },
  };
}
