import { z } from "zod";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import type { Moved } from "#app/domains/pickups/bookings.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { bookingStates } from "#app/domains/pickups/pickups.rules.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { id, idParams, materialCode, version } from "../schemas.ts";

/** Where a visit stands after a verb at the gate. */
export const visitOutcome = z
  .object({ id, state: z.enum(bookingStates), changed: z.boolean() })
  .meta({ id: "VisitOutcome", description: "Where a visit stands after a verb." });
const done = z
  .object({ ...visitOutcome.shape, entryIds: z.array(z.string()).meta({ description: "The ledger entries written, one per material." }) })
  .meta({ id: "VisitCompleted", description: "A completed visit." });
/** Refusals that every verb about a visit may meet. */
export const visitErrors = ["PICKUPS.NOT_FOUND", "PICKUPS.NOT_ALLOWED", "PICKUPS.WRONG_STATE", "PICKUPS.STALE"] as const;
const maxGrams = 100_000_000;

/** The answer of a verb as the API gives it. */
export function visitOutcomeOf(result: Result<Moved, PickupError>): Result<z.infer<typeof visitOutcome>> {
  return result.ok ? ok({ id: result.value.bookingId, state: result.value.state, changed: result.value.changed }) : result;
}

export const visitOperations = [
  operation({
    method: "post",
    path: "/bookings/{id}/check-in",
    operationId: "checkInBooking",
    tag: "bookings",
    summary: "Let somebody in",
    description: "By the recycler's staff, from a day before the slot.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version }),
    response: visitOutcome,
    errors: [...visitErrors, "PICKUPS.TOO_EARLY"],
    async run({ db, actor, params, body }) {
      return visitOutcomeOf(await checkIn(db, actor, { bookingId: params.id, version: body.version }));
    },
  }),
  operation({
    method: "post",
    path: "/bookings/{id}/weigh",
    operationId: "weighBooking",
    tag: "bookings",
    summary: "Write what the scale said",
    description: "One reading per material. Another one of the same material is a correction: it needs a reason, and the old one stays on record.",
    auth: "token",
    params: idParams,
    body: z
      .strictObject({
        version,
        readings: z
          .array(
            z
              .strictObject({
                material: materialCode,
                grossGrams: z.int().min(1).max(maxGrams),
                tareGrams: z.int().min(0).max(maxGrams).default(0),
                contaminationPermille: z.int().min(0).max(1000).default(0).meta({ description: "Thousandths of the net mass." }),
                reason: z.string().trim().min(1).max(300).optional().meta({ description: "Of a correction." }),
              })
              .meta({ id: "NewReading", description: "One material on the scale." }),
          )
          .min(1)
          .max(20)
          .superRefine((readings, ctx) => {
            if (new Set(readings.map((one) => one.material)).size !== readings.length) ctx.addIssue({ code: "custom", message: "errors:invalid" });
          }),
      })
      .meta({ id: "Weighing", description: "What the scale said." }),
    response: visitOutcome,
    errors: [...visitErrors, "PICKUPS.WEIGHT_INVALID", "PICKUPS.MATERIAL_REFUSED", "PICKUPS.NOT_LICENSED", "PICKUPS.REASON_NEEDED"],
    async run({ db, actor, params, body }) {
      const readings = body.readings.map((one) => ({ ...one, unit: "g" as const }));
      return visitOutcomeOf(await weigh(db, actor, { bookingId: params.id, version: body.version, readings }));
    },
  }),
  operation({
    method: "post",
    path: "/bookings/{id}/complete",
    operationId: "completeBooking",
    tag: "bookings",
    summary: "Complete a weighed visit",
    description: "Writes one ledger entry per weighed material. A second time writes nothing.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version }),
    response: done,
    errors: [...visitErrors, "PICKUPS.NOT_WEIGHED"],
    async run({ db, actor, params, body }) {
      const completed = await completeBooking(db, actor, { bookingId: params.id, version: body.version });
      if (!completed.ok) return completed;
      const { bookingId, state, changed, entryIds } = completed.value;
      return ok({ id: bookingId, state, changed, entryIds });
    },
  }),
];
