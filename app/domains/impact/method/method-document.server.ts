/** The method in the reader's language, from docs/methodology. */

import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";

import english from "../../../../docs/methodology/README.md?raw";
import chinese from "../../../../docs/methodology/README.zh-CN.md?raw";
import { FACTOR_SETS, setKey } from "../impact.catalogue.ts";

import { headingIds, renderMarkdown, type RenderedMarkdown } from "./markdown.server.ts";

const SOURCES: Readonly<Record<Locale, string>> = { en: english, "zh-CN": chinese };

const rendered = new Map<Locale, RenderedMarkdown>();

const setKeys: ReadonlySet<string> = new Set(FACTOR_SETS.map(setKey));

/** The document of a language, made once. Parts have the same addresses in both languages. */
export function methodDocument(locale: Locale): RenderedMarkdown {
  const known = rendered.get(locale);
  if (known) return known;
  const t = translator(locale, "method");
  const made = renderMarkdown(SOURCES[locale], {
    ids: headingIds(english),
    tableLabel: (heading) => t("document.table", { heading }),
    codeLink: (code) => (setKeys.has(code) ? `/impact/factors?${new URLSearchParams({ set: code })}` : null),
  });
  rendered.set(locale, made);
  return made;
}
