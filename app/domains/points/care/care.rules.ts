import { hasRole, type Actor } from "#app/shared/actor.ts";

/**
 * Who cares for a point: staff of the recycler that runs it; for a point nobody runs here, those who run the platform.
 */
export function mayCare(actor: Actor, point: { operatorPartyId: string | null }): boolean {
  if (point.operatorPartyId === null) return actor.isOperator;
  return actor.party.kind === "recycler" && actor.party.id === point.operatorPartyId && hasRole(actor.role, "staff");
}

/** The calendar date at a place, `YYYY-MM-DD`. */
export function dateIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}
