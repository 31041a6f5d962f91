import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choosePlace, coordinatesIn, foldText, searchTextOf, type PlaceCandidate } from "./place.rules.ts";

const spot = (input: Partial<PlaceCandidate>): PlaceCandidate => ({ name: null, address: null, postalCode: null, city: null, latitude: 0, longitude: 0, ...input });

describe("foldText", () => {
  it.each([
    ["  Zürich ", "zurich"],
    ["STRAẞE  Straße", "strasse strasse"],
    ["Málaga", "malaga"],
    ["Ｂａｓｅｌ", "basel"],
    ["浦东新区", "浦东新区"],
  ])("%j is %j", (text, folded) => expect(foldText(text)).toBe(folded));

  it("folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

it("puts a point's words together, without what is missing", () => {
  expect(searchTextOf({ name: "Müller", operatorName: null, address: "Weg 1", postalCode: "4051", city: "Basel" })).toBe("muller weg 1 4051 basel");
});

describe("coordinatesIn", () => {
  it.each([
    ["36.72, -4.42", { latitude: 36.72, longitude: -4.42 }],
    [" 36.72;-4.42 ", { latitude: 36.72, longitude: -4.42 }],
    ["36 -4", { latitude: 36, longitude: -4 }],
    ["91, 0", null],
    ["10, 181", null],
    ["4051", null],
    ["12a, 4", null],
  ])("%j", (text, place) => expect(coordinatesIn(text)).toEqual(place));
});

describe("choosePlace", () => {
  it("takes the middle of a town, and is not moved by one far point", () => {
    const points = [1, 2, 3].map((latitude) => spot({ city: "Basel", latitude, longitude: 7 }));
    expect(choosePlace("basel", [...points, spot({ city: "Basel", latitude: 60, longitude: 7 })])).toEqual({ kind: "area", label: "Basel", latitude: 3, longitude: 7 });
  });

  it("an exact match goes before a part, a town before a street", () => {
    const town = spot({ city: "Berg", latitude: 1 });
    const street = spot({ address: "Berg 4", city: "Tal", latitude: 2 });
    expect(choosePlace("berg", [street, town])).toMatchObject({ label: "Berg", latitude: 1 });
    expect(choosePlace("berg 4", [street])).toMatchObject({ kind: "spot", label: "Berg 4" });
  });

  it("finds words across fields, and nothing among nothing", () => {
    expect(choosePlace("weg 1 basel", [spot({ address: "Weg 1", city: "Basel" })])).toMatchObject({ kind: "spot", label: "Weg 1, Basel" });
    expect(choosePlace("x", [])).toBeNull();
  });

  it("names the town with a postal code", () => {
    expect(choosePlace("4051", [spot({ postalCode: "4051", city: "Basel" })])).toMatchObject({ kind: "area", label: "4051 Basel" });
  });
});
