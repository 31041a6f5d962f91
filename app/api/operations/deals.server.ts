import { z } from "zod";
import { cancelReasons, declineReasons } from "#app/domains/deals/deals.rules.ts";
import { listDeals, viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { cancelDeal } from "#app/flows/cancel-deal.server.ts";
import { completeDeal } from "#app/flows/confirm-deal.server.ts";
import { declineDeal } from "#app/flows/decline-deal.server.ts";
import { enterDealCode, handOverDeal } from "#app/flows/hand-over-deal.server.ts";
import { requestDeal } from "#app/flows/request-deal.server.ts";
import { scheduleDeal } from "#app/flows/schedule-deal.server.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, idParams, instantInput, nextCursor } from "../schemas.ts";
import { deal, dealOf, handedOver, line, moved, movedOf, movedWithEntry, moveErrors, moveOf, proposal, proposalErrors, seen, sides } from "./deals.shapes.server.ts";

export const dealOperations = [
  operation({
    method: "get",
    path: "/deals",
    operationId: "listDeals",
    tag: "deals",
    scope: "deals:read",
    summary: "My deals",
    description: "Of the token's party, latest change first, thirty to a page.",
    auth: "token",
    query: z.object({
      status: z.enum(["open", "done"], "errors:choose").default("open"),
      side: z.enum(sides, "errors:choose").optional(),
      listing: z.string().max(80).optional().meta({ description: "Only those of one listing." }),
      cursor,
    }),
    response: z
      .object({ items: z.array(line), counts: z.object({ open: z.int(), done: z.int() }), nextCursor })
      .meta({ id: "DealPage", description: "A page of deals." }),
    async run({ db, actor, query }) {
      const page = await listDeals(db, actor, { open: query.status === "open", side: query.side, listingId: query.listing, cursor: query.cursor });
      return ok({
        items: page.lines.map((row) => ({
          id: row.id,
          kind: row.kind,
          state: row.state,
          side: row.side,
          title: row.title,
          category: row.category,
          material: row.material,
          units: row.units,
          otherName: row.otherName,
          next: row.next,
          agreedStartsAt: row.agreedStartsAt,
          agreedEndsAt: row.agreedEndsAt,
          timeZone: row.timeZone,
          respondBy: row.respondBy,
          updatedAt: row.updatedAt,
          unread: row.unread,
        })),
        counts: { open: page.counts.open, done: page.counts.done },
        nextCursor: page.nextCursor,
      });
    },
  }),
  operation({
    method: "get",
    path: "/deals/{id}",
    operationId: "getDeal",
    tag: "deals",
    scope: "deals:read",
    summary: "One deal",
    description: "For its two sides; for everybody else it does not exist.",
    auth: "token",
    params: idParams,
    response: deal,
    errors: ["DEALS.NOT_FOUND"],
    async run({ db, actor, params }) {
      const found = await viewDeal(db, actor, params.id);
      return found.ok ? ok(await dealOf(db, found.value)) : found;
    },
  }),
  operation({
    method: "post",
    path: "/deals",
    operationId: "requestDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Ask for a listing",
    description: "Where the listing is a wanted one, this offers it: then the token's party is the giver. One open deal per listing and asking party.",
    auth: "token",
    body: z
      .strictObject({
        listingId: z.string().min(1).max(60),
        ...proposal,
        message: z.string().trim().max(2000).default("").meta({ description: "A first word to the owner." }),
      })
      .meta({ id: "NewDeal", description: "What is asked for." }),
    response: moved,
    successStatus: 201,
    errors: ["DEALS.LISTING_NOT_FOUND", "DEALS.LISTING_CLOSED", "DEALS.OWN_LISTING", "DEALS.ALREADY_REQUESTED", "DEALS.UNITS_TAKEN", "DEALS.NOT_ALLOWED", "DEALS.OTHER_NOT_ALLOWED", "DEALS.REQUEST_RATE_LIMITED", "DEALS.MESSAGE_RATE_LIMITED", ...proposalErrors],
    async run({ db, actor, body }) {
      return movedOf(await requestDeal(db, actor, body));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/decline",
    operationId: "declineDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Say no to a request",
    auth: "token",
    params: idParams,
    body: z.strictObject({ ...seen, reason: z.enum(declineReasons, "errors:choose") }).meta({ id: "DeclineDeal", description: "With the reason the other side reads." }),
    response: moved,
    errors: moveErrors,
    async run({ db, actor, params, body }) {
      return movedOf(await declineDeal(db, actor, { ...moveOf(params.id, body), reason: body.reason }));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/cancel",
    operationId: "cancelDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Step back before the hand-over",
    auth: "token",
    params: idParams,
    body: z.strictObject({ ...seen, reason: z.enum(cancelReasons, "errors:choose") }).meta({ id: "CancelDeal", description: "With the reason the other side reads." }),
    response: moved,
    errors: [...moveErrors, "DEALS.REASON_INVALID"],
    async run({ db, actor, params, body }) {
      return movedOf(await cancelDeal(db, actor, { ...moveOf(params.id, body), reason: body.reason }));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/schedule",
    operationId: "scheduleDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Name a time and a place",
    description: "Either side; it waits for the other one's yes (`agree-time`), and so does each new time.",
    auth: "token",
    params: idParams,
    body: z
      .strictObject({ ...seen, startsAt: instantInput, endsAt: instantInput, place: z.string().trim().min(2).max(200) })
      .superRefine((value, ctx) => {
        if (Date.parse(value.endsAt) <= Date.parse(value.startsAt)) ctx.addIssue({ code: "custom", path: ["endsAt"], message: "deals:fields.endsBeforeStart" });
      })
      .meta({ id: "ScheduleDeal", description: "When and where." }),
    response: moved,
    errors: [...moveErrors, "DEALS.WINDOW_INVALID"],
    async run({ db, actor, params, body }) {
      const window = { startsAt: new Date(body.startsAt), endsAt: new Date(body.endsAt), place: body.place };
      return movedOf(await scheduleDeal(db, actor, { ...moveOf(params.id, body), ...window }));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/hand-over",
    operationId: "handOverDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Say that it moved",
    description:
      "With the taker's `code`, entered by the giver, the deal completes at once. Without it, the other side confirms by `complete`. Materials need `measuredGrams`, or `confirmDeclared`. Five wrong codes stop the giver for a while.",
    auth: "token",
    params: idParams,
    ownTransactions: true,
    body: z
      .strictObject({
        ...seen,
        code: z.string().regex(/^\d{6}$/, "errors:code").optional().meta({ examples: ["417206"] }),
        movedUnits: z.int().min(1).max(100_000).optional().meta({ description: "Fewer than agreed, where fewer moved." }),
        measuredGrams: z.int().min(1).max(1_000_000_000).optional().meta({ description: "All together, as a scale said." }),
        confirmDeclared: z.boolean().default(false).meta({ description: "The declared mass is right." }),
        confirmDifference: z.boolean().default(false).meta({ description: "With the code: both saw that the weight is more than a fifth off the declared one." }),
      })
      .meta({ id: "HandOver", description: "How many moved and what they weighed." }),
    response: movedWithEntry,
    errors: [...moveErrors, "DEALS.CODE_WRONG", "DEALS.CODE_RATE_LIMITED", "DEALS.WEIGHT_NEEDED", "DEALS.MOVED_TOO_MANY", "DEALS.DIFFERENCE_UNCONFIRMED"],
    async run({ db, client, actor, params, body }) {
      const input = { ...moveOf(params.id, body), movedUnits: body.movedUnits, measuredGrams: body.measuredGrams ?? null, confirmDeclared: body.confirmDeclared, confirmDifference: body.confirmDifference };
      if (body.code === undefined) return handedOver(await handOverDeal(db, actor, input));
      if (!client) throw new Error("Codes are counted outside of any transaction.");
      return handedOver(await enterDealCode(client, actor, { ...input, code: body.code }));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/complete",
    operationId: "completeDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Confirm what the other side handed over",
    description: "Completes the deal and writes its ledger entry.",
    auth: "token",
    params: idParams,
    body: z.strictObject(seen),
    response: movedWithEntry,
    errors: moveErrors,
    async run({ db, actor, params, body }) {
      return handedOver(await completeDeal(db, actor, moveOf(params.id, body)));
    },
  }),
];
