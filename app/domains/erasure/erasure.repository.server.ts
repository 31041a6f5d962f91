import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { DeviceKind, ErasureCause, ErasureChoice, ErasureMethod } from "./erasure.rules.ts";
import type { ErasureStateName } from "./erasure.schema.ts";

/** An erasure as the verbs need it. Stays on the server. */
export type ErasureRow = {
  id: string;
  causeType: ErasureCause;
  causeId: string;
  subject: string;
  deviceKind: DeviceKind;
  deviceCount: number;
  choice: ErasureChoice;
  serialHash: string | null;
  serialTail: string | null;
  ownerPartyId: string;
  recyclerPartyId: string;
  chosenByUserId: string;
  toldAtGate: boolean;
  state: ErasureStateName;
  method: ErasureMethod | null;
  tool: string | null;
  erasedAt: Date | null;
  certifiedBy: string | null;
  certificateNumber: string | null;
  certificateHash: string | null;
  version: number;
  createdAt: Date;
};

const columns = {
  id: true, causeType: true, causeId: true, subject: true, deviceKind: true, deviceCount: true, choice: true, serialHash: true, serialTail: true, ownerPartyId: true, recyclerPartyId: true,
  chosenByUserId: true, toldAtGate: true, state: true, method: true, tool: true, erasedAt: true, certifiedBy: true, certificateNumber: true, certificateHash: true, version: true, createdAt: true,
} as const;

/** One erasure by its id; null when there is none. */
export async function findErasure(db: Db, id: string): Promise<ErasureRow | null> {
  return (await db.deviceErasure.findUnique({ where: { id }, select: columns })) as ErasureRow | null;
}

/** The same, locked until the transaction ends: whoever completes the hand-over waits for whoever takes a choice back. */
export async function lockErasure(tx: Tx, id: string): Promise<ErasureRow | null> {
  await tx.$queryRaw(sql`SELECT id FROM device_erasure WHERE id = ${id} FOR UPDATE`);
  return findErasure(tx, id);
}

/** Writes a choice; false when the id is taken. */
export async function insertErasure(
  tx: Tx,
  input: Pick<ErasureRow, "id" | "causeType" | "causeId" | "subject" | "deviceKind" | "deviceCount" | "choice" | "serialHash" | "serialTail" | "ownerPartyId" | "recyclerPartyId" | "chosenByUserId" | "toldAtGate"> & { now: Date },
): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.deviceErasure.createMany({ data: { ...row, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Moves an erasure out of `chosen` if it still stands as the mover saw it. */
export async function swapErasure(
  tx: Tx,
  input: { id: string; version: number; to: "erased" | "withdrawn"; now: Date; done?: { method: ErasureMethod; tool: string; erasedByUserId: string; erasedAt: Date; certifiedBy: string; certificateNumber: string; certificateHash: string } },
): Promise<boolean> {
  const { count } = await tx.deviceErasure.updateMany({
    where: { id: input.id, state: "chosen", version: input.version },
    data: { state: input.to, version: { increment: 1 }, updatedAt: input.now, ...input.done },
  });
  return count === 1;
}

/** Who moved an erasure, from where to where. */
export async function insertErasureTransition(tx: Tx, input: { id: string; from: ErasureStateName | null; to: ErasureStateName; userId: string; partyId: string; role: string; reason: string; at: Date }): Promise<void> {
  await tx.transition.create({
    data: { id: newId(), subjectType: "device_erasure", subjectId: input.id, fromState: input.from, toState: input.to, actorUserId: input.userId, actorPartyId: input.partyId, actorRole: input.role, reason: input.reason, at: input.at },
    select: { id: true },
  });
}

/** A hand-over by every id it has had: a booking that was moved to another time has several. */
export type CauseIds = { type: ErasureCause; ids: readonly string[] };

/** The subjects of a hand-over for which a choice stands, locked until the transaction ends. */
export async function lockChosenSubjects(tx: Tx, cause: CauseIds): Promise<string[]> {
  const rows = await tx.$queryRaw<{ subject: string }[]>(sql`
    SELECT subject FROM device_erasure WHERE cause_type = ${cause.type} AND cause_id IN (${joinSql([...cause.ids])}) AND state <> 'withdrawn' ORDER BY id FOR UPDATE`);
  return rows.map((row) => row.subject);
}

/** A hand-over's erasures that stand, in the order they were chosen; at most a hundred. */
export async function listOfCause(db: Db, cause: CauseIds): Promise<ErasureRow[]> {
  return (await db.deviceErasure.findMany({ where: { causeType: cause.type, causeId: { in: [...cause.ids] }, state: { not: "withdrawn" } }, select: columns, orderBy: { id: "asc" }, take: 100 })) as ErasureRow[];
}

/** A giver's erasures, newest first; `before` is the last id of the page before. */
export async function listOfOwner(db: Db, input: { partyId: string; before: string | null; limit: number }): Promise<ErasureRow[]> {
  return (await db.deviceErasure.findMany({ where: { ownerPartyId: input.partyId, state: { not: "withdrawn" }, ...(input.before ? { id: { lt: input.before } } : {}) }, select: columns, orderBy: { id: "desc" }, take: input.limit })) as ErasureRow[];
}

/** Devices that came to a recycler: of bookings and deals that are complete. */
export async function listOfRecycler(db: Db, input: { partyId: string; state: "chosen" | "erased"; before: string | null; limit: number }): Promise<ErasureRow[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT e.id FROM device_erasure e WHERE e.recycler_party_id = ${input.partyId} AND e.state = ${input.state}::erasure_state AND (${input.before}::text IS NULL OR e.id < ${input.before})
      AND CASE e.cause_type WHEN 'booking' THEN EXISTS (
        WITH RECURSIVE later AS (SELECT id, state FROM booking WHERE id = e.cause_id UNION ALL SELECT b.id, b.state FROM booking b JOIN later ON b.supersedes_id = later.id)
        SELECT 1 FROM later WHERE state = 'done') ELSE EXISTS (SELECT 1 FROM deal d WHERE d.id = e.cause_id AND d.state = 'completed') END
    ORDER BY e.id DESC LIMIT ${input.limit}`);
  const found = (await db.deviceErasure.findMany({ where: { id: { in: rows.map((row) => row.id) } }, select: columns, orderBy: { id: "desc" }, take: input.limit })) as ErasureRow[];
  return found;
}

/** Names to show: parties by their ids, and who erased, by erasure. */
export async function namesFor(db: Db, rows: readonly ErasureRow[]): Promise<{ parties: Map<string, string>; erasedBy: Map<string, string> }> {
  if (rows.length === 0) return { parties: new Map(), erasedBy: new Map() };
  const parties = await db.party.findMany({ where: { id: { in: rows.flatMap((row) => [row.ownerPartyId, row.recyclerPartyId]) } }, select: { id: true, name: true }, take: rows.length * 2 });
  const people = await db.$queryRaw<{ id: string; name: string }[]>(sql`
    SELECT e.id, u.name FROM device_erasure e JOIN "user" u ON u.id = e.erased_by_user_id WHERE e.id IN (${joinSql(rows.map((row) => row.id))}) LIMIT ${rows.length}`);
  return { parties: new Map(parties.map((party) => [party.id, party.name])), erasedBy: new Map(people.map((person) => [person.id, person.name])) };
}

/** What is public of a certificate, with the hash to compare. */
export async function findCertificate(db: Db, number: string): Promise<{ hash: string; method: ErasureMethod; erasedAt: Date } | null> {
  const row = await db.deviceErasure.findUnique({ where: { certificateNumber: number }, select: { certificateHash: true, method: true, erasedAt: true } });
  if (!row?.certificateHash || !row.method || !row.erasedAt) return null;
  return { hash: row.certificateHash, method: row.method as ErasureMethod, erasedAt: row.erasedAt };
}

/** What is so of each erasure: its state. */
export async function erasureMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.deviceErasure.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true }, take: ids.length });
  return new Map(rows.map((row) => [row.id, [row.state]]));
}

/** Who is told of a certificate: whoever chose, while they belong to the giver's party; else its owners and managers. */
export async function findErasureForMail(db: Db, id: string): Promise<{ ownerPartyId: string; recyclerName: string; deviceKind: DeviceKind; number: string; userIds: string[] } | null> {
  const rows = await db.$queryRaw<{ ownerPartyId: string; recyclerName: string; deviceKind: DeviceKind; number: string; userIds: string[] }[]>(sql`
    SELECT e.owner_party_id AS "ownerPartyId", e.certified_by AS "recyclerName", e.device_kind AS "deviceKind", e.certificate_number AS number,
      ARRAY(SELECT m.user_id FROM membership m WHERE m.party_id = e.owner_party_id AND m.state = 'active' AND CASE
        WHEN EXISTS (SELECT 1 FROM membership s WHERE s.party_id = e.owner_party_id AND s.user_id = e.chosen_by_user_id AND s.state = 'active') THEN m.user_id = e.chosen_by_user_id
        ELSE m.role IN ('owner', 'manager') END ORDER BY m.user_id LIMIT 20) AS "userIds"
    FROM device_erasure e WHERE e.id = ${id} AND e.state = 'erased'`);
  return rows[0] ?? null;
}
