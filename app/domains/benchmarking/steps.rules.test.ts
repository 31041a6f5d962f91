import { expect, it } from "vitest";
import { currentStep, lastDone, needsOf, STEPS, type CycleFacts, type StepCode } from "./steps.rules.ts";
import { formatInUnit, parseInUnit } from "./units.ts";

const steps = (done: number, more: Partial<CycleFacts["steps"][number]> = {}) => STEPS.map((step, index) => ({ step, notes: "", ownerUserId: null, dueOn: null, isDone: index < done, ...more }));
const facts = (more: Partial<CycleFacts> = {}): CycleFacts => ({ steps: steps(0), indicators: 1, peers: 4, ownValues: 1, compared: 1, targets: 1, evidence: { communication: 1, implementation: 1 }, actions: { open: 0, all: 1 }, ...more });

it("it is one step's turn after the other, and only the last one can be taken up again", () => {
  expect([currentStep(steps(0)), lastDone(steps(0))]).toEqual(["topic", null]);
  expect([currentStep(steps(4)), lastDone(steps(4))]).toEqual(["gap", "collection"]);
  expect([currentStep(steps(10)), lastDone(steps(10))]).toEqual([null, "next"]);
});

it("every step is finished only when what it needs is there", () => {
  const missing = (step: StepCode, more: Partial<CycleFacts> = {}) => needsOf(step, facts(more));
  expect(missing("topic", { indicators: 0 })).toEqual(["notes", "indicators"]);
  expect(missing("peers", { peers: 3 })).toEqual(["peers"]);
  expect(missing("team")).toEqual(["owners", "dates"]);
  expect(missing("team", { steps: steps(2, { ownerUserId: "a", dueOn: "2026-01-01" }).with(9, { step: "next", notes: "", ownerUserId: "a", dueOn: null, isDone: false }) })).toEqual(["dates"]);
  expect(missing("collection", { ownValues: 0 })).toEqual(["own_value"]);
  expect(missing("gap", { compared: 0 })).toEqual(["notes", "comparison"]);
  expect(missing("direction", { targets: 0 })).toEqual(["targets"]);
  expect(missing("communication", { evidence: {} })).toEqual(["evidence"]);
  expect(missing("implementation", { evidence: {}, actions: { open: 0, all: 0 } })).toEqual(["evidence", "actions"]);
  expect(missing("implementation", { actions: { open: 1, all: 2 } })).toEqual(["open_actions"]);
  expect(missing("lessons", { steps: steps(8, { notes: "  " }) })).toEqual(["notes"]);
  const full = facts({ steps: steps(0, { notes: "Because.", ownerUserId: "a", dueOn: "2026-01-01" }) });
  for (const step of STEPS) expect(needsOf(step, full), step).toEqual([]);
});

it("numbers are read in the unit people write, and written as they read", () => {
  expect([parseInUnit("12.5", "gramsPerHead"), parseInUnit(" 12,5 ", "gramsPerHead"), parseInUnit("38.5", "permille"), parseInUnit("4.25", "hundredths")]).toEqual([12_500, 12_500, 385, 425]);
  for (const text of ["", "-1", "1e3", "12.3456", "100.1", "abc", "99999999"]) expect(parseInUnit(text, "permille"), text).toBeNull();
  expect([formatInUnit(2450, "gramsPerHead", "en"), formatInUnit(385, "permille", "en"), formatInUnit(425, "hundredths", "en")]).toEqual(["2.5 kg", "38.5%", "4.25"]);
});
