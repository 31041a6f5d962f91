import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLocale, negotiateLocale } from "./i18n.ts";

describe("negotiateLocale", () => {
  it("answers with a language of ours for any header", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.constant(null), fc.constant(undefined)), (header) => isLocale(negotiateLocale(header))));
  });

  it.each([
    ["zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["de-DE, en;q=0.5, zh;q=0.4", "en"],
    ["en;q=0.3,zh-Hans-CN;q=0.9", "zh-CN"],
    ["zh;q=0, en-GB", "en"],
    ["fr", "en"],
    ["", "en"],
    ["zhx", "en"],
    ["ZH-cn", "zh-CN"],
  ])("%s gives %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it("prefers the higher weight whatever the order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), fc.boolean(), (a, b, swap) => {
        fc.pre(a !== b);
        const entries = [`en;q=${a / 1000}`, `zh;q=${b / 1000}`];
        if (swap) entries.reverse();
        expect(negotiateLocale(entries.join(", "))).toBe(a > b ? "en" : "zh-CN");
      }),
    );
  });
});
