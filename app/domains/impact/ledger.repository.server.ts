import type { Topic } from "#app/outbox/events.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { Actor, PartyKind } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { toHex } from "./log/bytes.ts";
import type { EntryRow, ShareRow, StoredRow } from "./ledger.rows.ts";
import type { FrozenInputs, LedgerRoute } from "./ledger.rules.ts";
import type { Side } from "./ledger.state.ts";

/** Who stands on a side of an entry, and the community their share counts for at this moment. */
export interface LedgerParty {
  id: string;
  kind: PartyKind;
  timeZone: string;
  communityId: string | null;
  communityTimeZone: string | null;
}

/** The parties by id; a community's own home is itself. */
export async function ledgerParties(db: Db, ids: readonly string[]): Promise<Map<string, LedgerParty>> {
  const rows = await db.$queryRaw<LedgerParty[]>(sql`
    SELECT p.id, p.kind::text AS kind, p.time_zone AS "timeZone",
           home.id AS "communityId", home.time_zone AS "communityTimeZone"
    FROM party p
    LEFT JOIN party home ON home.id = CASE WHEN p.kind = 'community' THEN p.id ELSE p.home_community_id END
    WHERE p.id IN (${joinSql([...ids])})`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A row to write, with the hash of its leaf and the topics whose watchers look again. */
export interface NewRow {
  row: EntryRow;
  shares: readonly ShareRow[];
  leafHash: Uint8Array;
  topics: readonly Topic[];
}

/**
 * Writes rows with their shares and their events, in one statement; a row whose cause is in the ledger already, or whose lot has been
 * counted, is left out with all that belongs to it. Returns the ids written. Each gets its place in the log right behind the commit.
 */
export async function insertRows(tx: Tx, rows: readonly NewRow[]): Promise<Set<string>> {
  const entries = rows.map(({ row, leafHash, topics }) => ({ ...row, leafHash: toHex(leafHash), topics }));
  const shares = rows.flatMap((one) => one.shares);
  const written = await tx.$queryRaw<{ id: string }[]>(sql`
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e("id" text, "kind" text, "causeType" text, "causeId" text,
        "lotId" text, "reversesId" text, "correctsId" text, "status" text, "stage" text, "isLate" boolean, "route" text, "region" text,
        "regionDay" text, "material" text, "category" text, "publisherName" text, "massGrams" int, "itemCount" int, "weightBasis" text,
        "co2eGrams" bigint, "lowGrams" bigint, "highGrams" bigint, "movedGrams" bigint, "measuredGrams" bigint, "uncoveredGrams" bigint,
        "verifiedGrams" bigint, "grade" text, "formulaVersion" text, "factorIds" jsonb, "inputs" jsonb, "terms" jsonb, "spread" jsonb,
        "independentSquares" numeric, "gradeGrams" bigint, "gradePoints" bigint, "serialHash" text, "giverPartyId" text,
        "takerPartyId" text, "occurredAt" timestamptz, "recordedAt" timestamptz, "leafHash" text, "topics" jsonb)
    ), fresh AS (
      INSERT INTO ledger_entry (id, kind, cause_type, cause_id, lot_id, reverses_id, corrects_id, status, stage, is_late, route, region,
        region_day, material, category, publisher_name, mass_grams, item_count, weight_basis, co2e_grams, low_grams, high_grams,
        moved_grams, measured_grams, uncovered_grams, verified_grams, grade, formula_version, factor_ids, inputs, terms, spread,
        independent_squares, grade_grams, grade_points, serial_hash, giver_party_id, taker_party_id, occurred_at, recorded_at, leaf_hash)
      SELECT e."id", e."kind"::entry_kind, e."causeType", e."causeId", e."lotId", e."reversesId", e."correctsId",
        e."status"::entry_status, e."stage"::entry_stage, e."isLate", e."route", e."region", e."regionDay", e."material", e."category",
        e."publisherName", e."massGrams", e."itemCount", e."weightBasis", e."co2eGrams", e."lowGrams", e."highGrams", e."movedGrams",
        e."measuredGrams", e."uncoveredGrams", e."verifiedGrams", e."grade", e."formulaVersion",
        ARRAY(SELECT jsonb_array_elements_text(e."factorIds")), e."inputs", e."terms", e."spread", e."independentSquares",
        e."gradeGrams", e."gradePoints", e."serialHash", e."giverPartyId", e."takerPartyId", e."occurredAt", e."recordedAt",
        decode(e."leafHash", 'hex')
      FROM given e
      ON CONFLICT DO NOTHING
      RETURNING id
    ), shared AS (
      INSERT INTO ledger_share (entry_id, side, ppm, party_id, community_id, co2e_grams, low_grams, high_grams, mass_grams, moved_grams,
        measured_grams, uncovered_grams, verified_grams, party_day, community_day, nonce)
      SELECT s."entryId", s."side", s."ppm", s."partyId", s."communityId", s."co2eGrams", s."lowGrams", s."highGrams", s."massGrams",
        s."movedGrams", s."measuredGrams", s."uncoveredGrams", s."verifiedGrams", s."partyDay", s."communityDay", s."nonce"
      FROM jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) AS s("entryId" text, "side" text, "ppm" int, "partyId" text,
        "communityId" text, "co2eGrams" bigint, "lowGrams" bigint, "highGrams" bigint, "massGrams" int, "movedGrams" bigint,
        "measuredGrams" bigint, "uncoveredGrams" bigint, "verifiedGrams" bigint, "partyDay" text, "communityDay" text, "nonce" text)
      JOIN fresh ON fresh.id = s."entryId"
    ), told AS (
      INSERT INTO outbox_event (type, payload)
      SELECT 'impact.entry-recorded', jsonb_build_object('entryId', g."id", 'topics', g."topics")
      FROM given g JOIN fresh ON fresh.id = g."id"
    )
    SELECT id FROM fresh`);
  return new Set(written.map((row) => row.id));
}

const number = (value: bigint | null): number | null => (value === null ? null : Number(value));

const wholeRow = {
  id: true, kind: true, causeType: true, causeId: true, lotId: true, reversesId: true, correctsId: true, status: true, stage: true,
  isLate: true, route: true, region: true, regionDay: true, material: true, category: true, publisherName: true, massGrams: true,
  itemCount: true, weightBasis: true, co2eGrams: true, lowGrams: true, highGrams: true, movedGrams: true, measuredGrams: true,
  uncoveredGrams: true, verifiedGrams: true, grade: true, formulaVersion: true, factorIds: true, inputs: true, terms: true, spread: true,
  independentSquares: true, gradeGrams: true, gradePoints: true, serialHash: true, giverPartyId: true, takerPartyId: true,
  occurredAt: true, recordedAt: true,
  shares: {
    select: {
      entryId: true, side: true, ppm: true, partyId: true, communityId: true, co2eGrams: true, lowGrams: true, highGrams: true,
      massGrams: true, movedGrams: true, measuredGrams: true, uncoveredGrams: true, verifiedGrams: true, partyDay: true,
      communityDay: true, nonce: true,
    },
  },
} as const;

/** The entries of these causes; at most one each. */
export async function entriesByCause(db: Db, causes: readonly { causeType: string; causeId: string }[]): Promise<StoredRow[]> {
  const rows = await db.ledgerEntry.findMany({
    where: { kind: "entry", OR: causes.map(({ causeType, causeId }) => ({ causeType, causeId })) },
    select: wholeRow,
  });
  return rows.map(storedRow);
}

/** The entry that counted this lot, or null. */
export async function countedEntryOfLot(db: Db, lotId: string): Promise<StoredRow | null> {
  const row = await db.ledgerEntry.findFirst({ where: { lotId, kind: "entry", route: { not: "in_chain" } }, select: wholeRow });
  return row ? storedRow(row) : null;
}

/** The correction of this cause, or null. */
export async function rowByCause(db: Db, causeType: string, causeId: string): Promise<StoredRow | null> {
  const row = await db.ledgerEntry.findFirst({ where: { causeType, causeId }, select: wholeRow });
  return row ? storedRow(row) : null;
}

/**
 * An entry and every row about it, oldest first, under a lock that holds until the end of the transaction, so that two corrections of one
 * entry come one after the other. Empty for an unknown id.
 */
export async function lockedChain(tx: Tx, entryId: string): Promise<StoredRow[]> {
  await tx.$queryRaw(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ledger chain ${entryId}`}, 0))::text AS locked`);
  const rows = await tx.ledgerEntry.findMany({ where: { OR: [{ id: entryId }, { correctsId: entryId }] }, select: wholeRow, orderBy: { seq: "asc" } });
  return rows.map(storedRow);
}

/** Entries with every row about them, oldest first, by the entry's id. Without a lock: for looking, not for correcting. */
export async function chainsOf(db: Db, entryIds: readonly string[]): Promise<Map<string, StoredRow[]>> {
  const ids = [...entryIds];
  const rows = await db.ledgerEntry.findMany({ where: { OR: [{ id: { in: ids }, kind: "entry" }, { correctsId: { in: ids } }] }, select: wholeRow, orderBy: { seq: "asc" } });
  const chains = new Map<string, StoredRow[]>();
  for (const row of rows.map(storedRow)) {
    const rootId = row.correctsId ?? row.id;
    chains.set(rootId, [...(chains.get(rootId) ?? []), row]);
  }
  return chains;
}

/** Rows by id, in any order. */
export async function rowsById(db: Db, ids: readonly string[]): Promise<StoredRow[]> {
  const rows = await db.ledgerEntry.findMany({ where: { id: { in: [...ids] } }, select: wholeRow });
  return rows.map(storedRow);
}

type Found = Omit<EntryRow, "kind" | "route" | "weightBasis" | "inputs" | "spread" | BigField | "independentSquares"> & { [K in BigField]: EntryRow[K] extends number ? bigint : bigint | null } & {
  kind: string;
  route: string;
  weightBasis: string;
  inputs: unknown;
  spread: unknown;
  independentSquares: { toFixed(): string };
  shares: (Omit<ShareRow, "side" | ShareBig> & { side: string } & { [K in ShareBig]: ShareRow[K] extends number ? bigint : bigint | null })[];
};
type ShareBig = "co2eGrams" | "lowGrams" | "highGrams" | "movedGrams" | "measuredGrams" | "uncoveredGrams" | "verifiedGrams";
type BigField = ShareBig | "gradeGrams" | "gradePoints";

function storedRow(row: Found): StoredRow {
  return {
    ...row,
    kind: row.kind as EntryRow["kind"],
    // Written by this room only; the columns are open so that later routes need no migration.
    route: row.route as LedgerRoute,
    weightBasis: row.weightBasis as EntryRow["weightBasis"],
    inputs: row.inputs as FrozenInputs,
    spread: row.spread as Record<string, number>,
    independentSquares: row.independentSquares.toFixed(),
    co2eGrams: number(row.co2eGrams),
    lowGrams: number(row.lowGrams),
    highGrams: number(row.highGrams),
    movedGrams: Number(row.movedGrams),
    measuredGrams: Number(row.measuredGrams),
    uncoveredGrams: Number(row.uncoveredGrams),
    verifiedGrams: Number(row.verifiedGrams),
    gradeGrams: Number(row.gradeGrams),
    gradePoints: Number(row.gradePoints),
    shares: row.shares.map((share) => ({
      ...share,
      side: share.side as Side,
      co2eGrams: number(share.co2eGrams),
      lowGrams: number(share.lowGrams),
      highGrams: number(share.highGrams),
      movedGrams: Number(share.movedGrams),
      measuredGrams: Number(share.measuredGrams),
      uncoveredGrams: Number(share.uncoveredGrams),
      verifiedGrams: Number(share.verifiedGrams),
    })),
  };
}

/**
 * Books a part of the one life of a serial number, in millionths, as far as earlier sales left any; returns what was booked. The row's
 * lock makes a second sale of the same moment wait and find what is left. Null, and nothing booked, where the cause is in the ledger.
 */
export async function bookLife(tx: Tx, serialHash: string, millionths: number, cause: { causeType: string; causeId: string }): Promise<number | null> {
  await tx.$executeRaw(sql`INSERT INTO serial_life (serial_hash) VALUES (${serialHash}) ON CONFLICT DO NOTHING`);
  const [row] = await tx.$queryRaw<{ booked: number }[]>(sql`
    SELECT booked_millionths AS booked FROM serial_life WHERE serial_hash = ${serialHash} FOR UPDATE`);
  const { causeType, causeId } = cause;
  if (await tx.ledgerEntry.findFirst({ where: { causeType, causeId, kind: "entry" }, select: { id: true } })) return null;
  const granted = Math.max(0, Math.min(millionths, 1_000_000 - (row?.booked ?? 0)));
  await tx.$executeRaw(sql`UPDATE serial_life SET booked_millionths = booked_millionths + ${granted} WHERE serial_hash = ${serialHash}`);
  return granted;
}

/** Gives back what an entry that was taken back had booked of its serial number's life. */
export async function returnLife(tx: Tx, serialHash: string, millionths: number): Promise<void> {
  await tx.$executeRaw(sql`
    UPDATE serial_life SET booked_millionths = greatest(0, booked_millionths - ${millionths}) WHERE serial_hash = ${serialHash}`);
}

/** Notes who corrected an entry and why, for the audit; never in the log. */
export async function insertEntryTransition(tx: Tx, input: { entryId: string; actor: Actor; from: string; to: string; reason: string | null; at: Date }): Promise<void> {
  const { entryId, actor, from, to, reason, at } = input;
  await tx.transition.create({
    data: {
      id: newId(), subjectType: "ledger_entry", subjectId: entryId, fromState: from, toState: to, actorUserId: actor.userId,
      actorPartyId: actor.party.id, actorRole: actor.isOperator ? "operator" : actor.role, reason, at,
    },
    select: { id: true },
  });
}
