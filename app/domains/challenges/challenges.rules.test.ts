import { expect, it } from "vitest";
import { newId } from "#app/shared/ids.ts";
import { areWholeMonths, firstIdAt, shareOf, shownTo, stageOf } from "./challenges.rules.ts";

it("a challenge is what the clock says, to the millisecond", () => {
  const one = { state: "published", startsAt: new Date("2026-06-01T00:00:00Z"), endsAt: new Date("2026-07-01T00:00:00Z") };
  const at = (time: string) => stageOf(one, new Date(time));
  expect([at("2026-05-31T23:59:59.999Z"), at("2026-06-01T00:00:00Z"), at("2026-06-30T23:59:59.999Z"), at("2026-07-01T00:00:00Z")]).toEqual(["ahead", "running", "running", "ended"]);
  for (const state of ["draft", "withdrawn"]) expect(stageOf({ ...one, state }, one.startsAt)).toBe(state);
});

it("whole months begin on a first and end on a last, leap years included", () => {
  for (const [from, to] of [["2026-06-01", "2026-06-30"], ["2028-02-01", "2028-02-29"], ["2026-11-01", "2027-01-31"]] as const) expect(areWholeMonths(from, to)).toBe(true);
  for (const [from, to] of [["2026-06-02", "2026-06-30"], ["2028-02-01", "2028-02-28"], ["2026-06-01", "2026-06-29"]] as const) expect(areWholeMonths(from, to)).toBe(false);
});

it("progress is never below nothing nor beyond all", () => {
  expect([shareOf(-5, 10), shareOf(5, 10), shareOf(50, 10)]).toEqual([0, 0.5, 1]);
});

it("ids made now are not before the first id of now", () => {
  const before = firstIdAt(new Date());
  expect(newId() >= before).toBe(true);
  expect(newId() < firstIdAt(new Date(Date.now() + 60_000))).toBe(true);
});

it("few are few to everybody outside", () => {
  const one = { indicator: "households", progress: { value: 4, households: 4 } };
  expect(shownTo(one, true)).toEqual({ isFew: false, progress: one.progress });
  expect(shownTo(one, false)).toEqual({ isFew: true, progress: { value: 0, households: 0 } });
  expect(shownTo({ indicator: "mass", progress: { value: 9, households: 1 } }, false).progress).toEqual({ value: 9, households: 0 });
  expect(shownTo({ indicator: "households", progress: { value: 5, households: 5 } }, false).isFew).toBe(false);
});
