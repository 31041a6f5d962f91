import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it, vi } from "vitest";
import en from "#app/locales/en/method.json" with { type: "json" };
import { serverI18n } from "#app/platform/i18n.server.ts";
import { locales, type Locale } from "#app/shared/i18n.ts";
import { FACTOR_ROLES, isUnused, usedBy } from "../method/used-by.ts";
import { PedigreeBars, SpreadBar } from "./factor-quality.tsx";
import { FactorUseSection, type FactorUseProps } from "./factor-use.tsx";
import { MethodContents } from "./method-contents.tsx";

vi.mock("#app/ui/remix.ts", () => ({ Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a> }));

const draw = (part: ReactNode, locale: Locale = "en") => renderToStaticMarkup(<I18nextProvider i18n={serverI18n(locale)}>{part}</I18nextProvider>);
const words = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();

describe("the quality of a factor", () => {
  it("is five scores, each with its word and more bars the better it is", () => {
    const html = draw(<PedigreeBars pedigree={[1, 2, 3, 4, 5]} />);
    expect(words(html)).toBe("Reliability 1 of 5, very good Completeness 2 of 5, good Time 3 of 5, fair Geography 4 of 5, poor Technology 5 of 5, very poor");
    const filled = html.split("</dl>")[0]?.split('<dd aria-hidden="true"').slice(1).map((row) => row.split('<dd class="tabular')[0]?.match(/bg-(leaf|marigold|clay)/g)?.length);
    expect(filled).toEqual([5, 4, 3, 2, 1]);
  });

  it.each([
    [2, 1, 4, "From 1 to 4, published as 2. kg"],
    [-2, -4, -1, "From −4 to −1, published as −2. kg"],
    [0, 0, 0, "From 0 to 0, published as 0. kg"],
  ])("of %d has its range in words and stays on its axis", (value, lowValue, highValue, alternative) => {
    const html = draw(<SpreadBar value={value} lowValue={lowValue} highValue={highValue} unit="kg" locale="en" />);
    expect(html).toContain(`aria-label="${alternative}"`);
    const places = [...html.matchAll(/ d="M([\d.-]+) /g)].map((match) => Number(match[1]));
    expect(places).toHaveLength(5);
    for (const place of places) expect(place).toBeGreaterThanOrEqual(10);
    for (const place of places) expect(place).toBeLessThanOrEqual(310);
  });
});

const none: FactorUseProps["use"] = { entryCount: 0, latest: [] };
const section = (id: string, use: FactorUseProps["use"], locale: Locale = "en") =>
  draw(<FactorUseSection users={usedBy(id)} isUnused={isUnused(usedBy(id))} use={use} locale={locale} timeZone="UTC" />, locale);

describe("where a factor is used", () => {
  it("names materials, and goods by the kind that is taken", () => {
    expect(words(section("us_epa_warm@16/corrugated-containers/recycling", none))).toContain("Materials counted with it Cardboard Parcel packaging");
    expect(words(section("fr_ademe_impactco2@8076a489/tshirtenpolyester/production-distribution", none))).toContain("if the giver names this kind");
    expect(words(section("us_epa_warm@16/corrugated-containers/combustion", none))).toContain("where their usual disposal includes it");
  });

  it("says so when nothing takes it", () => {
    const text = words(section("cn_grid@2022/cn/national-average", none));
    expect(text).toContain(en.use.none);
    expect(text).toContain("No ledger entry has used it yet.");
  });

  it("lists entries with their figure, taken back, negative or not covered", () => {
    const line = { occurredAt: "2026-05-01T10:00:00.000Z", kind: "material" as const };
    const html = section("us_epa_warm@16/glass/recycling", {
      entryCount: 1234,
      latest: [
        { ...line, id: "a", what: "glass", isReversed: false, co2eGrams: 12_000 },
        { ...line, id: "b", what: "glass", isReversed: true, co2eGrams: -12_000 },
        { ...line, id: "c", what: "books", kind: "goods", isReversed: false, co2eGrams: null },
      ],
    });
    const text = words(html);
    expect(text).toContain("1,234 ledger entries have used it.");
    expect(text).toMatch(/Glass 1 May 2026 12 kg Taken back: Glass 1 May 2026 −12 kg Books 1 May 2026 Not covered$/);
    expect(html).toContain('href="/impact/entries/b"');
  });

  it.each(locales)("has words in %s for everything that may take a figure", (locale) => {
    const t = serverI18n(locale).getFixedT(locale, "method");
    for (const role of FACTOR_ROLES) expect(t(`use.roles.${role}`)).not.toContain("use.roles");
    expect(words(section("us_epa_warm@16/glass/recycling", none, locale))).not.toMatch(/\b(use|names|statuses)\.\w/);
  });
});

describe("the contents of the method", () => {
  it("lead to the parts, folded and beside", () => {
    for (const kind of ["folded", "beside"] as const) {
      const html = draw(<MethodContents kind={kind} lines={[{ id: "sources", text: "Sources", depth: 2 }]} />);
      expect(html).toContain('<a href="#sources"');
      expect(html.includes("<details")).toBe(kind === "folded");
    }
  });
});
