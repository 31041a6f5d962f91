import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { contrast, contrastPairs, oklchCss, tokenNames, tokens } from "./tokens.ts";
import type { ThemeName } from "./tokens.ts";

const css = readFileSync(fileURLToPath(new URL("../tailwind.css", import.meta.url)), "utf8");

/** The custom properties of the rule that follows `marker` in the stylesheet. */
function declared(marker: string): Record<string, string> {
  const from = css.indexOf(marker);
  expect(from, `${marker} is in tailwind.css`).toBeGreaterThan(-1);
  const block = css.slice(from, css.indexOf("}", from));
  return Object.fromEntries([...block.matchAll(/--rb-([a-z-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value.trim()]));
}

describe("tokens", () => {
  const blocks: [string, ThemeName][] = [
    ["/* tokens: light */", "light"],
    ["/* tokens: dark by the system */", "dark"],
    ["/* tokens: dark by choice */", "dark"],
  ];
  it.each(blocks)("the stylesheet's block %s carries the same values", (marker, theme) => {
    const expected = Object.fromEntries(tokenNames.map((name) => [name, oklchCss(tokens[theme][name])]));
    expect(declared(marker)).toEqual(expected);
  });

  it("knows the ends of the scale", () => {
    expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
    expect(contrast([0.5, 0, 0], [0.5, 0, 0])).toBe(1);
  });

  for (const theme of ["light", "dark"] as const) {
    it.each(contrastPairs)(`${theme}: $front on $back reaches $least : 1`, ({ front, back, least }) => {
      expect(contrast(tokens[theme][front], tokens[theme][back])).toBeGreaterThanOrEqual(least);
    });
  }
});
