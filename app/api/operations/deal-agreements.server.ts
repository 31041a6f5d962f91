import { z } from "zod";
import { undoReasons } from "#app/domains/deals/deals.rules.ts";
import { acceptDeal } from "#app/flows/accept-deal.server.ts";
import { agreeDealChange } from "#app/flows/agree-change-deal.server.ts";
import { agreeDealTime } from "#app/flows/agree-time-deal.server.ts";
import { counterDeal } from "#app/flows/counter-deal.server.ts";
import { undoAcceptDeal } from "#app/flows/undo-accept-deal.server.ts";
import { operation } from "../operation.ts";
import { idParams, instantInput } from "../schemas.ts";
import { moved, movedOf, moveErrors, moveOf, plainMove, proposal, proposalErrors, seen } from "./deals.shapes.server.ts";

const answered = z.int().min(1).meta({ description: "The number of the proposal that is answered." });

/** Agreeing on a deal: answers to proposals, promises taken back, changes and times said yes to. */
export const dealAgreementOperations = [
  operation({
    method: "post",
    path: "/deals/{id}/accept",
    operationId: "acceptDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Say yes to a proposal",
    description: "Named by its number: where another has taken its place this is refused with the present one. Units are held, and the taker gets a code.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ ...seen, terms: answered }).meta({ id: "AcceptDeal", description: "Which proposal." }),
    response: moved,
    errors: [...moveErrors, "DEALS.STALE_TERMS", "DEALS.UNITS_TAKEN"],
    async run({ db, actor, params, body }) {
      return movedOf(await acceptDeal(db, actor, { ...moveOf(params.id, body), terms: body.terms }));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/counter",
    operationId: "counterDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Propose something else",
    description: "In answer to the proposal of that number; at most twenty to a deal. The other side has six days to answer.",
    auth: "token",
    params: idParams,
    body: z
      .strictObject({ ...seen, terms: answered, ...proposal, note: z.string().trim().max(500).default("") })
      .meta({ id: "CounterDeal", description: "Other terms." }),
    response: moved,
    errors: [...moveErrors, "DEALS.STALE_TERMS", "DEALS.PROPOSALS_FULL", ...proposalErrors],
    async run({ db, actor, params, body }) {
      const { version: _version, ...input } = body;
      return movedOf(await counterDeal(db, actor, { ...moveOf(params.id, body), ...input }));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/undo-accept",
    operationId: "undoAcceptDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Take a promise back",
    description: "By the listing's owner. The deal is a request again and stays in the queue; it counts on the owner's record like a cancellation.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ ...seen, reason: z.enum(undoReasons, "errors:choose") }).meta({ id: "UndoAcceptDeal", description: "With the reason the other side reads." }),
    response: moved,
    errors: moveErrors,
    async run({ db, actor, params, body }) {
      return movedOf(await undoAcceptDeal(db, actor, { ...moveOf(params.id, body), reason: body.reason }));
    },
  }),
  plainMove({
    verb: "agree-change",
    operationId: "agreeDealChange",
    summary: "Agree to what the owner changed",
    description: "By whoever asked, after the owner changed price, grade, weight or kind of an agreed listing. Until then nothing is handed over.",
    move: (db, actor, input) => agreeDealChange(db, actor, input),
  }),
  operation({
    method: "post",
    path: "/deals/{id}/agree-time",
    operationId: "agreeDealTime",
    tag: "deals",
    scope: "deals:write",
    summary: "Say yes to the time the other side named",
    auth: "token",
    params: idParams,
    body: z.strictObject({ ...seen, startsAt: instantInput.meta({ description: "The time that was seen." }) }).meta({ id: "AgreeDealTime", description: "Which time." }),
    response: moved,
    errors: [...moveErrors, "DEALS.WINDOW_INVALID"],
    async run({ db, actor, params, body }) {
      return movedOf(await agreeDealTime(db, actor, { ...moveOf(params.id, body), startsAt: new Date(body.startsAt) }));
    },
  }),
];
