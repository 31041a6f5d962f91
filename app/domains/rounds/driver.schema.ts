import { z } from "zod";
import { massUnits } from "#app/shared/typed-mass.ts";
import type { RoundState, StopState } from "./day.schema.ts";
import type { VehicleKind } from "./vehicles.schema.ts";

/** Why a load is refused at the door. */
export const refusalReasons = ["wrong_material", "contaminated", "too_much", "unsafe"] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** The largest photo of a refused load that is taken; a phone makes its own smaller first. */
export const MAX_PHOTO_MEGABYTES = 12;

/** Why a driver goes on without having been there. */
export const driverSkips = ["no_time", "no_access", "vehicle_full", "other"] as const;

const note = z.string().trim().max(500).default("");
const mass = z.string().trim().max(12);

/** What a scale said, as typed. Masses become grams where weights are understood (the pickups room). */
export const readingInput = z.object({ material: z.string().min(1).max(60), gross: mass, tare: mass.default(""), contamination: z.string().trim().max(6).default(""), unit: z.enum(massUnits) });
export type ReadingInput = z.output<typeof readingInput>;

/** Strokes of a finger in a box of 600 by 200: "x,y x,y;x,y ...". */
const strokes = z.string().max(20_000).regex(/^(\d{1,3},\d{1,3}( \d{1,3},\d{1,3})*)(;\d{1,3},\d{1,3}( \d{1,3},\d{1,3})*)*$/);

const of = { clientId: z.uuid(), deviceAt: z.iso.datetime() };
const atStop = { ...of, stopId: z.string().min(1) };

/** One thing a driver did. The id and the time are the phone's own, so that what is sent twice is done once. */
export const driverAction = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("start"), ...of }),
  z.object({ kind: z.literal("arrive"), ...atStop }),
  z.object({ kind: z.literal("collect"), ...atStop, readings: z
      .array(readingInput)
      .min(1)
      .max(20)
      .refine((readings) => new Set(readings.map(({ material }) => material)).size === readings.length),
     signedName: z.string().trim().max(100).optional(), signedStrokes: strokes.optional() }),
  z.object({ kind: z.literal("refuse"), ...atStop, reason: z.enum(refusalReasons), note }),
  z.object({ kind: z.literal("nobody"), ...atStop, note }),
  z.object({ kind: z.literal("skip"), ...atStop, reason: z.enum(driverSkips), note }),
  z.object({ kind: z.literal("back"), ...of }),
]);
export type DriverAction = z.output<typeof driverAction>;

/** What a phone sends: its actions in order, and its own time at sending, by which its clock is put right. */
export const syncInput = z.object({ sentAt: z.iso.datetime(), actions: z.array(z.unknown()).min(1).max(100) });

/** What came of an action. A refused one is not tried again; `error` says why. */
export type Outcome = { clientId: string; status: "done" | "refused"; error: string | null };

/** A stop as the driver sees it: the address is theirs to see, nobody else's. */
export type DriverStop = {
  id: string;
  bookingId: string;
  sequence: number;
  state: StopState;
  /** Cancelled or moved by the resident since the round was published. */
  isGone: boolean;
  plannedAt: string;
  expectedAt: string;
  toldFrom: string | null;
  toldUntil: string | null;
  arrivedAt: string | null;
  settledAt: string | null;
  reason: string | null;
  partyName: string;
  address: string;
  latitude: number;
  longitude: number;
  floor: number | null;
  hasLift: boolean | null;
  placeOut: "inside" | "door" | "lobby" | "kerb";
  instructions: string;
  note: string;
  driverNote: string;
  lines: { material: string; declaredGrams: number | null }[];
  /** Whole pieces at the door, by category of goods. Their usual weight is in the lines. */
  pieces: { goods: string; pieces: number }[];
  /** Of one kind of piece, or (null) of all that stands there. */
  photos: { id: string; goods: string | null; width: number; height: number }[];
  readings: { material: string; grossGrams: number; tareGrams: number; netGrams: number; contaminationPermille: number }[];
  /** What was refused, as both sides see it. */
  refusalPhoto: { width: number; height: number } | null;
  signedName: string | null;
  signedStrokes: string | null;
};

export type RoundView = {
  id: string;
  state: RoundState;
  version: number;
  recyclerPartyId: string;
  localDate: string;
  leavesAt: string;
  isBackAt: string;
  startedAt: string | null;
  backAt: string | null;
  closedAt: string | null;
  estimatedMetres: number;
  drivenMetres: number | null;
  distanceBasis: "estimated" | "odometer" | null;
  emissionGrams: number | null;
  collectedGrams: number | null;
  vehicle: { name: string; kind: VehicleKind; capacityGrams: number };
  driver: { userId: string; name: string } | null;
  depot: { id: string; name: string; address: string; timeZone: string; latitude: number; longitude: number };
  /** What may be put on the scale, besides what was declared. */
  accepts: string[];
  stops: DriverStop[];
};

/** What a resident is shown of the round that comes to them; ISO instants. `later`: it is expected after the time they were told. */
export type LiveStop =
  | { phase: "told"; from: string; until: string; timeZone: string }
  | { phase: "on_its_way"; from: string; until: string; timeZone: string; stopsBefore: number; later: boolean }
  | { phase: "here"; timeZone: string }
  | { phase: "collected"; timeZone: string }
  | { phase: "left_out"; timeZone: string };
