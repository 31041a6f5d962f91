import { z } from "zod";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import type { Moved } from "#app/domains/pickups/bookings.service.server.ts";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { bookingStates } from "#app/domains/pickups/pickups.rules.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { operation, type Operation } from "../operation.ts";
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

/** The answer of a verb about a booking as the API gives it: where the booking (or its mark) stands, and whether this call moved it. */
export function movedOf<S>(result: Result<{ bookingId: string; state: S; changed: boolean }, PickupError>): Result<{ id: string; state: S; changed: boolean }> {
  return result.ok ? ok({ id: result.value.bookingId, state: result.value.state, changed: result.value.changed }) : result;
}

/** A verb of the gate: posted below its booking by somebody with a token, with the version they saw; answers where the visit stands. `errors` are those besides `visitErrors`. */
export function visitVerb<B extends z.ZodObject>({
  verb,
  errors = [],
  run,
  ...definition
}: Pick<Operation, "operationId" | "summary" | "description" | "errors"> & { verb: string; body: B; run(db: Db, actor: Actor, bookingId: string, body: z.infer<B>): Promise<Result<Moved, PickupError>> }): Operation {
  return operation({
    ...definition,
    method: "post",
    path: `/bookings/{id}/${verb}`,
    tag: "bookings",
    scope: "bookings:write",
    auth: "token",
    params: idParams,
    response: visitOutcome,
    errors: [...visitErrors, ...errors],
    run: async ({ db, actor, params, body }) => movedOf(await run(db, actor, params.id, body as z.infer<B>)),
  });
}

export const visitOperations = [
  visitVerb({
    verb: "check-in",
    operationId: "checkInBooking",
    summary: "Let somebody in",
    description: "By the recycler's staff, from a day before the slot.",
    body: z.strictObject({ version }),
    errors: ["PICKUPS.TOO_EARLY"],
    run: (db, actor, bookingId, body) => checkIn(db, actor, { bookingId, version: body.version }),
  }),
  visitVerb({
    verb: "weigh",
    operationId: "weighBooking",
    summary: "Write what the scale said",
    description: "One reading per material. Another one of the same material is a correction: it needs a reason, and the old one stays on record.",
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
    errors: ["PICKUPS.WEIGHT_INVALID", "PICKUPS.MATERIAL_REFUSED", "PICKUPS.NOT_LICENSED", "PICKUPS.REASON_NEEDED"],
    run: (db, actor, bookingId, body) => weigh(db, actor, { bookingId, version: body.version, readings: body.readings.map((one) => ({ ...one, unit: "g" as const })) }),
  }),
  operation({
    method: "post",
    path: "/bookings/{id}/complete",
    operationId: "completeBooking",
    tag: "bookings",
    scope: "bookings:write",
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
