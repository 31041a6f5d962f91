import { planEvent, moveDay } from "#app/domains/events/events.service.server.ts";
import { newEventInput, type NewEventInput } from "#app/domains/events/events.schema.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";

type Db = Database["db"];

/** A day as its form sends it: a sharing day on 1 June 2026, ten to three, unless said otherwise. */
export function dayOf(more: Partial<Record<keyof NewEventInput, unknown>> = {}): NewEventInput {
  return newEventInput.parse({ eventId: newId(), kind: "sharing_day", title: "Things for everybody", description: "", placeLabel: "The yard", date: "2026-06-01", from: "10:00", until: "15:00", ...more });
}

/** An announced day of a community; `host` runs it. */
export async function createDay(db: Db, host: Actor, clock: Clock, more: Partial<Record<keyof NewEventInput, unknown>> = {}): Promise<string> {
  const { slug } = await db.party.findUniqueOrThrow({ where: { id: host.party.id }, select: { slug: true } });
  const planned = await planEvent(db, host, slug, dayOf(more), clock);
  if (!planned.ok) throw new Error(planned.error);
  const moved = await moveDay(db, host, planned.value.eventId, { verb: "publish", version: 1, reason: "" }, clock);
  if (!moved.ok) throw new Error(moved.error);
  return planned.value.eventId;
}
