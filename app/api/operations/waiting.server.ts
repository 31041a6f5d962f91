import { z } from "zod";
import type { PickupError } from "#app/domains/pickups/pickups.errors.ts";
import { MAX_LINES } from "#app/domains/pickups/pickups.rules.ts";
import { selectOwnEntries } from "#app/domains/pickups/waiting.repository.server.ts";
import { waitingStates } from "#app/domains/pickups/waiting.schema.ts";
import { joinLine, leaveLine, type Waited } from "#app/domains/pickups/waiting.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { grams, id, idParams, instant, materialCode, version } from "../schemas.ts";

const outcome = z
  .object({ id, state: z.enum(waitingStates), changed: z.boolean().meta({ description: "False when it stood there already." }) })
  .meta({ id: "WaitingOutcome", description: "Where a place in line stands after a verb." });

const entry = z
  .object({
    id,
    version: z.int(),
    slotId: id,
    startsAt: instant,
    endsAt: instant,
    point: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
    areaName: z.string().nullable().meta({ description: "The area of a visit at the door; null for one at the point." }),
    materials: z.array(z.string()),
    position: z.int().meta({ description: "1 is next." }),
  })
  .meta({ id: "WaitingEntry", description: "A place in the line for a full slot." });

function outcomeOf(result: Result<Waited, PickupError>): Result<z.infer<typeof outcome>> {
  return result.ok ? ok({ id: result.value.entryId, state: result.value.state, changed: result.value.changed }) : result;
}

/** Waiting for a slot that is full. */
export const waitingOperations = [
  operation({
    method: "get",
    path: "/waiting",
    operationId: "listWaiting",
    tag: "bookings",
    scope: "bookings:read",
    summary: "What I wait for",
    description: "The token's party's places in the lines of full slots, the soonest slot first, at most 100. What was offered is a booking on hold.",
    auth: "token",
    response: z.object({ items: z.array(entry) }).meta({ id: "WaitingList", description: "Places in line." }),
    errors: [],
    async run({ db, actor, now }) {
      const rows = await selectOwnEntries(db, actor.party.id, now);
      return ok({ items: rows.map(({ pointId, pointName, timeZone, ...row }) => ({ ...row, point: { id: pointId, name: pointName, timeZone } })) });
    },
  }),
  operation({
    method: "post",
    path: "/waiting",
    operationId: "joinLine",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Wait for a full slot",
    description: "When a place comes free it is kept for whoever is next, as a booking on hold, and they are told. A slot with a place for this load is to be booked instead (PICKUPS.NOT_FULL).",
    auth: "token",
    body: z
      .strictObject({
        slotId: z.string().min(1).max(80),
        lines: z
          .array(z.strictObject({ material: materialCode, declaredGrams: grams.min(1).max(100_000_000).nullish() }))
          .min(1, "errors:choose")
          .max(MAX_LINES)
          .superRefine((lines, ctx) => {
            if (new Set(lines.map((one) => one.material)).size !== lines.length) ctx.addIssue({ code: "custom", message: "errors:invalid" });
          }),
        note: z.string().trim().max(500).default(""),
      })
      .meta({ id: "NewWaiting", description: "What would be brought, and when." }),
    response: outcome,
    successStatus: 201,
    errors: ["PICKUPS.NOT_FOUND", "PICKUPS.NOT_ALLOWED", "PICKUPS.SLOT_CLOSED", "PICKUPS.TOO_LATE", "PICKUPS.NOT_FULL", "PICKUPS.ALREADY_BOOKED", "PICKUPS.MATERIAL_REFUSED", "PICKUPS.NOT_LICENSED", "PICKUPS.LOAD_TOO_LARGE"],
    async run({ db, actor, body }) {
      const lines = body.lines.map((one) => ({ material: one.material, declaredGrams: one.declaredGrams ?? null }));
      return outcomeOf(await joinLine(db, actor, { entryId: newId(), slotId: body.slotId, lines, note: body.note }));
    },
  }),
  operation({
    method: "post",
    path: "/waiting/{id}/leave",
    operationId: "leaveLine",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Leave a line",
    description: "Whoever was offered a place already gives that back as a booking (PICKUPS.WRONG_STATE).",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version }),
    response: outcome,
    errors: ["PICKUPS.NOT_FOUND", "PICKUPS.NOT_ALLOWED", "PICKUPS.WRONG_STATE", "PICKUPS.STALE"],
    async run({ db, actor, params, body }) {
      return outcomeOf(await leaveLine(db, actor, { entryId: params.id, version: body.version }));
    },
  }),
];
