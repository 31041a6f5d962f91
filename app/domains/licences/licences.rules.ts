import { hasRole, type Actor } from "#app/shared/actor.ts";

/** As a licence is kept. */
export const licenceStates = ["pending", "valid", "refused", "suspended", "withdrawn"] as const;
export type LicenceState = (typeof licenceStates)[number];

/** As a licence stands on a day: what is kept, and what its calendar says. */
export type LicenceStanding = LicenceState | "expired" | "not_yet";

/** Verbs of those who hold a licence, and of those who look at it. */
export const licenceVerbs = ["withdraw", "accept", "refuse", "suspend", "reinstate"] as const;
export type LicenceVerb = (typeof licenceVerbs)[number];

/** The usual reasons of a no: what is wrong with a document, and what ends a licence that was good. */
export const reasonCodes = ["illegible", "other_holder", "number_unknown", "scope_differs", "days_differ", "place_differs", "revoked", "inspection"] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Which of them a verb offers. */
export const reasonsFor: Readonly<Record<"refuse" | "suspend", readonly ReasonCode[]>> = {
  refuse: ["illegible", "other_holder", "number_unknown", "scope_differs", "days_differ", "place_differs"],
  suspend: ["revoked", "inspection"],
};

type Rule = { from: readonly LicenceState[]; to: LicenceState; by: "holder" | "judge"; needsReason: boolean };

/** Which verb leads from where to where, and whose it is. */
export const licenceMoves: Readonly<Record<LicenceVerb, Rule>> = {
  withdraw: { from: ["pending", "valid", "suspended"], to: "withdrawn", by: "holder", needsReason: false },
  accept: { from: ["pending"], to: "valid", by: "judge", needsReason: false },
  refuse: { from: ["pending"], to: "refused", by: "judge", needsReason: true },
  suspend: { from: ["valid"], to: "suspended", by: "judge", needsReason: true },
  reinstate: { from: ["suspended"], to: "valid", by: "judge", needsReason: false },
};

/** So many days before its last day a licence's end is announced; the last one is the end itself. */
export const noticeDays = [60, 30, 7, 0] as const;
export type NoticeDays = (typeof noticeDays)[number];

/** How a licence stands on `today`, a local date `YYYY-MM-DD` of its own zone. First and last day are included. */
export function standingOn(licence: { state: LicenceState; validFrom: string; validUntil: string }, today: string): LicenceStanding {
  if (licence.state !== "valid") return licence.state;
  if (today > licence.validUntil) return "expired";
  return today < licence.validFrom ? "not_yet" : "valid";
}

/**
 * Which announcement is due `daysLeft` days before the last day (0 is the last day itself, below it is over); null before the first.
 * A clock that was stopped for weeks gives the one that is true now, not those it missed.
 */
export function noticeDue(daysLeft: number): NoticeDays | null {
  if (daysLeft < 0) return 0;
  return ([7, 30, 60] as const).find((days) => daysLeft <= days) ?? null;
}

/** Who looks at licences: those who run the platform, and staff of an authority. */
export function mayJudge(actor: Actor): boolean {
  return actor.isOperator || (actor.party.kind === "authority" && hasRole(actor.role, "staff"));
}

/** Who hands licences in: managers of a recycler. */
export function mayHold(actor: Actor): boolean {
  return actor.party.kind === "recycler" && hasRole(actor.role, "manager");
}
