import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { Figure, ProgrammeRow, RecyclerRow, RecyclerState } from "./takeback.schema.ts";

export type StoredProgramme = ProgrammeRow & { producerPartyId: string; brandKey: string; description: string; version: number };

const programmeSql = sql`SELECT t.id, t.slug, t.name, t.brand, t.brand_key AS "brandKey", t.description, t.categories, t.regions, t.is_open AS "isOpen", t.version, t.producer_party_id AS "producerPartyId", p.name AS "producerName"
  FROM takeback_programme t JOIN party p ON p.id = t.producer_party_id`;

export async function findProgramme(db: Db, by: { id: string } | { slug: string }): Promise<StoredProgramme | null> {
  const where = "id" in by ? sql`t.id = ${by.id}` : sql`t.slug = ${by.slug}`;
  const rows = await db.$queryRaw<StoredProgramme[]>(sql`${programmeSql} WHERE ${where}`);
  return rows[0] ?? null;
}

/** Open programmes, by brand; at most two hundred. */
export async function listOpenProgrammes(db: Db): Promise<StoredProgramme[]> {
  return db.$queryRaw<StoredProgramme[]>(sql`${programmeSql} WHERE t.is_open ORDER BY t.brand, t.id LIMIT 200`);
}

/** A producer's programmes, newest first. */
export async function listProgrammesOf(db: Db, producerPartyId: string): Promise<StoredProgramme[]> {
  return db.$queryRaw<StoredProgramme[]>(sql`${programmeSql} WHERE t.producer_party_id = ${producerPartyId} ORDER BY t.id DESC LIMIT 100`);
}

/** Open programmes that take one of these, at this recycler. */
export async function listOffers(db: Db, input: { subjects: readonly string[]; recyclerPartyId: string }): Promise<StoredProgramme[]> {
  if (input.subjects.length === 0) return [];
  return db.$queryRaw<StoredProgramme[]>(sql`${programmeSql} JOIN takeback_recycler r ON r.programme_id = t.id AND r.recycler_party_id = ${input.recyclerPartyId} AND r.state = 'joined'
    WHERE t.is_open AND t.categories && ARRAY[${joinSql([...input.subjects])}]::text[] ORDER BY t.brand, t.id LIMIT 50`);
}

/** Open programmes of a brand that take a category or material. */
export async function listOfBrand(db: Db, input: { brandKey: string; subject: string }): Promise<StoredProgramme[]> {
  return db.$queryRaw<StoredProgramme[]>(sql`${programmeSql} WHERE t.is_open AND t.brand_key = ${input.brandKey} AND ${input.subject} = ANY(t.categories) ORDER BY t.id DESC LIMIT 10`);
}

export async function insertProgramme(tx: Tx, input: Omit<StoredProgramme, "producerName" | "isOpen" | "version"> & { createdByUserId: string; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.takebackProgramme.createMany({ data: { ...row, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

export async function swapProgramme(tx: Tx, input: { id: string; version: number; isOpen: boolean; now: Date }): Promise<boolean> {
  const { count } = await tx.takebackProgramme.updateMany({ where: { id: input.id, version: input.version, isOpen: !input.isOpen }, data: { isOpen: input.isOpen, version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

/** A programme's recyclers with their points, by name. */
export async function listRecyclers(db: Db, programmeId: string): Promise<RecyclerRow[]> {
  return db.$queryRaw<RecyclerRow[]>(sql`
    SELECT p.id, p.name, p.slug, r.state::text AS state, r.version,
      COALESCE((SELECT json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id) FROM (SELECT id, name FROM recycling_point WHERE operator_party_id = p.id ORDER BY name, id LIMIT 50) o), '[]') AS points
    FROM takeback_recycler r JOIN party p ON p.id = r.recycler_party_id WHERE r.programme_id = ${programmeId} ORDER BY p.name, p.id LIMIT 200`);
}

export async function findRecyclerState(db: Db, input: { programmeId: string; recyclerPartyId: string }): Promise<{ state: RecyclerState; version: number } | null> {
  return db.takebackRecycler.findUnique({ where: { programmeId_recyclerPartyId: input }, select: { state: true, version: true } });
}

export async function insertInvitation(tx: Tx, input: { programmeId: string; recyclerPartyId: string; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.takebackRecycler.createMany({ data: { ...row, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

export async function swapRecycler(tx: Tx, input: { programmeId: string; recyclerPartyId: string; version: number; to: RecyclerState; now: Date }): Promise<boolean> {
  const { count } = await tx.takebackRecycler.updateMany({ where: { programmeId: input.programmeId, recyclerPartyId: input.recyclerPartyId, version: input.version }, data: { state: input.to, version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

/** What a recycler is asked to take part in, and takes part in. */
export async function listInvitations(db: Db, recyclerPartyId: string): Promise<(StoredProgramme & { state: RecyclerState; recyclerVersion: number })[]> {
  return db.$queryRaw<(StoredProgramme & { state: RecyclerState; recyclerVersion: number })[]>(sql`
    SELECT t.id, t.slug, t.name, t.brand, t.brand_key AS "brandKey", t.description, t.categories, t.regions, t.is_open AS "isOpen", t.version, t.producer_party_id AS "producerPartyId", p.name AS "producerName", r.state::text AS state, r.version AS "recyclerVersion"
    FROM takeback_recycler r JOIN takeback_programme t ON t.id = r.programme_id JOIN party p ON p.id = t.producer_party_id WHERE r.recycler_party_id = ${recyclerPartyId} ORDER BY t.id DESC LIMIT 100`);
}

/** Recyclers in directories whom a programme has not asked yet. */
export async function listOthers(db: Db, programmeId: string): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>(sql`
    SELECT p.id, p.name FROM party p WHERE p.kind = 'recycler' AND p.is_listed AND NOT EXISTS (SELECT 1 FROM takeback_recycler r WHERE r.programme_id = ${programmeId} AND r.recycler_party_id = p.id) ORDER BY p.name, p.id LIMIT 200`);
}

export async function isRecycler(db: Db, partyId: string): Promise<boolean> {
  return (await db.party.findFirst({ where: { id: partyId, kind: "recycler" }, select: { id: true } })) !== null;
}

export type PledgeRow = { id: string; programmeId: string; programmeName: string; brand: string; slug: string; subject: string; itemCount: number };

/** What has been pledged of a hand-over, by every id it has had. */
export async function listPledges(db: Db, cause: { type: string; ids: readonly string[] }): Promise<PledgeRow[]> {
  return db.$queryRaw<PledgeRow[]>(sql`
    SELECT k.id, k.programme_id AS "programmeId", t.name AS "programmeName", t.brand, t.slug, k.subject, k.item_count AS "itemCount" FROM takeback_pledge k JOIN takeback_programme t ON t.id = k.programme_id
    WHERE k.cause_type = ${cause.type} AND k.cause_id IN (${joinSql([...cause.ids])}) ORDER BY k.id LIMIT 50`);
}

export async function insertPledge(tx: Tx, input: { programmeId: string; causeType: string; causeId: string; subject: string; itemCount: number; pledgedByUserId: string; now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.takebackPledge.createMany({ data: { ...row, id: newId(), createdAt: now }, skipDuplicates: true });
  return count === 1;
}

export async function deletePledge(tx: Tx, input: { causeType: string; causeIds: readonly string[]; subject: string }): Promise<boolean> {
  const { count } = await tx.takebackPledge.deleteMany({ where: { causeType: input.causeType, causeId: { in: [...input.causeIds] }, subject: input.subject } });
  return count > 0;
}

/**
 * What came back by a programme, month by month in UTC: pledges whose booking is done (with the net mass weighed of that material) or whose deal is complete
 * (with the mass weighed at the hand-over, else the declared one). A pledge that follows a booking to another time counts where it ends.
 */
export async function sumFigures(db: Db, programmeId: string): Promise<Figure[]> {
  return db.$queryRaw<Figure[]>(sql`
    WITH RECURSIVE way AS (
      SELECT k.id AS pledge, k.subject, k.item_count, b.id AS booking, b.state, b.completed_at FROM takeback_pledge k JOIN booking b ON k.cause_type = 'booking' AND b.id = k.cause_id WHERE k.programme_id = ${programmeId}
      UNION ALL SELECT way.pledge, way.subject, way.item_count, b.id, b.state, b.completed_at FROM booking b JOIN way ON b.supersedes_id = way.booking),
    collected AS (
      SELECT way.completed_at AS at, way.item_count, COALESCE((SELECT sum(w.net_grams) FROM weigh_in w WHERE w.booking_id = way.booking AND w.material = way.subject AND w.superseded_by_id IS NULL), 0) AS grams FROM way WHERE way.state = 'done'
      UNION ALL
      SELECT d.completed_at, COALESCE(d.moved_units, k.item_count), COALESCE(d.measured_grams, l.mass_grams * COALESCE(d.moved_units, d.units), 0) FROM takeback_pledge k JOIN deal d ON k.cause_type = 'deal' AND d.id = k.cause_id JOIN listing l ON l.id = d.listing_id
      WHERE k.programme_id = ${programmeId} AND d.state = 'completed')
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, sum(item_count)::int AS "itemCount", sum(grams)::float8 AS "massGrams" FROM collected WHERE at IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 600`);
}

export async function insertTakebackTransition(tx: Tx, input: { programmeId: string; from: string | null; to: string; actor: Actor; reason: string | null; at: Date }): Promise<void> {
  const { actor } = input;
  await tx.transition.create({
    data: { id: newId(), subjectType: "takeback_programme", subjectId: input.programmeId, fromState: input.from, toState: input.to, actorUserId: actor.userId, actorPartyId: actor.party.id, actorRole: `${actor.party.kind}:${actor.role}`, reason: input.reason, at: input.at },
    select: { id: true },
  });
}
