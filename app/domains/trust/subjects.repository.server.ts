import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { opaqueRef } from "#app/platform/keyed-hash.server.ts";
import type { Subject, WrittenMessage } from "./trust.schema.ts";
import type { SubjectKind } from "./trust.rules.ts";

type Row = { id: string; partyId: string; listingId: string | null; title: string; text: string; photoKeys: string[] | null; authorName: string; at: Date | null; concealed?: boolean };

/** How the flow that joins the rooms reads a message: what it said, also where its author took it back. */
export type MessageReader = (db: Db, input: { dealId: string; seq: number }) => Promise<WrittenMessage | null>;

/**
 * What a person may see and therefore report, with the copy that is kept of it; null for everything else. `id` is as its page
 * calls it: a listing's, party's, photo's, post's or answer's own, `DEALID:SEQ` for a message, `PARTYID:REF` for a review about that party.
 */
export async function findSubject(db: Db, input: { kind: SubjectKind; id: string; userId: string; partyId: string; readMessage?: MessageReader }): Promise<Subject | null> {
  const row = await find[input.kind](db, input);
  if (!row) return null;
  return {
    kind: input.kind,
    id: row.id,
    partyId: row.partyId,
    listingId: row.listingId,
    snapshot: { title: row.title, text: row.text, photoKeys: row.photoKeys ?? [], authorName: row.authorName, at: row.at?.toISOString() ?? null, ...(row.concealed ? { concealed: true } : {}) },
  };
}

type Asked = { id: string; userId: string; partyId: string; readMessage?: MessageReader };

const find: Record<SubjectKind, (db: Db, input: Asked) => Promise<Row | null>> = {
  listing: findListing,
  photo: findPhoto,
  party: findParty,
  message: findMessage,
  review: findReview,
  post: findPost,
  answer: findAnswer,
};

async function findListing(db: Db, { id }: Asked): Promise<Row | null> {
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT l.id, l.owner_party_id AS "partyId", l.id AS "listingId", l.title, l.description AS text, p.name AS "authorName", l.published_at AS at,
      (SELECT array_agg(f.storage_key ORDER BY f.position, f.id) FROM listing_photo f WHERE f.listing_id = l.id) AS "photoKeys"
    FROM listing l JOIN party p ON p.id = l.owner_party_id
    WHERE l.id = ${id} AND l.state IN ('published', 'reserved', 'completed', 'expired', 'paused')`);
  return rows[0] ?? null;
}

async function findPhoto(db: Db, { id }: Asked): Promise<Row | null> {
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT f.id, l.owner_party_id AS "partyId", l.id AS "listingId", l.title, f.alt AS text, p.name AS "authorName", f.created_at AS at, ARRAY[f.storage_key] AS "photoKeys"
    FROM listing_photo f JOIN listing l ON l.id = f.listing_id JOIN party p ON p.id = l.owner_party_id
    WHERE f.id = ${id} AND l.state IN ('published', 'reserved', 'completed', 'expired', 'paused')`);
  return rows[0] ?? null;
}

async function findParty(db: Db, { id }: Asked): Promise<Row | null> {
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT id, id AS "partyId", NULL AS "listingId", name AS title, description AS text, name AS "authorName", created_at AS at, NULL::text[] AS "photoKeys"
    FROM party WHERE id = ${id}`);
  return rows[0] ?? null;
}

/** Only the two sides of a deal can see its messages. What was taken back or hidden can be reported still, and is not shown by that. */
async function findMessage(db: Db, { id, partyId, readMessage }: Asked): Promise<Row | null> {
  const [dealId = "", seq = ""] = id.split(":");
  if (!readMessage || !/^\d{1,9}$/.test(seq)) return null;
  const written = await readMessage(db, { dealId, seq: Number(seq) });
  if (!written?.authorPartyId) return null;
  const rows = await db.$queryRaw<{ title: string; authorName: string; isHidden: boolean }[]>(sql`
    SELECT l.title, coalesce(u.name, '') AS "authorName", EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'message' AND h.subject_id = m.id) AS "isHidden"
    FROM message m JOIN conversation c ON c.id = m.conversation_id JOIN deal d ON d.id = c.deal_id JOIN listing l ON l.id = d.listing_id
    LEFT JOIN "user" u ON u.id = m.author_user_id
    WHERE m.id = ${written.id} AND ${partyId} IN (d.giver_party_id, d.taker_party_id)`);
  const row = rows[0];
  if (!row) return null;
  const { id: messageId, authorPartyId, body, photoKeys, createdAt } = written;
  return { id: messageId, partyId: authorPartyId, listingId: null, title: row.title, text: body, photoKeys, authorName: row.authorName, at: createdAt, concealed: written.withdrawn || row.isHidden };
}

/** Where somebody reads what is written in a community: its members, and of what is for everybody anybody while it is listed; not across a block. */
const readsPost = (userId: string, partyId: string, author: Sql) => sql`
  (EXISTS (SELECT 1 FROM membership m WHERE m.party_id = c.id AND m.user_id = ${userId} AND m.state = 'active') OR (c.is_listed AND p.audience = 'everybody'))
  AND NOT EXISTS (SELECT 1 FROM party_block b WHERE (b.blocker_party_id, b.blocked_party_id) IN ((${partyId}, ${author}), (${author}, ${partyId})))`;

async function findPost(db: Db, { id, userId, partyId }: Asked): Promise<Row | null> {
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT p.id, p.author_party_id AS "partyId", NULL AS "listingId", c.name AS title, p.body AS text, coalesce(u.name, '') AS "authorName", p.created_at AS at, NULL::text[] AS "photoKeys"
    FROM community_post p JOIN party c ON c.id = p.party_id LEFT JOIN "user" u ON u.id = p.author_user_id
    WHERE p.id = ${id} AND p.state = 'published' AND ${readsPost(userId, partyId, sql`p.author_party_id`)}`);
  return rows[0] ?? null;
}

/** Answers are read by members only. */
async function findAnswer(db: Db, { id, userId, partyId }: Asked): Promise<Row | null> {
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT a.id, a.author_party_id AS "partyId", NULL AS "listingId", c.name AS title, a.body AS text, coalesce(u.name, '') AS "authorName", a.created_at AS at, NULL::text[] AS "photoKeys"
    FROM community_answer a JOIN community_post p ON p.id = a.post_id JOIN party c ON c.id = p.party_id LEFT JOIN "user" u ON u.id = a.author_user_id
    JOIN membership r ON r.party_id = c.id AND r.user_id = ${userId} AND r.state = 'active'
    WHERE a.id = ${id} AND a.state = 'published' AND p.state = 'published' AND ${readsPost(userId, partyId, sql`a.author_party_id`)}`);
  return rows[0] ?? null;
}

const latestReviews = 200;

/** Among the latest reviews about a party that anybody can read. */
async function findReview(db: Db, { id }: Asked): Promise<Row | null> {
  const [aboutPartyId = "", ref = ""] = id.split(":");
  const rows = await db.$queryRaw<Row[]>(sql`
    SELECT r.id, r.author_party_id AS "partyId", NULL AS "listingId", p.name AS title, r.text, a.name AS "authorName", r.reveal_at AS at, NULL::text[] AS "photoKeys"
    FROM deal_review r JOIN party p ON p.id = r.about_party_id JOIN party a ON a.id = r.author_party_id
    WHERE r.about_party_id = ${aboutPartyId} AND r.reveal_at <= now() ORDER BY r.reveal_at DESC, r.id DESC LIMIT ${latestReviews}`);
  return rows.find((row) => opaqueRef("review", row.id) === ref) ?? null;
}

/** The photos of a listing in their order, so that one of them can be reported. */
export async function listReportablePhotos(db: Db, listingId: string): Promise<string[]> {
  const rows = await db.listingPhoto.findMany({ where: { listingId }, select: { id: true }, orderBy: [{ position: "asc" }, { id: "asc" }], take: 20 });
  return rows.map((row) => row.id);
}
