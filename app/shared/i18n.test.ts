import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { locales, namespaces, negotiateLocale } from "./i18n.ts";

const folder = path.resolve("app/locales");

function messages(locale: string, namespace: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, prefix: string) => {
    if (typeof value === "string") found.set(prefix, value);
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, prefix ? `${prefix}.${key}` : key);
  };
  walk(JSON.parse(readFileSync(path.join(folder, locale, `${namespace}.json`), "utf8")), "");
  return found;
}

/** The names of the values a message takes. */
function slots(message: string, locale: string): string[] {
  const names = new Set<string>();
  const walk = (elements: unknown[]) => {
    for (const element of elements as { type: number; value?: string; options?: Record<string, { value: unknown[] }>; children?: unknown[] }[]) {
      if (element.type >= 1 && element.type <= 6 && element.value) names.add(element.value);
      for (const option of Object.values(element.options ?? {})) walk(option.value);
      if (element.children) walk(element.children);
    }
  };
  walk(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe("catalogues", () => {
  it("are the namespaces that the product names, in each language", () => {
    for (const locale of locales) {
      const files = readdirSync(path.join(folder, locale)).map((file) => file.replace(/\.json$/, ""));
      expect(files.sort()).toEqual([...namespaces].sort());
    }
  });

  for (const namespace of namespaces) {
    it(`${namespace}: both languages say the same things with the same values`, () => {
      const en = messages("en", namespace);
      const zh = messages("zh-CN", namespace);
      expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
      for (const [key, message] of en) {
        expect({ key, slots: slots(zh.get(key) ?? "", "zh-CN") }).toEqual({ key, slots: slots(message, "en") });
      }
    });
  }

  it("never call an effect by a name that promises too much", () => {
    for (const namespace of namespaces) {
      for (const [key, message] of messages("en", namespace)) {
        expect({ key, said: /carbon credit|offset your|saved the planet|zero waste/i.test(message) && !/not|never|no /i.test(message) }).toEqual({ key, said: false });
      }
    }
  });
});

describe("negotiateLocale", () => {
  it.each([
    ["zh-TW,en;q=0.5", "zh-CN"],
    ["fr, zh;q=0.4, en;q=0.6", "en"],
    ["fr;q=1", "en"],
    ["", "en"],
    ["en;q=0, zh;q=0.1", "zh-CN"],
    [null, "en"],
  ])("%s gives %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});
