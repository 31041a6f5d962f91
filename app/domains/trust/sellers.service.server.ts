import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { inTransaction, transact, type Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor, type PartyKind } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { audit } from "./audit.repository.server.ts";
import { isMember } from "./cases.repository.server.ts";
import { expireSellers, findSeller, listRequestedSellers, swapSeller, upsertSeller, warnSellers, type SellerRow, type SellerState } from "./sellers.repository.server.ts";
import type { TrustError } from "./trust.errors.ts";
import { mayModerate, verificationWarningMs, verifiedForMs } from "./trust.rules.ts";
import type { AnswerSellerInput, SellerInput } from "./trust.schema.ts";

/** Who may be a professional seller; a household that sells for a living counts, a community or an authority does not. */
const mayTrade: readonly PartyKind[] = ["recycler", "producer", "household"];

/** What everybody may read about a verified seller: the law asks that buyers see it before they agree to anything. */
export type PublicSeller = { legalName: string; registerNumber: string; address: string; vatId: string | null; contactEmail: string; verifiedAt: string };

/** A verified seller's data, or null. A verification whose year is over counts no more, whether or not the timer has run. */
export async function publicSeller(db: Db, partyId: string, clock: Clock = systemClock): Promise<PublicSeller | null> {
  const row = await findSeller(db, partyId);
  if (row?.state !== "verified" || !row.decidedAt || !row.expiresAt || row.expiresAt <= clock.now()) return null;
  const { legalName, registerNumber, address, vatId, contactEmail } = row;
  return { legalName, registerNumber, address, vatId, contactEmail, verifiedAt: row.decidedAt.toISOString() };
}

export type OwnSeller = SellerInput & { state: SellerState; reason: string | null; expiresAt: string | null };

/** What the acting party said of itself, for those who run it; null when it never did. */
export async function ownSeller(db: Db, actor: Actor): Promise<Result<OwnSeller | null, TrustError>> {
  if (!mayTrade.includes(actor.party.kind)) return err("TRUST.KIND_OF_PARTY_NOT_ALLOWED");
  if (!hasRole(actor.role, "manager")) return err("TRUST.NOT_ALLOWED");
  const row = await findSeller(db, actor.party.id);
  if (!row) return ok(null);
  const { legalName, registerNumber, address, vatId, contactEmail, state, reason } = row;
  return ok({ legalName, registerNumber, address, vatId, contactEmail, state, reason, expiresAt: row.expiresAt?.toISOString() ?? null });
}

function same(row: SellerRow, input: SellerInput): boolean {
  const names = ["legalName", "registerNumber", "address", "vatId", "contactEmail"] as const;
  return names.every((name) => row[name] === input[name]);
}

/**
 * Asks to be verified, or changes what was said: changed data is not verified any more. The same data again while it waits or
 * stands changes nothing. Errors: NOT_ALLOWED below manager, KIND_OF_PARTY_NOT_ALLOWED.
 */
export async function requestSeller(db: Db, actor: Actor, input: SellerInput, clock: Clock = systemClock): Promise<Result<{ state: SellerState }, TrustError>> {
  return transact<Result<{ state: SellerState }, TrustError>>(db, async (tx) => {
    const now = clock.now();
    if (!mayTrade.includes(actor.party.kind)) return err("TRUST.KIND_OF_PARTY_NOT_ALLOWED");
    if (!hasRole(actor.role, "manager")) return err("TRUST.NOT_ALLOWED");
    const before = await findSeller(tx, actor.party.id, true);
    const stands = before?.state === "requested" || (before?.state === "verified" && before.expiresAt !== null && before.expiresAt.getTime() - now.getTime() > verificationWarningMs);
    if (before && stands && same(before, input)) return ok({ state: before.state });
    await upsertSeller(tx, { ...input, partyId: actor.party.id, userId: actor.userId, now });
    await record(tx, { type: "trust.seller-requested", payload: { partyId: actor.party.id }, topics: ["moderation", `party:${actor.party.id}`] });
    return ok({ state: "requested" as const });
  });
}

/** Requests that wait, for moderators. */
export async function viewRequestedSellers(db: Db, actor: Actor): Promise<Result<SellerRow[], TrustError>> {
  return mayModerate(actor) ? ok(await listRequestedSellers(db, 50)) : err("TRUST.NOT_ALLOWED");
}

/** A moderator verifies a seller for a year, or refuses with a reason the party reads. Errors: NOT_ALLOWED, NOT_FOUND, WRONG_STATE, STALE. */
export async function answerSeller(db: Db, actor: Actor, input: AnswerSellerInput, clock: Clock = systemClock): Promise<Result<null, TrustError>> {
  return transact<Result<null, TrustError>>(db, async (tx) => {
    const now = clock.now();
    if (!mayModerate(actor)) return err("TRUST.NOT_ALLOWED");
    const row = await findSeller(tx, input.partyId, true);
    if (!row) return err("TRUST.NOT_FOUND");
    if (await isMember(tx, { userId: actor.userId, partyId: row.partyId })) return err("TRUST.NOT_ALLOWED");
    // Data that changed while it was read must not be verified unseen.
    if (row.version !== input.version) return err("TRUST.STALE", { version: row.version, state: row.state });
    if (row.state !== "requested") return err("TRUST.WRONG_STATE", { state: row.state });
    const isYes = input.outcome === "verified";
    const expiresAt = isYes ? new Date(now.getTime() + verifiedForMs) : null;
    const done = await swapSeller(tx, { partyId: row.partyId, version: input.version, to: input.outcome, reason: isYes ? null : input.reason, userId: actor.userId, now, expiresAt });
    if (!done) return err("TRUST.STALE", { version: row.version });
    await audit(tx, {
      at: now,
      actorUserId: actor.userId,
      action: isYes ? "seller.verified" : "seller.refused",
      subjectKind: "party",
      subjectId: row.partyId,
      details: { legalName: row.legalName, registerNumber: row.registerNumber, reason: isYes ? null : input.reason },
    });
    await record(tx, { type: "trust.seller-answered", payload: { partyId: row.partyId, version: input.version + 1 }, topics: ["moderation", `party:${row.partyId}`] });
    return ok(null);
  });
}

const batch = 100;

/** The timer: ends verifications whose year is over and warns of those that end within a month, once each. Late or twice: the same end. */
export async function keepSellers(db: Db, now: Date): Promise<{ expired: number; warned: number }> {
  const expired = await inTransaction(db, async (tx) => {
    const rows = await expireSellers(tx, { now, limit: batch });
    for (const row of rows) await record(tx, { type: "trust.seller-expired", payload: row, topics: [`party:${row.partyId}`] });
    return rows.length;
  });
  const warned = await inTransaction(db, async (tx) => {
    const rows = await warnSellers(tx, { now, until: new Date(now.getTime() + verificationWarningMs), limit: batch });
    for (const row of rows) await record(tx, { type: "trust.seller-expiring", payload: row, topics: [`party:${row.partyId}`] });
    return rows.length;
  });
  return { expired, warned };
}
