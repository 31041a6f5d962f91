import { actAs, chooseErasure, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

test("a phone goes to a recycler: choice, certificate, and a check by a stranger", async ({ person, server }) => {
  test.setTimeout(180_000);
  const [en, zh] = [say("en"), say("zh-CN")];
  const [giver, recycler, stranger] = [await person({ phone: true }), await person({ locale: "zh-CN", dark: true }), await person()];
  const thing = { kind: "goods", category: "smartphone", condition: "worn", title: "Phone with a cracked screen", offer: "free", placeLabel: "Lianhua Lane" };
  const { id } = await call<{ id: string }>(server, await tokenOf(server, "tom@roundabout.example"), "POST", "/listings", thing);
  await signIn(giver, "en", "tom@roundabout.example");
  await signIn(recycler, "zh-CN", "zhao@roundabout.example");
  await actAs(recycler, "Dianchi");
  await visit(recycler, `/deals/quote?listing=${id}`);
  await recycler.getByLabel(zh("deals:quote.price"), { exact: true }).fill("50");
  await recycler.getByRole("button", { name: zh("deals:quote.send") }).click();
  await recycler.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  const path = new URL(recycler.url()).pathname;

  await visit(giver, path);
  await giver.getByRole("button", { name: en("deals:actions.accept"), exact: true }).click();
  await expect(giver.getByRole("link", { name: en("erasure:panel.choose") })).toBeVisible();
  await expectAccessible(giver);
  await expectFitsWidth(giver);
  await chooseErasure(giver, "en");
  await visit(recycler, path);
  const code = (await recycler.getByTestId("handover-code").locator("[aria-hidden]").innerText()).replace(/\D/g, "");
  await visit(giver, `${path}?code=${code}`);
  await giver.getByRole("button", { name: en("deals:actions.enterCodeSend") }).click();
  await expect(giver.getByText(en("deals:states.completed")).first()).toBeVisible();

  await visit(recycler, "/staff/erasures");
  await expectAccessible(recycler);
  await recycler.locator('main a[href^="/staff/erasures/"]').first().click();
  await recycler.waitForURL(/\/staff\/erasures\/[0-9a-f-]{36}$/);
  await recycler.locator('input[name="method"][value="purge"]').check({ force: true });
  await recycler.getByRole("button", { name: zh("erasure:staff.send") }).click();
  await expect(recycler.locator('input[name="method"][value="purge"]')).toBeChecked();
  await recycler.getByLabel(new RegExp(zh("erasure:staff.tool"))).fill("nwipe 0.36");
  await recycler.getByRole("button", { name: zh("erasure:staff.send") }).click();
  await expect(recycler.getByTestId("certificate-number")).toBeVisible();

  await visit(giver, "/erasures");
  await giver.locator('main a[href^="/erasures/"]').first().click();
  await expect(giver.getByRole("heading", { name: en("erasure:certificate.title") })).toBeVisible();
  await expectAccessible(giver);
  await expectFitsWidth(giver);
  const [number, check] = [await giver.getByTestId("certificate-number").innerText(), await giver.getByTestId("certificate-check").innerText()];
  const page = new URL(giver.url()).pathname;

  await visit(stranger, "/certificates");
  await stranger.getByLabel(en("erasure:check.number")).fill(number.toLowerCase());
  await stranger.getByLabel(en("erasure:check.check")).fill(check);
  await stranger.getByRole("button", { name: en("erasure:check.send") }).click();
  await expect(stranger.getByText(en("erasure:check.valid"), { exact: true })).toBeVisible();
  await expectAccessible(stranger);
  await signIn(stranger, "en", "mei@roundabout.example");
  expect((await stranger.goto(page))?.status()).toBe(404);
});

test("crates come back: declared, counted, paid by the count", async ({ person }) => {
  const [en, zh] = [say("en"), say("zh-CN")];
  const [holder, staff] = [await person({ locale: "zh-CN", phone: true }), await person()];
  await signIn(holder, "zh-CN", "mei@roundabout.example");
  await signIn(staff, "en", "zhao@roundabout.example");
  await actAs(staff, "Dianchi");
  await visit(holder, "/packaging");
  await expectAccessible(holder);
  await expectFitsWidth(holder);
  const codes = await holder.locator('a[href^="/boxes/"]').allTextContents();
  expect(codes).toHaveLength(2);
  await holder.getByRole("button", { name: zh("packaging:holder.declare") }).click();
  await holder.waitForURL(/\/packaging\/returns\//);

  await visit(staff, "/staff/packaging");
  await expectAccessible(staff);
  await staff.locator('main a[href^="/staff/packaging/returns/"]').first().click();
  // The page of all boxes has a field of the same name: what is typed too early is typed there.
  await staff.waitForURL(/\/staff\/packaging\/returns\/[0-9a-f-]{36}$/);
  await staff.getByLabel(en("packaging:staff.codes")).fill(`${codes[0] ?? ""} BX-00000000`);
  await staff.getByRole("button", { name: en("packaging:return.countSend") }).click();
  await expect(staff.getByText("BX-00000000").first()).toBeVisible();
  await staff.getByLabel(en("packaging:staff.codes")).fill(codes[0] ?? "");
  await staff.getByRole("button", { name: en("packaging:return.countSend") }).click();
  await expect(staff.getByTestId("paid")).toContainText("20");
  // Without a reload: the holder sees that one is missing.
  await expect(holder.getByText(zh("packaging:return.mismatch"))).toBeVisible();
  await staff.getByLabel(en("packaging:return.resolveReason")).fill("The second one stands at the gate.");
  await staff.getByLabel(en("packaging:staff.codes")).fill(codes[1] ?? "");
  await staff.getByRole("button", { name: en("packaging:return.resolveSend") }).click();
  await expect(staff.getByTestId("paid")).toContainText("40");
  await expect(holder.getByTestId("paid")).toContainText("40");
});

test("a battery's passport says what it is to everybody, and how it is to its owner", async ({ person }) => {
  const en = say("en");
  const [owner, visitor] = [await person({ phone: true }), await person({ locale: "zh-CN", dark: true })];
  await signIn(owner, "en", "tom@roundabout.example");
  await visit(owner, "/passports");
  await owner.getByRole("link", { name: /DP-36-14/ }).click();
  await expect(owner.getByText(en("passports:mineOnly.title"))).toBeVisible();
  await expectAccessible(owner);
  await expectFitsWidth(owner);
  await owner.getByText(en("passports:health.add")).click();
  await owner.getByLabel(en("passports:health.value")).fill("99");
  await owner.getByRole("button", { name: en("passports:health.send"), exact: true }).click();
  await expect(owner.getByText(en("passports:health.held"))).toBeVisible();
  await visit(visitor, new URL(owner.url()).pathname);
  await expect(visitor.getByText("DP-36-14").first()).toBeVisible();
  await expect(visitor.getByText("91.2")).toHaveCount(0);
  await expectAccessible(visitor);
  await visit(visitor, "/takeback");
  await visitor.getByRole("link", { name: /Yunling/ }).click();
  await expect(visitor.getByRole("heading", { level: 1, name: /Yunling/ })).toBeVisible();
  await expectAccessible(visitor);
});
