import { actAs, chooseErasure, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { refuseCamera, see, stubCamera } from "./camera.ts";
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
  // An empty list is a slip until the staff says that nothing came.
  await staff.getByRole("button", { name: en("packaging:return.countSend") }).click();
  await expect(staff.getByText(en("packaging:fields.countedNone"))).toBeVisible();
  await expectAccessible(staff);
  await expect(staff.getByRole("button", { name: en("common:scan.start") })).toHaveCount(0);
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

test("boxes are scanned by the camera where the browser reads codes, each once", async ({ person }) => {
  const [en, zh] = [say("en"), say("zh-CN")];
  const staff = await person({ locale: "zh-CN", phone: true });
  await staff.addInitScript(stubCamera);
  await signIn(staff, "zh-CN", "zhao@roundabout.example");
  await actAs(staff, "Dianchi");
  await visit(staff, "/staff/packaging");
  const list = staff.getByLabel(zh("packaging:staff.codes"));
  await list.fill("BX-1234567Z");
  await staff.getByRole("button", { name: zh("common:scan.start") }).click();
  await expect(staff.getByText(zh("packaging:scan.aim"))).toBeVisible();
  await see(staff, "https://roundabout.example/boxes/BX-ABCDEFGH");
  await expect(staff.getByTestId("scanned")).toContainText("BX-ABCDEFGH");
  await see(staff, "BX-1234567Z");
  await expect(staff.getByTestId("scanned")).toHaveText(zh("packaging:scan.again", { code: "BX-1234567Z" }));
  await see(staff, "https://elsewhere.example/");
  await expect(staff.getByTestId("scanned")).toContainText("elsewhere.example");
  await see(staff, "bx-abcdefgh");
  await expect(staff.getByTestId("scanned")).toHaveText(zh("packaging:scan.again", { code: "BX-ABCDEFGH" }));
  await expect(list).toHaveValue("BX-1234567Z\nBX-ABCDEFGH");
  await expectAccessible(staff);
  await expectFitsWidth(staff);
  await staff.getByRole("button", { name: zh("common:scan.stop") }).click();
  await expect(staff.locator("video")).toHaveCount(0);

  // Who says no to the camera is told what else can be done.
  const blocked = await person();
  await blocked.addInitScript(stubCamera);
  await signIn(blocked, "en", "zhao@roundabout.example");
  await actAs(blocked, "Dianchi");
  await visit(blocked, "/staff/packaging");
  await refuseCamera(blocked, "NotAllowedError");
  await blocked.getByRole("button", { name: en("common:scan.start") }).click();
  await expect(blocked.getByText(en("common:scan.blocked"))).toBeVisible();
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

test("a wrong number of things for a producer's programme is an error at its field", async ({ person, server }) => {
  test.setTimeout(180_000);
  const [en, zh] = [say("en"), say("zh-CN")];
  const [giver, recycler] = [await person({ locale: "zh-CN", phone: true }), await person()];
  const thing = { kind: "goods", category: "fridge", condition: "worn", title: "Fridge that hums", offer: "free", placeLabel: "Lianhua Lane" };
  const { id } = await call<{ id: string }>(server, await tokenOf(server, "tom@roundabout.example"), "POST", "/listings", thing);
  await signIn(recycler, "en", "zhao@roundabout.example");
  await actAs(recycler, "Dianchi");
  await visit(recycler, `/deals/quote?listing=${id}`);
  await recycler.getByLabel(en("deals:quote.price"), { exact: true }).fill("50");
  await recycler.getByRole("button", { name: en("deals:quote.send") }).click();
  await recycler.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  const path = new URL(recycler.url()).pathname;
  await signIn(giver, "zh-CN", "tom@roundabout.example");
  await visit(giver, path);
  await giver.getByRole("button", { name: zh("deals:actions.accept"), exact: true }).click();
  const count = giver.getByLabel(zh("takeback:panel.count"));
  await count.fill("两台");
  await giver.getByRole("button", { name: zh("takeback:panel.send"), exact: true }).click();
  await expect(giver.getByText(zh("errors:wholeNumber"))).toBeVisible();
  await expect(count).toHaveValue("两台");
  await expectAccessible(giver);
  await expectFitsWidth(giver);
  await count.fill("1");
  await giver.getByRole("button", { name: zh("takeback:panel.send"), exact: true }).click();
  await giver.waitForURL((url) => url.pathname === path);
  await expect(giver.getByRole("button", { name: zh("takeback:panel.remove") })).toBeVisible();
});

for (const locale of ["en", "zh-CN"] as const) {
  test(`a listing of film is counted in bags, asked what is so, and shown with its estimate [${locale}]`, async ({ person }) => {
    const t = say(locale);
    const owner = await person({ locale, phone: true, dark: locale === "en" });
    await signIn(owner, locale, "tom@roundabout.example");
    await visit(owner, "/listings/new?kind=material");
    const count = owner.getByLabel(new RegExp(`^${t("materials:counted.howMany", { unit: t("materials:counted.units.bag") }).replace(/[()]/g, "\\$&")}`));
    await owner.getByLabel(t("listings:form.material"), { exact: true }).selectOption("cardboard");
    await expect(count).toHaveCount(0);
    await owner.getByLabel(t("listings:form.material"), { exact: true }).selectOption("agricultural_film");
    await owner.getByLabel(t("listings:form.title"), { exact: true }).fill("Film of two fields 两块地的地膜");
    await owner.getByLabel(t("listings:form.placeLabel"), { exact: true }).fill("Chenggong 呈贡");
    await owner.locator('input[name="offer"][value="free"]').check({ force: true });
    await count.fill("many");
    await owner.getByRole("button", { name: t("listings:new.publish") }).click();
    await expect(owner.getByText(t("materials:conditions.needed")).first()).toBeVisible();
    await expect(owner.getByText(t("materials:counted.wrong")).first()).toBeVisible();
    await expect(count).toHaveValue("many");
    await expectAccessible(owner);
    await expectFitsWidth(owner);
    await count.fill("4");
    await owner.getByLabel(t("materials:conditions.names.shaken_clean")).check();
    await owner.getByRole("button", { name: t("listings:new.publish") }).click();
    await owner.waitForURL(/\/listings\/[0-9a-f-]{36}$/);
    await expect(owner.getByText(t("materials:counted.amount.bag", { count: 4 }), { exact: true })).toBeVisible();
    await expect(owner.getByText(new RegExp(`20 .*${t("materials:counted.estimate")}`))).toBeVisible();
    await expect(owner.getByText(t("materials:conditions.confirmed", { list: t("materials:conditions.names.shaken_clean") }))).toBeVisible();
    await expectAccessible(owner);
    await expectFitsWidth(owner);
  });
}

test("without scripts a listing's form asks for the count and the conditions of its material too", async ({ person }) => {
  const t = say("en");
  const owner = await person({ javaScript: false });
  await owner.goto("/sign-in");
  await owner.getByLabel(t("account:signIn.email")).fill("tom@roundabout.example");
  await owner.getByLabel(t("account:signIn.password")).fill("roundabout-demo");
  await owner.locator("main").getByRole("button", { name: t("account:signIn.submit") }).click();
  await owner.waitForURL((url) => url.pathname !== "/sign-in");
  // Signing in brings the person's own language along.
  await owner.request.post("/preferences", { form: { locale: "en", returnTo: "/" } });
  await owner.goto("/listings/new?kind=material");
  await owner.getByLabel(t("listings:form.material"), { exact: true }).selectOption("textiles");
  await owner.getByRole("button", { name: t("attributes:form.showFields") }).click();
  await owner.locator('input[name="count"]').fill("2");
  const dry = owner.getByRole("checkbox", { name: t("materials:conditions.names.dry"), exact: true });
  await dry.check();
  await owner.getByLabel(t("listings:form.title"), { exact: true }).fill("Two bags of cloth");
  await owner.getByRole("button", { name: t("listings:new.publish") }).click();
  await expect(owner.getByText(t("materials:conditions.needed")).first()).toBeVisible();
  await expect(owner.locator('input[name="count"]')).toHaveValue("2");
  await expect(dry).toBeChecked();
});
