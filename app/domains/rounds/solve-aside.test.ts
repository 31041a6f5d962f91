import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { performance } from "node:perf_hooks";
import { afterAll, describe, expect, it } from "vitest";
import { faultsOf } from "./check-rounds.ts";
import type { Problem, Stop } from "./rounds.model.ts";
import { solveRoundsAside } from "./solve-aside.server.ts";
import { solveRounds, solveRoundsInSlices } from "./solve-rounds.ts";

/** Doors on a spiral, three vans. */
function town(count: number): Problem {
  const stops = Array.from({ length: count }, (_, n): Stop => ({ id: `s${n}`, demand: 1 + (n % 4), opensAt: (n % 5) * 40, closesAt: 400, serviceTime: 4 }));
  const places = [{ x: 0, y: 0 }, ...stops.map((_, n) => ({ x: Math.cos(n * 2.4) * Math.sqrt(n + 1) * 3, y: Math.sin(n * 2.4) * Math.sqrt(n + 1) * 3 }))];
  const table = Float64Array.from(places.flatMap((from) => places.map((to) => Math.hypot(from.x - to.x, from.y - to.y))));
  return { stops, vehicles: ["a", "b", "c"].map((id) => ({ id, capacity: 60, shiftFrom: 0, shiftUntil: 480, longestRound: Infinity, pace: 1 })), distance: table, travelTime: table };
}

const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-threads-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const thread = (name: string, source: string) => {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, `import { parentPort } from "node:worker_threads";\n${source}\n`);
  return pathToFileURL(file);
};

describe("planning in a thread", () => {
  it("gives the plan of the same seed", async () => {
    const problem = town(40);
    const options = { seed: 7, iterations: 400, seconds: 30 };
    const aside = await solveRoundsAside(problem, options);
    expect(aside).toEqual({ ok: true, value: solveRounds(problem, options) });
    // The thread that was kept gives it again.
    expect(await solveRoundsAside(problem, options)).toEqual(aside);
  });

  it("leaves the process free meanwhile; in slices it would not be", async () => {
    const problem = town(60);
    const long = { seconds: 0.8, iterations: 1e9 };
    await solveRoundsAside(problem, { iterations: 1 });
    const share = async (work: () => Promise<unknown>) => {
      const before = performance.eventLoopUtilization();
      await work();
      return performance.eventLoopUtilization(before).utilization;
    };
    expect(await share(() => solveRoundsAside(problem, long))).toBeLessThan(0.5);
    expect(await share(() => solveRoundsInSlices(problem, long))).toBeGreaterThan(0.9);
  });

  it("ends when nobody waits any more, before it begins and on the way", async () => {
    const problem = town(60);
    expect(await solveRoundsAside(problem, { signal: AbortSignal.abort() })).toEqual({ ok: false, error: "ROUNDS.PLAN_CANCELLED" });
    const started = performance.now();
    expect(await solveRoundsAside(problem, { seconds: 60, iterations: 1e9, signal: AbortSignal.timeout(300) })).toEqual({ ok: false, error: "ROUNDS.PLAN_CANCELLED" });
    expect(await solveRoundsAside(problem, { seconds: 60, iterations: 1e9, entry: null, signal: AbortSignal.timeout(100) })).toEqual({ ok: false, error: "ROUNDS.PLAN_CANCELLED" });
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it("ends a thread that is silent beyond its time", async () => {
    const silent = thread("silent", `parentPort.on("message", () => { for (;;); }); parentPort.postMessage({ kind: "ready" });`);
    expect(await solveRoundsAside(town(3), { entry: silent, seconds: 0.05, graceMs: 100 })).toEqual({ ok: false, error: "ROUNDS.PLAN_TIMED_OUT" });
  });

  it("a search that breaks says what broke, also in a thread that ends over it; the next plan is made", async () => {
    const problem = town(5);
    await expect(solveRoundsAside({ ...problem, distance: problem.distance.slice(1) })).rejects.toThrow(/tables of 36 figures/);
    const dying = thread("dying", `parentPort.on("message", () => process.exit(3)); parentPort.postMessage({ kind: "ready" });`);
    await expect(solveRoundsAside(problem, { entry: dying })).rejects.toThrow(/ended with code 3/);
    const throwing = thread("throwing", `parentPort.on("message", () => { throw new Error("lost the way"); }); parentPort.postMessage({ kind: "ready" });`);
    await expect(solveRoundsAside(problem, { entry: throwing })).rejects.toThrow(/lost the way/);
    expect(await solveRoundsAside(problem, { iterations: 50 })).toMatchObject({ ok: true });
  });

  it.each([
    ["no file", () => pathToFileURL(path.join(folder, "nowhere.mjs"))],
    ["one that does not parse", () => thread("broken", "const = ;")],
    ["one that ends at once", () => thread("ends", "process.exit(0);")],
    ["one that never says that it is ready", () => thread("mute", `setInterval(() => undefined, 1000);`)],
    ["none", () => null],
  ])("where a thread cannot be started (%s) the plan is made in slices, and is the same", async (_, entry) => {
    const problem = town(12);
    const options = { seed: 3, iterations: 200, seconds: 30 };
    const solved = await solveRoundsAside(problem, { ...options, entry: entry(), startWithinMs: 1500 });
    expect(solved).toEqual({ ok: true, value: solveRounds(problem, options) });
    if (solved.ok) expect(faultsOf(problem, solved.value)).toEqual([]);
  });

  it("two at once have a thread each", async () => {
    const problem = town(20);
    const plans = await Promise.all([1, 2, 3].map((seed) => solveRoundsAside(problem, { seed, iterations: 200, seconds: 30 })));
    expect(plans).toEqual([1, 2, 3].map((seed) => ({ ok: true, value: solveRounds(problem, { seed, iterations: 200, seconds: 30 }) })));
  });
});
