import { expect, it } from "vitest";
import type { WeeklyRule } from "../hours/hours.ts";
import { pointHoursInput } from "./care.schema.ts";
import { errorsByField, hoursOfForm, materialsOfForm, typedHours } from "./forms.ts";

const rule = (weekday: number, opensMinute: number, closesMinute: number, season: [string, string] | null = null): WeeklyRule => ({ weekday, opensMinute, closesMinute, fromMonthDay: season?.[0] ?? null, toMonthDay: season?.[1] ?? null });

function formOf(hours: ReturnType<typeof typedHours>): FormData {
  const form = new FormData();
  hours.seasons.forEach((season, index) => {
    form.set(`seasons-${index}-from`, season.from);
    form.set(`seasons-${index}-to`, season.to);
    season.days.forEach((day, weekday) => form.set(`seasons-${index}-days-${weekday}`, day));
  });
  form.set("holidayRule", hours.holidayRule);
  form.set("makeUpWeekday", hours.makeUpWeekday);
  return form;
}

it("seasons and several stretches a day survive being shown and sent again", () => {
  const rules = [rule(1, 540, 720), rule(1, 780, 1080), rule(6, 600, 840, ["04-01", "09-30"]), rule(6, 600, 720, ["10-01", "03-31"]), rule(5, 1320, 1560)];
  const sent = pointHoursInput.parse({ pointId: "p", version: "3", ...hoursOfForm(formOf(typedHours({ rules, holidayRule: "closed", makeUpWeekday: 1 }))) });
  expect(sent).toMatchObject({ version: 3, holidayRule: "closed", makeUpWeekday: 1 });
  const keyOf = (one: WeeklyRule) => [one.weekday, one.fromMonthDay ?? "", one.opensMinute].join();
  const order = (a: WeeklyRule, b: WeeklyRule) => keyOf(a).localeCompare(keyOf(b));
  expect([...sent.seasons].sort(order)).toEqual([...rules].sort(order));
});

it("an empty further season is none; what cannot be read is an error at its field", () => {
  const form = formOf({ seasons: [{ from: "", to: "", days: ["9 to 5", "", "", "", "", "", ""] }, { from: "", to: "", days: Array<string>(7).fill(" ") }, { from: "13-01", to: "", days: Array<string>(7).fill("") }], holidayRule: "maybe", makeUpWeekday: "0" });
  const typed = hoursOfForm(form);
  expect(typed.seasons).toHaveLength(2);
  const parsed = pointHoursInput.safeParse({ pointId: "p", version: 1, ...typed });
  expect(parsed.success ? {} : errorsByField(parsed.error)).toEqual({ "seasons-0-days-0": "point-care:hours.unread", "seasons-1-from": "point-care:hours.monthDay", holidayRule: "errors:choose" });
});

it("of materials only what is said counts", () => {
  const form = new FormData();
  form.set("says-cardboard", "takes");
  form.set("note-cardboard", "Flat, dry");
  form.set("says-engine_oil", "refuses");
  form.set("says-newspaper", "");
  form.set("says-moon_dust", "takes");
  expect(materialsOfForm(form)).toEqual([{ material: "cardboard", accepts: true, conditionNote: "Flat, dry" }, { material: "engine_oil", accepts: false, conditionNote: "" }]);
});
