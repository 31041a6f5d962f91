import { fileURLToPath } from "node:url";
import { boardRow, joinCommunity, signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

const photo = fileURLToPath(new URL("../../app/demo/pictures/sofa.webp", import.meta.url));

const stories: { locale: Locale; giver: string; taker: string; title: string; find: string; hello: string; answer: string }[] = [
  { locale: "en", giver: "Ana", taker: "Ben", title: "Green velvet sofa for two", find: "velvet sofa", hello: "I could come today with a cart.", answer: "Lovely, the door is open." },
  { locale: "zh-CN", giver: "安娜", taker: "小本", title: "绿色绒布双人沙发", find: "绒布沙发", hello: "我今天可以带推车来。", answer: "好的，门开着。" },
];

for (const story of stories) {
  test(`a resident lists an item and gives it away; the board moves before everybody's eyes [${story.locale}]`, async ({ person }) => {
    test.setTimeout(240_000);
    const { locale } = story;
    const t = say(locale);
    const suffix = `${locale}-${Date.now()}`;
    const giver = await person({ locale });
    const taker = await person({ locale, phone: true });
    const watcher = await person({ locale });

    await signUp(giver, locale, { name: story.giver, email: `giver-${suffix}@example.org` });
    await joinCommunity(giver, locale, "Lianhua Lane");
    await signUp(taker, locale, { name: story.taker, email: `taker-${suffix}@example.org` });
    await joinCommunity(taker, locale, "Lianhua Lane");

    await visit(watcher, "/leaderboard");
    const before = await boardRow(watcher, "Lianhua Lane").innerText();
    let loads = 0;
    watcher.on("load", () => (loads += 1));

    // List, with a photo.
    await visit(giver, "/listings/new?kind=goods");
    await giver.getByLabel(t("listings:form.photos")).setInputFiles(photo);
    await giver.getByLabel(t("listings:form.title"), { exact: true }).fill(story.title);
    await giver.getByLabel(t("listings:form.category"), { exact: true }).selectOption("sofa");
    await giver.getByRole("radio", { name: new RegExp(t("listings:offers.free")) }).check({ force: true });
    await giver.getByRole("radio", { name: new RegExp(`^${t("listings:conditions.good")}`) }).check({ force: true });
    await giver.getByLabel(t("listings:form.placeLabel")).fill("Lianhua Lane");
    await giver.getByText(t("listings:form.more"), { exact: true }).click();
    await giver.getByLabel(t("listings:form.exactAddress")).fill("Lianhua Lane 7, second door");
    await expectAccessible(giver);
    await giver.getByRole("button", { name: t("listings:new.publish") }).click();
    await expect(giver.getByRole("heading", { level: 1, name: story.title })).toBeVisible();
    await expect(giver.locator("main img").first()).toBeVisible();

    // Find it by words, and ask.
    await visit(taker, `/listings?q=${encodeURIComponent(story.find)}`);
    await taker.getByRole("link", { name: story.title }).first().click();
    await expect(taker.getByRole("heading", { level: 1, name: story.title })).toBeVisible();
    await expect(taker.getByText("second door")).toHaveCount(0);
    await expectFitsWidth(taker);
    await taker.locator('a[href^="/deals/new"]').first().click();
    await taker.getByLabel(t("deals:new.message")).fill(story.hello);
    await taker.getByRole("button", { name: t("deals:new.send") }).click();
    await taker.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
    const dealPath = new URL(taker.url()).pathname;
    await expectFitsWidth(taker);
    await expectAccessible(taker);

    // Accept; the other side sees it without a reload, and the exact place with it.
    await visit(giver, dealPath);
    await expect(giver.getByText(story.hello)).toBeVisible();
    await giver.getByRole("button", { name: t("deals:actions.accept"), exact: true }).click();
    await expect(taker.getByTestId("handover-code")).toBeVisible();
    await expect(taker.getByText("second door").first()).toBeVisible();
    await expect(giver.getByTestId("handover-code")).toHaveCount(0);

    // A word in the thread arrives by itself.
    await giver.getByLabel(t("messaging:thread.write")).fill(story.answer);
    await giver.getByRole("button", { name: t("messaging:thread.send") }).click();
    await expect(taker.getByRole("log").getByText(story.answer)).toBeVisible();

    // Hand over by the code that the taker shows.
    const code = (await taker.getByTestId("handover-code").locator("[aria-hidden]").innerText()).replace(/\D/g, "");
    expect(code).toMatch(/^\d{6}$/);
    await giver.getByLabel(t("deals:fields.code")).first().fill(code);
    const pressed = Date.now();
    await giver.getByRole("button", { name: t("deals:actions.enterCodeSend") }).click();

    // The board moves in the watcher's browser, and the deal in the taker's, without a reload.
    await expect.poll(async () => boardRow(watcher, "Lianhua Lane").innerText(), { intervals: [50], timeout: 10_000 }).not.toBe(before);
    test.info().annotations.push({ type: "board moved after", description: `${Date.now() - pressed} ms` });
    expect(loads).toBe(0);
    await expect(taker.getByRole("heading", { name: t("deals:reviews.title") })).toBeVisible();

    // Each can read how it was counted.
    await taker.locator('a[href^="/impact/entries/"]').first().click();
    await expect(taker.getByRole("heading", { name: t("impact:entry.formulaTitle") })).toBeVisible();
    await expectAccessible(taker);
    await expectFitsWidth(taker);
    await visit(taker, "/impact");
    await expect(taker.locator('a[href^="/impact/entries/"]').first()).toBeVisible();
  });
}
