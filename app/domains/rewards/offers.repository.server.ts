import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import type { OfferState, OfferView, RedemptionState, RedemptionView } from "./rewards.schema.ts";

type OfferRow = Omit<OfferView, "until" | "isAvailable"> & { until: Date; endsAt: Date | null };

const offerSql = sql`SELECT o.id, o.programme_id AS "programmeId", g.community_id AS "communityId", c.name AS "communityName", c.slug AS "communitySlug", o.offerer_party_id AS "offererPartyId", p.name AS "offererName",
  o.title, o.words, o.price_points AS "pricePoints", o.stock_total AS "stockTotal", o.stock_left AS "stockLeft", o.per_household AS "perHousehold", o.until, o.state, o.version, g.ends_at AS "endsAt"
  FROM reward_offer o JOIN reward_programme g ON g.id = o.programme_id JOIN party c ON c.id = g.community_id JOIN party p ON p.id = o.offerer_party_id`;

function viewOf({ endsAt: _endsAt, ...row }: OfferRow, now: Date): OfferView {
  return { ...row, until: row.until.toISOString(), isAvailable: row.state === "open" && row.stockLeft > 0 && row.until > now };
}

async function offers(db: Db, where: Sql, now: Date): Promise<OfferView[]> {
  return (await db.$queryRaw<OfferRow[]>(sql`${offerSql} ${where}`)).map((row) => viewOf(row, now));
}

/** An offer, or null. */
export async function findOffer(db: Db, id: string, now: Date): Promise<OfferView | null> {
  return (await offers(db, sql`WHERE o.id = ${id}`, now))[0] ?? null;
}

/** The offers of a programme in these states, those that can be had first, the cheapest first; at most a hundred. */
export async function listOffers(db: Db, input: { programmeId: string; states: readonly OfferState[]; now: Date }): Promise<OfferView[]> {
  return offers(db, sql`WHERE o.programme_id = ${input.programmeId} AND o.state = ANY(${[...input.states]}::text[]) ORDER BY (o.stock_left > 0 AND o.until > ${input.now}) DESC, o.price_points, o.id LIMIT 100`, input.now);
}

/** A party's own offers, the latest first; at most a hundred. */
export async function listOffersOf(db: Db, input: { partyId: string; now: Date }): Promise<OfferView[]> {
  return offers(db, sql`WHERE o.offerer_party_id = ${input.partyId} ORDER BY o.id DESC LIMIT 100`, input.now);
}

/** Writes an offer; false when the id is taken. */
export async function insertOffer(
  tx: Tx,
  input: { id: string; programmeId: string; offererPartyId: string; title: string; words: string; pricePoints: number; stock: number; perHousehold: number; until: Date; state: OfferState; userId: string; now: Date },
): Promise<boolean> {
  const { stock, userId, now, ...row } = input;
  const { count } = await tx.rewardOffer.createMany({ data: { ...row, stockTotal: stock, stockLeft: stock, createdByUserId: userId, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Moves an offer if it still stands where the mover saw it. */
export async function swapOffer(tx: Tx, input: { id: string; version: number; from: OfferState; to: OfferState; now: Date }): Promise<boolean> {
  const { count } = await tx.rewardOffer.updateMany({ where: { id: input.id, version: input.version, state: input.from }, data: { state: input.to, version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

/** Takes one from an offer's stock where it can be had; false where not. Its version stays: taking is no edit. */
export async function takeFromStock(tx: Tx, input: { id: string; now: Date }): Promise<boolean> {
  return (await tx.$executeRaw(sql`UPDATE reward_offer SET stock_left = stock_left - 1 WHERE id = ${input.id} AND state = 'open' AND stock_left > 0 AND until > ${input.now}`)) === 1;
}

/** Puts one back. */
export async function putIntoStock(tx: Tx, offerId: string): Promise<void> {
  await tx.$executeRaw(sql`UPDATE reward_offer SET stock_left = stock_left + 1 WHERE id = ${offerId}`);
}

/** How often a household has, or has used, a code of an offer. */
export async function countTaken(tx: Tx, input: { offerId: string; partyId: string }): Promise<number> {
  return tx.rewardRedemption.count({ where: { ...input, state: { in: ["open", "used"] } } });
}

/** Whether a party may put up offers besides the community itself: a recycler, or a seller whose details were verified and still are. */
export async function isShop(db: Db, input: { partyId: string; now: Date }): Promise<boolean> {
  const [row] = await db.$queryRaw<{ is: boolean }[]>(sql`
    SELECT p.kind = 'recycler' OR EXISTS (SELECT 1 FROM seller_verification s WHERE s.party_id = p.id AND s.state = 'verified' AND (s.expires_at IS NULL OR s.expires_at > ${input.now})) AS is FROM party p WHERE p.id = ${input.partyId}`);
  return row?.is ?? false;
}

/** Running programmes of listed communities, by name, to offer something to; at most two hundred. */
export async function listProgrammesToServe(db: Db, now: Date): Promise<{ id: string; name: string; communityName: string }[]> {
  return db.$queryRaw(sql`SELECT g.id, g.name, c.name AS "communityName" FROM reward_programme g JOIN party c ON c.id = g.community_id WHERE c.is_listed AND (g.ends_at IS NULL OR g.ends_at > ${now}) ORDER BY c.name, g.id LIMIT 200`);
}

export type RedemptionRow = { id: string; offerId: string; programmeId: string; offererPartyId: string; partyId: string; points: number; state: RedemptionState; expiresAt: Date; usedAt: Date | null; version: number; title: string; offererName: string; codeHash: string };
const redemptionSql = sql`SELECT d.id, d.offer_id AS "offerId", d.programme_id AS "programmeId", d.offerer_party_id AS "offererPartyId", d.party_id AS "partyId", d.points, d.state, d.expires_at AS "expiresAt", d.used_at AS "usedAt", d.version,
  o.title, p.name AS "offererName", d.code_hash AS "codeHash" FROM reward_redemption d JOIN reward_offer o ON o.id = d.offer_id JOIN party p ON p.id = d.offerer_party_id`;

/** A redemption by its id or its code's hash, or null. */
export async function findRedemption(db: Db, by: { id: string } | { codeHash: string }): Promise<RedemptionRow | null> {
  const rows = await db.$queryRaw<RedemptionRow[]>(sql`${redemptionSql} WHERE ${"id" in by ? sql`d.id = ${by.id}` : sql`d.code_hash = ${by.codeHash}`}`);
  return rows[0] ?? null;
}

/** A household's codes, the latest first; at most fifty. `codeOf` writes the code of one that is open. */
export async function listRedemptions(db: Db, input: { partyId: string; programmeId?: string; now: Date; codeOf: (id: string) => string }): Promise<RedemptionView[]> {
  const one = input.programmeId ? sql`AND d.programme_id = ${input.programmeId}` : sql``;
  const rows = await db.$queryRaw<RedemptionRow[]>(sql`${redemptionSql} WHERE d.party_id = ${input.partyId} ${one} ORDER BY d.created_at DESC, d.id DESC LIMIT 50`);
  return rows.map(({ id, offerId, title, offererName, points, state, expiresAt, usedAt, version }) => {
    // The timer comes by later than the end.
    const now: RedemptionState = state === "open" && expiresAt <= input.now ? "expired" : state;
    return { id, offerId, title, offererName, points, state: now, expiresAt: expiresAt.toISOString(), usedAt: usedAt?.toISOString() ?? null, version, code: now === "open" ? input.codeOf(id) : null };
  });
}

/** Writes a redemption; false when the id is taken. */
export async function insertRedemption(tx: Tx, input: { id: string; offerId: string; programmeId: string; offererPartyId: string; partyId: string; userId: string; points: number; codeHash: string; expiresAt: Date; now: Date }): Promise<boolean> {
  const { userId, now, ...row } = input;
  const { count } = await tx.rewardRedemption.createMany({ data: { ...row, takenByUserId: userId, createdAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Uses an open code that is still good; false for whoever comes second. */
export async function useRedemption(tx: Tx, input: { id: string; userId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.rewardRedemption.updateMany({ where: { id: input.id, state: "open", expiresAt: { gt: input.now } }, data: { state: "used", usedAt: input.now, usedByUserId: input.userId, version: { increment: 1 } } });
  return count === 1;
}

/** Ends an open code without its being used. */
export async function endRedemption(tx: Tx, input: { id: string; version: number; to: "cancelled" | "expired" }): Promise<boolean> {
  const { count } = await tx.rewardRedemption.updateMany({ where: { id: input.id, state: "open", version: input.version }, data: { state: input.to, version: { increment: 1 } } });
  return count === 1;
}

/** Open codes whose time is over, the oldest first. */
export async function listExpired(db: Db, input: { now: Date; limit: number }): Promise<{ id: string; version: number }[]> {
  return db.rewardRedemption.findMany({ where: { state: "open", expiresAt: { lte: input.now } }, select: { id: true, version: true }, orderBy: { expiresAt: "asc" }, take: input.limit });
}
