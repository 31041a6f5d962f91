import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correctionsOf, isOneSlip, neighbourhoods } from "./search-spelling.ts";

const alphabet = [..."abc车"];
const word = (min: number) => fc.array(fc.constantFrom(...alphabet), { minLength: min, maxLength: 7 }).map((letters) => letters.join(""));

/** Every word one slip away, the long way. */
function slips(text: string): Set<string> {
  const letters = [...text];
  const all = new Set<string>();
  const add = (changed: string[]) => all.add(changed.join(""));
  for (let at = 0; at <= letters.length; at += 1) {
    for (const letter of alphabet) {
      add(letters.toSpliced(at, 0, letter));
      if (at < letters.length) add(letters.with(at, letter));
    }
    if (at < letters.length) add(letters.toSpliced(at, 1));
    if (at < letters.length - 1) add(letters.toSpliced(at, 2, letters[at + 1] ?? "", letters[at] ?? ""));
  }
  return all;
}

describe("slips of the keyboard", () => {
  it("are told from other differences exactly as by trying every slip", () => {
    fc.assert(fc.property(word(1), word(1), (one, other) => isOneSlip(one, other) === (one === other || slips(one).has(other))), { numRuns: 2_000 });
    fc.assert(fc.property(word(1), (one) => [...slips(one)].every((slip) => isOneSlip(one, slip) && isOneSlip(slip, one))));
  });

  it("always lead to a word that is looked at", () => {
    const isLookedAt = (typed: string, stored: string) =>
      neighbourhoods(typed, typed).some(
        ({ beginning, end, shortest, longest }) =>
          [...stored].length >= shortest && [...stored].length <= longest && (stored.startsWith(beginning) || (end !== null && stored.endsWith(end))),
      );
    fc.assert(fc.property(word(3), (typed) => [...slips(typed)].every((stored) => isLookedAt(typed, stored))));
  });

  it("ask for no neighbourhood of a word that is too short", () => {
    expect(neighbourhoods("tv", "tv")).toEqual([]);
  });

  it("are put right also where they stand in an ending that is not stored", () => {
    expect(correctionsOf("workign", "workign", ["work", "worn", "workshop"])).toEqual(["work"]);
    expect(correctionsOf("batteires", "batteire", ["battery", "bracket"])).toEqual(["battery"]);
  });

  it("offer words with the same first letter first, never the word itself, and none of three letters for three", () => {
    expect(correctionsOf("lamp", "lamp", ["clamp", "camp", "lamp", "lap", "limp"])).toEqual(["lap", "limp", "camp", "clamp"]);
    expect(correctionsOf("fan", "fan", ["van", "fang"])).toEqual(["fang"]);
  });
});
