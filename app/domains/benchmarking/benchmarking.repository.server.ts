import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { noJson, sql } from "#app/platform/db/sql.server.ts";
import type { Role } from "#app/shared/actor.ts";
import type { CycleLine, CycleState, CycleView, KeptResults, PeerView } from "./benchmarking.schema.ts";
import { MINIMUM_MEMBERS, type ProposedPeer } from "./peers.rules.ts";
import { STEPS, type StepCode } from "./steps.rules.ts";

const dayText = (day: Date | null) => day && day.toISOString().slice(0, 10);
const dayOf = (text: string | null) => text && new Date(`${text}T00:00:00Z`);

/** What somebody is in a community, or null; stays so until the transaction ends. */
export async function roleIn(tx: Tx, input: { communityId: string; userId: string }): Promise<Role | null> {
  const [row] = await tx.$queryRaw<{ role: Role }[]>(sql`
    SELECT m.role::text AS role FROM membership m JOIN party p ON p.id = m.party_id AND p.kind = 'community'
    WHERE m.party_id = ${input.communityId} AND m.user_id = ${input.userId} AND m.state = 'active' FOR SHARE OF m`);
  return row?.role ?? null;
}

/** A cycle, locked until the transaction ends. */
export interface LockedCycle {
  id: string;
  communityId: string;
  state: CycleState;
  version: number;
  indicators: string[];
}

export async function lockCycle(tx: Tx, cycleId: string): Promise<LockedCycle | null> {
  const [row] = await tx.$queryRaw<LockedCycle[]>(sql`
    SELECT id, community_id AS "communityId", state::text AS state, version, indicators FROM benchmark_cycle WHERE id = ${cycleId} FOR UPDATE`);
  return row ?? null;
}

export interface NewCycle {
  id: string;
  communityId: string;
  title: string;
  indicators: string[];
  fromMonth: string;
  toMonth: string;
  previousId: string | null;
  userId: string;
  now: Date;
}

/** Writes a cycle with its ten steps as the next round; false when one runs already, or the id is taken. */
export async function insertCycle(tx: Tx, input: NewCycle): Promise<boolean> {
  const written = await tx.$executeRaw(sql`
    INSERT INTO benchmark_cycle (id, community_id, round, previous_id, title, indicators, from_month, to_month, created_by_user_id, created_at)
    SELECT ${input.id}, ${input.communityId}, 1 + coalesce((SELECT max(round) FROM benchmark_cycle WHERE community_id = ${input.communityId}), 0),
      ${input.previousId}, ${input.title}, ${input.indicators}::text[], ${input.fromMonth}, ${input.toMonth}, ${input.userId}, ${input.now}
    ON CONFLICT DO NOTHING`);
  if (written === 0) return false;
  await tx.benchmarkStep.createMany({ data: STEPS.map((step) => ({ cycleId: input.id, step })) });
  return true;
}

/** Changes a locked cycle and raises its version. */
export async function updateCycle(tx: Tx, cycle: LockedCycle, set: { title?: string; indicators?: string[]; state?: CycleState; endedAt?: Date | null; results?: KeptResults | null; resultsAt?: Date | null }): Promise<boolean> {
  const { results, ...rest } = set;
  const { count } = await tx.benchmarkCycle.updateMany({
    where: { id: cycle.id, version: cycle.version },
    data: { ...rest, ...(results === undefined ? {} : { results: (results as never) ?? noJson }), version: { increment: 1 } },
  });
  return count === 1;
}

/** Writes who, until when and what (where given) of a step that is as it was seen; false when it is another one now. */
export async function updateStep(
  tx: Tx,
  input: { cycleId: string; step: StepCode; version: number; ownerUserId: string | null; ownedSince: Date | null; dueOn: string | null; notes?: string },
): Promise<boolean> {
  const { count } = await tx.benchmarkStep.updateMany({
    where: { cycleId: input.cycleId, step: input.step, version: input.version },
    data: { ownerUserId: input.ownerUserId, ownedSince: input.ownedSince, dueOn: dayOf(input.dueOn), ...(input.notes === undefined ? {} : { notes: input.notes }), version: { increment: 1 } },
  });
  return count === 1;
}

/** Who looks after a step of a locked cycle, and since when. */
export async function ownerOfStep(tx: Tx, input: { cycleId: string; step: StepCode }): Promise<{ ownerUserId: string | null; ownedSince: Date | null } | null> {
  return tx.benchmarkStep.findUnique({ where: { cycleId_step: input }, select: { ownerUserId: true, ownedSince: true } });
}

/** Marks a step as done, or takes that back with `at` null. */
export async function markStep(tx: Tx, input: { cycleId: string; step: StepCode; at: Date | null; userId: string | null }): Promise<void> {
  await tx.benchmarkStep.updateMany({ where: { cycleId: input.cycleId, step: input.step }, data: { doneAt: input.at, doneByUserId: input.userId, version: { increment: 1 } } });
}

/** Whether a step of a cycle is not done: what was chosen in it may still be changed. */
export async function isOpen(tx: Tx, cycleId: string, step: StepCode): Promise<boolean> {
  return (await tx.benchmarkStep.count({ where: { cycleId, step, doneAt: null } })) === 1;
}

/** How a community stands among the peers of a cycle; null when it does not. */
export async function findPeer(tx: Tx, input: { cycleId: string; communityId: string }): Promise<{ isOut: boolean } | null> {
  return tx.benchmarkPeer.findUnique({ where: { cycleId_communityId: input }, select: { isOut: true } });
}

/** The rule's proposals take the place of those before; what was chosen about a community stays. */
export async function replaceProposals(tx: Tx, input: { cycleId: string; peers: readonly ProposedPeer[]; now: Date }): Promise<void> {
  await tx.benchmarkPeer.deleteMany({ where: { cycleId: input.cycleId, origin: "rule", isOut: false } });
  const data = input.peers.map((peer) => ({ cycleId: input.cycleId, communityId: peer.communityId, origin: "rule", reasons: peer.reasons, at: input.now }));
  await tx.benchmarkPeer.createMany({ data, skipDuplicates: true });
}

/** Leaves a peer out, takes it back, or adds one; a community that the rule did not propose is gone again when it is left out. */
export async function choosePeer(tx: Tx, input: { cycleId: string; communityId: string; isOut: boolean; words: string; userId: string; now: Date }): Promise<void> {
  const { cycleId, communityId, isOut, words, userId, now } = input;
  if (isOut && (await tx.benchmarkPeer.deleteMany({ where: { cycleId, communityId, origin: "choice" } })).count > 0) return;
  const chosen = { isOut, words, chosenByUserId: userId, at: now };
  const { count } = await tx.benchmarkPeer.updateMany({ where: { cycleId, communityId }, data: isOut ? chosen : { isOut, words: "", chosenByUserId: userId, at: now } });
  if (count === 0 && !isOut) await tx.benchmarkPeer.create({ data: { cycleId, communityId, origin: "choice", reasons: [], ...chosen }, select: { cycleId: true } });
}

/** Whether a community may be a peer: listed, with members enough. */
export async function mayBePeer(tx: Tx, communityId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ id: string }[]>(sql`
    SELECT id FROM party WHERE id = ${communityId} AND kind = 'community' AND is_listed AND member_count >= ${MINIMUM_MEMBERS}`);
  return row !== undefined;
}

/** Writes evidence; false when the id is there already. */
export async function insertEvidence(tx: Tx, input: { id: string; cycleId: string; step: StepCode; kind: string; words: string; url: string | null; entryId: string | null; userId: string; now: Date }): Promise<boolean> {
  const { userId, now, ...rest } = input;
  return (await tx.benchmarkEvidence.createMany({ data: [{ ...rest, addedByUserId: userId, at: now }], skipDuplicates: true })).count === 1;
}

export async function deleteEvidence(tx: Tx, input: { id: string; cycleId: string }): Promise<boolean> {
  return (await tx.benchmarkEvidence.deleteMany({ where: input })).count === 1;
}

/** Which cycle a piece of evidence or an action is of, with its step; null where there is none. */
export async function findPiece(db: Db, input: { kind: "evidence" | "action"; id: string }): Promise<{ cycleId: string; step: StepCode } | null> {
  if (input.kind === "action") {
    const row = await db.benchmarkAction.findUnique({ where: { id: input.id }, select: { cycleId: true } });
    return row && { cycleId: row.cycleId, step: "implementation" };
  }
  const row = await db.benchmarkEvidence.findUnique({ where: { id: input.id }, select: { cycleId: true, step: true } });
  return row && { cycleId: row.cycleId, step: row.step as StepCode };
}

/** Sets a target, in the place of the one before. */
export async function putTarget(tx: Tx, input: { cycleId: string; indicator: string; value: number; byMonth: string; userId: string; now: Date }): Promise<void> {
  const { cycleId, indicator, userId, now, ...rest } = input;
  const data = { ...rest, setByUserId: userId, at: now };
  await tx.benchmarkTarget.upsert({ where: { cycleId_indicator: { cycleId, indicator } }, create: { cycleId, indicator, ...data }, update: data, select: { indicator: true } });
}

export async function insertAction(tx: Tx, input: { id: string; cycleId: string; words: string; ownerUserId: string | null; dueOn: string | null; userId: string; now: Date }): Promise<boolean> {
  const { userId, now, dueOn, ...rest } = input;
  return (await tx.benchmarkAction.createMany({ data: [{ ...rest, dueOn: dayOf(dueOn), addedByUserId: userId, at: now }], skipDuplicates: true })).count === 1;
}

export async function moveAction(tx: Tx, input: { id: string; cycleId: string; to: "open" | "done" | "dropped"; now: Date }): Promise<boolean> {
  return (await tx.benchmarkAction.updateMany({ where: { id: input.id, cycleId: input.cycleId }, data: { state: input.to, movedAt: input.to === "open" ? null : input.now } })).count === 1;
}

/** How many pieces a cycle has, so that none grows without end. */
export async function countPieces(tx: Tx, cycleId: string): Promise<{ evidence: number; actions: number; peers: number }> {
  const [evidence, actions, peers] = [
    await tx.benchmarkEvidence.count({ where: { cycleId } }),
    await tx.benchmarkAction.count({ where: { cycleId } }),
    await tx.benchmarkPeer.count({ where: { cycleId } }),
  ];
  return { evidence, actions, peers };
}

/** The rounds of a community, the latest first. */
export async function listCycles(db: Db, communityId: string): Promise<CycleLine[]> {
  const rows = await db.benchmarkCycle.findMany({
    where: { communityId },
    select: { id: true, round: true, title: true, state: true, fromMonth: true, toMonth: true, createdAt: true, _count: { select: { steps: { where: { doneAt: { not: null } } } } } },
    orderBy: { round: "desc" },
    take: 50,
  });
  return rows.map(({ _count, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString(), doneSteps: _count.steps }));
}

/**
 * A cycle with everything in it, or null. Peers that turned private or have too few members now are not in it: nobody learns of them here.
 */
export async function findCycle(db: Db, input: { cycleId: string; communityId: string }): Promise<CycleView | null> {
  const cycle = await db.benchmarkCycle.findFirst({
    where: { id: input.cycleId, communityId: input.communityId },
    select: {
      id: true, communityId: true, round: true, previousId: true, title: true, indicators: true, fromMonth: true, toMonth: true, state: true, results: true, resultsAt: true, version: true, createdAt: true, endedAt: true,
      next: { select: { id: true } },
      steps: { select: { step: true, ownerUserId: true, dueOn: true, notes: true, doneAt: true, doneByUserId: true, version: true } },
      evidence: { select: { id: true, step: true, kind: true, words: true, url: true, entryId: true, addedByUserId: true, at: true }, orderBy: { id: "asc" }, take: 200 },
      targets: { select: { indicator: true, value: true, byMonth: true }, orderBy: { at: "asc" } },
      actions: { select: { id: true, words: true, ownerUserId: true, dueOn: true, state: true }, orderBy: { id: "asc" }, take: 100 },
    },
  });
  if (!cycle) return null;
  const peers = await db.$queryRaw<PeerView[]>(sql`
    SELECT b.community_id AS "communityId", p.name, p.slug, p.member_count AS members, f.kind, b.origin, b.reasons, b.is_out AS "isOut", b.words
    FROM benchmark_peer b JOIN party p ON p.id = b.community_id AND p.kind = 'community' AND p.is_listed AND p.member_count >= ${MINIMUM_MEMBERS}
    LEFT JOIN benchmark_profile f ON f.community_id = p.id
    WHERE b.cycle_id = ${cycle.id} ORDER BY cardinality(b.reasons) DESC, p.name, p.id LIMIT 100`);
  const people = await namesOf(db, [...cycle.steps.flatMap((step) => [step.ownerUserId, step.doneByUserId]), ...cycle.evidence.map((one) => one.addedByUserId), ...cycle.actions.map((one) => one.ownerUserId)]);
  const name = (userId: string | null) => (userId === null ? null : (people.get(userId) ?? null));
  const { next, results, resultsAt, createdAt, endedAt, steps, evidence, actions, ...rest } = cycle;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt && endedAt.toISOString(),
    results: results as KeptResults | null,
    resultsAt: resultsAt && resultsAt.toISOString(),
    nextId: next?.id ?? null,
    steps: STEPS.flatMap((code) => steps.filter((step) => step.step === code).map((step) => ({
      step: code, ownerUserId: step.ownerUserId, owner: name(step.ownerUserId), dueOn: dayText(step.dueOn), notes: step.notes, isDone: step.doneAt !== null,
      doneAt: step.doneAt && step.doneAt.toISOString(), doneBy: name(step.doneByUserId), version: step.version,
    }))),
    peers,
    evidence: evidence.map(({ addedByUserId, at, step, kind, ...one }) => ({ ...one, step: step as StepCode, kind: kind as "link" | "entry" | "figure", by: name(addedByUserId), at: at.toISOString() })),
    actions: actions.map(({ dueOn, state, ...one }) => ({ ...one, owner: name(one.ownerUserId), dueOn: dayText(dueOn), state: state as "open" | "done" | "dropped" })),
  };
}

/** The cycle whose first indicator stands on the community's page: the one that runs, else the last that was finished. */
export async function presentCycle(db: Db, communityId: string): Promise<{ id: string; fromMonth: string; toMonth: string; indicators: string[] } | null> {
  const rows = await db.benchmarkCycle.findMany({ where: { communityId, state: { not: "stopped" } }, select: { id: true, fromMonth: true, toMonth: true, indicators: true }, orderBy: [{ state: "asc" }, { round: "desc" }], take: 1 });
  return rows[0] ?? null;
}

async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = wanted.length === 0 ? [] : await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true }, take: wanted.length });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Whether an entry of the ledger has this community on one of its sides. */
export async function isEntryOf(tx: Tx, input: { entryId: string; communityId: string }): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ entryId: string }[]>(sql`
    SELECT entry_id AS "entryId" FROM ledger_share WHERE entry_id = ${input.entryId} AND community_id = ${input.communityId} LIMIT 1`);
  return row !== undefined;
}
