import type { IncomingHttpHeaders } from "node:http";
import { cookieValue } from "#app/platform/cookies.server.ts";
import { isLocale, negotiateLocale } from "#app/shared/i18n.ts";

/** A kind of page that everybody who is not signed in sees alike. */
export type PublicPage = {
  path: RegExp;
  /** Topics of the events that change it; `$1` is what the first group of the path matched, `point:*` any of a kind. */
  topics: readonly string[];
};

/** A page that a visitor asks for, and all that its bytes depend on. */
export type Wanted = {
  key: string;
  /** Path and query as they were asked: links and forms of the page repeat them, and the browser compares. */
  address: string;
  /** The only cookies that the page is rendered with. */
  cookie: string;
  topics: readonly string[];
};

export type Asked = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders };

const longestAddress = 400;
/** Letters that nobody escapes; segments do not begin with a dot. */
const plainAddress = /^\/(?:[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*)?(?:\?[\x21\x24-\x3b\x3d\x3f-\x7e]*)?$/;
/** Everything of ours that tells who somebody is begins so, with or without `__Secure-`. */
const personalCookie = "rb.";

/** What a request asks for when its answer may be shared with other visitors, else null. */
export function wantedOf(pages: readonly PublicPage[], { method, url = "", headers }: Asked): Wanted | null {
  if (method !== "GET" && method !== "HEAD") return null;
  if (headers.authorization !== undefined || headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined) return null;
  if (headers.cookie?.includes(personalCookie)) return null;
  if (url.length > longestAddress || !plainAddress.test(url)) return null;
  const path = url.split("?", 1)[0] ?? "";
  // Asked by a page's script for its data alone.
  if (path.endsWith(".data")) return null;
  for (const page of pages) {
    const match = page.path.exec(path);
    if (!match) continue;
    const cookie = preferencesOf(headers);
    return { key: `${cookie} ${url}`, address: url, cookie, topics: page.topics.map((topic) => topic.replace("$1", match[1] ?? "")) };
  }
  return null;
}

/** Language and theme, written anew from the values we know: nothing else of a visitor's cookies reaches a shared page. */
function preferencesOf(headers: IncomingHttpHeaders): string {
  const kept = cookieValue(headers.cookie, "rb_locale");
  const locale = isLocale(kept) ? kept : negotiateLocale(headers["accept-language"]);
  const theme = cookieValue(headers.cookie, "rb_theme");
  return theme === "light" || theme === "dark" ? `rb_locale=${locale}; rb_theme=${theme}` : `rb_locale=${locale}`;
}

/** Whether a page with this topic may look different after a change of that one. Either may say `kind:*`. */
export function touches(topic: string, changed: string): boolean {
  if (topic === changed) return true;
  const kind = (text: string) => text.slice(0, text.indexOf(":") + 1);
  return kind(topic) !== "" && kind(topic) === kind(changed) && (topic.endsWith(":*") || changed.endsWith(":*"));
}
