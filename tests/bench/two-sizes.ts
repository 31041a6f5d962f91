import pg from "pg";
import { connectPostgres } from "../../app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "../../app/platform/db/database.server.ts";
import { adminQuery, databaseUrl, findPostgres } from "../setup/databases.ts";

export type Db = Database["db"];

/** A database of its own, filled to one of two sizes. */
export interface Sized {
  name: "few" | "many";
  db: Db;
  pool: pg.Pool;
}

/** How many communities the small database has: one page of them. */
export const FEW = 25;

/** Fills two databases, one with 25 communities and one with `communities` and their share of `rows`, gives both to `work`, and drops them. Needs a PostgreSQL. */
export async function inTwoSizes(size: { communities: number; rows: number }, fill: (pool: pg.Pool, size: { communities: number; rows: number }) => Promise<void>, work: (few: Sized, many: Sized) => Promise<void>): Promise<void> {
  const adminUrl = await findPostgres();
  if (!adminUrl) throw new Error("this bench needs a PostgreSQL (TEST_DATABASE_URL names one)");
  const open: (Sized & { database: Database; drop: string })[] = [];
  try {
    for (const name of ["few", "many"] as const) {
      const drop = `roundabout_bench_${process.pid}_${name}`;
      await adminQuery(adminUrl, `CREATE DATABASE ${drop} TEMPLATE template0 ENCODING 'UTF8'`);
      const url = databaseUrl(adminUrl, drop);
      const database = await migrateAndConnect(connectPostgres(url, { maxConnections: 3 }));
      const pool = new pg.Pool({ connectionString: url, max: 1 });
      open.push({ name, db: database.db, database, pool, drop });
      const communities = name === "few" ? FEW : size.communities;
      process.stderr.write(`filling ${communities} communities ...\n`);
      await fill(pool, { communities, rows: (communities * size.rows) / size.communities });
      await pool.query(`VACUUM ANALYZE`);
    }
    const [few, many] = open;
    if (few && many) await work(few, many);
  } finally {
    for (const one of open) {
      await one.pool.end();
      await one.database.close();
      await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${one.drop} WITH (FORCE)`);
    }
  }
}

/** What one step took on either database, as medians in milliseconds. */
export interface Compared {
  step: string;
  fewMs: number;
  manyMs: number;
  ratio: number;
}

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Runs `visit` on both databases in turn, `calls` times after three for warming up. A visit times its steps itself, by the function it is given;
 * "whole" is what all steps of a visit took together.
 */
export async function inTurn(both: readonly [Sized, Sized], calls: number, visit: (at: Sized, call: number, timed: <T>(step: string, work: () => Promise<T>) => Promise<T>) => Promise<void>): Promise<Compared[]> {
  const times = new Map<string, Record<Sized["name"], number[]>>();
  const note = (step: string, name: Sized["name"], took: number) => {
    const known = times.get(step) ?? { few: [], many: [] };
    known[name].push(took);
    times.set(step, known);
  };
  for (let call = -3; call < calls; call += 1) {
    // Who goes first changes, so that neither always finds the machine as the other left it.
    for (const at of call % 2 === 0 ? both : [...both].reverse()) {
      const steps: [string, number][] = [];
      await visit(at, call, async (step, work) => {
        const started = performance.now();
        const answer = await work();
        steps.push([step, performance.now() - started]);
        return answer;
      });
      if (call < 0) continue;
      note("whole", at.name, steps.reduce((sum, [, took]) => sum + took, 0));
      for (const [step, took] of steps) note(step, at.name, took);
    }
  }
  return [...times].map(([step, { few, many }]) => ({ step, fewMs: median(few), manyMs: median(many), ratio: median(many) / median(few) }));
}

/** One line of figures. */
export function line(what: string, one: Compared, goal?: number): string {
  return `${what.padEnd(34)} few ${one.fewMs.toFixed(2).padStart(9)} ms   many ${one.manyMs.toFixed(2).padStart(9)} ms   ratio ${one.ratio.toFixed(3)}${goal === undefined ? "" : `   goal ${goal}`}`;
}
