import { describe, expect, it } from "vitest";
import { CHINA_YEARS } from "./china-days.ts";
import { datesBetween, dayKind, daysWorkedInstead, movesWorkingDays, publicHolidays, specialDays, subdivisionsOf } from "./day-kind.server.ts";

describe("what a date is", () => {
  it.each([
    ["2025-01-26", "worked_instead"],
    ["2025-01-28", "day_off"],
    ["2025-10-08", "day_off"],
    ["2025-10-11", "worked_instead"],
    ["2026-01-01", "day_off"],
    ["2026-01-03", "day_off"],
    ["2026-01-04", "worked_instead"],
    ["2026-02-14", "worked_instead"],
    ["2026-02-23", "day_off"],
    ["2026-02-24", "working"],
    ["2026-02-28", "worked_instead"],
    ["2026-05-09", "worked_instead"],
    ["2026-09-20", "worked_instead"],
    ["2026-10-07", "day_off"],
    ["2026-10-10", "worked_instead"],
    ["2026-10-17", "weekend"],
  ] as const)("in China, %s is %s", (date, kind) => {
    expect(dayKind("CN", date)).toBe(kind);
  });

  it("is not guessed for a year nobody has fixed, nor for a country without a calendar", () => {
    expect(dayKind("CN", "2031-10-01")).toBe("not_fixed");
    expect(dayKind("CN", "2031-03-11")).toBe("not_fixed");
    expect(specialDays("CN", 2031)).toBeNull();
    expect(dayKind("ZZ", "2026-01-01")).toBe("not_fixed");
    expect(publicHolidays("ZZ", 2026)).toEqual([]);
  });

  it("elsewhere comes from the public holidays of the whole country and its own weekend", () => {
    expect(dayKind("DE", "2026-12-25")).toBe("day_off");
    // Epiphany is kept in three of sixteen states.
    expect(dayKind("DE", "2026-01-06")).toBe("working");
    expect(dayKind("DE", "2026-01-10")).toBe("weekend");
    expect(dayKind("SA", "2026-01-09")).toBe("weekend");
    expect(dayKind("SA", "2026-01-11")).toBe("working");
    expect(specialDays("DE", 2026)?.find((day) => day.date === "2026-10-03")?.name?.en).toBeTruthy();
  });

  it("a part of a country keeps days of its own, by its name in both languages or the country's", () => {
    const kinds = (date: string, ...regions: string[]) => regions.map((region) => dayKind(region, date));
    expect(kinds("2026-01-06", "DE", "DE-BY", "DE-BW", "DE-BE")).toEqual(["working", "day_off", "day_off", "working"]);
    expect(kinds("2027-03-08", "DE", "DE-BE", "DE-BY")).toEqual(["working", "day_off", "working"]);
    // The day of Catalonia, a Friday, and Saint Stephen's, a Saturday.
    expect(kinds("2026-09-11", "ES", "ES-CT", "ES-MD")).toEqual(["working", "day_off", "working"]);
    expect(kinds("2026-12-26", "ES", "ES-CT")).toEqual(["weekend", "day_off"]);
    expect(specialDays("DE-BY", 2026)?.find((day) => day.date === "2026-01-06")?.name).toEqual({ en: "Epiphany", "zh-CN": expect.any(String) });
    // What nobody knows is the country.
    expect(specialDays("DE-XX", 2026)).toEqual(specialDays("DE", 2026));
    expect(movesWorkingDays("CN-53")).toBe(true);
    expect(dayKind("CN-53", "2026-02-14")).toBe("worked_instead");
  });

  it("knows the parts of a country that have some, and none of others", () => {
    expect(subdivisionsOf("DE")).toHaveLength(16);
    expect(subdivisionsOf("ES")).toContainEqual({ code: "ES-CT", name: "Cataluña" });
    expect(subdivisionsOf("CN")).toHaveLength(31);
    expect(subdivisionsOf("CN")).toContainEqual({ code: "CN-53", name: "云南" });
    expect(specialDays("CN-53", 2026)).toEqual(specialDays("CN", 2026));
    expect(subdivisionsOf("ZZ")).toEqual([]);
  });

  it("days worked instead lie on weekends and outside the days off, in every year that is known", () => {
    for (const year of Object.keys(CHINA_YEARS).map(Number)) {
      const off = publicHolidays("CN", year);
      for (const date of daysWorkedInstead("CN", year)) {
        expect([0, 6]).toContain(new Date(`${date}T00:00:00Z`).getUTCDay());
        expect(off).not.toContain(date);
      }
    }
  });

  it("dates between cross months and clock changes", () => {
    expect(datesBetween("2026-03-28", "2026-04-02")).toEqual(["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02"]);
    expect(datesBetween("2026-04-02", "2026-04-01")).toEqual([]);
  });
});
