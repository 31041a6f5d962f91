import path from "node:path";
import { actAs, demoPassword, signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const photo = path.resolve("app/demo/pictures");

test("three bags and a fridge are picked up from home, booked on a Chinese phone; staff sees the door", async ({ person }) => {
  test.setTimeout(240_000);
  const locale = "zh-CN";
  const t = say(locale);
  const resident = await person({ locale, phone: true });
  const staff = await person({ locale: "en" });
  const stranger = await person({ locale: "en" });
  const e = say("en");
  await signIn(resident, locale, "lin@roundabout.example");

  // Where: the household's place is offered, and moved to the door.
  await visit(resident, "/bookings");
  await resident.getByRole("link", { name: t("home-pickup:book") }).first().click();
  await expect(resident.getByRole("heading", { level: 1, name: t("home-pickup:title") })).toBeVisible();
  await expect(resident.getByText(t("home-pickup:where.placeRough"))).toBeVisible();
  await expectFitsWidth(resident);
  await expectAccessible(resident);
  await resident.getByLabel(t("home-pickup:where.address")).fill("翠湖南路 9 号 2 单元 302");
  await resident.getByLabel(t("home-pickup:place.latitude")).fill("25.0489");
  await resident.getByLabel(t("home-pickup:place.longitude")).fill("102.7021");
  await resident.getByRole("textbox", { name: t("home-pickup:where.floor") }).fill("3");
  await resident.getByLabel(t("home-pickup:where.liftNo")).check({ force: true });
  await resident.getByRole("button", { name: t("home-pickup:next") }).click();

  // What: too much is refused at its place with everything typed kept; then three bags and a fridge.
  await expect(resident.getByText(t("home-pickup:what.bulk"))).toBeVisible();
  await resident.getByLabel(t("goods:names.fridge"), { exact: true }).fill("9");
  await resident.getByRole("button", { name: t("home-pickup:next") }).click();
  await expect(resident.getByRole("alert").filter({ hasText: "540" })).toBeVisible();
  await expect(resident.getByLabel(t("goods:names.fridge"), { exact: true })).toHaveValue("9");
  await resident.getByLabel(t("goods:names.fridge"), { exact: true }).fill("1");
  for (let bag = 0; bag < 3; bag++) await resident.getByRole("button", { name: t("home-pickup:what.more", { name: t("materials:names.cardboard") }), exact: true }).click();
  await expect(resident.getByLabel(t("materials:names.cardboard"), { exact: true })).toHaveValue("3");
  await expectFitsWidth(resident);
  await expectAccessible(resident);
  await resident.getByRole("button", { name: t("home-pickup:next") }).click();

  // When, and the confirmation with a photo. The address travels in no address bar.
  await expect(resident.locator('button[name="slotId"]:not([disabled])').first()).toBeVisible();
  expect(decodeURIComponent(resident.url())).not.toMatch(/翠湖|102\.70/);
  await resident.locator('button[name="slotId"]:not([disabled])').last().click();
  await expect(resident.getByText("翠湖南路 9 号 2 单元 302")).toBeVisible();
  await resident.getByLabel(t("home-pickup:photos.of")).selectOption("fridge");
  await resident.locator('input[name="photos"]').setInputFiles(path.join(photo, "cardboard.webp"));
  await expectFitsWidth(resident);
  await expectAccessible(resident);
  await resident.getByRole("button", { name: t("home-pickup:done.confirm") }).click();
  await resident.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
  const bookingId = new URL(resident.url()).pathname.split("/").at(-1) ?? "";
  await expect(resident.getByText(t("home-pickup:door.piece", { count: 1, name: t("goods:names.fridge") }))).toBeVisible();
  const picture = resident.locator(`img[src^="/bookings/${bookingId}/photos/"]`);
  await expect(picture).toHaveCount(1);
  // Beside the piece that it is of.
  await expect(resident.getByRole("listitem").filter({ hasText: t("home-pickup:door.piece", { count: 1, name: t("goods:names.fridge") }) }).getByRole("img", { name: t("home-pickup:photos.altOf", { number: "1", name: t("goods:names.fridge") }) }).first()).toBeVisible();
  const pictureAddress = (await picture.getAttribute("src")) ?? "";
  await expectFitsWidth(resident);
  await expectAccessible(resident);

  // Staff sees the door, its pieces and the photo; nobody else sees anything.
  await signIn(staff, "en", "zhao@roundabout.example");
  await actAs(staff, "Dianchi");
  await visit(staff, `/staff/bookings/${bookingId}`);
  await expect(staff.getByText("翠湖南路 9 号 2 单元 302")).toBeVisible();
  await expect(staff.getByText(e("home-pickup:door.noLift"))).toBeVisible();
  await expect(staff.locator(`img[src="${pictureAddress}"]`)).toBeVisible();
  await expectAccessible(staff);
  // An area as an outline: typed wrong it comes back, then it is drawn corner by corner.
  await visit(staff, "/staff/areas/new");
  await staff.getByLabel(e("home-pickup:areas.name")).fill("Between the lakes");
  await staff.getByRole("radio", { name: e("home-pickup:areas.shapes.outline"), exact: true }).check();
  const crossing = JSON.stringify({ type: "Polygon", coordinates: [[[102.7, 25.05], [102.72, 25.07], [102.72, 25.05], [102.7, 25.07], [102.7, 25.05]]] });
  await staff.getByLabel(e("home-pickup:areas.outline")).fill(crossing);
  await staff.getByRole("button", { name: e("home-pickup:areas.makeSubmit") }).click();
  await expect(staff.getByText(e("home-pickup:areas.outlineProblems.crossesItself")).first()).toBeVisible();
  await expect(staff.getByLabel(e("home-pickup:areas.outline"))).toHaveValue(crossing);
  await expectAccessible(staff);
  await staff.getByRole("button", { name: e("home-pickup:areas.clearOutline") }).click();
  const drawing = staff.getByRole("region", { name: e("home-pickup:areas.outlineMap") });
  for (const [x, y] of [[120, 80], [320, 90], [300, 240], [140, 230]] as const) await drawing.click({ position: { x, y } });
  await expect(staff.getByText(e("home-pickup:areas.corners", { count: 4 }))).toBeVisible();
  await staff.getByRole("button", { name: e("home-pickup:areas.lastCorner") }).click();
  await expect(staff.getByText(e("home-pickup:areas.corners", { count: 3 }))).toBeVisible();
  await expectFitsWidth(staff);
  await staff.getByRole("button", { name: e("home-pickup:areas.makeSubmit") }).click();
  await staff.waitForURL(/\/staff\/areas$/);
  await expect(staff.getByText(/An outline with 3 corners/)).toBeVisible();
  await expectAccessible(staff);
  await signIn(stranger, "en", "sofia@roundabout.example");
  expect((await stranger.request.get(pictureAddress)).status()).toBe(404);
  expect((await stranger.request.get(`/bookings/${bookingId}`)).status()).toBe(404);
});

test("a pickup is booked without JavaScript", async ({ person }) => {
  test.setTimeout(180_000);
  const e = say("en");
  const page = await person({ javaScript: false, phone: true });
  await page.goto("/sign-in");
  await page.getByLabel(e("account:signIn.email")).fill("omar@roundabout.example");
  await page.getByLabel(e("account:signIn.password")).fill(demoPassword);
  await page.locator("main").getByRole("button", { name: e("account:signIn.submit") }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await page.goto("/bookings/home/new");
  await page.getByLabel(e("home-pickup:where.address")).fill("Green Lake 1");
  await page.getByLabel(e("home-pickup:place.latitude")).fill("95");
  await page.getByLabel(e("home-pickup:place.longitude")).fill("102.7");
  await page.getByRole("button", { name: e("home-pickup:next") }).click();
  await expect(page.getByLabel(e("home-pickup:where.address"))).toHaveValue("Green Lake 1");
  await expect(page.getByLabel(e("home-pickup:place.latitude"))).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(e("home-pickup:place.latitude")).fill("25.05");
  await page.getByRole("button", { name: e("home-pickup:next") }).click();
  await page.getByLabel(e("materials:names.clothes"), { exact: true }).fill("2");
  await page.getByRole("button", { name: e("home-pickup:next") }).click();
  await page.locator('button[name="slotId"]:not([disabled])').last().click();
  await page.getByRole("button", { name: e("home-pickup:done.confirm") }).click();
  await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
  await expect(page.getByText("Green Lake 1")).toBeVisible();
});
