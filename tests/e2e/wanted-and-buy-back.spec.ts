import type { Page } from "@playwright/test";
import { actAs, chooseErasure, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

async function isFineFor(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsWidth(page);
}

const codeOn = async (page: Page) => (await page.getByTestId("handover-code").locator("[aria-hidden]").innerText()).replace(/\D/g, "");

/** The receipt of a deal says what was paid; back on its page, what it kept out of the air stands there. */
async function seesTheEnd(page: Page, locale: Locale, path: string, paid: RegExp): Promise<void> {
  const t = say(locale);
  await expect(page.getByText(t("deals:tally.did"))).toBeVisible();
  await expect(page.getByText(t("deals:states.completed")).first()).toBeVisible();
  await expect(page.getByText(t("deals:settled.paid"))).toContainText(paid);
  await isFineFor(page);
  await page.getByRole("link", { name: t("deals:receipt.link"), exact: true }).click();
  await page.waitForURL((url) => url.pathname === `${path}/receipt`);
  await expect(page.getByRole("definition").filter({ hasText: paid })).toHaveCount(1);
  await isFineFor(page);
}

test("somebody looks for a chair, a neighbour answers, and it goes over by the code", async ({ person }) => {
  const [zh, en] = [say("zh-CN"), say("en")];
  const [seeker, giver] = [await person({ locale: "zh-CN", phone: true }), await person()];
  await signIn(seeker, "zh-CN", "mei@roundabout.example");
  await signIn(giver, "en", "tom@roundabout.example");

  const title = "想要一把给孩子的木椅";
  await visit(seeker, "/listings/new?kind=goods");
  await seeker.getByLabel(zh("listings:form.title"), { exact: true }).fill(title);
  await seeker.getByLabel(zh("listings:form.category"), { exact: true }).selectOption("wooden_chair");
  await seeker.getByRole("radio", { name: new RegExp(zh("listings:offers.wanted")) }).check({ force: true });
  await seeker.getByLabel(zh("listings:form.placeLabel")).fill("翠湖花园");
  await seeker.getByText(zh("listings:form.more"), { exact: true }).click();
  await seeker.getByLabel(zh("listings:form.exactAddress")).fill("翠湖花园 4 栋后院");
  await seeker.getByRole("button", { name: zh("listings:new.publish") }).click();
  await expect(seeker.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await isFineFor(seeker);
  const listing = new URL(seeker.url()).pathname;

  // Whoever answers names a price, or leaves it out and gives it for nothing; one that is no price comes back as it was typed.
  await visit(giver, listing);
  await giver.locator('a[href^="/deals/new"]').first().click();
  const price = giver.getByLabel(en("deals:terms.price"), { exact: false });
  await price.fill("thirty");
  await giver.getByLabel(en("deals:new.message"), { exact: false }).fill("Mine is blue and hardly used.");
  await giver.getByRole("button", { name: en("deals:new.sendWanted") }).click();
  await expect(giver.getByText(en("errors:price"))).toBeVisible();
  await expect(price).toHaveValue("thirty");
  await isFineFor(giver);
  await price.fill("30");
  await giver.getByRole("button", { name: en("deals:new.sendWanted") }).click();
  await giver.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  const path = new URL(giver.url()).pathname;
  await expect(giver.getByText(en("deals:actions.cancelOffer")).first()).toBeVisible();
  await expect(giver.getByText("后院")).toHaveCount(0);
  await isFineFor(giver);

  await visit(seeker, path);
  await expect(seeker.getByText("Mine is blue and hardly used.")).toBeVisible();
  await expect(seeker.getByTestId("proposal")).toContainText("30");
  await isFineFor(seeker);
  await seeker.getByRole("button", { name: zh("deals:actions.accept"), exact: true }).click();
  // Who looked for it takes it: theirs is the code, and the address the giver reads.
  await expect(seeker.getByTestId("handover-code")).toBeVisible();
  await expect(giver.getByText("后院").first()).toBeVisible();
  await expect(giver.getByTestId("handover-code")).toHaveCount(0);
  await isFineFor(seeker);

  const code = await codeOn(seeker);
  const field = giver.getByLabel(en("deals:fields.code")).first();
  await field.fill(code === "000000" ? "000001" : "000000");
  await giver.getByRole("button", { name: en("deals:actions.enterCodeSend") }).click();
  await expect(giver.getByText(en("deals:errors.CODE_WRONG", { left: 4 })).first()).toBeVisible();
  await field.fill(code);
  await giver.getByRole("button", { name: en("deals:actions.enterCodeSend") }).click();
  // The seeker's page tells it by itself.
  await expect(seeker.getByText(zh("deals:states.completed")).first()).toBeVisible();
  await seesTheEnd(giver, "en", path, /¥30(?!\d)/);
  await seesTheEnd(seeker, "zh-CN", path, /¥30(?!\d)/);
  await visit(seeker, listing);
  await expect(seeker.getByText(zh("listings:states.completed")).first()).toBeVisible();
});

test("a recycler quotes for a laptop, its owner asks for more, and the agreed price is on both receipts", async ({ person, server }) => {
  const [zh, en] = [say("zh-CN"), say("en")];
  const [giver, recycler] = [await person({ phone: true }), await person({ locale: "zh-CN", dark: true })];
  const thing = { kind: "goods", category: "laptop", condition: "worn", title: "Laptop with a tired battery", offer: "free", placeLabel: "Lianhua Lane", exactAddress: "Lianhua Lane 7, second door" };
  const { id } = await call<{ id: string }>(server, await tokenOf(server, "tom@roundabout.example"), "POST", "/listings", thing);
  await signIn(giver, "en", "tom@roundabout.example");
  await signIn(recycler, "zh-CN", "zhao@roundabout.example");

  // Only who treats or makes things buys back: as a household, the page says so instead of its form.
  await visit(recycler, `/deals/quote?listing=${id}`);
  await expect(recycler.getByText(zh("deals:errors.NOT_A_BUYER"))).toBeVisible();
  await actAs(recycler, "Dianchi");
  await visit(recycler, `/listings/${id}`);
  await recycler.getByRole("link", { name: zh("deals:quote.link") }).click();
  await recycler.getByLabel(zh("deals:quote.price"), { exact: true }).fill("180");
  await isFineFor(recycler);
  await recycler.getByRole("button", { name: zh("deals:quote.send") }).click();
  await recycler.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  const path = new URL(recycler.url()).pathname;
  await isFineFor(recycler);

  await visit(giver, path);
  await expect(giver.getByTestId("proposal")).toContainText("180");
  await expect(giver.getByText(en("deals:inspection.subject"))).toHaveCount(0);
  await isFineFor(giver);
  await giver.getByText(en("deals:terms.counter")).click();
  await giver.getByLabel(en("deals:terms.price"), { exact: false }).fill("240");
  await giver.getByLabel(en("deals:terms.noteLabel"), { exact: false }).fill("The charger comes with it.");
  await isFineFor(giver);
  await giver.getByRole("button", { name: en("deals:terms.counterSend") }).click();

  // The counter-offer arrives by itself, and the yes names it.
  await expect(recycler.getByTestId("proposal")).toContainText("240");
  await expect(recycler.getByText("The charger comes with it.").first()).toBeVisible();
  await recycler.getByRole("button", { name: zh("deals:terms.accept") }).click();
  await expect(recycler.getByTestId("handover-code")).toBeVisible();
  await expect(recycler.getByText("second door").first()).toBeVisible();
  await isFineFor(recycler);

  // A laptop remembers its owner: what should happen to that is said before it goes.
  await visit(giver, path);
  await chooseErasure(giver, "en");
  // The giver scans the square: the page opens with the code filled in.
  await visit(giver, `${path}?code=${await codeOn(recycler)}`);
  await giver.getByRole("button", { name: en("deals:actions.enterCodeSend") }).click();
  await expect(recycler.getByText(zh("deals:states.completed")).first()).toBeVisible();
  await seesTheEnd(giver, "en", path, /¥240(?!\d)/);
  await seesTheEnd(recycler, "zh-CN", path, /¥240(?!\d)/);
});
