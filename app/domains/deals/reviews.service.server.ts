import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { DealError } from "./deals.errors.ts";
import { otherSideOf, sideOf, type Side } from "./deals.rules.ts";
import {
  findReviewable,
  insertReview,
  listPublicReviews,
  listReadable,
  listReviewMarks,
  listToAnnounce,
  lockDealForReview,
  markAnnounced,
  revealReviews,
  swapReview,
  type ReviewableDeal,
  type ReviewMark,
} from "./reviews.repository.server.ts";
import { isRevealed, reasonsFit, revealAt, reviewProblem } from "./reviews.rules.ts";
import type { DealReviews, EditReviewInput, PublicReview, ReviewInput } from "./reviews.schema.ts";
import { dealTopics } from "./topics.server.ts";

/** What a written or changed review answers. */
export type Reviewed = { dealId: string; version: number; revealed: boolean };

/**
 * A side's word about the other, once per deal. The second one reveals both. Errors: DEALS.NOT_FOUND for strangers too,
 * DEALS.REVIEW_NOT_ALLOWED (viewers; who did not come), DEALS.REVIEW_WRONG_STATE with the `state`, DEALS.REVIEW_STALE,
 * DEALS.ALREADY_REVIEWED, DEALS.REVIEW_INVALID.
 */
export async function writeReview(db: Db, actor: Actor, input: ReviewInput, clock: Clock = systemClock): Promise<Result<Reviewed, DealError>> {
  return transact<Result<Reviewed, DealError>>(db, async (tx) => {
    const begun = await begin(tx, actor, input);
    if (!begun.ok) return begun;
    const { deal, side, endedAt, mine, theirs } = begun.value;
    const now = clock.now();
    if (mine) return err("DEALS.ALREADY_REVIEWED", { version: mine.version });
    if (input.version !== undefined && input.version !== deal.version) return err("DEALS.REVIEW_STALE", { version: deal.version });
    const shownAt = revealAt({ endedAt, otherWrote: theirs !== undefined, now });
    const written = await insertReview(
      tx,
      {
        dealId: deal.id,
        side,
        authorUserId: actor.userId,
        authorPartyId: actor.party.id,
        aboutPartyId: side === "giver" ? deal.takerPartyId : deal.giverPartyId,
        verdict: input.verdict,
        reasons: input.reasons,
        text: input.text,
        revealAt: shownAt,
      },
      now,
    );
    if (!written) return err("DEALS.ALREADY_REVIEWED", { version: 1 });
    if (theirs) await revealReviews(tx, { dealId: deal.id, now });
    await record(tx, { type: "deals.reviewed", payload: { dealId: deal.id, bySide: side }, topics: await dealTopics(tx, deal) });
    const revealed = shownAt <= now;
    if (revealed) await announceReveal(tx, deal, now, side);
    return ok({ dealId: deal.id, version: 1, revealed });
  });
}

/**
 * Changes one's own review while it is hidden; anybody of the party who may act can. Errors beside those of writing:
 * DEALS.REVIEW_NOT_FOUND, DEALS.REVIEW_CLOSED once it is revealed, DEALS.REVIEW_STALE with the present `version`.
 */
export async function editReview(db: Db, actor: Actor, input: EditReviewInput, clock: Clock = systemClock): Promise<Result<Reviewed, DealError>> {
  return transact<Result<Reviewed, DealError>>(db, async (tx) => {
    const begun = await begin(tx, actor, input);
    if (!begun.ok) return begun;
    const { deal, side, mine } = begun.value;
    const now = clock.now();
    if (!mine) return err("DEALS.REVIEW_NOT_FOUND");
    if (isRevealed(mine, now)) return err("DEALS.REVIEW_CLOSED", { version: mine.version });
    if (input.version !== undefined && input.version !== mine.version) return err("DEALS.REVIEW_STALE", { version: mine.version });
    const { verdict, reasons, text } = input;
    const swapped = await swapReview(tx, { id: mine.id, version: mine.version, now, authorUserId: actor.userId, verdict, reasons, text });
    if (!swapped) return err("DEALS.REVIEW_STALE", { version: mine.version });
    await record(tx, { type: "deals.reviewed", payload: { dealId: deal.id, bySide: side }, topics: await dealTopics(tx, deal) });
    return ok({ dealId: deal.id, version: mine.version + 1, revealed: false });
  });
}

type Begun = { deal: ReviewableDeal; side: Side; endedAt: Date; mine: ReviewMark | undefined; theirs: ReviewMark | undefined };

/** Locks the deal and checks what both verbs ask: a side, a member, an ended deal, reasons that go with the verdict. */
async function begin(tx: Tx, actor: Actor, input: ReviewInput | EditReviewInput): Promise<Result<Begun, DealError>> {
  await lockDealForReview(tx, input.dealId);
  const deal = await findReviewable(tx, input.dealId);
  const side = deal ? sideOf(deal, actor.party.id) : null;
  if (!deal || !side) return err("DEALS.NOT_FOUND");
  if (!hasRole(actor.role, "member")) return err("DEALS.REVIEW_NOT_ALLOWED");
  const problem = reviewProblem(deal, side);
  if (problem || !deal.endedAt) return err(problem ?? "DEALS.REVIEW_WRONG_STATE", { state: deal.state });
  if (!reasonsFit(input.verdict, input.reasons)) return err("DEALS.REVIEW_INVALID");
  const marks = await listReviewMarks(tx, deal.id);
  return ok({ deal, side, endedAt: deal.endedAt, mine: marks.find((mark) => mark.side === side), theirs: marks.find((mark) => mark.side !== side) });
}

async function announceReveal(tx: Tx, deal: ReviewableDeal, now: Date, bySide?: Side): Promise<boolean> {
  if (!(await markAnnounced(tx, { dealId: deal.id, now }))) return false;
  await record(tx, { type: "deals.reviews-revealed", payload: { dealId: deal.id, ...(bySide ? { bySide } : {}) }, topics: await dealTopics(tx, deal) });
  return true;
}

const batch = 200;

/** Tells of reviews whose seven days are over. Readers compare times themselves, so late or twice does no harm. */
export async function announceDueReveals(db: Db, now: Date): Promise<number> {
  let count = 0;
  for (const dealId of await listToAnnounce(db, { now, limit: batch })) {
    const told = await inTransaction(db, async (tx) => {
      const deal = await findReviewable(tx, dealId);
      return deal !== null && announceReveal(tx, deal, now);
    });
    if (told) count += 1;
  }
  return count;
}

/** The reviews of a deal for one of its sides; null before its end, and for everybody else. */
export async function viewReviews(db: Db, actor: Actor, dealId: string, clock: Clock = systemClock): Promise<DealReviews | null> {
  const deal = await findReviewable(db, dealId);
  const side = deal ? sideOf(deal, actor.party.id) : null;
  if (!deal?.endedAt || !side) return null;
  const now = clock.now();
  const [marks, readable] = await Promise.all([listReviewMarks(db, dealId), listReadable(db, { dealId, side, now })]);
  const mark = marks.find((one) => one.side === side);
  const theirMark = marks.find((one) => one.side !== side);
  const mine = readable.find((one) => one.side === side);
  const acts = hasRole(actor.role, "member");
  const shownAt = (mark ?? theirMark)?.revealAt ?? revealAt({ endedAt: deal.endedAt, otherWrote: false, now });
  return {
    mine: mark && mine ? { ...mine, version: mark.version } : null,
    theirs: readable.find((one) => one.side === otherSideOf(side)) ?? null,
    theyWrote: theirMark !== undefined,
    mayWrite: acts && !mark && reviewProblem(deal, side) === null,
    mayEdit: acts && mark !== undefined && !isRevealed(mark, now),
    hiddenUntil: shownAt > now ? shownAt.toISOString() : null,
  };
}

/** The latest three revealed reviews about a party, for anybody. */
export async function publicReviews(db: Db, partyId: string, clock: Clock = systemClock): Promise<PublicReview[]> {
  return listPublicReviews(db, { partyId, now: clock.now(), limit: 3 });
}
