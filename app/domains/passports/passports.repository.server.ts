import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { BatteryCategory, BatteryStatus, Chemistry, HealthMethod, KnownReading } from "./passports.rules.ts";
import type { PassportEvent, PassportRowView, PublicPassport } from "./passports.schema.ts";

/** A passport as the verbs need it. Stays on the server. */
export type PassportRow = PublicPassport & { serialHash: string | null; serialTail: string | null; ownerPartyId: string; ownerName: string; version: number };

/** One passport with the lives after it; null when there is none. */
export async function findPassport(db: Db, id: string): Promise<PassportRow | null> {
  const row = await db.batteryPassport.findUnique({
    where: { id },
    select: {
      id: true, category: true, chemistry: true, ratedWh: true, maker: true, model: true, madeYear: true, status: true, predecessorId: true, serialHash: true, serialTail: true, ownerPartyId: true, version: true,
      successors: { select: { id: true, status: true, ratedWh: true }, orderBy: { id: "asc" }, take: 100 },
    },
  });
  if (!row) return null;
  const owner = await db.party.findUnique({ where: { id: row.ownerPartyId }, select: { name: true } });
  return { ...row, category: row.category as BatteryCategory, chemistry: row.chemistry as Chemistry, ownerName: owner?.name ?? "" };
}

/** The same, locked until the transaction ends. */
export async function lockPassport(tx: Tx, id: string): Promise<PassportRow | null> {
  await tx.$queryRaw(sql`SELECT id FROM battery_passport WHERE id = ${id} FOR UPDATE`);
  return findPassport(tx, id);
}

export type NewPassport = Omit<PassportRow, "version" | "ownerName" | "successors"> & { issuedByUserId: string; now: Date };

/** Writes a passport; false when its id is taken. */
export async function insertPassport(tx: Tx, input: NewPassport): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.batteryPassport.createMany({ data: { ...row, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Changes a passport if it still is as the mover saw it. */
export async function swapPassport(tx: Tx, input: { id: string; version: number; change: { status?: BatteryStatus; ownerPartyId?: string; succeededAt?: Date }; now: Date }): Promise<boolean> {
  const { count } = await tx.batteryPassport.updateMany({ where: { id: input.id, version: input.version }, data: { ...input.change, version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

/** What happened to a passport, by whom. */
export async function insertPassportTransition(tx: Tx, input: { passportId: string; from: string | null; to: string; actor: Actor; reason: string | null; at: Date }): Promise<void> {
  await tx.transition.create({
    data: { id: newId(), subjectType: "battery_passport", subjectId: input.passportId, fromState: input.from, toState: input.to, actorUserId: input.actor.userId, actorPartyId: input.actor.party.id, actorRole: `${input.actor.party.kind}:${input.actor.role}`, reason: input.reason, at: input.at },
    select: { id: true },
  });
}

/** The events of a passport, first to last, with the parties. */
export async function listEvents(db: Db, passportId: string): Promise<PassportEvent[]> {
  const rows = await db.$queryRaw<{ at: Date; toState: string; byName: string }[]>(sql`
    SELECT t.at, t.to_state AS "toState", COALESCE(p.name, '') AS "byName" FROM transition t LEFT JOIN party p ON p.id = t.actor_party_id
    WHERE t.subject_type = 'battery_passport' AND t.subject_id = ${passportId} ORDER BY t.at, t.id LIMIT 200`);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export type ReadingRow = KnownReading & { method: HealthMethod; byName: string };

/** The readings of a passport, first to last by the day they were taken. */
export async function listReadings(db: Db, passportId: string): Promise<ReadingRow[]> {
  return db.$queryRaw<ReadingRow[]>(sql`
    SELECT r.id, r.health_permille AS "healthPermille", r.method, r.is_held AS "isHeld", r.confirms_id AS "confirmsId", EXISTS (SELECT 1 FROM battery_reading c WHERE c.confirms_id = r.id) AS "isConfirmed",
      to_char(r.measured_on, 'YYYY-MM-DD') AS "measuredOn", r.measured_by_party_id AS "measuredByPartyId", COALESCE(p.name, '') AS "byName"
    FROM battery_reading r LEFT JOIN party p ON p.id = r.measured_by_party_id WHERE r.passport_id = ${passportId} ORDER BY r.measured_on, r.id LIMIT 1000`);
}

/** A reading by its id, for a repeat. */
export async function findReading(db: Db, id: string): Promise<{ passportId: string; healthPermille: number; isHeld: boolean } | null> {
  return db.batteryReading.findUnique({ where: { id }, select: { passportId: true, healthPermille: true, isHeld: true } });
}

export async function insertReading(tx: Tx, input: { id: string; passportId: string; healthPermille: number; method: HealthMethod; isHeld: boolean; confirmsId: string | null; measuredOn: string; measuredByUserId: string; measuredByPartyId: string; now: Date }): Promise<void> {
  const { now, measuredOn, ...row } = input;
  await tx.batteryReading.create({ data: { ...row, measuredOn: new Date(`${measuredOn}T00:00:00Z`), createdAt: now }, select: { id: true } });
}

export type TransferRow = { id: string; passportId: string; fromPartyId: string; toPartyId: string; state: "offered" | "accepted" | "declined" | "withdrawn"; version: number };
const transferColumns = { id: true, passportId: true, fromPartyId: true, toPartyId: true, state: true, version: true } as const;

export async function findTransfer(db: Db, id: string): Promise<TransferRow | null> {
  return db.batteryTransfer.findUnique({ where: { id }, select: transferColumns });
}

/** The offer that waits for an answer, with both names; null when there is none. */
export async function findOpenTransfer(db: Db, passportId: string): Promise<(TransferRow & { toName: string; fromName: string }) | null> {
  const row = await db.batteryTransfer.findFirst({ where: { passportId, state: "offered" }, select: transferColumns });
  if (!row) return null;
  const parties = await db.party.findMany({ where: { id: { in: [row.fromPartyId, row.toPartyId] } }, select: { id: true, name: true }, take: 2 });
  const nameOf = (id: string) => parties.find((party) => party.id === id)?.name ?? "";
  return { ...row, toName: nameOf(row.toPartyId), fromName: nameOf(row.fromPartyId) };
}

/** Writes an offer; false when its id is taken or another one waits (kept by an index). */
export async function insertTransfer(tx: Tx, input: { id: string; passportId: string; fromPartyId: string; toPartyId: string; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.batteryTransfer.createMany({ data: { ...row, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

export async function swapTransfer(tx: Tx, input: { id: string; version: number; to: "accepted" | "declined" | "withdrawn"; now: Date }): Promise<boolean> {
  const { count } = await tx.batteryTransfer.updateMany({ where: { id: input.id, state: "offered", version: input.version }, data: { state: input.to, version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

export type LinkRow = { causeType: "booking" | "deal"; causeId: string; otherPartyId: string; otherName: string };

/** The bookings and deals that name a passport, with the party on the other side from the owner's. */
export async function listLinks(db: Db, input: { passportId: string; ownerPartyId: string }): Promise<LinkRow[]> {
  return db.$queryRaw<LinkRow[]>(sql`
    SELECT l.cause_type AS "causeType", l.cause_id AS "causeId", o.id AS "otherPartyId", o.name AS "otherName" FROM battery_link l
    LEFT JOIN booking b ON l.cause_type = 'booking' AND b.id = l.cause_id
    LEFT JOIN deal d ON l.cause_type = 'deal' AND d.id = l.cause_id
    JOIN party o ON o.id = CASE WHEN b.id IS NOT NULL THEN CASE WHEN b.party_id = ${input.ownerPartyId} THEN b.recycler_party_id ELSE b.party_id END ELSE CASE WHEN d.giver_party_id = ${input.ownerPartyId} THEN d.taker_party_id ELSE d.giver_party_id END END
    WHERE l.passport_id = ${input.passportId} ORDER BY l.id DESC LIMIT 50`);
}

/** True when the party is a side of a booking or deal that names the passport. */
export async function isLinkedParty(db: Db, input: { passportId: string; partyId: string }): Promise<boolean> {
  const rows = await db.$queryRaw<{ found: boolean }[]>(sql`
    SELECT EXISTS (SELECT 1 FROM battery_link l LEFT JOIN booking b ON l.cause_type = 'booking' AND b.id = l.cause_id LEFT JOIN deal d ON l.cause_type = 'deal' AND d.id = l.cause_id
      WHERE l.passport_id = ${input.passportId} AND ${input.partyId} IN (b.party_id, b.recycler_party_id, d.giver_party_id, d.taker_party_id)) AS found`);
  return rows[0]?.found ?? false;
}

export async function insertLink(tx: Tx, input: { passportId: string; causeType: string; causeId: string; namedByUserId: string; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.batteryLink.createMany({ data: { ...row, id: newId(), createdAt: now }, skipDuplicates: true });
  return count === 1;
}

export async function deleteLinks(tx: Tx, input: { passportId: string; causeType: string; causeIds: readonly string[] }): Promise<boolean> {
  const { count } = await tx.batteryLink.deleteMany({ where: { passportId: input.passportId, causeType: input.causeType, causeId: { in: [...input.causeIds] } } });
  return count > 0;
}

const rowColumns = { id: true, maker: true, model: true, ratedWh: true, status: true, succeededAt: true } as const;
const rowView = ({ succeededAt, ...row }: Omit<PassportRowView, "hasSuccessor"> & { succeededAt: Date | null }): PassportRowView => ({ ...row, hasSuccessor: succeededAt !== null });

/** The passports that a hand-over names. */
export async function listLinked(db: Db, cause: { type: string; ids: readonly string[] }): Promise<PassportRowView[]> {
  return (await db.batteryPassport.findMany({ where: { links: { some: { causeType: cause.type, causeId: { in: [...cause.ids] } } } }, select: rowColumns, orderBy: { id: "asc" }, take: 20 })).map(rowView);
}

/** A party's passports, newest first; `before` is the last id of the page before. */
export async function listOwned(db: Db, input: { partyId: string; before: string | null; limit: number }): Promise<PassportRowView[]> {
  return (await db.batteryPassport.findMany({ where: { ownerPartyId: input.partyId, ...(input.before ? { id: { lt: input.before } } : {}) }, select: rowColumns, orderBy: { id: "desc" }, take: input.limit })).map(rowView);
}

/** Batteries that somebody offers to a party. */
export async function listOffered(db: Db, partyId: string): Promise<PassportRowView[]> {
  return (await db.batteryPassport.findMany({ where: { transfers: { some: { toPartyId: partyId, state: "offered" } } }, select: rowColumns, orderBy: { id: "desc" }, take: 50 })).map(rowView);
}

/** Recyclers in directories, for whoever looks for one to give a battery to. */
export async function listReceivers(db: Db): Promise<{ id: string; name: string }[]> {
  return db.party.findMany({ where: { kind: { in: ["recycler", "producer"] }, isListed: true }, select: { id: true, name: true }, orderBy: [{ name: "asc" }, { id: "asc" }], take: 100 });
}

/** Whether a party exists. */
export async function partyExists(db: Db, id: string): Promise<boolean> {
  return (await db.party.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** Who is told of an offer: those who run the party it goes to. */
export async function findOfferForMail(db: Db, transferId: string): Promise<{ passportId: string; toPartyId: string; fromName: string; maker: string; model: string; userIds: string[] } | null> {
  const rows = await db.$queryRaw<{ passportId: string; toPartyId: string; fromName: string; maker: string; model: string; userIds: string[] }[]>(sql`
    SELECT t.passport_id AS "passportId", t.to_party_id AS "toPartyId", f.name AS "fromName", b.maker, b.model,
      ARRAY(SELECT m.user_id FROM membership m WHERE m.party_id = t.to_party_id AND m.state = 'active' AND m.role IN ('owner', 'manager') ORDER BY m.user_id LIMIT 20) AS "userIds"
    FROM battery_transfer t JOIN battery_passport b ON b.id = t.passport_id JOIN party f ON f.id = t.from_party_id WHERE t.id = ${transferId} AND t.state = 'offered'`);
  return rows[0] ?? null;
}

/** What is so of each offer: its state. */
export async function transferMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.batteryTransfer.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true }, take: ids.length });
  return new Map(rows.map((row) => [row.id, [row.state]]));
}
