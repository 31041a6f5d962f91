import { call, tokenOf } from "./api.ts";
import { actAs, signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

/** Two residents a language: a party books the same time only once. */
const stories: { locale: Locale; phone: boolean; visitors: [string, string] }[] = [
  { locale: "en", phone: false, visitors: ["omar", "lin"] },
  { locale: "zh-CN", phone: true, visitors: ["jing", "hana"] },
];

for (const { locale, phone, visitors } of stories) {
  test(`an owner edits, extends, pauses and withdraws a listing [${locale}]`, async ({ person, server }) => {
    const t = say(locale);
    const page = await person({ locale, phone });
    const token = await tokenOf(server, "tom@roundabout.example");
    const listing = await call<{ id: string }>(server, token, "POST", "/listings", { kind: "goods", offer: "free", category: "books", condition: "good", title: "Atlas of rivers", placeLabel: "Lianhua Lane" });
    await signIn(page, locale, "tom@roundabout.example");
    await visit(page, `/listings/${listing.id}`);

    await page.getByRole("button", { name: t("listings:verbs.extend") }).click();
    await page.getByRole("button", { name: t("listings:verbs.pause") }).click();
    await expect(page.getByText(t("listings:stateNotes.paused"))).toBeVisible();
    await page.getByRole("button", { name: t("listings:verbs.resume") }).click();
    await expect(page.getByText(t("listings:stateNotes.paused"))).toHaveCount(0);

    await page.getByRole("link", { name: t("listings:verbs.edit"), exact: true }).click();
    await page.getByLabel(t("listings:form.title"), { exact: true }).fill("Atlas of rivers and lakes");
    await expectFitsWidth(page);
    await page.getByRole("button", { name: t("listings:edit.save") }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Atlas of rivers and lakes" })).toBeVisible();

    await page.getByRole("button", { name: t("listings:verbs.withdraw") }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: t("listings:withdraw.confirm") }).click();
    await expect(page.getByText(t("listings:stateNotes.withdrawn"))).toBeVisible();
    await visit(page, "/listings?q=Atlas");
    await expect(page.getByRole("link", { name: /Atlas of rivers/ })).toHaveCount(0);
  });

  test(`staff opens slots; a resident books one, moves it and cancels [${locale}]`, async ({ person, server }) => {
    const t = say(locale);
    const staff = await person({ locale, phone });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");
    await visit(staff, "/staff/slots/new");
    await staff.getByLabel(t("pickups:slots.new.opens"), { exact: true }).fill("19:00");
    await staff.getByLabel(t("pickups:slots.new.closes"), { exact: true }).fill("21:00");
    await expectFitsWidth(staff);
    await expectAccessible(staff);
    await staff.getByRole("button", { name: t("pickups:slots.new.submit") }).click();
    await staff.waitForURL(/\/staff\/slots(\?|$)/);

    const resident = await person({ locale, phone });
    const bookingId = await bookThroughApi(server, "sofia@roundabout.example", 30);
    await signIn(resident, locale, "sofia@roundabout.example");
    await visit(resident, `/bookings/${bookingId}`);
    await resident.getByRole("link", { name: t("pickups:booking.move") }).click();
    await resident.locator('button[name="slotId"]:not([disabled])').last().click();
    await resident.waitForURL((url) => /\/bookings\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(bookingId));
    await expectFitsWidth(resident);
    await expectAccessible(resident);
    await resident.locator("summary").filter({ hasText: t("pickups:booking.cancel") }).click();
    await resident.getByRole("button", { name: t("pickups:booking.cancelConfirm") }).click();
    await expect(resident.getByText(t("pickups:state.cancelled_in_time")).first()).toBeVisible();
  });

  test(`staff weighs in jin, corrects with a reason, and turns another load away [${locale}]`, async ({ person, server }) => {
    const t = say(locale);
    const staff = await person({ locale, phone });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");
    const weighed = await bookThroughApi(server, `${visitors[0]}@roundabout.example`, 0);
    await visit(staff, `/staff/bookings/${weighed}`);
    await staff.getByRole("button", { name: t("pickups:staff.checkIn") }).click();
    await staff.getByLabel(t("pickups:weigh.material"), { exact: true }).selectOption("cardboard");
    await staff.getByRole("radio", { name: t("pickups:weigh.units.jin") }).check({ force: true });
    await staff.getByLabel(t("pickups:weigh.gross"), { exact: true }).fill("20");
    await staff.getByRole("button", { name: t("pickups:weigh.save"), exact: true }).click();
    await expect(staff.getByRole("table").getByText("10 kg").first()).toBeVisible();

    await visit(staff, `/staff/bookings/${weighed}?material=cardboard`);
    await staff.getByLabel(t("pickups:weigh.gross"), { exact: true }).fill("22");
    await staff.getByLabel(t("pickups:weigh.reason"), { exact: true }).fill("the lid was missing");
    await staff.getByRole("button", { name: t("pickups:weigh.save"), exact: true }).click();
    await expect(staff.getByRole("table").getByText("11 kg").first()).toBeVisible();
    await expect(staff.getByText(/the lid was missing/).first()).toBeVisible();
    await expectFitsWidth(staff);

    const refused = await bookThroughApi(server, `${visitors[1]}@roundabout.example`, 0);
    await visit(staff, `/staff/bookings/${refused}`);
    await staff.getByRole("button", { name: t("pickups:staff.checkIn") }).click();
    await staff.getByRole("link", { name: t("pickups:staff.reject") }).click();
    await staff.getByRole("radio", { name: t("pickups:refusal.kinds.contaminated") }).check({ force: true });
    await staff.locator("#reason").fill("wet through");
    await staff.getByRole("button", { name: t("pickups:refusal.submit") }).click();
    await expect(staff.getByText(t("pickups:state.rejected_on_site")).first()).toBeVisible();
  });
}

/** Books cardboard at the demo's first point through the API: the first free slot at least `hours` ahead. */
async function bookThroughApi(server: Parameters<typeof tokenOf>[0], email: string, hours: number): Promise<string> {
  const token = await tokenOf(server, email);
  const points = await call<{ items: { id: string; name: string | null }[] }>(server, token, "GET", "/points?q=Cuihu");
  const point = points.items.find((one) => one.name?.includes("Green Lake"));
  const { items } = await call<{ items: { id: string; startsAt: string; bookable: boolean }[] }>(server, token, "GET", `/points/${point?.id ?? ""}/slots`);
  const slot = items.find((one) => one.bookable && new Date(one.startsAt).getTime() > Date.now() + hours * 3_600_000);
  const booking = await call<{ id: string }>(server, token, "POST", "/bookings", { slotId: slot?.id, lines: [{ material: "cardboard", declaredGrams: 10_000 }] });
  return booking.id;
}

