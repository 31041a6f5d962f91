import type { Page } from "@playwright/test";
import { signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

type Say = ReturnType<typeof say>;

/** Lists something free; gives the listing's path. */
async function list(giver: Page, t: Say, title: string): Promise<string> {
  await visit(giver, "/listings/new?kind=goods");
  await giver.getByLabel(t("listings:form.title"), { exact: true }).fill(title);
  await giver.getByLabel(t("listings:form.category"), { exact: true }).selectOption("sofa");
  await giver.getByRole("radio", { name: new RegExp(t("listings:offers.free")) }).check({ force: true });
  await giver.getByRole("radio", { name: new RegExp(`^${t("listings:conditions.good")}`) }).check({ force: true });
  await giver.getByLabel(t("listings:form.placeLabel")).fill("Lianhua Lane");
  await giver.getByRole("button", { name: t("listings:new.publish") }).click();
  await expect(giver.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return new URL(giver.url()).pathname;
}

async function ask(taker: Page, t: Say, listingPath: string): Promise<void> {
  await visit(taker, listingPath);
  await taker.locator('a[href^="/deals/new"]').first().click();
  await taker.getByRole("button", { name: t("deals:new.send") }).click();
  await taker.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
}

const bell = (page: Page, t: Say) => page.getByRole("banner").getByRole("link", { name: new RegExp(`^${t("common:frame.notifications")}`) });

/** Opens the newest mail of a kind to an address; gives its way out. */
async function linkInMail(page: Page, email: string, kind: string): Promise<string> {
  await visit(page, `/mailbox?${new URLSearchParams({ to: email, kind })}`);
  await page.locator("main").getByRole("listitem").getByRole("link").first().click();
  await expect(page.getByText("List-Unsubscribe=One-Click")).toBeVisible();
  await expect(page.frameLocator("iframe").getByText("Roundabout", { exact: true })).toBeVisible();
  return /\/unsubscribe\/[\w.-]+/.exec(await page.locator("main article").innerText())?.[0] ?? "no link";
}

test("what happens reaches the bell of every tab, is read by opening it, and its mails stop with one press", async ({ person, browser, server }) => {
  test.setTimeout(240_000);
  const [giverLocale, takerLocale]: [Locale, Locale] = ["zh-CN", "en"];
  const [g, t] = [say(giverLocale), say(takerLocale)];
  const giver = await person({ locale: giverLocale, phone: true });
  const taker = await person({ locale: takerLocale });
  const suffix = Date.now();
  const giverMail = `notify-giver-${suffix}@example.org`;
  await signUp(giver, giverLocale, { name: "安娜", email: giverMail });
  await signUp(taker, takerLocale, { name: "Ben", email: `notify-taker-${suffix}@example.org` });
  const title = "黄铜台灯";
  const listing = await list(giver, g, title);
  const other = await giver.context().newPage();
  await visit(other, "/leaderboard");

  // Live, in both tabs of the giver.
  await ask(taker, t, listing);
  for (const tab of [giver, other]) await expect(bell(tab, g)).toHaveAccessibleName(new RegExp(g("common:frame.unread", { count: 1 })));
  await other.close();
  await bell(giver, g).click();
  const entry = giver.getByRole("button", { name: new RegExp(title) }).first();
  await expect(entry).toBeVisible();
  await expectAccessible(giver);
  await expectFitsWidth(giver);
  await entry.click();
  await giver.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  await expect(bell(giver, g)).toHaveAccessibleName(g("common:frame.notifications"));

  // However one comes to its page, what was told of it is read.
  const deal = new URL(taker.url()).pathname;
  await visit(taker, "/leaderboard");
  await giver.getByRole("button", { name: g("deals:actions.accept"), exact: true }).click();
  await expect(bell(taker, t)).toHaveAccessibleName(new RegExp(t("common:frame.unread", { count: 1 })));
  await visit(taker, deal);
  await expect(bell(taker, t)).toHaveAccessibleName(t("common:frame.notifications"));
  await visit(taker, "/notifications");
  await expect(taker.getByRole("button", { name: t("deals:mails.accepted.subject", { title }), exact: true })).toBeVisible();
  await expectAccessible(taker);

  // The way out: looking changes nothing; a mail program posts without a session.
  const link = await linkInMail(giver, giverMail, "deal_request");
  const plainContext = await browser.newContext({ baseURL: server.url, locale: "en", javaScriptEnabled: false });
  const plain = await plainContext.newPage();
  await plain.goto(link);
  await expect(plain.getByRole("button", { name: t("notifications:link.button") })).toBeVisible();
  const pressed = await fetch(`${server.url}${link}`, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }), redirect: "manual" });
  expect(pressed.status).toBe(200);
  await plain.goto(link);
  await expect(plain.getByRole("heading", { level: 1, name: t("notifications:link.doneTitle") })).toBeVisible();
  await visit(giver, "/account/notifications");
  const mailOf = (kind: string) => giver.getByLabel(g("notifications:settingsPage.mailNamed", { kind: g(`notifications:kinds.${kind}`) }));
  await expect(mailOf("deal_request")).toHaveValue("none");
  await expect(mailOf("deal_progress")).toHaveValue("at_once");
  await plain.getByRole("button", { name: t("notifications:link.undo") }).click();
  await expect(plain.getByRole("heading", { level: 1, name: t("notifications:link.backTitle") })).toBeVisible();

  // Ended links are refused kindly.
  await giver.getByRole("button", { name: g("notifications:settingsPage.revoke") }).click();
  await expect(giver.getByText(g("notifications:settingsPage.revoked"))).toBeVisible();
  expect((await fetch(`${server.url}${link}`, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) })).status).toBe(400);
  await visit(taker, link);
  await expect(taker.getByRole("heading", { level: 1, name: t("notifications:link.invalidTitle") })).toBeVisible();
  await expectAccessible(taker);
  await plainContext.close();
});

test("choices are kept per party, refused kindly and work without JavaScript; all mails stand in the gallery", async ({ person, browser, server }, testInfo) => {
  test.skip(testInfo.project.name === "postgresql", "the same on each database");
  test.setTimeout(180_000);
  const t = say("en");
  const page = await person({ dark: true });
  const email = `choices-${Date.now()}@example.org`;
  await signUp(page, "en", { name: "Cleo", email });
  const context = await browser.newContext({ baseURL: server.url, locale: "en", javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto("/account/notifications");
  const mail = (on: Page) => on.getByLabel(t("notifications:settingsPage.mailNamed", { kind: t("notifications:kinds.review") }));
  await mail(plain).selectOption("weekly");
  // Saved searches are chosen here, like everything else.
  const searches = (on: Page) => on.getByLabel(t("notifications:settingsPage.mailNamed", { kind: t("notifications:kinds.search_alert") }));
  await expect(searches(plain)).toHaveValue("daily");
  await searches(plain).selectOption("at_once");
  await plain.getByRole("button", { name: t("notifications:settingsPage.save") }).first().click();
  await expect(plain.getByText(t("notifications:settingsPage.saved"), { exact: true })).toBeVisible();
  await expect(mail(plain)).toHaveValue("weekly");
  await expect(searches(plain)).toHaveValue("at_once");
  // Half of the quiet hours is refused at its field, and what was typed stays.
  await plain.getByLabel(t("notifications:settingsPage.quietFrom")).fill("22:00");
  await plain.getByLabel(t("notifications:settingsPage.digestHour")).selectOption("19");
  await plain.getByRole("button", { name: t("notifications:settingsPage.save") }).last().click();
  await expect(plain.getByText(t("errors:required"))).toBeVisible();
  await expect(plain.getByLabel(t("notifications:settingsPage.quietFrom"))).toHaveValue("22:00");
  await expect(plain.getByLabel(t("notifications:settingsPage.digestHour"))).toHaveValue("19");
  await plain.getByLabel(t("notifications:settingsPage.quietUntil")).fill("07:00");
  await plain.getByRole("button", { name: t("notifications:settingsPage.save") }).last().click();
  await expect(plain.getByText(t("notifications:settingsPage.saved"), { exact: true })).toBeVisible();
  await context.close();

  await visit(page, "/account/notifications");
  await expect(page.getByLabel(t("notifications:settingsPage.quietUntil"))).toHaveValue("07:00");
  await expect(mail(page)).toHaveValue("weekly");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectFitsWidth(page);
  await visit(page, "/notifications");
  await expectAccessible(page);
  await expectFitsWidth(page);
  await visit(page, "/mailbox/templates");
  await expect(page.frameLocator("iframe").first().getByText("Roundabout", { exact: true })).toBeVisible();
  await expectFitsWidth(page);
});
