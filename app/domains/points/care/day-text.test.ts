import { describe, expect, it } from "vitest";
import { dayText, parseDayText } from "./day-text.ts";

describe("the hours of a day as typed", () => {
  it.each([
    ["", []],
    ["09:00-12:00, 13:00-18:00", [[540, 720], [780, 1080]]],
    ["13:00-18:00；9.00–12.00", [[540, 720], [780, 1080]]],
    ["9:00 至 18:00", [[540, 1080]]],
    ["22:00-02:00", [[1320, 1560]]],
    ["00:00-24:00", [[0, 1440]]],
    ["00:00-00:00", [[0, 1440]]],
  ])("%j is read", (text, minutes) => {
    expect(parseDayText(text)).toEqual(minutes.map(([opensMinute, closesMinute]) => ({ opensMinute, closesMinute })));
  });

  it.each(["nine to five", "09:00", "09:00-25:00", "09:60-10:00", "24:00-02:00", "09:00-12:00, 11:00-13:00", "1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-10:00,11:00-12:00,13:00-14:00"])("%j is not guessed", (text) => {
    expect(parseDayText(text)).toBeNull();
  });

  it("comes back as it was typed", () => {
    for (const text of ["09:00-12:00, 13:00-18:00", "22:00-02:00", "00:00-24:00", ""]) expect(dayText(parseDayText(text) ?? [])).toBe(text);
  });
});
