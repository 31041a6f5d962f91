import { v5 as uuidv5 } from "uuid";
import { record } from "#app/outbox/record.server.ts";
import { systemClock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { keyedHash } from "#app/platform/keyed-hash.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PassportError } from "./passports.errors.ts";
import * as rows from "./passports.repository.server.ts";
import { isOver, judgeReading, mayStartSecondLife, nextStatuses, type BatteryStatus } from "./passports.rules.ts";
import type { IssueInput, ReadingInput, SecondLifeInput, StatusInput } from "./passports.schema.ts";

export type PassportMoved = { passportId: string; status: BatteryStatus; version: number };
type Answer = Result<PassportMoved, PassportError>;

/** The life of a passport, for the rules. */
export const lifeOf = (passport: rows.PassportRow) => ({ status: passport.status, hasSuccessor: passport.successors.length > 0 });

/** Tells whose pages show the passport. */
export async function tellPassport(tx: Tx, passportId: string, partyIds: readonly string[]): Promise<void> {
  await record(tx, { type: "passports.changed", payload: { passportId }, topics: [...new Set(partyIds)].map((id) => `party:${id}` as const) });
}

/**
 * A passport that its owner may move now, locked. Somebody else is told that there is none to move; PASSPORTS.OFFERED_WRONG_STATE while an offer of it
 * waits, WRONG_STATE once it is over, STALE with the present `status` and `version`.
 */
export async function beginPassportMove(tx: Tx, actor: Actor, ref: { passportId: string; version: number }): Promise<Result<rows.PassportRow, PassportError>> {
  const passport = await rows.lockPassport(tx, ref.passportId);
  if (!passport || passport.ownerPartyId !== actor.party.id) return err("PASSPORTS.NOT_FOUND");
  if (!hasRole(actor.role, "member")) return err("PASSPORTS.NOT_ALLOWED");
  const present = { status: passport.status, version: passport.version };
  if (isOver(lifeOf(passport))) return err("PASSPORTS.WRONG_STATE", present);
  if (passport.version !== ref.version) return err("PASSPORTS.STALE", present);
  if (await rows.findOpenTransfer(tx, passport.id)) return err("PASSPORTS.OFFERED_WRONG_STATE");
  return ok(passport);
}

/** Issues the passport of a battery in its first life, to the acting party. The same id again finds it. PASSPORTS.NOT_ALLOWED, KEY_TAKEN. */
export async function issuePassport(db: Db, actor: Actor, input: IssueInput, clock = systemClock): Promise<Answer> {
  if (!hasRole(actor.role, "member")) return err("PASSPORTS.NOT_ALLOWED");
  const { passportId, serialNumber, ...facts } = input;
  return transact<Answer>(db, async (tx) => {
    const now = clock.now();
    const inserted = await rows.insertPassport(tx, {
      id: passportId,
      ...facts,
      status: "original",
      predecessorId: null,
      serialHash: serialNumber === null ? null : keyedHash("battery", serialNumber),
      serialTail: serialNumber === null ? null : serialNumber.slice(-3),
      ownerPartyId: actor.party.id,
      issuedByUserId: actor.userId,
      now,
    });
    if (!inserted) return repeated(tx, actor, input);
    await rows.insertPassportTransition(tx, { passportId, from: null, to: "original", actor, reason: null, at: now });
    await tellPassport(tx, passportId, [actor.party.id]);
    return ok({ passportId, status: "original", version: 1 });
  });
}

async function repeated(tx: Tx, actor: Actor, input: { passportId: string; maker?: string; model?: string }): Promise<Answer> {
  const known = await rows.findPassport(tx, input.passportId);
  const isSame = known?.ownerPartyId === actor.party.id && known.maker === input.maker && known.model === input.model;
  return known && isSame ? ok({ passportId: known.id, status: known.status, version: known.version }) : err("PASSPORTS.KEY_TAKEN");
}

/** Declares a battery waste, or, by the recycler that has it, recycled: the end. Errors as `beginPassportMove`; WRONG_STATE for a way that does not lead on. */
export async function changeStatus(db: Db, actor: Actor, input: StatusInput, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const begun = await beginPassportMove(tx, actor, input);
    if (!begun.ok) return begun;
    const passport = begun.value;
    if (!nextStatuses(lifeOf(passport), actor.party.kind).includes(input.to)) {
      const isOnlyTheirs = nextStatuses(lifeOf(passport), "recycler").includes(input.to);
      return err(isOnlyTheirs ? "PASSPORTS.NOT_ALLOWED" : "PASSPORTS.WRONG_STATE", { status: passport.status, version: passport.version });
    }
    const now = clock.now();
    if (!(await rows.swapPassport(tx, { id: passport.id, version: input.version, change: { status: input.to }, now }))) return err("PASSPORTS.STALE", { status: passport.status, version: passport.version });
    await rows.insertPassportTransition(tx, { passportId: passport.id, from: passport.status, to: input.to, actor, reason: null, at: now });
    await tellPassport(tx, passport.id, [passport.ownerPartyId]);
    return ok({ passportId: passport.id, status: input.to, version: input.version + 1 });
  });
}

/**
 * Begins another life with a passport of its own, linked to this one, which moves no more; or several, where the pack is split: one for each of `ratedWh`
 * (watt-hours). By recyclers and producers that own the battery. Answers with the first new passport; the same new id with the same packs again finds it.
 * Errors as `beginPassportMove`, and KEY_TAKEN.
 */
export async function startSecondLife(db: Db, actor: Actor, input: SecondLifeInput, clock = systemClock): Promise<Answer> {
  return transact<Answer>(db, async (tx) => {
    const known = await rows.findPassport(tx, input.newPassportId);
    if (known) {
      const siblings = known.predecessorId === input.passportId ? ((await rows.findPassport(tx, input.passportId))?.successors ?? []) : [];
      // What it began as shows in its status until it moves.
      const isSameLife = known.category === input.category && (known.version > 1 || known.status === input.status);
      const isSame = known.ownerPartyId === actor.party.id && isSameLife && sameNumbers(siblings.map((one) => one.ratedWh), input.ratedWh);
      return isSame ? ok({ passportId: known.id, status: known.status, version: known.version }) : err("PASSPORTS.KEY_TAKEN");
    }
    const begun = await beginPassportMove(tx, actor, input);
    if (!begun.ok) return begun;
    const before = begun.value;
    if (!mayStartSecondLife(lifeOf(before), actor.party.kind)) return err("PASSPORTS.NOT_ALLOWED");
    const now = clock.now();
    if (!(await rows.swapPassport(tx, { id: before.id, version: input.version, change: { succeededAt: now }, now }))) return err("PASSPORTS.STALE", { status: before.status, version: before.version });
    const { chemistry, maker, model, madeYear, serialHash, serialTail, ownerPartyId } = before;
    for (const [index, ratedWh] of input.ratedWh.entries()) {
      const id = packId(input.newPassportId, index);
      const inserted = await rows.insertPassport(tx, { id, category: input.category, chemistry, ratedWh, maker, model, madeYear, status: input.status, predecessorId: before.id, serialHash, serialTail, ownerPartyId, issuedByUserId: actor.userId, now });
      if (!inserted) return err("PASSPORTS.KEY_TAKEN");
      await rows.insertPassportTransition(tx, { passportId: before.id, from: before.status, to: "succeeded", actor, reason: id, at: now });
      await rows.insertPassportTransition(tx, { passportId: id, from: null, to: input.status, actor, reason: before.id, at: now });
    }
    await tellPassport(tx, before.id, [ownerPartyId]);
    return ok({ passportId: input.newPassportId, status: input.status, version: 1 });
  });
}

/** The id of a pack: the form's for the first, and made from it for the others, so that a repeat means the same. */
function packId(first: string, index: number): string {
  return index === 0 ? first : uuidv5(String(index), first);
}

const sameNumbers = (one: readonly number[], other: readonly number[]) => [...one].sort((a, b) => a - b).join() === [...other].sort((a, b) => a - b).join();

/** In what way somebody is concerned with a battery, beyond anybody: see `PrivatePassport`. */
export async function relationTo(db: Db, actor: Actor, passport: rows.PassportRow): Promise<"owner" | "offered" | "linked" | null> {
  if (passport.ownerPartyId === actor.party.id) return "owner";
  const open = await rows.findOpenTransfer(db, passport.id);
  if (open?.toPartyId === actor.party.id) return "offered";
  return (await rows.isLinkedParty(db, { passportId: passport.id, partyId: actor.party.id })) ? "linked" : null;
}

/**
 * Writes a measured state of health, by the owner, whoever the battery is offered to, or the other side of a hand-over that names it. A rise that measuring does not explain is held until
 * another party measures the same. The same id again changes nothing. Errors: PASSPORTS.NOT_FOUND for strangers, NOT_ALLOWED, WRONG_STATE once the passport
 * is over, DATE_INVALID for a day ahead or before it was made, KEY_TAKEN.
 */
export async function addReading(db: Db, actor: Actor, input: ReadingInput, clock = systemClock): Promise<Result<{ readingId: string; isHeld: boolean }, PassportError>> {
  return transact<Result<{ readingId: string; isHeld: boolean }, PassportError>>(db, async (tx) => {
    const passport = await rows.lockPassport(tx, input.passportId);
    if (!passport || (await relationTo(tx, actor, passport)) === null) return err("PASSPORTS.NOT_FOUND");
    if (!hasRole(actor.role, actor.party.kind === "recycler" ? "staff" : "member")) return err("PASSPORTS.NOT_ALLOWED");
    const repeat = await rows.findReading(tx, input.readingId);
    if (repeat) return repeat.passportId === passport.id && repeat.healthPermille === input.healthPermille ? ok({ readingId: input.readingId, isHeld: repeat.isHeld }) : err("PASSPORTS.KEY_TAKEN");
    if (isOver(lifeOf(passport))) return err("PASSPORTS.WRONG_STATE", { status: passport.status, version: passport.version });
    const now = clock.now();
    if (!isDayBetween(input.measuredOn, passport.madeYear, now)) return err("PASSPORTS.DATE_INVALID");
    const { passportId, healthPermille, method, measuredOn } = input;
    const judged = judgeReading(await rows.listReadings(tx, passport.id), { healthPermille, measuredOn, measuredByPartyId: actor.party.id });
    await rows.insertReading(tx, { id: input.readingId, passportId, healthPermille, method, measuredOn, ...judged, measuredByUserId: actor.userId, measuredByPartyId: actor.party.id, now });
    await tellPassport(tx, passport.id, [passport.ownerPartyId, actor.party.id]);
    return ok({ readingId: input.readingId, isHeld: judged.isHeld });
  });
}

/** Whether a day exists, lies not before the year and not after today anywhere on Earth (UTC+14). */
function isDayBetween(day: string, fromYear: number, now: Date): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day) return false;
  return parsed.getUTCFullYear() >= fromYear && day <= new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
}
