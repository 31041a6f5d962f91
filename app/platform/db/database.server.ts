import { type Prisma, PrismaClient } from "../../../prisma/generated/client/client.ts";
import { env } from "../env.server.ts";
import { singleton } from "../singleton.server.ts";
import { connectPglite, connectPostgres, type Connection } from "./adapters.server.ts";
import { applyMigrations } from "./migrate.server.ts";

/** What verbs are given: the client, or the transaction they run in. Only repositories call its methods. */
export type Db = PrismaClient | Prisma.TransactionClient;

/** Inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** An open database with its client. */
export type Database = { db: PrismaClient; connection: Connection; migrated: string[]; close(): Promise<void> };

/** Opens what the settings name (PostgreSQL, else PGlite in DATA_DIR), and brings its schema up to date. */
export async function openDatabase(settings: { databaseUrl?: string | undefined; dataDir: string }): Promise<Database> {
  const connection = settings.databaseUrl ? connectPostgres(settings.databaseUrl) : await connectPglite(settings.dataDir);
  return migrateAndConnect(connection);
}

/** Migrates a connection and puts a client on it. */
export async function migrateAndConnect(connection: Connection): Promise<Database> {
  try {
    const migrated = await applyMigrations(connection);
    const db = new PrismaClient({ adapter: connection.factory, transactionOptions: { maxWait: 15_000, timeout: 30_000 } });
    return {
      db,
      connection,
      migrated,
      async close() {
        await db.$disconnect();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

const holder = () => singleton<{ open?: Promise<Database> | undefined }>("database", () => ({}));

/** Opens this process's database on the first call; later calls give the same one. */
export function openProcessDatabase(): Promise<Database> {
  const held = holder();
  held.open ??= openDatabase({ databaseUrl: env().DATABASE_URL, dataDir: env().dataDir });
  return held.open;
}

/** Closes this process's database, if it was opened. */
export async function closeProcessDatabase(): Promise<void> {
  const held = holder();
  const open = held.open;
  held.open = undefined;
  if (open) await (await open).close();
}

/** The client of this process, for routes and handlers. The process has opened it at start. */
export async function database(): Promise<PrismaClient> {
  return (await openProcessDatabase()).db;
}

/**
 * Runs `work` in one transaction; inside one already, it joins it. Nothing that waits for the network belongs in `work`.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return isClient(db) ? db.$transaction((tx) => work(tx)) : work(db);
}

/** A transaction that may take hours: rebuilding sums of millions of rows. Takes the client itself. */
export async function inLongTransaction<T>(db: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction((tx) => work(tx), { timeout: 24 * 3_600_000, maxWait: 60_000 });
}

/**
 * Tells the client from a transaction: only the client can connect. (Both have `$transaction`; on a transaction it would
 * open a savepoint, which the PGlite adapter does not know.)
 */
export function isClient(db: Db): db is PrismaClient {
  return typeof (db as Partial<PrismaClient>).$connect === "function";
}

/** Thrown inside a transaction to undo it and give its value as the answer. See `transact`. */
class Rollback<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super("rolled back");
    this.value = value;
  }
}

/**
 * Like `inTransaction`, for work that answers with a Result: a failure undoes everything that was done before it.
 */
export async function transact<R extends { ok: boolean }>(db: Db, work: (tx: Tx) => Promise<R>): Promise<R> {
  if (!isClient(db)) return work(db);
  try {
    return await inTransaction(db, async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new Rollback(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Rollback) return error.value as R;
    throw error;
  }
}
