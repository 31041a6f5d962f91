import { readFileSync } from "node:fs";
import IntlMessageFormat from "intl-messageformat";

export type Locale = "en" | "zh-CN";

/** The product's own words, so that a journey reads the same in every language: `say("zh-CN")("deals:actions.accept")`. */
export function say(locale: Locale): (key: string, values?: Record<string, string | number>) => string {
  return (key, values = {}) => {
    const [namespace = "", path = ""] = key.split(":");
    const words = JSON.parse(readFileSync(`app/locales/${locale}/${namespace}.json`, "utf8")) as unknown;
    const message = path.split(".").reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], words);
    if (typeof message !== "string") throw new Error(`no words for ${key} in ${locale}`);
    return String(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format(values));
  };
}
