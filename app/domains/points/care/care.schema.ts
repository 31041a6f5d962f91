import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { isMaterialCode, type MaterialCode } from "#app/shared/materials.ts";
import type { DayInterval, WeeklyRule } from "../hours/hours.ts";
import { MAX_SEASONS } from "../hours/part-of-year.ts";
import { parseDayText } from "./day-text.ts";

/** What a place is, in one choice: its tier, and for a collection point whether it is a container or a centre. */
export const placeKinds = ["container", "centre", "transfer", "sorting"] as const;
export type PlaceKind = (typeof placeKinds)[number];
export const accessKinds = ["yes", "customers", "residents", "permit", "private"] as const;
export const wheelchairAnswers = ["yes", "limited", "no"] as const;
export const MAX_POINT_PHOTOS = 6;

const short = (max: number) => z.string().trim().max(max, { error: fieldMessage("errors:tooLong", { max }) });
const blankIsNull = (max: number) => short(max).transform((text) => text || null);
const degrees = (limit: number) =>
  z.coerce.number({ error: "errors:number" }).min(-limit, { error: fieldMessage("errors:tooSmall", { min: -limit }) }).max(limit, { error: fieldMessage("errors:tooLarge", { max: limit }) });
/** A number as typed, with a comma or a point, times `unit` as an integer; blank is null. */
const optionalAmount = (unit: number, max: number) =>
  z.string().trim().transform((text, context): number | null => {
    if (text === "") return null;
    const amount = Math.round(Number(text.replace(",", ".")) * unit);
    if (Number.isFinite(amount) && amount > 0 && amount <= max * unit) return amount;
    context.addIssue({ code: "custom", message: amount > max * unit ? fieldMessage("errors:tooLarge", { max }) : "errors:positive" });
    return z.NEVER;
  });
const ref = { pointId: z.string().min(1), version: z.coerce.number().int() };

/** What a point is and how one gets in. Every text as it came from the form; blank is "not said". */
export const pointFactsInput = z.object({
  ...ref,
  name: short(120).min(2, { error: fieldMessage("errors:tooShort", { min: 2 }) }),
  kind: z.enum(placeKinds, { error: "errors:choose" }),
  staffed: z.boolean().default(false),
  address: blankIsNull(200),
  postalCode: blankIsNull(20),
  city: blankIsNull(80),
  /** ISO 3166-2; blank: as the address says. */
  subdivisionCode: z.union([z.literal("").transform(() => null), z.string().trim().toUpperCase().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, { error: "errors:choose" })]).default(null),
  latitude: degrees(90),
  longitude: degrees(180),
  phone: blankIsNull(40),
  website: blankIsNull(300),
  access: z.enum([...accessKinds, ""]).transform((answer) => answer || null),
  accessNote: short(500),
  wheelchair: z.enum([...wheelchairAnswers, ""]).transform((answer) => answer || null),
  lorryAccess: z.enum(["yes", "no", ""]).transform((answer) => (answer === "" ? null : answer === "yes")),
  /** Metres as typed. */
  heightLimitCentimetres: optionalAmount(100, 20),
  dailyVisits: optionalAmount(1, 100_000),
  /** Kilograms as typed. */
  dailyGrams: optionalAmount(1000, 1_000_000),
});
export type PointFactsInput = z.output<typeof pointFactsInput>;

/** What a point says of one material. */
export const materialLine = z.object({
  material: z.string().refine((code): code is MaterialCode => isMaterialCode(code), { error: "errors:choose" }),
  accepts: z.boolean(),
  conditionNote: blankIsNull(200),
});
export const pointMaterialsInput = z.object({ ...ref, lines: z.array(materialLine).max(200) });
export type PointMaterialsInput = z.output<typeof pointMaterialsInput>;

/** A date of every year, `MM-DD`. */
export const monthDay = /^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2\d))$/;
const season = z
  .object({ from: z.string().trim(), to: z.string().trim(), days: z.array(z.string().max(200)).length(7) })
  .transform(({ from, to, days }, context) => {
    if ((from === "") !== (to === "") || (from !== "" && !monthDay.test(from))) context.addIssue({ code: "custom", path: ["from"], message: "point-care:hours.monthDay" });
    else if (to !== "" && !monthDay.test(to)) context.addIssue({ code: "custom", path: ["to"], message: "point-care:hours.monthDay" });
    return days.flatMap((text, index): WeeklyRule[] => {
      const intervals = parseDayText(text);
      if (!intervals) context.addIssue({ code: "custom", path: ["days", index], message: "point-care:hours.unread" });
      return (intervals ?? []).map((interval) => ({ ...interval, weekday: index + 1, fromMonthDay: from || null, toMonthDay: to || null }));
    });
  });

/** The weekly hours of a point, whole: a week for each season (or one for all the year), and what holds on special days. */
export const pointHoursInput = z.object({
  ...ref,
  seasons: z.array(season).min(1).max(MAX_SEASONS).transform((weeks) => weeks.flat()),
  /** `own`: open at the hours of their own that were said for holidays, which no form asks for; `open` is as usual. */
  holidayRule: z.enum(["open", "closed", "unknown", "own"], { error: "errors:choose" }),
  makeUpWeekday: z.coerce.number().int().min(0).max(7).transform((weekday) => weekday || null),
});
export type PointHoursInput = z.output<typeof pointHoursInput>;

const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: "errors:date" }).refine((date) => !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date), { error: "errors:date" });
export const MAX_DATES = 62;

/** Other hours on one date, or on all dates up to `until`. `hours` blank means closed; `usual` takes what was said of them away. */
export const pointDatesInput = z
  .object({
    ...ref,
    date: localDate,
    until: z.union([z.literal("").transform(() => null), localDate]).default(null),
    kind: z.enum(["closed", "hours", "usual"], { error: "errors:choose" }),
    hours: z.string().max(200).default(""),
    note: blankIsNull(120).default(null),
  })
  .transform((input, context) => {
    const intervals = input.kind === "hours" ? parseDayText(input.hours) : [];
    if (!intervals || (input.kind === "hours" && intervals.length === 0)) context.addIssue({ code: "custom", path: ["hours"], message: "point-care:hours.unread" });
    const last = input.until ?? input.date;
    const days = (Date.parse(`${last}T00:00:00Z`) - Date.parse(`${input.date}T00:00:00Z`)) / 86_400_000;
    if (days < 0) context.addIssue({ code: "custom", path: ["until"], message: "point-care:dates.backwards" });
    if (days >= MAX_DATES) context.addIssue({ code: "custom", path: ["until"], message: fieldMessage("point-care:dates.tooLong", { max: MAX_DATES }) });
    return { pointId: input.pointId, version: input.version, date: input.date, until: last, kind: input.kind, intervals: intervals ?? [], note: input.note };
  });
export type PointDatesInput = z.output<typeof pointDatesInput>;

/** A point as those who care for it see it: what the forms show. */
export interface CarePoint {
  id: string;
  version: number;
  operatorPartyId: string | null;
  name: string | null;
  kind: PlaceKind;
  staffed: boolean;
  address: string | null;
  postalCode: string | null;
  city: string | null;
  latitude: number;
  longitude: number;
  timeZone: string;
  countryCode: string | null;
  subdivisionCode: string | null;
  /** Confirmed by those who judge licences; only then a licence for this part counts. */
  confirmedSubdivisionCode: string | null;
  phone: string | null;
  website: string | null;
  access: string | null;
  accessNote: string;
  wheelchair: string | null;
  lorryAccess: boolean | null;
  heightLimitCentimetres: number | null;
  dailyVisits: number | null;
  dailyGrams: number | null;
  checkDate: string | null;
  closedSince: string | null;
  materials: { material: MaterialCode; accepts: boolean; conditionNote: string | null }[];
  rules: WeeklyRule[];
  hoursStatus: string;
  holidayRule: string;
  holidayHours: DayInterval[] | null;
  makeUpWeekday: number | null;
  exceptions: { date: string; isClosed: boolean; opensMinute: number | null; closesMinute: number | null; note: string | null }[];
  photos: PointPhotoView[];
}

export interface PointPhotoView {
  id: string;
  storageKey: string;
  width: number;
  height: number;
  alt: string;
}
