import { newNonce, pageTemplate, type PageTemplate } from "./template.server.ts";
import { touches, wantedOf, type Asked, type PublicPage, type Wanted } from "./wanted.server.ts";

/** Renders a page for a request that we wrote ourselves, with this nonce. */
export type Render = (request: Request, nonce: string) => Promise<Response>;

/** An answer as it goes out, with a nonce of its own. */
export type Answer = { status: number; headers: Record<string, string | number>; body: Buffer };

/** A rendered page that may be answered again and again. */
export type SharedPage = {
  /** How it came: from memory, or drawn just now. */
  answer(input: { acceptEncoding: string | string[] | undefined; from: "hit" | "miss" }): Answer;
};

export type PageCache = {
  /** What a request asks for when visitors may share its answer, else null. */
  find(request: Asked): Wanted | null;
  /** The page, at once where it is there. Null where it cannot be shared: the request is then answered by itself. */
  page(wanted: Wanted, render: Render): { page: SharedPage; from: "hit" } | Promise<{ page: SharedPage; from: "miss" } | null>;
  /** Drops every page that a change of these topics may have touched, also those being rendered now. */
  forget(topics: readonly string[]): void;
  /** What is held now. */
  held(): { pages: number; bytes: number };
};

type Drawn = SharedPage & { status: number; weight: number };
type Entry = { page: Drawn; since: number; topics: readonly string[]; bytes: number; expiry: NodeJS.Timeout };
type Flight = { since: number; topics: readonly string[]; isOutdated: boolean; drawn: Promise<Drawn | null> };

/** No page is answered that was read longer ago: what other processes changed is never older. */
const oneSecond = 1_000;
/** After this part of it a page is rendered anew behind the answers, so that under load nobody waits. */
const refreshAfter = 0.6;

type Settings = {
  pages: readonly PublicPage[];
  origin: string;
  maxBytes: number;
  /** Says in a header whether an answer was kept; not for production. */
  showsSource: boolean;
  /** Milliseconds. */
  longestAge?: number;
};

/**
 * Pages of visitors, kept for up to a second (docs/decisions/0017). A page's age counts from the start of its rendering,
 * before any of its reads.
 */
export function createPageCache({ pages, origin, maxBytes, showsSource, longestAge = oneSecond }: Settings): PageCache {
  // Not the clock of the day, which may be set back.
  const now = () => performance.now();
  // In order of use: what was used longest ago comes first.
  const entries = new Map<string, Entry>();
  const flights = new Map<string, Flight>();
  let bytes = 0;

  function drop(key: string, entry: Entry): void {
    if (entries.get(key) !== entry) return;
    entries.delete(key);
    clearTimeout(entry.expiry);
    bytes -= entry.bytes;
  }

  function keep(key: string, flight: Flight, page: Drawn): void {
    const left = longestAge - (now() - flight.since);
    const before = entries.get(key);
    if (flight.isOutdated || page.status !== 200 || left <= 0 || (before && before.since > flight.since)) return;
    if (before) drop(key, before);
    const size = page.weight + key.length * 2;
    if (size > maxBytes) return;
    for (const [oldKey, old] of entries) {
      if (bytes + size <= maxBytes) break;
      drop(oldKey, old);
    }
    const entry: Entry = { page, since: flight.since, topics: flight.topics, bytes: size, expiry: setTimeout(() => drop(key, entry), left) };
    entry.expiry.unref();
    entries.set(key, entry);
    bytes += size;
  }

  function begin(wanted: Wanted, render: Render): Flight {
    const flight: Flight = { since: now(), topics: wanted.topics, isOutdated: false, drawn: Promise.resolve(null) };
    flights.set(wanted.key, flight);
    // A page that fails is rendered again by the request itself, which then says so in the usual way.
    flight.drawn = draw(wanted, render, { origin, showsSource })
      .catch(() => null)
      .then((page) => {
        if (flights.get(wanted.key) === flight) flights.delete(wanted.key);
        if (page) keep(wanted.key, flight, page);
        return page;
      });
    return flight;
  }

  return {
    find: (request) => wantedOf(pages, request),

    page(wanted, render) {
      const { key } = wanted;
      const entry = entries.get(key);
      const flight = flights.get(key);
      const age = entry ? now() - entry.since : longestAge;
      if (entry && age < longestAge) {
        entries.delete(key);
        entries.set(key, entry);
        if (age > longestAge * refreshAfter && !flight) begin(wanted, render);
        return { page: entry.page, from: "hit" };
      }
      if (!flight || now() - flight.since >= longestAge) return begin(wanted, render).drawn.then((page) => page && { page, from: "miss" });
      // Who joined a rendering that then took too long would get what is older than a second.
      return flight.drawn.then((page) => (page && now() - flight.since < longestAge ? { page, from: "miss" } : null));
    },

    forget(changed) {
      const isTouched = (topics: readonly string[]) => topics.some((topic) => changed.some((one) => touches(topic, one)));
      for (const [key, entry] of entries) if (isTouched(entry.topics)) drop(key, entry);
      for (const [key, flight] of flights) {
        if (!isTouched(flight.topics)) continue;
        // Its reads may have been before the change: it answers those who asked before, and is not kept.
        flight.isOutdated = true;
        flights.delete(key);
      }
    },

    held: () => ({ pages: entries.size, bytes }),
  };
}

async function draw(wanted: Wanted, render: Render, { origin, showsSource }: { origin: string; showsSource: boolean }): Promise<Drawn | null> {
  const mark = newNonce();
  const response = await render(new Request(`${origin}${wanted.address}`, { headers: { cookie: wanted.cookie } }), mark);
  if (!mayBeShared(response)) return null;
  const template = pageTemplate(Buffer.from(await response.arrayBuffer()), mark);
  const headers = Object.fromEntries(response.headers);
  return {
    status: response.status,
    weight: template.weight,
    answer: ({ acceptEncoding, from }) => answerOf(template, { mark, headers, status: response.status, isPacked: acceptsGzip(acceptEncoding), source: showsSource ? from : null }),
  };
}

function mayBeShared(response: Response): boolean {
  const { headers, status } = response;
  return status < 500 && !headers.has("set-cookie") && !/no-store/i.test(headers.get("cache-control") ?? "") && (headers.get("content-type") ?? "").startsWith("text/html");
}

function answerOf(
  template: PageTemplate,
  page: { mark: string; headers: Record<string, string>; status: number; isPacked: boolean; source: string | null },
): Answer {
  const nonce = newNonce();
  const body = page.isPacked ? template.gzip(nonce) : template.plain(nonce);
  const headers: Answer["headers"] = {};
  for (const [name, value] of Object.entries(page.headers)) headers[name] = value.replaceAll(page.mark, nonce);
  headers.vary = headers.vary ? `${headers.vary}, Accept-Encoding` : "Accept-Encoding";
  headers["content-length"] = body.length;
  if (page.isPacked) headers["content-encoding"] = "gzip";
  if (page.source) headers["x-page-cache"] = page.source;
  return { status: page.status, headers, body };
}

/** Every browser takes gzip. Who refuses it, or says nothing, gets the page as it is. */
function acceptsGzip(acceptEncoding: string | string[] | undefined): boolean {
  return /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?:0?\.0*[1-9]|1|0\.[1-9])[\d.]*\s*)?(?:,|$)/i.test(String(acceptEncoding ?? ""));
}
