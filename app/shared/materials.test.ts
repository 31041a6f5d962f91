import { describe, expect, it } from "vitest";

import en from "#app/locales/en/materials.json" with { type: "json" };
import zh from "#app/locales/zh-CN/materials.json" with { type: "json" };

import { findMaterial, isMaterialCode, MATERIAL_CODES, MATERIAL_GROUPS, MATERIALS, materialsOfGroup } from "./materials.ts";

describe("the material vocabulary", () => {
  it("has no code twice and only readable codes", () => {
    expect(new Set(MATERIAL_CODES).size).toBe(MATERIAL_CODES.length);
    for (const code of MATERIAL_CODES) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });

  it("names each code and group in both languages, and nothing else", () => {
    for (const words of [en, zh]) {
      expect(Object.keys(words.names).sort()).toEqual([...MATERIAL_CODES].sort());
      expect(Object.keys(words.groups).sort()).toEqual([...MATERIAL_GROUPS].sort());
    }
  });

  it("leaves no group empty and bounds each visit", () => {
    for (const group of MATERIAL_GROUPS) expect(materialsOfGroup(group).length).toBeGreaterThan(0);
    for (const entry of MATERIALS) expect(entry.maxVisitGrams).toBeGreaterThan(0);
  });

  it("tells codes from other text", () => {
    expect(isMaterialCode("pet")).toBe(true);
    expect(isMaterialCode("toString")).toBe(false);
    expect(findMaterial("residual")).toBeNull();
    expect(findMaterial("batteries_ev")).toMatchObject({ hazard: true, licenceBound: true, typicalUnit: "piece" });
  });
});
