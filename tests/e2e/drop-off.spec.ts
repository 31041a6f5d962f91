import type { Page } from "@playwright/test";
import { actAs, boardRow, joinCommunity, signIn, signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

for (const locale of ["en", "zh-CN"] as Locale[]) {
  test(`a resident books a drop-off and the load is weighed; the board moves [${locale}]`, async ({ person }) => {
    test.setTimeout(240_000);
    const t = say(locale);
    const resident = await person({ locale, phone: true });
    const staff = await person({ locale });
    const watcher = await person({ locale, dark: true });
    await signUp(resident, locale, { name: locale === "en" ? "Cora" : "小可", email: `books-${locale}-${Date.now()}@example.org` });
    await joinCommunity(resident, locale, "Chenggong");
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");

    await visit(watcher, "/leaderboard");
    const before = await boardRow(watcher, "Chenggong").innerText();

    // From the list of points to a slot, in four steps.
    await visit(resident, "/points");
    await resident.getByRole("link", { name: /Green Lake Point/ }).first().click();
    await expect(resident.getByRole("heading", { level: 1, name: /Green Lake Point/ })).toBeVisible();
    await expectFitsWidth(resident);
    await expectAccessible(resident);
    await resident.locator('a[href^="/bookings/new"]').first().click();
    await resident.getByLabel(t("materials:names.cardboard"), { exact: true }).check({ force: true });
    await resident.getByLabel(t("materials:names.pet"), { exact: true }).check({ force: true });
    await resident.getByRole("button", { name: t("pickups:new.next") }).click();
    await expect(resident.getByText(t("pickups:new.amount.legend"))).toBeVisible();
    await resident.getByRole("textbox", { name: new RegExp(`^${t("materials:names.cardboard")}`) }).fill("200");
    await resident.getByRole("button", { name: t("pickups:new.next") }).click();
    await expect(resident.getByText(t("pickups:new.when.legend"))).toBeVisible();
    await resident.locator('button[name="slotId"]:not([disabled])').first().click();
    await resident.getByRole("button", { name: t("pickups:new.hold.confirm") }).click();
    await resident.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
    await expectAccessible(resident);
    await expectFitsWidth(resident);
    const bookingPath = new URL(resident.url()).pathname;
    const code = (await resident.getByTestId("check-in-code").innerText()).replace(/\D/g, "");

    // The staff checks in by the six digits, weighs two materials, completes.
    await visit(staff, "/staff");
    await staff.getByLabel(t("pickups:staff.code")).fill(code);
    await staff.getByRole("button", { name: t("pickups:staff.codeGo"), exact: true }).first().click();
    await staff.waitForURL(/\/staff\/bookings\//);
    await expect(resident.getByText(t("pickups:state.checked_in")).first()).toBeVisible();
    await weigh(staff, locale, "cardboard", "212.5", "12.5");
    await weigh(staff, locale, "pet", "41", "1");
    await expectAccessible(staff);
    await staff.getByRole("button", { name: t("pickups:staff.complete") }).click();
    await expect(staff.locator('a[href^="/impact/entries/"]').first()).toBeVisible();

    // Without a reload: the resident's page, and the board.
    await expect(resident.locator('a[href^="/impact/entries/"]')).toHaveCount(2);
    expect(new URL(resident.url()).pathname).toBe(bookingPath);
    await expect.poll(async () => boardRow(watcher, "Chenggong").innerText(), { intervals: [50] }).not.toBe(before);
  });
}

async function weigh(page: Page, locale: Locale, material: string, gross: string, tare: string): Promise<void> {
  const t = say(locale);
  const name = t(`materials:names.${material}`);
  await page.getByLabel(t("pickups:weigh.material"), { exact: true }).selectOption(material);
  await page.getByLabel(t("pickups:weigh.gross"), { exact: true }).fill(gross);
  await page.getByRole("textbox", { name: new RegExp(`^${t("pickups:weigh.tare")}`) }).fill(tare);
  await page.getByRole("button", { name: t("pickups:weigh.save"), exact: true }).click();
  await expect(page.getByRole("table").getByText(name).first()).toBeVisible();
}
