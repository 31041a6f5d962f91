import { z } from "zod";
import { exactPlaceOf } from "#app/domains/listings/for-deals.repository.server.ts";
import { cancelReasons, dealKinds, dealStates, dealVerbs, declineReasons, type Side } from "#app/domains/deals/deals.rules.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { priceInput, type DealTermsView, type DealView } from "#app/domains/deals/deals.schema.ts";
import { listDeals, mayKnowExactPlace, tallyOf, viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { priceBases } from "#app/domains/deals/terms.rules.ts";
import { cancelDeal } from "#app/flows/cancel-deal.server.ts";
import { completeDeal } from "#app/flows/confirm-deal.server.ts";
import type { DealMoved } from "#app/flows/deal-moves.server.ts";
import { declineDeal } from "#app/flows/decline-deal.server.ts";
import { enterDealCode, handOverDeal } from "#app/flows/hand-over-deal.server.ts";
import { requestDeal } from "#app/flows/request-deal.server.ts";
import { scheduleDeal } from "#app/flows/schedule-deal.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, grams, id, idParams, instant, instantInput, nextCursor, version } from "../schemas.ts";

const sides = ["giver", "taker"] as const satisfies readonly Side[];
const side = z.enum(sides);
const state = z.enum(dealStates);
const next = z.enum(["me", "them", "either", "operator"]).nullable().meta({ description: "Who has to act; null when nobody has." });

const line = z
  .object({
    id,
    kind: z.enum(dealKinds),
    state,
    side: side.meta({ description: "The token's party's." }),
    title: z.string(),
    category: z.string().nullable(),
    material: z.string().nullable(),
    units: z.int(),
    otherName: z.string().meta({ description: "The other side." }),
    next,
    agreedStartsAt: instant.nullable(),
    agreedEndsAt: instant.nullable(),
    timeZone: z.string(),
    respondBy: instant,
    updatedAt: instant,
    unread: z.boolean(),
  })
  .meta({ id: "DealLine", description: "A deal in a list." });

const price = z
  .object({ minor: z.int(), currency: z.string(), basis: z.enum(priceBases) })
  .meta({ id: "TermsPrice", description: "In hundredths of the currency: for all of it, for each, or for a kilogram." });

const terms = z
  .object({
    number: z.int(),
    bySide: side,
    units: z.int(),
    price: price.nullable(),
    swap: z.object({ listingId: z.string(), title: z.string(), units: z.int() }).nullable().meta({ description: "What is given in return, of a swap." }),
    loanDays: z.int().nullable(),
    note: z.string(),
    createdAt: instant,
  })
  .meta({ id: "DealTerms", description: "A proposal. It never changes; a counter-offer is the next number." });

function termsOf(one: DealTermsView): z.infer<typeof terms> {
  const { swap } = one;
  return {
    number: one.number,
    bySide: one.bySide,
    units: one.units,
    price: one.price && { minor: one.price.minor, currency: one.price.currency, basis: one.price.basis },
    swap: swap && { listingId: swap.listingId, title: swap.title, units: swap.units },
    loanDays: one.loanDays,
    note: one.note,
    createdAt: one.createdAt,
  };
}

/** What a proposal names; what the kind of deal has no use for is left aside. */
export const proposal = {
  units: z.int().min(1, "errors:positive").max(100_000).default(1),
  price: priceInput.nullable().optional().meta({ description: "Left out: the listed price, or for nothing where a wanted listing is answered." }),
  swapListingId: z.string().min(1).max(60).optional().meta({ description: "Of a swap: one of the asking party's own shown listings." }),
  swapUnits: z.int().min(1, "errors:positive").max(100_000).default(1),
  loanDays: z.int().min(1, "errors:positive").max(365).optional().meta({ description: "Of a loan; left out: as many days as the listing lends for." }),
};

const deal = z
  .object({
    id,
    version: z.int(),
    kind: z.enum(dealKinds),
    light: z.boolean().meta({ description: "A gift inside a community, accepted by its request." }),
    state,
    side: side.nullable(),
    moves: z.array(z.enum(dealVerbs)).meta({ description: "What the token's party may do now." }),
    next,
    nextUntil: instant.nullable().meta({ description: "Until when; null where nothing runs out." }),
    requesterSide: side,
    listing: z
      .object({ id, title: z.string(), kind: z.enum(["goods", "material"]), offer: z.enum(["sale", "free", "swap", "loan", "wanted"]), massGrams: grams.nullable(), placeLabel: z.string(), timeZone: z.string(), grade: z.string().nullable(), remanufactured: z.boolean().meta({ description: "As it stood when it was asked for." }), remanufacturer: z.string().nullable(), warrantyMonths: z.int().nullable() })
      .meta({ id: "DealListing", description: "What it is about." }),
    exactPlace: z
      .object({ address: z.string().nullable(), latitude: z.number().nullable(), longitude: z.number().nullable() })
      .nullable()
      .meta({ description: "From acceptance on." }),
    terms: terms.meta({ description: "The latest proposal, named by its number when it is accepted." }),
    acceptedTerms: z.int().nullable().meta({ description: "The number both agreed to." }),
    proposals: z.array(terms).meta({ description: "All of them, first to last." }),
    pendingChange: z
      .array(z.object({ field: z.string(), from: z.union([z.string(), z.number()]).nullable(), to: z.union([z.string(), z.number()]).nullable() }))
      .nullable()
      .meta({ description: "What the owner changed after the yes; nothing is handed over before the requester agrees." }),
    units: z.int(),
    movedUnits: z.int().nullable(),
    measuredGrams: grams.nullable(),
    settledMinor: z.int().nullable().meta({ description: "What is paid at the hand-over, in hundredths of the terms' currency." }),
    loanDueAt: instant.nullable(),
    handedOverBy: side.nullable(),
    giver: z.object({ id, name: z.string() }),
    taker: z.object({ id, name: z.string() }),
    agreed: z
      .object({ startsAt: instant, endsAt: instant, place: z.string(), bySide: side.nullable(), agreedAt: instant.nullable() })
      .nullable()
      .meta({ description: "When and where. Agreed once the side that did not name it has said yes." }),
    code: z.string().nullable().meta({ description: "The six digits the taker shows and the giver enters. Only the taker ever reads them." }),
    endReason: z.string().nullable(),
    entryId: z.string().nullable().meta({ description: "The ledger entry of a completed deal." }),
    createdAt: instant,
  })
  .meta({ id: "Deal", description: "A deal as one of its sides sees it." });

/** Where a deal stands after a verb. */
export const moved = z.object({ id, state, version: z.int() }).meta({ id: "DealOutcome", description: "Where a deal stands after a verb." });
const movedWithEntry = z
  .object({ ...moved.shape, entryId: z.string().nullable().meta({ description: "Written when the deal completed by this." }) })
  .meta({ id: "HandOverOutcome", description: "Where a deal stands after a hand-over." });

/** The answer of a verb. */
export function movedOf(result: Result<DealMoved, DealError>): Result<z.infer<typeof moved>> {
  return result.ok ? ok({ id: result.value.dealId, state: result.value.state, version: result.value.version }) : result;
}

function handedOver(result: Result<DealMoved & { entryId?: string | null }, DealError>): Result<z.infer<typeof movedWithEntry>> {
  if (!result.ok) return result;
  const { dealId, entryId } = result.value;
  return ok({ id: dealId, state: result.value.state, version: result.value.version, entryId: entryId ?? null });
}

async function dealOf(db: Db, view: DealView): Promise<z.infer<typeof deal>> {
  const place = mayKnowExactPlace(view) ? await exactPlaceOf(db, { listingId: view.listing.id }) : null;
  const tally = await tallyOf(db, view);
  return {
    id: view.id,
    version: view.version,
    kind: view.kind,
    light: view.light,
    state: view.state,
    side: view.side,
    moves: view.moves,
    next: view.next,
    nextUntil: view.nextUntil,
    requesterSide: view.requesterSide,
    listing: {
      id: view.listing.id,
      title: view.listing.title,
      kind: view.listing.kind,
      offer: view.listing.offer,
      massGrams: view.listing.massGrams,
      placeLabel: view.listing.placeLabel,
      timeZone: view.listing.timeZone,
      grade: view.listing.grade,
      remanufactured: view.listing.remanufactured,
      remanufacturer: view.listing.remanufacturer,
      warrantyMonths: view.listing.warrantyMonths,
    },
    exactPlace: place && { address: place.exactAddress, latitude: place.latitude, longitude: place.longitude },
    terms: termsOf(view.terms),
    acceptedTerms: view.acceptedTerms,
    proposals: view.termsHistory.map(termsOf),
    pendingChange: view.pendingChange && view.pendingChange.map(({ field, from, to }) => ({ field, from, to })),
    units: view.units,
    movedUnits: view.movedUnits,
    measuredGrams: view.measuredGrams,
    settledMinor: view.settledMinor,
    loanDueAt: view.loanDueAt,
    handedOverBy: view.handedOverBy,
    giver: { id: view.parties.giver.id, name: view.parties.giver.name },
    taker: { id: view.parties.taker.id, name: view.parties.taker.name },
    agreed: view.agreed,
    code: view.code,
    endReason: view.endReason,
    entryId: tally?.entryId ?? null,
    createdAt: view.createdAt,
  };
}

/** Refusals every move knows. */
export const moveErrors = ["DEALS.NOT_FOUND", "DEALS.NOT_ALLOWED", "DEALS.WRONG_STATE", "DEALS.STALE"] as const;
/** The version that was seen. */
export const seen = { version };
/** Refusals of what a proposal names. */
export const proposalErrors = ["DEALS.TOO_MANY_UNITS", "DEALS.PRICE_INVALID", "DEALS.SWAP_LISTING_NOT_FOUND", "DEALS.SWAP_LISTING_CLOSED", "DEALS.SWAP_TOO_MANY_UNITS", "DEALS.LOAN_TOO_LONG"] as const;

/** `version` only where it was sent: the verbs tell "not sent" from "undefined". */
export function moveOf(dealId: string, body: { version?: number | undefined }) {
  return { dealId, version: body.version };
}

type MoveRun = (db: Db, actor: Actor, input: { dealId: string; version: number | undefined }) => Promise<Result<DealMoved, DealError>>;

/** A move that needs nothing but the deal. */
export function plainMove(input: { verb: string; operationId: string; summary: string; description: string; errors?: readonly string[]; move: MoveRun }) {
  return operation({
    method: "post",
    path: `/deals/{id}/${input.verb}`,
    operationId: input.operationId,
    tag: "deals",
    summary: input.summary,
    description: input.description,
    auth: "token",
    params: idParams,
    body: z.strictObject(seen),
    response: moved,
    errors: [...moveErrors, ...(input.errors ?? [])],
    async run({ db, actor, params, body }) {
      return movedOf(await input.move(db, actor, moveOf(params.id, body)));
    },
  });
}

export const dealOperations = [
  operation({
    method: "get",
    path: "/deals",
    operationId: "listDeals",
    tag: "deals",
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
