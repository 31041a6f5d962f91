import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { opaqueRef } from "#app/platform/keyed-hash.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { Side } from "./deals.rules.ts";
import type { ReviewableFacts, ReviewReason, ReviewVerdict } from "./reviews.rules.ts";
import type { PublicReview, ReviewText } from "./reviews.schema.ts";

/** A deal as far as its reviews need it. */
export type ReviewableDeal = ReviewableFacts & { id: string; listingId: string; giverPartyId: string; takerPartyId: string; version: number };

/** A deal with when and how it ended; null for an unknown id. */
export async function findReviewable(db: Db, dealId: string): Promise<ReviewableDeal | null> {
  const rows = await db.$queryRaw<ReviewableDeal[]>(sql`
    SELECT d.id, d.listing_id AS "listingId", d.giver_party_id AS "giverPartyId", d.taker_party_id AS "takerPartyId", d.version,
      d.state::text AS state, CASE WHEN d.state = 'completed' THEN d.completed_at ELSE n.at END AS "endedAt", n.actor_role AS "reportedBySide"
    FROM deal d LEFT JOIN LATERAL (
      SELECT t.at, CASE WHEN t.actor_role IN ('giver', 'taker') THEN t.actor_role END AS actor_role FROM transition t
      WHERE d.state = 'no_show' AND t.subject_type = 'deal' AND t.subject_id = d.id AND t.to_state = 'no_show' ORDER BY t.at DESC LIMIT 1) n ON true
    WHERE d.id = ${dealId}`);
  return rows[0] ?? null;
}

/** Puts the writers of a deal's two reviews in a row: who comes second reveals both. */
export async function lockDealForReview(tx: Tx, dealId: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT id FROM deal WHERE id = ${dealId} FOR NO KEY UPDATE`);
}

/** Which reviews of a deal there are, without a word of what they say. */
export type ReviewMark = { id: string; side: Side; revealAt: Date; version: number };

export async function listReviewMarks(db: Db, dealId: string): Promise<ReviewMark[]> {
  const rows = await db.dealReview.findMany({ where: { dealId }, select: { id: true, side: true, revealAt: true, version: true } });
  return rows.map((row) => ({ ...row, side: row.side as Side }));
}

/** What this side may read of a deal's reviews: its own, and the other one once it is revealed. What is hidden stays in the database. */
export async function listReadable(db: Db, input: { dealId: string; side: Side; now: Date }): Promise<ReviewText[]> {
  const rows = await db.dealReview.findMany({
    where: { dealId: input.dealId, OR: [{ side: input.side }, { revealAt: { lte: input.now } }] },
    select: { id: true, side: true, verdict: true, reasons: true, text: true },
  });
  // What moderation took away is its author's to see, and nobody else's.
  const hidden = await db.hiddenContent.findMany({ where: { subjectKind: "review", subjectId: { in: rows.map((row) => row.id) } }, select: { subjectId: true }, take: rows.length });
  const isHidden = (row: { id: string; side: string }) => row.side !== input.side && hidden.some((one) => one.subjectId === row.id);
  return rows.filter((row) => !isHidden(row)).map(({ id: _id, ...row }) => ({ ...row, side: row.side as Side, reasons: row.reasons as ReviewReason[] }));
}

export type NewReview = {
  dealId: string;
  side: Side;
  authorUserId: string;
  authorPartyId: string;
  aboutPartyId: string;
  verdict: ReviewVerdict;
  reasons: ReviewReason[];
  text: string;
  revealAt: Date;
};

/** Writes a review; false when this side has one already. */
export async function insertReview(tx: Tx, review: NewReview, now: Date): Promise<boolean> {
  const { count } = await tx.dealReview.createMany({ data: { ...review, id: newId(), createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Changes a review that is still as its author saw it, and hidden; false when it is not. */
export async function swapReview(
  tx: Tx,
  input: { id: string; version: number; now: Date; authorUserId: string; verdict: ReviewVerdict; reasons: ReviewReason[]; text: string },
): Promise<boolean> {
  const { id, version, now, ...change } = input;
  const { count } = await tx.dealReview.updateMany({
    where: { id, version, revealAt: { gt: now } },
    data: { ...change, version: { increment: 1 }, updatedAt: now },
  });
  return count === 1;
}

/** Both sides wrote: what is still hidden is read from now on. */
export async function revealReviews(tx: Tx, input: { dealId: string; now: Date }): Promise<void> {
  await tx.dealReview.updateMany({ where: { dealId: input.dealId, revealAt: { gt: input.now } }, data: { revealAt: input.now, updatedAt: input.now } });
}

/** Notes that the reveal of a deal's reviews is told; false when it was, or nothing is revealed. */
export async function markAnnounced(tx: Tx, input: { dealId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.dealReview.updateMany({
    where: { dealId: input.dealId, announcedAt: null, revealAt: { lte: input.now } },
    data: { announcedAt: input.now, updatedAt: input.now },
  });
  return count > 0;
}

/** Deals with a revealed review nobody was told of, oldest first. */
export async function listToAnnounce(db: Db, input: { now: Date; limit: number }): Promise<string[]> {
  const rows = await db.dealReview.findMany({
    where: { announcedAt: null, revealAt: { lte: input.now } },
    select: { dealId: true },
    orderBy: [{ revealAt: "asc" }, { id: "asc" }],
    take: input.limit,
  });
  return [...new Set(rows.map((row) => row.dealId))];
}

/** The latest revealed reviews about a party, by index, without those that moderation took away. The month is the one of the hand-over's place. */
export async function listPublicReviews(db: Db, input: { partyId: string; now: Date; limit: number }): Promise<PublicReview[]> {
  const rows = await db.$queryRaw<(Omit<PublicReview, "ref"> & { id: string })[]>(sql`
    SELECT r.id, r.side, r.verdict::text AS verdict, r.reasons, r.text, to_char(r.created_at AT TIME ZONE l.time_zone, 'YYYY-MM') AS month
    FROM deal_review r JOIN deal d ON d.id = r.deal_id JOIN listing l ON l.id = d.listing_id
    WHERE r.about_party_id = ${input.partyId} AND r.reveal_at <= ${input.now}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'review' AND h.subject_id = r.id)
    ORDER BY r.reveal_at DESC, r.id DESC LIMIT ${input.limit}`);
  return rows.map(({ id, ...review }) => ({ ...review, ref: opaqueRef("review", id) }));
}
