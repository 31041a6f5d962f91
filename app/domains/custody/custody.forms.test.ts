import { describe, expect, it } from "vitest";
import { newId } from "#app/shared/ids.ts";
import { plannedForm, readConsignmentForm, readRunForm, readWeights } from "./custody.forms.ts";
import { parseKilograms } from "./custody.schema.ts";

function form(fields: Record<string, string>, lots: readonly string[] = []): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const lot of lots) data.append("lots", lot);
  return data;
}

describe("masses as typed", () => {
  it("point or comma, to the gram; nothing is none, words are none of it", () => {
    expect(["12.4", "0,5", "3", " 7 ", "", "0"].map(parseKilograms)).toEqual([12_400, 500, 3_000, 7_000, null, 0]);
    expect(["-1", "1e3", "twelve", "1.2345", "9999999"].map(parseKilograms)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe("the plan of a consignment", () => {
  const base = { consignmentId: newId(), fromPointId: "a", toPointId: "b", note: " by noon " };

  it("takes the lines that have a mass, with the lots chosen for each", () => {
    const read = readConsignmentForm(form({ ...base, "kg.pet.raw": "12.5", "kg.pet.sorted": "", "kg.cardboard.sorted": "3" }, ["one", "two"]), new Map([["one", "pet.raw"], ["two", "cardboard.raw"]]));
    expect(read.errors).toEqual({});
    expect(read.input).toMatchObject({ note: "by noon", lines: [{ material: "pet", isSorted: false, grams: 12_500, lotIds: ["one"] }, { material: "cardboard", isSorted: true, grams: 3_000, lotIds: [] }] });
  });

  it("comes back from a plan as it would have been typed", () => {
    const plan = { toPointId: "b", note: "by noon", vehicle: "K-RB 7", lines: [{ material: "pet", isSorted: false, grams: 12_500, chosen: [{ id: "one" }] }, { material: "cardboard", isSorted: true, grams: 3_001, chosen: [] }] };
    const { typed, chosen } = plannedForm(plan);
    const read = readConsignmentForm(form({ ...base, ...typed }, chosen), new Map([["one", "pet.raw"]]));
    expect(read.input).toMatchObject({ toPointId: "b", note: "by noon", vehicle: "K-RB 7", lines: [{ material: "pet", isSorted: false, grams: 12_500, lotIds: ["one"] }, { material: "cardboard", isSorted: true, grams: 3_001, lotIds: [] }] });
    expect(readConsignmentForm(form({ ...base, ...typed, vehicle: "x".repeat(61) }), new Map()).errors).toEqual({ vehicle: "errors:tooLong|max=60" });
  });

  it("says what is wrong where, and keeps what was typed", () => {
    const read = readConsignmentForm(form({ ...base, toPointId: "", "kg.pet.raw": "much" }, ["one"]), new Map());
    expect(read).toMatchObject({ input: null, errors: { "kg.pet.raw": "errors:mass", toPointId: "errors:choose" }, typed: { "kg.pet.raw": "much" }, chosen: ["one"] });
    expect(readConsignmentForm(form(base), new Map()).errors).toEqual({ lines: "custody:new.nothing" });
  });
});

describe("what a scale said", () => {
  it("needs each line, takes nothing as a mass too, and keeps the reason", () => {
    const [one, two] = [newId(), newId()];
    const read = readWeights(form({ [`kg.${one}`]: "0", [`reason.${one}`]: "theft", [`kg.${two}`]: "" }), [one, two]);
    expect(read).toMatchObject({ input: null, errors: { [`kg.${two}`]: "errors:required" } });
    expect(readWeights(form({ [`kg.${one}`]: "0", [`reason.${one}`]: "theft" }), [one]).input).toEqual([{ lineId: one, grams: 0, reason: "theft", note: "" }]);
  });
});

describe("a run", () => {
  const base = { actId: newId(), pointId: "p", material: "plastic_mixed", in: "100" };

  it("reads what came out", () => {
    const read = readRunForm(form({ ...base, "material.0": "pet", "kg.0": "60", "material.1": "", "kg.1": "", residue: "39.5", reason: "", note: "" }));
    expect(read.errors).toEqual({});
    expect(read.input).toMatchObject({ grams: 100_000, outputs: [{ material: "pet", grams: 60_000 }], residueGrams: 39_500, reason: null });
  });

  it("asks for a mass that goes in, and for the name of what came out", () => {
    expect(readRunForm(form({ ...base, in: "", "kg.1": "5", residue: "x" })).errors).toEqual({ in: "errors:required", "material.1": "errors:choose", residue: "errors:mass" });
  });
});
