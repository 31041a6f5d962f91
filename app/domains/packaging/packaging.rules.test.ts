import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxMoves, boxStates, codeFrom, compareCounts, mayMoveBox, readCodes, sidesOfIssue, sidesOfLoss, sidesOfReturn } from "./packaging.rules.ts";
import { countInput } from "./packaging.schema.ts";

describe("codes", () => {
  it("are read one after the other, however they come, each once", () => {
    const code = codeFrom("BX", new Uint8Array([1, 2, 3, 4, 5, 6, 7, 31]));
    expect(code).toBe("BX-1234567Z");
    expect(readCodes("BX", `bx-1234567z, https://x.example/boxes/BX-ABCDEFGH\nBX 1234567Z HC-ABCDEFGH BX-123 BX-12345678X`)).toEqual(["BX-1234567Z", "BX-ABCDEFGH"]);
    expect(readCodes("BX", "bx-O234567L")).toEqual(["BX-02345671"]);
    expect(readCodes("HC", "HC-ABCDEFGH")).toEqual(["HC-ABCDEFGH"]);
  });

  it("counted come with at least one, or with the word that nothing came", () => {
    const counted = (more: object) => countInput.safeParse({ returnId: "r", version: "1", ...more });
    const problems = (more: object) => (counted(more).error?.issues ?? []).map(({ path, message }) => [path[0], message]);
    expect(counted({ codes: "BX-1234567Z bx-1234567z" }).data).toMatchObject({ codes: ["BX-1234567Z"], nothingCame: false });
    expect(counted({ nothingCame: "true" }).data).toMatchObject({ codes: [], nothingCame: true });
    for (const nothing of [{}, { codes: " " }]) expect(problems(nothing)).toEqual([["codes", "packaging:fields.countedNone"]]);
    expect(problems({ codes: "BX-1234567Z", nothingCame: "true" })).toEqual([["nothingCame", "packaging:fields.countedSome"]]);
    expect(problems({ codes: "BX-123", nothingCame: "true" })).toEqual([["codes", "packaging:fields.codes"]]);
  });
});

describe("boxes", () => {
  it("move by hand where that makes sense", () => {
    expect(boxMoves.map((to) => [to, boxStates.filter((from) => mayMoveBox(from, to))])).toEqual([
      ["in_stock", ["returned", "lost"]],
      ["lost", ["out"]],
      ["retired", ["in_stock", "returned"]],
    ]);
  });
});

describe("deposits", () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 });
  const box = fc.record({ holderPartyId: fc.constantFrom("a", "b", "c"), depositMinor: amount });

  it("every movement adds up to nothing and names an account once", () => {
    fc.assert(
      fc.property(amount, fc.array(box, { maxLength: 30 }), (one, boxes) => {
        for (const sides of [sidesOfIssue("a", one), sidesOfLoss("a", one), sidesOfReturn(boxes)]) {
          expect(sides.reduce((sum, side) => sum + side.amountMinor, 0)).toBe(0);
          expect(new Set(sides.map((side) => side.account)).size).toBe(sides.length);
          expect(sides.every((side) => side.amountMinor !== 0)).toBe(true);
        }
      }),
    );
  });

  it("a return pays out exactly what its boxes took in", () => {
    expect(sidesOfReturn([{ holderPartyId: "a", depositMinor: 500 }, { holderPartyId: "b", depositMinor: 300 }, { holderPartyId: "a", depositMinor: 500 }])).toEqual([
      { account: "holder:a", amountMinor: 1000 },
      { account: "holder:b", amountMinor: 300 },
      { account: "cash", amountMinor: -1300 },
    ]);
    expect(sidesOfReturn([])).toEqual([]);
  });
});

describe("counts", () => {
  it("are compared kind by kind, also where nobody declared one", () => {
    expect(compareCounts(new Map([["crate", 3]]), new Map([["crate", 2], ["tub", 1]]))).toEqual([
      { typeId: "crate", declaredCount: 3, countedCount: 2 },
      { typeId: "tub", declaredCount: 0, countedCount: 1 },
    ]);
  });
});
