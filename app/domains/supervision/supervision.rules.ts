import { hasRole, type Actor } from "#app/shared/actor.ts";

/** Expected failures; the sentences are in the `supervision` catalogue under `errors`. */
export type SupervisionError = "SUPERVISION.NOT_FOUND" | "SUPERVISION.NOT_ALLOWED" | "SUPERVISION.NO_REGION" | "SUPERVISION.REGION_INVALID" | "SUPERVISION.TOO_MUCH";

/** Who supervises: the staff of an authority. Where, is said by its regions; an operator who is none of its people is not meant. */
export function maySupervise(actor: Actor): boolean {
  return actor.party.kind === "authority" && hasRole(actor.role, "staff");
}

/** The one of an authority's regions that is asked for, the first where none is; null for another's. */
export function regionAsked(own: readonly string[], asked: string | null): string | null {
  return asked === null ? (own[0] ?? null) : (own.find((region) => region === asked) ?? null);
}
