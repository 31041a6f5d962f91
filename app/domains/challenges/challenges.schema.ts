import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { MATERIAL_GROUPS } from "#app/shared/materials.ts";
import { areWholeMonths, INDICATORS, PART_ROUTES, type Indicator, type Stage } from "./challenges.rules.ts";

const text = (min: number, max: number) =>
  z
    .string({ error: "errors:required" })
    .trim()
    .min(min, { error: fieldMessage("errors:tooShort", { min }) })
    .max(max, { error: fieldMessage("errors:tooLong", { max }) });
const day = z.iso.date({ error: "errors:invalid" });

/** The parts of a totals' figures a target can be set on: all, a group of materials, a route. */
export const PARTS = ["all", ...MATERIAL_GROUPS.map((group) => `group:${group}` as const), ...PART_ROUTES.map((route) => `route:${route}` as const)] as const;

/** A challenge's form. The target is in kilograms for masses and emissions, else a number. */
export const challengeInput = z
  .object({
    challengeId: z.uuid(),
    title: text(2, 80),
    words: z.string().trim().max(1000, { error: fieldMessage("errors:tooLong", { max: 1000 }) }).default(""),
    indicator: z.enum(INDICATORS, { error: "errors:choose" }),
    part: z.enum(PARTS, { error: "errors:choose" }).default("all"),
    target: z.coerce
      .number({ error: "errors:wholeNumber" })
      .int({ error: "errors:wholeNumber" })
      .min(1, { error: fieldMessage("errors:tooSmall", { min: 1 }) })
      .max(10_000_000, { error: fieldMessage("errors:tooLarge", { max: 10_000_000 }) }),
    fromDay: day,
    toDay: day,
    bonusPoints: z.preprocess((typed) => (typed === "" || typed === undefined ? "0" : typed), z.coerce.number({ error: "errors:wholeNumber" }).int({ error: "errors:wholeNumber" }).min(0, { error: fieldMessage("errors:tooSmall", { min: 0 }) }).max(10_000, { error: fieldMessage("errors:tooLarge", { max: 10_000 }) })),
    /** Addresses of further communities, for the platform's operator. */
    others: z.string().trim().max(2000, { error: fieldMessage("errors:tooLong", { max: 2000 }) }).default(""),
    version: z.coerce.number().int().min(0).default(0),
  })
  .refine((form) => form.toDay >= form.fromDay, { error: "challenges:fields.toDay", path: ["toDay"] })
  .refine((form) => form.part === "all" || areWholeMonths(form.fromDay, form.toDay), { error: "challenges:fields.wholeMonths", path: ["toDay"] })
  .refine((form) => form.part === "all" || form.indicator !== "households", { error: "challenges:fields.part", path: ["part"] });
export type ChallengeInput = z.output<typeof challengeInput>;

export const moveInput = z.object({ challengeId: z.uuid(), version: z.coerce.number().int().positive(), to: z.enum(["published", "withdrawn"]) });

/** Where a challenge has come to. Grams, entries or households; a range for emissions. */
export interface Progress {
  value: number;
  low: number | null;
  high: number | null;
  households: number;
}

/** A challenge as it is shown; `progress` is what the totals say, or what they said at its end. */
export interface ChallengeView {
  id: string;
  communityId: string;
  title: string;
  words: string;
  indicator: Indicator;
  materialGroup: string | null;
  route: string | null;
  target: number;
  fromDay: string;
  toDay: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
  bonusPoints: number;
  stage: Stage;
  version: number;
  progress: Progress;
  /** Null until it was counted at its end. */
  result: { isReached: boolean; countedAt: string } | null;
  /** Listed communities that take part, by name. */
  communities: { name: string; slug: string }[];
}
