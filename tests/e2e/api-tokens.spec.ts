import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

// English on a desk, by keys; Chinese on a phone in the dark, where the form is sent before JavaScript.
for (const { locale, email } of [
  { locale: "en" as Locale, email: "mei@roundabout.example" },
  { locale: "zh-CN" as Locale, email: "lin@roundabout.example" },
]) {
  test(`a token is made for one thing, does that and no more, and is ended [${locale}]`, async ({ person, server }) => {
    const t = say(locale);
    const isPhone = locale === "zh-CN";
    const page = await person({ locale, phone: isPhone, dark: isPhone });
    await signIn(page, locale, email);
    await visit(page, "/account");
    await page.getByRole("link", { name: t("account:nav.tokens"), exact: true }).click();
    await expect(page.getByText(t("account:tokens.none"))).toBeVisible();
    await expectAccessible(page);
    await expectFitsWidth(page);

    // Nothing ticked is refused at its field, and what was typed and chosen stays.
    const form = isPhone ? await person({ locale, phone: true, dark: true, javaScript: false }) : page;
    if (isPhone) {
      await form.context().addCookies(await page.context().cookies());
      await form.goto("/account/tokens");
    }
    const name = form.getByLabel(t("account:tokens.name"), { exact: true });
    const chosen = form.getByRole("radio", { name: t("account:tokens.reaches.chosen") });
    const scope = form.getByLabel("listings:write", { exact: true });
    const send = form.getByRole("button", { name: t("account:tokens.create"), exact: true });
    await name.fill("A program that lists");
    await form.getByRole("radio", { name: t("account:tokens.reaches.read") }).focus();
    await form.keyboard.press("ArrowDown");
    await expect(chosen).toBeChecked();
    await form.getByLabel(t("account:tokens.days"), { exact: true }).selectOption("30");
    await send.press("Enter");
    await expect(form.getByText(t("errors:choose")).first()).toBeVisible();
    await expect(name).toHaveValue("A program that lists");
    await expect(chosen).toBeChecked();
    if (!isPhone) await expectAccessible(page);
    await scope.focus();
    await form.keyboard.press("Space");
    await send.press("Enter");
    const secret = form.getByLabel(t("account:tokens.secret"), { exact: true });
    await expect(secret).toHaveValue(/^rbt_/);
    const token = await secret.inputValue();
    if (!isPhone) await expectAccessible(page);

    // It lists, and reads nothing.
    const ask = (method: string, path: string, body?: object) =>
      fetch(`${server.url}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${token}`, "Accept-Language": locale, "Content-Type": "application/json" }, ...(body ? { body: JSON.stringify(body) } : {}) });
    const chair = { kind: "goods", offer: "free", category: "wooden_chair", condition: "good", title: `Chair ${Date.now()}`, placeLabel: "Green Lake" };
    expect((await ask("POST", "/listings", chair)).status).toBe(201);
    const refused = await ask("GET", "/deals");
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: "API.SCOPE_MISSING", scope: "deals:read", title: t("api:errors.SCOPE_MISSING", { scope: "deals:read" }) });

    // It is listed with what it may do and its use, without its secret, and ends with one press.
    await visit(page, "/account/tokens");
    await expect(page.getByText("listings:write", { exact: true }).first()).toBeVisible();
    await expect(page.getByText(token)).toHaveCount(0);
    await expectAccessible(page);
    await expectFitsWidth(page);
    await page.getByRole("button", { name: t("account:tokens.revokeNamed", { name: "A program that lists" }) }).click();
    await expect(page.getByText(t("account:tokens.revoked"))).toBeVisible();
    await expect(page.getByText(t("account:tokens.none"))).toBeVisible();
    expect((await ask("POST", "/listings", chair)).status).toBe(401);
  });
}
