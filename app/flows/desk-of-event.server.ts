import { deviceKindOf } from "#app/domains/erasure/erasure.rules.ts";
import { letIn, writeNote } from "#app/domains/events/desk.service.server.ts";
import type { EventError } from "#app/domains/events/events.errors.ts";
import type { CheckInInput, NoteInput } from "#app/domains/events/events.schema.ts";
import { findPassHolder } from "#app/domains/pickups/passes.repository.server.ts";
import { readPassCode } from "#app/domains/pickups/passes.rules.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { isClient, transact, type Db } from "#app/platform/db/database.server.ts";
import { isUniqueViolation } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { unlicensedForCollection } from "./licence-gate.server.ts";

type Answer<T> = Result<T, EventError>;

/**
 * Lets somebody in at the desk of a day: a household by the pass it shows at any gate, or people without a name. EVENTS.PASS_NOT_FOUND, and as
 * `letIn`. Whoever may not work there learns nothing of a pass.
 */
export async function checkInAtDesk(db: Db, actor: Actor, eventId: string, input: CheckInInput, clock = systemClock): Promise<Answer<{ checkInId: string }>> {
  const attempt = () =>
    transact<Answer<{ checkInId: string }>>(db, async (tx) => {
      const { checkInId, size } = input;
      if (input.who === "nobody") return letIn(tx, actor, eventId, { checkInId, size, partyId: null }, clock.now());
      const code = readPassCode(input.pass);
      const holder = code === null ? null : await findPassHolder(tx, code);
      const done = await letIn(tx, actor, eventId, { checkInId, size, partyId: holder?.partyId ?? null }, clock.now());
      return done.ok && holder === null ? err("EVENTS.PASS_NOT_FOUND") : done;
    });
  try {
    return await attempt();
  } catch (error) {
    // Two desks let the same household in at once: the second try says so.
    if (!isUniqueViolation(error) || !isClient(db)) throw error;
    return attempt();
  }
}

/**
 * Notes what somebody brought, took or had mended. Of a collection's load two things are asked as at any other door: EVENTS.NOT_LICENSED
 * (details.materials) where the recycler may not take it at its point today, EVENTS.ERASURE_NEEDED for devices with memory, whose owner has to
 * say first what becomes of their data. Else as `writeNote`.
 */
export async function noteAtDesk(db: Db, actor: Actor, eventId: string, input: NoteInput, clock = systemClock): Promise<Answer<{ noteId: string }>> {
  return transact<Answer<{ noteId: string }>>(db, async (tx) => {
    const written = await writeNote(tx, actor, eventId, input, clock.now());
    if (!written.ok) return written;
    const { event, noteId } = written.value;
    const { material } = input;
    if (material === null || event.recyclerPartyId === null || event.pointId === null) return ok({ noteId });
    if (deviceKindOf(material) !== null) return err("EVENTS.ERASURE_NEEDED", { materials: [material] });
    const missing = await unlicensedForCollection(tx, { recyclerPartyId: event.recyclerPartyId, pointId: event.pointId, materials: [material] }, clock.now());
    return missing.length > 0 ? err("EVENTS.NOT_LICENSED", { materials: missing }) : ok({ noteId });
  });
}
