import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PassportError } from "./passports.errors.ts";
import * as rows from "./passports.repository.server.ts";
import type { OfferInput, TransferRef } from "./passports.schema.ts";
import { beginPassportMove, tellPassport } from "./passports.service.server.ts";

export type TransferMoved = { transferId: string; passportId: string; state: rows.TransferRow["state"]; version: number };
type Answer = Result<TransferMoved, PassportError>;

/**
 * Offers a battery to a party, which becomes its owner by saying yes. One offer at a time. Errors as `beginPassportMove`, RECEIVER_NOT_FOUND (also for the
 * owner itself), KEY_TAKEN.
 */
export async function offerBattery(db: Db, actor: Actor, input: OfferInput, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const known = await rows.findTransfer(tx, input.transferId);
    if (known) {
      const isSame = known.fromPartyId === actor.party.id && known.passportId === input.passportId && known.toPartyId === input.toPartyId;
      return isSame ? ok({ transferId: known.id, passportId: known.passportId, state: known.state, version: known.version }) : err("PASSPORTS.KEY_TAKEN");
    }
    const begun = await beginPassportMove(tx, actor, input);
    if (!begun.ok) return begun;
    const passport = begun.value;
    if (input.toPartyId === actor.party.id || !(await rows.partyExists(tx, input.toPartyId))) return err("PASSPORTS.RECEIVER_NOT_FOUND");
    const now = clock.now();
    if (!(await rows.swapPassport(tx, { id: passport.id, version: input.version, change: {}, now }))) return err("PASSPORTS.STALE", { status: passport.status, version: passport.version });
    if (!(await rows.insertTransfer(tx, { id: input.transferId, passportId: passport.id, fromPartyId: actor.party.id, toPartyId: input.toPartyId, now }))) return err("PASSPORTS.OFFERED_WRONG_STATE");
    await rows.insertPassportTransition(tx, { passportId: passport.id, from: passport.status, to: "offered", actor, reason: input.transferId, at: now });
    await tellPassport(tx, passport.id, [passport.ownerPartyId, input.toPartyId]);
    await record(tx, { type: "passports.offered", payload: { passportId: passport.id, transferId: input.transferId }, topics: [] });
    return ok({ transferId: input.transferId, passportId: passport.id, state: "offered", version: 1 });
  });
}

/** Takes an offered battery: from now on it is the acting party's. Errors: PASSPORTS.TRANSFER_NOT_FOUND, NOT_ALLOWED, WRONG_STATE, STALE. */
export async function acceptBattery(db: Db, actor: Actor, input: TransferRef, clock = systemClock): Promise<Answer> {
  return answer(db, actor, input, { to: "accepted", side: "toPartyId", then: "transferred" }, clock);
}

/** Refuses an offered battery. Errors as `acceptBattery`. */
export async function declineBattery(db: Db, actor: Actor, input: TransferRef, clock = systemClock): Promise<Answer> {
  return answer(db, actor, input, { to: "declined", side: "toPartyId", then: "offer_declined" }, clock);
}

/** Takes an offer back, by whoever made it. Errors as `acceptBattery`. */
export async function withdrawBattery(db: Db, actor: Actor, input: TransferRef, clock = systemClock): Promise<Answer> {
  return answer(db, actor, input, { to: "withdrawn", side: "fromPartyId", then: "offer_withdrawn" }, clock);
}

type Way = { to: "accepted" | "declined" | "withdrawn"; side: "toPartyId" | "fromPartyId"; then: string };

async function answer(db: Db, actor: Actor, input: TransferRef, way: Way, clock: { now(): Date }): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const seen = await rows.findTransfer(tx, input.transferId);
    if (!seen || (seen.toPartyId !== actor.party.id && seen.fromPartyId !== actor.party.id)) return err("PASSPORTS.TRANSFER_NOT_FOUND");
    if (seen[way.side] !== actor.party.id || !hasRole(actor.role, actor.party.kind === "recycler" ? "staff" : "member")) return err("PASSPORTS.NOT_ALLOWED");
    // The passport's lock puts all its movers in a row.
    const passport = await rows.lockPassport(tx, seen.passportId);
    const present = await rows.findTransfer(tx, input.transferId);
    if (!passport || !present) return err("PASSPORTS.TRANSFER_NOT_FOUND");
    if (present.state !== "offered") return err("PASSPORTS.WRONG_STATE", { state: present.state, version: present.version });
    const now = clock.now();
    if (!(await rows.swapTransfer(tx, { id: present.id, version: input.version, to: way.to, now }))) return err("PASSPORTS.STALE", { state: present.state, version: present.version });
    await moveOwner(tx, passport, way.to === "accepted" ? present.toPartyId : null, now);
    await rows.insertPassportTransition(tx, { passportId: passport.id, from: "offered", to: way.then, actor, reason: present.id, at: now });
    await tellPassport(tx, passport.id, [present.fromPartyId, present.toPartyId]);
    return ok({ transferId: present.id, passportId: passport.id, state: way.to, version: input.version + 1 });
  });
}

async function moveOwner(tx: Tx, passport: rows.PassportRow, toPartyId: string | null, now: Date): Promise<void> {
  const swapped = await rows.swapPassport(tx, { id: passport.id, version: passport.version, change: toPartyId === null ? {} : { ownerPartyId: toPartyId }, now });
  if (!swapped) throw new Error(`Passport ${passport.id} moved under its lock.`);
}
