import type { Tx } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor, type Role } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { beginAct, findAct, partsLeft, type NewAct, type Part, type StockLot } from "./acts.repository.server.ts";
import type { CustodyError } from "./custody.errors.ts";
import type { ActKind, PlaceFacts } from "./custody.schema.ts";
import { drawFrom, gather, type Heap } from "./mass.rules.ts";
import { findPlace } from "./places.repository.server.ts";

/** Grams taken out of lots: from which lots, which parts of them, and of which origins that is together. */
export type Drawn = { lots: Heap[]; taken: Part[]; origins: Heap[] };

/** Takes grams out of lots that are locked, each origin by its share of the lot. */
export async function draw(tx: Tx, lots: readonly Heap[]): Promise<Drawn> {
  const parts = await partsLeft(tx, lots.map((lot) => lot.id));
  const taken = lots.flatMap((lot) => drawFrom(parts.get(lot.id) ?? [], lot.grams).map((part) => ({ lotId: lot.id, originId: part.id, grams: part.grams })));
  return { lots: [...lots], taken, origins: gather(taken.map((part) => ({ id: part.originId, grams: part.grams }))) };
}

/** The contamination of what is taken from several lots, by mass. */
export function contaminationOf(lots: readonly StockLot[], taken: readonly Heap[]): number {
  const grams = new Map(taken.map((lot) => [lot.id, lot.grams]));
  const all = taken.reduce((sum, lot) => sum + lot.grams, 0);
  const dirt = lots.reduce((sum, lot) => sum + lot.contaminationPermille * (grams.get(lot.id) ?? 0), 0);
  return all === 0 ? 0 : Math.round(dirt / all);
}

/**
 * The point, if the actor works there. Somebody of another party is not told that it exists (CUSTODY.NOT_FOUND); too weak a role is
 * CUSTODY.NOT_ALLOWED.
 */
export async function ownPlace(tx: Tx, actor: Actor, pointId: string, role: Role = "staff"): Promise<Result<PlaceFacts, CustodyError>> {
  const place = await findPlace(tx, pointId);
  if (!place || place.partyId !== actor.party.id) return err("CUSTODY.NOT_FOUND");
  return hasRole(actor.role, role) && actor.party.kind === "recycler" ? ok(place) : err("CUSTODY.NOT_ALLOWED");
}

/** What a verb on stock answers: the lots it made; `changed` is false for a repeat. */
export type ActDone = { actId: string; lotIds: string[]; changed: boolean };

/**
 * Begins an act under an id of the caller's. A repeat finds what the first one made (`done`); the id of somebody else's act, or of another
 * kind, is CUSTODY.ID_TAKEN.
 */
export async function begin(tx: Tx, act: NewAct): Promise<Result<ActDone | null, CustodyError>> {
  if (await beginAct(tx, act)) return ok(null);
  const earlier = await findAct(tx, act.id);
  return earlier && isSame(earlier, act) ? ok({ actId: act.id, lotIds: earlier.lotIds, changed: false }) : err("CUSTODY.ID_TAKEN");
}

function isSame(earlier: { kind: ActKind; partyId: string; pointId: string }, act: NewAct): boolean {
  return earlier.kind === act.kind && earlier.partyId === act.partyId && earlier.pointId === act.pointId;
}
