import type { Page } from "@playwright/test";
import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

/** The address of the demo community that has a programme. */
async function gardens(page: Page): Promise<string> {
  await visit(page, "/communities");
  await page.getByRole("link", { name: /Green Lake Gardens/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Green Lake Gardens/ })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a manager puts up an offer, a household takes it on a phone in Chinese, and the counter takes the code in once", async ({ person }) => {
  test.setTimeout(120_000);
  const [t, z] = [say("en"), say("zh-CN")];
  const title = `Tea in the yard ${Date.now()}`;
  const manager = await person({ locale: "en" });
  await signIn(manager, "en", "mei@roundabout.example");
  const path = await gardens(manager);
  await visit(manager, `${path}/rewards`);
  await expect(manager.getByText(t("rewards:what"))).toBeVisible();
  await expectAccessible(manager);
  await visit(manager, `${path}/rewards/edit`);
  // A slip is shown at its field, and what was typed stays.
  await manager.locator("#offer-title").fill(title);
  await manager.locator("#offer-pricePoints").fill("0");
  await manager.locator("#offer-stock").fill("2");
  await manager.getByRole("button", { name: t("rewards:edit.offerSend") }).click();
  await expect(manager.locator("#offer-pricePoints")).toHaveAttribute("aria-invalid", "true");
  await expect(manager.locator("#offer-title")).toHaveValue(title);
  await manager.locator("#offer-pricePoints").fill("5");
  await manager.getByRole("button", { name: t("rewards:edit.offerSend") }).click();
  await expect(manager.getByRole("button", { name: t("rewards:edit.closeOne", { title }) })).toBeVisible();
  await expectAccessible(manager);

  const lin = await person({ locale: "zh-CN", phone: true });
  await signIn(lin, "zh-CN", "lin@roundabout.example");
  await visit(lin, `${path}/rewards`);
  await expectFitsWidth(lin);
  await lin.getByRole("link", { name: title }).click();
  await lin.getByRole("button", { name: z("rewards:offers.take", { points: z("rewards:points", { count: 5 }) }) }).click();
  await lin.waitForURL(/\/account\/rewards/);
  const card = lin.getByRole("listitem").filter({ has: lin.getByRole("heading", { name: title }) });
  const code = ((await card.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? "").trim();
  await expect(card.getByRole("img", { name: z("rewards:codes.qr", { code }) })).toBeVisible();
  await expectFitsWidth(lin);
  await expectAccessible(lin);

  // Not at somebody else's counter.
  const other = await person({ locale: "en" });
  await signIn(other, "en", "zhao@roundabout.example");
  await visit(other, `/staff/redeem?code=${code}`);
  await expect(other.getByText(t("rewards:errors.CODE_FOREIGN"))).toBeVisible();

  await visit(manager, "/staff/redeem");
  await manager.getByLabel(t("rewards:staff.code")).fill(code.toLowerCase());
  await manager.getByRole("button", { name: t("rewards:staff.look") }).click();
  await manager.getByRole("button", { name: t("rewards:staff.use") }).click();
  await expect(manager.getByText(t("rewards:staff.done", { title }))).toBeVisible();
  await expectAccessible(manager);
  await visit(manager, `/staff/redeem?code=${code}`);
  await expect(manager.getByText(t("rewards:errors.ALREADY_USED"))).toBeVisible();
  // The phone heard of it.
  await expect(card).toHaveCount(0);
});

test("a challenge is drafted, published and seen by a visitor in Chinese", async ({ person }) => {
  test.setTimeout(90_000);
  const [t, z] = [say("en"), say("zh-CN")];
  const title = `Paper month ${Date.now()}`;
  const manager = await person({ locale: "en" });
  await signIn(manager, "en", "mei@roundabout.example");
  const path = await gardens(manager);
  await visit(manager, `${path}/challenges/edit`);
  await manager.locator("#title").fill(title);
  await manager.locator("#target").fill("100");
  await manager.locator("#part").selectOption("group:paper");
  const first = await manager.locator("#fromDay").inputValue();
  await manager.locator("#fromDay").fill(first.replace(/-01$/, "-02"));
  await manager.getByRole("button", { name: t("challenges:save") }).click();
  await expect(manager.getByText(t("challenges:fields.wholeMonths"))).toBeVisible();
  await manager.locator("#fromDay").fill(first);
  await expectAccessible(manager);
  await manager.getByRole("button", { name: t("challenges:save") }).click();
  await expect(manager.getByRole("heading", { level: 1, name: title })).toBeVisible();

  const visitor = await person({ locale: "zh-CN", phone: true });
  await visit(visitor, `${path}/challenges`);
  await expect(visitor.getByRole("progressbar").first()).toBeVisible();
  await expect(visitor.getByText(title)).toHaveCount(0);
  await expectFitsWidth(visitor);
  await expectAccessible(visitor);
  await manager.getByRole("button", { name: t("challenges:publish") }).click();
  await expect(manager.getByRole("button", { name: t("challenges:publish") })).toHaveCount(0);
  // It appears without a reload.
  await expect(visitor.getByRole("link", { name: title })).toBeVisible();
  await visitor.getByRole("link", { name: title }).click();
  await expect(visitor.getByRole("heading", { level: 2, name: z("challenges:how") })).toBeVisible();
});
