import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import * as communityPage from "#app/routes/communities_.$slug.tsx";
import * as entryPage from "#app/routes/impact_.entries.$id.tsx";
import * as listingPage from "#app/routes/listings.$id._index.tsx";
import * as oembed from "#app/routes/oembed.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { goodsLot } from "#tests/factories/impact.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { authSettings } from "#tests/factories/sessions.ts";
import { parseXml } from "#tests/factories/xml.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const origin = authSettings.PUBLIC_URL.replace(/\/$/, "");
type Answer = Record<string, unknown>;
type Head = { tagName?: string; type?: string; href?: string }[];

/** A page's loader, whose answer is data, as askRoute calls them. */
const page = (loader: (args: never) => Promise<unknown>) => async (args: never) => ({ data: await loader(args) });

describeDatabases("what is told of a link", (open) => {
  let owner: Actor;
  let listing: string;
  let slug: string;
  let entry: string;
  const title = `Chair & "table" <b>`;

  beforeAll(async () => {
    const db = open();
    serveRoutesFrom(db, mkdtempSync(path.join(os.tmpdir(), "roundabout-oembed-")));
    owner = await createPerson(db);
    listing = (await createListing(db, owner, { title })).id;
    await db.listingPhoto.create({ data: { id: newId(), listingId: listing, position: 0, storageKey: "a1b2c3d4e5f6", width: 1200, height: 900, alt: "" } });
    const community = await createParty(db, "community", { name: "Open Street" });
    slug = `街坊-${community.party.id.slice(-8)}`;
    await db.party.update({ where: { id: community.party.id }, data: { slug } });
    const taker = await createPerson(db);
    const [row] = await db.$transaction((tx) => recordLots(tx, [goodsLot({ giverPartyId: owner.party.id, takerPartyId: taker.party.id, category: "jeans", itemCount: 2 })]));
    entry = row?.entryId ?? "";
  });

  const ask = (params: Record<string, string>, as: Actor | null = null) => askRoute(open(), oembed.loader, as, {}, { query: `?${new URLSearchParams(params)}` });
  const tell = async (at: string, more: Record<string, string> = {}) => {
    const response = await ask({ url: `${origin}${at}`, ...more });
    expect([at, response.status]).toEqual([at, 200]);
    return (await response.json()) as Answer;
  };

  it("says of a listing its title, who gives it, and its photo", async () => {
    expect(await tell(`/listings/${listing}`)).toEqual({
      version: "1.0",
      type: "link",
      title,
      author_name: owner.party.name,
      provider_name: "Roundabout",
      provider_url: `${origin}/`,
      cache_age: 300,
      thumbnail_url: `${origin}/photos/a1b2c3d4e5f6/1200.webp`,
      thumbnail_width: 1200,
      thumbnail_height: 900,
    });
  });

  it("says the same in XML, whatever the title is", async () => {
    const response = await ask({ url: `${origin}/listings/${listing}?lang=zh-CN#photos`, format: "xml" });
    expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    const root = parseXml(await response.text());
    expect(root.nodeName).toBe("oembed");
    const told = Object.fromEntries(Array.from(root.childNodes).map((node) => [node.nodeName, node.textContent]));
    const json = await tell(`/listings/${listing}`);
    expect(told).toEqual(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)])));
  });

  it.each([
    [{ maxwidth: "1200" }, [1200, 900]],
    [{ maxwidth: "1199" }, [400, 300]],
    [{ maxheight: "899" }, [400, 300]],
    [{ maxwidth: "400", maxheight: "300" }, [400, 300]],
    [{ maxwidth: "399" }, [undefined, undefined]],
    [{ maxheight: "299" }, [undefined, undefined]],
  ])("keeps to the size that was asked for: %j", async (limits, size) => {
    const { thumbnail_url: url, thumbnail_width: width, thumbnail_height: height } = await tell(`/listings/${listing}`, limits as unknown as Record<string, string>);
    expect([width, height]).toEqual(size);
    expect(url === undefined).toBe(size[0] === undefined);
  });

  it("describes a community and an entry of the ledger, which names nobody", async () => {
    expect(await tell(`/communities/${slug}`, { maxwidth: "600" })).toMatchObject({ type: "link", title: "Open Street", author_name: "Open Street", author_url: `${origin}/communities/${encodeURIComponent(slug)}`, thumbnail_width: 180 });
    const told = await tell(`/impact/entries/${entry}`);
    expect(told).toMatchObject({ type: "link", title: expect.stringContaining("Jeans, 2 items") as string, thumbnail_width: 1200, thumbnail_height: 630 });
    expect(told).not.toHaveProperty("author_name");
  });

  it("knows no page that a visitor does not see, whoever asks, none of another kind, and none elsewhere", async () => {
    const draft = await createListing(open(), owner, { state: "draft" });
    const hidden = await createListing(open(), owner, { state: "withdrawn" });
    const addresses = [
      `${origin}/listings/${draft.id}`,
      `${origin}/listings/${hidden.id}`,
      `${origin}/listings/${newId()}`,
      `${origin}/listings/new`,
      `${origin}/communities/none`,
      `${origin}/impact/entries/${newId()}`,
      `${origin}/account`,
      `${origin}/listings/${listing}/edit`,
      `https://elsewhere.example/listings/${listing}`,
      `${origin}.elsewhere.example/listings/${listing}`,
      `//x/listings/${listing}`,
      "javascript:alert(1)",
      `${origin}/listings/%00`,
    ];
    for (const url of addresses) for (const as of [null, owner]) expect([url, (await ask({ url }, as)).status]).toEqual([url, 404]);
  });

  it("refuses other formats, nonsense sizes, and to be asked about nothing", async () => {
    const url = `${origin}/listings/${listing}`;
    expect((await ask({ url, format: "yaml" })).status).toBe(501);
    expect((await ask({ url, format: "JSON" })).status).toBe(501);
    for (const wrong of [{ maxwidth: "0" }, { maxheight: "-1" }, { maxwidth: "wide" }, { maxwidth: "1e3" }] as Record<string, string>[]) expect((await ask({ url, ...wrong })).status).toBe(400);
    expect((await ask({})).status).toBe(400);
  });

  it("is found from the pages a visitor sees", async () => {
    const pages = [
      { at: `/listings/${listing}`, route: listingPage, params: { id: listing } },
      { at: `/communities/${encodeURIComponent(slug)}`, route: communityPage, params: { slug } },
      { at: `/impact/entries/${entry}`, route: entryPage, params: { id: entry } },
    ];
    for (const { at, route, params } of pages) {
      const shown: unknown = await (await askRoute(open(), page(route.loader), null, params as unknown as Record<string, string>)).json();
      const links = (route.meta({ data: shown } as never) as Head).filter((one) => one.tagName === "link");
      expect(links.map((link) => link.type)).toEqual(["application/json+oembed", "text/xml+oembed"]);
      for (const link of links) {
        expect(new URL(link.href ?? "").searchParams.get("url")).toBe(`${origin}${at}`);
        const answer = await askRoute(open(), oembed.loader, null, {}, { query: new URL(link.href ?? "").search });
        expect(answer.headers.get("content-type")).toContain(link.type?.split("+")[0] ?? "none");
      }
      const own: unknown = await (await askRoute(open(), page(route.loader), owner, params as unknown as Record<string, string>)).json();
      expect((route.meta({ data: own } as never) as Head).filter((one) => one.tagName === "link")).toEqual([]);
    }
  });
});
