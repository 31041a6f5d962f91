import { DateTime } from "luxon";
import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { ChallengesError } from "./challenges.errors.ts";
import * as rows from "./challenges.repository.server.ts";
import { stageOf } from "./challenges.rules.ts";
import type { ChallengeInput, ChallengeView, Progress } from "./challenges.schema.ts";

type Answer<T> = Result<T, ChallengesError>;

async function tell(tx: Tx, challengeId: string, communityIds: readonly string[]): Promise<void> {
  await record(tx, { type: "challenges.changed", payload: { challengeId }, topics: communityIds.map((id) => `community:${id}` as const) });
}

/** The instants between which a community's days lie: from the first's midnight to the midnight after the last, there. */
function instantsOf(input: { fromDay: string; toDay: string; timeZone: string }): { startsAt: Date; endsAt: Date } {
  const at = (day: string) => DateTime.fromISO(day, { zone: input.timeZone }).startOf("day");
  return { startsAt: at(input.fromDay).toJSDate(), endsAt: at(input.toDay).plus({ days: 1 }).startOf("day").toJSDate() };
}

/** The facts of a challenge from its form. */
function factsOf(input: ChallengeInput, timeZone: string) {
  const { challengeId: id, title, words, indicator, part, fromDay, toDay, bonusPoints } = input;
  const [kind, code = null] = part.split(":");
  const isWeight = indicator === "mass" || indicator === "emissions";
  return {
    id, title, words, indicator, fromDay, toDay, bonusPoints, target: BigInt(input.target) * (isWeight ? 1000n : 1n),
    materialGroup: kind === "group" ? code : null, route: kind === "route" ? code : null, ...instantsOf({ fromDay, toDay, timeZone }),
  };
}

/**
 * Writes a draft, or changes one where `version` is above 0. By the community's managers; the platform's operator may name further listed
 * communities. The same id again with version 0 finds it. Errors: CHALLENGES.NOT_FOUND, COMMUNITY_NOT_FOUND (details.slugs), OVER_CLOSED (its last day is past), STALE, WRONG_STATE, KEY_TAKEN.
 */
export async function draftChallenge(db: Db, actor: Actor, input: ChallengeInput & { communityId: string }, clock = systemClock): Promise<Answer<{ challengeId: string }>> {
  return transact<Answer<{ challengeId: string }>>(db, async (tx) => {
    const { communityId, challengeId } = input;
    const timeZone = await rows.zoneOf(tx, communityId);
    if (timeZone === null || !(await mayRun(tx, actor, communityId))) return err("CHALLENGES.NOT_FOUND");
    const others = actor.isOperator ? await namedCommunities(tx, input.others) : ok([]);
    if (!others.ok) return others;
    const now = clock.now();
    const facts = factsOf(input, timeZone);
    if (facts.endsAt <= now) return err("CHALLENGES.OVER_CLOSED");
    const communityIds = [...new Set([communityId, ...others.value])];
    if (input.version === 0) {
      const isNew = await rows.insertChallenge(tx, { ...facts, communityId, timeZone, communityIds, userId: actor.userId, now });
      if (!isNew) return (await rows.findChallenge(tx, challengeId))?.communityId === communityId ? ok({ challengeId }) : err("CHALLENGES.KEY_TAKEN");
      await rows.note(tx, { id: challengeId, from: null, to: "draft", actor, at: now });
    } else {
      const known = await rows.findChallenge(tx, challengeId);
      if (known?.communityId !== communityId) return err("CHALLENGES.NOT_FOUND");
      if (known.state !== "draft") return err("CHALLENGES.WRONG_STATE", { state: known.state });
      if (!(await rows.editDraft(tx, { ...facts, version: input.version, communityIds, now }))) return err("CHALLENGES.STALE", { version: known.version });
    }
    await tell(tx, challengeId, [communityId]);
    return ok({ challengeId });
  });
}

/** Who sets challenges of a community: its managers, and of listed ones the platform's operator. */
async function mayRun(db: Db, actor: Actor, communityId: string): Promise<boolean> {
  if (await rows.managesCommunity(db, { userId: actor.userId, communityId })) return true;
  return actor.isOperator && (await rows.listCommunities(db, [communityId])).length === 1;
}

async function namedCommunities(db: Db, typed: string): Promise<Answer<string[]>> {
  const slugs = [...new Set(typed.split(/[\s,，、]+/).map((word) => word.split("/").at(-1) ?? "").filter(Boolean))].slice(0, 100);
  const found = slugs.length === 0 ? [] : await rows.communitiesBySlug(db, slugs);
  const missing = slugs.filter((slug) => found.every((one) => one.slug !== slug));
  return missing.length > 0 ? err("CHALLENGES.COMMUNITY_NOT_FOUND", { slugs: missing }) : ok(found.map(({ id }) => id));
}

/** Publishes a draft before its last day is over, or withdraws a challenge that has not ended. Errors: CHALLENGES.NOT_FOUND, STALE, WRONG_STATE, OVER_CLOSED. */
export async function moveChallenge(db: Db, actor: Actor, input: { challengeId: string; version: number; to: "published" | "withdrawn" }, clock = systemClock): Promise<Answer<{ state: string; version: number }>> {
  return transact<Answer<{ state: string; version: number }>>(db, async (tx) => {
    const known = await rows.findChallenge(tx, input.challengeId);
    if (!known || !(await mayRun(tx, actor, known.communityId))) return err("CHALLENGES.NOT_FOUND");
    const now = clock.now();
    if (known.version !== input.version) return err("CHALLENGES.STALE", { state: known.state, version: known.version });
    const from = input.to === "published" ? ["draft"] : ["draft", "published"];
    if (!from.includes(known.state)) return err("CHALLENGES.WRONG_STATE", { state: known.state });
    if (known.endsAt <= now) return err("CHALLENGES.OVER_CLOSED");
    if (!(await rows.swapChallenge(tx, { id: known.id, version: input.version, from: known.state, to: input.to, now }))) return err("CHALLENGES.STALE");
    await rows.note(tx, { id: known.id, from: known.state, to: input.to, actor, at: now });
    await tell(tx, known.id, known.communities.map(({ communityId }) => communityId));
    return ok({ state: input.to, version: input.version + 1 });
  });
}

/** What a challenge came to: who took part in which community, where it was reached with a bonus to pay. */
export type Counted = { challengeId: string; isReached: boolean; bonusPoints: number; partyIdsByCommunity: Map<string, string[]> };

/** Keeps what the totals say at a challenge's end, once; null where it is kept already, or it is not over. */
export async function countChallenge(tx: Tx, challengeId: string, now: Date): Promise<Counted | null> {
  if (!(await rows.lockChallenge(tx, challengeId))) return null;
  const one = await rows.findChallenge(tx, challengeId);
  if (!one || one.result !== null || stageOf(one, now) !== "ended") return null;
  const communityIds = one.communities.map(({ communityId }) => communityId);
  const { value, low, high, households } = await rows.measure(tx, one, communityIds);
  const isReached = value >= Number(one.target);
  const big = (grams: number | null) => (grams === null ? null : BigInt(grams));
  await rows.insertResult(tx, { challengeId, value: BigInt(value), low: big(low), high: big(high), households, isReached, countedAt: now });
  await rows.note(tx, { id: challengeId, from: "published", to: isReached ? "reached" : "missed", actor: null, at: now });
  await tell(tx, challengeId, communityIds);
  const partyIdsByCommunity = new Map<string, string[]>();
  for (const { partyId, communityId } of await rows.listHouseholds(tx, one, communityIds)) partyIdsByCommunity.set(communityId, [...(partyIdsByCommunity.get(communityId) ?? []), partyId]);
  return { challengeId, isReached, bonusPoints: one.bonusPoints, partyIdsByCommunity };
}

type Found = NonNullable<Awaited<ReturnType<typeof rows.findChallenge>>>;

async function viewOf(db: Db, one: Found, now: Date): Promise<ChallengeView> {
  const communityIds = one.communities.map(({ communityId }) => communityId);
  const { id, communityId, title, words, indicator, materialGroup, route, fromDay, toDay, timeZone, bonusPoints, version, result } = one;
  const kept = result ? { value: Number(result.value), low: result.low === null ? null : Number(result.low), high: result.high === null ? null : Number(result.high), households: result.households } : null;
  const stage = stageOf(one, now);
  const nothing: Progress = { value: 0, low: null, high: null, households: 0 };
  const progress = kept ?? (stage === "running" || stage === "ended" ? await rows.measure(db, one, communityIds) : nothing);
  return {
    id, communityId, title, words, indicator, materialGroup, route, fromDay, toDay, timeZone, bonusPoints, version, stage, progress, target: Number(one.target), startsAt: one.startsAt.toISOString(), endsAt: one.endsAt.toISOString(),
    result: result ? { isReached: result.isReached, countedAt: result.countedAt.toISOString() } : null,
    communities: (await rows.listCommunities(db, communityIds)).map(({ name, slug }) => ({ name, slug })),
  };
}

/** The challenges of a community; with drafts and withdrawn ones for who runs it. Whether they may know of it is the caller's to ask. */
export async function viewChallenges(db: Db, input: { communityId: string; withDrafts: boolean }, now = new Date()): Promise<ChallengeView[]> {
  return Promise.all((await rows.listChallenges(db, input)).map((one) => viewOf(db, one, now)));
}

/** One of a community's challenges, or null; drafts and withdrawn ones only of its own and with `withDrafts`. */
export async function viewChallenge(db: Db, input: { id: string; communityId: string; withDrafts: boolean }, now = new Date()): Promise<ChallengeView | null> {
  const one = await rows.findChallenge(db, input.id);
  if (!one) return null;
  const isTheirs = one.state === "published" ? one.communities.some(({ communityId }) => communityId === input.communityId) : input.withDrafts && one.communityId === input.communityId;
  return isTheirs ? viewOf(db, one, now) : null;
}
