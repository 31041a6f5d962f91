import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Element } from "@xmldom/xmldom";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { reverseEntry } from "#app/domains/impact/corrections.service.server.ts";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { feedSize } from "#app/domains/listings/feed.server.ts";
import * as ledgerFeed from "#app/routes/impact_.ledger[.]atom.ts";
import * as ledgerPage from "#app/routes/impact_.ledger.tsx";
import * as listingsFeed from "#app/routes/listings[.]atom.ts";
import * as listingsPage from "#app/routes/listings._index.tsx";
import type { Actor } from "#app/shared/actor.ts";
import { goodsLot } from "#tests/factories/impact.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { authSettings } from "#tests/factories/sessions.ts";
import { parseXml } from "#tests/factories/xml.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const atom = "http://www.w3.org/2005/Atom";
const origin = authSettings.PUBLIC_URL.replace(/\/$/, "");

/** A feed as a strict parser reads it, held against what RFC 4287 asks of every feed. */
async function read(response: Response) {
  expect([response.status, response.headers.get("content-type"), response.headers.get("content-disposition")]).toEqual([200, "application/atom+xml; charset=utf-8", null]);
  const root = parseXml(await response.text());
  expect([root.namespaceURI, root.localName]).toEqual([atom, "feed"]);
  const children = (of: Element, name: string) => Array.from(of.childNodes).filter((node): node is Element => (node as Element).localName === name && node.namespaceURI === atom);
  const only = (of: Element, name: string) => {
    const [found, ...more] = children(of, name);
    expect([name, found === undefined, more.length]).toEqual([name, false, 0]);
    return found?.textContent ?? "";
  };
  const links = (of: Element) => Object.fromEntries(children(of, "link").map((link) => [link.getAttribute("rel"), link.getAttribute("href")]));
  const thing = (of: Element) => {
    const [id, title, updated] = [only(of, "id"), only(of, "title"), only(of, "updated")];
    expect(id).toMatch(/^tag:[\w.-]+,2026:\/[\w./?=&%+-]+$/);
    expect(title).not.toBe("");
    expect(new Date(updated).toISOString()).toBe(updated);
    return { id, title, updated, links: links(of) };
  };
  const entries = children(root, "entry").map((entry) => ({ ...thing(entry), summary: only(entry, "summary") }));
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
  for (const entry of entries) expect(entry.links.alternate).toMatch(/^https?:\/\//);
  expect(children(children(root, "author")[0] ?? root, "name")).toHaveLength(1);
  const feed = { ...thing(root), language: root.getAttribute("xml:lang"), entries };
  expect([...entries.map((entry) => entry.updated)].sort().at(-1) ?? feed.updated).toBe(feed.updated);
  return feed;
}

/** A page's loader, whose answer is data, as askRoute calls them. */
const page = (loader: (args: never) => Promise<unknown>) => async (args: never) => ({ data: await loader(args) });

describeDatabases("feeds", (open) => {
  let owner: Actor;
  const listings = (query = "", init: RequestInit = {}, as: Actor | null = null) => askRoute(open(), listingsFeed.loader, as, {}, { query, ...init });
  const ledger = (query = "", init: RequestInit = {}) => askRoute(open(), ledgerFeed.loader, null, {}, { query, ...init });

  beforeAll(async () => {
    serveRoutesFrom(open(), mkdtempSync(path.join(os.tmpdir(), "roundabout-feeds-")));
    owner = await createPerson(open());
  });

  beforeEach(async () => {
    await open().listing.deleteMany();
  });

  it("is a feed also when nothing is listed, and the same one each time", async () => {
    const one = await listings();
    expect(await read(one)).toMatchObject({ updated: "2026-01-01T00:00:00.000Z", entries: [], links: { self: `${origin}/listings.atom?lang=en`, alternate: `${origin}/listings` } });
    const again = await listings("", { headers: { "if-none-match": one.headers.get("etag") ?? "" } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("holds what is public, the newest first, whatever its title is, and nobody's name", async () => {
    const title = `<b>"Chair" & 'table'</b> ]]> \u0007`;
    const older = await createListing(open(), owner, { title, sortAt: new Date("2026-05-01T10:00:00Z"), offer: "sale", priceMinor: 1250, currency: "EUR" });
    const newer = await createListing(open(), owner, { title: "椅子", sortAt: new Date("2026-05-02T10:00:00Z"), condition: "good" });
    for (const state of ["draft", "pending_review", "paused", "withdrawn", "expired"] as const) await createListing(open(), owner, { state });
    const response = await listings();
    const text = await response.clone().text();
    const feed = await read(response);
    expect(feed.entries.map((entry) => [entry.title, entry.updated, entry.links.alternate])).toEqual([
      ["椅子", "2026-05-02T10:00:00.000Z", `${origin}/listings/${newer.id}`],
      [title.replace("\u0007", "\ufffd"), "2026-05-01T10:00:00.000Z", `${origin}/listings/${older.id}`],
    ]);
    expect(feed.entries[1]?.summary).toContain("€12.50");
    expect(text).not.toContain(owner.party.name);
    expect(text).not.toContain(owner.userName);
    expect(text).not.toContain(owner.party.id);
  });

  it("names a listing the same in every feed and language, and follows a change", async () => {
    const listing = await createListing(open(), owner, { title: "Lamp of brass", searchText: "lamp of brass" });
    const [en, zh, found] = await Promise.all([read(await listings()), read(await listings("?lang=zh-CN")), read(await listings("?q=brass&offer=free"))]);
    expect([en.language, zh.language]).toEqual(["en", "zh-CN"]);
    expect(new Set([en, zh, found].map((feed) => feed.id)).size).toBe(3);
    expect(new Set([en, zh, found].map((feed) => feed.entries[0]?.id)).size).toBe(1);
    const etag = (await listings()).headers.get("etag") ?? "";
    await open().listing.update({ where: { id: listing.id }, data: { title: "Lamp of copper" } });
    expect((await listings("", { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  it("takes the parameters of the page, which names it in its head with them", async () => {
    await createListing(open(), owner, { title: "Lamp of brass", searchText: "lamp of brass" });
    await createListing(open(), owner, { title: "Sofa", category: "sofa", offer: "loan", loanDays: 7 });
    expect((await read(await listings("?q=lamp"))).entries.map((entry) => entry.title)).toEqual(["Lamp of brass"]);
    expect((await read(await listings("?offer=loan&sort=relevance&after=nonsense"))).entries.map((entry) => entry.title)).toEqual(["Sofa"]);
    expect((await read(await listings("?q=%00&lat=1&max=x"))).entries).toEqual([]);
    const shown = (await (await askRoute(open(), page(listingsPage.loader), null, {}, { query: "?offer=loan&view=map&lang=zh-CN" })).json()) as { feed: { path: string; title: string } };
    const head = listingsPage.meta({ data: shown } as never);
    expect(head).toContainEqual({ tagName: "link", rel: "alternate", type: "application/atom+xml", href: "/listings.atom?offer=loan&lang=zh-CN", title: shown.feed.title });
    expect((await read(await listings("?offer=loan&lang=zh-CN"))).links).toEqual({ self: `${origin}/listings.atom?offer=loan&lang=zh-CN`, alternate: `${origin}/listings?offer=loan` });
  });

  it("is the same for whoever is signed in, and bounded", async () => {
    for (let n = 0; n <= feedSize; n += 1) await createListing(open(), owner, { sortAt: new Date(Date.UTC(2026, 4, 1, 0, n)) });
    const [anybody, signedIn] = [await listings(), await listings("", {}, owner)];
    expect((await read(anybody.clone())).entries).toHaveLength(feedSize);
    expect(await signedIn.text()).toBe(await anybody.text());
    expect(anybody.headers.get("cache-control")).toBe("public, max-age=300");
  });

  it("tells of corrections in the ledger, and of nothing else in it", async () => {
    const db = open();
    const taker = await createPerson(db);
    const lots = [1, 2].map(() => goodsLot({ giverPartyId: owner.party.id, takerPartyId: taker.party.id, category: "jeans", itemCount: 2 }));
    const [first] = await db.$transaction((tx) => recordLots(tx, lots));
    await advanceLedger(db);
    expect((await read(await ledger())).entries).toEqual([]);
    const reversed = await db.$transaction((tx) => reverseEntry(tx, { entryId: first?.entryId ?? "", reason: "mistake", at: new Date() }));
    if (!reversed.ok) throw new Error(reversed.error);
    await advanceLedger(db);
    const response = await ledger();
    const text = await response.clone().text();
    const feed = await read(response);
    const row = await db.ledgerEntry.findFirstOrThrow({ where: { correctsId: first?.entryId ?? "" } });
    expect(feed.entries).toMatchObject([{ id: `tag:${new URL(origin).hostname},2026:/impact/entries/${row.id}`, title: "Taken back: Jeans, 2 items", updated: row.recordedAt.toISOString() }]);
    for (const party of [owner, taker]) expect(text).not.toMatch(new RegExp(`${party.party.id}|${party.userId}`));
    const again = await ledger("", { headers: { "if-none-match": response.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
    const shown = (await (await askRoute(db, page(ledgerPage.loader), null, {})).json()) as { feedTitle: string };
    expect(ledgerPage.meta({ data: shown } as never)).toContainEqual({ tagName: "link", rel: "alternate", type: "application/atom+xml", href: "/impact/ledger.atom?lang=en", title: shown.feedTitle });
  });
});
