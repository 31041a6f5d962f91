import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { err, ok } from "#app/shared/result.ts";
import { inCommunity, onCycle, type Answer, type Who } from "./acting.server.ts";
import type { KeptResults } from "./benchmarking.schema.ts";
import * as rows from "./benchmarking.repository.server.ts";
import { likenessOf, listCandidates } from "./facts.repository.server.ts";
import { proposePeers } from "./peers.rules.ts";
import { currentStep, lastDone, needsOf, STEPS, type CycleFacts, type StepCode } from "./steps.rules.ts";

/** Peers beyond this are not taken in, and no more evidence or actions either. */
const MOST = { peers: 60, evidence: 200, actions: 100 } as const;

/**
 * Begins a round of a community with the peers that the rule proposes. The same id again finds it. Errors: BENCHMARKING.NOT_FOUND for others,
 * NOT_ALLOWED, ALREADY_RUNNING (one at a time), KEY_TAKEN.
 */
export async function startCycle(
  db: Db,
  actor: Who,
  input: { cycleId: string; communityId: string; title: string; indicators: string[]; fromMonth: string; toMonth: string; previousId?: string | null },
  clock: Clock = systemClock,
): Promise<Answer<{ cycleId: string }>> {
  const { cycleId, communityId } = input;
  return inCommunity<{ cycleId: string }>(db, actor, communityId, async (tx) => {
    const now = clock.now();
    const written = await rows.insertCycle(tx, { ...input, id: cycleId, previousId: input.previousId ?? null, userId: actor.userId, now });
    if (!written) {
      const known = await rows.lockCycle(tx, cycleId);
      if (known) return known.communityId === communityId ? ok({ cycleId }) : err("BENCHMARKING.KEY_TAKEN");
      return err("BENCHMARKING.ALREADY_RUNNING");
    }
    await propose(tx, { cycleId, communityId, now });
    return ok({ cycleId });
  });
}

/**
 * Begins the round after a finished one: the same indicators, the months given, and its lessons as the first words of the topic.
 * Errors as `startCycle`, and ENDED_WRONG_STATE where the one before is not finished.
 */
export async function startNext(
  db: Db,
  actor: Who,
  input: { cycleId: string; previousId: string; communityId: string; fromMonth: string; toMonth: string },
  clock: Clock = systemClock,
): Promise<Answer<{ cycleId: string }>> {
  const previous = await rows.findCycle(db, { cycleId: input.previousId, communityId: input.communityId });
  if (!previous) return err("BENCHMARKING.NOT_FOUND");
  if (previous.state !== "finished") return err("BENCHMARKING.ENDED_WRONG_STATE", { state: previous.state });
  const { title, indicators, steps } = previous;
  const lessons = steps.filter(({ step, notes }) => (step === "lessons" || step === "next") && notes).map(({ notes }) => notes).join("\n\n").slice(0, 4000);
  return inCommunity<{ cycleId: string }>(db, actor, input.communityId, async (tx) => {
    const started = await startCycle(tx, actor, { ...input, title, indicators }, clock);
    if (started.ok && lessons) await rows.updateStep(tx, { cycleId: input.cycleId, step: "topic", version: 1, ownerUserId: null, ownedSince: null, dueOn: null, notes: lessons });
    return started;
  });
}

async function propose(tx: Tx, { cycleId, communityId, now }: { cycleId: string; communityId: string; now: Date }): Promise<void> {
  const own = await likenessOf(tx, communityId);
  if (!own) return;
  await rows.replaceProposals(tx, { cycleId, peers: proposePeers(own, await listCandidates(tx, { communityId, members: own.members })), now });
}

/** Lets the rule propose peers anew, as the profiles are now. Errors: as `onCycle`, STEP_WRONG_STATE once the peers are settled. */
export async function proposeAgain(db: Db, actor: Who, input: { cycleId: string }, clock: Clock = systemClock): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    if (!(await rows.isOpen(tx, cycle.id, "peers"))) return err("BENCHMARKING.STEP_WRONG_STATE");
    await propose(tx, { cycleId: cycle.id, communityId: cycle.communityId, now: clock.now() });
    return ok(null);
  });
}

/**
 * Leaves a peer out or takes one in, with the reason. Only listed communities with members enough are taken in (PEER_UNKNOWN for all others,
 * private ones among them). Other errors: as `onCycle`, STEP_WRONG_STATE, NEEDS_MISSING without a reason, FULL.
 */
export async function choosePeer(db: Db, actor: Who, input: { cycleId: string; communityId: string; isOut: boolean; words: string }, clock: Clock = systemClock): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    if (!(await rows.isOpen(tx, cycle.id, "peers"))) return err("BENCHMARKING.STEP_WRONG_STATE");
    if (input.communityId === cycle.communityId || !(await rows.mayBePeer(tx, input.communityId))) return err("BENCHMARKING.PEER_UNKNOWN");
    const known = await rows.findPeer(tx, { cycleId: cycle.id, communityId: input.communityId });
    if (known?.isOut === input.isOut || (!known && input.isOut)) return ok(null);
    if (input.words === "" && (input.isOut || known === null)) return err("BENCHMARKING.NEEDS_MISSING", { needs: ["words"] });
    if (!known && (await rows.countPieces(tx, cycle.id)).peers >= MOST.peers) return err("BENCHMARKING.FULL");
    await rows.choosePeer(tx, { ...input, userId: actor.userId, now: clock.now() });
    return ok(null);
  });
}

/** Changes title and indicators while the topic is open. The first indicator is the headline. Errors: as `onCycle`, STEP_WRONG_STATE, STALE. */
export async function editTopic(db: Db, actor: Who, input: { cycleId: string; version: number; title: string; indicators: string[] }): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    if (!(await rows.isOpen(tx, cycle.id, "topic"))) return err("BENCHMARKING.STEP_WRONG_STATE");
    if (cycle.version !== input.version || !(await rows.updateCycle(tx, cycle, { title: input.title, indicators: input.indicators }))) return err("BENCHMARKING.STALE", { version: cycle.version });
    return ok(null);
  });
}

/** Writes who, until when and what of a step that is not done; whoever it is given to is told. Errors: as `onCycle`, OWNER_UNKNOWN (no member), STEP_WRONG_STATE, STALE. */
export async function saveStep(
  db: Db,
  actor: Who,
  input: { cycleId: string; step: StepCode; version: number; ownerUserId: string | null; dueOn: string | null; notes: string },
  clock: Clock = systemClock,
): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    const written = await giveStep(tx, cycle, input, clock.now());
    if (written.ok) await tellOwners(tx, actor, cycle, [written.value], clock.now());
    return written.ok ? ok(null) : written;
  });
}

/** Writes who and until when for several steps that are not done, all or none; everybody is told of all theirs at once. Errors as `saveStep`. */
export async function savePlan(
  db: Db,
  actor: Who,
  input: { cycleId: string; plan: readonly { step: StepCode; version: number; ownerUserId: string | null; dueOn: string | null }[] },
  clock: Clock = systemClock,
): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    const now = clock.now();
    const given: Given[] = [];
    for (const { step, version, ownerUserId, dueOn } of input.plan) {
      const written = await giveStep(tx, cycle, { step, version, ownerUserId, dueOn }, now);
      if (!written.ok) return written;
      given.push(written.value);
    }
    await tellOwners(tx, actor, cycle, given, now);
    return ok(null);
  });
}

/** A step with whoever it was given to; null where that is nobody, or who had it already. */
type Given = { step: StepCode; newOwner: string | null };

async function giveStep(
  tx: Tx,
  cycle: rows.LockedCycle,
  input: { step: StepCode; version: number; ownerUserId: string | null; dueOn: string | null; notes?: string },
  now: Date,
): Promise<Answer<Given>> {
  const { step, ownerUserId } = input;
  if (!(await rows.isOpen(tx, cycle.id, step))) return err("BENCHMARKING.STEP_WRONG_STATE", { step });
  if (ownerUserId !== null && (await rows.roleIn(tx, { communityId: cycle.communityId, userId: ownerUserId })) === null) return err("BENCHMARKING.OWNER_UNKNOWN");
  const before = await rows.ownerOfStep(tx, { cycleId: cycle.id, step });
  const isNew = before?.ownerUserId !== ownerUserId;
  const ownedSince = isNew ? (ownerUserId === null ? null : now) : before.ownedSince;
  if (!(await rows.updateStep(tx, { ...input, cycleId: cycle.id, ownedSince }))) return err("BENCHMARKING.STALE", { step });
  return ok({ step, newOwner: isNew ? ownerUserId : null });
}

async function tellOwners(tx: Tx, actor: Who, cycle: rows.LockedCycle, given: readonly Given[], now: Date): Promise<void> {
  for (const userId of new Set(given.map(({ newOwner }) => newOwner))) {
    if (userId === null || userId === actor.userId) continue;
    const steps = given.filter(({ newOwner }) => newOwner === userId).map(({ step }) => step);
    await record(tx, { type: "benchmarking.owner-set", payload: { cycleId: cycle.id, userId, steps, at: now.toISOString() }, topics: [] });
  }
}

/** What a flow found out about the figures, for judging a step. */
export type Figures = Pick<CycleFacts, "ownValues" | "compared"> & { results: KeptResults };

/**
 * Finishes the step whose turn it is, when it has what it needs (NEEDS_MISSING with details.needs). The analysis of the gap keeps what the
 * comparison said; the last step ends the round. Other errors: as `onCycle`, STEP_WRONG_STATE, STALE on the cycle's version.
 */
export async function finishStep(db: Db, actor: Who, input: { cycleId: string; step: StepCode; version: number; figures: Figures }, clock: Clock = systemClock): Promise<Answer<{ version: number }>> {
  return onCycle<{ version: number }>(db, actor, input.cycleId, async (tx, locked) => {
    const cycle = await rows.findCycle(tx, { cycleId: locked.id, communityId: locked.communityId });
    if (!cycle) return err("BENCHMARKING.NOT_FOUND");
    if (cycle.version !== input.version) return err("BENCHMARKING.STALE", { version: cycle.version });
    if (currentStep(cycle.steps) !== input.step) return err("BENCHMARKING.STEP_WRONG_STATE", { step: currentStep(cycle.steps) });
    const needs = needsOf(input.step, factsOf(cycle, input.figures));
    if (needs.length > 0) return err("BENCHMARKING.NEEDS_MISSING", { needs });
    const now = clock.now();
    await rows.markStep(tx, { cycleId: cycle.id, step: input.step, at: now, userId: actor.userId });
    const set = input.step === "gap" ? { results: input.figures.results, resultsAt: now } : input.step === STEPS.at(-1) ? { state: "finished" as const, endedAt: now } : {};
    if (!(await rows.updateCycle(tx, locked, set))) return err("BENCHMARKING.STALE", { version: cycle.version });
    return ok({ version: cycle.version + 1 });
  });
}

/** What is there of a cycle, with what a flow found out about its figures. */
export function factsOf(cycle: NonNullable<Awaited<ReturnType<typeof rows.findCycle>>>, figures: Pick<Figures, "ownValues" | "compared">): CycleFacts {
  const evidence: CycleFacts["evidence"] = Object.fromEntries(STEPS.map((step) => [step, cycle.evidence.filter((one) => one.step === step).length]));
  return {
    steps: cycle.steps,
    indicators: cycle.indicators.length,
    peers: cycle.peers.filter((peer) => !peer.isOut).length,
    ownValues: figures.ownValues,
    compared: figures.compared,
    targets: cycle.targets.length,
    evidence,
    actions: { open: cycle.actions.filter((action) => action.state === "open").length, all: cycle.actions.length },
  };
}

/** Takes up the last finished step again. Errors: as `onCycle`, STEP_WRONG_STATE for any other step, STALE on the cycle's version. */
export async function reopenStep(db: Db, actor: Who, input: { cycleId: string; step: StepCode; version: number }): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, locked) => {
    if (locked.version !== input.version) return err("BENCHMARKING.STALE", { version: locked.version });
    const cycle = await rows.findCycle(tx, { cycleId: locked.id, communityId: locked.communityId });
    if (!cycle || lastDone(cycle.steps) !== input.step) return err("BENCHMARKING.STEP_WRONG_STATE");
    await rows.markStep(tx, { cycleId: cycle.id, step: input.step, at: null, userId: null });
    const set = input.step === "gap" ? { results: null, resultsAt: null } : {};
    return (await rows.updateCycle(tx, locked, set)) ? ok(null) : err("BENCHMARKING.STALE");
  });
}

/** Ends a round before its time. Errors: as `onCycle`, STALE. */
export async function stopCycle(db: Db, actor: Who, input: { cycleId: string; version: number }, clock: Clock = systemClock): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    if (cycle.version !== input.version) return err("BENCHMARKING.STALE", { version: cycle.version });
    return (await rows.updateCycle(tx, cycle, { state: "stopped", endedAt: clock.now() })) ? ok(null) : err("BENCHMARKING.STALE");
  });
}

/** Adds what shows that a step was done. The same id again finds it. Errors: as `onCycle`, KEY_TAKEN, ENTRY_UNKNOWN (no entry of this community), FULL. */
export async function addEvidence(
  db: Db,
  actor: Who,
  input: { evidenceId: string; cycleId: string; step: StepCode; kind: "link" | "entry" | "figure"; words: string; url?: string | undefined; entryId?: string | undefined },
  clock: Clock = systemClock,
): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    const known = await rows.findPiece(tx, { kind: "evidence", id: input.evidenceId });
    if (known) return known.cycleId === cycle.id ? ok(null) : err("BENCHMARKING.KEY_TAKEN");
    const entryId = input.kind === "entry" ? (input.entryId ?? "") : null;
    if (entryId !== null && !(await rows.isEntryOf(tx, { entryId, communityId: cycle.communityId }))) return err("BENCHMARKING.ENTRY_UNKNOWN");
    if ((await rows.countPieces(tx, cycle.id)).evidence >= MOST.evidence) return err("BENCHMARKING.FULL");
    const { evidenceId: id, step, kind, words } = input;
    await rows.insertEvidence(tx, { id, cycleId: cycle.id, step, kind, words, url: kind === "link" ? (input.url ?? null) : null, entryId, userId: actor.userId, now: clock.now() });
    return ok(null);
  });
}

/** Takes evidence of a step that is not done away. Errors: as `onCycle`, NOT_FOUND, STEP_WRONG_STATE. */
export async function removeEvidence(db: Db, actor: Who, input: { cycleId: string; evidenceId: string }): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    const known = await rows.findPiece(tx, { kind: "evidence", id: input.evidenceId });
    if (known?.cycleId !== cycle.id) return err("BENCHMARKING.NOT_FOUND");
    if (!(await rows.isOpen(tx, cycle.id, known.step))) return err("BENCHMARKING.STEP_WRONG_STATE");
    await rows.deleteEvidence(tx, { id: input.evidenceId, cycleId: cycle.id });
    return ok(null);
  });
}

/** Sets where one of the cycle's indicators should be, and by when. Errors: as `onCycle`, STEP_WRONG_STATE, NEEDS_MISSING for another indicator. */
export async function setTarget(db: Db, actor: Who, input: { cycleId: string; indicator: string; amount: number; byMonth: string }, clock: Clock = systemClock): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    if (!(await rows.isOpen(tx, cycle.id, "direction"))) return err("BENCHMARKING.STEP_WRONG_STATE");
    if (!cycle.indicators.includes(input.indicator)) return err("BENCHMARKING.NEEDS_MISSING", { needs: ["indicators"] });
    await rows.putTarget(tx, { cycleId: cycle.id, indicator: input.indicator, value: input.amount, byMonth: input.byMonth, userId: actor.userId, now: clock.now() });
    return ok(null);
  });
}

/** Adds something to do. The same id again finds it. Errors: as `onCycle`, STEP_WRONG_STATE, OWNER_UNKNOWN, KEY_TAKEN, FULL. */
export async function addAction(
  db: Db,
  actor: Who,
  input: { actionId: string; cycleId: string; words: string; ownerUserId: string | null; dueOn: string | null },
  clock: Clock = systemClock,
): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    const known = await rows.findPiece(tx, { kind: "action", id: input.actionId });
    if (known) return known.cycleId === cycle.id ? ok(null) : err("BENCHMARKING.KEY_TAKEN");
    if (!(await rows.isOpen(tx, cycle.id, "implementation"))) return err("BENCHMARKING.STEP_WRONG_STATE");
    if (input.ownerUserId !== null && (await rows.roleIn(tx, { communityId: cycle.communityId, userId: input.ownerUserId })) === null) return err("BENCHMARKING.OWNER_UNKNOWN");
    if ((await rows.countPieces(tx, cycle.id)).actions >= MOST.actions) return err("BENCHMARKING.FULL");
    const { actionId: id, words, ownerUserId, dueOn } = input;
    await rows.insertAction(tx, { id, cycleId: cycle.id, words, ownerUserId, dueOn, userId: actor.userId, now: clock.now() });
    return ok(null);
  });
}

/** Says that something is done, dropped, or open again. Errors: as `onCycle`, NOT_FOUND, STEP_WRONG_STATE. */
export async function moveAction(db: Db, actor: Who, input: { cycleId: string; actionId: string; to: "open" | "done" | "dropped" }, clock: Clock = systemClock): Promise<Answer<null>> {
  return onCycle<null>(db, actor, input.cycleId, async (tx, cycle) => {
    if (!(await rows.isOpen(tx, cycle.id, "implementation"))) return err("BENCHMARKING.STEP_WRONG_STATE");
    const moved = await rows.moveAction(tx, { id: input.actionId, cycleId: cycle.id, to: input.to, now: clock.now() });
    return moved ? ok(null) : err("BENCHMARKING.NOT_FOUND");
  });
}
