import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, hydrated, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const forVisitors = ["/", "/listings", "/points", "/leaderboard", "/impact", "/impact/method", "/impact/factors", "/impact/factors?set=us_epa_warm%4016", "/impact/factors/us_epa_warm%4016/glass/recycling", "/impact/ledger", "/communities", "/deals", "/api", "/grading", "/rules", "/sign-in", "/sign-up", "/nowhere-at-all"];
const forMembers = ["/", "/deals", "/bookings", "/account", "/account/sessions", "/account/household", "/account/calendar", "/impact", "/listings/new", "/listings/new?kind=material", "/listings/mine", "/communities/new"];

test("every page a visitor can guess is useful, accessible and fits a phone, light and dark, in both languages", async ({ person }) => {
  test.setTimeout(300_000);
  const phone = await person({ phone: true });
  const dark = await person({ locale: "zh-CN", dark: true });
  for (const path of forVisitors) {
    await visit(phone, path);
    await expectFitsWidth(phone);
    await expectAccessible(phone);
    await visit(dark, path);
    await expect(dark.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expectAccessible(dark);
  }
});

test("pages of a signed-in person are accessible and fit a phone, in both languages", async ({ person }) => {
  test.setTimeout(300_000);
  const chinese = await person({ locale: "zh-CN", phone: true });
  const english = await person({ dark: true });
  await signIn(chinese, "zh-CN", "mei@roundabout.example");
  await signIn(english, "en", "tom@roundabout.example");
  for (const path of forMembers) {
    await visit(chinese, path);
    await expectFitsWidth(chinese);
    await expectAccessible(chinese);
    await visit(english, path);
    await expectAccessible(english);
  }
});

test("a visitor who needs an account signs in and comes back to where they were", async ({ person }) => {
  const t = say("en");
  const page = await person();
  await page.request.post("/preferences", { form: { locale: "en", returnTo: "/" }, maxRedirects: 0 });
  await page.goto("/bookings");
  await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fbookings/);
  await page.getByLabel(t("account:signIn.email")).fill("tom@roundabout.example");
  await page.getByLabel(t("account:signIn.password")).fill("roundabout-demo");
  await page.locator("main").getByRole("button", { name: t("account:signIn.submit") }).click();
  await expect(page).toHaveURL(/\/bookings$/);
});

test("before JavaScript: lists filter, forms refuse kindly and keep what was typed, language and theme change", async ({ person }) => {
  const page = await person({ javaScript: false });
  const t = say("en");
  const zh = say("zh-CN");
  await page.goto("/listings?offer=free");
  await expect(page.getByRole("link", { name: /Wooden kitchen chair/ }).first()).toBeVisible();
  await expect(page.getByText("Yellow desk lamp")).toHaveCount(0);

  await page.goto("/sign-in");
  await page.getByLabel(t("account:signIn.email")).fill("tom@roundabout.example");
  await page.getByLabel(t("account:signIn.password")).fill("roundabout-demo");
  await page.locator("main").getByRole("button", { name: t("account:signIn.submit") }).click();

  await page.goto("/listings/new?kind=goods");
  await page.getByLabel(t("listings:form.title"), { exact: true }).fill("Oak shelf with three boards");
  await page.getByRole("button", { name: t("listings:new.publish") }).click();
  await expect(page.getByLabel(t("listings:form.title"), { exact: true })).toHaveValue("Oak shelf with three boards");
  await expect(page.getByText(t("errors:choose")).first()).toBeVisible();

  // The menu of the frame is a <details>; its form works without a script.
  await page.request.post("/preferences", { form: { locale: "zh-CN", returnTo: "/listings" } });
  await page.goto("/listings");
  await expect(page.getByRole("heading", { level: 1, name: zh("listings:title") })).toBeVisible();
});

test("by keyboard alone: skip link, search, first result", async ({ person }) => {
  const page = await person();
  await visit(page, "/listings");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveAttribute("href", "#main");
  const search = page.getByRole("searchbox").first();
  await search.focus();
  await page.keyboard.type("laptop");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=laptop/);
  await expect(page.getByRole("link", { name: /笔记本电脑/ }).first()).toBeVisible();
});

test("the language menu turns the whole page, live parts too", async ({ person }) => {
  const page = await person();
  await visit(page, "/leaderboard");
  await page.getByRole("button", { name: say("en")("boards:show"), exact: true }).first().waitFor();
  await page.context().addCookies([{ name: "rb_locale", value: "zh-CN", url: page.url() }]);
  await page.reload();
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1, name: say("zh-CN")("boards:title") })).toBeVisible();
});
