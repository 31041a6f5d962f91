import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import pg from "pg";
import { connectPostgres } from "../../app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "../../app/platform/db/database.server.ts";
import { leafBytes, leafOf } from "../../app/domains/impact/ledger.leaf.ts";
import { rowsById } from "../../app/domains/impact/ledger.repository.server.ts";
import { recordLot, recordLots } from "../../app/domains/impact/ledger.service.server.ts";
import { emptyFrontier, frontierRoot, pushLeaf } from "../../app/domains/impact/log/frontier.ts";
import { leafHash, verifyInclusion } from "../../app/domains/impact/log/merkle.ts";
import { sha256 } from "../../app/domains/impact/log/sha256.server.ts";
import { newSigningKey } from "../../app/domains/impact/log/signed-note.server.ts";
import { advanceLedger, proveEntry, signCheckpoint } from "../../app/domains/impact/log.service.server.ts";
import { rebuildTotals } from "../../app/domains/impact/rebuild.service.server.ts";
import { platformTotals } from "../../app/domains/impact/totals.repository.server.ts";
import { chance } from "../factories/chance.ts";
import { manyEntries, manyLot, manyParties } from "../factories/many-entries.ts";
import { adminQuery, databaseUrl, findPostgres } from "../setup/databases.ts";

const WORKERS = 8;

interface Figure {
  key: string;
  what: string;
  value: number;
  unit: string;
  goal?: number;
}

/** Measures the ledger beside bare inserts and bare hashing, in one run. Needs a PostgreSQL. */
export async function benchLedger(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "3" },
      entries: { type: "string", default: "20000" },
      leaves: { type: "string", default: "1000000" },
      json: { type: "boolean", default: false },
    },
  });
  const adminUrl = await findPostgres();
  if (!adminUrl) throw new Error("the ledger's bench needs a PostgreSQL (TEST_DATABASE_URL names one)");
  const name = `roundabout_bench_${process.pid}`;
  await adminQuery(adminUrl, `CREATE DATABASE ${name}`);
  const url = databaseUrl(adminUrl, name);
  const database = await migrateAndConnect(connectPostgres(url, { maxConnections: WORKERS + 2 }));
  const pool = new pg.Pool({ connectionString: url, max: WORKERS });
  try {
    const figures = [
      ...(await writing(database.db, pool, { rounds: Number(values.rounds), seconds: Number(values.seconds) })),
      ...(await following(database.db, Number(values.entries))),
      ...(await proving(database.db)),
      ...hashing(await sampleLeaf(database.db), Number(values.leaves)),
    ];
    if (values.json) console.log(JSON.stringify({ node: process.versions.node, workers: WORKERS, entries: Number(values.entries), figures }));
    else for (const { key, what, value, unit, goal } of figures) console.log(`${key.padEnd(4)} ${what.padEnd(78)} ${format(value).padStart(10)} ${unit}${goal === undefined ? "" : `   goal ${goal}`}`);
  } finally {
    await pool.end();
    await database.close();
    await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

const format = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3));

/** Runs `work` on all workers for some seconds; answers how often it was done per second. */
async function perSecond(seconds: number, work: (worker: number) => Promise<unknown>): Promise<number> {
  const until = Date.now() + seconds * 1000;
  let done = 0;
  const started = Date.now();
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      while (Date.now() < until) {
        await work(worker);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (Date.now() - started);
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function writing(db: Database["db"], pool: pg.Pool, options: { rounds: number; seconds: number }): Promise<Figure[]> {
  const parties = await manyParties(db, { communities: 50, households: 2000, recyclers: 20 });
  const next = chance(3);
  const one = await db.$transaction((tx) => recordLot(tx, manyLot(next, parties)));
  await pool.query(`CREATE TABLE bare_entry (LIKE ledger_entry INCLUDING ALL); CREATE TABLE bare_total (id text PRIMARY KEY, grams bigint NOT NULL)`);
  const bare = "INSERT INTO bare_entry SELECT (e).* FROM (SELECT jsonb_populate_record(x, jsonb_build_object('id', $2::text, 'cause_id', $2::text, 'lot_id', $2::text, 'seq', nextval('ledger_entry_seq_seq'))) AS e FROM ledger_entry x WHERE x.id = $1) f";
  const upserts = [0, 1, 2].map((n) => `t${n} AS (INSERT INTO bare_total AS t VALUES ('${n} ' || $3::text, 5) ON CONFLICT (id) DO UPDATE SET grams = t.grams + 5)`).join(", ");
  let serial = 0;
  const id = () => `bench-${process.pid}-${(serial += 1)}`;
  const contenders: [string, (worker: number) => Promise<unknown>][] = [
    ["a bare insert of the same row", () => pool.query({ name: "bare", text: bare, values: [one.entryId, id()] })],
    ["the same with three upserts, one statement", (worker) => pool.query({ name: "upserts", text: `WITH ${upserts} ${bare}`, values: [one.entryId, id(), String((worker * 31 + serial) % 500)] })],
    ["ours: counted, hashed, with shares and outbox row, in a transaction", () => db.$transaction((tx) => recordLot(tx, manyLot(next, parties)))],
    ["ours, without a transaction around it: parties, then one statement", () => recordLot(db, manyLot(next, parties))],
    ["ours, 20 lots in a transaction (entries)", () => db.$transaction((tx) => recordLots(tx, Array.from({ length: 20 }, () => manyLot(next, parties))))],
  ];
  const seen = contenders.map((): number[] => []);
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const [n, [what, work]] of contenders.entries()) {
      const rate = (await perSecond(round === 0 ? 1 : options.seconds, work)) * (n === 4 ? 20 : 1);
      if (round > 0) seen[n]?.push(rate);
      process.stderr.write(`round ${round}  ${what.padEnd(70)} ${Math.round(rate)}/s\n`);
    }
  }
  const [insert = 1, three = 1, ours = 0, alone = 0, batched = 0] = seen.map(median);
  return [
    { key: "P7", what: contenders[0]?.[0] ?? "", value: insert, unit: "/s" },
    { key: "P7", what: contenders[1]?.[0] ?? "", value: three, unit: "/s" },
    { key: "P7", what: contenders[2]?.[0] ?? "", value: ours, unit: "/s" },
    { key: "P7", what: contenders[3]?.[0] ?? "", value: alone, unit: "/s" },
    { key: "P7", what: contenders[4]?.[0] ?? "", value: batched, unit: "/s" },
    { key: "P7", what: "one entry, without a transaction around it / bare insert", value: alone / insert, unit: "" },
    { key: "P7", what: "one entry, without a transaction around it / insert with three upserts", value: alone / three, unit: "", goal: 0.35 },
    { key: "P7", what: "one entry a transaction / bare insert", value: ours / insert, unit: "" },
    { key: "P7", what: "one entry a transaction / insert with three upserts", value: ours / three, unit: "" },
    { key: "P7", what: "20 entries a transaction / bare insert", value: batched / insert, unit: "" },
  ];
}

async function following(db: Database["db"], entries: number): Promise<Figure[]> {
  await advanceLedger(db);
  const parties = await manyParties(db, { communities: 50, households: 2000, recyclers: 20 });
  await manyEntries(db, parties, { count: entries, seed: 5 });
  let started = performance.now();
  const added = await advanceLedger(db);
  const followed = (added * 1000) / (performance.now() - started);
  started = performance.now();
  const { entries: all } = await rebuildTotals(db);
  const rebuilt = (all * 1000) / (performance.now() - started);
  const reads: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    started = performance.now();
    await platformTotals(db);
    reads.push(performance.now() - started);
  }
  started = performance.now();
  await db.$queryRawUnsafe(`SELECT sum(co2e_grams) FROM ledger_entry`);
  const aggregate = performance.now() - started;
  return [
    { key: "P7", what: "log and totals follow", value: followed, unit: "entries/s" },
    { key: "", what: "totals rebuilt", value: rebuilt, unit: "entries/s" },
    { key: "P12", what: `total with range over ${all} entries, from kept sums, median`, value: median(reads), unit: "ms", goal: 1000 },
    { key: "P8", what: "the plain sum over the rows / the read of the kept total", value: aggregate / median(reads), unit: "" },
  ];
}

async function proving(db: Database["db"]): Promise<Figure[]> {
  const checkpoint = await signCheckpoint(db, newSigningKey("bench.example/ledger"), new Date());
  if (!checkpoint) throw new Error("nothing to prove");
  const leaves = await db.ledgerLeaf.findMany({ take: 200, orderBy: { leafHash: "asc" }, select: { entryId: true } });
  const [made, checked]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (const { entryId } of leaves) {
    let started = performance.now();
    const proven = await proveEntry(db, entryId);
    made.push(performance.now() - started);
    if (!proven) throw new Error("no proof");
    bytes = Math.max(bytes, proven.proof.length * 32);
    started = performance.now();
    const holds = verifyInclusion({ hash: sha256, index: proven.index, size: checkpoint.size, leafHash: proven.leafHash, proof: proven.proof, root: checkpoint.rootHash });
    checked.push(performance.now() - started);
    if (!holds) throw new Error("a proof does not hold");
  }
  return [
    { key: "", what: `inclusion proof in a log of ${checkpoint.size}: size`, value: bytes, unit: "bytes" },
    { key: "", what: "inclusion proof: made from the database, median", value: median(made), unit: "ms" },
    { key: "", what: "inclusion proof: checked, median", value: median(checked), unit: "ms" },
  ];
}

async function sampleLeaf(db: Database["db"]): Promise<Uint8Array> {
  const { id } = await db.ledgerEntry.findFirstOrThrow({ where: { route: "recycle", status: "ok" }, select: { id: true } });
  const [row] = await rowsById(db, [id]);
  if (!row) throw new Error("no entry");
  return leafBytes(leafOf(sha256, row, row.shares));
}

function hashing(leaf: Uint8Array, count: number): Figure[] {
  const once: number[] = [];
  const tree: number[] = [];
  const data = Uint8Array.from(leaf);
  for (let round = 0; round < 3; round += 1) {
    let started = performance.now();
    const whole = createHash("sha256");
    for (let n = 0; n < count; n += 1) {
      data[20] = n & 63;
      whole.update(data);
    }
    whole.digest();
    once.push(count / (performance.now() - started));
    started = performance.now();
    const frontier = emptyFrontier();
    for (let n = 0; n < count; n += 1) {
      data[20] = n & 63;
      pushLeaf(sha256, frontier, leafHash(sha256, data));
    }
    frontierRoot(sha256, frontier);
    tree.push(count / (performance.now() - started));
  }
  return [
    { key: "P12", what: `Merkle root over ${count} leaves of ${leaf.length} bytes`, value: median(tree) * 1000, unit: "leaves/s" },
    { key: "P12", what: "the same / hashing the same bytes once", value: median(tree) / median(once), unit: "", goal: 0.3 },
  ];
}
