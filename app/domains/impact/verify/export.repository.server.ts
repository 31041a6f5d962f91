import type { Db } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { fromHex } from "../log/bytes.ts";
import type { EntryRow, ShareRow } from "../ledger.rows.ts";

/** A leaf's place and hash, and the row behind it. */
export interface LoggedRow {
  index: number;
  leafHash: Uint8Array;
  row: EntryRow;
  shares: ShareRow[];
}

type Text<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };

/**
 * The rows at `from` up to, not including, `to` of the log, in order. The database writes each as one JSON text: a thousand rows with forty
 * columns each would otherwise be spent on converting cells one by one.
 */
export async function loggedRows(db: Db, from: number, to: number): Promise<LoggedRow[]> {
  const rows = await db.$queryRaw<{ index: bigint; hash: string; row: string; shares: string }[]>(sql`
    SELECT l.index, encode(l.leaf_hash, 'hex') AS hash,
      jsonb_build_object('id', e.id, 'kind', e.kind, 'causeType', e.cause_type, 'causeId', e.cause_id, 'lotId', e.lot_id, 'reversesId', e.reverses_id,
        'correctsId', e.corrects_id, 'status', e.status, 'stage', e.stage, 'isLate', e.is_late, 'route', e.route, 'region', e.region,
        'regionDay', e.region_day, 'material', e.material, 'category', e.category, 'publisherName', e.publisher_name, 'massGrams', e.mass_grams,
        'itemCount', e.item_count, 'weightBasis', e.weight_basis, 'co2eGrams', e.co2e_grams, 'lowGrams', e.low_grams)
      || jsonb_build_object('highGrams', e.high_grams, 'movedGrams', e.moved_grams, 'measuredGrams', e.measured_grams, 'uncoveredGrams', e.uncovered_grams,
        'verifiedGrams', e.verified_grams, 'grade', e.grade, 'formulaVersion', e.formula_version, 'factorIds', e.factor_ids, 'inputs', e.inputs,
        'spread', e.spread, 'independentSquares', e.independent_squares::text, 'gradeGrams', e.grade_grams, 'gradePoints', e.grade_points,
        'serialHash', e.serial_hash, 'occurredAt', to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'recordedAt', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) #>> '{}' AS row,
      (SELECT jsonb_agg(jsonb_build_object('entryId', s.entry_id, 'side', s.side, 'ppm', s.ppm, 'partyId', s.party_id, 'communityId', s.community_id,
        'co2eGrams', s.co2e_grams, 'lowGrams', s.low_grams, 'highGrams', s.high_grams, 'massGrams', s.mass_grams, 'movedGrams', s.moved_grams,
        'measuredGrams', s.measured_grams, 'uncoveredGrams', s.uncovered_grams, 'verifiedGrams', s.verified_grams, 'partyDay', s.party_day,
        'communityDay', s.community_day, 'nonce', s.nonce)) #>> '{}' FROM ledger_share s WHERE s.entry_id = e.id) AS shares
    FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
    WHERE l.index >= ${BigInt(from)} AND l.index < ${BigInt(to)} ORDER BY l.index`);
  return rows.map(({ index, hash, row, shares }) => {
    const { occurredAt, recordedAt, ...rest } = JSON.parse(row) as Text<Omit<EntryRow, "terms" | "giverPartyId" | "takerPartyId">>;
    return {
      index: Number(index),
      leafHash: fromHex(hash) ?? new Uint8Array(0),
      // Neither terms nor parties are in a leaf.
      row: { ...rest, terms: [], giverPartyId: null, takerPartyId: null, occurredAt: new Date(occurredAt), recordedAt: new Date(recordedAt) },
      shares: JSON.parse(shares) as ShareRow[],
    };
  });
}

/** The address of each community that is listed, by id. */
export async function listedSlugs(db: Db, communityIds: readonly string[]): Promise<Map<string, string>> {
  if (communityIds.length === 0) return new Map();
  const rows = await db.party.findMany({ where: { id: { in: [...communityIds] }, kind: "community", isListed: true }, select: { id: true, slug: true } });
  return new Map(rows.map((row) => [row.id, row.slug]));
}

/** Kept checkpoints up to a size, the smallest first, behind the one given. */
export async function checkpointsAfter(
  db: Db,
  after: { size: number; keyId: string } | null,
  options: { upTo: number; limit: number },
): Promise<{ size: number; keyId: string; note: string; createdAt: Date }[]> {
  const behind = after ? [{ size: { gt: BigInt(after.size) } }, { size: BigInt(after.size), keyId: { gt: after.keyId } }] : null;
  const rows = await db.ledgerCheckpoint.findMany({
    where: { size: { lte: BigInt(options.upTo) }, ...(behind ? { OR: behind } : {}) },
    select: { size: true, keyId: true, note: true, createdAt: true },
    orderBy: [{ size: "asc" }, { keyId: "asc" }],
    take: options.limit,
  });
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** Kept checkpoints, the largest first, before the one given. */
export async function checkpointsBefore(
  db: Db,
  before: { size: number; keyId: string } | null,
  limit: number,
): Promise<{ size: number; keyId: string; rootHash: Uint8Array; note: string; createdAt: Date }[]> {
  const rows = await db.ledgerCheckpoint.findMany({
    ...(before ? { where: { OR: [{ size: { lt: BigInt(before.size) } }, { size: BigInt(before.size), keyId: { lt: before.keyId } }] } } : {}),
    select: { size: true, keyId: true, rootHash: true, note: true, createdAt: true },
    orderBy: [{ size: "desc" }, { keyId: "desc" }],
    take: limit,
  });
  return rows.map((row) => ({ ...row, size: Number(row.size), rootHash: Uint8Array.from(row.rootHash) }));
}

/** Whether there is an entry with this id, in the log or on its way into it. */
export async function isEntry(db: Db, id: string): Promise<boolean> {
  return (await db.ledgerEntry.findUnique({ where: { id }, select: { id: true } })) !== null;
}
