import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine, csvText, type CsvCell } from "./csv.ts";

describe("csvLine", () => {
  it.each<[string, CsvCell[], string]>([
    ["plain cells", ["a", 1.5, null, "b"], "a,1.5,,b"],
    ["commas, quotes and line ends are quoted", ["a,b", 'say "hi"', "one\ntwo", "one\r\ntwo"], '"a,b","say ""hi""","one\ntwo","one\r\ntwo"'],
    ["blanks at the ends are kept", [" a", "a "], '" a","a "'],
    ["text that a spreadsheet would run is made text", ["=1+1", "+49 30", "-x", "@SUM(A1)", "\tx", "\rx"], `'=1+1,'+49 30,'-x,'@SUM(A1),'\tx,"'\rx"`],
    ["formula characters further in are left alone", ["a=b", "R+-@", "e-mail"], "a=b,R+-@,e-mail"],
    ["negative numbers stay numbers, to the last digit", [-3.1353369086789917, -0.02, 0], "-3.1353369086789917,-0.02,0"],
    ["other scripts pass", ["纸板", "électricité", "0–999 TEU"], "纸板,électricité,0–999 TEU"],
  ])("%s", (_name, cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s", (value) => {
    expect(() => csvLine([value])).toThrow(RangeError);
  });
});

describe("csvText", () => {
  it("refuses a row that does not fit its header", () => {
    expect(() => csvText(["a", "b"], [["1"]])).toThrow(/1 cells/);
  });

  it("reads back as it was written, whatever the text", () => {
    const cell = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constantFrom("=x", "-x", '"', ",", "\r\n", " ", ""));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const read = parse(csvText(["one", "two"], rows), { relax_column_count: false, skip_empty_lines: false }) as string[][];
        const shown = rows.map((row) => row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)));
        expect(read).toEqual([["one", "two"], ...shown]);
      }),
    );
  });
});
