import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { signIn } from "./acts.ts";
import { expect, expectAccessible, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const picture = (name: string) => fileURLToPath(new URL(`../../app/demo/pictures/${name}.webp`, import.meta.url));

test("photos are put in order by keys and by dragging; two windows on one draft: the slower one is told, and nothing is lost", async ({ person }) => {
  const t = say("en");
  const page = await person();
  await signIn(page, "en", "tom@roundabout.example");
  await visit(page, "/listings/new");
  await page.getByLabel(t("listings:form.photos")).setInputFiles([picture("lamp"), picture("pan"), picture("drill")]);
  const ids = page.locator("input[name=draftPhoto]");
  await expect(ids).toHaveCount(3);
  const order = () => ids.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const [first, second, third] = await order();
  const handle = (number: number) => page.getByRole("button", { name: t("listings:photos.drag", { number, count: 3 }) });
  await handle(3).focus();
  await page.keyboard.press("ArrowLeft");
  expect(await order()).toEqual([first, third, second]);
  await page.keyboard.press("ArrowLeft");
  expect(await order()).toEqual([third, first, second]);
  await expect(page.getByText(t("listings:photos.movedFirst"))).toBeAttached();
  await handle(1).hover();
  await page.mouse.down();
  await handle(3).hover();
  await page.mouse.up();
  expect(await order()).toEqual([first, second, third]);
  await page.getByRole("button", { name: t("listings:photos.remove", { number: 2 }) }).click();
  await expect(ids).toHaveCount(2);

  // A photo that does not arrive says so at its tile, and goes again.
  const refusal = { status: 400, json: { error: "LISTINGS.PHOTO_INVALID", message: "errors:notImage" } };
  await page.route("**/listings/drafts/*/photos", (route) => route.fulfill(refusal));
  await page.getByLabel(t("listings:form.photos")).setInputFiles(picture("kettle"));
  await expect(page.getByText(t("errors:notImage"))).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/listings/drafts/*/photos");
  await page.getByRole("button", { name: t("listings:photos.retry") }).click();
  await expect(ids).toHaveCount(3);
  await page.getByRole("button", { name: t("listings:photos.remove", { number: 3 }) }).click();
  await expect(ids).toHaveCount(2);

  const title = (window: Page) => window.getByLabel(t("listings:form.title"), { exact: true });
  const saved = (window: Page) => window.getByText(new RegExp(t("listings:draft.savedAt", { time: "\\d\\d:\\d\\d" })));
  const kept = (window: Page, text: string) => window.waitForResponse((response) => response.ok() && (response.request().postData() ?? "").includes(text));
  const keptFirst = kept(page, "Box of lamps");
  await title(page).fill("Box of lamps");
  await keptFirst;
  await expect(page).toHaveURL(/draft=/);
  await expect(saved(page)).toBeVisible();
  const other = await page.context().newPage();
  await visit(other, page.url());
  await expect(title(other)).toHaveValue("Box of lamps");
  expect(await other.locator("input[name=draftPhoto]").evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual([first, third]);
  const keptOther = kept(other, "Box of old lamps");
  await title(other).fill("Box of old lamps");
  await keptOther;
  await title(page).fill("Box of new lamps");
  await expect(page.getByText(t("listings:draft.staleTitle"))).toBeVisible();
  await expect(title(page)).toHaveValue("Box of new lamps");
  const keptMine = kept(page, "Box of new lamps");
  await page.getByRole("button", { name: t("listings:draft.keepMine") }).click();
  await keptMine;
  await other.reload();
  await expect(title(other)).toHaveValue("Box of new lamps");
  await other.close();

  // Without a connection what is typed stays, and is saved when it is back.
  await page.context().setOffline(true);
  await title(page).fill("Box of newer lamps");
  await expect(page.getByText(t("listings:draft.offline"))).toBeVisible();
  await page.context().setOffline(false);
  await expect(saved(page)).toBeVisible();

  await visit(page, "/listings/new");
  await page.getByRole("button", { name: t("listings:draft.discardNamed", { title: "Box of newer lamps" }) }).click();
  await expect(page.getByRole("link", { name: t("listings:draft.goOnWith", { title: "Box of newer lamps" }) })).toHaveCount(0);
});
