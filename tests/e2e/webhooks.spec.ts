import { startReceiver } from "../factories/webhooks.ts";
import { signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

// English on a desk; Chinese on a phone in the dark, where the form is sent before JavaScript.
for (const { locale, email } of [
  { locale: "en" as Locale, email: "mei@roundabout.example" },
  { locale: "zh-CN" as Locale, email: "lin@roundabout.example" },
]) {
  test(`an address is registered, gets what happens, fails, gets it again, and is removed [${locale}]`, async ({ person, server }) => {
    test.setTimeout(180_000);
    const t = say(locale);
    const isPhone = locale === "zh-CN";
    const page = await person({ locale, phone: isPhone, dark: isPhone });
    const receiver = await startReceiver();
    await signIn(page, locale, email);
    await visit(page, "/account/webhooks");
    await expect(page.getByText(t("webhooks:none.title"))).toBeVisible();
    await expectAccessible(page);
    await expectFitsWidth(page);

    // An address inside is refused at its field, and what was typed and ticked stays.
    const form = isPhone ? await person({ locale, phone: true, javaScript: false }) : page;
    if (isPhone) {
      await form.context().addCookies(await page.context().cookies());
      await form.goto("/account/webhooks");
    }
    const url = form.getByLabel(t("webhooks:form.url"), { exact: true });
    const type = form.getByLabel("listings.changed", { exact: true });
    await url.fill("https://192.168.0.1/hook");
    await type.check();
    await form.getByRole("button", { name: t("webhooks:form.send"), exact: true }).click();
    await expect(form.getByText(t("webhooks:errors.URL_INVALID")).first()).toBeVisible();
    await expect(url).toHaveValue("https://192.168.0.1/hook");
    await expect(type).toBeChecked();
    await url.fill(receiver.url);
    await form.getByRole("button", { name: t("webhooks:form.send"), exact: true }).click();
    const secret = form.getByLabel(t("webhooks:secret"), { exact: true });
    await expect(secret).toHaveValue(/^whsec_/);
    receiver.secret.now = await secret.inputValue();
    if (!isPhone) await expectAccessible(page);

    // Something is listed: a signed post comes within seconds; the program beside fails at first.
    receiver.answer.status = 500;
    receiver.answer.body = "the disk is full";
    const token = await tokenOf(server, email);
    const listing = await call<{ id: string }>(server, token, "POST", "/listings", { kind: "goods", offer: "free", category: "wooden_chair", condition: "good", title: `Chair ${Date.now()}`, placeLabel: "Green Lake" });
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(receiver.received[0]).toMatchObject({ type: "listings.changed", data: { listingId: listing.id }, isSigned: true });
    receiver.answer.status = 204;
    await visit(page, "/account/webhooks");
    await page.getByRole("link", { name: t("webhooks:openNamed", { url: receiver.url }) }).click();
    const row = page.getByRole("list", { name: t("webhooks:log.caption") }).getByRole("listitem").filter({ hasText: receiver.received[0]?.id ?? "none" });
    await row.locator("summary").click();
    await expect(row.getByText("the disk is full").first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsWidth(page);

    // The next try is taken, and a button sends it again with the same id.
    await expect.poll(() => receiver.received.filter((one) => one.id === receiver.received[0]?.id).length, { timeout: 30_000 }).toBe(2);
    await expect(async () => {
      await page.reload();
      await expect(row.getByText(t("webhooks:log.states.delivered"), { exact: true })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await row.getByRole("button", { name: /listings\.changed/ }).click();
    await expect(page.getByText(t("webhooks:log.replayed"))).toBeVisible();
    await expect.poll(() => receiver.received.filter((one) => one.id === receiver.received[0]?.id).length, { timeout: 20_000 }).toBe(3);
    expect(receiver.received.every((one) => one.isSigned)).toBe(true);

    // Off, and gone with its log.
    await page.getByRole("button", { name: t("webhooks:switchOff"), exact: true }).click();
    await expect(page.getByText(t("webhooks:states.off"), { exact: true })).toBeVisible();
    await expect(page.getByText(t("webhooks:saved"), { exact: true })).toBeVisible();
    await page.getByRole("button", { name: t("webhooks:remove"), exact: true }).click();
    await expect(page.getByText(t("webhooks:removed"))).toBeVisible();
    await expect(page.getByText(t("webhooks:none.title"))).toBeVisible();
    await receiver.close();
  });
}
