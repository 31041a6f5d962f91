import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { RuleFigures } from "./rewards.rules.ts";
import type { RuleView } from "./rewards.schema.ts";

export type ProgrammeRow = { id: string; communityId: string; name: string; words: string; endsAt: Date | null; lapsedAt: Date | null; version: number };

const columns = sql`g.id, g.community_id AS "communityId", g.name, g.words, g.ends_at AS "endsAt", g.lapsed_at AS "lapsedAt", g.version`;

/** A programme by its own or its community's id, or null. */
export async function findProgramme(db: Db, by: { id: string } | { communityId: string }): Promise<ProgrammeRow | null> {
  const rows = await db.$queryRaw<ProgrammeRow[]>(sql`SELECT ${columns} FROM reward_programme g WHERE ${"id" in by ? sql`g.id = ${by.id}` : sql`g.community_id = ${by.communityId}`}`);
  return rows[0] ?? null;
}

/** The same, locked until the transaction ends: whatever moves points of a programme holds this. */
export async function lockProgramme(tx: Tx, id: string): Promise<ProgrammeRow | null> {
  const rows = await tx.$queryRaw<ProgrammeRow[]>(sql`SELECT ${columns} FROM reward_programme g WHERE g.id = ${id} FOR UPDATE`);
  return rows[0] ?? null;
}

/** Writes a programme; false when the community has one, or the id is taken. */
export async function insertProgramme(tx: Tx, input: { id: string; communityId: string; name: string; words: string; userId: string; now: Date }): Promise<boolean> {
  const { userId, now, ...row } = input;
  const { count } = await tx.rewardProgramme.createMany({ data: { ...row, createdByUserId: userId, createdAt: now, updatedAt: now }, skipDuplicates: true });
  return count === 1;
}

/** Changes a programme if it is still the version the writer saw. */
export async function swapProgramme(tx: Tx, input: { id: string; version: number; change: { name?: string; words?: string; endsAt?: Date; lapsedAt?: Date }; now: Date }): Promise<boolean> {
  const { count } = await tx.rewardProgramme.updateMany({ where: { id: input.id, version: input.version }, data: { ...input.change, version: { increment: 1 }, updatedAt: input.now } });
  return count === 1;
}

/** Programmes whose balances are to lapse: ended before, and not yet lapsed. */
export async function listToLapse(db: Db, endedBefore: Date): Promise<string[]> {
  return (await db.rewardProgramme.findMany({ where: { lapsedAt: null, endsAt: { lte: endedBefore } }, select: { id: true }, orderBy: { id: "asc" }, take: 20 })).map(({ id }) => id);
}

type StoredRule = { number: number; validFrom: Date; perKg: unknown; perReuse: number; dayCap: number; monthCap: number };
const figuresOf = (row: StoredRule): RuleFigures => ({ perKg: row.perKg as RuleFigures["perKg"], perReuse: row.perReuse, dayCap: row.dayCap, monthCap: row.monthCap });

/** The rule for what was handed over at a moment, or null before the first. */
export async function ruleAt(db: Db, input: { programmeId: string; at: Date }): Promise<(RuleFigures & { number: number }) | null> {
  const row = await db.rewardRule.findFirst({ where: { programmeId: input.programmeId, validFrom: { lte: input.at } }, orderBy: { number: "desc" } });
  return row ? { number: row.number, ...figuresOf(row) } : null;
}

/** A rule by its number. */
export async function findRule(db: Db, input: { programmeId: string; number: number }): Promise<RuleFigures | null> {
  const row = await db.rewardRule.findUnique({ where: { programmeId_number: input } });
  return row ? figuresOf(row) : null;
}

/** All versions, the latest first; at most a hundred. */
export async function listRules(db: Db, programmeId: string): Promise<RuleView[]> {
  const rows = await db.rewardRule.findMany({ where: { programmeId }, orderBy: { number: "desc" }, take: 100 });
  return rows.map((row) => ({ number: row.number, validFrom: row.validFrom.toISOString(), ...figuresOf(row) }));
}

/** Adds a version. */
export async function insertRule(tx: Tx, input: RuleFigures & { programmeId: string; number: number; validFrom: Date; userId: string; now: Date }): Promise<void> {
  const { userId, now, ...row } = input;
  await tx.rewardRule.create({ data: { ...row, madeByUserId: userId, madeAt: now }, select: { number: true } });
}

/** A person's role in a party, where they are an active member; null otherwise. */
export async function roleIn(db: Db, input: { userId: string; partyId: string }): Promise<Actor["role"] | null> {
  const row = await db.membership.findUnique({ where: { partyId_userId: input }, select: { role: true, state: true } });
  return row?.state === "active" ? row.role : null;
}

/** Notes in the record of transitions who moved what. */
export async function note(tx: Tx, input: { type: string; id: string; from: string | null; to: string; actor: Actor | null; reason?: string | null; at: Date }): Promise<void> {
  const { actor } = input;
  await tx.transition.create({
    data: {
      id: newId(), subjectType: input.type, subjectId: input.id, fromState: input.from, toState: input.to, reason: input.reason ?? null, at: input.at,
      actorUserId: actor?.userId ?? null, actorPartyId: actor?.party.id ?? null, actorRole: actor ? `${actor.party.kind}:${actor.role}` : "clock",
    },
    select: { id: true },
  });
}
