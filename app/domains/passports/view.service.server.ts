import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import * as rows from "./passports.repository.server.ts";
import { counts, isOver, mayStartSecondLife, nextStatuses, presentHealth } from "./passports.rules.ts";
import type { PassportRowView, PrivatePassport, PublicPassport } from "./passports.schema.ts";
import { lifeOf, relationTo } from "./passports.service.server.ts";

/** A passport as anybody may read it, and what this actor may read beyond; null when there is none. */
export async function viewPassport(db: Db, actor: Actor | null, id: string): Promise<{ passport: PublicPassport; mine: PrivatePassport | null } | null> {
  const found = await rows.findPassport(db, id);
  if (!found) return null;
  const { category, chemistry, ratedWh, maker, model, madeYear, status, predecessorId, successors } = found;
  const passport = { id: found.id, category, chemistry, ratedWh, maker, model, madeYear, status, predecessorId, successors };
  return { passport, mine: actor ? await privateView(db, actor, found) : null };
}

async function privateView(db: Db, actor: Actor, passport: rows.PassportRow): Promise<PrivatePassport | null> {
  const relation = await relationTo(db, actor, passport);
  // At a recycler's, its staff.
  if (relation === null || (actor.party.kind === "recycler" && !hasRole(actor.role, "staff"))) return null;
  const [readings, open] = [await rows.listReadings(db, passport.id), await rows.findOpenTransfer(db, passport.id)];
  const latest = presentHealth(readings);
  const mayAct = hasRole(actor.role, "member");
  return {
    relation,
    version: passport.version,
    health: latest ? { permille: latest.healthPermille, measuredOn: latest.measuredOn, wattHours: Math.round((passport.ratedWh * latest.healthPermille) / 1000) } : null,
    readings: readings.map(({ id, healthPermille, method, measuredOn, byName, isHeld, isConfirmed }) => ({
      id, healthPermille, method, measuredOn, byName,
      standing: !isHeld ? ("counts" as const) : counts({ isHeld, isConfirmed }) ? ("confirmed" as const) : ("held" as const),
    })),
    mayMeasure: mayAct && !isOver(lifeOf(passport)),
    transfer: open && relation !== "linked" ? { id: open.id, toName: open.toName, fromName: open.fromName, version: open.version } : null,
    owner: relation === "owner" ? await ownersView(db, actor, passport, open !== null) : null,
  };
}

async function ownersView(db: Db, actor: Actor, passport: rows.PassportRow, isOffered: boolean): Promise<NonNullable<PrivatePassport["owner"]>> {
  const [events, links, directory] = [await rows.listEvents(db, passport.id), await rows.listLinks(db, { passportId: passport.id, ownerPartyId: actor.party.id }), await rows.listReceivers(db)];
  const moves = hasRole(actor.role, "member") && !isOffered;
  const life = lifeOf(passport);
  const others = links.map((link) => ({ id: link.otherPartyId, name: link.otherName }));
  const receivers = [...new Map([...others, ...directory].map((party) => [party.id, party])).values()].filter((party) => party.id !== actor.party.id);
  return {
    name: passport.ownerName,
    serialTail: passport.serialTail,
    events,
    links: links.map(({ causeType, causeId, otherName }) => ({ causeType, causeId, otherName })),
    nextStatuses: moves ? [...nextStatuses(life, actor.party.kind)] : [],
    mayStartSecondLife: moves && mayStartSecondLife(life, actor.party.kind),
    receivers: moves && !isOver(life) ? receivers : [],
  };
}

const pageSize = 20;

/** The acting party's batteries, and those that others offer to it. */
export async function myPassports(db: Db, actor: Actor, input: { before: string | null }): Promise<{ passports: PassportRowView[]; offered: PassportRowView[]; next: string | null }> {
  const found = await rows.listOwned(db, { partyId: actor.party.id, before: input.before, limit: pageSize + 1 });
  const passports = found.slice(0, pageSize);
  return { passports, offered: await rows.listOffered(db, actor.party.id), next: found.length > pageSize ? (passports.at(-1)?.id ?? null) : null };
}
