import { actAs, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const people = ["sofia", "jing", "hana", "mei", "tom"];

type Slot = { id: string; startsAt: string; freeVisits: number; bookable: boolean; waiting: number };

test("a full time is waited for on a phone; the place that comes free is offered, told and taken", async ({ person, server }) => {
  test.setTimeout(180_000);
  const [t, z] = [say("en"), say("zh-CN")];
  // A time of the day after tomorrow that others fill.
  const token = await tokenOf(server, "sofia@roundabout.example");
  const points = await call<{ items: { id: string; name: string | null }[] }>(server, token, "GET", "/points?q=Cuihu");
  const pointId = points.items.find((one) => one.name?.includes("Green Lake"))?.id ?? "";
  const slots = async () => (await call<{ items: Slot[] }>(server, token, "GET", `/points/${pointId}/slots`)).items;
  const slot = (await slots()).find((one) => one.bookable && one.freeVisits <= people.length && new Date(one.startsAt).getTime() > Date.now() + 40 * 3_600_000);
  if (!slot) throw new Error("the demo has no such time");
  const bookings: string[] = [];
  for (const name of people.slice(0, slot.freeVisits)) {
    const theirs = await tokenOf(server, `${name}@roundabout.example`);
    bookings.push((await call<{ id: string }>(server, theirs, "POST", "/bookings", { slotId: slot.id, lines: [{ material: "cardboard", declaredGrams: 1_000 }] })).id);
  }

  const waiter = await person({ locale: "zh-CN", phone: true });
  await signIn(waiter, "zh-CN", "lin@roundabout.example");
  await visit(waiter, `/bookings/new?point=${pointId}&m=cardboard&step=3`);
  await expectFitsWidth(waiter);
  await expectAccessible(waiter);
  await waiter.locator(`button[name="waitFor"][value="${slot.id}"]`).click();
  await expect(waiter.getByText(z("pickups:waiting.joined"))).toBeVisible();
  await expect(waiter.getByText(z("pickups:waiting.next"))).toBeVisible();
  await expectFitsWidth(waiter);
  await expectAccessible(waiter);

  // Those who run the point see that somebody waits.
  const staff = await person({ locale: "en" });
  await signIn(staff, "en", "zhao@roundabout.example");
  await actAs(staff, "Dianchi");
  await visit(staff, `/staff/slots?point=${pointId}`);
  await expect(staff.getByText(t("pickups:slots.waiting", { count: 1 })).first()).toBeVisible();

  // One of them gives their place back; to others the time stays full.
  const giver = await person({ locale: "en" });
  await signIn(giver, "en", "sofia@roundabout.example");
  await visit(giver, `/bookings/${bookings[0] ?? ""}`);
  await giver.locator("summary").filter({ hasText: t("pickups:booking.cancel") }).click();
  await giver.getByRole("button", { name: t("pickups:booking.cancelConfirm") }).click();
  await expect(giver.getByText(t("pickups:state.cancelled_in_time")).first()).toBeVisible();
  expect((await slots()).find((one) => one.id === slot.id)).toMatchObject({ bookable: false });

  // The line empties and the hold stands in the list by itself.
  await expect(waiter.getByText(z("pickups:waiting.next"))).toHaveCount(0, { timeout: 20_000 });
  await waiter.locator('main a[href^="/bookings/"]:not([href^="/bookings/home"])').first().click();
  await waiter.getByRole("button", { name: z("pickups:new.hold.confirm") }).click();
  await expect(waiter.getByTestId("check-in-code")).toBeVisible();
  // It stands in one group with the confirmation that followed.
  await visit(waiter, "/notifications");
  await expect(waiter.locator("main").getByText(z("pickups:mails.offered.subject", { point: "|", when: "|" }).split("|")[0] ?? "").first()).toBeAttached();
});
