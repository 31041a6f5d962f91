import { z } from "zod";
import { exactPlaceOf } from "#app/domains/listings/for-deals.repository.server.ts";
import { dealKinds, dealStates, dealVerbs, type Side } from "#app/domains/deals/deals.rules.ts";
import type { DealError } from "#app/domains/deals/deals.errors.ts";
import { priceInput, type DealTermsView, type DealView } from "#app/domains/deals/deals.schema.ts";
import { mayKnowExactPlace, tallyOf } from "#app/domains/deals/deals.service.server.ts";
import { priceBases } from "#app/domains/deals/terms.rules.ts";
import type { DealMoved } from "#app/flows/deal-moves.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { ok, type Result } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { grams, id, idParams, instant, version } from "../schemas.ts";

export const sides = ["giver", "taker"] as const satisfies readonly Side[];
const side = z.enum(sides);
const state = z.enum(dealStates);
const next = z.enum(["me", "them", "either", "operator"]).nullable().meta({ description: "Who has to act; null when nobody has." });

export const line = z
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
    paidBySide: side.nullable().meta({ description: "Of a swap with money on top: who pays it. Null elsewhere, where the taker pays." }),
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
    paidBySide: one.paidBySide,
    loanDays: one.loanDays,
    note: one.note,
    createdAt: one.createdAt,
  };
}

/** What a proposal names; what the kind of deal has no use for is left aside. */
export const proposal = {
  units: z.int().min(1, "errors:positive").max(100_000).default(1),
  price: priceInput.nullable().optional().meta({ description: "Left out: the listed price, or for nothing where a wanted listing is answered. Of a swap: money on top, for all of it." }),
  swapListingId: z.string().min(1).max(60).optional().meta({ description: "Of a swap: one of the asking party's own shown listings." }),
  swapUnits: z.int().min(1, "errors:positive").max(100_000).default(1),
  paidBySide: side.optional().meta({ description: "Of a swap with money on top: who pays it; left out: whoever proposes." }),
  loanDays: z.int().min(1, "errors:positive").max(365).optional().meta({ description: "Of a loan; left out: as many days as the listing lends for." }),
};

export const deal = z
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
export const movedWithEntry = z
  .object({ ...moved.shape, entryId: z.string().nullable().meta({ description: "Written when the deal completed by this." }) })
  .meta({ id: "HandOverOutcome", description: "Where a deal stands after a hand-over." });

/** The answer of a verb. */
export function movedOf(result: Result<DealMoved, DealError>): Result<z.infer<typeof moved>> {
  return result.ok ? ok({ id: result.value.dealId, state: result.value.state, version: result.value.version }) : result;
}

export function handedOver(result: Result<DealMoved & { entryId?: string | null }, DealError>): Result<z.infer<typeof movedWithEntry>> {
  if (!result.ok) return result;
  const { dealId, entryId } = result.value;
  return ok({ id: dealId, state: result.value.state, version: result.value.version, entryId: entryId ?? null });
}

export async function dealOf(db: Db, view: DealView): Promise<z.infer<typeof deal>> {
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
    scope: "deals:write",
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
