import { RemixBrowser } from "@remix-run/react";
import i18next from "i18next";
import ICU from "i18next-icu";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { z } from "zod";
import { isLocale, namespaces } from "#app/shared/i18n.ts";
import { browserNetwork, patientFetch } from "#app/ui/patient-fetch.ts";

// zod would try to compile its checks with `new Function`, which the content security policy refuses and reports.
z.config({ jitless: true });

// A page whose network is gone waits for it: the framework would put an error page in its place.
window.fetch = patientFetch(browserNetwork());

async function hydrate(): Promise<void> {
  const lang = document.documentElement.lang;
  const locale = isLocale(lang) ? lang : "en";
  const words = locale === "zh-CN" ? await import("#app/locales/zh-CN.ts") : await import("#app/locales/en.ts");
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: locale,
      ns: [...namespaces],
      defaultNS: "common",
      resources: { [locale]: words.default },
      showSupportNotice: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18next}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
