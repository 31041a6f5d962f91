import i18next, { type i18n, type TFunction } from "i18next";
import ICU from "i18next-icu";
import { initReactI18next } from "react-i18next";
import en from "#app/locales/en.ts";
import zhCN from "#app/locales/zh-CN.ts";
import { defaultLocale, isLocale, negotiateLocale, namespaces, type Locale } from "#app/shared/i18n.ts";
import { cookieValue } from "./cookies.server.ts";
import { singleton } from "./singleton.server.ts";

const resources = { en, "zh-CN": zhCN };

/** The language of a request: `?lang=`, then the cookie, then what the browser asks for. */
export function requestLocale(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("lang");
  if (isLocale(asked)) return asked;
  const kept = cookieValue(request.headers.get("cookie"), "rb_locale");
  return isLocale(kept) ? kept : negotiateLocale(request.headers.get("accept-language"));
}

/** The i18next instance of a language, with every catalogue; made once per process. */
export function serverI18n(locale: Locale): i18n {
  const make = () => {
    const instance = i18next.createInstance();
    void instance
      .use(ICU)
      .use(initReactI18next)
      .init({
        lng: locale,
        fallbackLng: defaultLocale,
        supportedLngs: [locale],
        ns: [...namespaces],
        defaultNS: "common",
        resources: { [locale]: resources[locale] },
        initAsync: false,
        showSupportNotice: false,
        interpolation: { escapeValue: false },
        react: { useSuspense: false },
      });
    return instance;
  };
  // Catalogues change on every save in development.
  return process.env.NODE_ENV === "production" ? singleton(`i18n:${locale}`, make) : make();
}

/** A translate function outside React: mails, titles, API problems. */
export function translator(locale: Locale, namespace: (typeof namespaces)[number] = "common"): TFunction {
  return serverI18n(locale).getFixedT(locale, namespace);
}
