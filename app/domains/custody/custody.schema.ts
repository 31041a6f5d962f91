import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import { differenceReasons, type ConsignmentState, type ConsignmentVerb, type PointTier } from "./custody.rules.ts";
import { MAX_GRAMS } from "./mass.rules.ts";

export type LotKind = "arrival" | "split" | "merge" | "consigned" | "recovered";
export type ActKind = "arrive" | "split" | "merge" | "send" | "receive" | "take_back" | "treat" | "count" | "deliver" | "correct";

/** A point that a recycler runs here. */
export type PlaceFacts = {
  id: string;
  name: string;
  city: string | null;
  countryCode: string | null;
  tier: PointTier;
  timeZone: string;
  partyId: string;
  partyName: string;
  accepts: string[];
};

const id = z.uuid();
const note = z.string().trim().max(300, { error: fieldMessage("errors:tooLong", { max: 300 }) }).default("");
const material = z.string().refine(isMaterialCode, { error: "errors:choose" });
const grams = z.number().int().min(0).max(MAX_GRAMS);
const decimal = /^\d{1,7}([.,]\d{1,3})?$/;

/** A mass typed in kg, in grams; null where nothing was typed. */
export function parseKilograms(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  if (!decimal.test(typed)) return undefined;
  const parsed = Math.round(Number(typed.replace(",", ".")) * 1000);
  return parsed <= MAX_GRAMS ? parsed : undefined;
}

const kilograms = z.string().default("").transform((text, ctx) => {
  const parsed = parseKilograms(text);
  if (parsed === undefined) ctx.addIssue({ code: "custom", message: "errors:mass" });
  return parsed ?? null;
});

/** A mass that has to be there, and is more than nothing. */
const someKilograms = kilograms.transform((parsed, ctx) => {
  if (parsed === null || parsed === 0) {
    ctx.addIssue({ code: "custom", message: parsed === null ? "errors:required" : "errors:mass" });
    return z.NEVER;
  }
  return parsed;
});

const anyKilograms = kilograms.transform((parsed, ctx) => {
  if (parsed === null) {
    ctx.addIssue({ code: "custom", message: "errors:required" });
    return z.NEVER;
  }
  return parsed;
});

const reason = z.preprocess((value) => (value === "" ? undefined : value), z.enum(differenceReasons, { error: "errors:choose" }).optional());

/** Of every form about one lot: the act's id, made with the page, and what the page said the lot holds. */
const onLot = { actId: id, pointId: z.string().min(1).max(64), lotId: id, shownGrams: z.coerce.number().int().min(0) };

export const splitForm = z.object({ ...onLot, part: someKilograms }).transform(({ part, ...form }) => ({ ...form, parts: [part] }));
export const countForm = z.object({ ...onLot, grams: anyKilograms, reason: z.enum(differenceReasons, { error: "errors:choose" }), note });
export const deliverForm = z.object({ ...onLot, grams: someKilograms, note: z.string({ error: "errors:required" }).trim().min(2, { error: "errors:required" }).max(120, { error: fieldMessage("errors:tooLong", { max: 120 }) }) });
export const mergeForm = z.object({ actId: id, pointId: z.string().min(1).max(64), lotIds: z.array(id, { error: "custody:lots.chooseTwo" }).min(2, { error: "custody:lots.chooseTwo" }).max(500) });

export type SplitLot = { actId: string; pointId: string; lotId: string; shownGrams: number; parts: number[] };
export type CountLot = z.output<typeof countForm>;
export type DeliverLot = z.output<typeof deliverForm>;
export type MergeLots = z.output<typeof mergeForm>;

/** What goes into a run and what comes out of it. Without `lotIds` the oldest lots go in first. */
export const runInput = z.object({
  actId: id,
  pointId: z.string().min(1).max(64),
  material,
  grams: grams.min(1),
  lotIds: z.array(id).max(500).default([]),
  outputs: z.array(z.object({ material, grams: grams.min(1) })).max(12),
  residueGrams: grams,
  /** Why less came out than went in, where that is more than scales differ. */
  reason: z.enum(differenceReasons).nullable().default(null),
  note,
});
export type RunInput = z.input<typeof runInput>;

const label = z.string().trim().max(60, { error: fieldMessage("errors:tooLong", { max: 60 }) }).default("");

export const consignmentInput = z.object({
  consignmentId: id,
  fromPointId: z.string().min(1).max(64),
  toPointId: z.string().min(1).max(64),
  note,
  vehicle: label,
  lines: z.array(z.object({ id, material, isSorted: z.boolean(), grams: grams.min(1), lotIds: z.array(id).max(500).default([]) })).min(1).max(40),
});
export type ConsignmentInput = z.input<typeof consignmentInput>;
/** A plan as it is to be, and the version that its form showed. */
export type ConsignmentPlan = ConsignmentInput & { version: number };

/** A consignment as it was shown. */
export const consignmentRef = z.object({ version: z.coerce.number().int().min(1) });
export const sendForm = consignmentRef.extend({ vehicle: label, seal: label });
export const refuseForm = consignmentRef.extend({ reason: z.string({ error: "errors:required" }).trim().min(3, { error: "errors:required" }).max(300, { error: fieldMessage("errors:tooLong", { max: 300 }) }) });

/** What a scale said of a line. */
export const weighedLine = z.object({ lineId: id, grams: anyKilograms, reason, note });
export type WeighedLine = { lineId: string; grams: number; reason?: (typeof differenceReasons)[number] | undefined; note?: string };

export type ConsignmentLineView = {
  id: string;
  material: string;
  isSorted: boolean;
  /** As planned; once it left, as sent. */
  grams: number;
  lotId: string | null;
  lotNumber: number | null;
  chosen: { id: string; number: number }[];
  receivedGrams: number | null;
  differenceReason: string | null;
  differenceNote: string;
};

/** A consignment as either side of it sees it. Instants as ISO text. */
export type ConsignmentView = {
  id: string;
  number: number;
  state: ConsignmentState;
  version: number;
  from: PlaceFacts;
  to: PlaceFacts;
  vehicle: string;
  seal: string;
  note: string;
  reason: string | null;
  createdAt: string;
  sentAt: string | null;
  closedAt: string | null;
  lines: ConsignmentLineView[];
  verbs: ConsignmentVerb[];
};

export type ConsignmentRow = {
  id: string;
  number: number;
  state: ConsignmentState;
  fromName: string;
  toName: string;
  isIncoming: boolean;
  materials: string[];
  grams: number;
  receivedGrams: number | null;
  at: string;
};
