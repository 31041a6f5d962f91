import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PackagingError } from "./packaging.errors.ts";
import * as rows from "./packaging.repository.server.ts";
import { compareCounts, mayManagePool, sidesOfReturn, type ReturnState } from "./packaging.rules.ts";
import type { CountInput, DeclareInput, ResolveInput, ReturnRef } from "./packaging.schema.ts";
import { boxesOf, poolToRun, tellPool } from "./packaging.service.server.ts";

export type ReturnMoved = { returnId: string; state: ReturnState; version: number; paidMinor: number };
type Answer = Result<ReturnMoved, PackagingError>;

/**
 * A holder says what they bring back. No money moves on their word. The same id again finds it. Errors: PACKAGING.NOT_ALLOWED, NOT_FOUND, NOTHING_DECLARED,
 * KEY_TAKEN.
 */
export async function declareReturn(db: Db, actor: Actor, input: DeclareInput, clock = systemClock): Promise<Answer> {
  if (!hasRole(actor.role, "member")) return err("PACKAGING.NOT_ALLOWED");
  return transact<Answer>(db, async (tx) => {
    const known = await rows.findReturn(tx, input.returnId);
    if (known) return known.holderPartyId === actor.party.id && known.poolId === input.poolId ? ok({ returnId: known.id, state: known.state, version: known.version, paidMinor: 0 }) : err("PACKAGING.KEY_TAKEN");
    const pool = await rows.findPool(tx, input.poolId);
    if (!pool) return err("PACKAGING.NOT_FOUND");
    const types = new Set((await rows.listTypes(tx, pool.id)).map((type) => type.id));
    const lines = input.lines.filter((line) => line.count > 0);
    if (lines.some((line) => !types.has(line.typeId)) || new Set(lines.map((line) => line.typeId)).size !== lines.length) return err("PACKAGING.NOT_FOUND");
    if (lines.length === 0) return err("PACKAGING.NOTHING_DECLARED");
    const now = clock.now();
    await rows.insertReturn(tx, { id: input.returnId, poolId: pool.id, holderPartyId: actor.party.id, declaredByUserId: actor.userId, lines: lines.map((line) => ({ typeId: line.typeId, declaredCount: line.count })), now });
    await rows.insertPackagingTransition(tx, { type: "packaging_return", id: input.returnId, from: null, to: "declared", actor, reason: null, at: now });
    await tellPool(tx, pool, [actor.party.id]);
    return ok({ returnId: input.returnId, state: "declared", version: 1, paidMinor: 0 });
  });
}

/** Takes a declared return back, by its holder, before it is counted. Errors: PACKAGING.NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE. */
export async function withdrawReturn(db: Db, actor: Actor, input: ReturnRef, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const present = await rows.findReturn(tx, input.returnId);
    const pool = present && (await rows.findPool(tx, present.poolId));
    if (!present || !pool || (present.holderPartyId !== actor.party.id && pool.ownerPartyId !== actor.party.id)) return err("PACKAGING.NOT_FOUND");
    if (present.holderPartyId !== actor.party.id || !hasRole(actor.role, "member")) return err("PACKAGING.NOT_ALLOWED");
    const now = clock.now();
    const moved = await swap(tx, present, input, { from: "declared", to: "withdrawn", now });
    if (!moved.ok) return moved;
    await rows.insertPackagingTransition(tx, { type: "packaging_return", id: present.id, from: "declared", to: "withdrawn", actor, reason: null, at: now });
    await tellPool(tx, pool, [present.holderPartyId]);
    return ok({ returnId: present.id, state: "withdrawn", version: input.version + 1, paidMinor: 0 });
  });
}

async function swap(tx: Tx, present: rows.ReturnRow, input: ReturnRef, way: Omit<Parameters<typeof rows.swapReturn>[1], "id" | "version">): Promise<Result<null, PackagingError>> {
  const now = { state: present.state, version: present.version };
  if (present.state !== way.from) return err("PACKAGING.WRONG_STATE", now);
  return (await rows.swapReturn(tx, { id: present.id, version: input.version, ...way })) ? ok(null) : err("PACKAGING.STALE", now);
}

/**
 * The receiver's count, box by box: it decides. Counted boxes are back, their deposit is paid to whoever brought them, and every line has its count. What
 * differs from what was declared waits in the queue of mismatches. That nothing came has to be said: no codes without that word, and none with it. Errors:
 * PACKAGING.NOT_ALLOWED, NOT_FOUND, NOTHING_COUNTED, CODES_UNKNOWN and CODES_WRONG_STATE (`codes`), WRONG_STATE, STALE.
 */
export async function countReturn(db: Db, actor: Actor, input: CountInput, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const begun = await beginCount(tx, actor, input);
    if (!begun.ok) return begun;
    const { pool, present } = begun.value;
    if (present.state !== "declared") return err("PACKAGING.WRONG_STATE", { state: present.state, version: present.version });
    if ((input.codes.length === 0) !== input.nothingCame) return err("PACKAGING.NOTHING_COUNTED");
    const boxes = await boxesOf(tx, pool.id, input.codes, ["out"]);
    if (!boxes.ok) return boxes;
    const now = clock.now();
    const lines = compareCounts(new Map(present.lines.map((line) => [line.typeId, line.declaredCount])), tally(boxes.value));
    const to = lines.every((line) => line.declaredCount === line.countedCount) ? ("matched" as const) : ("mismatch" as const);
    const moved = await swap(tx, present, input, { from: "declared", to, now, counted: { countedByUserId: actor.userId, countedAt: now } });
    if (!moved.ok) return moved;
    await rows.setCounts(tx, present.id, lines);
    const paidMinor = await takeIn(tx, actor, { pool, cause: `return:${present.id}`, boxes: boxes.value, now });
    await rows.insertPackagingTransition(tx, { type: "packaging_return", id: present.id, from: "declared", to, actor, reason: null, at: now });
    await tellPool(tx, pool, [present.holderPartyId]);
    return ok({ returnId: present.id, state: to, version: input.version + 1, paidMinor });
  });
}

/**
 * Settles a mismatch, by a manager with a reason both sides read: boxes found meanwhile are counted with it, and paid for. Errors as `countReturn`.
 */
export async function resolveReturn(db: Db, actor: Actor, input: ResolveInput, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const begun = await beginCount(tx, actor, input);
    if (!begun.ok) return begun;
    if (!mayManagePool(actor)) return err("PACKAGING.NOT_ALLOWED");
    const { pool, present } = begun.value;
    if (present.state !== "mismatch") return err("PACKAGING.WRONG_STATE", { state: present.state, version: present.version });
    const boxes = await boxesOf(tx, pool.id, input.codes, ["out"]);
    if (!boxes.ok) return boxes;
    const now = clock.now();
    const moved = await swap(tx, present, input, { from: "mismatch", to: "resolved", now, resolved: { resolution: input.resolution, resolvedByUserId: actor.userId } });
    if (!moved.ok) return moved;
    const counted = tally(boxes.value);
    for (const line of present.lines) counted.set(line.typeId, (counted.get(line.typeId) ?? 0) + (line.countedCount ?? 0));
    await rows.setCounts(tx, present.id, compareCounts(new Map(present.lines.map((line) => [line.typeId, line.declaredCount])), counted));
    const paidMinor = await takeIn(tx, actor, { pool, cause: `return:${present.id}:recount`, boxes: boxes.value, now });
    await rows.insertPackagingTransition(tx, { type: "packaging_return", id: present.id, from: "mismatch", to: "resolved", actor, reason: input.resolution, at: now });
    await tellPool(tx, pool, [present.holderPartyId]);
    return ok({ returnId: present.id, state: "resolved", version: input.version + 1, paidMinor });
  });
}

/** A return of the acting party's own pool. Its holder is told that counting is not theirs; everybody else that there is none. */
async function beginCount(tx: Tx, actor: Actor, input: ReturnRef): Promise<Result<{ pool: rows.PoolRow; present: rows.ReturnRow }, PackagingError>> {
  const present = await rows.findReturn(tx, input.returnId);
  const pool = present && (await rows.findPool(tx, present.poolId));
  if (!present || !pool) return err("PACKAGING.NOT_FOUND");
  if (pool.ownerPartyId !== actor.party.id) return err(present.holderPartyId === actor.party.id ? "PACKAGING.NOT_ALLOWED" : "PACKAGING.NOT_FOUND");
  const runs = await poolToRun(tx, actor);
  return runs.ok ? ok({ pool, present }) : runs;
}

function tally(boxes: readonly rows.BoxRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const box of boxes) counts.set(box.typeId, (counts.get(box.typeId) ?? 0) + 1);
  return counts;
}

/** Puts counted boxes back and pays their deposit out; in minor units. */
async function takeIn(tx: Tx, actor: Actor, input: { pool: rows.PoolRow; cause: string; boxes: readonly rows.BoxRow[]; now: Date }): Promise<number> {
  const { pool, cause, boxes, now } = input;
  await rows.setBoxes(tx, { codes: boxes.map((box) => box.code), from: ["out"], to: "returned", holderPartyId: null, now });
  const owed = boxes.flatMap((box) => (box.holderPartyId === null ? [] : [{ holderPartyId: box.holderPartyId, depositMinor: box.depositMinor }]));
  await rows.insertEntry(tx, { poolId: pool.id, cause, userId: actor.userId, sides: sidesOfReturn(owed), now });
  for (const box of boxes) await rows.insertPackagingTransition(tx, { type: "packaging_box", id: box.code, from: "out", to: "returned", actor, reason: cause, at: now });
  return owed.reduce((sum, box) => sum + box.depositMinor, 0);
}
