import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { PriceGrade } from "./grades.ts";
import type { BoardPrice, QuoteInput, QuoteLine, SettlementLine } from "./prices.schema.ts";

const dayText = (day: Date) => day.toISOString().slice(0, 10);

/** A board's currency and version, or null when nothing was ever written on it. */
export async function findBoard(db: Db, recyclerPartyId: string): Promise<{ currency: string; version: number } | null> {
  return db.priceBoard.findUnique({ where: { recyclerPartyId }, select: { currency: true, version: true } });
}

/** The prices in force on a day: of each material and grade the one that began last, of those the one written last. What was taken off is left out. */
export async function selectPrices(db: Db, input: { recyclerPartyId: string; day: string }): Promise<BoardPrice[]> {
  const rows = await db.$queryRaw<(Omit<BoardPrice, "minorPerKg"> & { minorPerKg: number | null })[]>(sql`
    SELECT DISTINCT ON (q.material, q.grade) q.id AS "quoteId", q.material, q.grade::text AS grade, q.minor_per_kg AS "minorPerKg", q.valid_from::text AS "validFrom"
    FROM price_quote q WHERE q.recycler_party_id = ${input.recyclerPartyId} AND q.valid_from <= ${input.day}::date
    ORDER BY q.material, q.grade, q.valid_from DESC, q.seq DESC`);
  return rows.filter((row): row is BoardPrice => row.minorPerKg !== null);
}

/** Everything written on a board that counts in the end: one line per material, grade and day, oldest first. At most 5,000, the newest. */
export async function selectHistory(db: Db, input: { recyclerPartyId: string; material?: string | undefined }): Promise<QuoteLine[]> {
  const rows = await db.$queryRaw<QuoteLine[]>(sql`
    SELECT material, grade::text AS grade, minor_per_kg AS "minorPerKg", valid_from::text AS "validFrom" FROM (
      SELECT DISTINCT ON (q.material, q.grade, q.valid_from) q.material, q.grade, q.minor_per_kg, q.valid_from
      FROM price_quote q WHERE q.recycler_party_id = ${input.recyclerPartyId} ${input.material ? sql`AND q.material = ${input.material}` : emptySql}
      ORDER BY q.material, q.grade, q.valid_from DESC, q.seq DESC) kept
    ORDER BY valid_from DESC LIMIT 5000`);
  return rows.toReversed();
}

/** Makes sure that there is a board; its first currency stays. */
export async function ensureBoard(tx: Tx, input: { recyclerPartyId: string; currency: string; now: Date }): Promise<void> {
  const { now, ...board } = input;
  await tx.priceBoard.createMany({ data: [{ ...board, version: 0, createdAt: now, updatedAt: now }], skipDuplicates: true });
}

/** Raises a board's version, which locks it until the end of the transaction; false when it is another one now. */
export async function raiseBoard(tx: Tx, input: { recyclerPartyId: string; version: number; now: Date }): Promise<boolean> {
  const { count } = await tx.priceBoard.updateMany({ where: { recyclerPartyId: input.recyclerPartyId, version: input.version }, data: { version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

/** Whose quote this is, or null. */
export async function findQuoteOwner(db: Db, id: string): Promise<string | null> {
  const quote = await db.priceQuote.findUnique({ where: { id }, select: { recyclerPartyId: true } });
  return quote?.recyclerPartyId ?? null;
}

/** The id of one grade's line of a form. */
export const quoteLineId = (quoteId: string, grade: PriceGrade) => `${quoteId}-${grade}`;

/** Writes prices on a board. */
export async function insertQuotes(tx: Tx, input: QuoteInput & { recyclerPartyId: string; userId: string; now: Date }): Promise<void> {
  await tx.priceQuote.createMany({
    data: input.prices.map(({ grade, minorPerKg }) => ({
      id: quoteLineId(input.quoteId, grade),
      recyclerPartyId: input.recyclerPartyId,
      material: input.material,
      grade,
      minorPerKg,
      validFrom: new Date(`${input.validFrom}T00:00:00Z`),
      madeByUserId: input.userId,
      madeAt: input.now,
    })),
  });
}

export type NewSettlement = Omit<SettlementLine, "day"> & { id: string; quoteId: string };

/** Writes what a visit came to; lines that are there already stay as they are. */
export async function insertSettlement(tx: Tx, input: { bookingId: string; recyclerPartyId: string; partyId: string; day: string; at: Date; lines: NewSettlement[] }): Promise<void> {
  const { lines, day, ...of } = input;
  await tx.priceSettlement.createMany({ data: lines.map((line) => ({ ...line, ...of, day: new Date(`${day}T00:00:00Z`) })), skipDuplicates: true });
}

/** What a visit came to, material by material; empty when nothing was settled. */
export async function selectSettlement(db: Db, bookingId: string): Promise<SettlementLine[]> {
  const rows = await db.priceSettlement.findMany({
    where: { bookingId },
    select: { material: true, grade: true, minorPerKg: true, grams: true, amountMinor: true, currency: true, day: true },
    orderBy: [{ amountMinor: "desc" }, { material: "asc" }],
    take: 100,
  });
  return rows.map((row) => ({ ...row, day: dayText(row.day) }));
}

/** A recycler's price for a material on a day, for a comparison. */
export type Offer = { recyclerPartyId: string; name: string; slug: string; placeLabel: string | null; currency: string; grade: PriceGrade; minorPerKg: number; validFrom: string; metres: number | null };

/**
 * Who pays what for a material today, of recyclers that run a point taking it: the best price first, within a currency; with a place,
 * how far their nearest such point is. The day is each recycler's own. At most 200 lines.
 */
export async function selectOffers(db: Db, input: { material: string; now: Date; place: { latitude: number; longitude: number } | null }): Promise<Offer[]> {
  const metres = input.place
    ? sql`(SELECT min(earth_distance(ll_to_earth(p.latitude, p.longitude), ll_to_earth(${input.place.latitude}::float8, ${input.place.longitude}::float8))) FROM recycling_point p
        WHERE p.operator_party_id = y.id AND EXISTS (SELECT 1 FROM point_material m WHERE m.point_id = p.id AND m.material = ${input.material} AND m.accepts))`
    : sql`NULL::float8`;
  return db.$queryRaw<Offer[]>(sql`
    SELECT y.id AS "recyclerPartyId", y.name, y.slug, y.place_label AS "placeLabel", b.currency, q.grade::text AS grade, q.minor_per_kg AS "minorPerKg",
      q.valid_from::text AS "validFrom", ${metres} AS metres
    FROM price_board b JOIN party y ON y.id = b.recycler_party_id CROSS JOIN LATERAL (
      SELECT DISTINCT ON (q.grade) q.grade, q.minor_per_kg, q.valid_from FROM price_quote q
      WHERE q.recycler_party_id = b.recycler_party_id AND q.material = ${input.material} AND q.valid_from <= (${input.now}::timestamptz AT TIME ZONE y.time_zone)::date
      ORDER BY q.grade, q.valid_from DESC, q.seq DESC) q
    WHERE q.minor_per_kg IS NOT NULL AND EXISTS (
      SELECT 1 FROM recycling_point p JOIN point_material m ON m.point_id = p.id AND m.material = ${input.material} AND m.accepts WHERE p.operator_party_id = y.id)
    ORDER BY b.currency, q.minor_per_kg DESC, y.id, q.grade LIMIT 200`);
}

/** The materials that stand on some board today or did once. */
export async function selectQuotedMaterials(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ material: string }[]>(sql`SELECT DISTINCT material FROM price_quote ORDER BY material`);
  return rows.map((row) => row.material);
}

