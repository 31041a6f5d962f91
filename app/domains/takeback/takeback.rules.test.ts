import { describe, expect, it } from "vitest";
import { brandKey, isTakebackCode, slugFor } from "./takeback.rules.ts";
import { programmeInput } from "./takeback.schema.ts";

describe("programmes", () => {
  it("a brand is the same however it is written", () => {
    expect(["Yun-Ling", " yun ling ", "YUNLING®"].map(brandKey)).toEqual(["yunling", "yunling", "yunling"]);
    expect(brandKey("云岭 ")).toBe("云岭");
    expect(brandKey(" . ")).toBe("");
  });

  it("have an address whatever their name is written in", () => {
    const id = "0190b8a0-0000-7000-8000-00000000abcd";
    expect(slugFor("Yunling  Fridges & Co!", id)).toBe("yunling-fridges-co-00abcd");
    expect(slugFor("云岭 冰箱", id)).toBe("00abcd");
    expect(slugFor("x".repeat(90), id)).toMatch(/^x{40}-00abcd$/);
  });

  it("take categories and materials that exist, in countries", () => {
    expect(["fridge", "phones", "nonsense"].map(isTakebackCode)).toEqual([true, true, false]);
    const typed = { programmeId: "0190b8a0-0000-7000-8000-00000000abcd", name: "Fridges", brand: "Yunling", categories: ["fridge"], regions: "cn, DE cn" };
    expect(programmeInput.parse(typed).regions).toEqual(["CN", "DE"]);
    expect(programmeInput.safeParse({ ...typed, regions: "China" }).error?.issues[0]?.message).toBe("takeback:fields.regions");
    expect(programmeInput.safeParse({ ...typed, categories: [] }).error?.issues[0]?.path).toEqual(["categories"]);
  });
});
