import { generateKeyPairSync } from "node:crypto";
import { createTerminal, type Network } from "../terminal/terminal.ts";
import { actAs, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

for (const locale of ["en", "zh-CN"] as Locale[]) {
  test(`a scale is registered, loses the network, sends what it kept, is tampered with and revoked [${locale}]`, async ({ person, server }) => {
    test.setTimeout(180_000);
    const t = say(locale);
    const staff = await person({ locale });
    const resident = await person({ locale, phone: true, dark: true });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, locale, "Dianchi");
    await signIn(resident, locale, "lin@roundabout.example");

    // A private key is refused at its field, and what was typed stays.
    let isDown = false;
    const network: Network = (url, init) => (isDown ? Promise.reject(new TypeError("no network")) : fetch(url, init));
    const published = await fetch(`${server.url}/.well-known/http-message-signatures-directory`);
    expect(published.headers.get("content-type")).toBe("application/http-message-signatures-directory+json");
    const [serverKey = {}] = ((await published.json()) as { keys: Record<string, unknown>[] }).keys;
    const scale = createTerminal({ url: server.url, serverKey, network, clockAheadMs: 25 * 60_000 });
    await visit(staff, "/staff/devices");
    const point = staff.getByLabel(t("devices:form.point"));
    const pointId = (await point.locator("option", { hasText: "Green Lake Point" }).getAttribute("value")) ?? "";
    await point.selectOption(pointId);
    await staff.getByLabel(t("devices:form.name")).fill(`Gate ${locale}`);
    await staff.getByLabel(t("devices:form.key")).fill(String(generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" })));
    await staff.getByRole("button", { name: t("devices:form.send") }).click();
    await expect(staff.getByText(t("devices:form.private")).first()).toBeVisible();
    await expect(staff.getByLabel(t("devices:form.name"))).toHaveValue(`Gate ${locale}`);
    await staff.getByLabel(t("devices:form.key")).fill(JSON.stringify(scale.publicJwk));
    await staff.getByRole("button", { name: t("devices:form.send") }).click();
    await expect(staff.getByText(t("devices:saved"))).toBeVisible();
    await expectAccessible(staff);

    // Somebody comes; the scale has no network and a clock that is 25 minutes ahead.
    const token = await tokenOf(server, "lin@roundabout.example");
    const { items } = await call<{ items: { id: string; bookable: boolean }[] }>(server, token, "GET", `/points/${pointId}/slots?days=2`);
    const slotId = items.filter((slot) => slot.bookable)[locale === "en" ? 0 : 1]?.id;
    const booked = await call<{ id: string }>(server, token, "POST", "/bookings", { slotId, lines: [{ material: "cardboard" }] });
    const booking = await call<{ id: string; checkInCode: string }>(server, token, "GET", `/bookings/${booked.id}`);
    await visit(resident, `/bookings/${booking.id}`);
    isDown = true;
    scale.weigh({ material: "cardboard", grossGrams: 8_500, tareGrams: 500, bookingCode: booking.checkInCode });
    scale.weigh({ material: "cardboard", grossGrams: 3_000 });
    expect(await scale.flush()).toEqual({ answers: [], refused: "NETWORK" });
    isDown = false;
    expect(await scale.flush()).toMatchObject({ refused: null, answers: [{ outcome: "accepted", state: "attached", bookingId: booking.id }, { outcome: "accepted", state: "waiting" }] });

    // Both sides see what was weighed, and by which device, without a reload.
    await expect(resident.getByText(`Gate ${locale}`).first()).toBeVisible();
    await expectAccessible(resident);
    await expectFitsWidth(resident);

    // What had no visit waits for the staff, who puts it aside with a reason.
    await expect(staff.getByRole("button", { name: t("devices:waiting.assign") }).first()).toBeVisible();
    // Another journey on the same server may have left one, too.
    const waiting = staff.getByText(t("devices:waiting.dismiss"), { exact: true });
    const count = await waiting.count();
    await waiting.first().click();
    await staff.getByLabel(t("devices:waiting.dismissReason"), { exact: true }).first().fill("Calibration");
    await staff.getByRole("button", { name: t("devices:waiting.dismissGo") }).first().click();
    await expect(waiting).toHaveCount(count - 1);

    // A body changed on its way, and the same request again.
    const { url, init } = scale.sign(JSON.stringify({ readings: [{ id: "once", measuredAt: new Date().toISOString(), material: "cardboard", grossGrams: 1_000 }] }));
    expect((await fetch(url, { ...init, body: init.body.replace("1000", "9000") })).status).toBe(400);
    expect((await fetch(url, init)).status).toBe(200);
    expect((await fetch(url, init)).status).toBe(409);

    // Revoked at once.
    const card = staff.getByRole("listitem").filter({ has: staff.getByRole("heading", { name: `Gate ${locale}` }) });
    await card.getByRole("button", { name: t("devices:revoke") }).click();
    await expect(card.getByRole("button", { name: t("devices:revoke") })).toHaveCount(0);
    await expect(card.getByText(t("devices:states.revoked"), { exact: true }).first()).toBeVisible();
    scale.weigh({ material: "cardboard", grossGrams: 2_000 });
    expect(await scale.flush()).toMatchObject({ refused: "DEVICES.KEY_REVOKED" });
  });
}
