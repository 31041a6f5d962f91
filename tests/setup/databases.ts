import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { connectPostgres, openMemoryPglite, pgliteConnection } from "../../app/platform/db/adapters.server.ts";
import { applyMigrations } from "../../app/platform/db/migrate.server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated PGlite, dumped to a file that tests open copies of. */
    pgliteDump: string;
    /** Administration address of a PostgreSQL, and the migrated template in it; null where none answers. */
    postgres: { adminUrl: string; template: string } | null;
  }
}

/** Migrates one database of each kind; every test file works on a fresh copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-test-"));
  const client = await openMemoryPglite();
  const pglite = pgliteConnection(client);
  await applyMigrations(pglite);
  const dump = path.join(folder, "pglite.tar");
  writeFileSync(dump, Buffer.from(await (await client.dumpDataDir("none")).arrayBuffer()));
  await pglite.close();
  project.provide("pgliteDump", dump);

  const adminUrl = await findPostgres();
  const template = `roundabout_template_${process.pid}`;
  if (adminUrl) {
    await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${template}`);
    await adminQuery(adminUrl, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`);
    const connection = connectPostgres(databaseUrl(adminUrl, template), { maxConnections: 2 });
    await applyMigrations(connection);
    await connection.close();
  }
  project.provide("postgres", adminUrl ? { adminUrl, template } : null);
  const skipNote = "skipped on PostgreSQL, none answers (TEST_DATABASE_URL names one)";
  process.stdout.write(`Integration tests run on PGlite${adminUrl ? " and on PostgreSQL" : ` only; ${skipNote}`}.\n`);

  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (!adminUrl) return;
    const { rows } = await adminQuery(adminUrl, `SELECT datname FROM pg_database WHERE datname LIKE 'roundabout_test_${process.pid}_%'`);
    for (const row of rows as { datname: string }[]) await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${row.datname} WITH (FORCE)`);
    await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  };
}

/** The address of `name` on the server behind `adminUrl`. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The same for a database that is thrown away after its test: it need not survive a power cut, so its commits do not wait for the disk (2.0 of 2.7 ms each, measured). */
export function passingDatabaseUrl(adminUrl: string, name: string): string {
  const url = new URL(databaseUrl(adminUrl, name));
  url.searchParams.set("options", "-c synchronous_commit=off");
  return url.href;
}

/** One statement as administrator. */
export async function adminQuery(adminUrl: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** A PostgreSQL that answers and may create databases: TEST_DATABASE_URL, or the usual local one. */
export async function findPostgres(): Promise<string | null> {
  const candidates = process.env.TEST_DATABASE_URL
    ? [process.env.TEST_DATABASE_URL]
    : ["postgresql://postgres@127.0.0.1:5432/postgres", `postgresql://${os.userInfo().username}@127.0.0.1:5432/postgres`];
  for (const url of candidates) {
    try {
      const { rows } = await adminQuery(url, "SELECT rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user");
      if ((rows[0] as { may?: boolean } | undefined)?.may) return url;
    } catch {
      // Not there, or not for us; the next candidate.
    }
  }
  return null;
}
