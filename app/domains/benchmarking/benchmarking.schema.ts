import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import type { Comparison } from "./benchmarking.rules.ts";
import { ENTERED_CODES, INDICATOR_CODES, indicatorOf } from "./indicators.ts";
import { MONTH } from "./months.ts";
import { CLIMATES, COMMUNITY_KINDS, DENSITIES, type PeerReason } from "./peers.rules.ts";
import { PRACTICES } from "./practices.ts";
import { STEPS, type StepCode } from "./steps.rules.ts";
import { parseInUnit } from "./units.ts";

/** Why a verb of this room is refused. The sentences stand in the `benchmarking` catalogue under `errors`. */
export const benchmarkingErrors = [
  "BENCHMARKING.NOT_FOUND",
  "BENCHMARKING.NOT_ALLOWED",
  "BENCHMARKING.STALE",
  "BENCHMARKING.ENDED_WRONG_STATE",
  "BENCHMARKING.STEP_WRONG_STATE",
  "BENCHMARKING.ALREADY_RUNNING",
  "BENCHMARKING.KEY_TAKEN",
  "BENCHMARKING.NEEDS_MISSING",
  "BENCHMARKING.OWNER_UNKNOWN",
  "BENCHMARKING.PEER_UNKNOWN",
  "BENCHMARKING.ENTRY_UNKNOWN",
  "BENCHMARKING.PRACTICE_ALREADY_TAGGED",
  "BENCHMARKING.FULL",
] as const;
export type BenchmarkingError = (typeof benchmarkingErrors)[number];

/** How many indicators one round may look at. */
export const MOST_INDICATORS = 8;
/** How many months one round may compare. */
export const PERIODS = [3, 6, 12] as const;
/** Until when: the last month that is over, or the present one as far as it has come. */
export const UNTIL = ["last", "present"] as const;

const text = (max: number) => z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(max, fieldMessage("errors:tooLong", { max }));
const optionalText = (max: number) => z.string().trim().max(max, fieldMessage("errors:tooLong", { max })).default("");
const id = z.string({ error: "errors:invalid" }).min(1).max(60);
const version = z.coerce.number({ error: "errors:invalid" }).int().min(1);
const orNothing = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const month = z.string({ error: "errors:choose" }).regex(MONTH, "errors:choose");
const day = orNothing(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "errors:invalid").refine((value) => !Number.isNaN(Date.parse(value)), "errors:invalid"));
const link = z.url({ protocol: /^https?$/, error: "benchmarking:form.linkInvalid" }).max(500, fieldMessage("errors:tooLong", { max: 500 }));
const count = (max: number) => orNothing(z.coerce.number({ error: "errors:invalid" }).int("errors:invalid").min(1, "errors:invalid").max(max, "errors:invalid"));
const list = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(schema));
const step = z.enum(STEPS, { error: "errors:choose" });

export const ProfileInput = z
  .object({
    kind: orNothing(z.enum(COMMUNITY_KINDS, { error: "errors:choose" })),
    residents: count(1_000_000),
    dwellings: count(1_000_000),
    climate: orNothing(z.enum(CLIMATES, { error: "errors:choose" })),
    density: orNothing(z.enum(DENSITIES, { error: "errors:choose" })),
    generationKg: orNothing(z.coerce.number({ error: "errors:invalid" }).min(1, "errors:invalid").max(5000, "errors:invalid")),
    generationSource: optionalText(300),
    generationUrl: orNothing(link),
    version: z.coerce.number().int().min(0),
  })
  .superRefine((profile, context) => {
    if (profile.generationKg !== undefined && profile.generationSource === "") context.addIssue({ code: "custom", path: ["generationSource"], message: "benchmarking:form.sourceMissing" });
  });
export type ProfileInput = z.infer<typeof ProfileInput>;

const indicators = list(z.enum(INDICATOR_CODES as [string, ...string[]], { error: "errors:choose" })).pipe(
  z.array(z.string()).min(1, "benchmarking:form.indicatorsMissing").max(MOST_INDICATORS, fieldMessage("benchmarking:form.indicatorsMany", { count: MOST_INDICATORS })),
);

export const StartInput = z.object({
  cycleId: id,
  title: text(120),
  indicators,
  months: z.coerce.number({ error: "errors:choose" }).refine((value) => (PERIODS as readonly number[]).includes(value), "errors:choose"),
  until: z.enum(UNTIL, { error: "errors:choose" }),
});
export type StartInput = z.infer<typeof StartInput>;

export const StepInput = z.object({ step, version, ownerUserId: orNothing(id), dueOn: day, notes: optionalText(4000) });
/** Who and until when, for several steps at once; fields are named by step, as `owner-gap`. */
export const PlanInput = z
  .object(Object.fromEntries(STEPS.flatMap((code) => [[`owner-${code}`, orNothing(id)], [`due-${code}`, day], [`version-${code}`, orNothing(version)]])))
  .transform((fields) => ({
    plan: STEPS.flatMap((code) => {
      const [seen, ownerUserId, dueOn] = [fields[`version-${code}`], fields[`owner-${code}`], fields[`due-${code}`]] as [number | undefined, string | undefined, string | undefined];
      return seen === undefined ? [] : [{ step: code, version: seen, ownerUserId: ownerUserId ?? null, dueOn: dueOn ?? null }];
    }),
  }));
export const MoveStepInput = z.object({ step, version });
export const StopInput = z.object({ version });
export const TopicInput = z.object({ version, title: text(120), indicators, headline: z.string().optional() });

export const EvidenceInput = z
  .object({ evidenceId: id, step, kind: z.enum(["link", "entry", "figure"], { error: "errors:choose" }), words: text(500), url: orNothing(link), entryId: orNothing(z.string().trim().max(60)) })
  .superRefine((evidence, context) => {
    if (evidence.kind === "link" && !evidence.url) context.addIssue({ code: "custom", path: ["url"], message: "benchmarking:form.linkInvalid" });
    if (evidence.kind === "entry" && !evidence.entryId) context.addIssue({ code: "custom", path: ["entryId"], message: "errors:required" });
  });
export const EvidenceRef = z.object({ evidenceId: id });

/** A number as people write it, in the indicator's unit: kilograms, percent or pieces. */
const inUnitOf = <T extends { indicator: string; value: string }>(input: T, context: z.RefinementCtx): T & { amount: number } => {
  const indicator = indicatorOf(input.indicator);
  const amount = indicator ? parseInUnit(input.value, indicator.unit) : null;
  if (amount === null) context.addIssue({ code: "custom", path: ["value"], message: "benchmarking:form.valueInvalid" });
  return { ...input, amount: amount ?? 0 };
};

export const TargetInput = z.object({ indicator: z.enum(INDICATOR_CODES as [string, ...string[]], { error: "errors:choose" }), value: text(20), byMonth: month }).transform(inUnitOf);
export const ActionInput = z.object({ actionId: id, words: text(500), ownerUserId: orNothing(id), dueOn: day });
export const MoveActionInput = z.object({ actionId: id, to: z.enum(["open", "done", "dropped"]) });

export const ValueInput = z
  .object({ valueId: id, indicator: z.enum(ENTERED_CODES as [string, ...string[]], { error: "errors:choose" }), value: text(20), fromMonth: month, toMonth: month, source: text(300), sourceUrl: orNothing(link) })
  .superRefine((input, context) => {
    if (input.fromMonth > input.toMonth) context.addIssue({ code: "custom", path: ["toMonth"], message: "benchmarking:form.monthsOrder" });
  })
  .transform(inUnitOf);
export const ValueRef = z.object({ valueId: id });

export const PracticeInput = z.object({ practiceId: id, practice: z.enum(PRACTICES, { error: "errors:choose" }), sinceMonth: month, words: optionalText(500) });
export const PracticeRef = z.object({ practiceId: id });

export const PeerInput = z.object({ communityId: id, isOut: z.enum(["yes", "no"]).transform((value) => value === "yes"), words: optionalText(300) });

/** What a community says of itself. `version` is 0 where nothing was ever written. */
export interface ProfileView {
  kind: string | null;
  residents: number | null;
  dwellings: number | null;
  climate: string | null;
  density: string | null;
  generationGramsPerHeadYear: number | null;
  generationSource: string;
  generationUrl: string | null;
  version: number;
}

export interface EvidenceView {
  id: string;
  step: StepCode;
  kind: "link" | "entry" | "figure";
  words: string;
  url: string | null;
  entryId: string | null;
  by: string | null;
  at: string;
}

export interface StepView {
  step: StepCode;
  ownerUserId: string | null;
  owner: string | null;
  /** "YYYY-MM-DD" */
  dueOn: string | null;
  notes: string;
  isDone: boolean;
  doneAt: string | null;
  doneBy: string | null;
  version: number;
}

export interface PeerView {
  communityId: string;
  name: string;
  slug: string;
  members: number;
  kind: string | null;
  origin: "rule" | "choice";
  reasons: PeerReason[];
  isOut: boolean;
  words: string;
}

export interface ActionView {
  id: string;
  words: string;
  ownerUserId: string | null;
  owner: string | null;
  dueOn: string | null;
  state: "open" | "done" | "dropped";
}

export interface TargetView {
  indicator: string;
  value: number;
  byMonth: string;
}

export interface ValueView {
  id: string;
  indicator: string;
  value: number;
  fromMonth: string;
  toMonth: string;
  source: string;
  sourceUrl: string | null;
  by: string | null;
  at: string;
}

export interface PracticeView {
  id: string;
  communityId: string;
  practice: string;
  sinceMonth: string;
  untilMonth: string | null;
  words: string;
}

export type CycleState = "running" | "finished" | "stopped";

/** What the comparison said when the gap was analysed; by indicator. */
export type KeptResults = Record<string, Pick<Comparison, "own" | "peers" | "quartiles" | "border" | "gap">>;

export interface CycleLine {
  id: string;
  round: number;
  title: string;
  state: CycleState;
  fromMonth: string;
  toMonth: string;
  createdAt: string;
  doneSteps: number;
}

export interface CycleView extends Omit<CycleLine, "doneSteps"> {
  communityId: string;
  previousId: string | null;
  nextId: string | null;
  indicators: string[];
  results: KeptResults | null;
  resultsAt: string | null;
  endedAt: string | null;
  version: number;
  steps: StepView[];
  peers: PeerView[];
  evidence: EvidenceView[];
  targets: TargetView[];
  actions: ActionView[];
}
