/** The ten steps and what each needs before it can be finished. Pure. */

import { MINIMUM_PEERS } from "./benchmarking.rules.ts";

export const STEPS = ["topic", "peers", "team", "collection", "gap", "direction", "communication", "implementation", "lessons", "next"] as const;
export type StepCode = (typeof STEPS)[number];

/** True for a step's code. */
export function isStep(text: string): text is StepCode {
  return (STEPS as readonly string[]).includes(text);
}

/** What is missing before a step can be finished. */
export const NEEDS = ["notes", "indicators", "peers", "owners", "dates", "own_value", "comparison", "targets", "evidence", "actions", "open_actions"] as const;
export type Need = (typeof NEEDS)[number];

export interface StepFacts {
  step: StepCode;
  notes: string;
  ownerUserId: string | null;
  dueOn: string | null;
  isDone: boolean;
}

/** What is there of a cycle, for judging its steps. */
export interface CycleFacts {
  steps: readonly StepFacts[];
  indicators: number;
  /** Peers that are not left out and still may be shown. */
  peers: number;
  /** Chosen indicators for which the community has a value of its own, and of those the ones that can be compared. */
  ownValues: number;
  compared: number;
  targets: number;
  evidence: Readonly<Partial<Record<StepCode, number>>>;
  actions: { open: number; all: number };
}

/** The first step that is not done; null when all are. */
export function currentStep(steps: readonly Pick<StepFacts, "step" | "isDone">[]): StepCode | null {
  return STEPS.find((code) => !steps.find((one) => one.step === code)?.isDone) ?? null;
}

/** The step that could be taken up again: the last one that is done. */
export function lastDone(steps: readonly Pick<StepFacts, "step" | "isDone">[]): StepCode | null {
  const now = currentStep(steps);
  return now === null ? (STEPS.at(-1) ?? null) : (STEPS[STEPS.indexOf(now) - 1] ?? null);
}

/** What a step still needs; empty when it can be finished. */
export function needsOf(step: StepCode, facts: CycleFacts): Need[] {
  const own = facts.steps.find((one) => one.step === step);
  const hasNotes = (own?.notes.trim() ?? "") !== "";
  const later = facts.steps.filter((one) => STEPS.indexOf(one.step) > STEPS.indexOf("team"));
  const evidence = facts.evidence[step] ?? 0;
  const missing: Partial<Record<Need, boolean>> = {};
  switch (step) {
    case "topic":
      missing.indicators = facts.indicators === 0;
      missing.notes = !hasNotes;
      break;
    case "peers":
      missing.peers = facts.peers < MINIMUM_PEERS;
      break;
    case "team":
      missing.owners = later.some((one) => one.ownerUserId === null);
      missing.dates = later.some((one) => one.dueOn === null);
      break;
    case "collection":
      missing.own_value = facts.ownValues === 0;
      break;
    case "gap":
      missing.comparison = facts.compared === 0;
      missing.notes = !hasNotes;
      break;
    case "direction":
      missing.targets = facts.targets === 0;
      break;
    case "communication":
      missing.evidence = evidence === 0;
      break;
    case "implementation":
      missing.actions = facts.actions.all === 0;
      missing.open_actions = facts.actions.open > 0;
      missing.evidence = evidence === 0;
      break;
    case "lessons":
    case "next":
      missing.notes = !hasNotes;
      break;
  }
  return NEEDS.filter((need) => missing[need] === true);
}
