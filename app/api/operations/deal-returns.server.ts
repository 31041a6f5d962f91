import { z } from "zod";
import { disputeReasons } from "#app/domains/deals/deals.rules.ts";
import { inspectionReasons } from "#app/domains/deals/deals.schema.ts";
import { priceBases } from "#app/domains/deals/terms.rules.ts";
import { contestDeal, disputeDeal } from "#app/flows/dispute-deal.server.ts";
import { inspectDeal, receiveDeal } from "#app/flows/inspect-deal.server.ts";
import { extendLoan, handBackDeal } from "#app/flows/lend-deal.server.ts";
import { quoteDeal } from "#app/flows/quote-deal.server.ts";
import { acceptRequote, refuseRequote } from "#app/flows/requote-deal.server.ts";
import { confirmReturn, reportLost } from "#app/flows/return-deal.server.ts";
import { currencies, maxPriceMinor } from "#app/shared/money.ts";
import { operation } from "../operation.ts";
import { idParams } from "../schemas.ts";
import { moved, movedOf, moveErrors, moveOf, plainMove, seen } from "./deals.shapes.server.ts";

const objection = z.strictObject({ ...seen, reason: z.enum(disputeReasons, "errors:choose") }).meta({ id: "DisputeDeal", description: "With the reason an operator reads." });

/** An objection with its reason: a dispute while the deal runs, a contest afterwards. */
function objectionTo(input: { verb: string; operationId: string; summary: string; description: string; object: typeof disputeDeal }) {
  return operation({
    method: "post",
    path: `/deals/{id}/${input.verb}`,
    operationId: input.operationId,
    tag: "deals",
    scope: "deals:write",
    summary: input.summary,
    description: input.description,
    auth: "token",
    params: idParams,
    body: objection,
    response: moved,
    errors: moveErrors,
    async run({ db, actor, params, body }) {
      return movedOf(await input.object(db, actor, { ...moveOf(params.id, body), reason: body.reason }));
    },
  });
}

/** Loans, quotes, inspections and objections: what follows when a thing has changed hands, or may come back. */
export const dealReturnOperations = [
  operation({
    method: "post",
    path: "/quotes",
    operationId: "quoteDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Offer a price for a listing",
    description: "By recyclers and producers, for what is sold or given away. It is a deal whose giver answers; `subjectToInspection` lets the price stand only after an inspection.",
    auth: "token",
    body: z
      .strictObject({
        listingId: z.string().min(1).max(60),
        units: z.int().min(1, "errors:positive").max(100_000).default(1),
        priceMinor: z.int().min(1, "errors:positive").max(maxPriceMinor).meta({ description: "In minor units." }),
        currency: z.enum(currencies, "errors:choose"),
        basis: z.enum(priceBases, "errors:choose"),
        subjectToInspection: z.boolean().default(false),
        message: z.string().trim().max(2000).default(""),
      })
      .meta({ id: "NewQuote", description: "A price for (units of) a listing." }),
    response: moved,
    successStatus: 201,
    errors: [
      "DEALS.LISTING_NOT_FOUND", "DEALS.LISTING_CLOSED", "DEALS.OWN_LISTING", "DEALS.TOO_MANY_UNITS", "DEALS.ALREADY_REQUESTED", "DEALS.NOT_A_BUYER", "DEALS.PRICE_INVALID",
      "DEALS.NOT_ALLOWED", "DEALS.RESTRICTED_NOT_ALLOWED", "DEALS.MESSAGE_RATE_LIMITED",
    ],
    async run({ db, actor, body }) {
      return movedOf(await quoteDeal(db, actor, body));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/extend-loan",
    operationId: "extendLoan",
    tag: "deals",
    scope: "deals:write",
    summary: "Lend for longer",
    description: "By the giver; due at most a year from now.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ ...seen, days: z.int().min(1).max(365) }).meta({ id: "ExtendLoan", description: "For how many days more." }),
    response: moved,
    errors: [...moveErrors, "DEALS.LOAN_TOO_LONG"],
    async run({ db, actor, params, body }) {
      return movedOf(await extendLoan(db, actor, { ...moveOf(params.id, body), days: body.days }));
    },
  }),
  plainMove({ verb: "hand-back", operationId: "handBackDeal", summary: "Say that a loan is back", description: "By the taker; the giver confirms, or fourteen days without a word do.", move: handBackDeal }),
  plainMove({ verb: "confirm-return", operationId: "confirmReturn", summary: "Say that it is back with me", description: "By the giver: a loan is complete and counts, an inspected thing is returned.", move: confirmReturn }),
  plainMove({ verb: "report-lost", operationId: "reportLost", summary: "Report a lent thing lost", description: "Its units leave the listing, and nothing is counted.", move: reportLost }),
  operation({
    method: "post",
    path: "/deals/{id}/receive",
    operationId: "receiveDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "Receive what is to be inspected",
    auth: "token",
    params: idParams,
    body: z
      .strictObject({
        ...seen,
        movedUnits: z.int().min(1).max(100_000).optional(),
        measuredGrams: z.int().min(1).max(1_000_000_000).optional(),
        confirmDeclared: z.boolean().default(false).meta({ description: "The declared mass is right." }),
      })
      .meta({ id: "ReceiveDeal", description: "How many came and what they weighed." }),
    response: moved,
    errors: [...moveErrors, "DEALS.WEIGHT_NEEDED", "DEALS.MOVED_TOO_MANY", "DEALS.AMOUNT_TOO_LARGE"],
    async run({ db, actor, params, body }) {
      const facts = { movedUnits: body.movedUnits, measuredGrams: body.measuredGrams ?? null, confirmDeclared: body.confirmDeclared };
      return movedOf(await receiveDeal(db, actor, { ...moveOf(params.id, body), ...facts }));
    },
  }),
  operation({
    method: "post",
    path: "/deals/{id}/inspect",
    operationId: "inspectDeal",
    tag: "deals",
    scope: "deals:write",
    summary: "State what an inspection found",
    description: "Once. The quoted amount or more completes the deal; less is a new quote, which its giver answers within seven days.",
    auth: "token",
    params: idParams,
    body: z
      .strictObject({
        ...seen,
        foundMinor: z.int().min(0).max(maxPriceMinor).meta({ description: "For all that came, in minor units of the quote's currency." }),
        reasons: z.array(z.enum(inspectionReasons, "errors:choose")).max(inspectionReasons.length).default([]).meta({ description: "Needed when less was found." }),
        note: z.string().trim().max(1000).default(""),
      })
      .meta({ id: "InspectDeal", description: "What was found." }),
    response: moved,
    errors: [...moveErrors, "DEALS.REASONS_NEEDED"],
    async run({ db, actor, params, body }) {
      return movedOf(await inspectDeal(db, actor, { ...moveOf(params.id, body), foundMinor: body.foundMinor, reasons: body.reasons, note: body.note, photos: [] }));
    },
  }),
  plainMove({ verb: "accept-requote", operationId: "acceptRequote", summary: "Take a new quote", description: "By the giver: the deal is complete at the price that was found.", move: acceptRequote }),
  plainMove({ verb: "refuse-requote", operationId: "refuseRequote", summary: "Refuse a new quote", description: "By the giver: it comes back free of charge.", move: refuseRequote }),
  objectionTo({ verb: "dispute", operationId: "disputeDeal", summary: "Open a dispute", description: "By either side, once something has changed hands. An operator decides within sixty days.", object: disputeDeal }),
  objectionTo({ verb: "contest", operationId: "contestDeal", summary: "Contest a completed deal", description: "By either side, within fourteen days and once. What was counted stands until an operator decides.", object: contestDeal }),
];
