import i18next from "i18next";
import ICU from "i18next-icu";
import { createElement, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { expect, it, vi } from "vitest";
import { useTranslation } from "./i18n.ts";

it("says a sentence once per set of values, and never one for another", () => {
  const instance = i18next.createInstance();
  void instance.use(ICU).use(initReactI18next).init({ lng: "en", ns: ["common"], defaultNS: "common", initAsync: false, showSupportNotice: false, resources: { en: { common: { plain: "Hi", one: "{a} and {b}", many: "{count, plural, one {# thing} other {# things}}" } } } });
  const said: string[] = [];
  const translate = vi.spyOn(instance.services.languageUtils, "toResolveHierarchy");
  let lookups = 0;
  function Page(): ReactNode {
    const { t } = useTranslation("common");
    const all = () => [t("plain"), t("one", { a: "x", b: "y" }), t("one", { a: "y", b: "x" }), t("one", { a: 'x\nb="y', b: "" }), t("one", { a: "x".repeat(80), b: "" }), t("many", { count: 1 }), t("many", { count: 2 })];
    said.push(...all());
    translate.mockClear();
    said.push(...all());
    lookups = translate.mock.calls.length;
    return null;
  }
  renderToString(createElement(I18nextProvider, { i18n: instance }, createElement(Page)));
  const expected = ["Hi", "x and y", "y and x", 'x\nb="y and ', `${"x".repeat(80)} and `, "1 thing", "2 things"];
  expect(said).toEqual([...expected, ...expected]);
  // Only the long value is looked up again.
  expect(lookups).toBe(1);
});
