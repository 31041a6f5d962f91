import { describe, expect, it } from "vitest";
import { problemOf } from "#tests/factories/rounds.ts";
import { faultsOf } from "./check-rounds.ts";
import { solveRounds, type PlannedRound, type Solution } from "./solve-rounds.ts";

const stop = (id: string, x: number, opensAt: number, closesAt: number) => ({ id, x, y: 0, demand: 4, opensAt, closesAt, serviceTime: 2 });
const vehicle = { id: "van", capacity: 8, shiftFrom: 0, shiftUntil: 50, longestRound: 30, pace: 1 };
const problem = problemOf({ x: 0, y: 0 }, [stop("a", 5, 10, 12), stop("b", 10, 0, 40)], [vehicle, { ...vehicle, id: "spare" }]);
/** Leaves at 5, a from 10 to 12, b from 17 to 19, back at 29. */
const right = solveRounds(problem, { iterations: 100, seconds: Infinity });

const withRound = (change: (round: PlannedRound) => Partial<PlannedRound>): Solution => ({ ...right, rounds: right.rounds.map((round) => ({ ...round, ...change(round) })) });
const withVisits = (change: (visits: PlannedRound["visits"]) => PlannedRound["visits"]): Solution => withRound(({ visits }) => ({ visits: change(visits) }));

describe("a checked solution", () => {
  it("is found free of faults where there are none, and nobody waits who could leave later", () => {
    expect(faultsOf(problem, right)).toEqual([]);
    expect(right.rounds).toEqual([
      {
        vehicle: 0,
        distance: 20,
        load: 8,
        leavesAt: 5,
        visits: [
          { stop: 1, arrivesAt: 10, beginsAt: 10, goesOnAt: 12 },
          { stop: 2, arrivesAt: 17, beginsAt: 17, goesOnAt: 19 },
        ],
        isBackAt: 29,
      },
    ]);
  });

  it.each<[string, Solution, RegExp]>([
    ["a stop that nobody names", withVisits((visits) => visits.slice(0, 1)), /stop b is named 0 times/],
    ["a stop that is both served and left out", { ...right, unserved: [{ stop: 2, reason: "no_time_left" }] }, /stop b is named 2 times/],
    ["a stop that is not there", { ...right, unserved: [{ stop: 3, reason: "no_time_left" }] }, /no stop 3/],
    ["a vehicle on two rounds", { ...right, rounds: [...right.rounds, ...right.rounds] }, /two rounds/],
    ["a vehicle that is not there", withRound(() => ({ vehicle: 2 })), /no vehicle 2/],
    ["stops out of order", withVisits((visits) => visits.toReversed()), /cannot be at b at 17/],
    ["an arrival faster than the road", withVisits(([a, b]) => (a && b ? [a, { ...b, arrivesAt: 13, beginsAt: 13, goesOnAt: 15 }] : [])), /cannot be at b at 13/],
    ["loading before it opens", withRound(({ visits: [a, b] }) => ({ leavesAt: 0, visits: a && b ? [{ ...a, arrivesAt: 5, beginsAt: 5 }, b] : [] })), /does not begin at a when it can/],
    ["loading in no time", withVisits(([a, b]) => (a && b ? [{ ...a, goesOnAt: 10 }, b] : [])), /leaves a before it has loaded/],
    ["a start before the shift", withRound(() => ({ leavesAt: -1 })), /before its shift/],
    ["another length than it is", withRound(() => ({ distance: 19 })), /says that it drives 19/],
    ["another load than it is", withRound(() => ({ load: 4 })), /says that it carries 4/],
    ["a sum that is none", { ...right, distance: 21 }, /not 21/],
    ["a return that is too early", withRound(() => ({ isBackAt: 20 })), /not back at 20/],
  ])("%s is a fault", (_, solution, sentence) => {
    expect(faultsOf(problem, solution).join("\n")).toMatch(sentence);
  });

  it.each([
    ["window", { ...problem, stops: problem.stops.map((one) => ({ ...one, closesAt: Math.min(one.closesAt, 16) })) }, /after it closed at 16/],
    ["load", { ...problem, vehicles: problem.vehicles.map((one) => ({ ...one, capacity: 7 })) }, /carries 8 of 7/],
    ["shift", { ...problem, vehicles: problem.vehicles.map((one) => ({ ...one, shiftUntil: 28 })) }, /after its shift/],
    ["length of a round", { ...problem, vehicles: problem.vehicles.map((one) => ({ ...one, longestRound: 23 })) }, /is out for 24/],
  ])("a broken %s is a fault", (_, stricter, sentence) => {
    expect(faultsOf(stricter, right).join("\n")).toMatch(sentence);
  });
});
