import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { currencies, maxPriceMinor, minorFrom } from "#app/shared/money.ts";
import { massUnits } from "#app/shared/typed-mass.ts";
import { cancelReasons, declineReasons, disputeReasons, loanMaxDays, undoReasons, type DealKind, type DealState, type DealVerb, type Side } from "./deals.rules.ts";
import { massFrom } from "./mass.rules.ts";
import { priceBases, type TermsPrice } from "./terms.rules.ts";

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

/** Whole days of a loan. */
const loanDays = z.coerce
  .number({ error: "errors:number" })
  .int("errors:wholeNumber")
  .min(1, fieldMessage("errors:tooSmall", { min: 1 }))
  .max(loanMaxDays, fieldMessage("errors:tooLarge", { max: loanMaxDays }));

/** A price as programs send it: whole minor units. */
export const priceInput = z.object({
  minor: z.number({ error: "errors:price" }).int("errors:price").min(0, "errors:price").max(maxPriceMinor, fieldMessage("errors:tooLarge", { max: maxPriceMinor / 100 })),
  currency: z.enum(currencies, "errors:choose"),
  basis: z.enum(priceBases, "errors:choose"),
});

/**
 * What a proposal may name. A price left out is the listed one, where there is one; null is for nothing. Which of these a kind
 * of deal has use for, the flow says.
 */
const proposalFields = {
  units: units.default(1),
  price: priceInput.nullable().optional(),
  swapListingId: z.string().min(1).max(60).optional(),
  swapUnits: units.default(1),
  /** Of a swap with a price, which is then money on top for all of it: who pays it; whoever proposes when left out. */
  paidBySide: z.enum(["giver", "taker"], "errors:choose").optional(),
  /** Of a loan; the listing's longest when left out. */
  loanDays: loanDays.optional(),
};
export type ProposalInput = z.infer<z.ZodObject<typeof proposalFields>>;

/** The same as people type it: a price in major units, empty for the listed one. */
const typedPrice = {
  price: z.string().trim().max(20).default(""),
  priceBasis: z.enum(priceBases, "errors:choose").default("per_unit"),
  currency: z.enum(currencies, "errors:choose").optional(),
};

type TypedPrice = { price: string; priceBasis: TermsPrice["basis"]; currency?: (typeof currencies)[number] | undefined; swapListingId?: string | undefined };

function withPrice<T extends TypedPrice>(input: T, context: z.RefinementCtx) {
  const { price: text, priceBasis, currency, swapListingId, ...rest } = input;
  const minor = text === "" ? null : minorFrom(text);
  if (text !== "" && (minor === null || minor > maxPriceMinor)) context.addIssue({ code: "custom", path: ["price"], message: "errors:price" });
  if (text !== "" && !currency) context.addIssue({ code: "custom", path: ["currency"], message: "errors:choose" });
  return {
    ...rest,
    ...(minor !== null && currency ? { price: { minor, currency, basis: priceBasis } } : {}),
    ...(swapListingId ? { swapListingId } : {}),
  };
}

/** Asking for a listing: how many units, on which terms, and a first word to its owner. */
export const requestInput = z.object({ listingId: z.string().min(1).max(60), ...proposalFields, message: message(2000) });
export type RequestInput = z.input<typeof requestInput>;

/** The same from its form. */
export const requestForm = z
  .object({ listingId: z.string().min(1).max(60), ...proposalFields, ...typedPrice, swapListingId: z.string().max(60).optional(), message: message(2000) })
  .transform(withPrice);

/** What every move of an existing deal carries: the version the person saw. Without one, only the state is compared. */
export const moveInput = z.object({ dealId: z.string().min(1).max(60), version });
export type MoveInput = z.infer<typeof moveInput>;

/** The number of the proposal that was seen: what is answered is that one and no other. */
const termsNumber = z.coerce.number({ error: "errors:required" }).int().positive();

/** A yes to the proposal of this number. */
export const acceptInput = moveInput.extend({ terms: termsNumber });
export type AcceptInput = z.infer<typeof acceptInput>;

/** Another proposal in answer to the one of this number. */
export const counterInput = moveInput.extend({ terms: termsNumber, ...proposalFields, note: message(500) });
export type CounterInput = z.input<typeof counterInput>;

/** The same from its form. */
export const counterForm = moveInput.extend({ terms: termsNumber, ...proposalFields, ...typedPrice, swapListingId: z.string().max(60).optional(), note: message(500) }).transform(withPrice);

export const undoInput = moveInput.extend({ reason: z.enum(undoReasons, "errors:choose") });
export type UndoInput = z.infer<typeof undoInput>;

/** A yes to the time that was seen. */
export const agreeTimeInput = moveInput.extend({ startsAt: z.coerce.date("errors:date") });
export type AgreeTimeInput = z.infer<typeof agreeTimeInput>;

export const declineInput = moveInput.extend({ reason: z.enum(declineReasons, "errors:choose") });
export type DeclineInput = z.infer<typeof declineInput>;

export const cancelInput = moveInput.extend({ reason: z.enum(cancelReasons, "errors:choose") });
export type CancelInput = z.infer<typeof cancelInput>;

export const disputeInput = moveInput.extend({ reason: z.enum(disputeReasons, "errors:choose") });
export type DisputeInput = z.infer<typeof disputeInput>;

/** An operator's decision, with words that both sides read. */
export const resolveInput = moveInput.extend({
  outcome: z.enum(["completed", "cancelled"], "errors:choose"),
  resolution: z
    .string({ error: "errors:required" })
    .trim()
    .min(3, fieldMessage("errors:tooShort", { min: 3 }))
    .max(1000, fieldMessage("errors:tooLong", { max: 1000 })),
});
export type ResolveInput = z.infer<typeof resolveInput>;

/** The giver lends for so many days more. */
export const extendLoanInput = moveInput.extend({ days: loanDays });
export type ExtendLoanInput = z.infer<typeof extendLoanInput>;

/** Why an inspection found less than was quoted. */
export const inspectionReasons = ["wear", "fault", "missing_part", "not_as_described", "battery", "locked", "other"] as const;
export type InspectionReason = (typeof inspectionReasons)[number];

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
  /** What was weighed is far from what was declared, and both have seen it. */
  confirmDifference: z.coerce.boolean().optional(),
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
  offer: "sale" | "free" | "swap" | "loan" | "wanted";
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

/** A proposal as both sides read it. `number` is what an acceptance names. */
export type DealTermsView = {
  number: number;
  bySide: Side;
  units: number;
  price: TermsPrice | null;
  /** What is given in return, of a swap. */
  swap: { listingId: string; title: string; category: string | null; material: string | null; units: number } | null;
  /** Of a swap with money on top: who pays it. */
  paidBySide: Side | null;
  loanDays: number | null;
  note: string;
  createdAt: string;
};

/** One field that the owner changed after the yes: codes and numbers, put into words by the page. */
export type PendingChange = { field: string; from: string | number | null; to: string | number | null };

/** A deal as one of its sides (or an operator deciding a dispute) may see it. Never the code unless this is the taker. */
export type DealView = {
  id: string;
  version: number;
  kind: DealKind;
  /** A gift without ceremony. */
  light: boolean;
  state: DealState;
  /** Null for an operator. */
  side: Side | null;
  moves: DealVerb[];
  next: "me" | "them" | "either" | "operator" | null;
  /** Until when the next one has time; null where nothing runs out. */
  nextUntil: string | null;
  requesterSide: Side;
  listing: DealListing;
  /** The latest proposal; both agreed to it when `acceptedTerms` is its number. */
  terms: DealTermsView;
  acceptedTerms: number | null;
  /** All proposals, first to last; the latest is the last. */
  termsHistory: DealTermsView[];
  /** What the owner changed after the yes and the requester has not agreed to; nothing is handed over before. */
  pendingChange: PendingChange[] | null;
  units: number;
  movedUnits: number | null;
  measuredGrams: number | null;
  weightConfirmed: boolean;
  /** What is paid at the hand-over, in minor units of the terms' currency; null where nothing is. */
  settledMinor: number | null;
  /** Of a loan: when it is due back. */
  loanDueAt: string | null;
  /** Of a loan that is not back when it is due; shown, never a state. */
  isOverdue: boolean;
  /** A side contested it after its completion. */
  isContested: boolean;
  /** What the operator who decided a dispute wrote to both sides. */
  resolution: string | null;
  handedOverBy: Side | null;
  parties: Record<Side, { id: string; name: string; kind: string }>;
  /** When and where. `bySide` named it; it is agreed once the other one has said yes (`agreedAt`). */
  agreed: { startsAt: string; endsAt: string; place: string; bySide: Side | null; agreedAt: string | null } | null;
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
  kind: DealKind;
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
