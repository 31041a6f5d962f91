import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { conditionCodes, countUnits } from "#app/shared/material-units.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import { homeInput, type HomeDetails, type HomeView } from "./home/home.schema.ts";
import { cutoffUnits, maxCutoff } from "./cutoffs.rules.ts";
import type { MarkKind, MarkState } from "./marks.rules.ts";
import type { RefusalView } from "./refusals.schema.ts";
import { MAX_LINES, type BookingState, type BookingVerb } from "./pickups.rules.ts";
import { massUnits, parseMass, parsePermille, type MassUnit } from "./weights.rules.ts";

export { MAX_LINES };

/** What a slot is to somebody who wants to come. */
export type SlotRefusal = "SLOT_CLOSED" | "TOO_LATE" | "FULL" | "NOT_LICENSED" | "OUTSIDE_AREA" | "VISIT_TOO_LARGE";

/** A slot as the point's page and the booking form show it. Free numbers leave expired holds out. */
export type SlotView = {
  id: string;
  startsAt: string;
  endsAt: string;
  freeVisits: number;
  /** Null when the slot has no limit by weight. */
  freeGrams: number | null;
  /** How many wait for a place. */
  waiting: number;
  bookable: boolean;
  reason?: SlotRefusal;
};

/** A slot as the staff that runs it sees it. */
export type StaffSlotView = {
  id: string;
  pointId: string;
  /** Of a slot at people's doors; null for one at the point. */
  areaId: string | null;
  areaName: string | null;
  startsAt: string;
  endsAt: string;
  capacityVisits: number;
  takenVisits: number;
  capacityGrams: number | null;
  takenGrams: number;
  status: "open" | "closed";
  version: number;
  /** How many wait for a place. */
  waiting: number;
  /** What it needs that the point has one of. */
  resource: { id: string; name: string; bufferMinutes: number } | null;
};

/** A point as this room needs it. */
export type PointFacts = {
  id: string;
  name: string;
  address: string | null;
  timeZone: string;
  latitude: number;
  longitude: number;
  operatorPartyId: string | null;
  /** Whose public holidays hold there: ISO 3166-2, or 3166-1; null where that is not known. */
  calendarRegion: string | null;
  /** The most it takes on one day; null without a limit. */
  dailyGrams: number | null;
  accepts: string[];
};

export type WeighInView = {
  id: string;
  material: string;
  grossGrams: number;
  tareGrams: number;
  netGrams: number;
  contaminationPermille: number;
  unit: MassUnit;
  at: string;
  /** The device that read it, and the person who weighed or who said where the device's reading belongs. */
  device: string | null;
  person: string | null;
  reason: string | null;
  superseded: boolean;
};

export type EffectView = {
  entryId: string;
  material: string | null;
  status: "ok" | "not_covered";
  massGrams: number | null;
  co2eGrams: number | null;
  grade: string | null;
  lowGrams: number | null;
  highGrams: number | null;
};

/** How a line was counted, and what its giver says is so. `unitCount` in hundredths. */
export type LineDetail = { unit: string | null; unitCount: number | null; conditions: string[] };

/** One booking, whole, as either side of it sees it. */
export type BookingView = {
  id: string;
  state: BookingState;
  version: number;
  slot: { id: string; startsAt: string; endsAt: string; cancelCutoffMinutes: number; changeCutoffMinutes: number };
  point: { id: string; name: string; address: string | null; timeZone: string };
  partyId: string;
  partyName: string;
  recyclerPartyId: string;
  recyclerName: string;
  bookedByName: string;
  holdExpiresAt: string | null;
  declaredGrams: number;
  checkInCode: string;
  note: string;
  reason: string | null;
  lines: ({ id: string; material: string; declaredGrams: number | null } & LineDetail)[];
  /** Of a visit at the door; null for one at the point. */
  home: HomeView | null;
  weighIns: WeighInView[];
  effects: EffectView[];
  supersedesId: string | null;
  supersededById: string | null;
  icsSequence: number;
  createdAt: string;
  checkedInAt: string | null;
  completedAt: string | null;
  /** Came without a booking; anonymous: and without saying who they are. */
  isWalkIn: boolean;
  isAnonymous: boolean;
  mark: MarkView | null;
  refusal: RefusalView | null;
};

/** That one side was not there, as both sides see it. Instants as ISO text. */
export type MarkView = { kind: MarkKind; state: MarkState; at: string; contest: string | null; answer: string; version: number };

/** One row of a list of bookings. */
export type BookingRow = {
  id: string;
  state: BookingState;
  startsAt: string;
  endsAt: string;
  pointId: string;
  pointName: string;
  timeZone: string;
  partyName: string;
  materials: string[];
  declaredGrams: number;
  netGrams: number | null;
  /** The area of a visit at the door; null for one at the point. */
  areaName: string | null;
  /** A walk-in who did not say who they are: `partyName` is nobody's then. */
  isAnonymous: boolean;
};

/** A visit at the door in the day's list of the staff that drives there. */
export type HomeVisitLine = BookingRow & { door: Omit<HomeDetails, "latitude" | "longitude"> };

export type BookingActions = BookingVerb[];

const material = z.string({ error: "errors:choose" }).refine((text): boolean => isMaterialCode(text), { error: "errors:choose" });

/** What a hold is asked for with. Masses in grams; null is "not known", which is not zero. */
export const holdInput = z.object({
  /** Made by whoever asks, so that a repeat finds the same booking. */
  bookingId: z.uuid(),
  slotId: z.string().min(1, { error: "errors:choose" }),
  lines: z
    .array(z.object({
        material,
        declaredGrams: z.number().int().positive().max(100_000_000).nullable(),
        unit: z.enum(countUnits).optional(),
        unitCount: z.number().int().min(1).max(10_000_000).optional(),
        conditions: z.array(z.enum(conditionCodes)).max(20).optional(),
      }))
    .min(1, { error: "errors:choose" })
    .max(MAX_LINES)
    .refine((lines) => new Set(lines.map((line) => line.material)).size === lines.length, { error: "errors:invalid" }),
  note: z.string().trim().max(500, { error: fieldMessage("errors:tooLong", { max: 500 }) }).default(""),
  /** A hold of the same party that this one takes the place of. */
  replacesId: z.string().optional(),
  /** Where the door is, for a slot of an area; null for one at a point. Its pieces are part of the lines (see `loadLines`). */
  home: homeInput.nullable().default(null),
});
export type HoldInput = Omit<z.output<typeof holdInput>, "home"> & { home?: HomeDetails | null | undefined };

/** What the scale said. Masses in grams. */
export const readingInput = z.object({
  material,
  grossGrams: z.number().int().positive(),
  tareGrams: z.number().int().min(0),
  contaminationPermille: z.number().int().min(0).max(1000).default(0),
  unit: z.enum(massUnits).default("kg"),
  /** Needed when a reading of the same material is there already. */
  reason: z.string().trim().max(300).optional(),
});
export const weighInput = z.object({
  bookingId: z.string().min(1),
  version: z.number().int().optional(),
  readings: z.array(readingInput).min(1).max(20),
});
export type WeighInput = z.output<typeof weighInput>;

const wallTime = z.string({ error: "errors:required" }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "errors:invalid" });
const localDate = z.string({ error: "errors:required" }).regex(/^\d{4}-\d{2}-\d{2}$/, { error: "errors:date" });
const weekdays = z.array(z.coerce.number().int().min(1).max(7)).min(1, { error: "errors:choose" });
const whole = (min: number, max: number) =>
  z
    .number({ error: "errors:wholeNumber" })
    .int({ error: "errors:wholeNumber" })
    .min(min, { error: fieldMessage("errors:tooSmall", { min }) })
    .max(max, { error: fieldMessage("errors:tooLarge", { max }) });
const optionalKilograms = z
  .string()
  .optional()
  .transform((text, context) => {
    if (!text?.trim()) return null;
    const grams = parseMass(text, "kg");
    if (grams !== null && grams > 0 && grams <= 1_000_000_000) return grams;
    context.addIssue({ code: "custom", message: "errors:mass" });
    return z.NEVER;
  });

const cutoffCount = whole(0, 86_400).optional();
const cutoffUnit = z.enum(cutoffUnits, { error: "errors:choose" }).optional();

/** The form that opens slots: a pattern in the point's wall-clock time. */
export const openSlotsInput = z.object({
  pointId: z.string({ error: "errors:choose" }).min(1, { error: "errors:choose" }),
  /** For slots at people's doors: one of the point's areas. */
  areaId: z.string().optional(),
  fromDate: localDate,
  weeks: whole(1, 52),
  weekdays,
  opens: wallTime,
  closes: wallTime,
  lengthMinutes: whole(5, 24 * 60),
  capacityVisits: whole(1, 1000),
  capacityGrams: optionalKilograms,
  /** For all three cut-offs that are not said on their own; booking is open to half an hour before at the latest. */
  cutoffMinutes: whole(0, 14 * 24 * 60).default(60),
  bookCutoff: cutoffCount,
  bookCutoffUnit: cutoffUnit,
  changeCutoff: cutoffCount,
  changeCutoffUnit: cutoffUnit,
  cancelCutoff: cutoffCount,
  cancelCutoffUnit: cutoffUnit,
  /** The time of day at which cut-offs in days fall; the slot's own when left empty. */
  cutoffTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "errors:invalid" }).optional(),
  /** What the slots need that the point has one of. */
  resourceId: z.string().max(80).optional(),
}).superRefine((form, context) => {
  for (const verb of ["book", "change", "cancel"] as const) {
    const max = maxCutoff[form[`${verb}CutoffUnit`] ?? "minutes"];
    if ((form[`${verb}Cutoff`] ?? 0) > max) context.addIssue({ code: "custom", path: [`${verb}Cutoff`], message: fieldMessage("errors:tooLarge", { max }) });
  }
});
export type OpenSlotsInput = Omit<z.output<typeof openSlotsInput>, "areaId"> & { areaId?: string | null | undefined };

/** The form that changes what a slot can take. */
export const slotCapacityInput = z.object({
  slotId: z.string().min(1),
  version: z.number().int(),
  capacityVisits: whole(1, 1000),
  capacityGrams: optionalKilograms,
});
export type SlotCapacityInput = z.output<typeof slotCapacityInput>;

const degrees = (limit: number) =>
  z.number({ error: "errors:number" }).min(-limit, { error: fieldMessage("errors:tooSmall", { min: -limit }) }).max(limit, { error: fieldMessage("errors:tooLarge", { max: limit }) });

/** The form that makes a recycler's own point. */
export const ownPointInput = z.object({
  pointId: z.uuid(),
  name: z.string({ error: "errors:required" }).trim().min(2, { error: fieldMessage("errors:tooShort", { min: 2 }) }).max(120, { error: fieldMessage("errors:tooLong", { max: 120 }) }),
  address: z.string({ error: "errors:required" }).trim().min(3, { error: fieldMessage("errors:tooShort", { min: 3 }) }).max(200, { error: fieldMessage("errors:tooLong", { max: 200 }) }),
  city: z.string().trim().max(80).optional(),
  latitude: degrees(90),
  longitude: degrees(180),
  /** Where it stands in the network: what is collected goes to transfer stations, and from there to sorting centres. */
  tier: z.enum(["collection", "transfer", "sorting"]).default("collection"),
  materials: z.array(material, { error: "errors:choose" }).min(1, { error: "errors:choose" }),
  weekdays: z.array(z.coerce.number().int().min(1).max(7)).default([]),
  opens: wallTime.optional(),
  closes: wallTime.optional(),
});
export type OwnPointInput = Omit<z.output<typeof ownPointInput>, "tier"> & { tier?: "collection" | "transfer" | "sorting" };

/** The weigh-in form as typed: text in the unit chosen. */
export const weighForm = z
  .object({
    material,
    unit: z.enum(massUnits),
    gross: z.string({ error: "errors:required" }),
    tare: z.string().default("0"),
    contamination: z.string().default(""),
    reason: z.string().trim().max(300, { error: fieldMessage("errors:tooLong", { max: 300 }) }).optional(),
    version: z.number().int().optional(),
  })
  .transform((form, context) => {
    const grossGrams = parseMass(form.gross, form.unit);
    const tareGrams = form.tare.trim() === "" ? 0 : parseMass(form.tare, form.unit);
    const contaminationPermille = parsePermille(form.contamination);
    if (grossGrams === null || grossGrams === 0) context.addIssue({ code: "custom", path: ["gross"], message: "errors:mass" });
    if (tareGrams === null) context.addIssue({ code: "custom", path: ["tare"], message: "errors:mass" });
    else if (grossGrams !== null && tareGrams > grossGrams) context.addIssue({ code: "custom", path: ["tare"], message: "pickups:weigh.tareTooHeavy" });
    if (contaminationPermille === null) context.addIssue({ code: "custom", path: ["contamination"], message: "pickups:weigh.percent" });
    return {
      version: form.version,
      reading: {
        material: form.material,
        unit: form.unit,
        grossGrams: grossGrams ?? 0,
        tareGrams: tareGrams ?? 0,
        contaminationPermille: contaminationPermille ?? 0,
        reason: form.reason,
      },
    };
  });
