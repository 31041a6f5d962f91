import { z } from "zod";
import type { HoldReason } from "#app/shared/anti-gaming.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { MATERIAL_GROUPS, type MaterialGroup } from "#app/shared/materials.ts";
import type { Phase, RuleFigures } from "./rewards.rules.ts";

const text = (min: number, max: number) =>
  z
    .string({ error: "errors:required" })
    .trim()
    .min(min, { error: fieldMessage("errors:tooShort", { min }) })
    .max(max, { error: fieldMessage("errors:tooLong", { max }) });
const words = z.string().trim().max(1000, { error: fieldMessage("errors:tooLong", { max: 1000 }) }).default("");
const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: "errors:wholeNumber" })
    .int({ error: "errors:wholeNumber" })
    .min(min, { error: fieldMessage("errors:tooSmall", { min }) })
    .max(max, { error: fieldMessage("errors:tooLarge", { max }) });
/** Nothing typed is nothing paid. */
const rate = z.preprocess((typed) => (typed === "" || typed === undefined ? "0" : typed), whole(0, 1000));
const key = z.uuid();
const version = z.coerce.number().int().positive();

const rates = Object.fromEntries(MATERIAL_GROUPS.map((group) => [`perKg_${group}`, rate])) as Record<`perKg_${MaterialGroup}`, typeof rate>;
const ruleFields = { ...rates, perReuse: rate, dayCap: whole(1, 100_000), monthCap: whole(1, 1_000_000) };
const MOST_BUDGET = 10_000_000;

type RuleForm = z.output<z.ZodObject<typeof ruleFields>>;

/** The figures of a rule from the fields of its form. */
export function figuresOf(form: RuleForm): RuleFigures {
  const perKg = Object.fromEntries(MATERIAL_GROUPS.flatMap((group) => (form[`perKg_${group}`] > 0 ? [[group, form[`perKg_${group}`]]] : [])));
  return { perKg, perReuse: form.perReuse, dayCap: form.dayCap, monthCap: form.monthCap };
}

/** A month is no less than a day. */
const monthHoldsDay = (form: { dayCap: number; monthCap: number }) => form.monthCap >= form.dayCap;
const monthError = { error: "rewards:fields.monthCap", path: ["monthCap"] };

export const foundInput = z.object({ programmeId: key, name: text(2, 80), words, budgetPoints: whole(1, MOST_BUDGET), ...ruleFields }).refine(monthHoldsDay, monthError);
export const ruleInput = z.object({ programmeId: key, version, ...ruleFields }).refine(monthHoldsDay, monthError);
export const describeInput = z.object({ programmeId: key, version, name: text(2, 80), words });
export const fundInput = z.object({ programmeId: key, fundId: key, budgetPoints: whole(1, MOST_BUDGET) });
export const endInput = z.object({ programmeId: key, version });

export const offerInput = z.object({
  programmeId: key,
  offerId: key,
  title: text(2, 80),
  words,
  pricePoints: whole(1, 1_000_000),
  stock: whole(1, 100_000),
  perHousehold: whole(1, 1000),
  days: whole(1, 366),
});
export type OfferInput = z.output<typeof offerInput>;
export const offerVerbInput = z.object({ offerId: key, version, to: z.enum(["open", "refused", "closed"]) });
export const takeInput = z.object({ offerId: key, redemptionId: key, pricePoints: whole(1, 1_000_000) });
export const cancelInput = z.object({ redemptionId: key, version });
export const codeInput = z.object({ code: text(8, 200) });
export const reviewInput = z
  .object({ grantId: key, version, to: z.enum(["released", "refused"]), note: z.string().trim().max(500, { error: fieldMessage("errors:tooLong", { max: 500 }) }).default("") })
  .refine((form) => form.to === "released" || form.note !== "", { error: "rewards:fields.note", path: ["note"] });

/** A version of the rules, as it is published. */
export interface RuleView extends RuleFigures {
  number: number;
  validFrom: string;
}

/** A programme as anybody who may know of its community reads it. */
export interface ProgrammeView {
  id: string;
  communityId: string;
  name: string;
  words: string;
  phase: Phase;
  endsAt: string | null;
  lapsesAt: string | null;
  version: number;
  rules: RuleView[];
  fundedPoints: number;
  leftPoints: number;
  spentPoints: number;
  lapsedPoints: number;
}

export type OfferState = "proposed" | "open" | "refused" | "closed";
/** An offer; `isAvailable` while a code can be had. */
export interface OfferView {
  id: string;
  programmeId: string;
  communityId: string;
  communityName: string;
  communitySlug: string;
  offererPartyId: string;
  offererName: string;
  title: string;
  words: string;
  pricePoints: number;
  stockTotal: number;
  stockLeft: number;
  perHousehold: number;
  until: string;
  state: OfferState;
  isAvailable: boolean;
  version: number;
}

export type RedemptionState = "open" | "used" | "cancelled" | "expired";
/** A code as its household sees it. */
export interface RedemptionView {
  id: string;
  offerId: string;
  title: string;
  offererName: string;
  points: number;
  state: RedemptionState;
  expiresAt: string;
  usedAt: string | null;
  version: number;
  /** While it can be used. */
  code: string | null;
}

/** One move on a household's accounts. */
export interface HistoryLine {
  seq: string;
  kind: string;
  at: string;
  entryId: string | null;
  /** What was handed over: a code of materials or of goods. */
  code: string | null;
  points: number;
  heldPoints: number;
  offerTitle: string | null;
  grantState: string | null;
  reasons: HoldReason[];
  reviewNote: string | null;
  limitedBy: string | null;
  rawPoints: number | null;
}

/** What waits for a reviewer. */
export interface HeldView {
  id: string;
  entryId: string;
  householdName: string;
  points: number;
  reasons: HoldReason[];
  version: number;
  day: string;
  occurredAt: string;
  material: string | null;
  category: string | null;
  massGrams: number;
  isOwn: boolean;
}
