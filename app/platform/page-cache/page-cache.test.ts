import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPageCache, type PageCache, type Render } from "./page-cache.server.ts";

const pages = [
  { path: /^\/list$/, topics: ["listings"] },
  { path: /^\/points\/([\w-]+)$/, topics: ["point:$1"] },
];
const html = (text: string, headers: Record<string, string> = {}, status = 200) => new Response(text, { status, headers: { "content-type": "text/html; charset=utf-8", ...headers } });

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

function open(maxBytes = 1_000_000): PageCache {
  return createPageCache({ pages, origin: "http://x", maxBytes, showsSource: true });
}

/** A source of pages that counts, and whose text can be changed. */
function source() {
  const state = { text: "one", drawn: 0, cookies: [] as (string | null)[], milliseconds: 0 };
  const render: Render = async (request, nonce) => {
    state.drawn += 1;
    state.cookies.push(request.headers.get("cookie"));
    const { text } = state;
    if (state.milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, state.milliseconds));
    return html(`${text} ${nonce}`, { "content-security-policy": `script-src 'nonce-${nonce}'` });
  };
  return { state, render };
}

async function ask(cache: PageCache, render: Render, url = "/list", headers: Record<string, string> = {}) {
  const wanted = cache.find({ method: "GET", url, headers });
  if (!wanted) return null;
  const found = await cache.page(wanted, render);
  if (!found) return null;
  const answer = found.page.answer({ acceptEncoding: undefined, from: found.from });
  const [text, nonce] = answer.body.toString().split(" ");
  return { text, nonce, from: found.from, headers: answer.headers, status: answer.status };
}

describe("pages that visitors share", () => {
  it("answers the second from memory, with a nonce of its own in body and policy", async () => {
    const [cache, { state, render }] = [open(), source()];
    const [first, second] = [await ask(cache, render), await ask(cache, render)];
    expect([first?.from, second?.from, state.drawn]).toEqual(["miss", "hit", 1]);
    expect(first?.nonce).not.toBe(second?.nonce);
    for (const answer of [first, second]) expect(answer?.headers["content-security-policy"]).toBe(`script-src 'nonce-${answer?.nonce}'`);
  });

  it("renders once for fifty who ask at the same time", async () => {
    const [cache, { state, render }] = [open(), source()];
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(cache, render)));
    expect(state.drawn).toBe(1);
    expect(new Set(answers.map((answer) => answer?.nonce)).size).toBe(50);
  });

  it("never answers what was read more than a second ago", async () => {
    const [cache, { state, render }] = [open(), source()];
    await ask(cache, render);
    state.text = "two";
    vi.advanceTimersByTime(999);
    expect((await ask(cache, render))?.text).toBe("one");
    vi.advanceTimersByTime(1);
    expect((await ask(cache, render))?.text).toBe("two");
  });

  it("renders anew behind the answers before the second is over", async () => {
    const [cache, { state, render }] = [open(), source()];
    await ask(cache, render);
    state.text = "two";
    vi.advanceTimersByTime(700);
    expect((await ask(cache, render))?.text).toBe("one");
    await vi.advanceTimersByTimeAsync(1);
    expect(await ask(cache, render)).toMatchObject({ text: "two", from: "hit" });
    expect(state.drawn).toBe(2);
  });

  it("does not give those who joined a rendering what became too old meanwhile", async () => {
    const [cache, { state, render }] = [open(), source()];
    state.milliseconds = 1_500;
    const leader = ask(cache, render);
    const joined = ask(cache, render);
    await vi.advanceTimersByTimeAsync(1_500);
    expect((await leader)?.text).toBe("one");
    expect(await joined).toBeNull();
    expect(cache.held().pages).toBe(0);
  });

  it("forgets the pages of a changed topic, and only those", async () => {
    const [cache, { state, render }] = [open(), source()];
    for (const url of ["/list", "/points/a", "/points/b"]) await ask(cache, render, url);
    state.text = "two";
    cache.forget(["point:a", "user:x"]);
    expect(await Promise.all(["/list", "/points/a", "/points/b"].map(async (url) => (await ask(cache, render, url))?.text))).toEqual(["one", "two", "one"]);
    state.text = "three";
    cache.forget(["point:*"]);
    expect((await ask(cache, render, "/points/b"))?.text).toBe("three");
  });

  it("does not keep what was being rendered when its topic changed", async () => {
    const [cache, { state, render }] = [open(), source()];
    state.milliseconds = 50;
    const before = ask(cache, render);
    await vi.advanceTimersByTimeAsync(10);
    state.text = "two";
    cache.forget(["listings"]);
    const after = ask(cache, render);
    await vi.advanceTimersByTimeAsync(60);
    expect([(await before)?.text, (await after)?.text]).toEqual(["one", "two"]);
    expect(await ask(cache, render)).toMatchObject({ text: "two", from: "hit" });
  });

  it.each([
    ["sets a cookie", () => html("x", { "set-cookie": "a=b" })],
    ["says no-store", () => html("x", { "cache-control": "private, no-store" })],
    ["is no page", () => new Response("{}", { headers: { "content-type": "application/json" } })],
    ["failed", () => html("x", {}, 500)],
  ])("shares nothing that %s", async (_name, make) => {
    const cache = open();
    expect(await ask(cache, async () => make())).toBeNull();
    expect(cache.held().pages).toBe(0);
  });

  it("leaves a request alone whose page throws, and answers a lost page without keeping it", async () => {
    const cache = open();
    expect(await ask(cache, () => Promise.reject(new Error("down")))).toBeNull();
    expect(await ask(cache, async () => html("lost x", {}, 404))).toMatchObject({ status: 404, text: "lost" });
    expect(cache.held().pages).toBe(0);
  });

  it("holds no more than it may, and lets go of what was used longest ago", async () => {
    const [cache, { state, render }] = [open(7_000), source()];
    for (const url of ["/list?1", "/list?2", "/list?3"]) await ask(cache, render, url);
    expect(cache.held().pages).toBe(3);
    await ask(cache, render, "/list?1");
    await ask(cache, render, "/list?4");
    expect(cache.held().bytes).toBeLessThanOrEqual(7_000);
    expect(state.drawn).toBe(4);
    expect((await ask(cache, render, "/list?1"))?.from).toBe("hit");
    expect((await ask(cache, render, "/list?2"))?.from).toBe("miss");
  });

  it("holds nothing a second after the last question", async () => {
    const [cache, { render }] = [open(), source()];
    await ask(cache, render);
    expect(cache.held().bytes).toBeGreaterThan(0);
    vi.advanceTimersByTime(1_000);
    expect(cache.held()).toEqual({ pages: 0, bytes: 0 });
  });

  it("packs for those who take gzip", async () => {
    const [cache, { render }] = [open(), source()];
    const wanted = cache.find({ method: "GET", url: "/list", headers: {} });
    const found = wanted && (await cache.page(wanted, render));
    const encodingFor = (acceptEncoding: string | undefined) => found?.page.answer({ acceptEncoding, from: "hit" }).headers["content-encoding"] ?? "plain";
    expect(["gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "*", "gzip;q=0", "br", "", undefined].map(encodingFor)).toEqual(["gzip", "gzip", "gzip", "plain", "plain", "plain", "plain"]);
  });
});
