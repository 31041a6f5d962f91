import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { isMaterialGroup, materialsOfGroup } from "#app/shared/materials.ts";
import { newId } from "#app/shared/ids.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { firstIdAt, type Indicator } from "./challenges.rules.ts";
import type { Progress } from "./challenges.schema.ts";

export type ChallengeRow = {
  id: string;
  communityId: string;
  timeZone: string;
  title: string;
  words: string;
  indicator: Indicator;
  materialGroup: string | null;
  route: string | null;
  target: bigint;
  fromDay: string;
  toDay: string;
  startsAt: Date;
  endsAt: Date;
  bonusPoints: number;
  state: string;
  version: number;
};
export type ResultRow = { value: bigint; low: bigint | null; high: bigint | null; households: number; isReached: boolean; countedAt: Date };

const columns = { id: true, communityId: true, timeZone: true, title: true, words: true, indicator: true, materialGroup: true, route: true, target: true, fromDay: true, toDay: true, startsAt: true, endsAt: true, bonusPoints: true, state: true, version: true } as const;
const result = { select: { value: true, low: true, high: true, households: true, isReached: true, countedAt: true } } as const;
type Found = ChallengeRow & { result: ResultRow | null; communities: { communityId: string }[] };
const whole = { ...columns, result, communities: { select: { communityId: true }, orderBy: { communityId: "asc" } } } as const;

/** A challenge with its communities and result, or null. */
export async function findChallenge(db: Db, id: string): Promise<Found | null> {
  return (await db.challenge.findUnique({ where: { id }, select: whole })) as Found | null;
}

/** Keeps a challenge as it is until the transaction ends; false where there is none. */
export async function lockChallenge(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>(sql`SELECT id FROM challenge WHERE id = ${id} FOR UPDATE`)).length === 1;
}

/** The challenges of a community, those that end last first; of drafts and withdrawn ones only its own, and only for its managers. At most fifty. */
export async function listChallenges(db: Db, input: { communityId: string; withDrafts: boolean }): Promise<Found[]> {
  const own = input.withDrafts ? [{ communityId: input.communityId }] : [];
  return (await db.challenge.findMany({ where: { OR: [{ state: "published", communities: { some: { communityId: input.communityId } } }, ...own] }, select: whole, orderBy: [{ endsAt: "desc" }, { id: "asc" }], take: 50 })) as Found[];
}

/** Writes a draft with its communities; false when the id is taken. */
export async function insertChallenge(tx: Tx, input: Omit<ChallengeRow, "state" | "version"> & { communityIds: readonly string[]; userId: string; now: Date }): Promise<boolean> {
  const { communityIds, userId, now, ...row } = input;
  const { count } = await tx.challenge.createMany({ data: { ...row, createdByUserId: userId, createdAt: now, updatedAt: now }, skipDuplicates: true });
  if (count === 1) await tx.challengeCommunity.createMany({ data: communityIds.map((communityId) => ({ challengeId: row.id, communityId })) });
  return count === 1;
}

/** Changes a draft if it is still the version the writer saw. */
export async function editDraft(tx: Tx, input: Omit<ChallengeRow, "state" | "communityId" | "timeZone"> & { communityIds: readonly string[]; now: Date }): Promise<boolean> {
  const { id, version, communityIds, now, ...data } = input;
  const { count } = await tx.challenge.updateMany({ where: { id, version, state: "draft" }, data: { ...data, version: { increment: 1 }, updatedAt: now } });
  if (count === 0) return false;
  await tx.challengeCommunity.deleteMany({ where: { challengeId: id } });
  await tx.challengeCommunity.createMany({ data: communityIds.map((communityId) => ({ challengeId: id, communityId })) });
  return true;
}

/** Moves a challenge if it still stands where the mover saw it. */
export async function swapChallenge(tx: Tx, input: { id: string; version: number; from: string; to: string; now: Date }): Promise<boolean> {
  const { count } = await tx.challenge.updateMany({ where: { id: input.id, version: input.version, state: input.from }, data: { state: input.to, version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

/** Published challenges that are over and not counted yet, the earliest first. */
export async function listToCount(db: Db, now: Date): Promise<string[]> {
  return (await db.challenge.findMany({ where: { state: "published", endsAt: { lte: now }, result: null }, select: { id: true }, orderBy: { endsAt: "asc" }, take: 50 })).map(({ id }) => id);
}

/** When published challenges of a community end that run at a moment. */
export async function endsAround(db: Db, communityId: string, at: Date): Promise<Date[]> {
  const rows = await db.challenge.findMany({ where: { state: "published", startsAt: { lte: at }, endsAt: { gt: at }, communities: { some: { communityId } } }, select: { endsAt: true }, take: 50 });
  return rows.map(({ endsAt }) => endsAt);
}

/** Keeps what it came to; false where that is kept already. */
export async function insertResult(tx: Tx, input: ResultRow & { challengeId: string }): Promise<boolean> {
  return (await tx.challengeResult.createMany({ data: input, skipDuplicates: true })).count === 1;
}

type Measured = Pick<ChallengeRow, "indicator" | "materialGroup" | "route" | "fromDay" | "toDay" | "startsAt">;

/** The rows of the kept totals that a challenge measures: days, or the months of a part. */
function measuredRows(one: Measured, communityIds: readonly string[]): Sql {
  const of = sql`scope_type = 'community' AND scope_id = ANY(${[...communityIds]}::text[])`;
  if (one.materialGroup === null && one.route === null) return sql`${of} AND period BETWEEN ${one.fromDay} AND ${one.toDay} AND length(period) = 10 AND route = 'all' AND material = 'all'`;
  const months = sql`period BETWEEN ${one.fromDay.slice(0, 7)} AND ${one.toDay.slice(0, 7)} AND length(period) = 7`;
  if (one.route !== null) return sql`${of} AND ${months} AND route = ${one.route} AND material = 'all'`;
  return sql`${of} AND ${months} AND route = 'all' AND material = ANY(${codesOf(one.materialGroup)}::text[])`;
}

const codesOf = (group: string | null): string[] => (group !== null && isMaterialGroup(group) ? materialsOfGroup(group).map(({ code }) => code) : []);

/**
 * What the kept totals say of a challenge: the range of emissions by the formula of all totals, from their sums. Communities' totals hold each one's
 * share, so that masses and emissions between two of them count once; an entry between two is one of each.
 */
export async function measure(db: Db, one: Measured, communityIds: readonly string[]): Promise<Progress> {
  const where = measuredRows(one, communityIds);
  const [row] = await db.$queryRaw<{ mass: bigint; entries: bigint; co2e: bigint; low: bigint | null; high: bigint | null }[]>(sql`
    WITH total AS (SELECT coalesce(sum(mass_grams), 0)::bigint AS mass, coalesce(sum(entry_count), 0)::bigint AS entries, coalesce(sum(co2e_grams), 0)::bigint AS co2e, coalesce(sum(independent_squares), 0) AS squares FROM impact_total WHERE ${where}),
      together AS (SELECT coalesce(sum(f.milligrams * f.milligrams), 0) AS squares FROM (SELECT factor_id, sum(milligrams) AS milligrams FROM impact_spread WHERE ${where} GROUP BY factor_id) f)
    SELECT total.mass, total.entries, total.co2e, r.low, r.high FROM total, together CROSS JOIN LATERAL impact_range(total.co2e, together.squares, total.squares) r`);
  const households = (await listHouseholds(db, one, communityIds)).length;
  const values: Record<Indicator, number> = { mass: Number(row?.mass ?? 0n), entries: Number(row?.entries ?? 0n), emissions: Number(row?.co2e ?? 0n), households };
  const isEmissions = one.indicator === "emissions";
  return { value: values[one.indicator], low: isEmissions ? Number(row?.low ?? 0n) : null, high: isEmissions ? Number(row?.high ?? 0n) : null, households };
}

/**
 * Households that handed something over in a challenge's days, with the community that it counts for, by their ids. Reads only what was
 * recorded since it began: ids of entries begin with their time.
 */
export async function listHouseholds(db: Db, one: Measured, communityIds: readonly string[]): Promise<{ partyId: string; communityId: string }[]> {
  const part = one.route !== null ? sql`AND e.route = ${one.route}` : one.materialGroup !== null ? sql`AND e.material = ANY(${codesOf(one.materialGroup)}::text[])` : emptySql;
  return db.$queryRaw(sql`
    SELECT DISTINCT ON (s.party_id) s.party_id AS "partyId", s.community_id AS "communityId" FROM ledger_share s JOIN ledger_entry e ON e.id = s.entry_id JOIN party p ON p.id = s.party_id AND p.kind = 'household'
    WHERE s.community_id IN (${joinSql([...communityIds])}) AND s.entry_id >= ${firstIdAt(one.startsAt)} AND s.side = 'giver' AND s.community_day BETWEEN ${one.fromDay} AND ${one.toDay}
      AND e.kind = 'entry' AND e.route <> 'in_chain' ${part} AND NOT EXISTS (SELECT 1 FROM ledger_entry b WHERE b.reverses_id = e.id) ORDER BY s.party_id, s.entry_id DESC`);
}

/** Listed communities by id, with what is shown of them. */
export async function listCommunities(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; slug: string }[]> {
  return db.party.findMany({ where: { id: { in: [...ids] }, kind: "community", isListed: true }, select: { id: true, name: true, slug: true }, orderBy: { name: "asc" }, take: 100 });
}

/** Listed communities by the last part of their addresses. */
export async function communitiesBySlug(db: Db, slugs: readonly string[]): Promise<{ id: string; slug: string }[]> {
  return db.party.findMany({ where: { slug: { in: [...slugs] }, kind: "community", isListed: true }, select: { id: true, slug: true }, take: 100 });
}

/** A community's zone, or null where there is none. */
export async function zoneOf(db: Db, communityId: string): Promise<string | null> {
  return (await db.party.findFirst({ where: { id: communityId, kind: "community" }, select: { timeZone: true } }))?.timeZone ?? null;
}

/** Whether a person runs a community. */
export async function managesCommunity(db: Db, input: { userId: string; communityId: string }): Promise<boolean> {
  const row = await db.membership.findUnique({ where: { partyId_userId: { userId: input.userId, partyId: input.communityId } }, select: { role: true, state: true } });
  return row?.state === "active" && hasRole(row.role, "manager");
}

/** Notes in the record of transitions who moved a challenge; nobody: the clock did. */
export async function note(tx: Tx, input: { id: string; from: string | null; to: string; actor: Actor | null; at: Date }): Promise<void> {
  const { actor } = input;
  await tx.transition.create({
    data: { id: newId(), subjectType: "challenge", subjectId: input.id, fromState: input.from, toState: input.to, at: input.at, actorUserId: actor?.userId ?? null, actorPartyId: actor?.party.id ?? null, actorRole: actor ? `${actor.party.kind}:${actor.role}` : "clock" },
    select: { id: true },
  });
}
