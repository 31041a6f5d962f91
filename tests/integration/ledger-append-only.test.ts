import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import pg from "pg";
import { connectPostgres } from "#app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "#app/platform/db/database.server.ts";
import { reverseEntry } from "#app/domains/impact/corrections.service.server.ts";
import { recordLot } from "#app/domains/impact/ledger.service.server.ts";
import { newSigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import { materialLot } from "../factories/impact.ts";
import { createParty, createPerson } from "../factories/people.ts";
import { adminQuery, databaseUrl } from "../setup/databases.ts";
import { describeDatabases } from "../setup/test-database.ts";

const TABLES = ["ledger_entry", "ledger_share", "ledger_leaf", "ledger_node", "ledger_checkpoint", "ledger_key"] as const;
const column = { ledger_entry: "route", ledger_share: "side", ledger_leaf: "entry_id", ledger_node: "level", ledger_checkpoint: "note", ledger_key: "origin" } as const;

/** Every way to change what stands. */
const attempts = TABLES.flatMap((table) => [
  `UPDATE ${table} SET ${column[table]} = ${column[table]}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
  `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1 ON CONFLICT (${{ ledger_entry: "id", ledger_share: "entry_id, side", ledger_leaf: "index", ledger_node: "level, index", ledger_checkpoint: "size, key_id", ledger_key: "id" }[table]}) DO UPDATE SET ${column[table]} = EXCLUDED.${column[table]}`,
]);

async function fill(db: Database["db"]): Promise<void> {
  const [giver, recycler] = [await createPerson(db), await createParty(db, "recycler")];
  const { entryId } = await db.$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id })));
  await db.$transaction((tx) => reverseEntry(tx, { entryId, reason: "mistake", at: new Date() }));
  await advanceLedger(db);
  await signCheckpoint(db, newSigningKey("append.example/ledger"), new Date());
}

describeDatabases("the ledger only grows", (open) => {
  it.each(attempts)("a trigger refuses: %s", async (statement) => {
    const db = open();
    if ((await db.ledgerEntry.count()) === 0) await fill(db);
    const failure = await db.$executeRawUnsafe(statement).then(() => null, (error: Error) => error.message);
    expect(failure).toMatch(/RB001|never changed or deleted/);
  });
});

describe.skipIf(inject("postgres") === null)("the ledger only grows, for the role that owns its tables [postgresql]", () => {
  const role = `roundabout_owner_${process.pid}`;
  const name = `roundabout_test_${process.pid}_owner`;
  let database: Database;
  let owner: pg.Client;
  let superuser: pg.Client;
  beforeAll(async () => {
    const { adminUrl } = inject("postgres") ?? { adminUrl: "" };
    await adminQuery(adminUrl, `DROP ROLE IF EXISTS ${role}`);
    await adminQuery(adminUrl, `CREATE ROLE ${role} LOGIN PASSWORD 'owner'`);
    await adminQuery(adminUrl, `CREATE DATABASE ${name} OWNER ${role}`);
    const url = new URL(databaseUrl(adminUrl, name));
    superuser = new pg.Client({ connectionString: url.href });
    // The one extension of ours that only a superuser may create.
    await adminQuery(url.href, `CREATE EXTENSION earthdistance CASCADE`);
    url.username = role;
    url.password = "owner";
    database = await migrateAndConnect(connectPostgres(url.href, { maxConnections: 3 }));
    owner = new pg.Client({ connectionString: url.href });
    await Promise.all([owner.connect(), superuser.connect()]);
    await fill(database.db);
  });
  afterAll(async () => {
    const { adminUrl } = inject("postgres") ?? { adminUrl: "" };
    await Promise.all([owner.end(), superuser.end(), database.close()]);
    await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await adminQuery(adminUrl, `DROP ROLE IF EXISTS ${role}`);
  });
  const codeOf = (client: pg.Client, statement: string) => client.query(statement).then(() => null, (error: { code?: string }) => error.code);

  it.each(attempts)("revoked rights refuse: %s", async (statement) => {
    expect(await codeOf(owner, statement)).toBe("42501");
  });

  it("not even with the triggers switched off, nor at the one column that foreign keys need", async () => {
    expect(await codeOf(owner, `UPDATE ledger_entry SET seq = seq`)).toBe("RB001");
    await owner.query(`ALTER TABLE ledger_share DISABLE TRIGGER ledger_share_append_only`);
    expect(await codeOf(owner, `DELETE FROM ledger_share`)).toBe("42501");
    await owner.query(`ALTER TABLE ledger_share ENABLE ALWAYS TRIGGER ledger_share_append_only`);
  });

  it("a superuser in a replication role still meets the trigger", async () => {
    await superuser.query(`SET session_replication_role = replica`);
    for (const statement of attempts) expect(await codeOf(superuser, statement), statement).toBe("RB001");
  });
});
