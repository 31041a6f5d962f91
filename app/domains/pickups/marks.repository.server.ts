import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { By } from "./bookings.repository.server.ts";
import type { MarkKind, MarkState } from "./marks.rules.ts";

/** Writes that one side of a booking was not there, in the transaction that moves the booking. */
export async function insertMark(tx: Tx, input: { bookingId: string; kind: MarkKind; partyId: string; byPartyId: string; now: Date }): Promise<void> {
  const { now, ...mark } = input;
  await tx.visitMark.create({ data: { ...mark, at: now }, select: { bookingId: true } });
}

/** A mark with the two sides of its booking. `contest` is null before anybody contests it. */
export type MarkRow = {
  bookingId: string;
  kind: MarkKind;
  partyId: string;
  byPartyId: string;
  state: MarkState;
  at: Date;
  contest: string | null;
  answer: string;
  version: number;
  /** What was said when it was made. */
  reason: string | null;
  bookedByUserId: string;
  pointId: string;
};

/** A mark, or null. */
export async function findMark(db: Db, bookingId: string): Promise<MarkRow | null> {
  const rows = await db.$queryRaw<MarkRow[]>(sql`
    SELECT m.booking_id AS "bookingId", m.kind::text AS kind, m.party_id AS "partyId", m.by_party_id AS "byPartyId", m.state::text AS state, m.at, m.contest, m.answer, m.version, b.reason,
      b.point_id AS "pointId", b.booked_by_user_id AS "bookedByUserId"
    FROM visit_mark m JOIN booking b ON b.id = m.booking_id WHERE m.booking_id = ${bookingId}`);
  return rows[0] ?? null;
}

/** Moves a mark by compare-and-swap on state and version, with its history; false when it is another one now. */
export async function moveMark(
  tx: Tx,
  input: { bookingId: string; from: MarkState; version: number; to: MarkState; words: string; by: By & { userId: string }; now: Date },
): Promise<boolean> {
  const isContest = input.to === "contested";
  const { count } = await tx.visitMark.updateMany({
    where: { bookingId: input.bookingId, state: input.from, version: input.version },
    data: {
      state: input.to,
      version: { increment: 1 },
      ...(isContest ? { contest: input.words, contestedByUserId: input.by.userId, contestedAt: input.now } : { answer: input.words, settledByUserId: input.by.userId, settledAt: input.now }),
    },
  });
  if (count === 0) return false;
  await tx.transition.create({
    data: { id: newId(), subjectType: "visit_mark", subjectId: input.bookingId, fromState: input.from, toState: input.to, actorUserId: input.by.userId, actorPartyId: input.by.partyId, actorRole: input.by.role, reason: input.words || null, at: input.now },
    select: { id: true },
  });
  return true;
}

/** How many visits of a party count as not kept since a day, and how many were kept: what the other side of a booking is shown. */
export async function countMarks(db: Db, input: { partyId: string; kind: MarkKind; since: Date }): Promise<{ marks: number; kept: number }> {
  const side = input.kind === "no_show" ? sql`b.party_id` : sql`b.recycler_party_id`;
  const rows = await db.$queryRaw<{ marks: number; kept: number }[]>(sql`
    SELECT (SELECT count(*)::int FROM visit_mark m WHERE m.party_id = ${input.partyId} AND m.kind = ${input.kind}::visit_mark_kind AND m.state IN ('standing', 'refused') AND m.at > ${input.since}::timestamptz) AS marks,
      (SELECT count(*)::int FROM booking b WHERE ${side} = ${input.partyId} AND b.state = 'done' AND b.completed_at > ${input.since}::timestamptz) AS kept`);
  return rows[0] ?? { marks: 0, kept: 0 };
}

/** A contested mark as whoever decides it sees it. Instants as dates. */
export type ContestedMark = { bookingId: string; kind: MarkKind; at: Date; contest: string; contestedAt: Date; version: number; reason: string | null; partyId: string; partyName: string; byPartyId: string; byPartyName: string; pointName: string; timeZone: string; startsAt: Date; endsAt: Date };

/** Contested marks that wait for a decision, the longest first. */
export async function selectContestedMarks(db: Db, limit: number): Promise<ContestedMark[]> {
  return db.$queryRaw<ContestedMark[]>(sql`
    SELECT m.booking_id AS "bookingId", m.kind::text AS kind, m.at, m.contest, m.contested_at AS "contestedAt", m.version, b.reason, m.party_id AS "partyId", p.name AS "partyName", m.by_party_id AS "byPartyId", q.name AS "byPartyName",
      coalesce(r.name, r.operator_name, r.address, '') AS "pointName", r.time_zone AS "timeZone", s.starts_at AS "startsAt", s.ends_at AS "endsAt"
    FROM visit_mark m JOIN booking b ON b.id = m.booking_id JOIN slot s ON s.id = b.slot_id JOIN recycling_point r ON r.id = b.point_id
    JOIN party p ON p.id = m.party_id JOIN party q ON q.id = m.by_party_id
    WHERE m.state = 'contested' ORDER BY m.contested_at, m.booking_id LIMIT ${limit}`);
}

/** The marks of a recycler's bookings that somebody there should look at: not settled, of the last weeks; newest first. */
export async function selectOpenMarks(db: Db, input: { recyclerPartyId: string; since: Date; limit: number }): Promise<{ bookingId: string; kind: MarkKind; state: MarkState; partyName: string; at: Date }[]> {
  return db.$queryRaw(sql`
    SELECT m.booking_id AS "bookingId", m.kind::text AS kind, m.state::text AS state, y.name AS "partyName", m.at
    FROM visit_mark m JOIN booking b ON b.id = m.booking_id JOIN party y ON y.id = b.party_id
    WHERE b.recycler_party_id = ${input.recyclerPartyId} AND m.at > ${input.since}::timestamptz AND (m.state = 'contested' OR (m.kind = 'missed' AND m.state = 'standing'))
    ORDER BY m.at DESC, m.booking_id LIMIT ${input.limit}`);
}

/** Who works for a recycler and is told what concerns its bookings, at most twenty. */
export async function selectStaffOf(db: Db, partyId: string): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { partyId, state: "active", role: { in: ["owner", "manager", "staff"] } }, select: { userId: true }, orderBy: { joinedAt: "asc" }, take: 20 });
  return rows.map((row) => row.userId);
}
