import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it } from "vitest";
import { serverI18n } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { PublishedCell } from "../statistics.schema.ts";
import { CellTable } from "./cell-table.tsx";
import { MaterialFlows } from "./material-flows.tsx";

const draw = (part: ReactNode, locale: Locale = "en") => renderToStaticMarkup(<I18nextProvider i18n={serverI18n(locale)}>{part}</I18nextProvider>);
const words = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
const cell = (material: string, route: string, massGrams: number): PublishedCell => ({
  region: "all", month: "all", route, material, status: "published", entryCount: 7, massGrams, measuredMassGrams: massGrams, notCoveredGrams: 0,
  co2eGrams: 50_000, lowGrams: 20_000, highGrams: 90_000, grade: "B", coverage: 1,
});
const hidden: PublishedCell = { region: "all", month: "all", route: "recycle", material: "glass", status: "withheld" };

describe("flows", () => {
  const cells = [cell("cardboard", "recycle", 60_000), cell("cardboard", "compost", 20_000), cell("jeans", "reuse", 20_000), hidden];

  it("are ribbons as wide as their mass, each with its words, and the same as a table", () => {
    const html = draw(<MaterialFlows cells={cells} locale="en" />);
    const wide = [...html.matchAll(/aria-label="([^"]+)" d="[^"]+" stroke-width="([\d.]+)"/g)].map((match) => [match[1], Number(match[2])]);
    expect(wide).toEqual([
      ["Cardboard to Recycling by weight: 60 kg", 156],
      ["Cardboard to Composting by weight: 20 kg", 52],
      [expect.stringMatching(/ to Second-hand use by item: 20 kg$/), 52],
    ]);
    expect(words(html)).toContain("One flow is withheld.");
    expect(html.match(/<tr/g)).toHaveLength(4);
  });

  it("beyond the ten largest materials go together, and nothing shown says so", () => {
    const many = ["glass", "paper", "cardboard", "pet", "copper", "aluminium", "steel", "textiles", "jeans", "books", "sofa", "laptop"].map((code, n) => cell(code, "recycle", 1000 * (n + 1)));
    expect(words(draw(<MaterialFlows cells={many} locale="en" />))).toContain("Other");
    expect(words(draw(<MaterialFlows cells={[hidden]} locale="zh-CN" />, "zh-CN"))).toBe("这些流向都不能公布：每一条涉及的参与方都太少，或者会让人推算出另一条。 1 条流向不予公布。");
  });
});

describe("a table of figures", () => {
  it("says range, coverage and grade of each, and which are withheld", () => {
    const html = words(draw(<CellTable caption="By material" header="Material" cells={[cell("cardboard", "all", 60_000), hidden]} nameOf={({ material }) => material} locale="en" />));
    expect(html).toContain("cardboard Mass 60 kg Kept out 50 kg 95 % range 20–90 kg Entries 7 Weighed 100% Grade B");
    expect(html).toMatch(/ Withheld: glass\.$/);
  });
});
