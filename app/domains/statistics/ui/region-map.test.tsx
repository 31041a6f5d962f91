import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it } from "vitest";
import { serverI18n } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { regionMap } from "../map/region-map.server.ts";
import type { PublishedCell } from "../statistics.schema.ts";
import { RegionMap } from "./region-map.tsx";

const shown = (region: string, massGrams: number, rest: Partial<PublishedCell> = {}): PublishedCell => ({
  region, month: "2026-10", route: "all", material: "all", status: "published", entryCount: 7, massGrams, measuredMassGrams: massGrams, notCoveredGrams: 0,
  co2eGrams: massGrams * 2, lowGrams: massGrams, highGrams: massGrams * 3, grade: "B", coverage: 1, ...rest,
});
const hidden = (region: string): PublishedCell => ({ region, month: "2026-10", route: "all", material: "all", status: "withheld" });

function draw(cells: readonly PublishedCell[], { region = "all", locale = "en" }: { region?: string; locale?: Locale } = {}) {
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={serverI18n(locale)}>
      <RegionMap map={regionMap(cells, { month: "2026-10", material: "all" })} query={{ region, month: "2026-10", material: "all" }} locale={locale} />
    </I18nextProvider>,
  );
  const areas = [...html.matchAll(/<a ([^>]*)class="group"[^>]*>(.*?)<\/a>/g)].map(([, attributes = "", inside = ""]) => ({
    words: /aria-label="([^"]*)"/.exec(attributes)?.[1], href: /href="([^"]*)"/.exec(html.slice(html.indexOf(attributes)))?.[1]?.replaceAll("&amp;", "&"),
    isChosen: attributes.includes('aria-current="true"'), inside,
  }));
  return { html, areas, words: html.replace(/<(svg|table)[^>]*>.*?<\/\1>/g, " ").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim(), fills: areas.map(({ inside }) => /fill-opacity="([\d.]+)"/.exec(inside)?.[1] ?? "hatched") };
}

const cells = [
  shown("CN", 2_400_000), shown("DE", 30_000), shown("SG", 900_000), hidden("FR"), shown("ZZ", 4000), hidden("BV"),
  shown("all", 3_334_000), shown("US", 1, { month: "2026-09" }), shown("BR", 1, { route: "reuse" }), shown("AU", 1, { material: "glass" }),
];

describe("the map of regions", () => {
  it("has a link for each region of the period, which says mass and emissions, and keeps the period", () => {
    const { areas } = draw(cells);
    expect(areas.map(({ words, href }) => [words, href])).toEqual([
      ["China: 2.4 t moved, 4.8 t CO₂e kept out of the air", "/statistics?region=CN&month=2026-10"],
      ["Germany: 30 kg moved, 60 kg CO₂e kept out of the air", "/statistics?region=DE&month=2026-10"],
      ["France: withheld", "/statistics?region=FR&month=2026-10"],
      ["Singapore: 900 kg moved, 1.8 t CO₂e kept out of the air", "/statistics?region=SG&month=2026-10"],
    ]);
    expect(areas.map(({ inside }) => inside.includes("<circle"))).toEqual([false, false, false, true]);
  });

  it("is the stronger the more mass; what is withheld is hatched, and the legend says so with names", () => {
    const { fills, areas, words } = draw(cells);
    const [china, germany, france, singapore] = fills;
    expect(Number(china)).toBeGreaterThan(Number(singapore));
    expect(Number(singapore)).toBeGreaterThan(Number(germany));
    expect(france).toBe("hatched");
    expect(areas[2]?.inside).toMatch(/fill="url\(#hatch\w+\)"/);
    expect(words).toContain("2 t and more China 500 kg up to 2 t Singapore less than 50 kg Germany withheld France");
  });

  it("outlines the chosen region among all others", () => {
    const { areas, words } = draw(cells, { region: "DE" });
    expect(areas.map(({ isChosen }) => isChosen)).toEqual([false, false, true, false]);
    expect(areas[2]?.words).toContain("Germany");
    expect(words).toContain("Outlined: Germany.");
    expect(draw(cells, { region: "JP" }).words).not.toContain("Outlined");
  });

  it("names what has no place on it, and is the same as a table", () => {
    const { html, words } = draw(cells, { locale: "zh-CN" });
    expect(words).toContain("未画在地图上： 地点未知：流转 4 kg，减碳 8 kg CO₂e 布韦岛：不予公布");
    expect(words).toContain("Natural Earth");
    const table = html.slice(html.indexOf("<table"));
    expect(table.match(/<tr/g)).toHaveLength(1 + 6);
    expect([...table.matchAll(/class="link"[^>]*>([^<]*)</g)].slice(0, 6).map(([, name]) => name)).toEqual(["中国", "新加坡", "德国", "地点未知", "布韦岛", "法国"]);
  });

  it("is not drawn where no region with figures lies anywhere", () => {
    const { areas, html, words } = draw([shown("ZZ", 4000)]);
    expect(areas).toEqual([]);
    expect(html).not.toContain("<figure");
    expect(words).toContain("Place not known: 4 kg moved");
    expect(words).not.toContain("Natural Earth");
    expect(regionMap(cells, { month: "2020-01", material: "all" })).toEqual({ drawing: null, cells: [] });
  });

  it("says what all have where they are alike", () => {
    expect(draw([shown("CN", 1000)]).words).toContain("1 kg China");
    expect(draw([shown("CN", 1900), shown("DE", 1200)]).words).toContain("1.2 kg up to 1.9 kg China and Germany");
  });
});
