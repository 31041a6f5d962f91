import { parseArgs } from "node:util";
import { faultsOf } from "../../app/domains/rounds/check-rounds.ts";
import { costOf, terrainOf, type Cost, type Problem } from "../../app/domains/rounds/rounds.model.ts";
import { readSolomon } from "../../app/domains/rounds/solomon.ts";
import { solveRounds } from "../../app/domains/rounds/solve-rounds.ts";
import { nearestNeighbour } from "../../app/domains/rounds/starts.ts";
import { chance } from "../factories/chance.ts";
import { problemOf } from "../factories/rounds.ts";
import { sharedData } from "../setup/shared-data.ts";

interface Case {
  name: string;
  problem: Problem;
  /** The best known plan, where somebody published one. */
  best: Pick<Cost, "vehicles" | "distance"> | null;
}

interface Row extends Cost {
  name: string;
  seed: number;
  isFeasible: boolean;
  wasHurried: boolean;
  /** Distance beside the best known plan's; below 1 where more vehicles drive less. */
  toBest: number | null;
  moreVehicles: number | null;
  /** What nearest neighbour comes to, and our distance beside its; only where both serve as many. */
  nearest: Cost;
  toNearest: number | null;
  wallMs: number;
  cpuMs: number;
}

/** Plans published instances and generated days with several seeds, beside the best known plans and nearest neighbour. No database. */
export function benchRounds(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: "string", default: "3" },
      seconds: { type: "string", default: "1.5" },
      json: { type: "boolean", default: false },
    },
  });
  const [seeds, seconds] = [Number(values.seeds), Number(values.seconds)];
  if (!(seeds >= 1) || !(seconds > 0)) throw new Error("--seeds and --seconds want numbers");
  const rows = [...publishedCases(), ...generatedCases()].flatMap((one) => Array.from({ length: seeds }, (_, index) => measured(one, index + 1, seconds)));
  if (values.json) console.log(JSON.stringify({ node: process.versions.node, seconds, rows }));
  else print(rows);
}

function publishedCases(): Case[] {
  const known = JSON.parse(sharedData("vrptw/best-known.json") ?? "[]") as { instance: string; bestKnownVehicles: number; bestKnownDistance: number }[];
  if (known.length === 0) console.log("The published instances are not beside this checkout; only generated days are planned.");
  return known.map(({ instance, bestKnownVehicles, bestKnownDistance }) => {
    const read = readSolomon(sharedData(`vrptw/${instance}.txt`) ?? "");
    if (!read.ok) throw new Error(`${instance}: ${JSON.stringify(read.details)}`);
    return { name: instance, problem: read.value.problem, best: { vehicles: bestKnownVehicles, distance: bestKnownDistance } };
  });
}

/** Days of a recycler: stops all over a square of 20 km (in hundreds of metres), windows of one to eight hours, vans that carry about twenty. */
function generatedCases(): Case[] {
  return [50, 200, 1000].map((count) => {
    const next = chance(count);
    const upTo = (most: number) => Math.floor(next() * most);
    const stops = Array.from({ length: count }, (_, index) => {
      const opensAt = 480 + upTo(360);
      return { id: String(index + 1), x: upTo(200), y: upTo(200), demand: 1 + upTo(40), opensAt, closesAt: opensAt + 60 + upTo(420), serviceTime: 3 + upTo(8) };
    });
    const vehicles = Array.from({ length: Math.ceil(count / 12) }, (_, index) => ({ id: `van ${index + 1}`, capacity: 400, shiftFrom: 450, shiftUntil: 1080, longestRound: 540, pace: 0.3 }));
    return { name: `${count} stops`, problem: problemOf({ x: 100, y: 100 }, stops, vehicles), best: null };
  });
}

function measured({ name, problem, best }: Case, seed: number, seconds: number): Row {
  const nearest = costOf(nearestNeighbour(terrainOf(problem), problem.stops.map((_, index) => index + 1)));
  const [started, before] = [performance.now(), process.cpuUsage()];
  const solution = solveRounds(problem, { seed, seconds });
  const [wallMs, cpu] = [performance.now() - started, process.cpuUsage(before)];
  const cost: Cost = { unserved: solution.unserved.length, vehicles: solution.rounds.length, distance: solution.distance };
  return {
    name,
    seed,
    ...cost,
    isFeasible: faultsOf(problem, solution).length === 0,
    wasHurried: solution.wasHurried,
    toBest: best ? cost.distance / best.distance : null,
    moreVehicles: best ? cost.vehicles - best.vehicles : null,
    nearest,
    toNearest: nearest.unserved === cost.unserved ? cost.distance / nearest.distance : null,
    wallMs,
    cpuMs: (cpu.user + cpu.system) / 1000,
  };
}

function print(rows: readonly Row[]): void {
  const ratio = (value: number | null) => (value === null ? "-" : value.toFixed(3)).padStart(7);
  console.log(`${"".padEnd(12)} seed  unserved  vehicles  distance  / best  more veh.  / nearest (it: unserved, vehicles)      ms   cpu ms`);
  for (const row of rows) {
    const more = row.moreVehicles === null ? "-" : String(row.moreVehicles);
    const nearest = `(${row.nearest.unserved}, ${row.nearest.vehicles})`;
    const figures = [row.name.padEnd(12), String(row.seed).padStart(4), String(row.unserved).padStart(9), String(row.vehicles).padStart(9), row.distance.toFixed(1).padStart(9), ratio(row.toBest), more.padStart(10), ratio(row.toNearest).padStart(11), nearest.padEnd(25)];
    console.log(`${figures.join(" ")} ${String(Math.round(row.wallMs)).padStart(5)} ${String(Math.round(row.cpuMs)).padStart(8)}${row.wasHurried ? "  hurried" : ""}${row.isFeasible ? "" : "  NOT FEASIBLE"}`);
  }
}
