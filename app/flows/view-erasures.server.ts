import { withoutChoice, type ErasureCause } from "#app/domains/erasure/erasure.rules.ts";
import type { ErasureView } from "#app/domains/erasure/erasure.schema.ts";
import { erasuresOf } from "#app/domains/erasure/erasure.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";
import { deviceKindOf } from "#app/domains/erasure/erasure.rules.ts";
import { handOverOf } from "./erasure-hand-over.server.ts";

/** What one side of a hand-over sees about the data on its devices. */
export type ErasurePanelView = {
  cause: { type: ErasureCause; id: string };
  side: "owner" | "recycler";
  /** What may hold data. */
  subjects: string[];
  /** Of these, what still waits for a choice; empty once the hand-over is past. */
  missing: string[];
  erasures: ErasureView[];
  /** Whether this person may choose now. */
  mayChoose: boolean;
};

/** The panel of a booking or deal; null where nothing holds data, nobody recycles, or the actor is no side. */
export async function viewErasures(db: Db, actor: Actor, cause: { type: ErasureCause; id: string }): Promise<ErasurePanelView | null> {
  const handOver = await handOverOf(db, cause);
  const side = handOver?.ownerPartyId === actor.party.id ? "owner" : handOver?.recyclerPartyId === actor.party.id && hasRole(actor.role, "staff") ? "recycler" : null;
  if (!handOver || !side) return null;
  const subjects = handOver.subjects.filter((code) => deviceKindOf(code) !== null);
  if (subjects.length === 0) return null;
  const erasures = await erasuresOf(db, handOver);
  const isOpen = handOver.stage === "open";
  return {
    cause: { type: handOver.type, id: handOver.id },
    side,
    subjects,
    missing: isOpen ? withoutChoice(subjects, erasures.map((one) => one.subject)) : [],
    erasures,
    mayChoose: isOpen && hasRole(actor.role, side === "owner" ? "member" : "staff"),
  };
}
