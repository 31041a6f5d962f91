import { execFileSync } from "node:child_process";
import path from "node:path";
import Holidays from "date-holidays";
import { describe, expect, it } from "vitest";
import { sharedData } from "#tests/setup/shared-data.ts";
import { openState } from "./hours.ts";
import { parseGermanHours, parseOpeningHours } from "./parse.server.ts";
import { holidayExceptions, type ParsedHours } from "./parsed-hours.ts";

const place = { lat: 48.78, lon: 9.18, countryCode: "DE", timeZone: "Europe/Berlin" };
const MINUTE = 60_000;

interface ValidCase {
  id: string;
  value: string;
  from: string;
  to: string;
  intervals: { from: string; to: string; state: "open" | "unknown" }[];
}
const text = sharedData("openinghours/cases.json");
const cases = text ? (JSON.parse(text) as { valid: ValidCase[]; invalid: { id: string; value: string }[] }) : null;

/** The open stretches between two wall-clock times, by the parsed rules alone, written as wall clock. */
function stretches(parsed: ParsedHours, from: string, to: string): string[] {
  // A zone without clock changes makes the wall clock of the case directly comparable.
  const start = Date.parse(`${from}Z`);
  const end = Date.parse(`${to}Z`);
  const exceptions = parsed.holidayRule === "unknown" ? [] : holidayExceptions(parsed, holidaysAround(from, to));
  const found: string[] = [];
  let at = start;
  while (at < end) {
    const answer = openState(parsed.rules, { timeZone: "UTC", now: new Date(at), exceptions });
    const until = Math.min(answer.state === "open" ? (answer.until?.getTime() ?? end) : (answer.next?.getTime() ?? end), end);
    if (answer.state === "open") found.push(`${wall(at)} ${wall(until)}`);
    at = Math.max(until, at + MINUTE);
  }
  return found;
}

/** The case's open and unknown stretches; neighbours that differ in their comment alone count as one. */
function joinedIntervals(one: ValidCase, states = ["open", "unknown"]): string[] {
  const joined: string[] = [];
  for (const { from, to, state } of one.intervals) {
    if (!states.includes(state)) continue;
    const last = joined.at(-1);
    if (last?.slice(17) === from.slice(0, 16)) joined[joined.length - 1] = `${last.slice(0, 16)} ${to.slice(0, 16)}`;
    else joined.push(`${from.slice(0, 16)} ${to.slice(0, 16)}`);
  }
  return joined;
}

function wall(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

/** The public holidays of Baden-Württemberg around a window, as the cases ask. */
function holidaysAround(from: string, to: string): string[] {
  const calendar = new Holidays("DE", "BW");
  const dates: string[] = [];
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)) + 1; year++) {
    dates.push(...calendar.getHolidays(year).flatMap((holiday) => (holiday.type === "public" ? [holiday.date.slice(0, 10)] : [])));
  }
  return dates;
}

describe("parseOpeningHours on the library's own cases", () => {
  it.skipIf(!cases)("reproduces 64 of 160 exactly, and calls none weekly that it gets wrong", () => {
    const wrong: string[] = [];
    const outcome = new Map<string, number>();
    let reproduced = 0;
    for (const one of cases?.valid ?? []) {
      const parsed = parseOpeningHours(one.value, place);
      const label = parsed.reason ?? parsed.status;
      outcome.set(label, (outcome.get(label) ?? 0) + 1);
      if (parsed.status !== "weekly" && parsed.status !== "always") {
        expect(parsed.reason, one.id).not.toBeNull();
        continue;
      }
      const joined = joinedIntervals(one);
      const got = stretches(parsed, one.from, one.to);
      if (JSON.stringify(got) === JSON.stringify(joined)) reproduced++;
      else wrong.push(`${one.id} ${one.value}\n got ${got.slice(0, 6).join(" | ")}\n want ${joined.slice(0, 6).join(" | ")}`);
    }
    expect(wrong).toEqual([]);
    expect(reproduced).toBe(64);
    expect(Object.fromEntries(outcome)).toEqual({
      weekly: 61,
      always: 3,
      no_times: 39,
      open_end: 12,
      year_dependent: 12,
      easter_dependent: 9,
      nth_weekday: 6,
      holiday_dependent: 4,
      sun_dependent: 4,
      uncertain_hours: 4,
      holidays_only: 2,
      never_open: 2,
      week_dependent: 2,
    });
  }, 60_000);

  it.skipIf(!cases)("leaves all 40 invalid values unparsed", () => {
    for (const one of cases?.invalid ?? []) {
      expect(parseOpeningHours(one.value, place), one.id).toMatchObject({ status: "unparsed", rules: [], reason: "invalid" });
    }
    expect(cases?.invalid).toHaveLength(40);
  });

  it.skipIf(!cases)("never claims more than is certain when it says partial", () => {
    for (const one of cases?.valid ?? []) {
      const parsed = parseOpeningHours(one.value, place);
      if (parsed.status !== "partial" || parsed.rules.length === 0 || parsed.holidayRule !== "unknown" || /PH/.test(one.value)) continue;
      for (const stretch of stretches(parsed, one.from, one.to)) {
        const covered = joinedIntervals(one, ["open"]).some((known) => known.slice(0, 16) <= stretch.slice(0, 16) && stretch.slice(17) <= known.slice(17));
        expect(covered, `${one.id} ${one.value} ${stretch}`).toBe(true);
      }
    }
  }, 60_000);
});

/** Rules as short text, e.g. "1 480-720". */
function short(parsed: ParsedHours): string[] {
  return parsed.rules.map(
    (rule) => `${rule.weekday} ${rule.opensMinute}-${rule.closesMinute}${rule.fromMonthDay ? ` ${rule.fromMonthDay}..${rule.toMonthDay}` : ""}`,
  );
}

describe("parseOpeningHours", () => {
  it("reads a week with a break and closed holidays", () => {
    const parsed = parseOpeningHours("Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-12:00; PH off", place);
    expect(parsed).toMatchObject({ status: "weekly", holidayRule: "closed", holidayHours: null, reason: null, warnings: [] });
    expect(parsed.rules).toHaveLength(11);
    expect(short(parsed)).toContain("6 540-720");
  });

  it("knows 24/7, and that closed holidays make it less than always", () => {
    expect(parseOpeningHours("24/7", place)).toMatchObject({ status: "always", holidayRule: "unknown" });
    expect(parseOpeningHours("24/7; PH off", place)).toMatchObject({ status: "weekly", holidayRule: "closed" });
  });

  it("keeps hours over midnight whole", () => {
    expect(short(parseOpeningHours("Fr-Sa 22:00-02:00", place))).toEqual(["5 1320-1560", "6 1320-1560"]);
  });

  it("keeps seasons by their dates, also where one begins on a holiday", () => {
    expect(short(parseOpeningHours("Mar-Oct Tu 13:00-18:00; Nov-Feb Tu 13:00-17:00; Sa 09:00-12:00", place))).toEqual([
      "2 780-1020 11-01..02-29",
      "2 780-1080 03-01..10-31",
      "6 540-720",
    ]);
    expect(short(parseOpeningHours("Apr-Oct Mo 08:00-18:00; Nov-Mar Mo 09:00-16:00; PH off", place))).toEqual([
      "1 540-960 11-01..03-31",
      "1 480-1080 04-01..10-31",
    ]);
    expect(short(parseOpeningHours("Jul-Dec Mo 08:00-12:00; Jan-Jun Mo 09:00-12:00; PH off", place))).toEqual([
      "1 540-720 01-01..06-30",
      "1 480-720 07-01..12-31",
    ]);
    expect(short(parseOpeningHours("Mo 08:00-18:00; Dec 25-26 off; PH off", place))).toEqual(["1 480-1080 12-27..12-24"]);
  });

  it("writes a position in the month as dates, except in February, whose end moves", () => {
    expect(short(parseOpeningHours("Jan,Mar Sa[-1] 09:30-13:00", place))).toEqual(["6 570-780 01-25..01-31", "6 570-780 03-25..03-31"]);
    expect(parseOpeningHours("Mo 08:00-09:00; Feb Sa[-1] 09:30-13:00", place)).toMatchObject({ status: "partial", reason: "nth_weekday", rules: [{ weekday: 1 }] });
  });

  it("gives holidays hours of their own", () => {
    expect(parseOpeningHours("Mo-Sa 10:00-18:00; PH 10:00-12:00", place)).toMatchObject({
      status: "weekly",
      holidayRule: "open",
      holidayHours: [{ opensMinute: 600, closesMinute: 720 }],
    });
  });

  it.each([
    ["yes", "unparsed", "invalid"],
    ["12.00", "unparsed", "invalid"],
    ["nur Fusion Festival", "unparsed", "invalid"],
    ["Apr-Oct", "partial", "no_times"],
    ["17:00+", "partial", "open_end"],
    ['Mo-Fr 08:00-12:00 || "by appointment"', "partial", "uncertain_hours"],
    ["sunrise-sunset", "partial", "sun_dependent"],
    ["SH Mo-Fr 10:00-12:00", "partial", "school_holidays"],
    ["2026 Mo-Fr 10:00-12:00", "partial", "year_dependent"],
    ["week 01-53/2 Mo 07:30-08:00", "partial", "week_dependent"],
    ["PH -1 day 10:00-12:00", "partial", "holiday_dependent"],
  ])("is honest about %s", (raw, status, reason) => {
    expect(parseOpeningHours(raw, place)).toMatchObject({ status, reason });
  });

  it("reads German weekday names and dots, and says that it corrected them", () => {
    const parsed = parseOpeningHours("Mo-Do 08:00-12:00", place);
    expect(short(parsed)).toEqual(["1 480-720", "2 480-720", "3 480-720", "4 480-720"]);
    expect(parsed.warnings).toEqual(["word_error_correction"]);
    expect(parseOpeningHours("Mo-Fr 09:00-12.00", place).warnings).toEqual(["hour_min_separator"]);
  });

  it("does not guess a weekday whose letters mean different days in different countries", () => {
    const spain = { ...place, countryCode: "ES", timeZone: "Europe/Madrid" };
    expect(parseOpeningHours("Sa-Do 09:00-14:00", spain)).toMatchObject({ status: "partial", reason: "uncertain_spelling", rules: [] });
    expect(parseOpeningHours("L-V 09:00-14:00", spain)).toMatchObject({ status: "partial", reason: "uncertain_spelling", rules: [] });
    expect(parseOpeningHours("Mo–Fr 08:00–12:00", spain)).toMatchObject({ status: "weekly" });
    expect(parseOpeningHours("off", spain)).toMatchObject({ status: "partial", reason: "never_open" });
    expect(parseOpeningHours("x".repeat(5_000), spain)).toMatchObject({ status: "unparsed", reason: "invalid" });
  });

  it("hands out copies", () => {
    parseOpeningHours("Mo 08:00-09:00", place).rules.pop();
    expect(parseOpeningHours("Mo 08:00-09:00", place).rules).toHaveLength(1);
  });

  it("gives the same answer whatever zone the process runs in", () => {
    const program = `
      import { parseOpeningHours } from ${JSON.stringify(path.join(import.meta.dirname, "parse.server.ts"))};
      const place = ${JSON.stringify(place)};
      const values = ["Mo-Fr 08:00-12:00; PH off", "Sa 22:00-03:00", "Su 01:00-04:00", "Apr-Sep Sa 02:00-03:30", "Mar Su[-1]-Oct Su[-1] -1 day: Mo 02:30-03:00"];
      console.log(JSON.stringify([new Date(0).getHours(), values.map((value) => parseOpeningHours(value, place))]));`;
    const run = (TZ: string) => {
      const output = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
        env: { ...process.env, TZ },
        cwd: path.resolve(import.meta.dirname, "../../../.."),
        encoding: "utf8",
      });
      return JSON.parse(output) as [number, unknown];
    };
    const [aucklandHour, auckland] = run("Pacific/Auckland");
    const [newYorkHour, newYork] = run("America/New_York");
    expect(aucklandHour).not.toBe(newYorkHour);
    expect(auckland).toEqual(newYork);
  }, 60_000);
});

describe("parseGermanHours", () => {
  it.each([
    ["Mo-Fr: 08:00-12:15 / 13:30-18:30, Sa: 08:00-12:15", 11],
    ["Mo - Fr 7-12 / 13-17 Uhr", 10],
    ["Mo-Fr 7-11:45 und 13-16:45, Sa 8-12:30", 11],
    ["Mo-Mi: 07:30-18:30, Do: 07:30-20:00, Fr: 07:30-19:00, Sa: 08:00-18:00", 6],
    ["MO-FR 8-12.15 und 13.30-18.30 / SA 8-13", 11],
    ["Sa ** 9:30-13:00 Uhr; ** letzter Samstag im Januar, März, Mai, Juli", 4],
  ])("reads %s", (raw, rules) => {
    const parsed = parseGermanHours(raw, place);
    expect([parsed.status, parsed.rules.length]).toEqual(["weekly", rules]);
  });

  it.each([
    ["Öffnungszeiten beachten", "unreadable_text"],
    ["07:00 Uhr bis 12:00 Uhr", "no_weekdays"],
    ["Mo-Fr 7:30-11:45 und 13-16:45 (Fr bis 16:30) Sa 9-13", "unreadable_text"],
    ["Mo-Fr 25-26", "unreadable_text"],
    ["", "unreadable_text"],
  ])("does not guess at %s", (raw, reason) => {
    expect(parseGermanHours(raw, place)).toMatchObject({ status: "unparsed", reason });
  });
});
