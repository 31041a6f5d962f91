import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

test("a visitor compares, sees how a rank came about, and takes the board along", async ({ person, server }) => {
  const t = say("en");
  const page = await person();
  await visit(page, "/leaderboard");
  await expect(page.getByRole("heading", { level: 1, name: t("boards:title") })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("navigation", { name: t("boards:metrics") }).getByRole("link", { name: t("boards:metric.per_head"), exact: true }).click();
  await expect(page).toHaveURL(/metric=per_head/);
  const first = page.getByRole("list", { name: /Per head/ }).getByRole("listitem").first();
  await first.getByText(/^Ranked at/).click();
  await expect(first.getByText(/^Own figure/)).toBeVisible();
  await page.getByRole("navigation", { name: t("boards:periods") }).getByRole("link", { name: t("boards:kind.season"), exact: true }).click();
  await expect(page).toHaveURL(/period=\d{4}-Q\d/);
  await page.getByText(t("boards:share.title")).click();
  const code = await page.getByLabel(t("boards:share.frame")).inputValue();
  const address = /src="([^"]+)"/.exec(code)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const framed = await page.request.get(`${server.url}${new URL(address).pathname}${new URL(address).search}`);
  expect(framed.headers()["content-security-policy"]).toContain("frame-ancestors *");
  expect((await page.request.get("/leaderboard")).headers()["content-security-policy"]).toContain("frame-ancestors 'self'");
  const picture = await page.request.get("/leaderboard/share.png?metric=per_head");
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
  await page.getByRole("link", { name: t("boards:seasonsLink") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("boards:seasons.title") })).toBeVisible();
});

test("a household stands on its community's board and steps back, on a phone in Chinese [zh-CN]", async ({ person }) => {
  const t = say("zh-CN");
  const page = await person({ locale: "zh-CN", phone: true, dark: true });
  await signIn(page, "zh-CN", "mei@roundabout.example");
  await visit(page, "/leaderboard");
  await expectFitsWidth(page);
  await page.getByRole("link", { name: /的家庭$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("的家庭");
  await expect(page.getByRole("list", { name: /家庭/ }).getByRole("listitem").first()).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: t("boards:choiceLink") }).click();
  await page.getByRole("button", { name: /退出榜单$/ }).first().click();
  await expect(page.getByText(t("boards:choice.saved"))).toBeVisible();
  await expect(page.getByText(t("boards:choice.offHousehold"))).toBeVisible();
  await expectFitsWidth(page);
});
