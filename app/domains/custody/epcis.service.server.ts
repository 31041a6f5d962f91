import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import type { CustodyError } from "./custody.errors.ts";
import { epcisDocument, type EpcisDocument } from "./epcis.ts";
import { actsAt, actsOn } from "./epcis.repository.server.ts";
import { askedMonth, monthBounds } from "./months.rules.ts";
import { findPlace } from "./places.repository.server.ts";
import { openLot } from "./trace.service.server.ts";

/** Where the addresses in a document lead, and when it is made. */
export type EpcisFrame = { origin: string; at: Date };

/**
 * Everything that happened to a lot, to what it came from and to what came of it, as EPCIS 2.0; `number` is the lot's own. For staff of
 * whoever had the lot in hand. CUSTODY.NOT_FOUND for everybody else, NOT_ALLOWED below staff.
 */
export async function lotEpcis(db: Db, actor: Actor, lotId: string, { origin, at }: EpcisFrame): Promise<Result<{ number: number; document: EpcisDocument }, CustodyError>> {
  const opened = await openLot(db, actor, lotId);
  if (!opened.ok) return opened;
  const { lot, trace } = opened.value;
  const ids = trace.lots.map((one) => one.id);
  // An act may have touched other lots too; those are somebody else's to see.
  const seen = new Set(ids);
  const found = await actsOn(db, ids);
  const acts = found.acts.map((act) => ({ ...act, postings: act.postings.filter((posting) => seen.has(posting.lotId)) }));
  return ok({ number: lot.number, document: epcisDocument({ acts, isCut: found.isCut || trace.isCut }, origin, at) });
}

/**
 * What happened at a point in a month (YYYY-MM; null is the present one), as EPCIS 2.0. For the staff of the recycler that runs it:
 * CUSTODY.NOT_FOUND for everybody else, NOT_ALLOWED below staff; MONTH_INVALID for what is no month, or has not begun there.
 */
export async function pointEpcis(db: Db, actor: Actor, input: { pointId: string; month: string | null }, { origin, at }: EpcisFrame): Promise<Result<{ month: string; document: EpcisDocument }, CustodyError>> {
  const point = await findPlace(db, input.pointId);
  if (!point || point.partyId !== actor.party.id) return err("CUSTODY.NOT_FOUND");
  if (actor.party.kind !== "recycler" || !hasRole(actor.role, "staff")) return err("CUSTODY.NOT_ALLOWED");
  const month = askedMonth(input.month, point.timeZone, at);
  if (input.month !== null && input.month !== month) return err("CUSTODY.MONTH_INVALID");
  return ok({ month, document: epcisDocument(await actsAt(db, { pointId: point.id, ...monthBounds(month, point.timeZone) }), origin, at) });
}
