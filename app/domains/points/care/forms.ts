import type { z } from "zod";
import { MATERIALS } from "#app/shared/materials.ts";
import type { DayInterval, WeeklyRule } from "../hours/hours.ts";
import { MAX_SEASONS } from "../hours/part-of-year.ts";
import { dayText } from "./day-text.ts";

/** A week with its season as text, as the form of hours shows it. */
export interface TypedSeason {
  from: string;
  to: string;
  days: string[];
}

/** What the form of hours shows. */
export interface TypedHours {
  seasons: TypedSeason[];
  /** `own` where there are hours of their own for holidays. */
  holidayRule: string;
  makeUpWeekday: string;
}

const text = (form: FormData, name: string) => String(form.get(name) ?? "");

/** The first message for each field that has one: `seasons-0-days-3` for the path seasons, 0, days, 3. */
export function errorsByField(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[issue.path.join("-")] ??= issue.message;
  return errors;
}

/** The days of a week from fields named `PREFIX-0` to `PREFIX-6`. */
export function daysOfForm(form: FormData, prefix: string): string[] {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => text(form, `${prefix}-${day}`));
}

/** The weeks of a form; a further season of which nothing was filled in is no season. */
export function hoursOfForm(form: FormData): TypedHours {
  const seasons = Array.from({ length: MAX_SEASONS }, (_, index) => index)
    .filter((index) => form.has(`seasons-${index}-days-0`))
    .map((index) => ({ from: text(form, `seasons-${index}-from`).trim(), to: text(form, `seasons-${index}-to`).trim(), days: daysOfForm(form, `seasons-${index}-days`) }))
    .filter((season, index) => index === 0 || [season.from, season.to, ...season.days].some((one) => one.trim() !== ""));
  return { seasons, holidayRule: text(form, "holidayRule"), makeUpWeekday: text(form, "makeUpWeekday") || "0" };
}

/** Stored rules as the form shows them: a week for each season, that of all the year first. */
export function typedHours(point: { rules: readonly WeeklyRule[]; holidayRule: string; holidayHours?: readonly DayInterval[] | null; makeUpWeekday: number | null }): TypedHours {
  const seasons = new Map<string, WeeklyRule[]>();
  for (const rule of point.rules) {
    const key = `${rule.fromMonthDay ?? ""}|${rule.toMonthDay ?? ""}`;
    seasons.set(key, [...(seasons.get(key) ?? []), rule]);
  }
  if (seasons.size === 0) seasons.set("|", []);
  return {
    seasons: [...seasons].sort(([a], [b]) => a.localeCompare(b)).map(([key, rules]) => {
      const [from = "", to = ""] = key.split("|");
      return { from, to, days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => dayText(rules.filter((rule) => rule.weekday === weekday))) };
    }),
    holidayRule: holidayChoice(point),
    makeUpWeekday: String(point.makeUpWeekday ?? 0),
  };
}

/** What is chosen for holidays in the form: hours of their own are neither "as usual" nor lost when other hours are changed. */
export function holidayChoice(point: { holidayRule: string; holidayHours?: readonly DayInterval[] | null }): "open" | "closed" | "unknown" | "own" {
  if (point.holidayRule === "open") return point.holidayHours ? "own" : "open";
  return point.holidayRule === "closed" ? "closed" : "unknown";
}

/** What the form of materials says of each, from `says-CODE` (takes, refuses or blank) and `note-CODE`. */
export function materialsOfForm(form: FormData): { material: string; accepts: boolean; conditionNote: string }[] {
  return MATERIALS.flatMap(({ code }) => {
    const says = text(form, `says-${code}`);
    return says === "takes" || says === "refuses" ? [{ material: code, accepts: says === "takes", conditionNote: text(form, `note-${code}`) }] : [];
  });
}

const factFields = [
  "name", "kind", "address", "postalCode", "city", "subdivisionCode", "latitude", "longitude", "phone", "website", "access", "accessNote", "wheelchair", "lorryAccess", "heightLimitCentimetres", "dailyVisits", "dailyGrams",
] as const;
export type TypedFacts = Record<(typeof factFields)[number], string> & { staffed: boolean };

/** The facts of a form as typed. */
export function factsOfForm(form: FormData): TypedFacts {
  return { ...(Object.fromEntries(factFields.map((name) => [name, text(form, name)])) as Record<(typeof factFields)[number], string>), staffed: form.has("staffed") };
}

/** Stored facts as the form shows them. */
export function typedFacts(point: {
  [name in Exclude<(typeof factFields)[number], "latitude" | "longitude" | "lorryAccess" | "heightLimitCentimetres" | "dailyVisits" | "dailyGrams">]: string | null;
} & { latitude: number; longitude: number; lorryAccess: boolean | null; heightLimitCentimetres: number | null; dailyVisits: number | null; dailyGrams: number | null; staffed: boolean }): TypedFacts {
  const number = (value: number | null, unit = 1) => (value === null ? "" : String(value / unit));
  return {
    name: point.name ?? "",
    kind: point.kind ?? "",
    address: point.address ?? "",
    postalCode: point.postalCode ?? "",
    city: point.city ?? "",
    subdivisionCode: point.subdivisionCode ?? "",
    latitude: number(point.latitude),
    longitude: number(point.longitude),
    phone: point.phone ?? "",
    website: point.website ?? "",
    access: point.access ?? "",
    accessNote: point.accessNote ?? "",
    wheelchair: point.wheelchair ?? "",
    lorryAccess: point.lorryAccess === null ? "" : point.lorryAccess ? "yes" : "no",
    heightLimitCentimetres: number(point.heightLimitCentimetres, 100),
    dailyVisits: number(point.dailyVisits),
    dailyGrams: number(point.dailyGrams, 1000),
    staffed: point.staffed,
  };
}
