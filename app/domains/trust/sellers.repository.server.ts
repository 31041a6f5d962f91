import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { SellerInput } from "./trust.schema.ts";

export type SellerState = "requested" | "verified" | "refused" | "expired";
export type SellerRow = SellerInput & { partyId: string; partyName: string; state: SellerState; reason: string | null; requestedByUserId: string; requestedAt: Date; decidedAt: Date | null; expiresAt: Date | null; version: number };

const columns = sql`s.party_id AS "partyId", p.name AS "partyName", s.legal_name AS "legalName", s.register_number AS "registerNumber", s.address, s.vat_id AS "vatId",
  s.contact_email AS "contactEmail", s.state, s.reason, s.requested_by_user_id AS "requestedByUserId", s.requested_at AS "requestedAt", s.decided_at AS "decidedAt",
  s.expires_at AS "expiresAt", s.version`;

/** What a party said of itself as a professional seller; null when it never did. `lock` holds the row. */
export async function findSeller(db: Db, partyId: string, lock = false): Promise<SellerRow | null> {
  const rows = await db.$queryRaw<SellerRow[]>(sql`
    SELECT ${columns} FROM seller_verification s JOIN party p ON p.id = s.party_id WHERE s.party_id = ${partyId} ${lock ? sql`FOR UPDATE OF s` : emptySql}`);
  return rows[0] ?? null;
}

/** Writes what a party says of itself, to be looked at: whatever it was before, it is not verified (any more). The new version. */
export async function upsertSeller(tx: Tx, input: SellerInput & { partyId: string; userId: string; now: Date }): Promise<number> {
  const { userId, now, partyId, ...said } = input;
  const fresh = { ...said, state: "requested", reason: null, requestedByUserId: userId, requestedAt: now, decidedAt: null, decidedByUserId: null, expiresAt: null, warnedAt: null };
  const row = await tx.sellerVerification.upsert({
    where: { partyId },
    create: { ...fresh, partyId },
    update: { ...fresh, version: { increment: 1 } },
    select: { version: true },
  });
  return row.version;
}

/** Answers a request; false when it is not as it was seen. */
export async function swapSeller(tx: Tx, input: { partyId: string; version: number; to: "verified" | "refused"; reason: string | null; userId: string; now: Date; expiresAt: Date | null }): Promise<boolean> {
  const { count } = await tx.sellerVerification.updateMany({
    where: { partyId: input.partyId, version: input.version, state: "requested" },
    data: { state: input.to, reason: input.reason, decidedByUserId: input.userId, decidedAt: input.now, expiresAt: input.expiresAt, version: { increment: 1 } },
  });
  return count === 1;
}

/** Requests that wait, the oldest first. */
export async function listRequestedSellers(db: Db, limit: number): Promise<SellerRow[]> {
  return db.$queryRaw<SellerRow[]>(sql`
    SELECT ${columns} FROM seller_verification s JOIN party p ON p.id = s.party_id WHERE s.state = 'requested' ORDER BY s.requested_at, s.party_id LIMIT ${limit}`);
}

type Changed = { partyId: string; version: number };

/** Ends verifications whose year is over; at most `limit`. */
export async function expireSellers(tx: Tx, input: { now: Date; limit: number }): Promise<Changed[]> {
  return tx.$queryRaw<Changed[]>(sql`
    UPDATE seller_verification SET state = 'expired', version = version + 1
    WHERE party_id IN (SELECT party_id FROM seller_verification WHERE state = 'verified' AND expires_at <= ${input.now}::timestamptz
      ORDER BY expires_at, party_id LIMIT ${input.limit} FOR UPDATE SKIP LOCKED)
    RETURNING party_id AS "partyId", version`);
}

/** Marks verifications that end soon as warned of, once each; at most `limit`. */
export async function warnSellers(tx: Tx, input: { now: Date; until: Date; limit: number }): Promise<Changed[]> {
  return tx.$queryRaw<Changed[]>(sql`
    UPDATE seller_verification SET warned_at = ${input.now}::timestamptz
    WHERE party_id IN (SELECT party_id FROM seller_verification WHERE state = 'verified' AND warned_at IS NULL AND expires_at > ${input.now}::timestamptz
      AND expires_at <= ${input.until}::timestamptz ORDER BY expires_at, party_id LIMIT ${input.limit} FOR UPDATE SKIP LOCKED)
    RETURNING party_id AS "partyId", version`);
}
