import type { Actor } from "#app/shared/actor.ts";

/** What can be reported. */
export const subjectKinds = ["listing", "message", "party", "review", "photo", "post", "answer"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Why somebody reports, and the rule a decision rests on. Each has a place on the page of the rules. */
export const reportReasons = ["prohibited", "scam", "not_as_described", "green_claim", "counterfeit", "unsafe", "illegal", "abusive", "privacy", "spam", "other"] as const;
export type ReportReason = (typeof reportReasons)[number];

export const decisionKinds = ["dismiss", "warn", "correct", "hide", "remove", "restrict", "suspend"] as const;
export type DecisionKind = (typeof decisionKinds)[number];

export const caseStates = ["open", "confirming", "closed"] as const;
export type CaseState = (typeof caseStates)[number];
export type DecisionState = "confirming" | "final" | "refused" | "reversed";
export type ReportState = "open" | "acted" | "dismissed";
export type AppealState = "open" | "upheld" | "reversed";

/** The one place that says who moderates. Operators do, until there is a role of its own. */
export function mayModerate(actor: Pick<Actor, "isOperator">): boolean {
  return actor.isOperator;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long a moderator keeps a case without touching it. */
export const leaseMs = 15 * minute;
/** How long a decision, and a dismissed report, can be appealed. */
export const appealWindowMs = 180 * day;
/** How long a no-show or late mark can be contested. */
export const markWindowMs = 14 * day;
/** The longest a restriction may last; what is worse is a suspension. */
export const longestRestrictionMs = 365 * day;
/** Reports a person may send in a day. */
export const reportsPerDay = 20;
/** An account is new for so long, and may show so many new listings in a day meanwhile. */
export const newAccountMs = day;
export const newAccountListingsPerDay = 5;
/** A verification stands for a year; the seller is told a month before its end. */
export const verifiedForMs = 365 * day;
export const verificationWarningMs = 30 * day;

/** The numbers that are published: what is written on the page is what is applied. */
export const publishedLimits = {
  leaseMinutes: leaseMs / minute,
  appealDays: appealWindowMs / day,
  markDays: markWindowMs / day,
  restrictionDays: longestRestrictionMs / day,
  reportsPerDay,
  newAccountHours: newAccountMs / 3_600_000,
  newAccountListings: newAccountListingsPerDay,
  verifiedDays: verifiedForMs / day,
} as const;

/** What may be decided about each kind of thing, mildest first. */
const decisionsFor: Readonly<Record<SubjectKind, readonly DecisionKind[]>> = {
  listing: ["dismiss", "warn", "correct", "remove", "restrict", "suspend"],
  photo: ["dismiss", "warn", "hide", "restrict", "suspend"],
  review: ["dismiss", "warn", "hide", "restrict", "suspend"],
  message: ["dismiss", "warn", "hide", "restrict", "suspend"],
  post: ["dismiss", "warn", "hide", "restrict", "suspend"],
  answer: ["dismiss", "warn", "hide", "restrict", "suspend"],
  party: ["dismiss", "warn", "restrict", "suspend"],
};

/** The decisions that fit a kind of subject. */
export function decisionsThatFit(kind: SubjectKind): readonly DecisionKind[] {
  return decisionsFor[kind];
}

/** Removals and suspensions are in force at once as a hold, and final when a second moderator agrees. */
export function needsSecondPerson(kind: DecisionKind): boolean {
  return kind === "remove" || kind === "suspend";
}

const weights: Readonly<Record<ReportReason, number>> = {
  illegal: 40,
  unsafe: 40,
  prohibited: 30,
  scam: 30,
  privacy: 30,
  counterfeit: 20,
  abusive: 20,
  green_claim: 10,
  not_as_described: 10,
  spam: 5,
  other: 5,
};

/** How urgent a case is: by the gravest reason, by how many people said so (at most five count), by what the rules point at. */
export function casePriority(input: { reasons: readonly ReportReason[]; hintScore: number }): number {
  const gravest = Math.max(0, ...input.reasons.map((reason) => weights[reason]));
  const others = Math.min(5, Math.max(0, input.reasons.length - 1)) * 5;
  return gravest + others + Math.min(40, Math.floor(input.hintScore / 3));
}

/** Whether somebody holds a case now. A lease that is over holds nothing, whether or not anything has cleared it. */
export function isHeld(lease: { heldByUserId: string | null; heldUntil: Date | null }, now: Date): boolean {
  return lease.heldByUserId !== null && lease.heldUntil !== null && lease.heldUntil > now;
}

/** Whether a restriction binds at an instant. */
export function isInForce(restriction: { until: Date | null; endedAt: Date | null }, now: Date): boolean {
  return restriction.endedAt === null && (restriction.until === null || restriction.until > now);
}

/** The last instant at which something may be appealed. */
export function appealableUntil(settledAt: Date): Date {
  return new Date(settledAt.getTime() + appealWindowMs);
}

/** The last instant at which a mark may be contested. */
export function contestableUntil(markedAt: Date): Date {
  return new Date(markedAt.getTime() + markWindowMs);
}
