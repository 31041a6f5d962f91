import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { keyedHash } from "#app/platform/keyed-hash.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { balanceOf, post } from "./accounts.repository.server.ts";
import * as rows from "./offers.repository.server.ts";
import { lockProgramme, note, roleIn, type ProgrammeRow } from "./programmes.repository.server.ts";
import { tell } from "./programmes.service.server.ts";
import type { RewardsError } from "./rewards.errors.ts";
import { accounts, CODE_DAYS, codeFromHash, move, phaseOf, readCode } from "./rewards.rules.ts";

type Answer<T> = Result<T, RewardsError>;

/** The code of a redemption. It follows from the id by the installation's secret, so that its household can read it again and no table holds it. */
export function codeOf(redemptionId: string): string {
  return codeFromHash(keyedHash("reward code", redemptionId));
}

const hashOf = (code: string) => keyedHash("reward code lookup", code);

/**
 * Puts points down for an offer and gives a code for it, good for fourteen days. The id comes from the form: twice is once. `pricePoints` is
 * what the page said. Errors: REWARDS.HOUSEHOLD_NEEDED, NOT_FOUND, OFFER_CLOSED (or another price), OFFER_FULL, LIMIT_REACHED, POINTS_SHORT, KEY_TAKEN.
 */
export async function takeOffer(db: Db, actor: Actor, input: { offerId: string; redemptionId: string; pricePoints: number }, clock = systemClock): Promise<Answer<{ redemptionId: string; code: string }>> {
  if (actor.party.kind !== "household" || !hasRole(actor.role, "member")) return err("REWARDS.HOUSEHOLD_NEEDED");
  const partyId = actor.party.id;
  return transact<Answer<{ redemptionId: string; code: string }>>(db, async (tx) => {
    const now = clock.now();
    const seen = await rows.findOffer(tx, input.offerId, now);
    const programme = seen ? await lockProgramme(tx, seen.programmeId) : null;
    const offer = programme ? await rows.findOffer(tx, input.offerId, now) : null;
    if (!programme || !offer) return err("REWARDS.NOT_FOUND");
    const known = await rows.findRedemption(tx, { id: input.redemptionId });
    if (known) return known.partyId === partyId && known.offerId === offer.id ? ok({ redemptionId: known.id, code: codeOf(known.id) }) : err("REWARDS.KEY_TAKEN");
    if (offer.state !== "open" || offer.until <= now.toISOString() || offer.pricePoints !== input.pricePoints || phaseOf(programme.endsAt, now) === "lapsed") return err("REWARDS.OFFER_CLOSED");
    if ((await balanceOf(tx, { programmeId: programme.id, account: accounts.home(partyId) })) < offer.pricePoints) return err("REWARDS.POINTS_SHORT");
    if ((await rows.countTaken(tx, { offerId: offer.id, partyId })) >= offer.perHousehold) return err("REWARDS.LIMIT_REACHED");
    if (!(await rows.takeFromStock(tx, { id: offer.id, now }))) return err("REWARDS.OFFER_FULL");
    const { redemptionId } = input;
    const code = codeOf(redemptionId);
    const expiresAt = new Date(now.getTime() + CODE_DAYS * 86_400_000);
    const isNew = await rows.insertRedemption(tx, {
      id: redemptionId, offerId: offer.id, programmeId: programme.id, offererPartyId: offer.offererPartyId, partyId, userId: actor.userId, points: offer.pricePoints, codeHash: hashOf(code), expiresAt, now,
    });
    if (!isNew) return err("REWARDS.KEY_TAKEN");
    await post(tx, { programmeId: programme.id, kind: "reserve", cause: `reserve:${redemptionId}`, partyId, userId: actor.userId, at: now, sides: move(offer.pricePoints, accounts.home(partyId), accounts.reserved) });
    await tell(tx, programme, [partyId, offer.offererPartyId]);
    return ok({ redemptionId, code });
  });
}

/** Gives a code back before it was used: its points return, and what it was for is there for others. Errors: REWARDS.NOT_FOUND, WRONG_STATE, STALE. */
export async function cancelRedemption(db: Db, actor: Actor, input: { redemptionId: string; version: number }, clock = systemClock): Promise<Answer<{ state: string }>> {
  return transact<Answer<{ state: string }>>(db, async (tx) => {
    const found = await rows.findRedemption(tx, { id: input.redemptionId });
    if (found?.partyId !== actor.party.id || !hasRole(actor.role, "member")) return err("REWARDS.NOT_FOUND");
    const programme = await lockProgramme(tx, found.programmeId);
    const redemption = await rows.findRedemption(tx, { id: input.redemptionId });
    if (!programme || !redemption) return err("REWARDS.NOT_FOUND");
    if (redemption.state !== "open") return err("REWARDS.WRONG_STATE", { state: redemption.state });
    if (!(await giveBack(tx, programme, redemption, { version: input.version, to: "cancelled", actor, now: clock.now() }))) return err("REWARDS.STALE");
    return ok({ state: "cancelled" });
  });
}

async function giveBack(tx: Tx, programme: ProgrammeRow, redemption: rows.RedemptionRow, input: { version: number; to: "cancelled" | "expired"; actor: Actor | null; now: Date }): Promise<boolean> {
  const { id, partyId, points, offerId, offererPartyId } = redemption;
  if (!(await rows.endRedemption(tx, { id, version: input.version, to: input.to }))) return false;
  await rows.putIntoStock(tx, offerId);
  await post(tx, { programmeId: programme.id, kind: "give_back", cause: `give_back:${id}`, partyId, userId: input.actor?.userId ?? null, at: input.now, sides: move(points, accounts.reserved, accounts.home(partyId)) });
  await note(tx, { type: "reward_redemption", id, from: "open", to: input.to, actor: input.actor, at: input.now });
  await tell(tx, programme, [partyId, offererPartyId]);
  return true;
}

/** What a code is for, before it is used. */
export type CodeView = { title: string; points: number; offererName: string; expiresAt: string };

async function findForStaff(db: Db, actor: Actor, typed: string, now: Date): Promise<Answer<rows.RedemptionRow>> {
  const code = readCode(typed);
  const redemption = code === null ? null : await rows.findRedemption(db, { codeHash: hashOf(code) });
  if (!redemption) return err("REWARDS.CODE_NOT_FOUND");
  const role = await roleIn(db, { userId: actor.userId, partyId: redemption.offererPartyId });
  // Whoever serves elsewhere learns no more than that it is not theirs.
  if (role === null || !hasRole(role, "staff")) return err("REWARDS.CODE_FOREIGN");
  if (redemption.state === "used") return err("REWARDS.ALREADY_USED", { usedAt: redemption.usedAt?.toISOString() ?? null, title: redemption.title });
  if (redemption.state === "cancelled") return err("REWARDS.CODE_CANCELLED", { title: redemption.title });
  if (redemption.state === "expired" || redemption.expiresAt <= now) return err("REWARDS.CODE_EXPIRED", { title: redemption.title });
  return ok(redemption);
}

/** Looks at a code, for staff of whoever put up its offer. Errors: REWARDS.CODE_NOT_FOUND, CODE_FOREIGN, ALREADY_USED (details.usedAt), CODE_CANCELLED, CODE_EXPIRED. */
export async function lookAtCode(db: Db, actor: Actor, typed: string, clock = systemClock): Promise<Answer<CodeView>> {
  const found = await findForStaff(db, actor, typed, clock.now());
  if (!found.ok) return found;
  const { title, points, offererName, expiresAt } = found.value;
  return ok({ title, points, offererName, expiresAt: expiresAt.toISOString() });
}

/** Uses a code, once, however many try at once. Errors as `lookAtCode`. */
export async function useCode(db: Db, actor: Actor, typed: string, clock = systemClock): Promise<Answer<{ title: string; points: number }>> {
  return transact<Answer<{ title: string; points: number }>>(db, async (tx) => {
    const now = clock.now();
    const seen = await findForStaff(tx, actor, typed, now);
    if (!seen.ok) return seen;
    const programme = await lockProgramme(tx, seen.value.programmeId);
    // Whoever waited for the lock looks again.
    const found = await findForStaff(tx, actor, typed, now);
    if (!found.ok) return found;
    const { id, partyId, points, offererPartyId, title } = found.value;
    if (!programme || !(await rows.useRedemption(tx, { id, userId: actor.userId, now }))) return err("REWARDS.ALREADY_USED", { usedAt: null, title });
    await post(tx, { programmeId: programme.id, kind: "redeem", cause: `redeem:${id}`, partyId, userId: actor.userId, at: now, sides: move(points, accounts.reserved, accounts.spent(offererPartyId)) });
    await note(tx, { type: "reward_redemption", id, from: "open", to: "used", actor, at: now });
    await tell(tx, programme, [partyId, offererPartyId]);
    return ok({ title, points });
  });
}

/** Lets the points of codes flow back whose time is over; returns how many. One that is used or given back meanwhile is left alone. */
export async function expireRedemptions(db: Db, now: Date): Promise<number> {
  let expired = 0;
  for (const { id, version } of await rows.listExpired(db, { now, limit: 100 })) {
    const done = await transact<Answer<null>>(db, async (tx) => {
      const found = await rows.findRedemption(tx, { id });
      const programme = found ? await lockProgramme(tx, found.programmeId) : null;
      return found && programme && (await giveBack(tx, programme, found, { version, to: "expired", actor: null, now })) ? ok(null) : err("REWARDS.STALE");
    });
    if (done.ok) expired += 1;
  }
  return expired;
}
