import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Actor, Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { ListingState } from "../listings.schema.ts";
import type { ClaimKind, ClaimState } from "./claims.rules.ts";
import type { ClaimView, StoredDocument, WaitingClaim } from "./claims.schema.ts";

const shown = { id: true, kind: true, percent: true, state: true, reason: true, documentBytes: true, version: true, createdAt: true } as const;
type Row = { id: string; kind: string; percent: number | null; state: ClaimState; reason: string | null; documentBytes: number | null; version: number; createdAt: Date };
const view = (row: Row): ClaimView => ({ id: row.id, kind: row.kind as ClaimKind, percent: row.percent, state: row.state, reason: row.reason, documentBytes: row.documentBytes, version: row.version, createdAt: row.createdAt.toISOString() });

/** Writes a claim that waits, for its document or for an operator; false when one of its kind stands or waits already (kept by an index). */
export async function insertClaim(tx: Tx, input: { id: string; listingId: string; userId: string; kind: ClaimKind; percent: number | null; document: StoredDocument | null; now: Date }): Promise<boolean> {
  const { count } = await tx.listingClaim.createMany({
    data: {
      id: input.id,
      listingId: input.listingId,
      kind: input.kind,
      percent: input.percent,
      state: input.document ? "pending" : "awaiting_document",
      documentKey: input.document?.key ?? null,
      documentType: input.document?.type ?? null,
      documentBytes: input.document?.bytes ?? null,
      statedByUserId: input.userId,
      createdAt: input.now,
      updatedAt: input.now,
    },
    skipDuplicates: true,
  });
  return count === 1;
}

/** Which listing a claim belongs to, where it stands, and its document; null when there is none. */
export async function findClaim(db: Db, claimId: string): Promise<{ id: string; listingId: string; state: ClaimState; version: number; documentKey: string | null; documentType: string | null } | null> {
  return db.listingClaim.findUnique({ where: { id: claimId }, select: { id: true, listingId: true, state: true, version: true, documentKey: true, documentType: true } });
}

/** A listing as somebody stands to it: whose it is, where it is, and the asking person's role in the owner's party. */
export async function findStanding(db: Db, input: { listingId: string; userId: string }): Promise<{ title: string; ownerPartyId: string; state: ListingState; role: Role | null } | null> {
  const rows = await db.$queryRaw<{ title: string; ownerPartyId: string; state: ListingState; role: Role | null }[]>(sql`
    SELECT l.title, l.owner_party_id AS "ownerPartyId", l.state::text AS state, m.role::text AS role FROM listing l
    LEFT JOIN membership m ON m.party_id = l.owner_party_id AND m.user_id = ${input.userId} AND m.state = 'active'
    WHERE l.id = ${input.listingId}`);
  return rows[0] ?? null;
}

/** Moves a claim if it still stands where the mover saw it; false when it does not. */
export async function swapClaim(tx: Tx, input: { id: string; from: ClaimState; version: number; to: ClaimState; reason: string | null; document?: StoredDocument | undefined }): Promise<boolean> {
  const { document } = input;
  const { count } = await tx.listingClaim.updateMany({
    where: { id: input.id, state: input.from, version: input.version },
    data: { state: input.to, reason: input.reason, version: { increment: 1 }, ...(document ? { documentKey: document.key, documentType: document.type, documentBytes: document.bytes } : {}) },
  });
  return count === 1;
}

/** Who moved a claim, from where to where, why. */
export async function insertClaimTransition(tx: Tx, input: { claimId: string; from: ClaimState | null; to: ClaimState; actor: Actor; role: string; reason: string | null }): Promise<void> {
  await tx.transition.create({
    data: { id: newId(), subjectType: "listing_claim", subjectId: input.claimId, fromState: input.from, toState: input.to, actorUserId: input.actor.userId, actorPartyId: input.actor.party.id, actorRole: input.role, reason: input.reason },
    select: { id: true },
  });
}

/** A locked listing's claims of a state. */
export async function listClaimIds(tx: Tx, input: { listingId: string; state: ClaimState }): Promise<{ id: string; version: number }[]> {
  return tx.listingClaim.findMany({ where: input, select: { id: true, version: true }, orderBy: { id: "asc" }, take: 50 });
}

/** A listing's claims, the last stated first; at most fifty. */
export async function listClaims(db: Db, listingId: string): Promise<ClaimView[]> {
  return (await db.listingClaim.findMany({ where: { listingId }, select: shown, orderBy: [{ id: "desc" }], take: 50 })).map(view);
}

/** Claims waiting for an operator, the longest waiting first; `afterId` is the last id of the page before. */
export async function listWaitingClaims(db: Db, input: { afterId: string | null; limit: number }): Promise<WaitingClaim[]> {
  const rows = await db.$queryRaw<(Row & { listingId: string; listingTitle: string; ownerName: string })[]>(sql`
    SELECT c.id, c.kind, c.percent, c.state::text AS state, c.reason, c.document_bytes AS "documentBytes", c.version, c.created_at AS "createdAt",
      l.id AS "listingId", l.title AS "listingTitle", p.name AS "ownerName"
    FROM listing_claim c JOIN listing l ON l.id = c.listing_id JOIN party p ON p.id = l.owner_party_id
    WHERE c.state = 'pending' AND (${input.afterId}::text IS NULL OR c.id > ${input.afterId})
    ORDER BY c.id LIMIT ${input.limit}`);
  return rows.map((row) => ({ ...view(row), listingId: row.listingId, listingTitle: row.listingTitle, ownerName: row.ownerName }));
}

/** Documents of claims that were refused or taken back and still lie in storage. */
export async function listDocumentsToDrop(db: Db, limit: number): Promise<{ id: string; documentKey: string }[]> {
  const rows = await db.listingClaim.findMany({ where: { state: { in: ["refused", "withdrawn"] }, documentDeletedAt: null, documentKey: { not: null } }, select: { id: true, documentKey: true }, orderBy: { id: "asc" }, take: limit });
  return rows.flatMap(({ id, documentKey }) => (documentKey === null ? [] : [{ id, documentKey }]));
}

/** Notes that a claim's document is gone. */
export async function setDocumentDropped(db: Db, id: string, now: Date): Promise<void> {
  await db.listingClaim.updateMany({ where: { id }, data: { documentDeletedAt: now } });
}

export type ClaimForMail = { listingId: string; title: string; ownerPartyId: string; kind: ClaimKind; percent: number | null; state: ClaimState; reason: string | null; version: number; userIds: string[] };

/** A claim as its decision is told, with who is told: who stated it, or the party's owners and managers where that person has left. */
export async function findClaimForMail(db: Db, claimId: string): Promise<ClaimForMail | null> {
  const rows = await db.$queryRaw<ClaimForMail[]>(sql`
    SELECT c.listing_id AS "listingId", l.title, l.owner_party_id AS "ownerPartyId", c.kind, c.percent, c.state::text AS state, c.reason, c.version,
      ARRAY(SELECT m.user_id FROM membership m WHERE m.party_id = l.owner_party_id AND m.state = 'active' AND CASE
        WHEN EXISTS (SELECT 1 FROM membership s WHERE s.party_id = l.owner_party_id AND s.user_id = c.stated_by_user_id AND s.state = 'active') THEN m.user_id = c.stated_by_user_id
        ELSE m.role IN ('owner', 'manager') END ORDER BY m.user_id LIMIT 20) AS "userIds"
    FROM listing_claim c JOIN listing l ON l.id = c.listing_id WHERE c.id = ${claimId}`);
  return rows[0] ?? null;
}

/** What is so of each claim: its state. */
export async function claimMarks(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.listingClaim.findMany({ where: { id: { in: [...ids] } }, select: { id: true, state: true }, take: ids.length });
  return new Map(rows.map((claim) => [claim.id, [claim.state]]));
}

/** Whether any claim waits for an operator. */
export async function anyWaitingClaim(db: Db): Promise<boolean> {
  return (await db.listingClaim.findFirst({ where: { state: "pending" }, select: { id: true } })) !== null;
}
