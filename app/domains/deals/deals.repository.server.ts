import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, noJson, sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import { codeAttempts, codePauseMs } from "./code.server.ts";
import { openStates, proposedStates, type DealFacts, type DealKind, type DealState, type Mover, type Side } from "./deals.rules.ts";
import type { DealListing, DealStep, PendingChange } from "./deals.schema.ts";
import type { DealTermsRow } from "./terms.repository.server.ts";
import type { PriceBasis } from "./terms.rules.ts";

/** A deal with what its rules and pages need. Stays on the server; pages get `DealView`. */
export type DealRecord = DealFacts & {
  id: string;
  listingId: string;
  giverPartyId: string;
  takerPartyId: string;
  requesterPartyId: string;
  requestedByUserId: string;
  units: number;
  /** The latest proposal; both agreed to it when `acceptedTerms` is its number. */
  terms: DealTermsRow;
  acceptedTerms: number | null;
  /** What the owner changed after the yes, waiting for the requester's word. */
  pendingChange: PendingChange[] | null;
  lentAt: Date | null;
  loanDueAt: Date | null;
  handedBackAt: Date | null;
  /** An operator's words to both sides. */
  resolution: string | null;
  settledMinor: number | null;
  holdsUnits: boolean;
  agreedPlace: string | null;
  handoverCode: string | null;
  handoverBlockedUntil: Date | null;
  movedUnits: number | null;
  measuredGrams: number | null;
  weightConfirmed: boolean;
  endReason: string | null;
  version: number;
  createdAt: Date;
  handedOverAt: Date | null;
  listing: DealListing;
  listingCreatedByUserId: string;
  /** A keyed hash; for the ledger, never for a page. */
  serialHash: string | null;
  giverName: string;
  giverKind: string;
  takerName: string;
  takerKind: string;
};

type FlatTerms = {
  termsNumber: number;
  termsBySide: Side;
  termsUnits: number;
  termsPriceMinor: number | null;
  termsCurrency: string | null;
  priceBasis: PriceBasis | null;
  swapListingId: string | null;
  swapUnits: number | null;
  paidBySide: Side | null;
  loanDays: number | null;
  termsNote: string;
};
type FlatRow = Omit<DealRecord, "listing" | "requesterSide" | "terms" | "hasPendingChange"> & Omit<DealListing, "id" | "kind"> & { listingKind: DealListing["kind"] } & FlatTerms;

/** A deal, or null. One question for the deal, its latest terms, its listing and both parties. */
export async function findDeal(db: Db, dealId: string): Promise<DealRecord | null> {
  const rows = await db.$queryRaw<FlatRow[]>(sql`
    SELECT d.id, d.listing_id AS "listingId", d.giver_party_id AS "giverPartyId", d.taker_party_id AS "takerPartyId",
      d.requester_party_id AS "requesterPartyId", d.requested_by_user_id AS "requestedByUserId", d.kind::text AS kind, d.light,
      d.state::text AS state, d.units, d.accepted_terms AS "acceptedTerms", d.pending_change AS "pendingChange", d.lent_at AS "lentAt",
      d.loan_due_at AS "loanDueAt", d.handed_back_at AS "handedBackAt",
      d.completed_at AS "completedAt", d.contested_at AS "contestedAt", d.resolution, d.settled_minor AS "settledMinor", d.window_by_side AS "windowBySide", d.window_agreed_at AS "windowAgreedAt",
      x.number AS "termsNumber", x.by_side AS "termsBySide", x.units AS "termsUnits", x.price_minor AS "termsPriceMinor",
      x.currency AS "termsCurrency", x.price_basis AS "priceBasis", x.swap_listing_id AS "swapListingId", x.swap_units AS "swapUnits", x.paid_by_side AS "paidBySide",
      x.loan_days AS "loanDays", x.note AS "termsNote",
      d.holds_units AS "holdsUnits", d.agreed_starts_at AS "agreedStartsAt", d.agreed_ends_at AS "agreedEndsAt",
      d.agreed_place AS "agreedPlace", d.handover_code AS "handoverCode", d.handover_blocked_until AS "handoverBlockedUntil",
      d.handed_over_by AS "handedOverBy", d.moved_units AS "movedUnits", d.measured_grams AS "measuredGrams",
      d.weight_confirmed AS "weightConfirmed", d.respond_by AS "respondBy", d.auto_complete_at AS "autoCompleteAt",
      d.end_reason AS "endReason", d.version, d.created_at AS "createdAt", d.handed_over_at AS "handedOverAt",
      l.title, l.kind::text AS "listingKind", l.offer::text AS offer, l.category, l.material, l.condition, l.mass_grams AS "massGrams",
      l.price_minor AS "priceMinor", l.currency, l.place_label AS "placeLabel", l.time_zone AS "timeZone",
      l.grade, d.remanufactured, l.remanufacturer, l.warranty_months AS "warrantyMonths",
      l.created_by_user_id AS "listingCreatedByUserId", l.serial_hash AS "serialHash",
      (SELECT p.storage_key FROM listing_photo p WHERE p.listing_id = l.id AND l.state NOT IN ('held', 'removed_by_moderator') ORDER BY p.position LIMIT 1) AS "photoKey",
      g.name AS "giverName", g.kind::text AS "giverKind", t.name AS "takerName", t.kind::text AS "takerKind"
    FROM deal d JOIN deal_terms x ON x.deal_id = d.id AND x.number = d.terms_number
    JOIN listing l ON l.id = d.listing_id JOIN party g ON g.id = d.giver_party_id JOIN party t ON t.id = d.taker_party_id
    WHERE d.id = ${dealId}`);
  const row = rows[0];
  if (!row) return null;
  const { title, listingKind, offer, category, material, condition, massGrams, priceMinor, currency, placeLabel, timeZone, photoKey, grade, remanufactured, remanufacturer, warrantyMonths, ...rest } = row;
  const { termsNumber, termsBySide, termsUnits, termsPriceMinor, termsCurrency, priceBasis, swapListingId, swapUnits, paidBySide, loanDays, termsNote, ...deal } = rest;
  const price = termsPriceMinor === null || termsCurrency === null || priceBasis === null ? null : { minor: termsPriceMinor, currency: termsCurrency, basis: priceBasis };
  return {
    ...deal,
    terms: { number: termsNumber, bySide: termsBySide, units: termsUnits, price, swapListingId, swapUnits, paidBySide, loanDays, note: termsNote },
    hasPendingChange: deal.pendingChange !== null,
    requesterSide: row.requesterPartyId === row.giverPartyId ? "giver" : "taker",
    listing: { id: row.listingId, title, kind: listingKind, offer, category, material, condition, massGrams, priceMinor, currency, placeLabel, timeZone, photoKey, grade, remanufactured, remanufacturer, warrantyMonths },
  };
}

/**
 * Puts movers of one listing's deals in a row: everything that moves a deal may move units too, so all take the listing's
 * lock first, and nobody waits for another in a circle. Of a swap both listings are locked, in the order of their ids.
 */
export async function lockListingsOfDeal(tx: Tx, dealId: string): Promise<void> {
  await tx.$queryRaw(sql`
    SELECT id FROM listing WHERE id IN (
      SELECT listing_id FROM deal WHERE id = ${dealId}
      UNION ALL
      SELECT x.swap_listing_id FROM deal d JOIN deal_terms x ON x.deal_id = d.id AND x.number = d.terms_number
      WHERE d.id = ${dealId} AND x.swap_listing_id IS NOT NULL)
    ORDER BY id FOR NO KEY UPDATE`);
}

export type NewDeal = {
  id: string;
  kind: DealKind;
  light: boolean;
  listingId: string;
  giverPartyId: string;
  takerPartyId: string;
  requesterPartyId: string;
  requestedByUserId: string;
  units: number;
  respondBy: Date;
};

/** Writes a request; false when this party has an open one for the listing already (kept by an index). */
export async function insertDeal(tx: Tx, deal: NewDeal, now: Date): Promise<boolean> {
  const { count } = await tx.deal.createMany({ data: { ...deal, state: "requested", createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

/** The open deal of a party for a listing, if there is one. */
export async function findOpenDealId(db: Db, input: { listingId: string; requesterPartyId: string }): Promise<string | null> {
  const row = await db.deal.findFirst({ where: { ...input, contestedAt: null, state: { in: [...openStates] } }, select: { id: true } });
  return row?.id ?? null;
}

/** Columns a move may set beside the state. */
export type DealChange = Partial<{
  holdsUnits: boolean;
  agreedStartsAt: Date | null;
  agreedEndsAt: Date | null;
  agreedPlace: string | null;
  windowBySide: Side | null;
  windowAgreedAt: Date | null;
  /** Null takes the question back. */
  pendingChange: PendingChange[] | null;
  termsNumber: number;
  acceptedTerms: number | null;
  units: number;
  respondBy: Date;
  lentAt: Date;
  loanDueAt: Date;
  handedBackAt: Date;
  contestedAt: Date;
  resolution: string;
  settledMinor: number | null;
  handoverCode: string | null;
  handedOverBy: Side;
  handedOverAt: Date;
  movedUnits: number;
  measuredGrams: number | null;
  weightConfirmed: boolean;
  autoCompleteAt: Date | null;
  completedAt: Date;
  endReason: string;
}>;

/** Moves a deal if it still stands where the mover saw it; false when it does not. */
export async function swapState(
  tx: Tx,
  input: { id: string; from: DealState; version: number; to: DealState; now: Date; change: DealChange },
): Promise<boolean> {
  const { pendingChange, ...change } = input.change;
  const { count } = await tx.deal.updateMany({
    where: { id: input.id, state: input.from, version: input.version },
    data: {
      ...change,
      ...(pendingChange === undefined ? {} : { pendingChange: pendingChange ?? noJson }),
      state: input.to,
      version: { increment: 1 },
      updatedAt: input.now,
    },
  });
  return count === 1;
}

/** Asks the requester about what the owner changed after the yes; null takes the question back. False when the deal moved on. */
export async function setPendingChange(tx: Tx, input: { id: string; version: number; change: PendingChange[] | null; now: Date }): Promise<boolean> {
  const { count } = await tx.deal.updateMany({
    where: { id: input.id, version: input.version },
    data: { pendingChange: input.change ?? noJson, version: { increment: 1 }, updatedAt: input.now },
  });
  return count === 1;
}

/** Who moved it, from where to where, why. */
export async function insertTransition(
  tx: Tx,
  input: { dealId: string; from: DealState | null; to: DealState; by: { userId: string; partyId: string } | null; mover: Mover; reason?: string | undefined; at: Date },
): Promise<string> {
  const id = newId();
  await tx.transition.create({
    data: {
      id,
      subjectType: "deal",
      subjectId: input.dealId,
      fromState: input.from,
      toState: input.to,
      actorUserId: input.by?.userId ?? null,
      actorPartyId: input.by?.partyId ?? null,
      actorRole: input.mover,
      reason: input.reason ?? null,
      at: input.at,
    },
    select: { id: true },
  });
  return id;
}

/** The moves of a deal so far, oldest first. */
export async function listSteps(db: Db, dealId: string): Promise<DealStep[]> {
  const rows = await db.transition.findMany({
    where: { subjectType: "deal", subjectId: dealId },
    select: { fromState: true, toState: true, at: true },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: 200,
  });
  // What changed something inside a state is told in the thread; the line of steps shows when the state was reached.
  return rows.filter((row) => row.fromState !== row.toState).map((row) => ({ toState: row.toState as DealState, at: row.at.toISOString() }));
}

/**
 * Compares a code and counts a wrong one, in one statement under the row's lock, so that parallel guesses cannot outrun the
 * count. Null while the pause lasts.
 */
export async function tryCode(db: Db, input: { dealId: string; code: string; now: Date }): Promise<{ right: boolean; left: number } | null> {
  const pauseUntil = new Date(input.now.getTime() + codePauseMs);
  const rows = await db.$queryRaw<{ right: boolean; attempts: number }[]>(sql`
    UPDATE deal SET
      handover_attempts = CASE WHEN handover_code = ${input.code} THEN 0 WHEN handover_attempts + 1 >= ${codeAttempts}::int THEN 0 ELSE handover_attempts + 1 END,
      handover_blocked_until = CASE WHEN handover_code IS DISTINCT FROM ${input.code} AND handover_attempts + 1 >= ${codeAttempts}::int
        THEN ${pauseUntil}::timestamptz ELSE NULL END
    WHERE id = ${input.dealId} AND (handover_blocked_until IS NULL OR handover_blocked_until <= ${input.now}::timestamptz)
    RETURNING coalesce(handover_code = ${input.code}, false) AS "right",
      CASE WHEN handover_blocked_until IS NOT NULL THEN ${codeAttempts}::int ELSE handover_attempts END AS attempts`);
  const row = rows[0];
  return row ? { right: row.right, left: codeAttempts - row.attempts } : null;
}

/** The people behind parties whose pages follow a deal; bounded. */
export async function listMemberUserIds(db: Db, partyIds: string[]): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { partyId: { in: partyIds }, state: "active" },
    select: { userId: true },
    distinct: ["userId"],
    take: 200,
  });
  return rows.map((row) => row.userId);
}

/** What the clock does to deals, and the states it looks at. */
const dueStates = {
  expire: proposedStates,
  lapse: ["accepted", "scheduled"],
  auto_complete: ["handed_over"],
  end_dispute: ["disputed"],
  auto_return: ["returning"],
  expire_inspection: ["inspecting"],
  expire_requote: ["requoted"],
} as const;

/** Deals the clock has to look at, oldest due first. */
export async function listDueDealIds(db: Db, input: { kind: keyof typeof dueStates; now: Date; limit: number }): Promise<string[]> {
  const isAnswer = input.kind === "expire" || input.kind === "expire_requote";
  const due = { state: { in: [...dueStates[input.kind]] }, ...(isAnswer ? { respondBy: { lte: input.now } } : { autoCompleteAt: { lte: input.now } }) };
  const rows = await db.deal.findMany({ where: due, select: { id: true }, orderBy: { id: "asc" }, take: input.limit });
  return rows.map((row) => row.id);
}

/** The unanswered proposals that a listing stands in: asked for, or offered in return. At most 500. */
export async function listOpenRequestIds(db: Db, listingId: string): Promise<string[]> {
  const states = joinSql(proposedStates.map((state) => sql`${state}::deal_state`));
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT id FROM deal WHERE listing_id = ${listingId} AND state IN (${states})
    UNION
    SELECT d.id FROM deal_terms x JOIN deal d ON d.id = x.deal_id AND d.terms_number = x.number
    WHERE x.swap_listing_id = ${listingId} AND d.state IN (${states})
    ORDER BY id LIMIT 500`);
  return rows.map((row) => row.id);
}

/** The open deals of a listing: asked for, or given in return. At most 500. */
export async function listOpenDealIds(db: Db, listingId: string): Promise<{ asked: string[]; inReturn: string[] }> {
  const states = joinSql(openStates.map((state) => sql`${state}::deal_state`));
  const rows = await db.$queryRaw<{ id: string; inReturn: boolean }[]>(sql`
    SELECT id, false AS "inReturn" FROM deal WHERE listing_id = ${listingId} AND state IN (${states})
    UNION ALL
    SELECT d.id, true FROM deal_terms x JOIN deal d ON d.id = x.deal_id AND d.terms_number = x.number
    WHERE x.swap_listing_id = ${listingId} AND d.state IN (${states})
    ORDER BY id LIMIT 500`);
  const ids = (inReturn: boolean) => rows.filter((row) => row.inReturn === inReturn).map((row) => row.id);
  return { asked: ids(false), inReturn: ids(true) };
}

/** Remembers that an owner took a promise back. */
export async function insertUndoing(
  tx: Tx,
  input: { dealId: string; partyId: string; side: Side; agreedStartsAt: Date | null; reason: string; at: Date },
): Promise<void> {
  await tx.dealUndoing.create({ data: { id: newId(), ...input }, select: { id: true } });
}
