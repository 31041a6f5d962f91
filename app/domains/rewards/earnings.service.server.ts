import { record } from "#app/outbox/record.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { balanceOf, post } from "./accounts.repository.server.ts";
import * as rows from "./earnings.repository.server.ts";
import { findRule, lockProgramme, ruleAt, type ProgrammeRow } from "./programmes.repository.server.ts";
import { tell } from "./programmes.service.server.ts";
import { accounts, corrected, granted, move, rawPoints, type Room } from "./rewards.rules.ts";

/** Rows of the log that one step follows. */
const BATCH = 500;

/** When what else counts hand-overs of a community at a moment ends, such as its challenges. */
export type SeasonEnds = (tx: Tx, communityId: string, at: Date) => Promise<Date[]>;

/** The rules of suspicion (app/shared/anti-gaming) that a row meets, from what stood before it in the log; `ends` are those of what it counts for. */
export type Suspicion = (tx: Tx, line: rows.LedgerLine, ends: readonly Date[]) => Promise<string[]>;

/** What earning asks of other rooms. */
export type Around = { seasonEnds: SeasonEnds; suspicion: Suspicion };

/**
 * Follows the ledger's log: every entry of a household whose community has a programme earns by the rule of its hand-over, once, and every
 * row that corrects it or takes it back moves its points, in the order of the log. Whoever calls it, and however often: the head's lock lets
 * one step happen after the other. Returns how many rows moved points. Times are the ledger's own, so that following again would give the same.
 */
export async function advanceRewards(db: Db, around: Around): Promise<number> {
  let moved = 0;
  for (;;) {
    // A look without the lock: most of the time there is nothing to follow.
    if ((await rows.headOf(db)) >= (await rows.logSize(db))) return moved;
    const step = await inTransaction(db, (tx) => followOnce(tx, around));
    moved += step.moved;
    if (!step.more) return moved;
  }
}

async function followOnce(tx: Tx, around: Around): Promise<{ moved: number; more: boolean }> {
  const from = await rows.lockHead(tx);
  const size = await rows.logSize(tx);
  if (from >= size) return { moved: 0, more: false };
  const to = size < from + BigInt(BATCH) ? size : from + BigInt(BATCH);
  const touched = new Map<string, { programme: ProgrammeRow; parties: Set<string> }>();
  let moved = 0;
  for (const line of await rows.selectLines(tx, from, to)) {
    const known = touched.get(line.programmeId);
    const programme = known?.programme ?? (await lockProgramme(tx, line.programmeId));
    if (!programme) continue;
    const did = line.kind === "entry" ? await earn(tx, programme, line, around) : await correct(tx, line);
    if (!did) continue;
    moved += 1;
    const one = known ?? { programme, parties: new Set<string>() };
    one.parties.add(line.partyId);
    touched.set(line.programmeId, one);
  }
  await rows.setHead(tx, to);
  for (const { programme, parties } of touched.values()) await tell(tx, programme, [...parties]);
  return { moved, more: to < size };
}

async function roomOf(tx: Tx, input: { programmeId: string; partyId: string; day: string; rule: { dayCap: number; monthCap: number } }): Promise<Room> {
  const had = await rows.sumGranted(tx, input);
  const budget = await balanceOf(tx, { programmeId: input.programmeId, account: accounts.budget });
  return { day: input.rule.dayCap - had.day, month: input.rule.monthCap - had.month, budget };
}

async function earn(tx: Tx, programme: ProgrammeRow, line: rows.LedgerLine, around: Around): Promise<boolean> {
  const { programmeId, partyId, entryId, day } = line;
  const rule = await ruleAt(tx, { programmeId, at: line.occurredAt });
  if (!rule || (programme.endsAt !== null && line.occurredAt >= programme.endsAt)) return false;
  const raw = rawPoints(rule, { route: line.route, material: line.material, isReversed: false, measuredGrams: Number(line.measuredGrams) });
  const { points, limitedBy } = granted(raw, await roomOf(tx, { programmeId, partyId, day, rule }));
  const reasons = points > 0 ? await reasonsOf(tx, programme, line, around) : [];
  const isHeld = reasons.length > 0;
  const id = newId();
  await rows.insertGrant(tx, {
    id, programmeId, entryId, partyId, ruleNumber: rule.number, day, measuredGrams: line.measuredGrams, rawPoints: raw, points, limitedBy, reasons, state: isHeld ? "held" : "granted", createdAt: line.recordedAt,
  });
  await post(tx, { programmeId, kind: "earn", cause: `earn:${entryId}:${partyId}`, partyId, entryId, at: line.recordedAt, sides: move(points, accounts.budget, isHeld ? accounts.held(partyId) : accounts.home(partyId)) });
  if (isHeld) await record(tx, { type: "rewards.held", payload: { grantId: id }, topics: [] });
  return true;
}

async function reasonsOf(tx: Tx, programme: ProgrammeRow, line: rows.LedgerLine, { seasonEnds, suspicion }: Around): Promise<string[]> {
  const ends = [...(programme.endsAt ? [programme.endsAt] : []), ...(await seasonEnds(tx, programme.communityId, line.occurredAt))];
  return suspicion(tx, line, ends);
}

/** What a later row makes of what its entry earned: to the same account it lies on, from the budget or back to it. */
async function correct(tx: Tx, line: rows.LedgerLine): Promise<boolean> {
  const { programmeId, partyId, entryId } = line;
  const grant = await rows.findGrant(tx, { entryId, partyId });
  const rule = grant ? await findRule(tx, { programmeId, number: grant.ruleNumber }) : null;
  if (!grant || !rule) return false;
  const isReversed = line.kind === "reversal";
  const measuredGrams = grant.measuredGrams + line.measuredGrams;
  const raw = rawPoints(rule, { route: line.route, material: line.material, isReversed, measuredGrams: Number(measuredGrams) });
  const { points, limitedBy } = corrected(grant, raw, await roomOf(tx, { programmeId, partyId, day: grant.day, rule }));
  await rows.updateGrant(tx, { id: grant.id, measuredGrams, rawPoints: raw, points, limitedBy });
  const account = grant.state === "held" ? accounts.held(partyId) : accounts.home(partyId);
  // What was refused is with the budget already.
  const step = grant.state === "refused" ? 0 : points - grant.points;
  await post(tx, { programmeId, kind: "correct", cause: `correct:${line.rowId}:${partyId}`, partyId, entryId, at: line.recordedAt, sides: step >= 0 ? move(step, accounts.budget, account) : move(-step, account, accounts.budget) });
  return step !== 0;
}
