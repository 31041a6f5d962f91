import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { ConsignmentState, DifferenceReason } from "./custody.rules.ts";
import type { ConsignmentInput, ConsignmentRow } from "./custody.schema.ts";

export type LineRow = {
  id: string;
  material: string;
  isSorted: boolean;
  grams: number;
  chosenLotIds: string[];
  lotId: string | null;
  receivedGrams: number | null;
  differenceReason: string | null;
  differenceNote: string;
};

export type ConsignmentRecord = {
  id: string;
  number: number;
  state: ConsignmentState;
  version: number;
  fromPointId: string;
  fromPartyId: string;
  toPointId: string;
  toPartyId: string;
  vehicle: string;
  seal: string;
  note: string;
  reason: string | null;
  createdAt: Date;
  sentAt: Date | null;
  closedAt: Date | null;
  lines: LineRow[];
};

/** A consignment with its lines in order of material, or null. */
export async function findConsignment(db: Db, id: string): Promise<ConsignmentRecord | null> {
  const row = await db.consignment.findUnique({
    where: { id },
    select: {
      id: true, number: true, state: true, version: true, fromPointId: true, fromPartyId: true, toPointId: true, toPartyId: true, vehicle: true, seal: true,
      note: true, reason: true, createdAt: true, sentAt: true, closedAt: true,
      lines: {
        select: { id: true, material: true, isSorted: true, grams: true, chosenLotIds: true, lotId: true, receivedGrams: true, differenceReason: true, differenceNote: true },
        orderBy: [{ material: "asc" }, { isSorted: "asc" }],
      },
    },
  });
  return row ? { ...row, number: Number(row.number) } : null;
}

/** Writes a draft; false when one with this id is there. */
export async function insertDraft(
  tx: Tx,
  input: ConsignmentInput & { fromPartyId: string; toPartyId: string; userId: string; at: Date },
): Promise<boolean> {
  const { consignmentId, fromPointId, fromPartyId, toPointId, toPartyId, note = "", vehicle = "", userId, at } = input;
  const { count } = await tx.consignment.createMany({
    data: [{ id: consignmentId, fromPointId, fromPartyId, toPointId, toPartyId, note, vehicle, createdByUserId: userId, createdAt: at }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await insertLines(tx, consignmentId, input.lines);
  return true;
}

async function insertLines(tx: Tx, consignmentId: string, lines: ConsignmentInput["lines"]): Promise<void> {
  await tx.consignmentLine.createMany({ data: lines.map(({ lotIds, ...line }) => ({ ...line, consignmentId, chosenLotIds: lotIds ?? [] })) });
}

/** Writes a draft anew, with other lines, if it still is one and as its form showed it; false when it is not. */
export async function rewriteDraft(tx: Tx, input: Omit<ConsignmentInput, "fromPointId"> & { version: number; toPartyId: string }): Promise<boolean> {
  const { consignmentId, version, toPointId, toPartyId, note = "", vehicle = "" } = input;
  const { count } = await tx.consignment.updateMany({ where: { id: consignmentId, state: "draft", version }, data: { toPointId, toPartyId, note, vehicle, version: { increment: 1 } } });
  if (count === 0) return false;
  await tx.consignmentLine.deleteMany({ where: { consignmentId } });
  await insertLines(tx, consignmentId, input.lines);
  return true;
}

/** Moves a consignment if it still is as it was read, and notes who did; false when it is not. */
export async function moveConsignment(
  tx: Tx,
  input: {
    consignment: Pick<ConsignmentRecord, "id" | "state" | "version">;
    to: ConsignmentState;
    actor: Actor;
    role: string;
    at: Date;
    change?: { vehicle?: string; seal?: string; reason?: string };
  },
): Promise<boolean> {
  const { consignment, to, actor, role, at, change } = input;
  const { count } = await tx.consignment.updateMany({
    where: { id: consignment.id, state: consignment.state, version: consignment.version },
    data: { state: to, version: { increment: 1 }, ...(to === "sent" ? { sentAt: at } : { closedAt: at }), ...change },
  });
  if (count === 0) return false;
  await noteMove(tx, { id: consignment.id, from: consignment.state, to, actor, role, reason: change?.reason ?? null, at });
  return true;
}

export async function noteMove(tx: Tx, input: { id: string; from: ConsignmentState | null; to: ConsignmentState; actor: Actor; role: string; reason: string | null; at: Date }): Promise<void> {
  await tx.transition.create({
    data: {
      id: newId(), subjectType: "consignment", subjectId: input.id, fromState: input.from, toState: input.to, actorUserId: input.actor.userId,
      actorPartyId: input.actor.party.id, actorRole: input.role, reason: input.reason, at: input.at,
    },
    select: { id: true },
  });
}

/** Names the lot that a line became. */
export async function setLineLot(tx: Tx, lineId: string, lotId: string): Promise<void> {
  await tx.consignmentLine.update({ where: { id: lineId }, data: { lotId }, select: { id: true } });
}

/** What a scale said at the end of a line's way. */
export async function setLineWeight(tx: Tx, lineId: string, weighed: { receivedGrams: number; differenceReason: DifferenceReason | null; differenceNote: string }): Promise<void> {
  await tx.consignmentLine.update({ where: { id: lineId }, data: weighed, select: { id: true } });
}

type ListedRow = Omit<ConsignmentRow, "number" | "at" | "grams" | "receivedGrams"> & { number: bigint; at: Date; grams: bigint; receivedGrams: bigint | null };

/** A party's consignments, newest first; drafts are the sender's alone. The cursor is the last one's number. */
export async function listConsignments(db: Db, partyId: string, options: { cursor?: number | null; limit?: number } = {}): Promise<{ rows: ConsignmentRow[]; nextCursor: number | null }> {
  const limit = options.limit ?? 20;
  const found = await db.$queryRaw<ListedRow[]>(sql`
    SELECT c.id, c.number, c.state::text AS state, a.name AS "fromName", b.name AS "toName", c.to_party_id = ${partyId} AND c.from_party_id <> ${partyId} AS "isIncoming",
      l.materials, l.grams, l.received AS "receivedGrams", coalesce(c.closed_at, c.sent_at, c.created_at) AS at
    FROM consignment c
    JOIN recycling_point a ON a.id = c.from_point_id
    JOIN recycling_point b ON b.id = c.to_point_id
    CROSS JOIN LATERAL (SELECT array_agg(DISTINCT material ORDER BY material) AS materials, sum(grams)::bigint AS grams, sum(received_grams)::bigint AS received
      FROM consignment_line WHERE consignment_id = c.id) l
    WHERE (c.from_party_id = ${partyId} OR (c.to_party_id = ${partyId} AND c.state NOT IN ('draft', 'discarded')))
      ${options.cursor ? sql`AND c.number < ${options.cursor}` : emptySql}
    ORDER BY c.number DESC LIMIT ${limit + 1}`);
  const rows = found.slice(0, limit).map((row) => ({ ...row, fromName: row.fromName ?? "", toName: row.toName ?? "", number: Number(row.number), grams: Number(row.grams), receivedGrams: row.receivedGrams === null ? null : Number(row.receivedGrams), at: row.at.toISOString() }));
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.number ?? null) : null };
}

/** The numbers of lots, by id. */
export async function lotNumbers(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.custodyLot.findMany({ where: { id: { in: [...ids] } }, select: { id: true, number: true } });
  return new Map(rows.map((row) => [row.id, Number(row.number)]));
}
