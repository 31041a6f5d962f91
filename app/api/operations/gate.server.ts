import { z } from "zod";
import { markNoShow, reportMissed } from "#app/domains/pickups/gate.service.server.ts";
import { markStates } from "#app/domains/pickups/marks.rules.ts";
import { contestVisitMark, withdrawVisitMark } from "#app/domains/pickups/marks.service.server.ts";
import { readPassCode } from "#app/domains/pickups/passes.rules.ts";
import { refusalKinds } from "#app/domains/pickups/refusals.schema.ts";
import { rejectOnSite } from "#app/domains/pickups/refusals.service.server.ts";
import { letWalkIn } from "#app/flows/walk-in.server.ts";
import { newId } from "#app/shared/ids.ts";
import { operation } from "../operation.ts";
import { id, idParams, version } from "../schemas.ts";
import { movedOf, visitErrors, visitOutcome, visitVerb } from "./visits.server.ts";

const markOutcome = z
  .object({ id: id.meta({ description: "Of the booking." }), state: z.enum(markStates), changed: z.boolean().meta({ description: "False when it stood there already." }) })
  .meta({ id: "MarkOutcome", description: "Where a mark stands after a verb." });
const markErrors = [...visitErrors, "PICKUPS.TOO_LATE"] as const;
const markVersion = version.meta({ description: "The mark's version you saw. Another one is refused (409); leave it out to go by the state alone." });

/** Who comes without a booking, who is turned away, and who was not there. */
export const gateOperations = [
  operation({
    method: "post",
    path: "/walk-ins",
    operationId: "registerWalkIn",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Let in somebody without a booking",
    description:
      "By the staff of the recycler that runs the point. They take a place in the slot under way; when that is full, or the point takes no more that day, only with `beyond`. The visit is checked in: weighing and completing go on as for a booking. Send an Idempotency-Key: a repeat without one lets in another.",
    auth: "token",
    body: z
      .strictObject({
        pointId: z.string().min(1).max(80),
        pass: z
          .string()
          .trim()
          .max(300)
          .nullable()
          .default(null)
          .superRefine((pass, ctx) => {
            if (pass !== null && readPassCode(pass) === null) ctx.addIssue({ code: "custom", message: "pickups:walkIn.passWrong" });
          })
          .meta({ description: "The ten letters and digits that they show. Without one nobody knows who they are, and what they bring counts for no household." }),
        beyond: z.boolean().default(false).meta({ description: "Also when the slot under way is full." }),
      })
      .meta({ id: "NewWalkIn", description: "Who stands at the gate, and where." }),
    response: visitOutcome,
    successStatus: 201,
    errors: ["PICKUPS.NOT_FOUND", "PICKUPS.NOT_ALLOWED", "PICKUPS.PASS_NOT_FOUND", "PICKUPS.ALREADY_BOOKED", "PICKUPS.FULL", "PICKUPS.STALE"],
    async run({ db, actor, body }) {
      const code = body.pass === null ? null : readPassCode(body.pass);
      return movedOf(await letWalkIn(db, actor, { bookingId: newId(), pointId: body.pointId, code, beyond: body.beyond }));
    },
  }),
  visitVerb({
    verb: "refuse",
    operationId: "refuseLoad",
    summary: "Turn a load away at the gate",
    description: "By the recycler's staff, once somebody is checked in. Both sides see the kind and the reason; it can never be changed, and counts neither as a mark nor as impact. A photo is added on the page only.",
    body: z.strictObject({ version, kind: z.enum(refusalKinds, "errors:choose"), reason: z.string().trim().min(1, "errors:required").max(300) }).meta({ id: "NewRefusal", description: "Why a load is turned away." }),
    run: (db, actor, bookingId, body) => rejectOnSite(db, actor, { bookingId, version: body.version, kind: body.kind, reason: body.reason, photo: null }),
  }),
  visitVerb({
    verb: "no-show",
    operationId: "markNoShow",
    summary: "Note that nobody came",
    description: "By the recycler's staff, from half an hour after the slot's end. The visitor has a mark then, which they may contest.",
    body: z.strictObject({ version }),
    errors: ["PICKUPS.TOO_EARLY"],
    run: (db, actor, bookingId, body) => markNoShow(db, actor, { bookingId, version: body.version }),
  }),
  visitVerb({
    verb: "missed",
    operationId: "reportMissed",
    summary: "Say that the recycler was not there",
    description: "By whoever booked, from the slot's end for seven days. The recycler has a mark then, which it may contest.",
    body: z.strictObject({ version, reason: z.string().trim().max(300).optional() }),
    errors: ["PICKUPS.TOO_EARLY", "PICKUPS.TOO_LATE"],
    run: (db, actor, bookingId, body) => reportMissed(db, actor, { bookingId, version: body.version, reason: body.reason }),
  }),
  operation({
    method: "post",
    path: "/bookings/{id}/mark/contest",
    operationId: "contestMark",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Contest a mark",
    description: "By the side that has it, within seven days. It counts for nothing until a moderator of neither side has decided.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version: markVersion, words: z.string().trim().min(1, "errors:required").max(1000).meta({ description: "What happened instead." }) }),
    response: markOutcome,
    errors: markErrors,
    async run({ db, actor, params, body }) {
      return movedOf(await contestVisitMark(db, actor, { bookingId: params.id, version: body.version, words: body.words }));
    },
  }),
  operation({
    method: "post",
    path: "/bookings/{id}/mark/withdraw",
    operationId: "withdrawMark",
    tag: "bookings",
    scope: "bookings:write",
    summary: "Take a mark back",
    description: "By the side that made it, contested or not. It never counts again.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ version: markVersion, words: z.string().trim().max(1000).default("") }),
    response: markOutcome,
    errors: visitErrors,
    async run({ db, actor, params, body }) {
      return movedOf(await withdrawVisitMark(db, actor, { bookingId: params.id, version: body.version, words: body.words }));
    },
  }),
];
