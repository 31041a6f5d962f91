import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";

/** A stretch the library reports, in wall-clock time written as if it were UTC (milliseconds). */
export interface WallStretch {
  from: number;
  to: number;
  /** "unknown" for open ends and for hours the source itself calls uncertain. */
  state: "open" | "unknown";
}

export interface OpeningHoursValue {
  /** Every open or unknown stretch between two wall-clock times, in order. */
  stretches(from: number, to: number): WallStretch[];
  /** Whether the wall-clock day beginning at `day` is a public holiday of the reference calendar. */
  isHoliday(day: number): boolean;
  /** The value in the specification's own words, spelling corrected. */
  canonical: string;
  /** The library's own warning types, e.g. `word_error_correction`. */
  warnings: string[];
}

/** The part of the library that is used here. */
interface Library {
  new (value: string, place: object, options: { mode: 0; locale: "en" }): LibraryValue;
}

interface LibraryValue {
  getOpenIntervals(from: Date, to: Date): [Date, Date, boolean, string | undefined][];
  getPublicHolidayContext(date: Date): { isHoliday: boolean };
  getStructuredWarnings(): { type: string }[];
  prettifyValue(): string;
}

/**
 * A clock without time zone. The library reads the local fields of Date, which depend on the zone the process runs in and
 * jump at its clock changes; here "local" is UTC, so a field is always exactly the wall-clock reading that was meant.
 */
class WallDate extends Date {
  constructor(value?: number | string | Date, month?: number, day = 1, hours = 0, minutes = 0, seconds = 0, ms = 0) {
    if (value === undefined) super();
    else if (month === undefined) super(value instanceof Date ? value.getTime() : value);
    else super(Date.UTC(Number(value), month, day, hours, minutes, seconds, ms));
  }
  override getFullYear(): number {
    return this.getUTCFullYear();
  }
  override getMonth(): number {
    return this.getUTCMonth();
  }
  override getDate(): number {
    return this.getUTCDate();
  }
  override getDay(): number {
    return this.getUTCDay();
  }
  override getHours(): number {
    return this.getUTCHours();
  }
  override getMinutes(): number {
    return this.getUTCMinutes();
  }
  override getSeconds(): number {
    return this.getUTCSeconds();
  }
  override getTimezoneOffset(): number {
    return 0;
  }
  override setDate(date: number): number {
    return this.setUTCDate(date);
  }
  override setHours(hours: number, minutes = this.getUTCMinutes(), seconds = this.getUTCSeconds(), ms = this.getUTCMilliseconds()): number {
    return this.setUTCHours(hours, minutes, seconds, ms);
  }
}

/**
 * Only the shape of a rule is wanted ("closed on holidays"), never real dates, so one well-documented calendar serves every
 * place: that of Baden-Württemberg. What holds on a date that is a holiday there is asked of Japan's calendar, which shares
 * New Year alone. The coordinates matter to sun times only, which callers leave out.
 */
const PLACES = {
  main: { lat: 48.78, lon: 9.18, address: { country_code: "de", state: "Baden-Württemberg" } },
  second: { lat: 35.68, lon: 139.77, address: { country_code: "jp", state: "" } },
} as const;
export type ReferencePlace = keyof typeof PLACES;

let library: Library | null = null;

/** Loads the unmodified library file with `Date` bound to the clock without zone, and its console messages silenced. */
function load(): Library {
  if (library) return library;
  const require = createRequire(import.meta.url);
  const file = require.resolve("opening_hours");
  const run = compileFunction(readFileSync(file, "utf8"), ["exports", "require", "module", "Date", "console"], { filename: file });
  const module: { exports: unknown } = { exports: {} };
  const quiet = { log: () => {}, warn: () => {}, error: () => {} };
  run.call(module.exports, module.exports, require, module, WallDate, quiet);
  library = module.exports as Library;
  return library;
}

/** Reads an `opening_hours` value in time-range mode. Throws what the library throws when the value is not valid. */
export function readOpeningHours(value: string, place: ReferencePlace = "main"): OpeningHoursValue {
  const OpeningHours = load();
  const parsed = new OpeningHours(value, PLACES[place], { mode: 0, locale: "en" });
  return {
    stretches: (from, to) =>
      parsed.getOpenIntervals(new WallDate(from), new WallDate(to)).map(([start, end, unknown]) => ({
        from: start.getTime(),
        to: end.getTime(),
        state: unknown ? "unknown" : "open",
      })),
    isHoliday: (day) => parsed.getPublicHolidayContext(new WallDate(day)).isHoliday,
    canonical: parsed.prettifyValue(),
    warnings: [...new Set(parsed.getStructuredWarnings().map((warning) => warning.type))].sort(),
  };
}
