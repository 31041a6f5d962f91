import { actAs, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

type Slot = { id: string; startsAt: string; freeVisits: number; bookable: boolean };

test("a day with bookings is closed: first the list, then the resident is told and moves; a report and a correction go round", async ({ person, server }) => {
  test.setTimeout(180_000);
  const [t, z] = [say("en"), say("zh-CN")];
  const token = await tokenOf(server, "jing@roundabout.example");
  const points = await call<{ items: { id: string; name: string | null; timeZone: string }[] }>(server, token, "GET", "/points?q=Cuihu");
  const point = points.items.find((one) => one.name?.includes("Green Lake"));
  if (!point) throw new Error("the demo has no such point");
  const slots = (await call<{ items: Slot[] }>(server, token, "GET", `/points/${point.id}/slots`)).items;
  const slot = slots.find((one) => one.bookable && new Date(one.startsAt).getTime() > Date.now() + 72 * 3_600_000);
  if (!slot) throw new Error("the demo has no such time");
  const booking = await call<{ id: string }>(server, token, "POST", "/bookings", { slotId: slot.id, lines: [{ material: "cardboard", declaredGrams: 2_000 }] });
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: point.timeZone }).format(new Date(slot.startsAt));

  // The operator closes that day: the first answer lists the booking and writes nothing.
  const staff = await person({ locale: "en" });
  await signIn(staff, "en", "zhao@roundabout.example");
  await actAs(staff, "Dianchi");
  await visit(staff, "/staff/points");
  await expectAccessible(staff);
  await staff.locator("main").getByRole("link", { name: /Green Lake/ }).click();
  await expect(staff.getByRole("button", { name: t("point-care:checked.today") })).toBeVisible();
  await expectAccessible(staff);
  await visit(staff, `/staff/points/${point.id}/hours`);
  await expectAccessible(staff);
  await staff.getByLabel(t("point-care:dates.date"), { exact: true }).fill(date);
  await staff.getByLabel(new RegExp(`^${t("point-care:dates.note")}`)).fill("Stocktaking");
  await staff.getByRole("button", { name: t("point-care:dates.save") }).click();
  await expect(staff.getByText(t("point-care:affected.title", { count: 1 }))).toBeVisible();
  await expect(staff.getByText(t("point-care:affected.offers"))).toBeVisible();
  await expectAccessible(staff);
  expect((await call<{ items: Slot[] }>(server, token, "GET", `/points/${point.id}/slots`)).items.find((one) => one.id === slot.id)?.bookable).toBe(true);
  await staff.getByRole("button", { name: t("point-care:affected.confirm") }).click();
  await expect(staff.getByText(t("point-care:done.told", { count: 1 }))).toBeVisible();

  // The resident is told, keeps the booking, and moves it.
  const resident = await person({ locale: "zh-CN", phone: true });
  await signIn(resident, "zh-CN", "jing@roundabout.example");
  await visit(resident, "/notifications");
  await expect(resident.locator("main").getByText(z("pickups:mails.hoursChanged.subject", { point: "|", when: "|" }).split("|").at(-1) ?? "").first()).toBeAttached({ timeout: 20_000 });
  await visit(resident, `/bookings/${booking.id}/move`);
  await resident.locator('main button[name="slotId"]:not([disabled])').first().click();
  await resident.waitForURL(/moved=1/);

  // Somebody says how it is; whoever looks sees it without loading the page again.
  await visit(staff, `/points/${point.id}`);
  await visit(resident, `/points/${point.id}`);
  await expectFitsWidth(resident);
  await expectAccessible(resident);
  await staff.locator("summary").filter({ hasText: t("points:live.report") }).click();
  await staff.getByLabel(t("points:live.queueName"), { exact: true }).selectOption("2");
  await staff.getByRole("button", { name: t("points:live.send") }).first().click();
  await expect(staff.getByText(t("points:live.thanks"))).toBeVisible();
  await expect(resident.getByText(z("points:live.queue.long")).first()).toBeVisible({ timeout: 15_000 });

  // And what is wrong: proposed on the phone, accepted by the staff, told to who proposed it.
  await visit(resident, `/points/${point.id}/correct?kind=materials`);
  await expectFitsWidth(resident);
  await expectAccessible(resident);
  await resident.getByRole("button", { name: z("points:correct.send") }).click();
  await expect(resident.getByText(z("errors:choose")).first()).toBeVisible();
  await resident.locator('select[name="material-0"]').selectOption("tyres");
  await resident.getByRole("button", { name: z("points:correct.send") }).click();
  await expect(resident.getByText(z("points:correct.thanks"))).toBeVisible();
  await visit(staff, `/staff/points/${point.id}/corrections`);
  await expectAccessible(staff);
  await staff.getByRole("button", { name: t("point-care:corrections.accept") }).first().click();
  await expect(staff.getByText(t("point-care:corrections.state.accepted")).first()).toBeVisible();
  await visit(resident, "/notifications");
  await expect(resident.locator("main").getByText(z("point-care:mails.accepted.subject", { point: "|" }).split("|").at(-1) ?? "").first()).toBeAttached({ timeout: 20_000 });
});

test("a bag of several things finds one trip, before any script", async ({ person }) => {
  const t = say("en");
  const visitor = await person({ locale: "en" });
  await visit(visitor, "/points?bag=cardboard,glass_bottles,clothes");
  await expect(visitor.getByRole("region", { name: t("points:bag.result") })).toBeVisible();
  await expect(visitor.getByText(t("points:bag.one", { count: 3 }))).toBeVisible();
  await expectAccessible(visitor);
});
