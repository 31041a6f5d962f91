import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemOf, problems } from "#tests/factories/rounds.ts";
import { draftOf, planOf } from "./draft.ts";
import { improveLocally } from "./local-search.ts";
import { measureRound } from "./measure-round.ts";
import { costOf, emptyRound, isBetter, terrainOf, type Plan, type Terrain } from "./rounds.model.ts";
import { nearestNeighbour } from "./starts.ts";

const vehicle = { capacity: 100, shiftFrom: 0, shiftUntil: 1000, longestRound: Infinity, pace: 1 };
const at = (x: number, y: number, index: number) => ({ id: String(index), x, y, demand: 1, opensAt: 0, closesAt: 1000, serviceTime: 0 });
const places = (...points: [number, number][]) => terrainOf(problemOf({ x: 0, y: 0 }, points.map(([x, y], index) => at(x, y, index + 1)), [{ ...vehicle, id: "a" }, { ...vehicle, id: "b" }]));

function improved(terrain: Terrain, ...rounds: number[][]): number[][] {
  const plan: Plan = { rounds: rounds.map((stops, index) => (terrain.vehicles[index] && measureRound(terrain, terrain.vehicles[index], stops)) ?? emptyRound), unserved: [] };
  const draft = draftOf(terrain, plan);
  improveLocally(draft, () => false);
  return planOf(draft).rounds.map(({ stops }) => [...stops]);
}

describe("small changes", () => {
  it("a round that crosses itself is turned round between the crossings", () => {
    expect(improved(places([0, 10], [10, 10], [10, 0]), [2, 1, 3], [])).toEqual([[1, 2, 3], []]);
  });

  it("stops that are passed on the way back are taken on the way there if they open", () => {
    const terrain = places([1, 0], [2, 0], [10, 0], [10, 1], [5, 6]);
    expect(improved(terrain, [3, 4, 1, 2, 5], [])[0]).toEqual([1, 2, 3, 4, 5]);
  });

  it("a stop beside another vehicle's way changes vehicles; one vehicle may then stay at home", () => {
    const terrain = places([10, 0], [10, 1], [10, 2]);
    const rounds = improved(terrain, [1, 3], [2]);
    expect(rounds.flat().toSorted()).toEqual([1, 2, 3]);
    expect(rounds.filter(({ length }) => length > 0)).toHaveLength(1);
  });

  it("two rounds that cross go on with each other's ends", () => {
    const terrain = places([-10, 10], [10, 10], [-10, 20], [10, 20]);
    terrain.vehicles = terrain.vehicles.map((one) => ({ ...one, capacity: 2 }));
    expect(improved(terrain, [1, 4], [2, 3]).map((stops) => stops.toSorted())).toEqual([[1, 3], [2, 4]]);
  });

  it("never make a plan worse, lose a stop or break what held", () => {
    fc.assert(
      fc.property(problems({ maxStops: 25, maxVehicles: 4 }), (problem) => {
        const terrain = terrainOf(problem);
        const start = nearestNeighbour(terrain, problem.stops.map((_, index) => index + 1));
        const draft = draftOf(terrain, start);
        improveLocally(draft, () => false);
        const plan = planOf(draft);
        expect(isBetter(costOf(start), costOf(plan))).toBe(false);
        expect([...plan.rounds.flatMap(({ stops }) => stops), ...plan.unserved].toSorted((a, b) => a - b)).toEqual(problem.stops.map((_, index) => index + 1));
        for (const [index, round] of plan.rounds.entries()) {
          const owner = terrain.vehicles[index];
          expect(owner && measureRound(terrain, owner, round.stops)?.distance).toBeCloseTo(round.distance, 6);
        }
      }),
      { numRuns: 150 },
    );
  });
});
