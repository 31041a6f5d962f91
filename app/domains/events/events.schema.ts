import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { isGoodsCode } from "#app/shared/goods.ts";
import { isMaterialCode } from "#app/shared/materials.ts";
import { DIRECTIONS, EVENT_KINDS, EVENT_VERBS, type Direction, type EventKind, type EventState, type EventVerb } from "./events.rules.ts";

const text = (max: number) => z.string({ error: "errors:required" }).trim().min(1, "errors:required").max(max, fieldMessage("errors:tooLong", { max }));
const optionalText = (max: number) => z.string().trim().max(max, fieldMessage("errors:tooLong", { max })).default("");
const id = z.string().min(1).max(80);
const key = z.string().min(8).max(80);
const version = z.coerce.number({ error: "errors:invalid" }).int().min(1);
const whole = (min: number, max: number) => z.coerce.number({ error: "errors:wholeNumber" }).int("errors:wholeNumber").min(min, fieldMessage("errors:tooSmall", { min })).max(max, fieldMessage("errors:tooLarge", { max }));
const optionalWhole = (min: number, max: number) => z.preprocess((value) => (value === "" || value === undefined ? null : value), whole(min, max).nullable());
const day = z.string({ error: "errors:required" }).regex(/^\d{4}-\d{2}-\d{2}$/, "errors:date");
const time = z.string({ error: "errors:required" }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, "errors:required");

const facts = {
  title: text(120),
  description: optionalText(3000),
  placeLabel: text(160),
  date: day,
  from: time,
  until: time,
  guestCapacity: optionalWhole(1, 100_000),
  stallCount: z.preprocess((value) => (value === "" || value === undefined ? 0 : value), whole(0, 300)),
  pointId: z.string().max(80).default(""),
};

/** A new day. `eventId` is made by the form, so that a repeat finds it. Times are on the community's clock. */
export const newEventInput = z
  .object({ eventId: key, kind: z.enum(EVENT_KINDS, { error: "errors:choose" }), ...facts })
  .superRefine((value, ctx) => {
    if (value.kind === "collection_day" && value.pointId === "") ctx.addIssue({ code: "custom", path: ["pointId"], message: "errors:choose" });
  });
export type NewEventInput = z.output<typeof newEventInput>;

/** Changing a day; its kind stays. */
export const editEventInput = z.object({ version, ...facts });
export type EditEventInput = z.output<typeof editEventInput>;

/** What becomes of a day; cancelling says why. */
export const moveEventInput = z
  .object({ version, verb: z.enum(EVENT_VERBS), reason: optionalText(500) })
  .superRefine((value, ctx) => {
    if (value.verb === "cancel" && value.reason === "") ctx.addIssue({ code: "custom", path: ["reason"], message: "errors:required" });
  });
export type MoveEventInput = z.output<typeof moveEventInput>;

/** A shift of volunteers, on the day's clock. */
export const shiftInput = z.object({ shiftId: key, task: text(120), shiftDate: day, shiftFrom: time, shiftUntil: time, needed: whole(1, 200) });
export type ShiftInput = z.output<typeof shiftInput>;
export const shiftRef = z.object({ shiftId: id });

/** We come, that many of us. */
export const rsvpInput = z.object({ size: whole(1, 20) });
/** A stall, and what is to be found there. */
export const stallInput = z.object({ number: whole(1, 300), wares: optionalText(200) });

/** Somebody comes to the desk, by pass or without a name. */
export const checkInInput = z.object({ checkInId: key, who: z.enum(["pass", "nobody"]).default("pass"), pass: z.string().max(300).default(""), size: whole(1, 200) });
export type CheckInInput = z.output<typeof checkInInput>;

/** Those of the list who are here. */
export const checkInManyInput = z.object({ partyIds: z.array(id).min(1, "errors:choose").max(200) });

const kilograms = z.string().trim().max(20).default("").transform((typed, ctx) => {
  if (typed === "") return null;
  const grams = /^\d{1,5}([.,]\d{1,3})?$/.test(typed) ? Math.round(Number(typed.replace(",", ".")) * 1000) : 0;
  if (grams < 1) ctx.addIssue({ code: "custom", message: "errors:mass" });
  return grams;
});

/** What somebody brought, took or had mended: goods by category and number, or a material by weight. */
export const noteInput = z
  .object({
    noteId: key,
    /** Of which check-in; empty is nobody by name. */
    checkInId: z.string().max(80).default(""),
    direction: z.enum(DIRECTIONS, { error: "errors:choose" }),
    category: z.string().max(60).default(""),
    material: z.string().max(60).default(""),
    itemCount: optionalWhole(1, 1000),
    kg: kilograms,
    stall: optionalWhole(1, 300),
  })
  .transform((form, ctx) => {
    const { kg, ...rest } = form;
    const isLoad = form.category === "";
    const known = isLoad ? isMaterialCode(form.material) : isGoodsCode(form.category);
    if (!known) ctx.addIssue({ code: "custom", path: [isLoad && form.material !== "" ? "material" : "category"], message: "errors:choose" });
    if (isLoad && kg === null) ctx.addIssue({ code: "custom", path: ["kg"], message: "errors:required" });
    if (!isLoad && form.itemCount === null) ctx.addIssue({ code: "custom", path: ["itemCount"], message: "errors:required" });
    return { ...rest, category: isLoad ? null : form.category, material: isLoad ? form.material : null, itemCount: isLoad ? null : form.itemCount, grams: kg };
  });
export type NoteInput = z.output<typeof noteInput>;
export const noteRef = z.object({ noteId: id });
export const checkInRef = z.object({ checkInId: id });

/** A day in a list. */
export interface EventCard {
  id: string;
  kind: EventKind;
  state: EventState;
  title: string;
  placeLabel: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
}

export interface StallView {
  number: number;
  isTaken: boolean;
  isMine: boolean;
  wares: string;
}

export interface ShiftView {
  id: string;
  task: string;
  startsAt: string;
  endsAt: string;
  needed: number;
  taken: number;
  isMine: boolean;
}

/** A day as its page shows it to one viewer. */
export interface EventView extends EventCard {
  description: string;
  guestCapacity: number | null;
  guestsTaken: number;
  waiting: number;
  cancelReason: string | null;
  version: number;
  icsSequence: number;
  isSettled: boolean;
  community: { id: string; slug: string; name: string; isListed: boolean };
  point: { id: string; name: string; address: string | null; recyclerPartyId: string; recyclerName: string } | null;
  stalls: StallView[];
  shifts: ShiftView[];
  /** The acting household's own answer; `ahead` are those before it in the line. */
  mine: { state: "coming" | "waiting"; size: number; ahead: number } | null;
  /** May change the day, works at its desk, is the recycler that takes the load. */
  manages: boolean;
  works: boolean;
  isRecycler: boolean;
  verbs: EventVerb[];
  takesPeople: boolean;
}

/** Somebody on the list or at the desk. */
export interface GuestRow {
  partyId: string;
  name: string;
  size: number;
  state: "coming" | "waiting";
  isHere: boolean;
}

export interface CheckInRow {
  id: string;
  name: string | null;
  size: number;
  at: string;
}

export interface NoteRow {
  id: string;
  direction: Direction;
  category: string | null;
  material: string | null;
  itemCount: number | null;
  grams: number | null;
  name: string | null;
  at: string;
  entryId: string | null;
}

/** Sums of a day's notes by what they were and whether they count. */
export interface NoteSum {
  direction: Direction;
  category: string | null;
  material: string | null;
  itemCount: number;
  grams: number;
  notes: number;
}
