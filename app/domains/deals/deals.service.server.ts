import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { DealError } from "./deals.errors.ts";
import { countDeals, listDealRows, type DealListFilter } from "./deal-lists.repository.server.ts";
import {
  findDeal,
  insertTransition,
  listSteps,
  lockListingsOfDeal,
  swapState,
  type DealChange,
  type DealRecord,
} from "./deals.repository.server.ts";
import {
  allowedMoves,
  checkMove,
  isProposed,
  knowsExactPlace,
  nextMover,
  showsCode,
  sideOf,
  type DealState,
  type DealVerb,
  type Mover,
  type Side,
  type TransitionRow,
} from "./deals.rules.ts";
import { findTally, type DealTally } from "./tally.repository.server.ts";
import type { DealLine, DealTermsView, DealView } from "./deals.schema.ts";
import { listTerms } from "./terms.repository.server.ts";

/** A deal ready to be moved: locked, allowed, and as the mover saw it. */
export type OpenMove = { deal: DealRecord; mover: Mover; row: TransitionRow; actor: Actor | null; now: Date };

const operatorVerbs: readonly DealVerb[] = ["resolve_completed", "resolve_cancelled"];

/**
 * Locks a deal and checks that `actor` (null: the clock) may do `verb` now. Errors: DEALS.NOT_FOUND for strangers too,
 * DEALS.NOT_ALLOWED, DEALS.WRONG_STATE and DEALS.STALE with the present `state` and `version`. With `terms`, what is
 * answered must be the latest proposal (DEALS.STALE_TERMS with its `number` and `terms`). `isLocked`: the caller holds a lock
 * that every mover of this deal takes. `to` picks among rows of the table that differ only in where they lead.
 */
export async function beginMove(
  tx: Tx,
  actor: Actor | null,
  input: { dealId: string; version?: number | undefined; verb: DealVerb; terms?: number; isLocked?: boolean; to?: DealState },
  now: Date,
): Promise<Result<OpenMove, DealError>> {
  if (!input.isLocked) await lockListingsOfDeal(tx, input.dealId);
  const deal = await findDeal(tx, input.dealId);
  if (!deal) return err("DEALS.NOT_FOUND");
  const mover = moverFor(deal, actor, input.verb);
  if (!mover) return err("DEALS.NOT_FOUND");
  // A viewer of a party looks on.
  if (actor && mover !== "operator" && !hasRole(actor.role, "member")) return err("DEALS.NOT_ALLOWED");
  if (input.terms !== undefined && isProposed(deal.state) && input.terms !== deal.terms.number) {
    return err("DEALS.STALE_TERMS", { state: deal.state, version: deal.version, number: deal.terms.number, terms: deal.terms });
  }
  const row = checkMove(deal, input.verb, mover, now, input.to);
  if (typeof row === "string") return err(row, { state: deal.state, version: deal.version });
  if (input.version !== undefined && input.version !== deal.version) return err("DEALS.STALE", { state: deal.state, version: deal.version });
  return ok({ deal, mover, row, actor, now });
}

function moverFor(deal: DealRecord, actor: Actor | null, verb: DealVerb): Mover | null {
  if (!actor) return "system";
  if (operatorVerbs.includes(verb) && actor.isOperator) return "operator";
  return sideOf(deal, actor.party.id);
}

/**
 * Moves the deal by compare-and-swap on state and version and writes the transition. `via` notes a state passed on the way
 * (a code hands over and completes at once). Gives the id of the last transition.
 */
export async function applyMove(
  tx: Tx,
  move: OpenMove,
  input: { change?: DealChange; reason?: string; via?: DealState } = {},
): Promise<Result<{ transitionId: string }, DealError>> {
  const { deal, row, now } = move;
  const change = { ...input.change, ...(input.reason ? { endReason: input.reason } : {}) };
  const swapped = await swapState(tx, { id: deal.id, from: row.from, version: deal.version, to: row.to, now, change });
  if (!swapped) {
    const present = await findDeal(tx, deal.id);
    return err("DEALS.WRONG_STATE", { state: present?.state, version: present?.version });
  }
  const by = move.actor ? { userId: move.actor.userId, partyId: move.actor.party.id } : null;
  const note = { dealId: deal.id, by, mover: move.mover, reason: input.reason, at: now };
  if (input.via) await insertTransition(tx, { ...note, from: row.from, to: input.via });
  const transitionId = await insertTransition(tx, { ...note, from: input.via ?? row.from, to: row.to });
  return ok({ transitionId });
}

/**
 * A deal as this actor may see it: a side, or an operator while it is disputed. DEALS.NOT_FOUND for everybody else, so that
 * ids tell nothing. The code is there for the taker only.
 */
export async function viewDeal(db: Db, actor: Actor, dealId: string, clock: Clock = systemClock): Promise<Result<DealView, DealError>> {
  const deal = await findDeal(db, dealId);
  const side = deal ? sideOf(deal, actor.party.id) : null;
  const decides = deal?.state === "disputed" && actor.isOperator;
  if (!deal || (!side && !decides)) return err("DEALS.NOT_FOUND");
  const now = clock.now();
  const [steps, proposals] = await Promise.all([listSteps(db, dealId), listTerms(db, dealId)]);
  const termsHistory = proposals.map(termsView);
  const terms = termsHistory.find((one) => one.number === deal.terms.number);
  if (!terms) throw new Error(`Deal ${dealId} has no terms ${deal.terms.number}.`);
  const own = side && hasRole(actor.role, "member") ? allowedMoves(deal, side, now) : [];
  return ok({
    id: deal.id,
    version: deal.version,
    kind: deal.kind,
    light: deal.light,
    state: deal.state,
    side,
    moves: decides ? [...own, ...allowedMoves(deal, "operator", now)] : own,
    next: perspective(nextMover(deal), side),
    nextUntil: nextUntil(deal)?.toISOString() ?? null,
    requesterSide: deal.requesterSide,
    listing: deal.listing,
    terms,
    acceptedTerms: deal.acceptedTerms,
    termsHistory,
    pendingChange: deal.pendingChange,
    settledMinor: deal.settledMinor,
    loanDueAt: deal.loanDueAt?.toISOString() ?? null,
    isOverdue: deal.state === "on_loan" && deal.loanDueAt !== null && deal.loanDueAt < now,
    isContested: deal.contestedAt !== null,
    resolution: deal.resolution,
    units: deal.units,
    movedUnits: deal.movedUnits,
    measuredGrams: deal.measuredGrams,
    weightConfirmed: deal.weightConfirmed,
    handedOverBy: deal.handedOverBy,
    parties: {
      giver: { id: deal.giverPartyId, name: deal.giverName, kind: deal.giverKind },
      taker: { id: deal.takerPartyId, name: deal.takerName, kind: deal.takerKind },
    },
    agreed:
      deal.agreedStartsAt && deal.agreedEndsAt
        ? {
            startsAt: deal.agreedStartsAt.toISOString(),
            endsAt: deal.agreedEndsAt.toISOString(),
            place: deal.agreedPlace ?? "",
            bySide: deal.windowBySide,
            agreedAt: deal.windowAgreedAt?.toISOString() ?? null,
          }
        : null,
    code: side === "taker" && showsCode(deal) ? deal.handoverCode : null,
    codeBlockedUntil: side === "giver" && deal.handoverBlockedUntil && deal.handoverBlockedUntil > now ? deal.handoverBlockedUntil.toISOString() : null,
    endReason: deal.endReason,
    steps,
    createdAt: deal.createdAt.toISOString(),
  });
}

function termsView({ createdAt, swapListingId: _listing, swapUnits: _units, ...row }: Awaited<ReturnType<typeof listTerms>>[number]): DealTermsView {
  return { ...row, createdAt: createdAt.toISOString() };
}

/** Whether a side may read the listing's exact place now. */
export function mayKnowExactPlace(view: Pick<DealView, "side" | "state">): boolean {
  return view.side !== null && knowsExactPlace(view.state);
}

/** What a deal tallied, or null before its completion. Only for views that `viewDeal` gave. */
export async function tallyOf(db: Db, view: Pick<DealView, "id" | "state">): Promise<DealTally | null> {
  return view.state === "completed" ? findTally(db, { dealId: view.id }) : null;
}

/** What the thing given in return tallied, of a completed swap. */
export async function returnTallyOf(db: Db, view: Pick<DealView, "id" | "state" | "kind">): Promise<DealTally | null> {
  return view.state === "completed" && view.kind === "swap" ? findTally(db, { dealId: view.id, returned: true }) : null;
}

function perspective(next: Side | "either" | "operator" | null, side: Side | null): DealView["next"] {
  if (next === "giver" || next === "taker") return next === side ? "me" : "them";
  return next;
}

function nextUntil(deal: Pick<DealRecord, "state" | "respondBy" | "agreedEndsAt" | "autoCompleteAt" | "loanDueAt">): Date | null {
  switch (deal.state) {
    case "requested":
    case "offered":
    case "countered":
    case "requoted":
      return deal.respondBy;
    case "on_loan":
      return deal.loanDueAt;
    // Set of gifts without ceremony alone.
    case "accepted":
      return deal.autoCompleteAt;
    case "scheduled":
      return deal.agreedEndsAt;
    case "handed_over":
    case "inspecting":
    case "returning":
    case "disputed":
      return deal.autoCompleteAt;
    default:
      return null;
  }
}

const pageSize = 30;

/** The acting party's deals, latest change first, thirty at a time; `cursor` comes from the page before. */
export async function listDeals(
  db: Db,
  actor: Actor,
  filter: DealListFilter & { cursor?: string | undefined },
): Promise<{ lines: DealLine[]; nextCursor: string | null; counts: { open: number; done: number } }> {
  const [rows, counts] = await Promise.all([
    listDealRows(db, { ...filter, partyId: actor.party.id, userId: actor.userId, limit: pageSize + 1, after: readCursor(filter.cursor) }),
    countDeals(db, { partyId: actor.party.id, listingId: filter.listingId }),
  ]);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    counts,
    nextCursor: rows.length > pageSize && last ? `${last.updatedAt.toISOString()}_${last.id}` : null,
    lines: shown.map((row) => {
      const side: Side = row.giverPartyId === actor.party.id ? "giver" : "taker";
      const requesterSide: Side = row.requesterPartyId === row.giverPartyId ? "giver" : "taker";
      return {
        id: row.id,
        kind: row.kind,
        state: row.state,
        side,
        title: row.title,
        category: row.category,
        material: row.material,
        photoKey: row.photoKey,
        remanufactured: row.remanufactured,
        units: row.units,
        otherName: row.otherName,
        next: perspective(nextMover({ ...row, requesterSide }), side),
        agreedStartsAt: row.agreedStartsAt?.toISOString() ?? null,
        agreedEndsAt: row.agreedEndsAt?.toISOString() ?? null,
        timeZone: row.timeZone,
        respondBy: row.respondBy.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
        unread: row.unread,
      };
    }),
  };
}

function readCursor(cursor: string | undefined): { updatedAt: Date; id: string } | undefined {
  const [time = "", id = ""] = cursor?.split("_") ?? [];
  const updatedAt = new Date(time);
  return id && !Number.isNaN(updatedAt.getTime()) ? { updatedAt, id } : undefined;
}
