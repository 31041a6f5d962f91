import { fileURLToPath } from "node:url";
import { signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, hydrated, test, visit } from "./fixtures.ts";
import type { TestServer } from "./server.ts";
import { say } from "./words.ts";

const picture = (name: string) => fileURLToPath(new URL(`../../app/demo/pictures/${name}.webp`, import.meta.url));

/** Mei gives something, Tom asks and Mei accepts; the deal's and the listing's path. */
async function openThread(server: TestServer, title: string): Promise<{ deal: string; listing: string }> {
  const [giver, taker] = [await tokenOf(server, "mei@roundabout.example"), await tokenOf(server, "tom@roundabout.example")];
  const listing = await call<{ id: string }>(server, giver, "POST", "/listings", { kind: "goods", offer: "free", category: "sofa", condition: "good", title, placeLabel: "Green Lake" });
  const deal = await call<{ id: string; version: number }>(server, taker, "POST", "/deals", { listingId: listing.id, units: 1, message: "Is it still there?" });
  await call(server, giver, "POST", `/deals/${deal.id}/accept`, { version: deal.version, terms: 1 });
  return { deal: `/deals/${deal.id}`, listing: `/listings/${listing.id}` };
}

test("two sides write, see each other write and read, send photos, take back and find again", async ({ person, server }) => {
  test.setTimeout(180_000);
  const [t, z] = [say("en"), say("zh-CN")];
  const mei = await person({ locale: "en" });
  const tom = await person({ locale: "zh-CN", phone: true });
  await signIn(mei, "en", "mei@roundabout.example");
  await signIn(tom, "zh-CN", "tom@roundabout.example");
  const { deal } = await openThread(server, `Sofa to talk about ${Date.now()}`);
  await visit(mei, deal);
  await visit(tom, deal);

  // What asks for care is said before sending, and to the reader; typing is seen and ends with the message.
  const box = mei.getByLabel(t("messaging:thread.write"));
  // The connection may still be on its way when the first key is pressed.
  await expect(async () => {
    await box.pressSequentially("Call", { delay: 20 });
    await expect(tom.getByText(z("messaging:thread.typing", { name: "" }).trim())).toBeVisible({ timeout: 2_500 });
  }).toPass();
  await box.fill("Call +49 30 1234567");
  await expect(mei.getByText(t("messaging:cautionWriting.phone"))).toBeVisible();
  await mei.getByRole("button", { name: t("messaging:thread.send"), exact: true }).click();
  const tomLog = tom.getByRole("log");
  await expect(tomLog.getByText("Call +49 30 1234567")).toBeVisible();
  await expect(tomLog.getByText(z("messaging:caution.phone"))).toBeVisible();
  await expect(mei.getByRole("log").getByText(t("messaging:thread.seen"), { exact: true })).toBeVisible();

  // Photos: for these two, and for nobody by their address alone.
  await tom.locator("#message-photos").setInputFiles([picture("sofa"), picture("chair")]);
  await expectFitsWidth(tom);
  await expectAccessible(tom);
  await tom.getByRole("button", { name: z("messaging:thread.send"), exact: true }).click();
  const photos = mei.getByRole("log").locator('img[src*="/photos/"]');
  await expect(photos).toHaveCount(2);
  const address = (await photos.first().getAttribute("src")) ?? "";
  const served = await mei.request.get(address);
  expect([served.status(), served.headers()["cache-control"]]).toEqual([200, "private, no-cache"]);
  expect((await fetch(`${server.url}${address}`)).status).toBe(404);
  await expectAccessible(mei);
  await expectFitsWidth(tom);

  // Taken back: gone for both, with a trace.
  await mei.getByLabel(new RegExp(t("messaging:thread.more", { time: "" }).trim())).last().click();
  await mei.getByRole("button", { name: t("messaging:thread.withdraw") }).click();
  await expect(tomLog.getByText("Call +49 30 1234567")).toHaveCount(0);
  await expect(mei.getByText(t("messaging:thread.withdrawnMine"))).toBeVisible();

  // Found again, and shown in its place.
  await visit(mei, "/messages");
  await mei.getByLabel(t("messaging:search.label")).fill("still ther");
  await mei.getByRole("button", { name: t("messaging:search.submit"), exact: true }).click();
  await expectAccessible(mei);
  await mei.getByRole("heading", { level: 3 }).first().getByRole("link").click();
  await mei.waitForURL(/\/deals\/.*\?at=\d+$/);
  await expect(mei.locator("li.outline-marigold").getByText("Is it still there?")).toBeInViewport();
});

test("what is unread stands alike in every tab, and goes in every tab", async ({ person, server }) => {
  const t = say("en");
  const mei = await person({ locale: "en" });
  await signIn(mei, "en", "mei@roundabout.example");
  const { deal } = await openThread(server, `Sofa of two tabs ${Date.now()}`);
  await visit(mei, deal);
  const other = await mei.context().newPage();
  await visit(other, "/messages");
  await visit(mei, "/points");
  const count = async (page: typeof mei) => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
  await expect.poll(async () => (await count(mei)) === (await count(other))).toBe(true);
  const before = await count(mei);

  const tom = await tokenOf(server, "tom@roundabout.example");
  await call(server, tom, "POST", `${deal}/messages`, { body: "One more thing" });
  await expect.poll(async () => [await count(mei), await count(other)]).toEqual([before + 1, before + 1]);
  const row = other.getByRole("listitem").filter({ hasText: "One more thing" });
  await expect(row.getByText(t("messaging:unreadCount", { count: 1 }))).toBeAttached();

  await visit(mei, deal);
  await expect.poll(async () => [await count(mei), await count(other)]).toEqual([before, before]);
  await expect(row.getByText(t("messaging:unreadCount", { count: 1 }))).toHaveCount(0);
});

test("a block is felt at once on both sides, and lifted again", async ({ person, server }) => {
  test.setTimeout(180_000);
  const t = say("en");
  const mei = await person({ locale: "en" });
  const tom = await person({ locale: "en" });
  await signIn(mei, "en", "mei@roundabout.example");
  await signIn(tom, "en", "tom@roundabout.example");
  const { deal, listing } = await openThread(server, `Sofa in dispute ${Date.now()}`);
  await visit(mei, deal);
  await visit(tom, deal);
  let loads = 0;
  mei.on("load", () => (loads += 1));
  await expect(mei.getByLabel(t("messaging:thread.write"))).toBeVisible();

  await tom.locator('button[aria-haspopup="dialog"]').filter({ hasText: t("blocks:box.block", { name: "" }).trim() }).click();
  await expect(tom.getByText(t("blocks:box.accepted"))).toBeVisible();
  await expectAccessible(tom);
  await tom.getByRole("button", { name: t("blocks:box.confirm"), exact: true }).click();
  for (const page of [mei, tom]) {
    await expect(page.getByText(t("messaging:thread.blocked"))).toBeVisible();
    await expect(page.getByLabel(t("messaging:thread.write"))).toHaveCount(0);
  }
  expect(loads).toBe(0);
  expect((await tom.request.get(listing)).status()).toBe(404);

  await visit(tom, "/account/blocks");
  await expectAccessible(tom);
  await tom.getByRole("button", { name: t("blocks:box.unblockNamed", { name: "" }).trim() }).click();
  await expect(tom.getByText(t("blocks:lifted"))).toBeVisible();
  await expect(mei.getByLabel(t("messaging:thread.write"))).toBeVisible();
  expect((await tom.request.get(listing)).status()).toBe(200);
});

test("a message with a photo goes without JavaScript", async ({ person, server }) => {
  const t = say("en");
  const tom = await person({ locale: "en" });
  await signIn(tom, "en", "tom@roundabout.example");
  const { deal } = await openThread(server, `Sofa of plain forms ${Date.now()}`);
  const plain = await person({ locale: "en", javaScript: false });
  await plain.context().addCookies(await tom.context().cookies());
  await plain.goto(deal);
  await plain.getByRole("button", { name: t("messaging:thread.send"), exact: true }).click();
  await expect(plain.getByText(say("en")("errors:required"))).toBeVisible();
  await plain.getByLabel(t("messaging:thread.write")).fill("Without any script");
  await plain.locator("#message-photos").setInputFiles(picture("books"));
  await plain.getByRole("button", { name: t("messaging:thread.send"), exact: true }).click();
  await expect(plain.getByRole("log").getByText("Without any script")).toBeVisible();
  await expect(plain.getByRole("log").getByAltText(t("messaging:thread.photoMine"))).toBeVisible();
  await visit(tom, deal);
  await hydrated(tom);
  await expect(tom.getByRole("log").getByText("Without any script")).toHaveCount(1);
});
