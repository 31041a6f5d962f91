import { readFileSync } from "node:fs";
import type { Token, Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { locales } from "#app/shared/i18n.ts";
import { FACTOR_SETS, setKey } from "../impact.catalogue.ts";
import { headingIds, markdownTokens, plainText } from "./markdown.server.ts";
import { methodDocument } from "./method-document.server.ts";

const english = readFileSync("docs/methodology/README.md", "utf8");
const chinese = readFileSync("docs/methodology/README.zh-CN.md", "utf8");

function all<Kind extends Token>(tokens: readonly Token[], type: Kind["type"]): Kind[] {
  return tokens.flatMap((token) => {
    const inside: Token[] = [];
    if ("tokens" in token && token.tokens) inside.push(...token.tokens);
    if (token.type === "list") inside.push(...(token as Tokens.List).items);
    if (token.type === "table") {
      const { header, rows } = token as Tokens.Table;
      inside.push(...[...header, ...rows.flat()].flatMap((cell) => cell.tokens));
    }
    const found = all<Kind>(inside, type);
    return token.type === type ? [token as Kind, ...found] : found;
  });
}

/** Figures as a set, in one order. A publisher's digits inside a name, such as v16 or CO2e, count too. */
function figures(text: string): string[] {
  return [...new Set(text.match(/\d+(?:[.,]\d+)*/g) ?? [])].sort();
}

const en = markdownTokens(english);
const zh = markdownTokens(chinese);

describe("the method in two languages", () => {
  it("has the same headings, level by level", () => {
    const depths = (tokens: Token[]) => all<Tokens.Heading>(tokens, "heading").map((heading) => heading.depth);
    expect(depths(zh)).toEqual(depths(en));
    expect(depths(en).filter((depth) => depth === 1)).toHaveLength(1);
  });

  it("has the same paragraphs, lists and formulas, block by block", () => {
    const shape = (tokens: Token[]) => tokens.filter((token) => token.type !== "space").map((token) => (token.type === "list" ? `list of ${(token as Tokens.List).items.length}` : token.type));
    expect(shape(zh)).toEqual(shape(en));
    const code = (tokens: Token[]) => all<Tokens.Code>(tokens, "code").map((block) => block.text);
    expect(code(zh)).toEqual(code(en));
  });

  it("has the same tables: rows, columns and the figures in each row", () => {
    const tables = (tokens: Token[]) =>
      all<Tokens.Table>(tokens, "table").map(({ header, align, rows }) => ({
        columns: header.length,
        align,
        rows: rows.map((row) => figures(row.map((cell) => cell.text).join(" | "))),
      }));
    expect(tables(zh)).toEqual(tables(en));
    expect(tables(en).length).toBeGreaterThan(4);
  });

  it("has the same figures and spans of code in each part", () => {
    const parts = (tokens: Token[]) => {
      const found: { figures: string[]; code: string[] }[] = [];
      let part: Token[] = [];
      const close = () => found.push({ figures: figures(part.map((token) => token.raw).join("\n")), code: [...new Set(all<Tokens.Codespan>(part, "codespan").map((span) => span.text))].sort() });
      for (const token of tokens) {
        if (token.type === "heading") {
          close();
          part = [];
        }
        part.push(token);
      }
      close();
      return found;
    };
    const ids = ["start", ...headingIds(english)];
    const named = (tokens: Token[]) => parts(tokens).map((part, index) => ({ part: ids[index], ...part }));
    expect(named(zh)).toEqual(named(en));
  });

  it("names every set of the catalogue and gives its licence", () => {
    const sources = all<Tokens.Table>(en, "table").map((table) => table.rows.map((row) => plainText(row[0]?.tokens ?? [])).join("\n"));
    const named = sources.find((text) => text.includes("us_epa_warm@16")) ?? "";
    for (const set of FACTOR_SETS) expect(named, setKey(set)).toContain(`@${set.version}`);
  });
});

describe("the rendered method", () => {
  it.each(locales)("in %s answers to the original's addresses", (locale) => {
    const { title, html, contents } = methodDocument(locale);
    expect(title).not.toBe("");
    expect(html).not.toMatch(/<h1|style=|<script/);
    // The footer and other pages lead here.
    expect(contents.map((line) => line.id)).toEqual(expect.arrayContaining(["sources", "ranges", "grades", "not-covered", "shares"]));
    expect(contents.map((line) => line.id)).toEqual(methodDocument("en").contents.map((line) => line.id));
    for (const { id } of contents) expect(html.split(`id="${id}"`)).toHaveLength(2);
    expect(html).toContain('<a href="/impact/factors?set=us_epa_warm%4016"><code>us_epa_warm@16</code></a>');
  });
});
