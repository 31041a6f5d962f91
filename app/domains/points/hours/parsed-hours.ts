import type { DayInterval, HoursException, WeeklyRule } from "./hours.ts";

/** Why hours are not (fully) weekly rules. */
export type HoursReason =
  | "invalid"
  | "unreadable_text"
  | "uncertain_spelling"
  | "no_weekdays"
  | "no_times"
  | "never_open"
  | "year_dependent"
  | "easter_dependent"
  | "sun_dependent"
  | "school_holidays"
  | "week_dependent"
  | "nth_weekday"
  | "holiday_dependent"
  | "holidays_only"
  | "open_end"
  | "uncertain_hours"
  | "irregular";

/** Opening hours as read once at import. */
export interface ParsedHours {
  /**
   * `weekly`: the rules are the whole truth. `always`: open without a break. `partial`: the rules are only the stretches that
   * are certain in every week; outside them the place may be open or closed. `unparsed`: nothing could be read, rules empty.
   */
  status: "weekly" | "always" | "partial" | "unparsed";
  rules: WeeklyRule[];
  /** What the text says about public holidays: closed, open, or nothing. */
  holidayRule: "open" | "closed" | "unknown";
  /** With `open`: the hours of a holiday when they are their own, or null when the weekday's hours hold. */
  holidayHours: DayInterval[] | null;
  /** Set when `partial` or `unparsed`. */
  reason: HoursReason | null;
  /** Types of the reader's corrections and doubts, e.g. `word_error_correction`, sorted. */
  warnings: string[];
}

/**
 * What the hours say about holidays, as dated exceptions for `openState`. `dates` are the place's public holidays
 * (`YYYY-MM-DD`). Empty when the text says nothing about holidays, or that the weekday's hours hold.
 */
export function holidayExceptions(hours: Pick<ParsedHours, "holidayRule" | "holidayHours">, dates: readonly string[]): HoursException[] {
  if (hours.holidayRule === "closed") return dates.map((date) => ({ date, intervals: [] }));
  const own = hours.holidayRule === "open" ? hours.holidayHours : null;
  return own ? dates.map((date) => ({ date, intervals: own })) : [];
}
