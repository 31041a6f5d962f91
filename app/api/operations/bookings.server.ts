import { z } from "zod";
import { bookSlot, cancelBooking, rescheduleBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { bookingStates, bookingVerbs, MAX_LINES } from "#app/domains/pickups/pickups.rules.ts";
import { markStates } from "#app/domains/pickups/marks.rules.ts";
import { refusalKinds } from "#app/domains/pickups/refusals.schema.ts";
import type { BookingView } from "#app/domains/pickups/pickups.schema.ts";
import type { HomeView } from "#app/domains/pickups/home/home.schema.ts";
import { loadLines } from "#app/domains/pickups/home/pieces.ts";
import { selectSettlement } from "#app/domains/prices/prices.repository.server.ts";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { openBooking, type OpenedBooking } from "#app/domains/pickups/views.service.server.ts";
import { hasRole } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok } from "#app/shared/result.ts";
import { listBookings } from "../bookings.repository.server.ts";
import { operation } from "../operation.ts";
import { cursor, figures, grams, id, idParams, instant, limit, materialCode, nextCursor, version } from "../schemas.ts";
import { door, newDoor } from "./home.server.ts";
import { settlementLine } from "./prices.server.ts";
import { movedOf, visitErrors } from "./visits.server.ts";

const state = z.enum(bookingStates);
const side = z.enum(["resident", "staff"]);
const maxGrams = 100_000_000;

const row = z
  .object({
    id,
    state,
    startsAt: instant,
    endsAt: instant,
    point: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }).meta({ id: "BookingPoint", description: "Where." }),
    partyName: z.string(),
    materials: z.array(z.string()),
    declaredGrams: grams,
    netGrams: grams.nullable().meta({ description: "As weighed; null before." }),
  })
  .meta({ id: "BookingLine", description: "A booking in a list." });

const weighIn = z
  .object({
    id,
    material: z.string(),
    grossGrams: grams,
    tareGrams: grams,
    netGrams: grams,
    contaminationPermille: z.int(),
    at: instant,
    device: z.string().nullable().meta({ description: "The name of the scale or terminal that read it; null when somebody typed it." }),
    superseded: z.boolean().meta({ description: "A correction took its place." }),
    reason: z.string().nullable(),
  })
  .meta({ id: "WeighIn", description: "What a scale said." });

const booking = z
  .object({
    id,
    state,
    version: z.int(),
    side,
    verbs: z.array(z.enum(bookingVerbs)).meta({ description: "What the token's party may do now." }),
    slot: z.object({ id, startsAt: instant, endsAt: instant, cancelCutoffMinutes: z.int(), changeCutoffMinutes: z.int() }),
    point: z.object({ id: z.string(), name: z.string(), address: z.string().nullable(), timeZone: z.string() }),
    partyName: z.string(),
    recyclerName: z.string(),
    checkInCode: z.string().nullable().meta({ description: "The six digits to show at the gate; for the resident's side only." }),
    note: z.string(),
    reason: z.string().nullable(),
    lines: z.array(z.object({ material: z.string(), declaredGrams: grams.nullable() })),
    home: door.nullable().meta({ description: "Of a pickup at the door; null for a drop-off." }),
    settlement: z.array(settlementLine).meta({ description: "What a completed visit came to; empty without a price board." }),
    weighIns: z.array(weighIn),
    effects: z
      .array(z.object({ entryId: z.string(), material: z.string().nullable(), status: z.enum(["ok", "not_covered"]), massGrams: grams.nullable(), ...figures }))
      .meta({ description: "The ledger entries of a completed visit." }),
    mark: z
      .object({ kind: z.enum(["no_show", "missed"]), state: z.enum(markStates), version: z.int(), at: instant, contest: z.string().nullable(), answer: z.string() })
      .meta({ id: "VisitMark", description: "That one side was not there: the visitor (`no_show`) or the recycler (`missed`)." })
      .nullable(),
    markVerbs: z.array(z.enum(["contest", "withdraw", "uphold", "refuse"])).meta({ description: "What the token's party may do about the mark now." }),
    refusal: z.object({ kind: z.enum(refusalKinds), hasPhoto: z.boolean() }).nullable().meta({ description: "Why the load was turned away; the words are in `reason`." }),
    supersedesId: z.string().nullable(),
    supersededById: z.string().nullable(),
    createdAt: instant,
    checkedInAt: instant.nullable(),
    completedAt: instant.nullable(),
  })
  .meta({ id: "Booking", description: "A booking as one of its sides sees it." });

const outcome = z
  .object({ id, state, changed: z.boolean().meta({ description: "False when it stood there already." }) })
  .meta({ id: "BookingOutcome", description: "Where a booking stands after a verb." });

function doorOf({ areaId, areaName, address, latitude, longitude, floor, hasLift, placeOut, instructions, pieces, photos }: HomeView): z.infer<typeof door> {
  return { areaId, areaName, address, latitude, longitude, floor, hasLift, placeOut, instructions, pieces: pieces.map(({ goods, pieces: count }) => ({ goods, pieces: count })), photoIds: photos.map((photo) => photo.id), photos };
}

function bookingOf({ booking: view, side: of, verbs, markVerbs }: OpenedBooking, settlement: z.infer<typeof settlementLine>[]): z.infer<typeof booking> {
  return {
    id: view.id,
    state: view.state,
    version: view.version,
    side: of === "staff" ? "staff" : "resident",
    verbs,
    slot: {
      id: view.slot.id,
      startsAt: view.slot.startsAt,
      endsAt: view.slot.endsAt,
      cancelCutoffMinutes: view.slot.cancelCutoffMinutes,
      changeCutoffMinutes: view.slot.changeCutoffMinutes,
    },
    point: { id: view.point.id, name: view.point.name, address: view.point.address, timeZone: view.point.timeZone },
    partyName: view.partyName,
    recyclerName: view.recyclerName,
    checkInCode: of === "resident" ? view.checkInCode : null,
    note: view.note,
    reason: view.reason,
    lines: view.lines.map(({ material, declaredGrams }) => ({ material, declaredGrams })),
    home: view.home && doorOf(view.home),
    settlement,
    weighIns: view.weighIns.map(weighInOf),
    effects: view.effects.map(({ entryId, material: code, status, massGrams, co2eGrams, lowGrams, highGrams }) => ({
      entryId,
      material: code,
      status,
      massGrams,
      co2eGrams,
      lowGrams,
      highGrams,
    })),
    mark: view.mark && { kind: view.mark.kind, state: view.mark.state, version: view.mark.version, at: view.mark.at, contest: view.mark.contest, answer: view.mark.answer },
    markVerbs,
    refusal: view.refusal && { kind: view.refusal.kind, hasPhoto: view.refusal.photo !== null },
    supersedesId: view.supersedesId,
    supersededById: view.supersededById,
    createdAt: view.createdAt,
    checkedInAt: view.checkedInAt,
    completedAt: view.completedAt,
  };
}

function weighInOf(reading: BookingView["weighIns"][number]): z.infer<typeof weighIn> {
  const { id: readingId, grossGrams, tareGrams, netGrams, contaminationPermille, at, device, superseded, reason } = reading;
  return { id: readingId, material: reading.material, grossGrams, tareGrams, netGrams, contaminationPermille, at, device, superseded, reason };
}

export const bookingOperations = [
  operation({
    method: "get",
    path: "/bookings",
    operationId: "listBookings",
    tag: "bookings",
    scope: "bookings:read",
    summary: "My bookings",
    description: "Of the token's party, as the one who comes or (`side=staff`, for a recycler's staff) the one who receives; the latest slot first.",
    auth: "token",
    query: z.object({
      side: side.default("resident"),
      status: z.enum(["open", "past", "all"], "errors:choose").default("all").meta({ description: "`open`: confirmed, held, here or weighed." }),
      cursor,
      limit: limit(24, 100),
    }),
    response: z.object({ items: z.array(row), nextCursor }).meta({ id: "BookingPage", description: "A page of bookings." }),
    errors: ["PICKUPS.NOT_ALLOWED"],
    async run({ db, actor, query, now }) {
      if (query.side === "staff" && (actor.party.kind !== "recycler" || !hasRole(actor.role, "staff"))) return err("PICKUPS.NOT_ALLOWED");
      const page = await listBookings(db, { partyId: actor.party.id, side: query.side, status: query.status, now, cursor: query.cursor ?? null, limit: query.limit });
      return ok(page);
    },
  }),
  operation({
    method: "get",
    path: "/bookings/{id}",
    operationId: "getBooking",
    tag: "bookings",
    scope: "bookings:read",
    summary: "One booking",
    description: "For its two sides; for everybody else it does not exist.",
    auth: "token",
    params: idParams,
    response: booking,
    errors: ["PICKUPS.NOT_FOUND", "PICKUPS.NOT_ALLOWED"],
    async run({ db, actor, params }) {
      const opened = await openBooking(db, actor, params.id);
      return opened.ok ? ok(bookingOf(opened.value, await selectSettlement(db, params.id))) : opened;
    },
  }),
  operation({
    method: "post",
    path: "/bookings",
    operationId: "bookSlot",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Book a slot",
    description: "Confirmed at once: no hold to confirm afterwards. Slots are under /points/{id}/slots, those at the door, with `home`, under /areas/{id}/slots.",
    auth: "token",
    body: z
      .strictObject({
        slotId: z.string().min(1).max(80),
        lines: z
          .array(z.strictObject({ material: materialCode, declaredGrams: z.int().min(1).max(maxGrams).nullish().meta({ description: "Grams; leave it out when unknown, which is not zero." }) }))
          .max(MAX_LINES)
          .default([])
          .superRefine((lines, ctx) => {
            if (new Set(lines.map((one) => one.material)).size !== lines.length) ctx.addIssue({ code: "custom", message: "errors:invalid" });
          })
          .meta({ description: "What you bring, each material once. May be empty where pieces stand at the door." }),
        note: z.string().trim().max(500).default(""),
        home: newDoor.nullable().default(null),
      })
      .superRefine((body, ctx) => {
        const lines = loadLines(body.lines.map((one) => ({ material: one.material, declaredGrams: one.declaredGrams ?? null })), body.home?.pieces ?? []);
        if (lines.length === 0) ctx.addIssue({ code: "custom", path: ["lines"], message: "errors:choose" });
        if (lines.length > MAX_LINES) ctx.addIssue({ code: "custom", path: ["lines"], message: fieldMessage("home-pickup:what.tooMany", { max: MAX_LINES }) });
      })
      .meta({ id: "NewBooking", description: "What is brought, and when." }),
    response: outcome,
    successStatus: 201,
    errors: ["PICKUPS.NOT_FOUND", "PICKUPS.NOT_ALLOWED", "PICKUPS.FULL", "PICKUPS.SLOT_CLOSED", "PICKUPS.TOO_LATE", "PICKUPS.ALREADY_BOOKED", "PICKUPS.MATERIAL_REFUSED", "PICKUPS.NOT_LICENSED", "PICKUPS.OUTSIDE_AREA", "PICKUPS.VISIT_TOO_LARGE"],
    async run({ db, actor, body }) {
      const lines = loadLines(body.lines.map((one) => ({ material: one.material, declaredGrams: one.declaredGrams ?? null })), body.home?.pieces ?? []);
      return movedOf(await bookSlot(db, actor, { bookingId: newId(), slotId: body.slotId, lines, note: body.note, home: body.home }));
    },
  }),
  operation({
    method: "post",
    path: "/bookings/{id}/cancel",
    operationId: "cancelBooking",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Give a booking back",
    description: "Late from the cut-off on. The recycler's staff needs a reason.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version, reason: z.string().trim().max(300).optional() }),
    response: outcome,
    errors: [...visitErrors, "PICKUPS.REASON_NEEDED", "PICKUPS.TOO_LATE"],
    async run({ db, actor, params, body }) {
      return movedOf(await cancelBooking(db, actor, { bookingId: params.id, version: body.version, reason: body.reason }));
    },
  }),
  operation({
    method: "post",
    path: "/bookings/{id}/reschedule",
    operationId: "rescheduleBooking",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Move a booking to another slot of its point",
    description: "The new place is taken before the old one is given back. Answers with the new booking.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version, slotId: z.string().min(1).max(80) }).meta({ id: "RescheduleBooking", description: "Where to." }),
    response: outcome,
    errors: [...visitErrors, "PICKUPS.SAME_SLOT", "PICKUPS.TOO_LATE", "PICKUPS.FULL", "PICKUPS.SLOT_CLOSED", "PICKUPS.ALREADY_BOOKED", "PICKUPS.MATERIAL_REFUSED", "PICKUPS.NOT_LICENSED"],
    async run({ db, actor, params, body }) {
      return movedOf(await rescheduleBooking(db, actor, { bookingId: params.id, version: body.version, slotId: body.slotId, newBookingId: newId() }));
    },
  }),
];
