import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { toHex } from "./log/bytes.ts";
import type { ReadNodes, StoredNode } from "./log/tile-tree.ts";

/** An entry that waits for its leaf; the hash is empty for a row from before the log. */
export interface Waiting {
  seq: bigint;
  entryId: string;
  leafHash: Uint8Array;
}

/** The entries that wait longest, at most `limit`. */
export async function waitingForLog(tx: Tx, limit: number): Promise<Waiting[]> {
  return tx.$queryRaw<Waiting[]>(sql`
    SELECT p.seq, p.entry_id AS "entryId", e.leaf_hash AS "leafHash"
    FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry_id ORDER BY p.seq LIMIT ${limit}`);
}

/** Appends leaves from index `size` on and takes their entries off the queue. Call it under the head's lock. */
export async function appendLeaves(tx: Tx, size: number, leaves: readonly Waiting[], nodes: readonly StoredNode[]): Promise<void> {
  const rows = leaves.map(({ seq, entryId, leafHash }, n) => ({ index: size + n, seq: String(seq), entryId, leafHash: toHex(leafHash) }));
  await tx.$executeRaw(sql`
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g("index" bigint, "seq" bigint, "entryId" text, "leafHash" text)
    ), taken AS (
      DELETE FROM ledger_pending WHERE seq IN (SELECT "seq" FROM given)
    ), grown AS (
      UPDATE ledger_head SET size = size + ${leaves.length} WHERE id = 1
    )
    INSERT INTO ledger_leaf (index, entry_id, leaf_hash) SELECT "index", "entryId", decode("leafHash", 'hex') FROM given`);
  if (nodes.length === 0) return;
  const above = nodes.map(({ level, index, hash }) => ({ level, index, hash: toHex(hash) }));
  await tx.$executeRaw(sql`
    INSERT INTO ledger_node (level, index, hash) SELECT g."level", g."index", decode(g."hash", 'hex')
    FROM jsonb_to_recordset(${JSON.stringify(above)}::jsonb) AS g("level" int, "index" bigint, "hash" text)`);
}

/** Reads stored nodes for proofs and roots. */
export function nodeReader(db: Db): ReadNodes {
  return async (level, from, to) => {
    const rows = await db.$queryRaw<{ hash: Uint8Array }[]>(
      level === 0
        ? sql`SELECT leaf_hash AS hash FROM ledger_leaf WHERE index >= ${BigInt(from)} AND index < ${BigInt(to)} ORDER BY index`
        : sql`SELECT hash FROM ledger_node WHERE level = ${level} AND index >= ${BigInt(from)} AND index < ${BigInt(to)} ORDER BY index`,
    );
    return rows.map((row) => Uint8Array.from(row.hash));
  };
}

/** How long the log is, and how far the totals have followed it. */
export async function headOf(db: Db): Promise<{ size: number; projectedSize: number }> {
  const head = await db.ledgerHead.findUniqueOrThrow({ where: { id: 1 }, select: { size: true, projectedSize: true } });
  return { size: Number(head.size), projectedSize: Number(head.projectedSize) };
}

/** Where an entry stands in the log, or null while it waits. */
export async function leafIndexOf(db: Db, entryId: string): Promise<{ index: number; leafHash: Uint8Array } | null> {
  const leaf = await db.ledgerLeaf.findUnique({ where: { entryId }, select: { index: true, leafHash: true } });
  return leaf ? { index: Number(leaf.index), leafHash: Uint8Array.from(leaf.leafHash) } : null;
}

/** The entries at a range of the log, in order. */
export async function entryIdsAt(db: Db, from: number, to: number): Promise<{ index: number; entryId: string; leafHash: Uint8Array }[]> {
  const rows = await db.ledgerLeaf.findMany({
    where: { index: { gte: BigInt(from), lt: BigInt(to) } },
    select: { index: true, entryId: true, leafHash: true },
    orderBy: { index: "asc" },
    take: to - from,
  });
  return rows.map((row) => ({ index: Number(row.index), entryId: row.entryId, leafHash: Uint8Array.from(row.leafHash) }));
}

/** A kept signed statement about the log. */
export interface StoredCheckpoint {
  size: number;
  rootHash: Uint8Array;
  note: string;
  keyId: string;
  /** As published, `NAME+HASH+BASE64`. */
  verifierKey: string;
  createdAt: Date;
}

const checkpointRow = { size: true, rootHash: true, note: true, keyId: true, createdAt: true } as const;

async function withKey(db: Db, row: { size: bigint; rootHash: Uint8Array; note: string; keyId: string; createdAt: Date } | null): Promise<StoredCheckpoint | null> {
  if (!row) return null;
  const key = await db.ledgerKey.findUniqueOrThrow({ where: { id: row.keyId }, select: { verifierKey: true } });
  return { ...row, size: Number(row.size), rootHash: Uint8Array.from(row.rootHash), verifierKey: key.verifierKey };
}

/** The checkpoint over the most entries, or null before the first. */
export async function latestCheckpoint(db: Db): Promise<StoredCheckpoint | null> {
  return withKey(db, await db.ledgerCheckpoint.findFirst({ orderBy: [{ size: "desc" }, { createdAt: "desc" }], select: checkpointRow }));
}

/** The checkpoint at exactly this size, or null. */
export async function checkpointAt(db: Db, size: number): Promise<StoredCheckpoint | null> {
  return withKey(db, await db.ledgerCheckpoint.findFirst({ where: { size: BigInt(size) }, orderBy: { createdAt: "desc" }, select: checkpointRow }));
}

/** Kept checkpoints, the largest first, below `before`. */
export async function checkpointsBelow(db: Db, before: number | null, limit: number): Promise<StoredCheckpoint[]> {
  const rows = await db.ledgerCheckpoint.findMany({
    ...(before === null ? {} : { where: { size: { lt: BigInt(before) } } }),
    orderBy: [{ size: "desc" }, { keyId: "asc" }],
    take: limit,
    select: { ...checkpointRow },
  });
  const keys = new Map((await signingKeys(db)).map((key) => [key.id, key.verifierKey]));
  return rows.map((row) => ({ ...row, size: Number(row.size), rootHash: Uint8Array.from(row.rootHash), verifierKey: keys.get(row.keyId) ?? "" }));
}

/** Public keys that have signed here, oldest first. */
export async function signingKeys(db: Db): Promise<{ id: string; origin: string; verifierKey: string }[]> {
  return db.ledgerKey.findMany({ select: { id: true, origin: true, verifierKey: true }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: 1000 });
}

/** Keeps a public key; a known one changes nothing. */
export async function keepKey(db: Db, key: { id: string; origin: string; verifierKey: string }): Promise<void> {
  await db.ledgerKey.createMany({ data: [key], skipDuplicates: true });
}

/** Keeps a signed statement; one about the same size by the same key changes nothing. */
export async function keepCheckpoint(db: Db, checkpoint: { size: number; keyId: string; rootHash: Uint8Array; note: string; createdAt: Date }): Promise<void> {
  const { size, rootHash, ...rest } = checkpoint;
  await db.ledgerCheckpoint.createMany({ data: [{ ...rest, size: BigInt(size), rootHash: Uint8Array.from(rootHash) }], skipDuplicates: true });
}
