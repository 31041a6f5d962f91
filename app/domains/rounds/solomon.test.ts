import { describe, expect, it } from "vitest";
import { sharedData } from "#tests/setup/shared-data.ts";
import { faultsOf } from "./check-rounds.ts";
import { readSolomon } from "./solomon.ts";
import { solveRounds } from "./solve-rounds.ts";

const small = ["TINY", "", "VEHICLE", "NUMBER     CAPACITY", "  2  50", "", "CUSTOMER", "CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME", "", "0 0 0 0 0 100 0", "1 3 4 10 5 60 10", "2 6 8 20.5 0 70 10"];

describe("Solomon's files", () => {
  it.each([["\n"], ["\r\n"]])("are read with line ends %j", (end) => {
    const read = readSolomon(small.join(end));
    expect(read.ok && read.value.name).toBe("TINY");
    const problem = read.ok ? read.value.problem : null;
    expect(problem?.vehicles).toEqual(["1", "2"].map((id) => ({ id, capacity: 50, shiftFrom: 0, shiftUntil: 100, longestRound: Infinity, pace: 1 })));
    expect(problem?.stops[1]).toEqual({ id: "2", demand: 20.5, opensAt: 0, closesAt: 70, serviceTime: 10 });
    expect([...(problem?.distance ?? [])]).toEqual([0, 5, 10, 5, 0, 5, 10, 5, 0]);
  });

  it.each<[string, (lines: string[]) => string[], number, RegExp]>([
    ["empty", () => [], 1, /empty/],
    ["without VEHICLE", (lines) => lines.filter((line) => line !== "VEHICLE"), 3, /VEHICLE/],
    ["with one number for the fleet", (lines) => lines.with(4, "2"), 5, /two numbers/],
    ["with half a vehicle", (lines) => lines.with(4, "1.5 50"), 5, /whole number/],
    ["without CUSTOMER", (lines) => lines.filter((line) => line !== "CUSTOMER"), 7, /CUSTOMER/],
    ["that ends after the header", (lines) => lines.slice(0, 9), 9, /depot/],
    ["with six columns", (lines) => lines.with(10, "1 3 4 10 5 60"), 11, /seven numbers.*these are 6/],
    ["with a word for a number", (lines) => lines.with(11, "2 6 eight 20 0 70 10"), 12, /"eight" is none/],
    ["with a customer twice", (lines) => lines.with(11, "1 6 8 20 0 70 10"), 12, /line 11/],
    ["with a window that ends first", (lines) => lines.with(11, "2 6 8 20 71 70 10"), 12, /due date/],
    ["with a negative demand", (lines) => lines.with(11, "2 6 8 -1 0 70 10"), 12, /negative/],
  ])("%s are refused with the line", (_, change, line, sentence) => {
    const read = readSolomon(change(small).join("\n"));
    expect(read).toMatchObject({ ok: false, error: "ROUNDS.BAD_LINE", details: { line, problem: expect.stringMatching(sentence) } });
  });
});

interface BestKnown {
  instance: string;
  bestKnownVehicles: number;
  bestKnownDistance: number;
}

const known = JSON.parse(sharedData("vrptw/best-known.json") ?? "[]") as BestKnown[];
const isHere = known.length > 0;

describe.skipIf(!isHere)(`the published instances${isHere ? "" : " (skipped: no shared data beside this checkout)"}`, () => {
  // A fraction of the usual number of iterations: enough for this, and quick.
  it.each([
    ["R101", { moreVehicles: 0, timesAsFar: 1.05 }],
    ["C101", { moreVehicles: 0, timesAsFar: 1.0001 }],
    ["RC101", { moreVehicles: 1, timesAsFar: 1.05 }],
    ["R103", { moreVehicles: 0, timesAsFar: 1.05 }],
    ["C103", { moreVehicles: 0, timesAsFar: 1.01 }],
  ])("%s is planned close to the best known, serves everybody, and may be driven", (name, { moreVehicles, timesAsFar }) => {
    const read = readSolomon(sharedData(`vrptw/${name}.txt`) ?? "");
    const best = known.find(({ instance }) => instance === name);
    if (!read.ok || !best) throw new Error(`${name} cannot be compared`);
    const solution = solveRounds(read.value.problem, { iterations: 12_000, seconds: Infinity });
    expect([faultsOf(read.value.problem, solution), solution.unserved]).toEqual([[], []]);
    expect(solution.rounds.length).toBeLessThanOrEqual(best.bestKnownVehicles + moreVehicles);
    expect(solution.distance).toBeLessThanOrEqual(best.bestKnownDistance * timesAsFar);
  });

  it("with no vehicle to spare everybody is served; with too few it is said who is not, and why", () => {
    const read = readSolomon(sharedData("vrptw/R101.txt") ?? "");
    if (!read.ok) throw new Error("R101 cannot be read");
    const withVehicles = (count: number) => ({ ...read.value.problem, vehicles: read.value.problem.vehicles.slice(0, count) });
    expect(solveRounds(withVehicles(19), { iterations: 12_000, seconds: Infinity }).unserved).toEqual([]);
    const few = solveRounds(withVehicles(12), { iterations: 6000, seconds: Infinity });
    expect(faultsOf(withVehicles(12), few)).toEqual([]);
    // Nobody published a best plan for this; nearest neighbour leaves out 66.
    expect(few.unserved.length).toBeLessThanOrEqual(23);
    expect(new Set(few.unserved.map(({ reason }) => reason))).toEqual(new Set(["no_time_left"]));
  });
});
