import path from "node:path";
import { faultsOf } from "#app/domains/rounds/check-rounds.ts";
import { clockOf } from "#app/domains/rounds/rounds.schema.ts";
import { solveRoundsAside } from "#app/domains/rounds/solve-aside.server.ts";
import type { Solution } from "#app/domains/rounds/solve-rounds.ts";
import type { Unserved } from "#app/domains/rounds/unserved.ts";
import { readArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./command.ts";
import { readRounds, type ReadRounds, type RoundsFormat } from "./read-rounds.ts";
import { readText } from "./read-text.server.ts";

const USAGE = "npm run --silent rounds -- solve FILE [--format solomon|json] [--seed N] [--seconds N] [--iterations N] [--json]";

const HELP = `rounds - plan which vehicle goes where, and when

Usage: ${USAGE}

Serves as many stops as possible, with as few vehicles as possible, driving as little as possible. Windows, loads and shifts
always hold; whoever is left out is named with the reason. Nothing is stored.

  --format F      solomon: a VRPTW instance of M. M. Solomon, Euclidean distances
                  json: {"depot": {"latitude", "longitude"},
                         "vehicles": [{"id", "capacityGrams", "from": "08:00", "until": "16:00",
                                       "longestRoundMinutes"?, "speedKmPerHour"?}],
                         "stops": [{"id", "latitude", "longitude", "massGrams", "from"?, "until"?, "serviceMinutes"?}],
                         "name"?, "detour"?, "speedKmPerHour"?}, all times of one day at the depot;
                  distances are estimated: as the crow flies times 1.3 (detour), at 25 km/h (speedKmPerHour)
                  without it a name ending in .json is json, any other solomon
  --seed N        the same seed gives the same plan (default 1), unless a busy machine is short of time
  --seconds N     look for no longer than this (default 1.5, 0.1 to 600); longer looks further
  --iterations N  plans looked at (default 45000 for each second)
  --json          name, feasible, vehicles, distance, unserved, ms, and routes with their times, as JSON. Of json files the
                  distances are metres, the loads grams, the times of the day; "basis" says what distances are worth

Exit code: 0 done, 1 the file cannot be read, 2 wrong usage.`;

/** Plans the rounds of a file. */
export const roundsCommand: Command = {
  name: "rounds",
  help: HELP,
  needsDatabase: false,
  async run(context) {
    const started = performance.now();
    const { args, cwd, output } = context;
    const wanted = readWanted(args);
    if (!wanted.ok) {
      output.err(`${wanted.problem}\nUsage: ${USAGE}\n`);
      return 2;
    }
    const text = await readText(path.resolve(cwd, wanted.file), output);
    if (text === null) return 1;
    const read = await readRounds(text, wanted.format);
    if ("refused" in read) {
      output.err(`${wanted.file}: ${read.refused}\n`);
      return 1;
    }
    const solved = await solveRoundsAside(read.problem, wanted.options);
    if (!solved.ok) {
      output.err("The search did not end in time.\n");
      return 1;
    }
    const solution = solved.value;
    const faults = faultsOf(read.problem, solution);
    for (const fault of faults) output.err(`${fault}\n`);
    const facts = { feasible: faults.length === 0, ms: Math.round(performance.now() - started) };
    if (wanted.isJson) output.out(`${JSON.stringify({ ...reportOf(read, solution, facts), seed: wanted.options.seed }, null, 2)}\n`);
    else print(read, solution, facts, output);
    return 0;
  },
};

interface Facts {
  feasible: boolean;
  ms: number;
}

/** The plan with the names that the file uses. */
function reportOf({ name, problem, basis }: ReadRounds, solution: Solution, { feasible, ms }: Facts) {
  const nameOf = (stop: number) => problem.stops[stop - 1]?.id ?? "";
  const isDay = basis !== "euclidean";
  const clock = (time: number, round: "down" | "up") => (isDay ? clockOf(time, round) : time);
  return {
    name,
    feasible,
    vehicles: solution.rounds.length,
    distance: solution.distance,
    unserved: solution.unserved.map((left) => ({ ...left, stop: nameOf(left.stop) })),
    ms,
    basis,
    wasHurried: solution.wasHurried,
    routes: solution.rounds.map((round) => ({
      vehicle: problem.vehicles[round.vehicle]?.id ?? "",
      distance: round.distance,
      load: round.load,
      leavesAt: clock(round.leavesAt, "down"),
      isBackAt: clock(round.isBackAt, "up"),
      stops: round.visits.map(({ stop }) => nameOf(stop)),
      visits: round.visits.map((visit) => ({ stop: nameOf(visit.stop), arrivesAt: clock(visit.arrivesAt, "up"), beginsAt: clock(visit.beginsAt, "up"), goesOnAt: clock(visit.goesOnAt, "up") })),
    })),
  };
}

function print(read: ReadRounds, solution: Solution, facts: Facts, output: CommandContext["output"]): void {
  const report = reportOf(read, solution, facts);
  const isDay = read.basis !== "euclidean";
  const length = (distance: number) => (isDay ? `${(distance / 1000).toFixed(1)} km` : distance.toFixed(2));
  for (const route of report.routes) {
    const times = isDay ? `${route.leavesAt}-${route.isBackAt}` : `${Number(route.leavesAt).toFixed(1)}-${Number(route.isBackAt).toFixed(1)}`;
    output.out(`${route.vehicle}  ${times}  ${length(route.distance)}${isDay ? `, ${(route.load / 1000).toFixed(1)} kg` : `, load ${route.load}`}: ${route.visits.map(({ stop, beginsAt }) => (isDay ? `${stop} ${beginsAt}` : stop)).join(", ")}\n`);
  }
  for (const left of report.unserved) output.out(`not served: ${left.stop}, ${SENTENCES[left.reason]}\n`);
  output.out(`${report.name}: ${report.vehicles} vehicles, ${length(report.distance)}${read.assumes === null ? "" : ` (${read.basis}: ${read.assumes})`}, ${report.unserved.length} not served, ${report.feasible ? "feasible" : "NOT feasible"}, ${report.ms} ms${report.wasHurried ? ", hurried by the clock" : ""}\n`);
}

const SENTENCES: Record<Unserved["reason"], string> = {
  heavier_than_vehicle: "heavier than any vehicle carries",
  closes_before_reached: "closes before any vehicle that carries it can be there",
  shift_too_short: "no shift is long enough to go there and back",
  no_capacity_left: "every vehicle that could go there is full",
  no_time_left: "no place in any round where the windows and the shift still hold",
};

type Wanted = { ok: true; file: string; format: RoundsFormat; isJson: boolean; options: { seed: number; seconds: number; iterations?: number } } | { ok: false; problem: string };

function readWanted(args: readonly string[]): Wanted {
  const read = readArguments(args, { flags: ["json"], values: ["format", "seed", "seconds", "iterations"] });
  if (!read.ok) return read;
  const [verb, file, ...more] = read.words;
  if (verb !== "solve") return { ok: false, problem: "There is solve." };
  if (file === undefined) return { ok: false, problem: "Which file?" };
  if (more.length > 0) return { ok: false, problem: "One file at a time." };
  const format = read.values.get("format") ?? (file.toLowerCase().endsWith(".json") ? "json" : "solomon");
  if (format !== "solomon" && format !== "json") return { ok: false, problem: "--format wants solomon or json." };
  const number = (name: string, usual: string, form: RegExp) => (form.test(read.values.get(name) ?? usual) ? Number(read.values.get(name) ?? usual) : Number.NaN);
  const seed = number("seed", "1", /^\d{1,9}$/);
  if (Number.isNaN(seed)) return { ok: false, problem: "--seed wants a whole number." };
  const seconds = number("seconds", "1.5", /^\d{1,3}(\.\d{1,3})?$/);
  if (!(seconds >= 0.1 && seconds <= 600)) return { ok: false, problem: "--seconds wants a number from 0.1 to 600." };
  const iterations = number("iterations", "0", /^\d{1,9}$/);
  if (Number.isNaN(iterations)) return { ok: false, problem: "--iterations wants a whole number." };
  return { ok: true, file, format, isJson: read.flags.has("json"), options: { seed, seconds, ...(read.values.has("iterations") ? { iterations } : {}) } };
}
