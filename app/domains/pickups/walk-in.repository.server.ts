import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";

/** The open slots at a point that are under way, the one that began last first. */
export async function selectPresentSlots(db: Db, input: { pointId: string; now: Date }): Promise<{ id: string; startsAt: Date; endsAt: Date; freeVisits: number }[]> {
  return db.$queryRaw(sql`
    SELECT s.id, s.starts_at AS "startsAt", s.ends_at AS "endsAt", (s.capacity_visits - s.taken_visits)::int AS "freeVisits" FROM slot s
    WHERE s.point_id = ${input.pointId} AND s.kind = 'point' AND s.status = 'open' AND s.starts_at <= ${input.now}::timestamptz AND s.ends_at > ${input.now}::timestamptz
    ORDER BY s.starts_at DESC, s.id LIMIT 10`);
}

/** A slot for one walk-in outside the others, from now for half an hour. Nobody is shown it. */
export async function insertWalkInSlot(tx: Tx, input: { pointId: string; recyclerPartyId: string; now: Date }): Promise<string> {
  const id = newId();
  await tx.slot.create({
    data: {
      id,
      kind: "walk_in",
      pointId: input.pointId,
      recyclerPartyId: input.recyclerPartyId,
      startsAt: input.now,
      endsAt: new Date(input.now.getTime() + 30 * 60_000),
      capacityVisits: 1,
    },
    select: { id: true },
  });
  return id;
}

/** Shuts such a slot behind the one it was made for. */
export async function shutWalkInSlot(tx: Tx, id: string): Promise<void> {
  await tx.slot.update({ where: { id }, data: { status: "closed" }, select: { id: true } });
}

/** A booking that a party has at a point for a time between two instants and has not come to, or is here for. */
export async function findExpectedBooking(db: Db, input: { pointId: string; partyId: string; from: Date; until: Date }): Promise<string | null> {
  const row = await db.booking.findFirst({
    where: { pointId: input.pointId, partyId: input.partyId, state: { in: ["confirmed", "checked_in", "weighed"] }, slot: { kind: { not: "home" }, startsAt: { gte: input.from, lt: input.until } } },
    select: { id: true },
    orderBy: { slot: { startsAt: "asc" } },
  });
  return row?.id ?? null;
}

/** A walk-in by its id, for a repeat of the form that made it. */
export async function findWalkIn(db: Db, id: string): Promise<{ recyclerPartyId: string; isWalkIn: boolean; state: string } | null> {
  return db.booking.findUnique({ where: { id }, select: { recyclerPartyId: true, isWalkIn: true, state: true } });
}
