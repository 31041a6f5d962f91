import { actAs, signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

for (const locale of ["en", "zh-CN"] as Locale[]) {
  test(`a recycler sends bottles on, weighs them in lighter, and traces the lot [${locale}]`, async ({ person }) => {
    test.setTimeout(240_000);
    const t = say(locale);
    const kilograms = locale === "en" ? "3" : "4";
    const staff = await person({ locale, phone: locale === "zh-CN" });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");

    await visit(staff, "/staff/stock");
    await expect(staff.getByRole("heading", { level: 1, name: t("custody:stock.title") })).toBeVisible();
    await expectAccessible(staff);
    await expectFitsWidth(staff);
    await staff.getByRole("link", { name: t("custody:stock.send") }).click();
    await expect(staff.getByRole("heading", { level: 1, name: t("custody:new.title") })).toBeVisible();
    await expectAccessible(staff);

    // Without a word on how much, nothing is planned, and what was typed stays.
    const bottles = staff.getByLabel(t("materials:names.glass_bottles"));
    await staff.getByLabel(t("custody:new.to"), { exact: true }).selectOption({ index: 1 });
    await bottles.fill("much");
    await staff.getByRole("button", { name: t("custody:new.submit") }).click();
    await expect(staff.getByText(t("errors:mass")).first()).toBeVisible();
    await expect(bottles).toHaveValue("much");
    await bottles.fill(kilograms);
    const to = staff.getByLabel(t("custody:new.to"), { exact: true });
    await to.selectOption({ label: await to.locator("option", { hasText: "Dianchi Yard" }).innerText() });
    await staff.getByRole("button", { name: t("custody:new.submit") }).click();
    await staff.waitForURL(/\/staff\/consignments\/[0-9a-f-]{36}$/);
    await expectAccessible(staff);

    // Planned with a kilogram too much: changed before it leaves.
    await staff.getByRole("link", { name: t("custody:edit.open") }).click();
    await expect(staff.getByRole("heading", { level: 1 })).toContainText(t("custody:edit.title", { number: "|" }).split("|")[0] ?? "");
    await expect(bottles).toHaveValue(kilograms);
    await expectAccessible(staff);
    await expectFitsWidth(staff);
    await bottles.fill("");
    await staff.getByRole("button", { name: t("custody:edit.submit") }).click();
    await expect(staff.getByText(t("custody:new.nothing")).first()).toBeVisible();
    await bottles.fill(kilograms);
    await staff.getByLabel(t("custody:consignment.vehicle")).fill("K-RB 12");
    await staff.getByRole("button", { name: t("custody:edit.submit") }).click();
    await staff.waitForURL(/\/staff\/consignments\/[0-9a-f-]{36}$/);
    await expect(staff.getByLabel(t("custody:consignment.vehicle"))).toHaveValue("K-RB 12");
    await staff.getByLabel(t("custody:consignment.vehicle")).fill("K-RB 12");
    await staff.getByRole("button", { name: t("custody:consignment.sendSubmit") }).click();
    await expect(staff.getByText(t("custody:states.sent")).first()).toBeVisible();

    // A kilogram less than it left with needs its reason.
    const weight = staff.getByLabel(t("custody:consignment.weight", { material: t("materials:names.glass_bottles") }));
    await weight.fill(String(Number(kilograms) - 1));
    await staff.getByRole("button", { name: t("custody:consignment.receiveSubmit") }).click();
    await expect(staff.getByText(t("custody:errors.REASON_NEEDED")).first()).toBeVisible();
    await expect(weight).toHaveValue(String(Number(kilograms) - 1));
    await expectAccessible(staff);
    await expectFitsWidth(staff);
    await staff.getByLabel(t("custody:consignment.why")).selectOption("spill");
    await staff.getByRole("button", { name: t("custody:consignment.receiveSubmit") }).click();
    await expect(staff.getByText(t("custody:states.received")).first()).toBeVisible();
    await expect(staff.getByText(t("custody:reasons.spill")).first()).toBeVisible();

    // The lot knows where it came from; the drawing scrolls within itself.
    await staff.locator('main a[href^="/staff/lots/"]').first().click();
    await expect(staff.getByRole("heading", { level: 2, name: t("custody:lot.trace") })).toBeVisible();
    await expect(staff.getByText(t("custody:trace.this"))).toBeVisible();
    await expectAccessible(staff);
    await expectFitsWidth(staff);
    const events = await staff.request.get(`${new URL(staff.url()).pathname}/epcis.jsonld`);
    expect(events.headers()["content-type"]).toContain("application/ld+json");
    expect(((await events.json()) as { type: string }).type).toBe("EPCISDocument");

    await visit(staff, "/staff/balance");
    await expect(staff.getByRole("heading", { level: 1, name: t("custody:balance.title") })).toBeVisible();
    await expectAccessible(staff);
    await expectFitsWidth(staff);
  });
}

test("somebody who gave cardboard sees where it went and what came of it; nobody else does", async ({ person, server }) => {
  test.setTimeout(180_000);
  const t = say("zh-CN");
  const answer = await fetch(`${server.url}/api/v1/impact/entries?limit=100`);
  const { items } = (await answer.json()) as { items: { kind: string; corrects: string | null }[] };
  const adjusted = items.flatMap((item) => (item.kind === "adjustment" && item.corrects ? [item.corrects] : []));
  const mei = await person({ locale: "zh-CN", phone: true });
  await signIn(mei, "zh-CN", "mei@roundabout.example");
  // Other journeys correct entries too: hers is the one whose way she may read.
  let settled = "";
  for (const id of adjusted) if (!settled && (await mei.request.get(`/impact/entries/${id}/journey`)).ok()) settled = id;
  expect(settled, "an adjusted entry of Mei's").not.toBe("");
  await visit(mei, `/impact/entries/${settled}`);
  await mei.getByRole("link", { name: t("custody:journey.open") }).click();
  await expect(mei.getByRole("heading", { level: 1, name: t("custody:journey.title") })).toBeVisible();
  await expect(mei.getByText(/西山分拣中心/).first()).toBeVisible();
  await expectAccessible(mei);
  await expectFitsWidth(mei);

  const tom = await person({ locale: "en" });
  await signIn(tom, "en", "tom@roundabout.example");
  await tom.goto(`/impact/entries/${settled}`);
  await expect(tom.getByRole("link", { name: say("en")("custody:journey.open") })).toHaveCount(0);
  expect((await tom.request.get(`/impact/entries/${settled}/journey`)).status()).toBe(404);
});
