import { parseArgs } from "node:util";
import { pointsForBag } from "../../app/domains/points/bag/bag.service.server.ts";
import { pointsForMap } from "../../app/domains/points/map.service.server.ts";
import { findPoints } from "../../app/domains/points/points.service.server.ts";
import type { Bounds } from "../../app/domains/points/points.schema.ts";
import { connectPostgres, openMemoryPglite, pgliteConnection } from "../../app/platform/db/adapters.server.ts";
import { migrateAndConnect, type Database } from "../../app/platform/db/database.server.ts";
import { createManyPoints } from "../factories/many-points.ts";
import { adminQuery, databaseUrl, findPostgres } from "../setup/databases.ts";

type Db = Database["db"];

const boxes: Record<string, Bounds> = {
  world: { south: -85, west: -180, north: 85, east: 180 },
  country: { south: 15, west: 90, north: 45, east: 125 },
  city: { south: 30.2, west: 103.7, north: 30.9, east: 104.5 },
  quarter: { south: 30.5, west: 104, north: 30.55, east: 104.06 },
  street: { south: 30.5, west: 104, north: 30.504, east: 104.005 },
};

/** The map's answers, the list and the bag over generated points, through the services, in a database of its own. */
export async function benchPoints(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { points: { type: "string", default: "100000" }, calls: { type: "string", default: "30" }, json: { type: "boolean", default: false } } });
  const [points, calls] = [Number(values.points), Number(values.calls)];
  if (!(points >= 1) || !(calls >= 1)) throw new Error("--points and --calls want numbers");
  const adminUrl = await findPostgres();
  const name = `roundabout_bench_${process.pid}`;
  if (adminUrl) await adminQuery(adminUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const connection = adminUrl ? connectPostgres(databaseUrl(adminUrl, name), { maxConnections: 4 }) : pgliteConnection(await openMemoryPglite());
  const { db, close } = await migrateAndConnect(connection);
  try {
    await createManyPoints(db, points);
    const rows = [];
    for (const [name, run] of Object.entries(questions(db))) rows.push({ name, ...(await measured(run, calls)) });
    if (values.json) console.log(JSON.stringify({ node: process.versions.node, database: connection.kind, points, calls, rows }));
    else for (const row of rows) console.log(`${row.name.padEnd(28)} ${row.size.padEnd(34)} median ${row.medianMs.toFixed(1).padStart(7)} ms   p95 ${row.p95Ms.toFixed(1).padStart(7)} ms`);
  } finally {
    await close();
    if (adminUrl) await adminQuery(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

function questions(db: Db): Record<string, () => Promise<string>> {
  const maps = Object.entries(boxes).map(([name, bounds]) => [
    `map: ${name}`,
    async () => {
      const found = await pointsForMap(db, { bounds });
      return `${found.clusters.length} clusters, ${found.markers.length} points`;
    },
  ] as const);
  const center = { latitude: 30.57, longitude: 104.07 };
  return {
    ...Object.fromEntries(maps),
    "list: nearest 24": async () => {
      const found = await findPoints(db, { at: center });
      return `${found.ok ? found.value.points.length : 0} points`;
    },
    "bag of four": async () => {
      const found = await pointsForBag(db, { bag: ["cardboard", "glass_bottles", "pet", "newspaper"], center });
      return `${found.one ? "one" : "none"} for all, ${found.pair ? "a pair" : "no pair"}`;
    },
  };
}

async function measured(run: () => Promise<string>, calls: number): Promise<{ size: string; medianMs: number; p95Ms: number }> {
  let size = await run();
  const times: number[] = [];
  for (let call = 0; call < calls; call++) {
    const started = performance.now();
    size = await run();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { size, medianMs: times[Math.floor(times.length / 2)] ?? 0, p95Ms: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? 0 };
}
