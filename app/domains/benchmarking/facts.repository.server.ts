import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { PracticeView, ProfileView, ValueView } from "./benchmarking.schema.ts";
import type { EnteredFigure } from "./indicators.ts";
import { MINIMUM_MEMBERS, type Likeness } from "./peers.rules.ts";

const EMPTY: ProfileView = { kind: null, residents: null, dwellings: null, climate: null, density: null, generationGramsPerHeadYear: null, generationSource: "", generationUrl: null, version: 0 };

/** What a community says of itself; everything null where it has said nothing. */
export async function findProfile(db: Db, communityId: string): Promise<ProfileView> {
  const row = await db.benchmarkProfile.findUnique({
    where: { communityId },
    select: { kind: true, residents: true, dwellings: true, climate: true, density: true, generationGramsPerHeadYear: true, generationSource: true, generationUrl: true, version: true },
  });
  return row ?? EMPTY;
}

/** Writes a profile that is as it was seen (0: none yet); false when somebody wrote meanwhile. */
export async function writeProfile(tx: Tx, input: Omit<ProfileView, "version"> & { communityId: string; version: number; userId: string; now: Date }): Promise<boolean> {
  const { communityId, version, userId, now, ...facts } = input;
  const data = { ...facts, changedByUserId: userId, updatedAt: now };
  if (version === 0) return (await tx.benchmarkProfile.createMany({ data: [{ communityId, ...data }], skipDuplicates: true })).count === 1;
  return (await tx.benchmarkProfile.updateMany({ where: { communityId, version }, data: { ...data, version: { increment: 1 } } })).count === 1;
}

interface LikenessRow extends Likeness {
  name: string;
  slug: string;
}

/** The listed communities that could be peers, with what makes them alike: at most 500, those of a size nearest to `members` first. */
export async function listCandidates(db: Db, input: { communityId: string; members: number }): Promise<LikenessRow[]> {
  return db.$queryRaw<LikenessRow[]>(sql`
    SELECT p.id AS "communityId", p.name, p.slug, p.member_count AS members, f.kind, f.residents, f.climate, f.density
    FROM party p LEFT JOIN benchmark_profile f ON f.community_id = p.id
    WHERE p.kind = 'community' AND p.is_listed AND p.member_count >= ${MINIMUM_MEMBERS} AND p.id <> ${input.communityId}
    ORDER BY abs(p.member_count - ${input.members}::int), p.id LIMIT 500`);
}

/** What makes one community like others, whoever may see it. */
export async function likenessOf(db: Db, communityId: string): Promise<Likeness | null> {
  const [row] = await db.$queryRaw<Likeness[]>(sql`
    SELECT p.id AS "communityId", p.member_count AS members, f.kind, f.residents, f.climate, f.density
    FROM party p LEFT JOIN benchmark_profile f ON f.community_id = p.id WHERE p.id = ${communityId} AND p.kind = 'community'`);
  return row ?? null;
}

/** The estimates of what is discarded, by community. */
export async function estimatesOf(db: Db, communityIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.benchmarkProfile.findMany({ where: { communityId: { in: [...communityIds] }, generationGramsPerHeadYear: { not: null } }, select: { communityId: true, generationGramsPerHeadYear: true } });
  return new Map(rows.flatMap((row) => (row.generationGramsPerHeadYear === null ? [] : [[row.communityId, row.generationGramsPerHeadYear]])));
}

/** Figures that communities entered and did not take back, the latest first; at most 50 of each. */
export async function enteredOf(db: Db, communityIds: readonly string[]): Promise<(EnteredFigure & { communityId: string })[]> {
  const rows = await db.$queryRaw<(Omit<EnteredFigure, "at"> & { communityId: string; at: Date })[]>(sql`
    SELECT "communityId", indicator, value, "fromMonth", "toMonth", at FROM (
      SELECT community_id AS "communityId", indicator, value, from_month AS "fromMonth", to_month AS "toMonth", at,
        row_number() OVER (PARTITION BY community_id ORDER BY to_month DESC, at DESC, id) AS n
      FROM benchmark_value WHERE community_id = ANY(${[...communityIds]}::text[]) AND withdrawn_at IS NULL) v WHERE n <= 50`);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** A community's own figures with their sources, the latest first; at most 50. */
export async function listValues(db: Db, communityId: string): Promise<ValueView[]> {
  const rows = await db.$queryRaw<(Omit<ValueView, "at"> & { at: Date })[]>(sql`
    SELECT v.id, v.indicator, v.value, v.from_month AS "fromMonth", v.to_month AS "toMonth", v.source, v.source_url AS "sourceUrl", u.name AS by, v.at
    FROM benchmark_value v LEFT JOIN "user" u ON u.id = v.entered_by_user_id
    WHERE v.community_id = ${communityId} AND v.withdrawn_at IS NULL ORDER BY v.to_month DESC, v.at DESC, v.id LIMIT 50`);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

export async function insertValue(tx: Tx, input: Omit<ValueView, "by" | "at"> & { communityId: string; userId: string; now: Date }): Promise<boolean> {
  const { userId, now, ...rest } = input;
  return (await tx.benchmarkValue.createMany({ data: [{ ...rest, enteredByUserId: userId, at: now }], skipDuplicates: true })).count === 1;
}

/** Takes a figure back; false when it is not there (any more). */
export async function withdrawValue(tx: Tx, input: { id: string; communityId: string; now: Date }): Promise<boolean> {
  return (await tx.benchmarkValue.updateMany({ where: { id: input.id, communityId: input.communityId, withdrawnAt: null }, data: { withdrawnAt: input.now } })).count === 1;
}

const practiceColumns = { id: true, communityId: true, practice: true, sinceMonth: true, untilMonth: true, words: true } as const;

/** What communities do and did, the newest first; at most 500. */
export async function practicesOf(db: Db, communityIds: readonly string[]): Promise<PracticeView[]> {
  return db.benchmarkPractice.findMany({ where: { communityId: { in: [...communityIds] } }, select: practiceColumns, orderBy: [{ sinceMonth: "desc" }, { id: "asc" }], take: 500 });
}

/** Notes what a community does; false when the id is there, or the same practice goes on already. */
export async function insertPractice(tx: Tx, input: { id: string; communityId: string; practice: string; sinceMonth: string; words: string; userId: string; now: Date }): Promise<boolean> {
  const written = await tx.$executeRaw(sql`
    INSERT INTO benchmark_practice (id, community_id, practice, since_month, words, tagged_by_user_id, at)
    VALUES (${input.id}, ${input.communityId}, ${input.practice}, ${input.sinceMonth}, ${input.words}, ${input.userId}, ${input.now}) ON CONFLICT DO NOTHING`);
  return written === 1;
}

/** Ends a practice with a month (not before the one it began in); false when it is not there or over. */
export async function endPractice(tx: Tx, input: { id: string; communityId: string; month: string }): Promise<boolean> {
  const written = await tx.$executeRaw(sql`
    UPDATE benchmark_practice SET until_month = greatest(${input.month}, since_month) WHERE id = ${input.id} AND community_id = ${input.communityId} AND until_month IS NULL`);
  return written === 1;
}

/** Whose figure or practice this is; null where there is none. */
export async function ownerOf(db: Db, input: { kind: "value" | "practice"; id: string }): Promise<string | null> {
  const row = input.kind === "value"
    ? await db.benchmarkValue.findUnique({ where: { id: input.id }, select: { communityId: true } })
    : await db.benchmarkPractice.findUnique({ where: { id: input.id }, select: { communityId: true } });
  return row?.communityId ?? null;
}

/** How many figures and practices a community has written down, taken back or not. */
export async function countFacts(tx: Tx, communityId: string): Promise<number> {
  return (await tx.benchmarkValue.count({ where: { communityId } })) + (await tx.benchmarkPractice.count({ where: { communityId } }));
}
