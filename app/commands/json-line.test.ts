import fc from "fast-check";
import { expect, it } from "vitest";
import { lineOfPath } from "./json-line.ts";

it("finds the line of every value of any JSON, whatever its texts contain", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = JSON.stringify(value, null, 2);
      const lines = text.split("\n");
      const visit = (part: unknown, path: PropertyKey[]): void => {
        const line = lines[lineOfPath(text, path) - 1]?.trim() ?? "";
        const begins = JSON.stringify(part, null, 2).split("\n")[0] ?? "";
        expect(line.replace(/,$/, "").endsWith(begins)).toBe(true);
        if (Array.isArray(part)) part.forEach((item, index) => visit(item, [...path, index]));
        else if (typeof part === "object" && part !== null) Object.entries(part).forEach(([key, item]) => visit(item, [...path, key]));
      };
      visit(value, []);
    }),
  );
});

it("names the line of what it is absent from", () => {
  expect(lineOfPath('{\n "a": [\n  {\n   "b": 1\n  }\n ]\n}', ["a", 0, "c"])).toBe(3);
  expect(lineOfPath('{\n "a": [\n  1\n ]\n}', ["a", 4])).toBe(2);
});
