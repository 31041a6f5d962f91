import { z } from "zod";

/** Why an entry may be held from rankings. Rules and moderators use the same codes. */
export const HOLD_REASONS = ["same_pair", "circular", "implausible_weight", "season_burst", "other"] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export type HoldState = "held" | "released" | "upheld";

/** A moderator's answer. */
export const decideHoldForm = z.object({
  holdId: z.string().min(1).max(64),
  version: z.coerce.number().int().min(1),
  intent: z.enum(["release", "uphold"]),
  answer: z.string().trim().min(1, "boards:errors.answerMissing").max(1000, "boards:errors.answerLong"),
});

/** A moderator holds an entry by hand. */
export const holdForm = z.object({
  intent: z.literal("hold"),
  entryId: z.string().trim().min(1, "boards:errors.entryMissing").max(200, "boards:errors.entryMissing"),
  reason: z.enum(HOLD_REASONS, "errors:choose"),
  note: z.string().trim().min(1, "boards:errors.noteMissing").max(1000, "boards:errors.noteLong"),
});

/** A hold as moderators see it. */
export interface HoldView {
  id: string;
  entryId: string;
  reason: string;
  note: string;
  state: HoldState;
  /** Null: held by a rule. */
  heldBy: string | null;
  /** ISO. */
  heldAt: string;
  decidedAt: string | null;
  answer: string;
  version: number;
  entry: { occurredAt: string; material: string | null; category: string | null; massGrams: number | null; itemCount: number | null; co2eGrams: number | null; parties: { name: string; side: string }[] };
}

/** What the people of an entry read about its being held: never who held it. */
export interface OwnHold {
  reason: string;
  state: HoldState;
  answer: string;
}
