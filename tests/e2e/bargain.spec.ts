import type { Page } from "@playwright/test";
import { signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import type { TestServer } from "./server.ts";
import { say } from "./words.ts";

const chair = { kind: "goods", category: "wooden_chair", condition: "good", placeLabel: "Green Lake", exactAddress: "Green Lake 4, back yard" };

async function list(server: TestServer, who: string, listing: object): Promise<string> {
  const { id } = await call<{ id: string }>(server, await tokenOf(server, `${who}@roundabout.example`), "POST", "/listings", { ...chair, ...listing });
  return id;
}

/** Sends the request's form; gives the deal's path. */
async function send(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

test("a price is bargained over, a time said yes to, and the pass opens without a network until the taker signs out", async ({ person, server }) => {
  const t = say("en");
  const [seller, buyer] = [await person(), await person({ phone: true })];
  const id = await list(server, "tom", { title: "Chair to bargain over", offer: "sale", priceMinor: 9000, currency: "CNY" });
  await signIn(seller, "en", "tom@roundabout.example");
  await signIn(buyer, "en", "mei@roundabout.example");

  await visit(buyer, `/deals/new?listing=${id}`);
  await buyer.getByLabel(t("deals:terms.price"), { exact: false }).fill("seventy");
  await buyer.getByRole("button", { name: t("deals:new.send") }).click();
  await expect(buyer.getByText(t("errors:price"))).toBeVisible();
  await buyer.getByLabel(t("deals:terms.price"), { exact: false }).fill("70");
  await expectAccessible(buyer);
  const path = await send(buyer, t("deals:new.send"));
  await expect(buyer.getByTestId("proposal")).toContainText("70");

  await visit(seller, path);
  await seller.getByText(t("deals:terms.counter")).click();
  await seller.getByLabel(t("deals:terms.price"), { exact: false }).fill("85");
  await expectAccessible(seller);
  await seller.getByRole("button", { name: t("deals:terms.counterSend") }).click();
  await expect(seller.getByTestId("proposal")).toContainText("85");

  // The counter-offer arrives by itself; the answer names it.
  await expect(buyer.getByTestId("proposal")).toContainText("85");
  await expectFitsWidth(buyer);
  await buyer.getByRole("button", { name: t("deals:terms.accept") }).click();
  await expect(buyer.getByTestId("handover-code")).toBeVisible();
  await expect(seller.getByText("85").first()).toBeVisible();

  await seller.getByText(t("deals:actions.schedule"), { exact: true }).click();
  await seller.getByLabel(t("deals:fields.place"), { exact: true }).fill("At the fountain");
  await seller.getByRole("button", { name: t("deals:actions.scheduleSend") }).click();
  await buyer.getByRole("button", { name: t("deals:time.agree") }).click();
  await expect(buyer.getByText(t("deals:time.yes"))).toBeVisible();
  const calendar = await buyer.request.get(`${path}.ics`);
  expect(await calendar.text()).toContain("STATUS:CONFIRMED");

  const code = (await buyer.getByTestId("handover-code").locator("[aria-hidden]").innerText()).replace(/\D/g, "");
  await buyer.goto(`${path}/pass`);
  await expect(buyer.getByText(t("deals:pass.kept"))).toBeVisible();
  await expectAccessible(buyer);
  await expectFitsWidth(buyer);
  await buyer.context().setOffline(true);
  await buyer.goto(`${path}/pass`);
  await expect(buyer.getByTestId("pass-code")).toHaveText(`${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(buyer.getByText("Green Lake 4, back yard")).toBeVisible();
  await buyer.context().setOffline(false);

  // Signed out, nothing of it stays on the device.
  await buyer.request.post("/sign-out");
  await visit(buyer, "/");
  await expect.poll(() => buyer.evaluate(() => caches.has("deal-pass"))).toBe(false);
});

test("two things are swapped on a phone, and one code hands both over", async ({ person, server }) => {
  const t = say("zh-CN");
  const [owner, asker] = [await person({ locale: "zh-CN" }), await person({ locale: "zh-CN", phone: true })];
  const id = await list(server, "mei", { title: "用来交换的椅子", offer: "swap", swapFor: "一盏小灯" });
  await list(server, "lin", { title: "交换用的铜灯", offer: "free", category: "lamp" });
  await signIn(owner, "zh-CN", "mei@roundabout.example");
  await signIn(asker, "zh-CN", "lin@roundabout.example");
  await visit(asker, `/deals/new?listing=${id}`);

  await asker.getByLabel(t("deals:terms.swapThing")).selectOption({ label: "交换用的铜灯" });
  await expect(asker.getByText("一盏小灯")).toBeVisible();
  // Money on top: what is no amount comes back beside its field, with what was chosen.
  await asker.getByLabel(t("deals:terms.onTop"), { exact: false }).fill("二十");
  await asker.getByLabel(t("deals:terms.onTopBy")).selectOption({ label: t("deals:terms.onTopThem") });
  await asker.getByRole("button", { name: t("deals:new.sendSwap") }).click();
  await expect(asker.getByText(t("errors:price"))).toBeVisible();
  await expect(asker.getByLabel(t("deals:terms.onTopBy"))).toHaveValue("giver");
  await asker.getByLabel(t("deals:terms.onTop"), { exact: false }).fill("20");
  await asker.getByLabel(t("deals:terms.onTopBy")).selectOption({ label: t("deals:terms.onTopMe") });
  await expectAccessible(asker);
  await expectFitsWidth(asker);
  const path = await send(asker, t("deals:new.sendSwap"));

  await visit(owner, path);
  await expect(owner.getByTestId("proposal")).toContainText("交换用的铜灯");
  await expect(owner.getByTestId("proposal")).toContainText(/林浩 Lin.* 补 ¥20/);
  await owner.getByRole("button", { name: t("deals:actions.accept"), exact: true }).click();
  await expect(asker.getByTestId("handover-code")).toBeVisible();
  const code = (await asker.getByTestId("handover-code").locator("[aria-hidden]").innerText()).replace(/\D/g, "");
  await owner.getByLabel(t("deals:fields.code")).first().fill(code);
  await owner.getByRole("button", { name: t("deals:actions.enterCodeSend") }).click();
  await expect(asker.getByRole("heading", { name: t("deals:reviews.title") })).toBeVisible();
  await expect(asker.locator('a[href^="/impact/entries/"]')).toHaveCount(2);
  await expectFitsWidth(asker);
  await owner.getByRole("link", { name: t("deals:receipt.link"), exact: true }).click();
  await expect(owner.getByRole("definition").filter({ hasText: "¥20，由 林浩 Lin" })).toBeVisible();
  await expect(owner.getByRole("definition").filter({ hasText: "交换用的铜灯" })).toBeVisible();
  await expectAccessible(owner);
});

test("a neighbour takes a gift without asking, and presses one button", async ({ person, server }) => {
  const t = say("en");
  const taker = await person({ phone: true });
  const id = await list(server, "omar", { title: "Chair for the neighbours", offer: "free", lightGift: true });
  await signIn(taker, "en", "mei@roundabout.example");
  await visit(taker, `/deals/new?listing=${id}`);
  await expect(taker.getByText(t("deals:new.lightLead"))).toBeVisible();
  await send(taker, t("deals:new.sendLight"));
  await expect(taker.getByText("back yard").first()).toBeVisible();
  await expect(taker.getByTestId("handover-code")).toHaveCount(0);
  await expectAccessible(taker);
  await expectFitsWidth(taker);
  await taker.getByRole("button", { name: t("deals:light.gotIt") }).click();
  await expect(taker.getByText(t("deals:states.handed_over")).first()).toBeVisible();
});
