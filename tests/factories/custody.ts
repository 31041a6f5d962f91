import type { Database } from "#app/platform/db/database.server.ts";
import { recordArrivals } from "#app/domains/custody/arrivals.service.server.ts";
import { draftConsignment, sendConsignment } from "#app/domains/custody/consignments.service.server.ts";
import type { PointTier } from "#app/domains/custody/custody.rules.ts";
import { recordLot, type MovedLot } from "#app/domains/impact/ledger.service.server.ts";
import { tallyLot } from "#app/flows/tally-lot.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "./people.ts";
import { createOwnPoint } from "./pickups.ts";

type Db = Database["db"];

const MATERIALS = ["cardboard", "pet", "hdpe", "plastic_mixed", "aluminium_cans"];

/** Somewhere a recycler works, with its staff. */
export type Yard = { pointId: string; recycler: Actor; staff: Actor };

/** A point of a tier; of a new recycler unless one is given. */
export async function createYard(db: Db, tier: PointTier, recycler?: Actor): Promise<Yard> {
  const point = await createOwnPoint(db, { recycler: recycler ?? (await createParty(db, "recycler")), materials: MATERIALS, name: `${tier} yard` });
  await db.recyclingPoint.update({ where: { id: point.pointId }, data: { tier, operatorName: point.recycler.party.name }, select: { id: true } });
  return { ...point, staff: await withRole(db, point.recycler, "staff") };
}

/** A collection point, and somebody else's sorting centre. */
export async function createNetwork(db: Db): Promise<{ corner: Yard; centre: Yard; giver: Actor }> {
  return { corner: await createYard(db, "collection"), centre: await createYard(db, "sorting"), giver: await createPerson(db) };
}

/** A load that a giver brought to a yard: in the ledger, and in stock. */
export async function bringLoad(
  db: Db,
  yard: Yard,
  giver: Actor,
  load: { grams: number; material?: string; contaminationPermille?: number; at?: Date },
): Promise<{ entryId: string; lotId: string }> {
  const { grams, material = "cardboard", contaminationPermille = 0, at = new Date("2026-06-01T09:00:00Z") } = load;
  const cause = newId();
  const entryId = await db.$transaction(async (tx) => {
    const entry = await recordLot(
      tx,
      {
        causeType: "booking_line", causeId: cause, lotId: cause, kind: "material", category: null, material, condition: null, itemCount: null,
        weights: { measuredGrams: grams, declaredConfirmedGrams: null }, contaminationPermille, occurredAt: at,
        giverPartyId: giver.party.id, takerPartyId: yard.recycler.party.id,
      },
      at,
    );
    await recordArrivals(tx, { pointId: yard.pointId, partyId: yard.recycler.party.id, actorUserId: yard.staff.userId, loads: [{ ledgerEntryId: entry.entryId, material, grams, contaminationPermille }], at });
    return entry.entryId;
  });
  const origin = await db.custodyOrigin.findUniqueOrThrow({ where: { ledgerEntryId: entryId }, select: { lotId: true } });
  return { entryId, lotId: origin.lotId };
}

/** Something on its way from one yard to another; throws where it cannot leave. */
export async function sendLoad(
  db: Db,
  from: Yard,
  to: Yard,
  lines: readonly { grams: number; material?: string; isSorted?: boolean; lotIds?: string[] }[],
  clock: { now(): Date },
): Promise<{ consignmentId: string; version: number; lineIds: string[]; lotIds: string[] }> {
  const planned = lines.map(({ grams, material = "cardboard", isSorted = false, lotIds = [] }) => ({ id: newId(), grams, material, isSorted, lotIds }));
  const draft = await draftConsignment(db, from.staff, { consignmentId: newId(), fromPointId: from.pointId, toPointId: to.pointId, note: "", lines: planned }, clock);
  if (!draft.ok) throw new Error(draft.error);
  const sent = await sendConsignment(db, from.staff, { consignmentId: draft.value.consignmentId, version: draft.value.version, vehicle: "", seal: "" }, clock);
  if (!sent.ok) throw new Error(sent.error);
  const rows = await db.consignmentLine.findMany({ where: { consignmentId: sent.value.consignmentId }, select: { id: true, lotId: true } });
  const lotOf = new Map(rows.map((row) => [row.id, row.lotId ?? ""]));
  return { consignmentId: sent.value.consignmentId, version: sent.value.version, lineIds: planned.map((line) => line.id), lotIds: planned.map((line) => lotOf.get(line.id) ?? "") };
}

/** What one recycler sells to another, counted and moved as when a deal completes; the entries of the ledger about it. */
export async function sellLoad(db: Db, from: Yard, to: Yard, load: { grams: number; material: string; at: Date }): Promise<string[]> {
  const cause = newId();
  const lot: MovedLot = {
    causeType: "deal", causeId: cause, lotId: cause, kind: "material", category: null, material: load.material, condition: null, itemCount: null,
    weights: { measuredGrams: load.grams, declaredConfirmedGrams: null }, occurredAt: load.at, giverPartyId: from.recycler.party.id, takerPartyId: to.recycler.party.id,
  };
  const entries = await db.$transaction((tx) => tallyLot(tx, lot, { actorUserId: from.staff.userId, now: load.at }));
  return entries.map((entry) => entry.entryId);
}

/** What lies at a yard, by lot. */
export async function stockAt(db: Db, yard: Yard): Promise<Record<string, number>> {
  const rows = await db.custodyBalance.findMany({ where: { pointId: yard.pointId, grams: { gt: 0 } }, select: { lotId: true, grams: true } });
  return Object.fromEntries(rows.map((row) => [row.lotId, row.grams]));
}
