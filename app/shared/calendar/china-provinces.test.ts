import { describe, expect, it } from "vitest";
import { CHINA_PROVINCES, inNumbers } from "./china-provinces.ts";

describe("the provinces of China", () => {
  it("are thirty-one, each once by number, letters and name", () => {
    for (const key of ["number", "letters", "name"] as const) expect(new Set(CHINA_PROVINCES.map((one) => one[key])).size).toBe(31);
  });

  it("have one spelling, and other countries' parts keep theirs", () => {
    expect(["CN-YN", "CN-53", "CN-XX", "DE-BY", "US-HI"].map(inNumbers)).toEqual(["CN-53", "CN-53", "CN-XX", "DE-BY", "US-HI"]);
  });
});
