import type { Page } from "@playwright/test";
import { actAs, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const t = say("zh-CN");

test("one day at the gate, on a tablet: the queue, two visits, a load turned away, somebody unnamed, the evening's truck and the books", async ({ person, server }) => {
  test.setTimeout(240_000);
  const staff = await person({ locale: "zh-CN", tablet: true });
  await signIn(staff, "zh-CN", "zhao@roundabout.example");
  await actAs(staff, "Dianchi");

  // Morning: who comes today, and a word on the queue for everybody who looks.
  const tokens = { lin: await tokenOf(server, "lin@roundabout.example"), tom: await tokenOf(server, "tom@roundabout.example") };
  const points = await call<{ items: { id: string; name: string | null }[] }>(server, tokens.lin, "GET", "/points?q=Cuihu");
  const pointId = points.items.find((one) => one.name?.includes("Green Lake"))?.id ?? "";
  const before = { cardboard: await stockGrams(staff, pointId, "cardboard"), glass: await stockGrams(staff, pointId, "glass_bottles") };
  await visit(staff, `/points/${pointId}`);
  await staff.locator("summary").filter({ hasText: t("points:live.report") }).click();
  await staff.getByLabel(t("points:live.queueName"), { exact: true }).selectOption("1");
  await staff.getByRole("button", { name: t("points:live.send") }).first().click();
  await expect(staff.getByText(t("points:live.thanks"))).toBeVisible();
  await expectFitsWidth(staff);

  // The first visit: let in by the six digits, weighed in jin, corrected, completed.
  const first = await book(server, tokens.lin, pointId);
  await visit(staff, "/staff");
  await expectAccessible(staff);
  await expectFitsWidth(staff);
  await staff.getByLabel(t("pickups:staff.code")).fill(first.checkInCode);
  await staff.getByRole("button", { name: t("pickups:staff.codeGo"), exact: true }).first().click();
  await staff.waitForURL(/\/staff\/bookings\/[0-9a-f-]{36}$/);
  await weigh(staff, "cardboard", "jin", "24", "12 kg");
  await staff.getByRole("link", { name: new RegExp(t("pickups:weigh.correct")) }).first().click();
  await staff.getByLabel(t("pickups:weigh.reason"), { exact: true }).fill("秤上还放着箱子");
  await weigh(staff, "cardboard", "jin", "20", "10 kg");
  await expectAccessible(staff);
  await expectFitsWidth(staff);
  await complete(staff);

  // The second: turned away at the gate, with the reason that its household reads.
  const second = await book(server, tokens.tom, pointId);
  await visit(staff, `/staff/bookings/${second.id}`);
  await staff.getByRole("button", { name: t("pickups:staff.checkIn") }).click();
  await staff.getByRole("link", { name: t("pickups:staff.reject") }).click();
  await staff.getByRole("radio", { name: t("pickups:refusal.kinds.contaminated") }).check({ force: true });
  await staff.locator("#reason").fill("湿透了");
  await expectFitsWidth(staff);
  await staff.getByRole("button", { name: t("pickups:refusal.submit") }).click();
  await expect(staff.getByText(t("pickups:state.rejected_on_site")).first()).toBeVisible();
  expect(await call<{ state: string }>(server, tokens.tom, "GET", `/bookings/${second.id}`)).toMatchObject({ state: "rejected_on_site" });

  // Somebody comes without a booking and without a name.
  await visit(staff, `/staff/walk-in?point=${pointId}`);
  await staff.getByRole("radio", { name: new RegExp(`^${t("pickups:walkIn.nobody")}`) }).check({ force: true });
  await staff.getByRole("button", { name: t("pickups:walkIn.submit") }).click();
  await staff.waitForURL(/\/staff\/bookings\/[0-9a-f-]{36}$/);
  await expect(staff.getByRole("heading", { level: 1, name: t("pickups:walkIn.anonymous") })).toBeVisible();
  await weigh(staff, "glass_bottles", "kg", "3", "3 kg");
  await complete(staff);

  // Evening: what was weighed lies there, to the gram; the cardboard goes to the yard.
  expect(await stockGrams(staff, pointId, "cardboard")).toBe(before.cardboard + 10_000);
  expect(await stockGrams(staff, pointId, "glass_bottles")).toBe(before.glass + 3_000);
  await expectAccessible(staff);
  await expectFitsWidth(staff);
  await staff.getByRole("link", { name: t("custody:stock.send") }).click();
  await staff.waitForURL(/\/staff\/consignments\/new/);
  const to = staff.getByLabel(t("custody:new.to"), { exact: true });
  await to.selectOption({ label: await to.locator("option", { hasText: "Dianchi Yard" }).innerText() });
  await staff.getByLabel(t("materials:names.cardboard")).fill("10");
  await staff.getByRole("button", { name: t("custody:new.submit") }).click();
  await staff.waitForURL(/\/staff\/consignments\/[0-9a-f-]{36}$/);
  await staff.getByLabel(t("custody:consignment.vehicle")).fill("云A 12345");
  await expectFitsWidth(staff);
  await staff.getByRole("button", { name: t("custody:consignment.sendSubmit") }).click();
  await expect(staff.getByText(t("custody:states.sent")).first()).toBeVisible();
  await expect(staff.getByText("10 kg").first()).toBeVisible();
  expect(await stockGrams(staff, pointId, "cardboard")).toBe(before.cardboard);

  // The books are in order.
  await visit(staff, "/staff/balance");
  await expectAccessible(staff);
  await expectFitsWidth(staff);
});

type Booking = { id: string; checkInCode: string };

/** Books ten kilograms of cardboard at the next free time that this household has no booking for; other journeys book too. */
async function book(server: Parameters<typeof tokenOf>[0], token: string, pointId: string): Promise<Booking> {
  const { items } = await call<{ items: { id: string; bookable: boolean }[] }>(server, token, "GET", `/points/${pointId}/slots`);
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  for (const slot of items.filter((one) => one.bookable)) {
    const answer = await fetch(`${server.url}/api/v1/bookings`, { method: "POST", headers, body: JSON.stringify({ slotId: slot.id, lines: [{ material: "cardboard", declaredGrams: 10_000 }] }) });
    const said = (await answer.json()) as { id: string; code?: string };
    if (answer.ok) return call<Booking>(server, token, "GET", `/bookings/${said.id}`);
    expect(said.code).toBe("PICKUPS.ALREADY_BOOKED");
  }
  throw new Error("no free time for this household");
}

async function weigh(staff: Page, material: string, unit: "kg" | "jin", gross: string, shown: string): Promise<void> {
  await staff.getByLabel(t("pickups:weigh.material"), { exact: true }).selectOption(material);
  await staff.getByRole("radio", { name: t(`pickups:weigh.units.${unit}`), exact: true }).check({ force: true });
  await staff.getByLabel(t("pickups:weigh.gross"), { exact: true }).fill(gross);
  await staff.getByRole("button", { name: t("pickups:weigh.save"), exact: true }).click();
  await expect(staff.getByRole("table").getByText(shown).first()).toBeVisible();
}

async function complete(staff: Page): Promise<void> {
  await staff.getByRole("button", { name: t("pickups:staff.complete") }).click();
  await expect(staff.locator('a[href^="/impact/entries/"]').first()).toBeVisible();
}

/** What the stock page says lies at the point, unsorted: grams of its "3.5 kg". */
async function stockGrams(staff: Page, pointId: string, material: string): Promise<number> {
  await visit(staff, `/staff/stock?point=${pointId}`);
  const row = staff.getByRole("table").first().getByRole("row").filter({ has: staff.getByRole("rowheader", { name: t(`materials:names.${material}`), exact: true }) });
  if ((await row.count()) === 0) return 0;
  const [, amount = "", unit = ""] = /^([\d.,]+)\s*(g|kg|t)$/.exec((await row.locator("strong").first().innerText()).trim()) ?? [];
  return Math.round(Number(amount.replaceAll(",", "")) * { g: 1, kg: 1_000, t: 1_000_000 }[unit as "g" | "kg" | "t"]);
}
