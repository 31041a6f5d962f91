import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { fewestPrices, sameWithin, type HintFacts, type HintReason } from "./hints.rules.ts";

/** What the rules need of a listing, and when it was last changed. */
export type ListingFacts = HintFacts & { updatedAt: Date };

type Row = Omit<HintFacts, "sameTitle" | "samePhotos" | "medianMinor" | "medianOf"> & { updatedAt: Date; ownerPartyId: string; currency: string | null; createdAt: Date };

/** How many of the newest listings make a median. */
const comparedPrices = 300;
/** A title this short says too little to be copied. */
const shortestTitle = 15;

/** A published listing that was not looked at since it last changed, with the facts of the rules; null for all others. */
export async function findUnread(db: Db, input: { listingId: string; now: Date }): Promise<ListingFacts | null> {
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT l.title, l.description, l.category, l.price_minor AS "priceMinor", l.currency, l.owner_party_id AS "ownerPartyId", l.updated_at AS "updatedAt", u.created_at AS "createdAt",
      (SELECT count(*)::int FROM (SELECT 1 FROM deal d WHERE d.giver_party_id = l.owner_party_id AND d.state = 'completed' LIMIT 10) done) AS "completedDeals"
    FROM listing l JOIN "user" u ON u.id = l.created_by_user_id LEFT JOIN listing_hint h ON h.listing_id = l.id
    WHERE l.id = ${input.listingId} AND l.state = 'published' AND (h.listing_id IS NULL OR h.listing_at < l.updated_at)`);
  const row = rows[0];
  if (!row) return null;
  const { createdAt, currency, ownerPartyId, ...facts } = row;
  const [price] = await db.$queryRaw<{ medianMinor: number | null; medianOf: number }[]>(sql`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY price_minor)::float8 AS "medianMinor", count(*)::int AS "medianOf" FROM (
      SELECT price_minor FROM listing WHERE state = 'published' AND category = ${row.category} AND currency = ${currency} AND price_minor IS NOT NULL
        AND owner_party_id <> ${ownerPartyId} ORDER BY sort_at DESC, id DESC LIMIT ${comparedPrices}) newest`);
  const enough = price !== undefined && price.medianOf >= fewestPrices;
  return {
    ...facts,
    accountAgeMs: input.now.getTime() - createdAt.getTime(),
    medianMinor: enough ? price.medianMinor : null,
    medianOf: price?.medianOf ?? 0,
    sameTitle: row.title.length < shortestTitle ? 0 : await countSameTitle(db, { title: row.title, ownerPartyId }),
    samePhotos: await countSamePhotos(db, { listingId: input.listingId, ownerPartyId }),
  };
}

async function countSameTitle(db: Db, input: { title: string; ownerPartyId: string }): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>(sql`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM listing WHERE state = 'published' AND lower(title) = lower(${input.title}) AND owner_party_id <> ${input.ownerPartyId} LIMIT 5) same`);
  return rows[0]?.count ?? 0;
}

/** Photos of other parties that look like one of this listing's, by the index of pairs of bytes; five are enough to know. */
async function countSamePhotos(db: Db, input: { listingId: string; ownerPartyId: string }): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>(sql`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM listing_photo mine CROSS JOIN LATERAL (
        SELECT other.listing_id FROM listing_photo other
        WHERE other.difference_hash IS NOT NULL AND photo_bands(other.difference_hash) && photo_bands(mine.difference_hash)
          AND bit_count(('x' || other.difference_hash)::bit(64) # ('x' || mine.difference_hash)::bit(64)) <= ${sameWithin}::int
      ) near JOIN listing l ON l.id = near.listing_id
      WHERE mine.listing_id = ${input.listingId} AND mine.difference_hash IS NOT NULL AND l.owner_party_id <> ${input.ownerPartyId}
        AND bit_count(('x' || mine.difference_hash)::bit(64)) BETWEEN 6 AND 58
      LIMIT 5) same`);
  return rows[0]?.count ?? 0;
}

/** Keeps what the rules said of a listing as it was at an instant; a later reading is never overwritten by an earlier one. */
export async function keepHint(tx: Tx, input: { listingId: string; score: number; reasons: HintReason[]; listingAt: Date; now: Date }): Promise<void> {
  await tx.$executeRaw(sql`
    INSERT INTO listing_hint (listing_id, score, reasons, listing_at, scanned_at)
    VALUES (${input.listingId}, ${input.score}::int, ${JSON.stringify(input.reasons)}::jsonb, ${input.listingAt}::timestamptz, ${input.now}::timestamptz)
    ON CONFLICT (listing_id) DO UPDATE SET score = EXCLUDED.score, reasons = EXCLUDED.reasons, listing_at = EXCLUDED.listing_at, scanned_at = EXCLUDED.scanned_at
      WHERE listing_hint.listing_at <= EXCLUDED.listing_at`);
}

/** Whether moderators have ever decided about a listing. */
export async function wasDecided(db: Db, listingId: string): Promise<boolean> {
  const found = await db.moderationDecision.findFirst({ where: { subjectKind: "listing", subjectId: listingId }, select: { id: true } });
  return found !== null;
}

/** What the rules said of a listing when they last looked. */
export async function findHint(db: Db, listingId: string): Promise<{ score: number; reasons: string[] } | null> {
  const found = await db.listingHint.findUnique({ where: { listingId }, select: { score: true, reasons: true } });
  return found ? { score: found.score, reasons: found.reasons as string[] } : null;
}
