import { record } from "#app/outbox/record.server.ts";
import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { PassportError } from "./passports.errors.ts";
import * as rows from "./passports.repository.server.ts";
import { isOver } from "./passports.rules.ts";
import type { PassportRowView } from "./passports.schema.ts";
import { lifeOf } from "./passports.service.server.ts";

/** A booking or deal that may be about a battery, as the flow found it; `ids` are all that a moved booking has had. */
export type BatteryHandOver = { type: "booking" | "deal"; id: string; ids: readonly string[]; giverPartyId: string; otherPartyId: string; hasBattery: boolean; isOpen: boolean };

/**
 * Names the passport of the battery that a hand-over is about, or takes the name back; by the giver who owns the battery, while it is ahead. Twice changes
 * nothing. Errors: PASSPORTS.HAND_OVER_NOT_FOUND, NOT_FOUND, NOT_ALLOWED, NO_BATTERY, WRONG_STATE.
 */
export async function linkPassport(tx: Tx, actor: Actor, handOver: BatteryHandOver | null, input: { passportId: string; isNamed: boolean }, now: Date): Promise<Result<{ passportId: string; changed: boolean }, PassportError>> {
  if (!handOver || (handOver.giverPartyId !== actor.party.id && handOver.otherPartyId !== actor.party.id)) return err("PASSPORTS.HAND_OVER_NOT_FOUND");
  if (handOver.giverPartyId !== actor.party.id || !hasRole(actor.role, "member")) return err("PASSPORTS.NOT_ALLOWED");
  const passport = await rows.lockPassport(tx, input.passportId);
  if (!passport || passport.ownerPartyId !== actor.party.id) return err("PASSPORTS.NOT_FOUND");
  if (!handOver.hasBattery) return err("PASSPORTS.NO_BATTERY");
  if (!handOver.isOpen || (input.isNamed && isOver(lifeOf(passport)))) return err("PASSPORTS.WRONG_STATE", { status: passport.status, version: passport.version });
  const link = { passportId: passport.id, causeType: handOver.type, causeId: handOver.id };
  const changed = input.isNamed ? await rows.insertLink(tx, { ...link, namedByUserId: actor.userId, now }) : await rows.deleteLinks(tx, { passportId: passport.id, causeType: handOver.type, causeIds: handOver.ids });
  if (changed) {
    await rows.insertPassportTransition(tx, { passportId: passport.id, from: passport.status, to: input.isNamed ? "named" : "unnamed", actor, reason: `${handOver.type} ${handOver.id}`, at: now });
    await record(tx, { type: "passports.changed", payload: { passportId: passport.id }, topics: [`${handOver.type}:${handOver.id}`, `party:${handOver.giverPartyId}`, `party:${handOver.otherPartyId}`] });
  }
  return ok({ passportId: passport.id, changed });
}

/** The passports that a hand-over names, for its two sides, and those that the giver could name. */
export async function passportsFor(db: Db, actor: Actor, handOver: BatteryHandOver): Promise<{ named: PassportRowView[]; choices: PassportRowView[] }> {
  const named = await rows.listLinked(db, handOver);
  const isGiver = handOver.giverPartyId === actor.party.id && handOver.isOpen && hasRole(actor.role, "member");
  const mine = isGiver ? await rows.listOwned(db, { partyId: actor.party.id, before: null, limit: 50 }) : [];
  return { named, choices: mine.filter((one) => !one.hasSuccessor && one.status !== "recycled" && named.every((other) => other.id !== one.id)) };
}
