import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { publishListing } from "#app/domains/listings/listings.service.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { toPageCache } from "#app/outbox/to-page-cache.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import { readEnvironment } from "#app/platform/env.server.ts";
import { createPageCache, type PageCache } from "#app/platform/page-cache/page-cache.server.ts";
import { pageCache, publicPages } from "#app/public-pages.server.ts";
import * as listings from "#app/routes/listings._index.tsx";
import * as root from "#app/root.tsx";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { authSettings, createSession } from "#tests/factories/sessions.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

describeDatabases("pages that visitors share", (open) => {
  let cache: PageCache;
  const store = new Map<string, unknown>();
  beforeAll(() => {
    store.set("env", readEnvironment({ ...authSettings, NODE_ENV: "test", DATA_DIR: mkdtempSync(path.join(os.tmpdir(), "roundabout-pages-")) }));
    store.set("database", { open: Promise.resolve({ db: open() }) });
    (globalThis as unknown as { __roundabout: Map<string, unknown> }).__roundabout = store;
  });
  beforeEach(() => {
    // Pages that last longer than a slow test, so that only events end them.
    cache = createPageCache({ pages: publicPages, origin: "http://localhost:3000", maxBytes: 1_000_000, showsSource: true, longestAge: 60_000 });
    store.set("page-cache", cache);
  });

  /** The page's data and the frame's, as their loaders give them to this request. */
  async function loaded(request: Request, nonce: string): Promise<Response> {
    const args = { request, params: {}, context: { nonce } };
    const data = [await root.loader(args), await listings.loader(args)];
    return new Response(JSON.stringify(data), { headers: { "content-type": "text/html" } });
  }

  async function visit(headers: Record<string, string> = {}): Promise<{ text: string; from: string } | null> {
    const wanted = cache.find({ method: "GET", url: "/listings", headers });
    const found = wanted && (await cache.page(wanted, loaded));
    return found && { from: found.from, text: found.page.answer({ acceptEncoding: undefined, from: found.from }).body.toString() };
  }

  async function dispatchAll(): Promise<void> {
    while ((await dispatchOnce(open(), [toPageCache])) > 0);
  }

  it("show a published listing to the first visitor after its event, and nothing is dropped by other events", async () => {
    const owner = await createPerson(open());
    const draft = await createListing(open(), owner, { state: "draft", title: "Lamp of brass" });
    await dispatchAll();
    expect((await visit())?.text).not.toContain("Lamp of brass");
    const published = await publishListing(open(), owner, { listingId: draft.id });
    expect(published.ok).toBe(true);
    expect(await visit()).toMatchObject({ from: "hit", text: expect.not.stringContaining("Lamp of brass") as string });
    await dispatchAll();
    expect(await visit()).toMatchObject({ from: "miss", text: expect.stringContaining("Lamp of brass") as string });
    await inTransaction(open(), (tx) => record(tx, { type: "points.changed", payload: { pointId: "p" }, topics: ["point:p"] }));
    await dispatchAll();
    expect((await visit())?.from).toBe("hit");
  });

  it("show what was written without any event after a second", async () => {
    store.delete("page-cache");
    const made = pageCache();
    if (!made) throw new Error("the page cache is off");
    cache = made;
    const owner = await createPerson(open());
    await visit();
    await createListing(open(), owner, { title: "Clock without a bell" });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await visit())?.text).toContain("Clock without a bell");
  });

  it("hold nothing of anybody: whoever is signed in neither gets one nor fills one", async () => {
    const person = await createPerson(open());
    const { cookie } = await createSession(open(), person);
    const own = await (await loaded(new Request("http://localhost:3000/listings", { headers: { cookie } }), "n")).text();
    expect(own).toContain(person.userName);
    expect(await visit({ cookie })).toBeNull();
    expect(await visit({ authorization: "Bearer x" })).toBeNull();
    expect(cache.held().pages).toBe(0);
    const visitor = await visit({ cookie: "rb_theme=dark; x=1" });
    expect(visitor?.from).toBe("miss");
    expect(visitor?.text).toContain('"user":null');
    expect(visitor?.text).not.toContain(person.userName);
  });

  it("drop every point's page after an import, which names few of them", async () => {
    const points = cache.find({ method: "GET", url: "/points/p-9", headers: {} });
    if (!points) throw new Error("points are not shared");
    const drawn = () => cache.page(points, async () => new Response("x", { headers: { "content-type": "text/html" } }));
    await drawn();
    expect((await drawn())?.from).toBe("hit");
    await inTransaction(open(), (tx) => record(tx, { type: "points.imported", payload: { sourceName: "s", created: 900, updated: 0 }, topics: [] }));
    await dispatchAll();
    expect((await drawn())?.from).toBe("miss");
  });
});
