import { describe, expect, it } from "vitest";

import { BASELINE_MIXES, resolveBaseline } from "./impact.baselines.ts";
import type { BaselineMix } from "./impact.baselines.ts";
import { calculate } from "./impact.formula.ts";

/** A country that does not exist: the mechanism is tested without inventing a real one's shares. */
const NOWHERE: BaselineMix = {
  id: "nowhere@1",
  title: "Nowhere",
  source: "This test",
  shares: { landfilling: 0.25, combustion: 0.75 },
};
const MIXES = [...BASELINE_MIXES, NOWHERE];

describe("named disposal mixes", () => {
  it("each say where their shares come from, and sum to one", () => {
    expect(BASELINE_MIXES.map(({ id }) => id)).toEqual(["landfill_only@1"]);
    for (const { id, source, title, shares } of BASELINE_MIXES) {
      expect(id).toMatch(/^[a-z_]+@\d+$/);
      expect(Math.min(source.length, title.length)).toBeGreaterThan(5);
      expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBe(1);
    }
  });

  it("stand in for shares", () => {
    expect(resolveBaseline({ baselineMix: "nowhere@1" }, MIXES)).toEqual({ kind: "shares", shares: NOWHERE.shares });
    expect(resolveBaseline({ baseline: { combustion: 1 } }, MIXES)).toEqual({ kind: "shares", shares: { combustion: 1 } });
    expect(resolveBaseline({}, MIXES)).toEqual({ kind: "shares", shares: { landfilling: 1 } });
  });

  it("refuse a name nobody gave, and shares beside a name", () => {
    expect(resolveBaseline({ baselineMix: "nowhere@1" })).toEqual({ kind: "refused", error: "IMPACT.UNKNOWN_MIX", detail: 'baselineMix "nowhere@1" is not known' });
    expect(resolveBaseline({ baselineMix: "nowhere@2" }, MIXES)).toMatchObject({ error: "IMPACT.UNKNOWN_MIX" });
    expect(resolveBaseline({ baselineMix: "toString" }, MIXES)).toMatchObject({ error: "IMPACT.UNKNOWN_MIX" });
    const both = resolveBaseline({ baselineMix: "nowhere@1", baseline: { landfilling: 1 } }, MIXES);
    expect(both).toEqual({ kind: "refused", error: "IMPACT.FIELDS_CONFLICT", detail: "baseline and baselineMix exclude each other" });
  });

  it.each([
    { id: "x", route: "recycle", material: "PET", massKg: 10 },
    { id: "x", route: "compost", material: "Food Waste", massKg: 10 },
    { id: "x", route: "recycle_uk_proxy", material: "Glass", massKg: 10 },
  ])("give $route the very result of their shares, and are frozen as shares", (lot) => {
    const plain = calculate(lot);
    const named = calculate({ ...lot, baselineMix: "landfill_only@1" });
    expect(plain.status).toBe("ok");
    expect(JSON.stringify(named)).toBe(JSON.stringify(plain));
    expect(named).toMatchObject({ inputs: { baseline: { landfilling: 1 } } });
    expect(named).not.toHaveProperty("inputs.baselineMix");
  });

  it("come back as refusals of the formula", () => {
    const lot = { id: "x", route: "recycle", material: "PET", massKg: 10 };
    expect(calculate({ ...lot, baselineMix: "atlantis@1" })).toMatchObject({ status: "invalid", error: "IMPACT.UNKNOWN_MIX" });
    const both = { ...lot, baselineMix: "landfill_only@1", baseline: { landfilling: 1 } };
    expect(calculate(both)).toMatchObject({ status: "invalid", error: "IMPACT.FIELDS_CONFLICT" });
    expect(calculate({ ...lot, baselineMix: "" })).toMatchObject({ status: "invalid", error: "IMPACT.OUT_OF_RANGE" });
  });
});
