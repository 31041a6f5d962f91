import { describe, expect, it } from "vitest";
import { GOODS } from "./goods.ts";
import { isLicenceBound, LICENCE_BOUND, licenceBoundOf, licenceNeededFor } from "./licences.ts";

const phone = { kind: "goods", material: null, category: "smartphone" } as const;

describe("what needs a licence", () => {
  it("is the closed list of the vocabulary", () => {
    expect(LICENCE_BOUND).toEqual(expect.arrayContaining(["e_waste_mixed", "phones", "batteries_ev", "pesticide_packaging"]));
    expect([isLicenceBound("cardboard"), isLicenceBound("phones"), isLicenceBound("no such thing")]).toEqual([false, true, false]);
    expect(licenceBoundOf(["phones", "glass", "phones", "fridges"])).toEqual(["phones", "fridges"]);
  });

  it("is a listing of material, whoever takes it", () => {
    const batteries = { kind: "material", material: "batteries_portable", category: null, condition: null } as const;
    expect([licenceNeededFor(batteries, "household"), licenceNeededFor(batteries, "recycler")]).toEqual(["batteries_portable", "batteries_portable"]);
    expect(licenceNeededFor({ ...batteries, material: "cardboard" }, "recycler")).toBeNull();
  });

  it("is not an appliance that works, nor a broken one that a household takes", () => {
    expect(licenceNeededFor({ ...phone, condition: "good" }, "recycler")).toBeNull();
    expect(licenceNeededFor({ ...phone, condition: "broken" }, "household")).toBeNull();
    expect(licenceNeededFor({ ...phone, condition: "broken" }, "community")).toBeNull();
  });

  it("is a broken appliance that goes to a recycler", () => {
    expect(licenceNeededFor({ ...phone, condition: "broken" }, "recycler")).toBe("phones");
    expect(licenceNeededFor({ ...phone, category: "kettle", condition: "broken" }, "recycler")).toBe("small_appliances");
    expect(licenceNeededFor({ ...phone, category: "wooden_chair", condition: "broken" }, "recycler")).toBeNull();
  });

  it("names a material of the list for every powered thing", () => {
    for (const goods of GOODS.filter((one) => one.powered)) {
      const needed = licenceNeededFor({ ...phone, category: goods.code, condition: "broken" }, "recycler");
      expect(needed && isLicenceBound(needed), goods.code).toBe(true);
    }
  });
});
