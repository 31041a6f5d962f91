import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { isPosted, post, programmeSums } from "./accounts.repository.server.ts";
import * as rows from "./programmes.repository.server.ts";
import type { RewardsError } from "./rewards.errors.ts";
import { accounts, lapsesAt, move, phaseOf, type RuleFigures } from "./rewards.rules.ts";
import type { ProgrammeView } from "./rewards.schema.ts";

type Answer<T> = Result<T, RewardsError>;

/** Tells who watches the community, and the households named, that points moved or rules changed. */
export async function tell(tx: Tx, programme: { id: string; communityId: string }, partyIds: readonly string[] = []): Promise<void> {
  const topics = [...new Set(partyIds)].map((id) => `party:${id}` as const);
  await record(tx, { type: "rewards.changed", payload: { programmeId: programme.id }, topics: [`community:${programme.communityId}`, ...topics] });
}

/** Whether a person runs a community, for whichever party they act at the moment. */
export async function manages(db: Db, actor: Pick<Actor, "userId">, communityId: string): Promise<boolean> {
  const role = await rows.roleIn(db, { userId: actor.userId, partyId: communityId });
  return role !== null && hasRole(role, "manager");
}

/** A locked programme for one of its community's managers. REWARDS.NOT_FOUND, NOT_ALLOWED. */
export async function managed(tx: Tx, actor: Actor, programmeId: string): Promise<Answer<rows.ProgrammeRow>> {
  const programme = await rows.lockProgramme(tx, programmeId);
  if (!programme) return err("REWARDS.NOT_FOUND");
  // To somebody outside, a private community's programme is none.
  return (await manages(tx, actor, programme.communityId)) ? ok(programme) : err((await rows.roleIn(tx, { userId: actor.userId, partyId: programme.communityId })) ? "REWARDS.NOT_ALLOWED" : "REWARDS.NOT_FOUND");
}

/**
 * Founds a community's programme with its first rule, which holds from now on, and its first budget. The same id again finds it. Errors:
 * REWARDS.NOT_ALLOWED (its managers only), PROGRAMME_TAKEN (it has one), KEY_TAKEN.
 */
export async function foundProgramme(
  db: Db,
  actor: Actor,
  input: { programmeId: string; communityId: string; name: string; words: string; budgetPoints: number; figures: RuleFigures },
  clock = systemClock,
): Promise<Answer<{ programmeId: string }>> {
  return transact<Answer<{ programmeId: string }>>(db, async (tx) => {
    const { programmeId, communityId, name, words } = input;
    if (!(await manages(tx, actor, communityId))) return err("REWARDS.NOT_ALLOWED");
    const now = clock.now();
    if (!(await rows.insertProgramme(tx, { id: programmeId, communityId, name, words, userId: actor.userId, now }))) {
      const known = await rows.findProgramme(tx, { communityId });
      if (known?.id === programmeId) return ok({ programmeId });
      return err(known ? "REWARDS.PROGRAMME_TAKEN" : "REWARDS.KEY_TAKEN");
    }
    await rows.insertRule(tx, { ...input.figures, programmeId, number: 1, validFrom: now, userId: actor.userId, now });
    await post(tx, { programmeId, kind: "fund", cause: `fund:${programmeId}`, userId: actor.userId, at: now, sides: move(input.budgetPoints, accounts.source, accounts.budget) });
    await rows.note(tx, { type: "reward_programme", id: programmeId, from: null, to: "running", actor, at: now });
    await tell(tx, { id: programmeId, communityId });
    return ok({ programmeId });
  });
}

/** Adds a version of the rules, for what is handed over from now on. Errors: REWARDS.NOT_FOUND, NOT_ALLOWED, STALE, ENDED_CLOSED. */
export async function addRule(db: Db, actor: Actor, input: { programmeId: string; version: number; figures: RuleFigures }, clock = systemClock): Promise<Answer<{ number: number }>> {
  return change(db, actor, input, clock, async (tx, programme, now) => {
    if (phaseOf(programme.endsAt, now) !== "running") return err("REWARDS.ENDED_CLOSED");
    const number = ((await rows.listRules(tx, programme.id))[0]?.number ?? 0) + 1;
    if (!(await rows.swapProgramme(tx, { ...input, id: programme.id, change: {}, now }))) return err("REWARDS.STALE");
    await rows.insertRule(tx, { ...input.figures, programmeId: programme.id, number, validFrom: now, userId: actor.userId, now });
    await rows.note(tx, { type: "reward_programme", id: programme.id, from: `rule ${number - 1}`, to: `rule ${number}`, actor, at: now });
    return ok({ number });
  });
}

/** Changes a programme's name and words. Errors: REWARDS.NOT_FOUND, NOT_ALLOWED, STALE. */
export async function describeProgramme(db: Db, actor: Actor, input: { programmeId: string; version: number; name: string; words: string }, clock = systemClock): Promise<Answer<{ version: number }>> {
  return change(db, actor, input, clock, async (tx, programme, now) => {
    const { name, words, version } = input;
    return (await rows.swapProgramme(tx, { id: programme.id, version, change: { name, words }, now })) ? ok({ version: version + 1 }) : err("REWARDS.STALE");
  });
}

/** Adds to the budget; `fundId` comes from the form, so that twice is once. Errors: REWARDS.NOT_FOUND, NOT_ALLOWED, ENDED_CLOSED. */
export async function fundBudget(db: Db, actor: Actor, input: { programmeId: string; fundId: string; budgetPoints: number }, clock = systemClock): Promise<Answer<{ changed: boolean }>> {
  return change<{ changed: boolean }>(db, actor, input, clock, async (tx, programme, now) => {
    const cause = `fund:${programme.id}:${input.fundId}`;
    if (await isPosted(tx, cause)) return ok({ changed: false });
    if (phaseOf(programme.endsAt, now) !== "running") return err("REWARDS.ENDED_CLOSED");
    await post(tx, { programmeId: programme.id, kind: "fund", cause, userId: actor.userId, at: now, sides: move(input.budgetPoints, accounts.source, accounts.budget) });
    return ok({ changed: true });
  });
}

/** Ends a programme: what is handed over from now on earns nothing; points can be used for ninety days more. NOT_FOUND, NOT_ALLOWED, STALE, ENDED_CLOSED. */
export async function endProgramme(db: Db, actor: Actor, input: { programmeId: string; version: number }, clock = systemClock): Promise<Answer<{ version: number }>> {
  return change(db, actor, input, clock, async (tx, programme, now) => {
    if (programme.endsAt !== null) return err("REWARDS.ENDED_CLOSED");
    if (!(await rows.swapProgramme(tx, { id: programme.id, version: input.version, change: { endsAt: now }, now }))) return err("REWARDS.STALE");
    await rows.note(tx, { type: "reward_programme", id: programme.id, from: "running", to: "ended", actor, at: now });
    return ok({ version: input.version + 1 });
  });
}

async function change<T>(db: Db, actor: Actor, input: { programmeId: string }, clock: { now(): Date }, work: (tx: Tx, programme: rows.ProgrammeRow, now: Date) => Promise<Answer<T>>): Promise<Answer<T>> {
  return transact<Answer<T>>(db, async (tx) => {
    const programme = await managed(tx, actor, input.programmeId);
    if (!programme.ok) return programme;
    const done = await work(tx, programme.value, clock.now());
    if (done.ok) await tell(tx, programme.value);
    return done;
  });
}

/** A community's programme as its viewers read it, or null. Whether they may know of the community is the caller's to ask. */
export async function viewProgramme(db: Db, communityId: string, now = new Date()): Promise<ProgrammeView | null> {
  const programme = await rows.findProgramme(db, { communityId });
  if (!programme) return null;
  const { id, name, words, endsAt, version } = programme;
  const [rules, sums] = await Promise.all([rows.listRules(db, id), programmeSums(db, id)]);
  return { id, communityId, name, words, version, rules, ...sums, phase: phaseOf(endsAt, now), endsAt: endsAt?.toISOString() ?? null, lapsesAt: lapsesAt(endsAt)?.toISOString() ?? null };
}
