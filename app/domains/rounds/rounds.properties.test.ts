import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bruteForce, driveLength, isLower, nearestNeighbourCost, onRoads, problems, type PlanCost } from "#tests/factories/rounds.ts";
import { faultsOf } from "./check-rounds.ts";
import { solveRounds, type Solution } from "./solve-rounds.ts";
import type { Problem } from "./rounds.model.ts";
import type { Unserved } from "./unserved.ts";

const costOf = ({ unserved, rounds, distance }: Solution): PlanCost => [unserved.length, rounds.length, distance];
/** The count alone ends these, so that a slow machine comes to the same. */
const counted = (iterations: number, seed = 1) => ({ iterations, seed, seconds: Infinity });

describe("planned rounds", () => {
  it("may be driven: every load, window and shift holds, nobody is forgotten or visited twice", () => {
    fc.assert(
      fc.property(problems({ maxStops: 30, maxVehicles: 5 }), fc.integer({ min: 0, max: 300 }), fc.integer(), (problem, iterations, seed) => {
        expect(faultsOf(problem, solveRounds(problem, counted(iterations, seed)))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("may be driven on roads too, where ways there and back differ and the quickest is not the shortest", () => {
    fc.assert(
      fc.property(problems({ maxStops: 25, maxVehicles: 4 }), fc.integer({ min: 0, max: 300 }), fc.integer(), (problem, iterations, seed) => {
        const roads = onRoads(problem, seed);
        const solution = solveRounds(roads, counted(iterations, seed));
        expect(faultsOf(roads, solution)).toEqual([]);
        for (const left of solution.unserved) expect(isTrue(roads, solution, left), JSON.stringify(left)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("are never worse than going to the nearest each time, however short the search", () => {
    fc.assert(
      fc.property(problems({ maxStops: 25, maxVehicles: 4 }), fc.integer({ min: 0, max: 50 }), (problem, iterations) => {
        expect(isLower(nearestNeighbourCost(problem), costOf(solveRounds(problem, counted(iterations))))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["one vehicle", 1],
    ["up to two", 2],
    ["up to three", 3],
  ])("are the best there are for up to eight stops and %s", (_, maxVehicles) => {
    fc.assert(
      fc.property(problems({ maxStops: 8, maxVehicles }), (problem) => {
        const [unserved, vehicles, distance] = bruteForce(problem);
        const found = costOf(solveRounds(problem, counted(10_000)));
        expect(found.slice(0, 2)).toEqual([unserved, vehicles]);
        expect(found[2]).toBeCloseTo(distance, 6);
      }),
      { numRuns: 40 },
    );
  });

  it("leave nobody out without a true reason", () => {
    const reasons = new Set<string>();
    fc.assert(
      fc.property(problems({ maxStops: 20, maxVehicles: 3 }), fc.integer({ min: 0, max: 200 }), (problem, iterations) => {
        const solution = solveRounds(problem, counted(iterations));
        for (const left of solution.unserved) {
          reasons.add(left.reason);
          expect(isTrue(problem, solution, left), JSON.stringify(left)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
    expect([...reasons].sort()).toEqual(["closes_before_reached", "heavier_than_vehicle", "no_capacity_left", "no_time_left", "shift_too_short"]);
  });

  it("are the same for the same seed and count, and say whether the clock ended the search", () => {
    fc.assert(
      fc.property(problems({ maxStops: 20, maxVehicles: 3, minStops: 1 }), fc.integer(), (problem, seed) => {
        const first = solveRounds(problem, counted(200, seed));
        expect(solveRounds(problem, counted(200, seed))).toEqual(first);
        expect(first.wasHurried).toBe(false);
        // A clock that goes fast, but not too fast for the count, has no say; nor has what was spent before the search begins.
        let looks = 0;
        expect(solveRounds(problem, { iterations: 200, seed, seconds: 1, now: () => (looks === 0 ? looks++ : 150 + looks++ / 10) })).toEqual(first);
      }),
      { numRuns: 50 },
    );
    // A clock on which a second passes at each look.
    let seconds = 0;
    const [problem] = fc.sample(problems({ maxStops: 20, minStops: 20, maxVehicles: 3 }), { numRuns: 1, seed: 5 }) as [Problem];
    const hurried = solveRounds(problem, { iterations: 1e9, seconds: 2, now: () => (seconds += 1000) });
    expect([hurried.wasHurried, faultsOf(problem, hurried)]).toEqual([true, []]);
  });
});

/** Whether what is said of a stop that was left out can be shown with the figures of the problem and the rounds alone. */
function isTrue(problem: Problem, solution: Solution, { stop, reason }: Unserved): boolean {
  const { demand, closesAt } = problem.stops[stop - 1] ?? { demand: Number.NaN, closesAt: Number.NaN };
  const fleet = problem.vehicles.map((vehicle, index) => {
    const round = solution.rounds.find((one) => one.vehicle === index);
    const order = round?.visits.map((visit) => visit.stop) ?? [];
    return {
      carries: demand <= vehicle.capacity,
      arrives: vehicle.shiftFrom + (problem.travelTime[stop] ?? Number.NaN) * vehicle.pace <= closesAt + 1e-7,
      alone: driveLength(problem, vehicle, [stop]) !== null,
      hasRoom: (round?.load ?? 0) + demand <= vehicle.capacity,
      hasPlace: [...order, 0].some((_, at) => driveLength(problem, vehicle, [...order.slice(0, at), stop, ...order.slice(at)]) !== null),
    };
  });
  if (fleet.some(({ hasPlace }) => hasPlace)) return false;
  const able = fleet.filter(({ carries }) => carries);
  const alone = fleet.filter((one) => one.alone);
  if (reason === "heavier_than_vehicle") return able.length === 0;
  if (reason === "closes_before_reached") return able.length > 0 && able.every(({ arrives }) => !arrives);
  if (reason === "shift_too_short") return able.some(({ arrives }) => arrives) && alone.length === 0;
  if (reason === "no_capacity_left") return alone.length > 0 && alone.every(({ hasRoom }) => !hasRoom);
  return alone.some(({ hasRoom }) => hasRoom);
}
