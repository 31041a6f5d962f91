import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { err, ok } from "#app/shared/result.ts";
import { inCommunity, type Answer, type Who } from "./acting.server.ts";
import type { ProfileInput } from "./benchmarking.schema.ts";
import * as rows from "./facts.repository.server.ts";

/** So many figures and practices a community may write down in all. */
const MOST_FACTS = 500;

/** Writes what a community says of itself. Errors: BENCHMARKING.NOT_FOUND for others, NOT_ALLOWED, STALE when somebody wrote meanwhile. */
export async function saveProfile(db: Db, actor: Who, input: ProfileInput & { communityId: string }, clock: Clock = systemClock): Promise<Answer<null>> {
  const { communityId, version, kind = null, residents = null, dwellings = null, climate = null, density = null, generationKg } = input;
  return inCommunity<null>(db, actor, communityId, async (tx) => {
    const estimate = generationKg === undefined
      ? { generationGramsPerHeadYear: null, generationSource: "", generationUrl: null }
      : { generationGramsPerHeadYear: Math.round(generationKg * 1000), generationSource: input.generationSource, generationUrl: input.generationUrl ?? null };
    const written = await rows.writeProfile(tx, { communityId, version, kind, residents, dwellings, climate, density, ...estimate, userId: actor.userId, now: clock.now() });
    return written ? ok(null) : err("BENCHMARKING.STALE");
  });
}

/** Enters a figure with its source. The same id again finds it. Errors: BENCHMARKING.NOT_FOUND for others, NOT_ALLOWED, KEY_TAKEN, FULL. */
export async function enterValue(
  db: Db,
  actor: Who,
  input: { valueId: string; communityId: string; indicator: string; amount: number; fromMonth: string; toMonth: string; source: string; sourceUrl?: string | undefined },
  clock: Clock = systemClock,
): Promise<Answer<null>> {
  const { valueId: id, communityId, indicator, amount: value, fromMonth, toMonth, source, sourceUrl = null } = input;
  return inCommunity<null>(db, actor, communityId, async (tx) => {
    const owner = await rows.ownerOf(tx, { kind: "value", id });
    if (owner !== null) return owner === communityId ? ok(null) : err("BENCHMARKING.KEY_TAKEN");
    if ((await rows.countFacts(tx, communityId)) >= MOST_FACTS) return err("BENCHMARKING.FULL");
    await rows.insertValue(tx, { id, communityId, indicator, value, fromMonth, toMonth, source, sourceUrl, userId: actor.userId, now: clock.now() });
    return ok(null);
  });
}

/** Takes a figure back; it stays in the record and counts no more. Errors: BENCHMARKING.NOT_FOUND, NOT_ALLOWED. */
export async function withdrawValue(db: Db, actor: Who, input: { valueId: string; communityId: string }, clock: Clock = systemClock): Promise<Answer<null>> {
  return inCommunity<null>(db, actor, input.communityId, async (tx) => {
    const withdrawn = await rows.withdrawValue(tx, { id: input.valueId, communityId: input.communityId, now: clock.now() });
    return withdrawn ? ok(null) : err("BENCHMARKING.NOT_FOUND");
  });
}

/**
 * Notes what a community does, and since when. The same id again finds it. Errors: BENCHMARKING.NOT_FOUND for others, NOT_ALLOWED, KEY_TAKEN,
 * PRACTICE_ALREADY_TAGGED while the same goes on, FULL.
 */
export async function tagPractice(
  db: Db,
  actor: Who,
  input: { practiceId: string; communityId: string; practice: string; sinceMonth: string; words: string },
  clock: Clock = systemClock,
): Promise<Answer<null>> {
  const { practiceId: id, communityId, practice, sinceMonth, words } = input;
  return inCommunity<null>(db, actor, communityId, async (tx) => {
    const owner = await rows.ownerOf(tx, { kind: "practice", id });
    if (owner !== null) return owner === communityId ? ok(null) : err("BENCHMARKING.KEY_TAKEN");
    if ((await rows.countFacts(tx, communityId)) >= MOST_FACTS) return err("BENCHMARKING.FULL");
    const written = await rows.insertPractice(tx, { id, communityId, practice, sinceMonth, words, userId: actor.userId, now: clock.now() });
    return written ? ok(null) : err("BENCHMARKING.PRACTICE_ALREADY_TAGGED");
  });
}

/** Notes that a practice ended this month. Errors: BENCHMARKING.NOT_FOUND, NOT_ALLOWED. */
export async function endPractice(db: Db, actor: Who, input: { practiceId: string; communityId: string; month: string }): Promise<Answer<null>> {
  return inCommunity<null>(db, actor, input.communityId, async (tx) => {
    const ended = await rows.endPractice(tx, { id: input.practiceId, communityId: input.communityId, month: input.month });
    return ended ? ok(null) : err("BENCHMARKING.NOT_FOUND");
  });
}
