import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { connectPostgres, connectPglite } from "../../app/platform/db/adapters.server.ts";
import { findPostgres } from "../setup/databases.ts";
import { startServer, type TestServer } from "../e2e/server.ts";
import { fillListings } from "./fill.ts";

const connections = 50;

type Contender = { name: string; url: string; headers?: Record<string, string>; perSecond: number[]; p99: number[] };

/** Measures all contenders in turn, several rounds, and prints medians and ratios. */
export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "4" },
      listings: { type: "string", default: "10000" },
      json: { type: "boolean", default: false },
    },
  });
  const kind = (await findPostgres()) ? "postgresql" : "pglite";
  say(`Filling ${values.listings} listings into ${kind} ...`);
  const server = await startFilled(kind, Number(values.listings));
  const limits: ChildProcess[] = [];
  try {
    const page = await (await fetch(`${server.url}/listings`)).text();
    const raw = await startLimit(limits, "raw.mjs", page);
    const express = await startLimit(limits, "express.mjs", page);
    const bare = await startBareRemix(limits);
    const contenders: Contender[] = [
      { name: "node:http, same bytes", url: raw, perSecond: [], p99: [] },
      { name: "Express, same bytes", url: express, perSecond: [], p99: [] },
      { name: "bare Remix, 24 cards from memory", url: bare, perSecond: [], p99: [] },
      // The page cache leaves requests alone that say who they are.
      { name: "ours: /listings, rendered", url: `${server.url}/listings`, headers: { authorization: "none" }, perSecond: [], p99: [] },
      { name: "ours: /listings, for a visitor", url: `${server.url}/listings`, perSecond: [], p99: [] },
    ];
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const contender of contenders) {
        const result = await autocannon({ url: contender.url, headers: contender.headers ?? {}, connections, duration: round === 0 ? 2 : Number(values.seconds) });
        if (result.non2xx > 0 || result.errors > 0) throw new Error(`${contender.name}: ${result.non2xx} bad answers, ${result.errors} errors`);
        // The first round only warms up.
        if (round === 0) continue;
        contender.perSecond.push(result.requests.average);
        contender.p99.push(result.latency.p99);
        say(`round ${round}  ${contender.name.padEnd(34)} ${Math.round(result.requests.average)}/s`);
      }
    }
    report(contenders, { kind, listings: Number(values.listings), pageBytes: Buffer.byteLength(page), json: values.json });
  } finally {
    for (const child of limits) child.kill();
    await server.stop();
  }
}

function report(contenders: Contender[], facts: { kind: string; listings: number; pageBytes: number; json: boolean }): void {
  const medians = contenders.map((c) => ({ name: c.name, perSecond: median(c.perSecond), p99Milliseconds: median(c.p99) }));
  const of = (name: string) => medians.find((m) => m.name.startsWith(name))?.perSecond ?? Number.NaN;
  const rendered = of("ours: /listings, rendered");
  const shared = of("ours: /listings, for a visitor");
  const ratios = [
    { key: "P1", what: "listings page / bare Remix page", ratio: rendered / of("bare"), goal: 0.85 },
    { key: "P2", what: "listings page / Express sending the same bytes", ratio: shared / of("Express"), goal: 0.8 },
    { key: "P2", what: "listings page / node:http sending the same bytes", ratio: shared / of("node:http"), goal: null },
  ];
  if (facts.json) {
    console.log(JSON.stringify({ ...facts, node: process.versions.node, connections, medians, ratios }));
    return;
  }
  console.log(`\n${facts.kind}, ${facts.listings} listings, ${connections} connections, page of ${facts.pageBytes} bytes, Node ${process.versions.node}\n`);
  for (const m of medians) console.log(`${m.name.padEnd(36)} ${m.perSecond.toFixed(0).padStart(8)}/s   p99 ${m.p99Milliseconds.toFixed(0)} ms`);
  console.log("");
  for (const r of ratios) console.log(`${r.key}  ${r.what.padEnd(52)} ${r.ratio.toFixed(3)}${r.goal ? `   goal ${r.goal}` : ""}`);
}

async function startFilled(kind: "pglite" | "postgresql", count: number): Promise<TestServer> {
  const server = await startServer(kind, { DEMO: "0" });
  if (!server) throw new Error("no server");
  if (kind === "postgresql") {
    const connection = connectPostgres(server.env.DATABASE_URL ?? "");
    await fillListings(connection, count);
    await connection.close();
    return server;
  }
  // PGlite has one opener: fill while the server is down, then start it on the same folder.
  await server.pause();
  const connection = await connectPglite(server.dataDir);
  await fillListings(connection, count);
  await connection.close();
  await server.resume();
  return server;
}

async function startLimit(running: ChildProcess[], script: string, body: string): Promise<string> {
  const child = spawn(process.execPath, [path.join("tests/bench/limits", script)], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production" } });
  running.push(child);
  child.stdin.end(body);
  return firstLine(child);
}

async function startBareRemix(running: ChildProcess[]): Promise<string> {
  if (!existsSync("tests/bench/bare/build/server/index.js")) {
    const built = spawnSync(process.execPath, [path.resolve("node_modules/@remix-run/dev/dist/cli.js"), "vite:build"], {
      cwd: "tests/bench/bare",
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production" },
    });
    if (built.status !== 0) throw new Error(`${built.stdout}${built.stderr}`);
  }
  const child = spawn(process.execPath, ["tests/bench/limits/remix.mjs"], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NODE_ENV: "production" } });
  running.push(child);
  return firstLine(child);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("a limit ended at its start")));
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
