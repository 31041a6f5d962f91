/** What a target can be set on. Grams, grams, entries, households. */
export const INDICATORS = ["mass", "emissions", "entries", "households"] as const;
export type Indicator = (typeof INDICATORS)[number];

/** The routes a target can be set on, of those that entries go. */
export const PART_ROUTES = ["reuse", "recycle", "repair", "compost"] as const;

/** Where a challenge stands; between publishing and withdrawing it is what the clock says. */
export type Stage = "draft" | "withdrawn" | "ahead" | "running" | "ended";

/** Where a challenge stands at a moment. It begins with its first day and is over when its last is. */
export function stageOf(challenge: { state: string; startsAt: Date; endsAt: Date }, now: Date): Stage {
  if (challenge.state === "draft" || challenge.state === "withdrawn") return challenge.state;
  if (now < challenge.startsAt) return "ahead";
  return now < challenge.endsAt ? "running" : "ended";
}

/** Whether two days are the first of a month and the last of one: what the totals keep by material and route. */
export function areWholeMonths(fromDay: string, toDay: string): boolean {
  const next = new Date(`${toDay}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return fromDay.endsWith("-01") && next.getUTCDate() === 1;
}

/** How far it is, from 0 to 1; what is below nothing, as emissions can be, is nothing. */
export function shareOf(value: number, target: number): number {
  return Math.min(1, Math.max(0, value / target));
}

/** Numbers of people under five are not told to everybody (decision 0040). */
export const FEW = 5;

/** What somebody is told of how many took part: members the number, everybody else of few only that it is few. */
export function shownTo<P extends { value: number; households: number }>(one: { indicator: string; progress: P }, isMember: boolean): { isFew: boolean; progress: P } {
  const isFew = !isMember && one.progress.households < FEW;
  if (!isFew) return { isFew, progress: one.progress };
  return { isFew, progress: { ...one.progress, households: 0, value: one.indicator === "households" ? 0 : one.progress.value } };
}

/** The smallest id that a row recorded at or after an instant can have: ids begin with the milliseconds (UUID version 7). */
export function firstIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
