import { env } from "#app/platform/env.server.ts";
import { fileResponse } from "#app/platform/http/file-response.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { element, xmlDocument, type Xml } from "#app/shared/xml.ts";

/** One thing in a feed. `path` is its page here, and with it its name that never changes. Nobody is named. */
export type FeedEntry = { path: string; title: string; summary: string; updated: Date; image: { url: string; type: string } | null };

/** A feed of public things, the newest first. `path` is its own address, `pagePath` that of the page that shows the same to people. */
export type Feed = { path: string; pagePath: string; title: string; subtitle: string; locale: Locale; entries: readonly FeedEntry[] };

const maxAgeSeconds = 300;
/** When an empty feed changed last: before anything was there. */
const beforeAnything = new Date("2026-01-01T00:00:00Z");

/** A name for what stands at a path of this server (RFC 4151): it stays when the scheme or port changes. */
function tagOf(path: string): string {
  return `tag:${new URL(env().PUBLIC_URL).hostname},2026:${path}`;
}

/** A feed as Atom (RFC 4287), for anybody; whoever has it already is told so. */
export function atomResponse(request: Request, feed: Feed): Response {
  return fileResponse(request, {
    text: atomText(feed),
    type: "application/atom+xml; charset=utf-8",
    name: null,
    maxAgeSeconds,
    headers: { "Content-Language": feed.locale, Vary: "Accept-Language, Cookie" },
  });
}

/** The document. Its date is that of the latest change in it, so that the same feed is the same text. */
export function atomText(feed: Feed): string {
  const origin = env().PUBLIC_URL.replace(/\/$/, "");
  const latest = new Date(Math.max(beforeAnything.getTime(), ...feed.entries.map((entry) => entry.updated.getTime())));
  return xmlDocument(
    element(
      "feed",
      { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": feed.locale },
      element("id", {}, tagOf(feed.path)),
      element("title", {}, feed.title),
      element("subtitle", {}, feed.subtitle),
      element("updated", {}, latest.toISOString()),
      element("link", { rel: "self", type: "application/atom+xml", href: `${origin}${feed.path}` }),
      element("link", { rel: "alternate", type: "text/html", href: `${origin}${feed.pagePath}` }),
      element("author", {}, element("name", {}, "Roundabout"), element("uri", {}, `${origin}/`)),
      element("icon", {}, `${origin}/favicon.svg`),
      ...feed.entries.map((entry) => entryElement(entry, origin)),
    ),
  );
}

function entryElement({ path, title, summary, updated, image }: FeedEntry, origin: string): Xml {
  return element(
    "entry",
    {},
    element("id", {}, tagOf(path)),
    element("title", {}, title),
    element("updated", {}, updated.toISOString()),
    element("link", { rel: "alternate", type: "text/html", href: `${origin}${path}` }),
    image && element("link", { rel: "enclosure", type: image.type, href: `${origin}${image.url}` }),
    element("summary", {}, summary),
  );
}
