import { execFileSync } from "node:child_process";
import path from "node:path";
import Holidays from "date-holidays";
import { describe, expect, it } from "vitest";
import { sharedData } from "#tests/setup/shared-data.ts";
import { openState, type HoursException } from "./hours.ts";
import { parseGermanHours, parseOpeningHours } from "./parse.server.ts";
import type { ParsedHours } from "./parsed-hours.ts";

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
  const exceptions = holidayExceptions(parsed, from, to);
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

function wall(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

function holidayExceptions(parsed: ParsedHours, from: string, to: string): HoursException[] {
  if (parsed.holidayRule === "unknown" || (parsed.holidayRule === "open" && !parsed.holidayHours)) return [];
  const calendar = new Holidays("DE", "BW");
  const exceptions: HoursException[] = [];
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)) + 1; year++) {
    for (const holiday of calendar.getHolidays(year)) {
      if (holiday.type === "public") exceptions.push({ date: holiday.date.slice(0, 10), intervals: parsed.holidayHours ?? [] });
    }
  }
  return exceptions;
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
      const want = one.intervals.map((interval) => `${interval.from.slice(0, 16)} ${interval.to.slice(0, 16)}`);
      // Neighbouring stretches with different comments count as one here.
      const joined = want.reduce<string[]>((list, next) => {
        const last = list.at(-1);
        if (last?.slice(17) === next.slice(0, 16)) list[list.length - 1] = `${last.slice(0, 16)} ${next.slice(17)}`;
        else list.push(next);
        return list;
      }, []);
      const got = stretches(parsed, one.from, one.to);
      if (JSON.stringify(got) === JSON.stringify(joined)) reproduced++;
      else wrong.push(`${one.id} ${one.value}\n got ${got.slice(0, 6).join(" | ")}\n want ${joined.slice(0, 6).join(" | ")}`);
    }
    console.info(`opening hours: ${reproduced} of 160 reproduced`, Object.fromEntries(outcome));
    expect(wrong).toEqual([]);
    expect(reproduced).toBeGreaterThanOrEqual(64);
  });
});
