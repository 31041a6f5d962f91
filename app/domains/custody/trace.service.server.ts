import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { CustodyError } from "./custody.errors.ts";
import { findPlace } from "./places.repository.server.ts";
import type { LotView } from "./stock.schema.ts";
import { findLot, hasHeld, idsAround, originOf, traceEdges, traceLots, traceRuns } from "./trace.repository.server.ts";
import type { LoadJourney, Trace } from "./trace.schema.ts";

/**
 * A lot with everything it came from and everything that came of it. Whoever had the lot in their hands sees its whole chain: places and
 * masses, no givers. CUSTODY.NOT_FOUND for everybody else; CUSTODY.NOT_ALLOWED below staff.
 */
export async function openLot(db: Db, actor: Actor, lotId: string): Promise<Result<{ lot: LotView; trace: Trace }, CustodyError>> {
  const lot = await findLot(db, lotId);
  if (!lot || !(actor.isOperator || (await hasHeld(db, { lotId, partyId: actor.party.id })))) return err("CUSTODY.NOT_FOUND");
  if (!actor.isOperator && !hasRole(actor.role, "staff")) return err("CUSTODY.NOT_ALLOWED");
  const { balances, _count, madeAt, ...facts } = lot;
  const [lying] = balances;
  const place = lying ? await findPlace(db, lying.pointId) : null;
  const { ids, isCut } = await idsAround(db, lotId);
  return ok({
    lot: {
      ...facts,
      madeAt: madeAt.toISOString(),
      here: lying && place ? { place: { id: place.id, name: place.name, timeZone: place.timeZone, partyId: place.partyId, partyName: place.partyName }, grams: lying.grams } : null,
      origins: _count.parts,
    },
    trace: { lots: await traceLots(db, ids), edges: await traceEdges(db, ids), runs: await traceRuns(db, ids), isCut },
  });
}

/**
 * What has become of a load that the ledger counts, with its own grams only: nothing of anybody else's load shows. Null for an entry that
 * brought no lot. Who may ask is the caller's to know.
 */
export async function journeyOf(db: Db, ledgerEntryId: string): Promise<LoadJourney | null> {
  const origin = await originOf(db, ledgerEntryId);
  if (!origin) return null;
  const { grams, recoveredGrams, residueGrams, lostGrams, settledAt, parts } = origin;
  const mine = new Map(parts.map((part) => [part.lotId, part]));
  const ids = parts.map((part) => part.lotId);
  const lots = (await traceLots(db, ids)).map((lot) => ({ ...lot, madeGrams: mine.get(lot.id)?.grams ?? 0, here: Math.min(lot.here, mine.get(lot.id)?.leftGrams ?? 0) }));
  return {
    grams, recoveredGrams, residueGrams, lostGrams,
    onTheWayGrams: grams - recoveredGrams - residueGrams - lostGrams,
    settledAt: settledAt?.toISOString() ?? null,
    // What is on an edge is everybody's; of a load's own grams only the boxes tell.
    trace: { lots, edges: (await traceEdges(db, ids)).map((edge) => ({ ...edge, grams: 0 })), runs: [], isCut: false },
  };
}
