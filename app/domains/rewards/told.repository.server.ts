import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { LAPSE_TOLD_DAYS, LAPSES_AFTER_DAYS } from "./rewards.rules.ts";

/** Whether somebody may know of a community `p`: of a private one only while they belong to it. */
const isKnown = (userId: Sql): Sql => sql`(p.is_listed OR EXISTS (SELECT 1 FROM membership k WHERE k.party_id = p.id AND k.user_id = ${userId} AND k.state = 'active'))`;

/** Somebody of a household; the community is named to those who may know of it. */
interface Reader {
  userId: string;
  isKnown: boolean;
}

/** Points of an entry that are or were held, for what its household is told of them. */
export interface ToldGrant {
  id: string;
  state: string;
  partyId: string;
  communityName: string;
  timeZone: string;
  points: number;
  /** What was handed over: a material, or a thing. */
  code: string | null;
  reasons: string[];
  note: string | null;
  at: Date;
  reviewedByUserId: string | null;
}

export async function findToldGrant(db: Db, grantId: string): Promise<ToldGrant | null> {
  const [row] = await db.$queryRaw<ToldGrant[]>(sql`
    SELECT r.id, r.state, r.party_id AS "partyId", p.name AS "communityName", p.time_zone AS "timeZone", r.points, coalesce(e.material, e.category) AS code, r.reasons, r.review_note AS note, e.occurred_at AS at,
      r.reviewed_by_user_id AS "reviewedByUserId"
    FROM reward_grant r JOIN ledger_entry e ON e.id = r.entry_id JOIN reward_programme g ON g.id = r.programme_id JOIN party p ON p.id = g.community_id WHERE r.id = ${grantId}`);
  return row ?? null;
}

/** The people of the household whose points these are; at most fifty. */
export async function listGrantReaders(db: Db, grantId: string): Promise<Reader[]> {
  return db.$queryRaw<Reader[]>(sql`
    SELECT m.user_id AS "userId", ${isKnown(sql`m.user_id`)} AS "isKnown"
    FROM reward_grant r JOIN reward_programme g ON g.id = r.programme_id JOIN party p ON p.id = g.community_id
    JOIN membership m ON m.party_id = r.party_id AND m.state = 'active' WHERE r.id = ${grantId} ORDER BY m.user_id LIMIT 50`);
}

/** A mark as it holds for whoever was told the community's name, or was not. */
export const markFor = (mark: string, isNamed: boolean): string => (isNamed ? `${mark}:named` : mark);

const marks = (mark: string, row: { isKnown: boolean }): string[] => (row.isKnown ? [mark, markFor(mark, true)] : [mark]);

/** How a held entry's points stand, for one reader: there are none any more where its entry was taken back. */
export async function grantMarks(db: Db, input: { grantId: string; userId: string }): Promise<string[]> {
  const [row] = await db.$queryRaw<{ state: string; isKnown: boolean }[]>(sql`
    SELECT r.state, ${isKnown(sql`${input.userId}`)} AS "isKnown"
    FROM reward_grant r JOIN reward_programme g ON g.id = r.programme_id JOIN party p ON p.id = g.community_id WHERE r.id = ${input.grantId} AND r.points > 0`);
  return row ? marks(row.state, row) : [];
}

/** Points of a household that lapse soon, and who is told. */
export interface Lapsing extends Reader {
  programmeId: string;
  partyId: string;
  communityName: string;
  timeZone: string;
  endsAt: Date;
}

/** What the word about a lapse is known by: another date is another word. */
export function lapseKey(input: Pick<Lapsing, "programmeId" | "partyId" | "endsAt" | "userId">): string {
  return `rewards.lapse:${input.programmeId}:${input.endsAt.getTime()}:${input.partyId}:${input.userId}`;
}

/** Holds while a household has points that lapse so long after this end. */
export const lapseMark = (endsAt: Date): string => `lapses:${endsAt.getTime()}`;

/** People of households with points that lapse within thirty days, who have not been told of that date; at most `limit`, what lapses first before the others. */
export async function listLapsing(db: Db, input: { now: Date; limit: number }): Promise<Lapsing[]> {
  return db.$queryRaw<Lapsing[]>(sql`
    SELECT g.id AS "programmeId", m.party_id AS "partyId", m.user_id AS "userId", p.name AS "communityName", p.time_zone AS "timeZone", g.ends_at AS "endsAt", ${isKnown(sql`m.user_id`)} AS "isKnown"
    FROM reward_programme g JOIN party p ON p.id = g.community_id
    JOIN reward_balance b ON b.programme_id = g.id AND b.account LIKE 'home:%' AND b.points > 0
    JOIN membership m ON m.party_id = substr(b.account, length('home:') + 1) AND m.state = 'active'
    WHERE g.lapsed_at IS NULL AND g.ends_at > ${input.now}::timestamptz - make_interval(hours => ${LAPSES_AFTER_DAYS * 24}::int)
      AND g.ends_at <= ${input.now}::timestamptz - make_interval(hours => ${(LAPSES_AFTER_DAYS - LAPSE_TOLD_DAYS) * 24}::int)
      AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.cause_key = 'rewards.lapse:' || g.id || ':' || (extract(epoch FROM g.ends_at) * 1000)::bigint || ':' || m.party_id || ':' || m.user_id)
    ORDER BY g.ends_at, g.id, m.party_id, m.user_id LIMIT ${input.limit}`);
}

/** Whether a household (`PROGRAMME:PARTY`) still has points that will lapse, for one reader. */
export async function lapseMarks(db: Db, input: { accountId: string; userId: string; now: Date }): Promise<string[]> {
  const [programmeId = "", partyId = ""] = input.accountId.split(":");
  const [row] = await db.$queryRaw<{ endsAt: Date; isKnown: boolean }[]>(sql`
    SELECT g.ends_at AS "endsAt", ${isKnown(sql`${input.userId}`)} AS "isKnown"
    FROM reward_programme g JOIN party p ON p.id = g.community_id JOIN reward_balance b ON b.programme_id = g.id AND b.account = ${`home:${partyId}`} AND b.points > 0
    WHERE g.id = ${programmeId} AND g.lapsed_at IS NULL AND g.ends_at > ${input.now}::timestamptz - make_interval(hours => ${LAPSES_AFTER_DAYS * 24}::int)`);
  return row ? marks(lapseMark(row.endsAt), row) : [];
}
