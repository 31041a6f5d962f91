import { actAs, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

const pdf = { name: "licence.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n") };

for (const locale of ["en", "zh-CN"] as Locale[]) {
  test(`a licence is not accepted, and handed in anew for a part of the country; authorities read all [${locale}]`, async ({ person }) => {
    test.setTimeout(180_000);
    const t = say(locale);
    const staff = await person({ locale, phone: true });
    const judge = await person({ locale, phone: locale === "zh-CN", dark: locale === "en" });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");
    await signIn(judge, locale, "ada@roundabout.example");

    const number = `AN-${locale}`;
    await visit(staff, "/staff/licences");
    await staff.getByLabel(t("licences:form.number")).fill(number);
    await staff.getByLabel(t("licences:form.issuer")).fill("City Environment Office");
    await staff.getByLabel(t("materials:names.gas_bottles"), { exact: true }).check({ force: true });
    await staff.getByLabel(t("licences:form.subdivision")).fill("Yunnan");
    await staff.getByLabel(t("licences:form.from")).fill("2026-01-01");
    await staff.getByLabel(t("licences:form.until")).fill("2099-12-31");
    await staff.getByLabel(t("licences:form.document")).setInputFiles(pdf);
    await staff.getByRole("button", { name: t("licences:form.send"), exact: true }).click();
    await expect(staff.getByText(t("licences:form.subdivisionUnknown")).first()).toBeVisible();
    await staff.getByLabel(t("licences:form.subdivision")).fill("53");
    await staff.getByLabel(t("licences:form.document")).setInputFiles(pdf);
    await staff.getByRole("button", { name: t("licences:form.send"), exact: true }).click();
    await expect(staff.getByText(t("licences:saved"))).toBeVisible();
    await expect(staff.getByText(t("licences:partUnknown", { part: "CN-53" })).first()).toBeVisible();

    // The usual reason, in the reader's own language, and the form anew with what was typed.
    await visit(judge, "/moderation/licences");
    const waiting = judge.getByRole("listitem").filter({ hasText: number });
    await waiting.getByLabel(t("licences:queue.reasonCode")).selectOption("days_differ");
    await expectAccessible(judge);
    await expectFitsWidth(judge);
    await waiting.getByRole("button", { name: t("licences:queue.refuse"), exact: true }).click();
    await expect(judge.getByText(number)).toHaveCount(0);
    const refused = staff.getByRole("listitem").filter({ has: staff.getByRole("heading", { name: number }) });
    await expect(refused.getByText(t("licences:reason", { reason: t("licences:reasons.days_differ") }))).toBeVisible();
    await refused.getByRole("link", { name: t("licences:handAgain") }).click();
    await expect(staff.getByLabel(t("licences:form.number"))).toHaveValue(number);
    await expect(staff.getByLabel(t("licences:form.subdivision"))).toHaveValue("CN-53");
    await expect(staff.getByLabel(t("materials:names.gas_bottles"), { exact: true })).toBeChecked();
    await expectAccessible(staff);
    await expectFitsWidth(staff);

    // Everything there is, by the menu, narrowed to what was refused.
    await visit(judge, "/");
    await judge.locator("header summary").last().click();
    await judge.locator("header").getByRole("link", { name: t("common:frame.licences"), exact: true }).click();
    await expect(judge.getByRole("heading", { level: 1, name: t("licences:register.title") })).toBeVisible();
    await judge.getByLabel(t("licences:register.state"), { exact: true }).selectOption("refused");
    await judge.getByLabel(t("licences:register.region")).fill("CN-53");
    await judge.getByRole("button", { name: t("licences:register.filter"), exact: true }).click();
    await expect(judge.getByText(number)).toBeVisible();
    await expect(judge.getByText("2025-0117")).toHaveCount(0);
    await expectAccessible(judge);
    await expectFitsWidth(judge);
  });

  test(`a licence is handed in, accepted and suspended; what was booked is re-routed [${locale}]`, async ({ person, server }) => {
    test.setTimeout(180_000);
    const t = say(locale);
    const staff = await person({ locale, phone: true });
    const judge = await person({ locale });
    const resident = await person({ locale, dark: true });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");
    await signIn(judge, locale, "ada@roundabout.example");
    await signIn(resident, locale, "mei@roundabout.example");

    // Wrong first: the errors stand at their fields, and what was typed is still there.
    const number = `EW-${locale}`;
    await visit(staff, "/staff/licences");
    await staff.getByLabel(t("licences:form.number")).fill(number);
    await staff.getByLabel(t("licences:form.issuer")).fill("City Environment Office");
    await staff.getByLabel(t("licences:form.from")).fill("2026-01-01");
    await staff.getByLabel(t("licences:form.until")).fill("2025-01-01");
    await staff.getByLabel(t("licences:form.document")).setInputFiles(pdf);
    await staff.getByRole("button", { name: t("licences:form.send"), exact: true }).click();
    await expect(staff.getByText(t("licences:form.untilBeforeFrom")).first()).toBeVisible();
    await expect(staff.getByLabel(t("licences:form.number"))).toHaveValue(number);
    await staff.getByLabel(t("materials:names.gas_bottles"), { exact: true }).check({ force: true });
    await staff.getByLabel(t("licences:form.until")).fill("2099-12-31");
    await staff.getByLabel(t("licences:form.document")).setInputFiles(pdf);
    await staff.getByRole("button", { name: t("licences:form.send"), exact: true }).click();
    await expect(staff.getByText(t("licences:saved"))).toBeVisible();
    await expectAccessible(staff);
    await expectFitsWidth(staff);

    // Looked at and accepted; the holder's page shows it by itself.
    await visit(judge, "/moderation/licences");
    await expectAccessible(judge);
    const waiting = judge.getByRole("listitem").filter({ hasText: number });
    await waiting.getByRole("button", { name: t("licences:queue.accept"), exact: true }).click();
    await expect(judge.getByText(number)).toHaveCount(0);
    const held = staff.getByRole("listitem").filter({ has: staff.getByRole("heading", { name: number }) });
    await expect(held.getByText(t("licences:states.valid"), { exact: true }).first()).toBeVisible();

    // Somebody books what the demo's licence for electrical waste covers; then it is suspended.
    const token = await tokenOf(server, "mei@roundabout.example");
    await visit(resident, "/points");
    const pointPath = (await resident.locator('a[href^="/points/"]').filter({ hasText: "Green Lake" }).first().getAttribute("href")) ?? "";
    const { items } = await call<{ items: { id: string; bookable: boolean }[] }>(server, token, "GET", `${pointPath}/slots?days=5&material=small_appliances`);
    const slotId = items.filter((slot) => slot.bookable).at(locale === "en" ? -1 : -2)?.id;
    const booking = await call<{ id: string }>(server, token, "POST", "/bookings", { slotId, lines: [{ material: "small_appliances" }] });
    await visit(resident, `/bookings/${booking.id}`);
    await visit(judge, "/moderation/licences?show=standing");
    const standing = judge.getByRole("listitem").filter({ hasText: "2025-0117" });
    await standing.getByRole("button", { name: t("licences:queue.suspend") }).click();
    await expect(standing.getByText(t("licences:errors.REASON_NEEDED"))).toBeVisible();
    await standing.getByLabel(t("licences:queue.reason")).fill("Fire inspection");
    await standing.getByRole("button", { name: t("licences:queue.suspend") }).click();
    await expect(standing.getByText(t("licences:states.suspended"))).toBeVisible();

    // It can be booked no more, and the point says why.
    const again = await fetch(`${server.url}/api/v1/bookings`, { method: "POST", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: JSON.stringify({ slotId: items.find((slot) => slot.bookable && slot.id !== slotId)?.id, lines: [{ material: "small_appliances" }] }) });
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([422, "PICKUPS.NOT_LICENSED"]);

    // The visit is listed; the staff cancels it with a word, which the resident reads.
    await visit(staff, "/staff/licences");
    await expect(staff.getByRole("heading", { name: t("licences:stranded.title") })).toBeVisible();
    await expectAccessible(staff);
    await expectFitsWidth(staff);
    const stranded = staff.getByRole("listitem").filter({ hasText: t("materials:names.small_appliances") }).filter({ has: staff.getByRole("button", { name: t("licences:stranded.cancel") }) });
    await stranded.last().getByRole("button", { name: t("licences:stranded.cancel") }).click();
    await expect(staff.getByText(t("licences:done"), { exact: true })).toBeVisible();
    await expect(resident.getByText(t("pickups:state.cancelled_in_time")).first()).toBeVisible();
    await visit(resident, pointPath);
    const said = t("licences:shown.noneLong", { materials: "|" }).split("|").at(-1) ?? "";
    await expect(resident.locator("main p").filter({ hasText: said }).filter({ hasText: t("materials:names.small_appliances") }).first()).toBeVisible();
    await expectAccessible(resident);

    // Lifted again, for whoever comes after this journey.
    await standing.getByRole("button", { name: t("licences:queue.reinstate") }).click();
    await expect(standing.getByRole("button", { name: t("licences:queue.suspend") })).toBeVisible();
  });
}
