import { mkdirSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { cube } from "@electric-sql/pglite/contrib/cube";
import { earthdistance } from "@electric-sql/pglite/contrib/earthdistance";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import pg from "pg";
import { takeFolderLock } from "./lock.server.ts";
import { PREPARED_MARK } from "./sql.server.ts";

/** A connection that both Prisma's client and the migration engine can use, and how to let go of it. */
export type Connection = {
  kind: "pglite" | "postgresql";
  factory: SqlMigrationAwareDriverAdapterFactory;
  /** Runs a whole script (functions and triggers included) as one text. */
  runScript(sql: string): Promise<void>;
  /** Name and checksum of each migration as the database records it, by name; a failed one is marked. Null where there is no record yet. */
  appliedMigrations(): Promise<string[] | null>;
  /** Connections of their own to the same database, for what is to end with its session; not where there is one session only. */
  apart?(): Connection;
  close(): Promise<void>;
};

/** One text a migration, so that a failed or undone one is no name of any. The record is the schema engine's own table. */
const recordedMigrations = `SELECT migration_name || ' ' || checksum || CASE WHEN finished_at IS NULL OR rolled_back_at IS NOT NULL THEN ' unfinished' ELSE '' END AS line
  FROM _prisma_migrations ORDER BY migration_name COLLATE "C", started_at`;
const hasRecord = `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`;

/** @param query how this database is asked, in rows */
async function readMigrations(query: (text: string) => Promise<unknown[]>): Promise<string[] | null> {
  const [record] = (await query(hasRecord)) as { found: boolean }[];
  if (!record?.found) return null;
  return ((await query(recordedMigrations)) as { line: string }[]).map(({ line }) => line);
}

const extensions = { btree_gist, cube, earthdistance, pg_trgm, unaccent };

/** A PGlite in memory, with the product's extensions; for tests and for comparing schemas. */
export async function openMemoryPglite(): Promise<PGlite> {
  return PGlite.create({ dataDir: "memory://", extensions });
}

/**
 * Opens the embedded database in `dataDir/pglite` under the folder lock.
 * @throws FolderInUseError when another live process has it.
 */
export async function connectPglite(dataDir: string): Promise<Connection> {
  mkdirSync(dataDir, { recursive: true });
  const release = takeFolderLock(path.join(dataDir, "pglite.lock"));
  try {
    const client = await PGlite.create({ dataDir: path.join(dataDir, "pglite"), extensions });
    return pgliteConnection(client, release);
  } catch (error) {
    release();
    throw error;
  }
}

/** Wraps an open PGlite. `onClose` runs after it has closed. */
export function pgliteConnection(client: PGlite, onClose: () => void = () => undefined): Connection {
  const runScript = async (sql: string) => {
    await client.exec(sql);
  };
  return {
    kind: "pglite",
    // The adapter starts `exec` and does not wait for it; its shadow database lacks our extensions.
    factory: repaired(new PrismaPGlite(client), runScript, checkedBeforeCommit, async () => {
      const shadow = await openMemoryPglite();
      const adapter = await new PrismaPGlite(shadow).connect();
      return withScripts(adapter, async (sql) => void (await shadow.exec(sql)), () => shadow.close());
    }),
    runScript,
    appliedMigrations: () => readMigrations(async (text) => (await client.query(text)).rows),
    async close() {
      await client.close();
      onClose();
    },
  };
}

/**
 * The name under which PostgreSQL keeps the plan of a statement on each connection: of those that begin with the mark of `preparedSql`
 * (sql.server.ts). Others have none ("" is unnamed) and are planned each time, since their best plan may depend on their values, and
 * lists of changing length would fill the server's memory.
 */
function preparedName(statement: string): string {
  return statement.startsWith(PREPARED_MARK) ? createHash("sha256").update(statement).digest("base64url").slice(0, 24) : "";
}

/** Opens a pool on PostgreSQL. Whoever waits longer than `connectWithinMs` (10,000) for a connection is refused. */
export function connectPostgres(url: string, options: { maxConnections?: number; connectWithinMs?: number } = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 20,
    // The driver's default is to wait for ever.
    connectionTimeoutMillis: options.connectWithinMs ?? 10_000,
    keepAlive: true,
  });
  // A connection that dies while nobody uses it is replaced by the next use; unheard, its end would end the process.
  pool.on("error", () => undefined);
  const runScript = async (sql: string) => {
    await pool.query(sql);
  };
  const factory = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) });
  return {
    kind: "postgresql",
    // The adapter cuts scripts at every semicolon, which breaks functions.
    factory: repaired(factory, runScript, (adapter) => adapter, () => factory.connectToShadowDb()),
    runScript,
    appliedMigrations: () => readMigrations(async (text) => (await pool.query(text)).rows as unknown[]),
    apart: () => connectPostgres(url, { ...options, maxConnections: 2 }),
    close: () => pool.end(),
  };
}

function repaired(
  factory: SqlMigrationAwareDriverAdapterFactory,
  runScript: (sql: string) => Promise<void>,
  mend: (adapter: SqlDriverAdapter) => SqlDriverAdapter,
  connectToShadowDb: () => Promise<SqlDriverAdapter>,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => mend(withScripts(await factory.connect(), runScript)),
    connectToShadowDb,
  };
}

function withScripts(
  adapter: SqlDriverAdapter,
  runScript: (sql: string) => Promise<void>,
  dispose?: () => Promise<void>,
): SqlDriverAdapter {
  adapter.executeScript = runScript;
  if (dispose) adapter.dispose = dispose;
  return adapter;
}

/**
 * PGlite's adapter loses an error that comes with COMMIT: the work is undone, and nobody hears of it. What is checked at the end of a
 * transaction is therefore checked by a statement of its own before that, whose error is heard.
 */
function checkedBeforeCommit(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const start = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    const tx = await start(isolationLevel);
    const commit = tx.commit.bind(tx);
    tx.commit = async () => {
      try {
        await tx.executeRaw({ sql: "SET CONSTRAINTS ALL IMMEDIATE", args: [], argTypes: [] });
      } catch (error) {
        await tx.rollback();
        throw error;
      }
      await commit();
    };
    return tx;
  };
  return adapter;
}
