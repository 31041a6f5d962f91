import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { cube } from "@electric-sql/pglite/contrib/cube";
import { earthdistance } from "@electric-sql/pglite/contrib/earthdistance";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { connectPostgres, pgliteConnection, type Connection } from "#app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "#app/platform/db/database.server.ts";
import { adminQuery, passingDatabaseUrl } from "./databases.ts";

/** A database of its own for a test file. `open()` works inside tests and hooks. */
export type OpenTestDatabase = () => Database["db"];

/**
 * Describes behaviour once and runs it on each database: PGlite always, PostgreSQL where one answers.
 * `on: ["postgresql"]` is for races, which one session cannot show.
 */
export function describeDatabases(
  name: string,
  body: (open: OpenTestDatabase, kind: Connection["kind"]) => void,
  options: { on?: Connection["kind"][] } = {},
): void {
  for (const kind of options.on ?? (["pglite", "postgresql"] as const)) {
    const missing = kind === "postgresql" && inject("postgres") === null;
    describe.skipIf(missing)(`${name} [${kind}]`, () => {
      let database: Database | undefined;
      beforeAll(async () => {
        database = await migrateAndConnect(kind === "pglite" ? await copyPglite() : await copyPostgres());
      });
      afterAll(async () => {
        await database?.close();
      });
      body(() => {
        if (!database) throw new Error("The database is opened before the tests; use open() inside a test or hook.");
        return database.db;
      }, kind);
    });
  }
}

async function copyPglite(): Promise<Connection> {
  const client = await PGlite.create({
    dataDir: "memory://",
    extensions: { btree_gist, cube, earthdistance, pg_trgm, unaccent },
    loadDataDir: new Blob([readFileSync(inject("pgliteDump"))]),
  });
  return pgliteConnection(client);
}

async function copyPostgres(): Promise<Connection> {
  const postgres = inject("postgres");
  if (!postgres) throw new Error("No PostgreSQL answers.");
  const ownerPid = postgres.template.split("_").at(-1);
  const name = `roundabout_test_${ownerPid}_${randomBytes(5).toString("hex")}`;
  await adminQuery(postgres.adminUrl, `CREATE DATABASE ${name} TEMPLATE ${postgres.template}`);
  const connection = connectPostgres(passingDatabaseUrl(postgres.adminUrl, name), {
    maxConnections: 12,
    // Races ask for hundreds of connections at once; on a busy machine the last may wait.
    connectWithinMs: 60_000,
  });
  return {
    ...connection,
    async close() {
      await connection.close();
      await adminQuery(postgres.adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
