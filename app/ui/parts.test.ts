import { describe, expect, it } from "vitest";
import { initials } from "./avatar.tsx";
import { arcPath } from "./brand/logo.tsx";
import { pressKey } from "./forms/number-pad.tsx";
import { around } from "./map/bounds.ts";
import { formatInstant, formatLeft, formatRelative, formatSpan } from "./time.tsx";

describe("initials", () => {
  it.each([
    ["Mina Okafor", "MO"],
    ["  lindenhof ", "L"],
    ["Anna de la Cruz", "AC"],
    ["王芳", "王"],
    ["", ""],
  ])("of %j are %j", (name, expected) => expect(initials(name)).toBe(expected));
});

describe("the number pad", () => {
  const type = (keys: string, decimals = 1) => [...keys].reduce((text, key) => pressKey(text, key === "<" ? "back" : (key as "1"), decimals), "");
  it.each([
    ["24.3", 1, "24.3"],
    ["24.35", 1, "24.3"],
    ["2..5", 1, "2.5"],
    [".5", 1, "0.5"],
    ["05", 1, "5"],
    ["12.5", 0, "125"],
    ["12<3", 1, "13"],
    ["1234567", 1, "123456"],
  ])("keys %s with %d decimals give %s", (keys, decimals, text) => expect(type(keys, decimals)).toBe(text));
});

describe("time for people", () => {
  const place = { locale: "en", timeZone: "Europe/Berlin" };
  it("is the place's time", () => {
    expect(formatInstant("2026-04-14T12:00:00Z", { ...place, format: "time" })).toBe("14:00");
  });
  it("writes one day once and two days twice", () => {
    expect(formatSpan("2026-04-14T12:00:00Z", "2026-04-14T12:30:00Z", place)).toMatch(/^Tue,? 14 Apr 14:00–14:30$/);
    expect(formatSpan("2026-04-14T21:00:00Z", "2026-04-14T23:00:00Z", place)).toMatch(/14 Apr 23:00 – .*15 Apr 01:00$/);
  });
  it("counts down without going below zero", () => {
    expect(formatLeft(581_000)).toBe("09:41");
    expect(formatLeft(7_781_000)).toBe("2:09:41");
    expect(formatLeft(-5)).toBe("00:00");
  });
  it("says how long ago by the largest unit", () => {
    const now = "2026-04-14T12:00:00Z";
    expect(formatRelative("2026-04-14T09:10:00Z", now, "en")).toBe("2 hours ago");
    expect(formatRelative("2026-04-15T12:00:00Z", now, "en")).toBe("tomorrow");
    expect(formatRelative("2026-04-14T11:59:40Z", now, "zh-CN")).toBe("现在");
  });
});

describe("arcs", () => {
  it("start at the top and go clockwise", () => {
    expect(arcPath(0, 0, 10, 0, 90)).toBe("M0 -10A10 10 0 0 1 10 0");
    expect(arcPath(0, 0, 10, 0, 270)).toContain(" 1 1 ");
  });
});

describe("the map's frame", () => {
  it("holds all markers", () => {
    expect(around([{ lat: 1, lon: 5 }, { lat: -2, lon: 9 }])).toEqual({ south: -2, west: 5, north: 1, east: 9 });
  });
  it("is somewhere when there are none", () => expect(around([]).north).toBeGreaterThan(around([]).south));
});
