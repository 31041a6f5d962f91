import { gunzipSync } from "node:zlib";
import { get } from "node:http";
import { signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, hydrated, test, visit } from "./fixtures.ts";

const email = "mei@roundabout.example";
const publicPages = ["/", "/listings", "/points", "/leaderboard", "/communities", "/impact", "/impact/method", "/impact/ledger"];

type Page = { status: number; text: string; nonce: string; policy: string; encoding: string; bytes: number };

/** Asks without a library that unpacks by itself. */
function ask(url: string, headers: Record<string, string> = {}): Promise<Page> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("error", reject);
      response.once("end", () => {
        const body = Buffer.concat(parts);
        const encoding = String(response.headers["content-encoding"] ?? "");
        const policy = String(response.headers["content-security-policy"]);
        resolve({ status: response.statusCode ?? 0, text: (encoding === "gzip" ? gunzipSync(body) : body).toString(), policy, nonce: /'nonce-([^']+)'/.exec(policy)?.[1] ?? "", encoding, bytes: body.length });
      });
    }).once("error", reject);
  });
}

/** A page with its nonce taken out. */
const bare = ({ text, nonce }: Page) => text.replaceAll(nonce, "");

test("visitors share a page, each with a nonce of its own in header and body", async ({ person, server }) => {
  await person();
  // The page of points tells its clock to the millisecond, so that alike means drawn once.
  const both = () => Promise.all([ask(`${server.url}/points`), ask(`${server.url}/points`, { "accept-encoding": "gzip, deflate, br" })]);
  let [plain, packed] = await both();
  // On a machine at its limit a second may end between the two.
  for (let tries = 0; tries < 5 && bare(plain) !== bare(packed); tries++) [plain, packed] = await both();
  expect([plain.encoding, packed.encoding]).toEqual(["", "gzip"]);
  expect(packed.bytes).toBeLessThan(plain.bytes / 3);
  expect(bare(plain)).toBe(bare(packed));
  expect(plain.nonce).not.toBe(packed.nonce);
  for (const { text, nonce, policy } of [plain, packed]) {
    const inBody = new Set([...text.matchAll(/nonce="([^"]*)"/g)].map((match) => match[1]));
    expect([...inBody]).toEqual([nonce]);
    expect(policy.match(/nonce-/g)).toHaveLength(2);
  }
  const many = await Promise.all(Array.from({ length: 30 }, () => ask(`${server.url}/points`)));
  expect(new Set(many.map(({ nonce }) => nonce)).size).toBe(30);
  expect(new Set(many.map(bare)).size).toBeLessThan(10);
});

test("a browser runs a shared page to its end", async ({ person, server }) => {
  const page = await person();
  await ask(`${server.url}/listings`);
  const answer = await page.goto("/listings");
  expect(answer?.headers()["content-encoding"]).toBe("gzip");
  await hydrated(page);
  await page.locator("main article a").first().click();
  await page.waitForURL(/\/listings\/./);
});

test("language and theme have pages of their own", async ({ person, server }) => {
  await person();
  const html = async (headers: Record<string, string>) => /<html[^>]*>/.exec((await ask(`${server.url}/listings`, headers)).text)?.[0];
  expect(await html({})).toBe('<html lang="en">');
  expect(await html({ "accept-language": "zh-CN,zh;q=0.9" })).toBe('<html lang="zh-CN">');
  expect(await html({ cookie: "rb_theme=dark" })).toBe('<html lang="en" data-theme="dark">');
  expect(await html({ cookie: "rb_locale=zh-CN; rb_theme=light", "accept-language": "en" })).toBe('<html lang="zh-CN" data-theme="light">');
});

test("whoever is signed in neither gets a shared page nor leaves anything in one", async ({ person, server }) => {
  const page = await person();
  await signIn(page, "en", email);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const path of publicPages) {
    const own = await ask(server.url + path, { cookie });
    const visitor = await ask(server.url + path);
    const ownAgain = await ask(server.url + path, { cookie });
    const visitorAgain = await ask(server.url + path);
    expect([own, visitor, ownAgain, visitorAgain].map(({ status }) => status), path).toEqual([200, 200, 200, 200]);
    expect([own, ownAgain].filter(({ text }) => !text.includes(email)), path).toEqual([]);
    expect([visitor, visitorAgain].filter(({ text }) => text.includes(email) || text.includes("/sign-out")), path).toEqual([]);
  }
});

test("a new listing stands on the shared page at most a second after its commit", async ({ person, server }) => {
  const page = await person();
  await visit(page, "/listings");
  const token = await tokenOf(server, email);
  await ask(`${server.url}/listings`);
  const title = `Lamp ${Date.now()}`;
  await call(server, token, "POST", "/listings", { kind: "goods", offer: "free", category: "sofa", condition: "good", title, placeLabel: "Green Lake" });
  const committed = performance.now();
  let shown = false;
  while (!shown && performance.now() - committed < 1_000) shown = (await ask(`${server.url}/listings`)).text.includes(title);
  // A question after the second is the promise; before it, the event of the same process has usually done it.
  expect(shown || (await ask(`${server.url}/listings`)).text.includes(title)).toBe(true);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});
