import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { cancelReasons, declineReasons, disputeReasons, type DealState, type DealVerb, type Side } from "./deals.rules.ts";
import { massFrom, massUnits } from "./mass.rules.ts";

const message = (max: number) =>
  z
    .string()
    .trim()
    .max(max, fieldMessage("errors:tooLong", { max }))
    .default("");

const version = z.coerce.number().int().positive().optional();
const units = z.coerce
  .number({ error: "errors:number" })
  .int("errors:wholeNumber")
  .min(1, fieldMessage("errors:tooSmall", { min: 1 }))
  .max(100_000, fieldMessage("errors:tooLarge", { max: 100_000 }));

/** Asking for a listing: how many units, and a first word to its owner. */
export const requestInput = z.object({ listingId: z.string().min(1).max(60), units: units.default(1), message: message(2000) });
export type RequestInput = z.infer<typeof requestInput>;

/** What every move of an existing deal carries: the version the person saw. Without one, only the state is compared. */
export const moveInput = z.object({ dealId: z.string().min(1).max(60), version });
export type MoveInput = z.infer<typeof moveInput>;

export const declineInput = moveInput.extend({ reason: z.enum(declineReasons, "errors:choose") });
export type DeclineInput = z.infer<typeof declineInput>;

export const cancelInput = moveInput.extend({ reason: z.enum(cancelReasons, "errors:choose") });
export type CancelInput = z.infer<typeof cancelInput>;

export const disputeInput = moveInput.extend({ reason: z.enum(disputeReasons, "errors:choose") });
export type DisputeInput = z.infer<typeof disputeInput>;

export const resolveInput = moveInput.extend({ outcome: z.enum(["completed", "cancelled"], "errors:choose") });
export type ResolveInput = z.infer<typeof resolveInput>;

const place = z
  .string({ error: "errors:required" })
  .trim()
  .min(2, fieldMessage("errors:tooShort", { min: 2 }))
  .max(200, fieldMessage("errors:tooLong", { max: 200 }));

/** An agreed window as instants; the API sends these. */
export const scheduleInput = moveInput
  .extend({ startsAt: z.coerce.date("errors:date"), endsAt: z.coerce.date("errors:date"), place })
  .refine((input) => input.endsAt > input.startsAt, { path: ["endsAt"], message: "deals:fields.endsBeforeStart" });
export type ScheduleInput = z.infer<typeof scheduleInput>;

/** The same as people type it: a day and two times on the place's clock. */
export const scheduleForm = moveInput.extend({
  date: z.string({ error: "errors:required" }).regex(/^\d{4}-\d{2}-\d{2}$/, "errors:date"),
  from: z.string({ error: "errors:required" }).regex(/^\d{2}:\d{2}$/, "errors:date"),
  until: z.string({ error: "errors:required" }).regex(/^\d{2}:\d{2}$/, "errors:date"),
  place,
});

const handOverFields = {
  movedUnits: units.optional(),
  /** As read off the scale; see `weightUnit`. */
  weight: z.string().trim().max(20).optional(),
  weightUnit: z.enum(massUnits).default("kg"),
  confirmDeclared: z.coerce.boolean().default(false),
};

function withGrams<T extends { weight?: string | undefined; weightUnit: (typeof massUnits)[number] }>(input: T, context: z.RefinementCtx) {
  const { weight, weightUnit, ...rest } = input;
  const measuredGrams = weight ? massFrom(weight, weightUnit) : null;
  if (weight && measuredGrams === null) context.addIssue({ code: "custom", path: ["weight"], message: "errors:mass" });
  return { ...rest, measuredGrams };
}

/** One side says that it moved: how many, what it weighed. `measuredGrams` comes out in grams. */
export const handOverInput = moveInput.extend(handOverFields).transform(withGrams);
export type HandOverInput = z.infer<typeof handOverInput>;

/** The giver enters the taker's six digits, with the same facts. */
export const enterCodeInput = moveInput
  .extend({
    ...handOverFields,
    code: z
      .string({ error: "errors:required" })
      .transform((text) => text.replace(/\s/g, ""))
      .pipe(z.string().regex(/^\d{6}$/, "errors:code")),
  })
  .transform(withGrams);
export type EnterCodeInput = z.infer<typeof enterCodeInput>;

/** A listing as a deal shows it. */
export type DealListing = {
  id: string;
  title: string;
  kind: "goods" | "material";
  offer: "sale" | "free" | "wanted";
  category: string | null;
  material: string | null;
  condition: string | null;
  /** Declared mass of one unit, in grams; null is unknown. */
  massGrams: number | null;
  priceMinor: number | null;
  currency: string | null;
  placeLabel: string;
  timeZone: string;
  photoKey: string | null;
  grade: string | null;
  /** As it stood when it was asked for. */
  remanufactured: boolean;
  remanufacturer: string | null;
  warrantyMonths: number | null;
};

/** A past move, for the line of steps. Times are ISO texts. */
export type DealStep = { toState: DealState; at: string };

/** A deal as one of its sides (or an operator deciding a dispute) may see it. Never the code unless this is the taker. */
export type DealView = {
  id: string;
  version: number;
  state: DealState;
  /** Null for an operator. */
  side: Side | null;
  moves: DealVerb[];
  next: "me" | "them" | "either" | "operator" | null;
  /** Until when the next one has time; null where nothing runs out. */
  nextUntil: string | null;
  requesterSide: Side;
  listing: DealListing;
  units: number;
  movedUnits: number | null;
  measuredGrams: number | null;
  weightConfirmed: boolean;
  handedOverBy: Side | null;
  parties: Record<Side, { id: string; name: string; kind: string }>;
  agreed: { startsAt: string; endsAt: string; place: string } | null;
  code: string | null;
  /** Wrong codes have stopped the giver until then. */
  codeBlockedUntil: string | null;
  endReason: string | null;
  steps: DealStep[];
  createdAt: string;
};

/** A deal in a list. */
export type DealLine = {
  id: string;
  state: DealState;
  side: Side;
  title: string;
  category: string | null;
  material: string | null;
  photoKey: string | null;
  remanufactured: boolean;
  units: number;
  otherName: string;
  next: "me" | "them" | "either" | "operator" | null;
  agreedStartsAt: string | null;
  agreedEndsAt: string | null;
  timeZone: string;
  respondBy: string;
  updatedAt: string;
  unread: boolean;
};
