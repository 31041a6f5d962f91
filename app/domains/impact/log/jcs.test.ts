import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sharedData, sharedDataPath } from "#tests/setup/shared-data.ts";

import { toHex } from "./bytes.ts";
import { canonicalJson } from "./jcs.ts";

const isHere = sharedDataPath("jcs") !== null;
const suite = isHere ? "the published vectors" : "the published vectors (skipped: no shared data beside this checkout)";
const PAIRS = ["arrays", "french", "structures", "unicode", "values", "weird"];

function file(name: string): string {
  const text = sharedData(`jcs/${name}`);
  if (text === null) throw new Error(`jcs/${name} is missing`);
  return text;
}

/** The number with these IEEE 754 bits, given as up to 16 hexadecimal digits. */
function double(digits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${digits}`));
  return view.getFloat64(0);
}

describe.skipIf(!isHere)(suite, () => {
  it.each(PAIRS)("turns %s into the published bytes", (name) => {
    const canonical = canonicalJson(JSON.parse(file(`input/${name}.json`)));
    expect(canonical).toBe(file(`output/${name}.json`));
    expect(toHex(new TextEncoder().encode(canonical))).toBe(file(`outhex/${name}.txt`).replace(/\s/g, ""));
  });

  it("writes 10,000 numbers as ECMAScript does", () => {
    const lines = file("es6-numbers-10000.txt").trimEnd().split("\n");
    expect(lines).toHaveLength(10_000);
    const wrong = lines.filter((line) => {
      const [digits = "", expected] = line.split(",");
      return canonicalJson(double(digits)) !== expected;
    });
    expect(wrong).toEqual([]);
  });
});

describe("canonical JSON", () => {
  it("sorts keys by UTF-16 code units, at every depth", () => {
    // By code points U+1F600 would stand after U+FB33; its first unit is smaller.
    expect(canonicalJson({ "\ufb33": 1, "\u{1f600}": 2, b: [{ z: 1, "": 2 }], a: null })).toBe(
      '{"a":null,"b":[{"":2,"z":1}],"\u{1f600}":2,"\ufb33":1}',
    );
    expect(canonicalJson({ 10: 1, 9: 2, "-": 3 })).toBe('{"-":3,"10":1,"9":2}');
  });

  it("escapes what must be escaped and nothing else", () => {
    expect(canonicalJson('"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028é😀')).toBe(
      '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028é😀"',
    );
    expect(canonicalJson(-0)).toBe("0");
  });

  it.each<[name: string, value: unknown]>([
    ["not a number", Number.NaN],
    ["not a number, by its bits", double("7fffffffffffffff")],
    ["infinity", double("7ff0000000000000")],
    ["minus infinity", double("fff0000000000000")],
    ["undefined", undefined],
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a bigint", 1n],
    ["a high surrogate alone", "a\ud83d"],
    ["a low surrogate alone", "\ude00b"],
    ["surrogates the wrong way round", "\ude00\ud83d"],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["bytes", new Uint8Array(2)],
    ["a boxed text", Object("text")],
  ])("refuses %s, alone, in a list, as a member", (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson([1, value])).toThrow(TypeError);
    expect(() => canonicalJson({ a: { b: value } })).toThrow(TypeError);
  });

  it("refuses a lone surrogate in a key, and a hole in a list", () => {
    expect(() => canonicalJson({ "\ud83d": 1 })).toThrow(TypeError);
    expect(() => canonicalJson(new Array(1))).toThrow(TypeError);
  });

  it("takes objects without a prototype and keys named like its own parts", () => {
    expect(canonicalJson(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
    expect(canonicalJson(JSON.parse('{"toString":1,"__proto__":{"x":2}}'))).toBe('{"__proto__":{"x":2},"toString":1}');
  });

  it("says the same as before when it is read again", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
        const canonical = canonicalJson(value);
        const again: unknown = JSON.parse(canonical);
        // JSON has no -0, so the comparison goes through JSON's own reading of the value.
        expect(again).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(again)).toBe(canonical);
      }),
    );
  });

  it("does not depend on the order of keys", () => {
    const members = fc.uniqueArray(fc.tuple(fc.string({ unit: "grapheme" }), fc.jsonValue()), { selector: ([key]) => key });
    fc.assert(
      fc.property(
        members.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(canonicalJson({ deep: Object.fromEntries(shuffled) })).toBe(canonicalJson({ deep: Object.fromEntries(list) }));
        },
      ),
    );
  });
});
