import { signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

test("somebody keeps a search, and hears of a listing as it comes", async ({ person }) => {
  test.setTimeout(180_000);
  const t = say("en");
  const zh = say("zh-CN");
  const suffix = Date.now();
  const seeker = await person({ locale: "zh-CN", phone: true });
  const giver = await person({ locale: "en" });
  await signUp(seeker, "zh-CN", { name: "小周", email: `seeker-${suffix}@example.org` });
  await signUp(giver, "en", { name: "Ada", email: `lister-${suffix}@example.org` });

  // Narrow, keep under the proposed name.
  await visit(seeker, "/listings?q=harpsichord&offer=free");
  await seeker.getByRole("link", { name: zh("searches:save.action") }).click();
  await expect(seeker.getByLabel(zh("searches:save.name"))).toHaveValue(/^harpsichord · /);
  await expectAccessible(seeker);
  await expectFitsWidth(seeker);
  await seeker.getByLabel(zh("searches:save.name")).fill("");
  await seeker.getByRole("button", { name: zh("searches:save.submit") }).click();
  await seeker.getByLabel(zh("searches:save.name")).fill("大键琴");
  await seeker.getByRole("button", { name: zh("searches:save.submit") }).click();
  await expect(seeker.getByText(zh("searches:save.saved"))).toBeVisible();
  await expectAccessible(seeker);
  await expectFitsWidth(seeker);

  // While the list stands open, somebody else lists one.
  await visit(giver, "/listings/new?kind=goods");
  await giver.getByLabel(t("listings:form.title"), { exact: true }).fill("Harpsichord, one string missing");
  await giver.getByLabel(t("listings:form.category"), { exact: true }).selectOption("musical_instruments");
  await giver.getByRole("radio", { name: new RegExp(t("listings:offers.free")) }).check({ force: true });
  await giver.getByRole("radio", { name: new RegExp(`^${t("listings:conditions.good")}`) }).check({ force: true });
  await giver.getByLabel(t("listings:form.placeLabel")).fill("Mitte");
  await giver.getByRole("button", { name: t("listings:new.publish") }).click();
  await expect(giver.getByRole("heading", { level: 1, name: /Harpsichord/ })).toBeVisible();

  // At the bell too, while the page stands open; opening it reads it.
  const bell = seeker.getByRole("banner").getByRole("link", { name: new RegExp(`^${zh("common:frame.notifications")}`) });
  await expect(bell).toHaveAccessibleName(new RegExp(zh("common:frame.unread", { count: 1 })), { timeout: 15_000 });
  const found = seeker.getByRole("button", { name: zh("searches:list.openNew", { count: 1 }) });
  await expect(found).toBeVisible();
  await bell.click();
  await seeker.getByRole("button", { name: zh("searches:found.subject", { count: 1, name: "大键琴" }), exact: true }).click();
  await seeker.waitForURL(/\/searches\/[0-9a-f-]{36}$/);
  await expect(seeker.getByRole("link", { name: /Harpsichord/ })).toBeVisible();
  await expect(bell).toHaveAccessibleName(zh("common:frame.notifications"));
  await expectAccessible(seeker);
  await expectFitsWidth(seeker);

  // Dearer at first, a second one fits once its offer has changed; withdrawn unread, it is taken back from the bell.
  await visit(giver, "/listings/new?kind=goods");
  await giver.getByLabel(t("listings:form.title"), { exact: true }).fill("Harpsichord, playing well");
  await giver.getByLabel(t("listings:form.category"), { exact: true }).selectOption("musical_instruments");
  await giver.getByRole("radio", { name: new RegExp(t("listings:offers.swap")) }).check({ force: true });
  await giver.getByRole("radio", { name: new RegExp(`^${t("listings:conditions.good")}`) }).check({ force: true });
  await giver.getByLabel(t("listings:form.placeLabel")).fill("Mitte");
  await giver.getByRole("button", { name: t("listings:new.publish") }).click();
  await expect(giver.getByRole("heading", { level: 1, name: /playing well/ })).toBeVisible();
  const second = new URL(giver.url()).pathname;
  await visit(seeker, "/leaderboard");
  await visit(giver, `${second}/edit`);
  await giver.getByRole("radio", { name: new RegExp(t("listings:offers.free")) }).check({ force: true });
  await giver.getByRole("button", { name: t("listings:edit.save") }).click();
  await expect(bell).toHaveAccessibleName(new RegExp(zh("common:frame.unread", { count: 1 })), { timeout: 15_000 });
  await visit(giver, second);
  await giver.getByRole("button", { name: t("listings:verbs.withdraw") }).click();
  await giver.getByRole("button", { name: t("listings:withdraw.confirm") }).click();
  await expect(bell).toHaveAccessibleName(zh("common:frame.notifications"), { timeout: 15_000 });

  // Change and delete it.
  await visit(seeker, "/searches");
  await expect(found).toHaveCount(0);
  await seeker.getByRole("link", { name: zh("searches:list.editNamed", { name: "大键琴" }) }).click();
  await seeker.getByLabel(zh("searches:save.name")).fill("古键琴");
  await seeker.getByRole("checkbox", { name: zh("searches:save.mails") }).uncheck({ force: true });
  await seeker.getByRole("button", { name: zh("searches:edit.submit") }).click();
  await expect(seeker.getByText(zh("searches:list.tells.live"))).toBeVisible();
  await seeker.getByRole("button", { name: zh("searches:list.deleteNamed", { name: "古键琴" }) }).click();
  await expect(seeker.getByText(zh("searches:list.emptyTitle"))).toBeVisible();
  await visit(seeker, "/notifications");
  await expect(seeker.getByText(zh("notifications:empty.title"))).toBeVisible();
});

test("suggestions come also when the page looks again while the first ones are on their way", async ({ person }, testInfo) => {
  test.skip(testInfo.project.name === "postgresql", "nothing here depends on the database");
  const t = say("en");
  const visitor = await person({ locale: "en" });
  // A slow phone: the browser does not know the address of suggestions yet when a change elsewhere makes the page ask its loaders again.
  let onItsWay: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (onItsWay = resolve));
  await visitor.route(/__manifest\?p=%2Flistings%2Fsuggest&/, async (route) => {
    onItsWay();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await visitor.route(/\/listings\.data/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await route.continue();
  });
  await visit(visitor, "/listings");
  await visitor.getByRole("combobox", { name: t("listings:search.label") }).pressSequentially("bicy");
  await asked;
  const lookedAgain = visitor.waitForResponse(/\/listings\.data/);
  await visitor.evaluate(() => (window as unknown as { __remixRouter: { revalidate(): void } }).__remixRouter.revalidate());
  await lookedAgain;
  await expect(visitor.getByRole("listbox").getByRole("option").filter({ hasText: t("searches:suggest.category") })).toContainText(t("goods:names.bicycle"));
});

test("suggestions, facets and the map lead on, and all stands in the address", async ({ person }, testInfo) => {
  test.skip(testInfo.project.name === "postgresql", "nothing here depends on the database");
  const t = say("en");
  const visitor = await person({ locale: "en" });
  await visit(visitor, "/listings");
  const box = visitor.getByRole("combobox", { name: t("listings:search.label") });
  await box.pressSequentially("bicy");
  const options = visitor.getByRole("listbox").getByRole("option");
  await expect(options.filter({ hasText: t("searches:suggest.category") })).toContainText(t("goods:names.bicycle"));
  await expectAccessible(visitor);
  await box.press("Escape");
  await expect(options).toHaveCount(0);
  await box.press("ArrowDown");
  await box.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  const chosen = await options.nth(1).locator("span").first().innerText();
  await box.press("Enter");
  await expect(visitor).toHaveURL(/\/listings(\?|\/)/);
  expect(chosen.toLowerCase()).toContain("bicy");

  await visit(visitor, "/listings?view=map");
  await expect(visitor.locator(".rb-marker, .rb-cluster").first()).toBeVisible();
  await expectAccessible(visitor);
  await visitor.getByRole("link", { name: new RegExp(`^${t("searches:facets.available")}`) }).click();
  await expect(visitor).toHaveURL(/view=map&available=1/);
  await visitor.getByRole("button", { name: t("common:map.zoomIn"), exact: true }).click();
  await visitor.getByRole("link", { name: t("searches:map.here") }).click();
  await expect(visitor).toHaveURL(/bounds=/);

  // Without JavaScript the map's address shows the list, and the form searches.
  const plain = await person({ locale: "en", javaScript: false });
  await plain.goto("/listings?view=map");
  await expect(plain.getByRole("listitem").filter({ has: plain.locator("article, a") }).first()).toBeVisible();
  await plain.locator('form[role="search"] input[name="q"]').last().fill("bicycle");
  await plain.getByRole("button", { name: t("listings:search.submit") }).click();
  await expect(plain).toHaveURL(/q=bicycle/);
});
