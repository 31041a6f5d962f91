import { readFileSync } from "node:fs";
import { readZip } from "../factories/zip.ts";
import { signIn, signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

test("an archive of everything about me: asked for, seen growing without a reload, downloaded; nobody else gets it", async ({ person }) => {
  const t = say("en");
  const page = await person({ dark: true });
  await signIn(page, "en", "tom@roundabout.example");
  await visit(page, "/account");
  await page.getByRole("link", { name: t("account:nav.data"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("my-data:title") })).toBeVisible();
  await expectAccessible(page);
  const ask = page.getByRole("button", { name: t("my-data:export.ask"), exact: true });
  await ask.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("my-data:export.ready"), { exact: true })).toBeVisible();
  await expectAccessible(page);
  const link = page.getByRole("link", { name: t("my-data:export.download") });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const zip = readZip(readFileSync(await download.path()));
  expect(zip.get("json/user.json")?.toString()).toContain("tom@roundabout.example");
  expect([...zip.values()].some((file) => file.includes("mei@roundabout.example"))).toBe(false);

  const other = await person({ locale: "zh-CN", phone: true });
  await signIn(other, "zh-CN", "mei@roundabout.example");
  expect((await other.request.get((await link.getAttribute("href")) ?? "")).status()).toBe(404);
  await visit(other, "/account/data");
  await expectFitsWidth(other);
  await expectAccessible(other);
});

test("[once] without JavaScript an archive is asked for and fetched", async ({ person }) => {
  const t = say("en");
  const page = await person({ javaScript: false, phone: true });
  await signIn(page, "en", "mei@roundabout.example");
  await page.goto("/account/data");
  await page.getByRole("button", { name: t("my-data:export.ask"), exact: true }).click();
  await expect(async () => {
    await page.goto("/account/data");
    await expect(page.getByRole("link", { name: t("my-data:export.download") })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectFitsWidth(page);
});

test("leaving is asked for with the address, seen on the account's pages, and taken back with one press", async ({ person }) => {
  const t = say("zh-CN");
  const page = await person({ locale: "zh-CN", phone: true });
  const email = `leaver-${Date.now()}@roundabout.example`;
  await signUp(page, "zh-CN", { name: "小离", email });
  await visit(page, "/account/data");
  const ask = page.getByRole("button", { name: t("my-data:leave.ask", { days: 14 }) });
  await page.getByLabel(t("my-data:leave.confirmation", { email })).fill("somebody@roundabout.example");
  await ask.click();
  await expect(page.getByText(t("my-data:errors.CONFIRMATION_INVALID"))).toBeVisible();
  await page.getByLabel(t("my-data:leave.confirmation", { email })).fill(email);
  await ask.click();
  await expect(page.getByText(t("my-data:leave.waitingTitle"), { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectFitsWidth(page);
  await visit(page, "/account/sessions");
  await page.getByRole("link", { name: t("my-data:leave.bannerAction") }).click();
  await page.getByRole("button", { name: t("my-data:leave.undo") }).click();
  await expect(page.getByText(t("my-data:leave.undone"))).toBeVisible();
  await expect(ask).toBeVisible();
});
