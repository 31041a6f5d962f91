import { describe, expect, it } from "vitest";
import { doorOf, homeDraftData, loadOf, withDoor, withLoad } from "./home-draft.rules.ts";
import { bulkMaterials, gramsOfBag, isPieceCode, loadLines, materialOfPiece, pieceCodes, piecesOf, usualGrams } from "./pieces.ts";

const empty = homeDraftData.parse({});
const form = (pairs: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(pairs)) data.set(name, value);
  return data;
};
const area = { accepts: ["cardboard", "glass_bottles", "fridges", "furniture"], maxVisitGrams: 100_000 };

describe("the door of a home booking", () => {
  it("is read from what was typed, with point or comma", () => {
    const draft = withDoor(empty, form({ address: " Weg 1 ", latitude: "52,5", longitude: "13.4", floor: "3", hasLift: "no", placeOut: "kerb", instructions: "ring" }));
    expect(doorOf(draft).door).toEqual({ address: "Weg 1", latitude: 52.5, longitude: 13.4, floor: 3, hasLift: false, placeOut: "kerb", instructions: "ring" });
  });

  it("keeps what is wrong and says where", () => {
    const draft = withDoor(empty, form({ address: "x", latitude: "north", longitude: "200", floor: "1.5" }));
    expect(draft).toMatchObject({ address: "x", latitude: "north", longitude: "200", floor: "1.5" });
    expect(Object.keys(doorOf(draft).problems ?? {}).toSorted()).toEqual(["address", "floor", "latitude", "longitude"]);
  });

  it("needs no floor, lift or instructions", () => {
    const draft = withDoor(empty, form({ address: "Weg 1", latitude: "0", longitude: "0" }));
    expect(doorOf(draft).door).toMatchObject({ floor: null, hasLift: null, placeOut: "door", instructions: "" });
  });
});

describe("the load of a home booking", () => {
  it("three bags and a fridge", () => {
    const { load } = loadOf(withLoad(empty, form({ unit: "bag", "amount-cardboard": "3", "piece-fridge": "1" })), area);
    expect(load).toEqual({ lines: [{ material: "cardboard", declaredGrams: 3 * gramsOfBag("cardboard") }, { material: "fridges", declaredGrams: 60_000 }], pieces: [{ goods: "fridge", pieces: 1 }], grams: 3 * gramsOfBag("cardboard") + 60_000 });
  });

  it("in kilograms and in jin; zeros and empty fields are not there", () => {
    const kg = loadOf(withLoad(empty, form({ unit: "kg", "amount-cardboard": "12,5", "amount-glass_bottles": "0" })), area);
    expect(kg.load?.lines).toEqual([{ material: "cardboard", declaredGrams: 12_500 }]);
    expect(loadOf(withLoad(empty, form({ unit: "jin", "amount-cardboard": "3" })), area).load?.grams).toBe(1_500);
  });

  for (const [name, pairs, field] of [
    ["nothing at all", {}, "load"],
    ["an amount that is no number", { "amount-cardboard": "many" }, "amount-cardboard"],
    ["more bags than anybody has", { "amount-cardboard": "201" }, "amount-cardboard"],
    ["half a fridge", { "piece-fridge": "0.5" }, "piece-fridge"],
    ["more than one visit takes", { "piece-fridge": "2" }, "load"],
    ["only what this recycler does not take", { "amount-clothes": "2", "piece-television": "1" }, "load"],
  ] as const) {
    it(`refuses ${name}, at its field`, () => {
      expect(Object.keys(loadOf(withLoad(empty, form({ unit: "bag", ...pairs })), area).problems ?? {})).toEqual([field]);
    });
  }

  it("exactly the most of one visit is accepted, a gram more is not", () => {
    const draft = withLoad(empty, form({ unit: "kg", "amount-cardboard": "100" }));
    expect(loadOf(draft, area).load?.grams).toBe(100_000);
    expect(loadOf(draft, { ...area, maxVisitGrams: 99_999 }).problems).toHaveProperty("load");
    expect(loadOf(draft, { ...area, maxVisitGrams: null }).load).not.toBeNull();
  });

  it("a draft from an older form, or one tampered with, is read as far as it goes", () => {
    expect(homeDraftData.parse({ address: 7, unit: "stone", amounts: { cardboard: "1", nonsense: "2" }, pieces: "x" })).toMatchObject({ address: "", unit: "bag", amounts: { cardboard: "1" }, pieces: {} });
  });
});

describe("pieces", () => {
  it("each has a material and a usual weight", () => {
    for (const code of pieceCodes) {
      expect(isPieceCode(code)).toBe(true);
      expect(usualGrams(code) ?? 1).toBeGreaterThan(0);
    }
    expect(isPieceCode("toString")).toBe(false);
    expect(usualGrams("shelf")).toBeNull();
    expect(piecesOf(["fridges"])).toEqual(["fridge"]);
    expect(materialOfPiece("sofa")).toBe("furniture");
  });

  it("are not offered in bags as well; what no piece is of is", () => {
    expect(bulkMaterials(["fridges", "large_appliances", "small_appliances", "clothes", "tyres", "light_bulbs"])).toEqual(["clothes", "small_appliances", "large_appliances", "fridges", "light_bulbs", "tyres"].filter((code) => code !== "fridges" && code !== "large_appliances"));
  });

  it("of one material are added to its bulk amount; an unknown amount stays unknown until something is known", () => {
    expect(loadLines([{ material: "furniture", declaredGrams: 1_000 }], [{ goods: "sofa", pieces: 2 }])).toEqual([{ material: "furniture", declaredGrams: 101_000 }]);
    expect(loadLines([], [{ goods: "shelf", pieces: 1 }])).toEqual([{ material: "furniture", declaredGrams: null }]);
    expect(loadLines([{ material: "cardboard", declaredGrams: null }], [])).toEqual([{ material: "cardboard", declaredGrams: null }]);
  });
});
