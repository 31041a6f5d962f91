import { randomBytes } from "node:crypto";
import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PackagingError } from "./packaging.errors.ts";
import * as rows from "./packaging.repository.server.ts";
import { codeFrom, mayManagePool, mayMoveBox, mayRun, sidesOfIssue, sidesOfLoss, type BoxState } from "./packaging.rules.ts";
import type { BoxesInput, GiveOutInput, MoveBoxInput, PoolInput, TypeInput } from "./packaging.schema.ts";

type Refusal = PackagingError | "HTTP.KEY_REUSED";

/** The acting party's own pool, for its staff. Errors: PACKAGING.NOT_ALLOWED, NOT_FOUND before there is one. */
export async function poolToRun(db: Db, actor: Actor): Promise<Result<rows.PoolRow, PackagingError>> {
  if (!mayRun(actor)) return err("PACKAGING.NOT_ALLOWED");
  const pool = await rows.findPoolOf(db, actor.party.id);
  return pool ? ok(pool) : err("PACKAGING.NOT_FOUND");
}

/** Tells whose pages show the pool's boxes. */
export async function tellPool(tx: Tx, pool: { id: string; ownerPartyId: string }, partyIds: readonly string[]): Promise<void> {
  await record(tx, { type: "packaging.changed", payload: { poolId: pool.id }, topics: [...new Set([pool.ownerPartyId, ...partyIds])].map((id) => `party:${id}` as const) });
}

/** Opens the one pool of a recycler or community, by its managers. The same id again finds it. PACKAGING.NOT_ALLOWED, POOL_TAKEN. */
export async function openPool(db: Db, actor: Actor, input: PoolInput, clock = systemClock): Promise<Result<{ poolId: string }, PackagingError>> {
  if (!mayManagePool(actor)) return err("PACKAGING.NOT_ALLOWED");
  return transact<Result<{ poolId: string }, PackagingError>>(db, async (tx) => {
    const now = clock.now();
    const pool = { id: input.poolId, ownerPartyId: actor.party.id, name: input.name, currency: input.currency };
    if (!(await rows.insertPool(tx, { ...pool, createdByUserId: actor.userId, now }))) {
      return (await rows.findPoolOf(tx, actor.party.id))?.id === input.poolId ? ok({ poolId: input.poolId }) : err("PACKAGING.POOL_TAKEN");
    }
    await rows.insertPackagingTransition(tx, { type: "packaging_pool", id: pool.id, from: null, to: "open", actor, reason: null, at: now });
    await tellPool(tx, pool, []);
    return ok({ poolId: pool.id });
  });
}

/** Adds a kind of box with its deposit, which stays with it. The same id again finds it. PACKAGING.NOT_ALLOWED, NOT_FOUND, NAME_TAKEN. */
export async function addType(db: Db, actor: Actor, input: TypeInput, clock = systemClock): Promise<Result<{ typeId: string }, PackagingError>> {
  return transact<Result<{ typeId: string }, PackagingError>>(db, async (tx) => {
    const pool = await poolToRun(tx, actor);
    if (!pool.ok) return pool;
    if (!mayManagePool(actor)) return err("PACKAGING.NOT_ALLOWED");
    const now = clock.now();
    if (!(await rows.insertType(tx, { id: input.typeId, poolId: pool.value.id, name: input.name, depositMinor: input.depositMinor, now }))) {
      return (await rows.findType(tx, input.typeId))?.poolId === pool.value.id ? ok({ typeId: input.typeId }) : err("PACKAGING.NAME_TAKEN");
    }
    await tellPool(tx, pool.value, []);
    return ok({ typeId: input.typeId });
  });
}

/** Makes boxes with new codes, in stock. Sent twice they are made once. PACKAGING.NOT_ALLOWED, NOT_FOUND. */
export async function addBoxes(db: Db, actor: Actor, input: BoxesInput, clock = systemClock): Promise<Result<{ codes: string[] }, Refusal>> {
  const { submissionId, ...request } = input;
  return once<{ codes: string[] }, PackagingError>(db, { userId: actor.userId, key: `boxes:${submissionId}`, request }, async (tx) => {
    const pool = await poolToRun(tx, actor);
    if (!pool.ok) return pool;
    const type = await rows.findType(tx, input.typeId);
    if (type?.poolId !== pool.value.id) return err("PACKAGING.NOT_FOUND");
    const codes = Array.from({ length: input.count }, () => codeFrom("BX", randomBytes(8)));
    // A trillion codes: one that exists already is a broken random source.
    if ((await rows.insertBoxes(tx, { codes, typeId: type.id, now: clock.now() })) !== codes.length) throw new Error("Codes of boxes repeat.");
    await tellPool(tx, pool.value, []);
    return ok({ codes });
  });
}

/** The card that tells the staff whom they give boxes to; made at the first asking. PACKAGING.NOT_ALLOWED for viewers. */
export async function takeCard(db: Db, actor: Actor, clock = systemClock): Promise<Result<{ code: string }, PackagingError>> {
  if (!hasRole(actor.role, "member")) return err("PACKAGING.NOT_ALLOWED");
  return transact<Result<{ code: string }, PackagingError>>(db, async (tx) => {
    await rows.insertCard(tx, { partyId: actor.party.id, code: codeFrom("HC", randomBytes(8)), now: clock.now() });
    const code = await rows.findCardOf(tx, actor.party.id);
    return code === null ? err("PACKAGING.CARD_NOT_FOUND") : ok({ code });
  });
}

/**
 * Gives boxes in stock to the holder of a card and takes the deposit in, in one movement that balances. Sent twice it is once. Errors: PACKAGING.NOT_ALLOWED,
 * NOT_FOUND, CARD_NOT_FOUND, CODES_UNKNOWN and CODES_WRONG_STATE with the `codes` to blame.
 */
export async function giveOut(db: Db, actor: Actor, input: GiveOutInput, clock = systemClock): Promise<Result<{ depositMinor: number; count: number }, Refusal>> {
  const { issueId, ...request } = input;
  return once<{ depositMinor: number; count: number }, PackagingError>(db, { userId: actor.userId, key: `issue:${issueId}`, request }, async (tx) => {
    const pool = await poolToRun(tx, actor);
    if (!pool.ok) return pool;
    const card = await rows.findCard(tx, input.card);
    if (!card || card.partyId === actor.party.id) return err("PACKAGING.CARD_NOT_FOUND");
    const now = clock.now();
    const boxes = await boxesOf(tx, pool.value.id, input.codes, ["in_stock"]);
    if (!boxes.ok) return boxes;
    await rows.setBoxes(tx, { codes: input.codes, from: ["in_stock"], to: "out", holderPartyId: card.partyId, now });
    const depositMinor = boxes.value.reduce((sum, box) => sum + box.depositMinor, 0);
    await rows.insertEntry(tx, { poolId: pool.value.id, cause: `issue:${issueId}`, userId: actor.userId, sides: sidesOfIssue(card.partyId, depositMinor), now });
    for (const box of boxes.value) await rows.insertPackagingTransition(tx, { type: "packaging_box", id: box.code, from: "in_stock", to: "out", actor, reason: `issue ${issueId}`, at: now });
    await tellPool(tx, pool.value, [card.partyId]);
    return ok({ depositMinor, count: boxes.value.length });
  });
}

/** The boxes of a pool by their codes, locked, all in one of these states; else which codes are to blame. */
export async function boxesOf(tx: Tx, poolId: string, codes: readonly string[], states: readonly BoxState[]): Promise<Result<rows.BoxRow[], PackagingError>> {
  const found = (await rows.lockBoxes(tx, codes)).filter((box) => box.poolId === poolId);
  const unknown = codes.filter((code) => found.every((box) => box.code !== code));
  if (unknown.length > 0) return err("PACKAGING.CODES_UNKNOWN", { codes: unknown });
  const elsewhere = found.filter((box) => !states.includes(box.state)).map((box) => box.code);
  return elsewhere.length > 0 ? err("PACKAGING.CODES_WRONG_STATE", { codes: elsewhere }) : ok(found);
}

/**
 * Moves one box by hand: back to stock, out of use, or lost - then its deposit is kept. Errors: PACKAGING.NOT_ALLOWED, NOT_FOUND, WRONG_STATE and STALE with
 * the present `state` and `version`.
 */
export async function moveBox(db: Db, actor: Actor, input: MoveBoxInput, clock = systemClock): Promise<Result<{ code: string; state: BoxState; version: number }, PackagingError>> {
  return transact<Result<{ code: string; state: BoxState; version: number }, PackagingError>>(db, async (tx) => {
    const pool = await poolToRun(tx, actor);
    if (!pool.ok) return pool;
    const [box] = await rows.lockBoxes(tx, [input.code]);
    if (box?.poolId !== pool.value.id) return err("PACKAGING.NOT_FOUND");
    const present = { state: box.state, version: box.version };
    if (box.version !== input.version) return err("PACKAGING.STALE", present);
    if (!mayMoveBox(box.state, input.to)) return err("PACKAGING.WRONG_STATE", present);
    const now = clock.now();
    if (box.holderPartyId !== null) {
      await rows.insertEntry(tx, { poolId: pool.value.id, cause: `lost:${box.code}:${box.version}`, userId: actor.userId, sides: sidesOfLoss(box.holderPartyId, box.depositMinor), now });
    }
    await rows.setBoxes(tx, { codes: [box.code], from: [box.state], to: input.to, holderPartyId: null, now });
    await rows.insertPackagingTransition(tx, { type: "packaging_box", id: box.code, from: box.state, to: input.to, actor, reason: box.holderPartyId, at: now });
    await tellPool(tx, pool.value, box.holderPartyId === null ? [] : [box.holderPartyId]);
    return ok({ code: box.code, state: input.to, version: box.version + 1 });
  });
}
