import { describe, expect, it } from "vitest";
import { noticeDue, standingOn } from "./licences.rules.ts";
import { boundOfGroup, isCountry, licenceForm, resolveScope } from "./licences.schema.ts";

const valid = { state: "valid", validFrom: "2026-01-01", validUntil: "2026-12-31" } as const;

describe("how a licence stands", () => {
  it("holds on its first and on its last day, and neither before nor after", () => {
    expect(["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map((today) => standingOn(valid, today))).toEqual(["not_yet", "valid", "valid", "expired"]);
  });

  it("is what was decided, whatever the calendar says, unless it is valid", () => {
    expect(standingOn({ ...valid, state: "suspended" }, "2030-01-01")).toBe("suspended");
    expect(standingOn({ ...valid, state: "pending" }, "2026-06-01")).toBe("pending");
  });

  it("announces its end 60, 30 and 7 days before, and at the end", () => {
    expect([61, 60, 31, 30, 8, 7, 0, -1, -40].map(noticeDue)).toEqual([null, 60, 60, 30, 30, 7, 7, 0, 0]);
  });
});

describe("the form", () => {
  const typed = { licenceId: "0190c9a2-7b4e-7cc3-98c4-dc0c0c07398f", number: "EW-1", issuer: "Office", countryCode: "de", validFrom: "2026-01-01", validUntil: "2026-12-31", groups: ["lamps"], materials: ["phones"] };

  it("resolves groups to the materials that need a licence", () => {
    expect(resolveScope({ groups: ["lamps"], materials: ["phones", "cardboard"] })).toEqual(["phones", "lamps", "fluorescent_tubes"]);
    expect(boundOfGroup("oils_hazardous")).not.toContain("cooking_oil");
    expect(licenceForm.parse(typed)).toMatchObject({ countryCode: "DE", subdivision: null, materials: ["phones", "lamps", "fluorescent_tubes"], radiusMetres: null });
  });

  it("reads a part of the country by its whole code or by what follows the country, and no other country's", () => {
    const read = (subdivision: string) => licenceForm.safeParse({ ...typed, subdivision });
    expect(["de-by", "BY", " DE-BE "].map((code) => read(code).data?.subdivision)).toEqual(["DE-BY", "DE-BY", "DE-BE"]);
    expect(["53", "CN-53", "cn-yn", "YN"].map((code) => licenceForm.safeParse({ ...typed, countryCode: "CN", subdivision: code }).data?.subdivision)).toEqual(["CN-53", "CN-53", "CN-53", "CN-53"]);
    for (const code of ["CN-53", "DE-", "DE-BAVA", "Bayern"]) expect(read(code).error?.issues[0]).toMatchObject({ path: ["subdivision"], message: "licences:form.subdivisionUnknown" });
  });

  it("says at each field what is wrong", () => {
    const wrong = licenceForm.safeParse({ ...typed, groups: [], materials: [], validUntil: "2025-12-31", aroundPointId: "p", radiusKm: "0" });
    expect(wrong.error?.issues.map((issue) => issue.path[0])).toEqual(["scope", "validUntil", "radiusKm"]);
    expect(licenceForm.safeParse({ ...typed, validFrom: "2026-02-30" }).error?.issues[0]).toMatchObject({ path: ["validFrom"], message: "errors:date" });
    expect([isCountry("CN"), isCountry("XQ"), isCountry("cn")]).toEqual([true, false, false]);
  });
});
