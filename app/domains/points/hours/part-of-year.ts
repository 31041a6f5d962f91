import { inSeason, type WeeklyRule } from "./hours.ts";

/** A stretch of the year, `MM-DD`, both ends included; it may run over New Year. */
export interface PartOfYear {
  from: string;
  to: string;
}

/** The most seasons that the hours of a point can have, as its form shows them. */
export const MAX_SEASONS = 6;

/** A leap year, so that 02-29 has its place. */
const DATES = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(5, 10));

/**
 * Weekly rules in which one part of the year has another week, and every other date what it had. Without a part the week is that of all the
 * year. `week` carries no seasons of its own: it is given that of the part.
 */
export function withPartOfYear(rules: readonly WeeklyRule[], part: PartOfYear | null, week: readonly WeeklyRule[]): WeeklyRule[] {
  const isPart = DATES.map((date) => part === null || inSeason({ fromMonthDay: part.from, toMonthDay: part.to }, date));
  const season = part === null || isPart.every(Boolean) ? { fromMonthDay: null, toMonthDay: null } : { fromMonthDay: part.from, toMonthDay: part.to };
  const kept = rules.flatMap((rule) => {
    const holds = DATES.map((date) => inSeason(rule, date));
    if (!holds.some((one, day) => one && isPart[day])) return [rule];
    return runsOf(holds.map((one, day) => one && !isPart[day])).map(([first, last]) => ({ ...rule, fromMonthDay: DATES[first] ?? null, toMonthDay: DATES[last] ?? null }));
  });
  return [...kept, ...week.map((rule) => ({ ...rule, ...season }))];
}

/** Whether nothing of the year is outside a part of it. */
export function coversTheYear(part: PartOfYear): boolean {
  return DATES.every((date) => inSeason({ fromMonthDay: part.from, toMonthDay: part.to }, date));
}

/** How many seasons rules name, all the year among them. */
export function countSeasons(rules: readonly WeeklyRule[]): number {
  return new Set(rules.map((rule) => `${rule.fromMonthDay}|${rule.toMonthDay}`)).size;
}

/** The unbroken stretches of marked days, first and last of each, on the circle of the year; never called with all of them marked. */
function runsOf(marked: readonly boolean[]): [number, number][] {
  const days = marked.length;
  const runs: [number, number][] = [];
  for (let first = 0; first < days; first++) {
    if (!marked[first] || marked[(first + days - 1) % days]) continue;
    let last = first;
    while (marked[(last + 1) % days]) last = (last + 1) % days;
    runs.push([first, last]);
  }
  return runs;
}
