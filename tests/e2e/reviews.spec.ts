import type { Page } from "@playwright/test";
import { signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

type Say = ReturnType<typeof say>;

/** Lists something free, without a photo; gives the listing's path. */
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

/** Asks, accepts and hands over by the code; gives the deal's path. */
async function handOver(giver: Page, taker: Page, words: { giver: Say; taker: Say }, listingPath: string): Promise<string> {
  await visit(taker, listingPath);
  await taker.locator('a[href^="/deals/new"]').first().click();
  await taker.getByRole("button", { name: words.taker("deals:new.send") }).click();
  await taker.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  const dealPath = new URL(taker.url()).pathname;
  await visit(giver, dealPath);
  await expect(giver.getByRole("heading", { name: words.giver("deals:reviews.title") })).toHaveCount(0);
  await giver.getByRole("button", { name: words.giver("deals:actions.accept"), exact: true }).click();
  await expect(taker.getByTestId("handover-code")).toBeVisible();
  const code = (await taker.getByTestId("handover-code").locator("[aria-hidden]").innerText()).replace(/\D/g, "");
  await giver.getByLabel(words.giver("deals:fields.code")).first().fill(code);
  await giver.getByRole("button", { name: words.giver("deals:actions.enterCodeSend") }).click();
  // The word for "completed" stands among the steps from the start; the form to review comes with completion.
  await expect(taker.getByRole("heading", { name: words.taker("deals:reviews.title") })).toBeVisible();
  return dealPath;
}

const said: Record<Locale, { bad: string; edited: string; good: string; names: [string, string]; title: string }> = {
  en: { bad: "Half an hour late,\nand no word of it.", edited: "A little late, but all is well.", good: "Friendly and quick.", names: ["Ana", "Ben"], title: "Reading lamp of brass" },
  "zh-CN": { bad: "迟到半小时，\n也没有说一声。", edited: "稍微晚了一点，不过没关系。", good: "很友好，很利落。", names: ["安娜", "小本"], title: "黄铜台灯" },
};

/** A giver at a desktop and a taker on a phone: English meets Chinese, both ways round. */
for (const [desktop, phone] of [["en", "zh-CN"], ["zh-CN", "en"]] as const) {
  test(`both sides review a hand-over; what one wrote stays hidden until the other has written [desktop ${desktop}, phone ${phone}]`, async ({ person }) => {
    test.setTimeout(240_000);
    const words = { giver: say(desktop), taker: say(phone) };
    const [gives, takes] = [said[desktop], said[phone]];
    const giver = await person({ locale: desktop });
    const taker = await person({ locale: phone, phone: true });
    const visitor = await person({ locale: desktop });
    const suffix = `${desktop}-${Date.now()}`;
    await signUp(giver, desktop, { name: gives.names[0], email: `review-giver-${suffix}@example.org` });
    await signUp(taker, phone, { name: takes.names[1], email: `review-taker-${suffix}@example.org` });
    const listingPath = await list(giver, words.giver, gives.title);
    const dealPath = await handOver(giver, taker, words, listingPath);
    const [g, t] = [words.giver, words.taker];

    // The taker, on the phone: refused without a reason, with everything kept, then sent, then changed.
    await expect(taker.getByRole("heading", { name: t("deals:reviews.title") })).toBeVisible();
    await expectFitsWidth(taker);
    await expectAccessible(taker);
    const reason = taker.getByRole("checkbox", { name: t("deals:reviews.reasons.late") });
    await expect(reason).toBeHidden();
    await taker.getByRole("radio", { name: t("deals:reviews.verdicts.badly"), exact: true }).check({ force: true });
    await expect(reason).toBeVisible();
    await taker.getByLabel(t("deals:reviews.text")).fill(takes.bad);
    await taker.getByRole("button", { name: t("deals:reviews.send") }).click();
    await expect(taker.getByText(t("deals:reviews.reasonNeeded"))).toBeVisible();
    await expect(taker.getByLabel(t("deals:reviews.text"))).toHaveValue(takes.bad);
    await expectAccessible(taker);
    await reason.check({ force: true });
    await taker.getByRole("button", { name: t("deals:reviews.send") }).click();
    await expect(taker.getByTestId("review-hidden")).toBeVisible();
    await taker.getByText(t("deals:reviews.edit"), { exact: true }).click();
    await taker.getByRole("radio", { name: t("deals:reviews.verdicts.mixed"), exact: true }).check({ force: true });
    await taker.getByLabel(t("deals:reviews.text")).fill(takes.edited);
    await taker.getByRole("button", { name: t("deals:reviews.save") }).click();
    await expect(taker.getByText(takes.edited, { exact: true }).first()).toBeVisible();
    await expectFitsWidth(taker);
    await expectAccessible(taker);

    // The giver is told that there is one, and gets no word of it: neither on the page nor in what the page loads.
    const [, told = ""] = g("deals:reviews.theyWrote", { name: "|" }).split("|");
    await expect(giver.getByText(told.trim())).toBeVisible();
    for (const path of [dealPath, listingPath]) {
      const sent = await (await giver.request.get(path)).text();
      expect(sent).not.toContain(takes.edited);
      expect(sent).not.toContain(takes.bad.split("\n")[0]);
    }
    await visit(visitor, listingPath);
    await expect(visitor.getByTestId("reliability")).toContainText(g("deals:reliability.new"));
    await expect(visitor.getByText(takes.edited)).toHaveCount(0);

    // The giver writes; both read both, the taker without a reload.
    await giver.getByRole("radio", { name: g("deals:reviews.verdicts.well"), exact: true }).check({ force: true });
    await giver.getByLabel(g("deals:reviews.text")).fill(gives.good);
    await giver.getByRole("button", { name: g("deals:reviews.send") }).click();
    await expect(giver.getByText(takes.edited)).toBeVisible();
    await expect(taker.getByText(gives.good)).toBeVisible();
    await expect(taker.getByText(t("deals:reviews.edit"), { exact: true })).toHaveCount(0);
    await expectAccessible(giver);
    await expectAccessible(taker);
    await expectFitsWidth(taker);

    // In public: what was said, by a side and a month, by nobody's name.
    await visit(visitor, listingPath);
    await expect(visitor.getByText(takes.edited)).toBeVisible();
    await expect(visitor.locator("main")).not.toContainText(takes.names[1]);
    await expectAccessible(visitor);
    await visitor.setViewportSize({ width: 360, height: 780 });
    await expectFitsWidth(visitor);
  });
}

test("a review needs no JavaScript", async ({ person, browser, server }) => {
  test.setTimeout(180_000);
  const t = say("en");
  const giver = await person({ locale: "en" });
  const taker = await person({ locale: "en" });
  const suffix = Date.now();
  await signUp(giver, "en", { name: "Cleo", email: `plain-giver-${suffix}@example.org` });
  await signUp(taker, "en", { name: "Dov", email: `plain-taker-${suffix}@example.org` });
  const listingPath = await list(giver, t, "Cork board");
  const dealPath = await handOver(giver, taker, { giver: t, taker: t }, listingPath);

  const context = await browser.newContext({ baseURL: server.url, locale: "en", javaScriptEnabled: false, storageState: await taker.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(dealPath);
  await plain.getByLabel(t("deals:reviews.text")).fill("No script at all.");
  await plain.getByRole("button", { name: t("deals:reviews.send") }).click();
  await expect(plain.getByText(t("errors:choose")).first()).toBeVisible();
  await expect(plain.getByLabel(t("deals:reviews.text"))).toHaveValue("No script at all.");
  await plain.getByRole("radio", { name: t("deals:reviews.verdicts.mixed"), exact: true }).check({ force: true });
  await plain.getByRole("checkbox", { name: t("deals:reviews.reasons.other") }).check({ force: true });
  await plain.getByRole("button", { name: t("deals:reviews.send") }).click();
  await expect(plain.getByTestId("review-hidden")).toBeVisible();
  await expect(plain.getByText("No script at all.").first()).toBeVisible();
  await context.close();
});
