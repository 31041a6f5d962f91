import { DateTime } from "luxon";
import { findMaterial } from "#app/shared/materials.ts";
import type { ListingInput, ListingState } from "./listings.schema.ts";

/** How long a listing stands unless its owner names a day, and the longest it may. */
export const usualDays = 30;
export const longestDays = 90;
/** A listing may be brought to the front again this often, and this many days apart. */
export const repostLimit = 5;
export const repostIntervalDays = 7;

/** States everybody may open by address; in the others only the owner's people and operators see the page. */
const openToAll: readonly ListingState[] = ["published", "reserved", "completed", "expired", "paused"];

/** True when a visitor may see the listing's page. */
export function isPublic(state: ListingState): boolean {
  return openToAll.includes(state);
}

const from = {
  edit: ["draft", "pending_review", "published", "paused", "reserved", "expired", "rejected"],
  publish: ["draft", "rejected"],
  withdraw: ["draft", "pending_review", "published", "paused", "reserved", "expired", "rejected"],
  pause: ["published"],
  resume: ["paused"],
  extend: ["published", "paused", "expired"],
  repost: ["published", "expired"],
  approve: ["pending_review"],
  reject: ["pending_review"],
} as const satisfies Record<string, readonly ListingState[]>;

export type ListingVerb = keyof typeof from;

/** Whether a verb fits the state. */
export function fitsState(verb: ListingVerb, state: ListingState): boolean {
  return (from[verb] as readonly ListingState[]).includes(state);
}

/** What somebody may do now, for the buttons of a page. The verbs check again. */
export function allowedVerbs(input: { state: ListingState; mayManage: boolean; isOperator: boolean }): ListingVerb[] {
  const verbs = Object.keys(from) as ListingVerb[];
  return verbs.filter((verb) => (verb === "approve" || verb === "reject" ? input.isOperator : input.mayManage) && fitsState(verb, input.state));
}

/** Dangerous or licence-bound materials are looked at by an operator before they are shown. */
export function needsReview(what: { material: string | null }): boolean {
  const material = what.material ? findMaterial(what.material) : null;
  return material !== null && (material.hazard || material.licenceBound);
}

type Terms = Pick<ListingInput, "offer" | "category" | "material" | "condition" | "massGrams" | "priceMinor" | "currency">;

/** One field of what a deal stands on, before and after an edit. */
export type TermsChange = { field: Exclude<keyof Terms, "offer"> | "grade" | "details"; from: string | number | null; to: string | number | null };

const termsFields = ["category", "material", "condition", "massGrams", "priceMinor", "currency"] as const;

/** Price, grade, mass and what it is: what those who asked for it did not agree to, field by field. */
export function changedTerms(before: { [K in keyof Terms]: string | number | null }, after: Terms): TermsChange[] {
  return termsFields.flatMap((field) => (before[field] === after[field] ? [] : [{ field, from: before[field], to: after[field] }]));
}

/** The last instant of a day (YYYY-MM-DD) where the listing is. */
export function endOfDay(day: string, timeZone: string): Date {
  return DateTime.fromISO(day, { zone: timeZone }).endOf("day").toJSDate();
}

/**
 * When a listing ends: the end of the named day, else of the day a month from now, in its zone. Days outside of
 * today..ninety days ahead are moved to the nearer end.
 */
export function deadline(input: { expiresOn: string | null; now: Date; timeZone: string }): Date {
  const today = DateTime.fromJSDate(input.now, { zone: input.timeZone });
  const latest = today.plus({ days: longestDays }).endOf("day");
  if (input.expiresOn === null) return today.plus({ days: usualDays }).endOf("day").toJSDate();
  const asked = DateTime.fromJSDate(endOfDay(input.expiresOn, input.timeZone));
  const earliest = today.endOf("day");
  return DateTime.max(earliest, DateTime.min(asked, latest)).toJSDate();
}

/** A day as forms write it (YYYY-MM-DD), in the listing's zone. */
export function dayOf(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toISODate() ?? "";
}

/** Whether a listing may be brought to the front: not too often, not too soon, not while people are answering it. */
export function repostRefusal(input: { reposts: number; sortAt: Date; lastRequestAt: Date | null; now: Date }): "LISTINGS.REPOST_LIMIT" | "LISTINGS.REPOST_TOO_SOON" | null {
  if (input.reposts >= repostLimit) return "LISTINGS.REPOST_LIMIT";
  const since = input.now.getTime() - repostIntervalDays * 86_400_000;
  if (input.sortAt.getTime() > since) return "LISTINGS.REPOST_TOO_SOON";
  if (input.lastRequestAt && input.lastRequestAt.getTime() > since) return "LISTINGS.REPOST_TOO_SOON";
  return null;
}
