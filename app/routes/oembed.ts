import type { LoaderFunctionArgs } from "@remix-run/node";
import { describeLink, type LinkDescription } from "#app/flows/describe-link.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { element, xmlDocument } from "#app/shared/xml.ts";

const maxAgeSeconds = 300;

/**
 * What a public page is called and looks like, for programs that were given its address (oembed.com). There is no page of ours that may stand
 * inside another one, so the type is always `link`. A page that a visitor does not see is as unknown as none, whoever asks.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams;
  const format = asked.get("format") ?? "json";
  if (format !== "json" && format !== "xml") return refuse(501);
  const [maxWidth, maxHeight] = [limitOf(asked.get("maxwidth")), limitOf(asked.get("maxheight"))];
  if (maxWidth === null || maxHeight === null || !asked.get("url")) return refuse(400);
  const path = pathHere(asked.get("url") ?? "");
  const described = path === null ? null : await describeLink(await database(), path, requestLocale(request));
  if (!described) return refuse(404);
  const answer = answerOf(described, { maxWidth, maxHeight });
  const text = format === "json" ? JSON.stringify(answer) : xmlDocument(element("oembed", {}, ...Object.entries(answer).map(([name, value]) => element(name, {}, String(value)))));
  return new Response(text, {
    headers: {
      "Content-Type": format === "json" ? "application/json; charset=utf-8" : "text/xml; charset=utf-8",
      "Cache-Control": `public, max-age=${maxAgeSeconds}`,
      Vary: "Accept-Language, Cookie",
      // Only what is public, and the same with or without a session: any page may ask.
      "Access-Control-Allow-Origin": "*",
    },
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: { "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*" } });
}

/** The largest size of a picture that was asked for; null is nonsense. */
function limitOf(text: string | null): number | null {
  if (text === null) return Number.POSITIVE_INFINITY;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** The path of an address of this server, decoded, or null for any other. */
function pathHere(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.origin !== new URL(env().PUBLIC_URL).origin) return null;
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
}

function answerOf({ title, author, pictures }: LinkDescription, { maxWidth, maxHeight }: { maxWidth: number; maxHeight: number }): Record<string, string | number> {
  const origin = env().PUBLIC_URL.replace(/\/$/, "");
  const picture = pictures.find(({ width, height }) => width <= maxWidth && height <= maxHeight);
  return {
    version: "1.0",
    type: "link",
    title,
    ...(author ? { author_name: author.name, ...(author.path ? { author_url: `${origin}${author.path}` } : {}) } : {}),
    provider_name: "Roundabout",
    provider_url: `${origin}/`,
    cache_age: maxAgeSeconds,
    ...(picture ? { thumbnail_url: `${origin}${picture.url}`, thumbnail_width: picture.width, thumbnail_height: picture.height } : {}),
  };
}
