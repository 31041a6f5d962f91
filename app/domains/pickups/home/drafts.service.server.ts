import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PickupError } from "../pickups.errors.ts";
import { deleteHomeDraft, deleteOldHomeDrafts, findHomeDraft, writeHomeDraft } from "./drafts.repository.server.ts";
import { findLastDoor } from "./home.repository.server.ts";
import { homeDraftData, type HomeDraftData } from "./home-draft.rules.ts";

/** For so long a draft that nobody touches is kept. */
export const DRAFT_DAYS = 7;

const writerOf = (actor: Actor) => ({ userId: actor.userId, partyId: actor.party.id });

/** A draft of the actor's, or null. */
export async function readDraft(db: Db, actor: Actor, id: string): Promise<HomeDraftData | null> {
  return findHomeDraft(db, { ...writerOf(actor), id });
}

/**
 * An empty form with what is known: the door of the last visit, else the household's own place, which is only near the door.
 * Degrees WGS 84 as text.
 */
export async function newDraft(db: Db, actor: Actor, place: { latitude: number | null; longitude: number | null } | null): Promise<{ draft: HomeDraftData; isRough: boolean }> {
  const last = await findLastDoor(db, actor.party.id);
  if (last) {
    const lift = last.hasLift === null ? "" : last.hasLift ? "yes" : "no";
    const known = { ...last, latitude: String(last.latitude), longitude: String(last.longitude), floor: last.floor === null ? "" : String(last.floor), hasLift: lift };
    return { draft: homeDraftData.parse(known), isRough: false };
  }
  const rough = place && place.latitude !== null && place.longitude !== null ? { latitude: String(place.latitude), longitude: String(place.longitude) } : {};
  return { draft: homeDraftData.parse(rough), isRough: "latitude" in rough };
}

/** Keeps what is typed. The id comes from the form: a repeat finds it. Errors: PICKUPS.NOT_ALLOWED, NOT_FOUND (the id is somebody else's). */
export async function saveDraft(db: Db, actor: Actor, input: { id: string; data: HomeDraftData }, clock: Clock = systemClock): Promise<Result<null, PickupError>> {
  if (!hasRole(actor.role, "member")) return err("PICKUPS.NOT_ALLOWED");
  return transact<Result<null, PickupError>>(db, async (tx) => ((await writeHomeDraft(tx, { ...writerOf(actor), ...input, now: clock.now() })) ? ok(null) : err("PICKUPS.NOT_FOUND")));
}

/** Forgets a draft: what it said is in the booking now. Somebody else's stays. */
export async function forgetDraft(db: Db, actor: Actor, id: string): Promise<void> {
  await deleteHomeDraft(db, { ...writerOf(actor), id });
}

/** The timer's work: forgets drafts that nobody has touched for a week. Returns how many. Running twice changes nothing. */
export async function forgetOldDrafts(db: Db, now: Date): Promise<number> {
  return deleteOldHomeDrafts(db, new Date(now.getTime() - DRAFT_DAYS * 86_400_000));
}
