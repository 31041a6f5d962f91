import { err, ok, type Result } from "#app/shared/result.ts";
import type { Problem, Stop, Vehicle } from "./rounds.model.ts";

/** A problem read from a file, with its name. */
export interface NamedProblem {
  name: string;
  problem: Problem;
}

export type SolomonError = "ROUNDS.BAD_LINE";

const columns = ["customer", "x", "y", "demand", "ready time", "due date", "service time"] as const;

/**
 * Reads the text form of M. M. Solomon's instances ("Algorithms for the Vehicle Routing and Scheduling Problems with Time Window
 * Constraints", Operations Research 35(2), 1987): a name, `VEHICLE` with number and capacity, `CUSTOMER` with a row of seven
 * numbers each, the depot first. Distance and travel time are the Euclidean distance, in double precision. What cannot be read
 * comes back with the number of its line and a sentence.
 */
export function readSolomon(text: string): Result<NamedProblem, SolomonError> {
  const lines = text.split(/\r\n|\n|\r/).map((line, index) => ({ number: index + 1, words: line.trim().split(/\s+/).filter(Boolean) }));
  const filled = lines.filter(({ words }) => words.length > 0);
  const end = lines.length;
  const bad = (line: number | undefined, problem: string) => err("ROUNDS.BAD_LINE" as const, { line: line ?? end, problem });

  const [title, vehicleTitle, vehicleHeader, fleet, customerTitle, customerHeader, ...rows] = filled;
  if (!title) return bad(1, "The file is empty.");
  if (!isTitle(vehicleTitle, "VEHICLE")) return bad(vehicleTitle?.number, "Here stands VEHICLE.");
  if (!isTitle(vehicleHeader, "NUMBER")) return bad(vehicleHeader?.number, "Here stands NUMBER CAPACITY.");
  const [count, capacity, ...more] = numbersOf(fleet?.words ?? []);
  if (count === undefined || capacity === undefined || more.length > 0) return bad(fleet?.number, "Here stand two numbers: how many vehicles, and what one carries.");
  if (!Number.isInteger(count) || count < 1 || count > 10_000) return bad(fleet?.number, "The number of vehicles is a whole number from 1 to 10000.");
  if (!(capacity >= 0)) return bad(fleet?.number, "The capacity is not negative.");
  if (!isTitle(customerTitle, "CUSTOMER")) return bad(customerTitle?.number, "Here stands CUSTOMER.");
  if (!isTitle(customerHeader, "CUST")) return bad(customerHeader?.number, "Here stand the names of the columns.");
  if (rows.length === 0) return bad(end, "No depot: the first row is the depot's.");

  const places: { id: string; x: number; y: number; demand: number; opensAt: number; closesAt: number; serviceTime: number }[] = [];
  const lineOf = new Map<string, number>();
  for (const { number, words } of rows) {
    const figures = numbersOf(words);
    if (figures.length !== columns.length) return bad(number, `Here stand seven numbers (${columns.join(", ")}); ${words.length === figures.length ? `these are ${words.length}` : `"${words[figures.length] ?? ""}" is none`}.`);
    const [, x = 0, y = 0, demand = 0, opensAt = 0, closesAt = 0, serviceTime = 0] = figures;
    const id = words[0] ?? "";
    const before = lineOf.get(id);
    if (before !== undefined) return bad(number, `Customer ${id} stands in line ${before} already.`);
    if (demand < 0 || serviceTime < 0) return bad(number, "Demand and service time are not negative.");
    if (closesAt < opensAt) return bad(number, "The due date is before the ready time.");
    lineOf.set(id, number);
    places.push({ id, x, y, demand, opensAt, closesAt, serviceTime });
  }
  const [depot, ...stops] = places;
  if (!depot) return bad(end, "No depot: the first row is the depot's.");
  const vehicles = Array.from({ length: count }, (_, index): Vehicle => ({ id: String(index + 1), capacity, shiftFrom: depot.opensAt, shiftUntil: depot.closesAt, longestRound: Infinity, pace: 1 }));
  const table = Float64Array.from(places.flatMap((from) => places.map((to) => Math.hypot(from.x - to.x, from.y - to.y))));
  return ok({
    name: title.words.join(" "),
    problem: { stops: stops.map(({ id, demand, opensAt, closesAt, serviceTime }): Stop => ({ id, demand, opensAt, closesAt, serviceTime })), vehicles, distance: table, travelTime: table },
  });
}

const isTitle = (line: { words: string[] } | undefined, word: string): boolean => line?.words[0]?.toUpperCase() === word;

/** The numbers a line begins with, up to the first word that is none. */
function numbersOf(words: readonly string[]): number[] {
  const numbers = words.map((word) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? Number(word) : Number.NaN));
  const firstOther = numbers.findIndex((number) => !Number.isFinite(number));
  return firstOther < 0 ? numbers : numbers.slice(0, firstOther);
}
