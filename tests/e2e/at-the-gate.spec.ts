import { deflateSync } from "node:zlib";
import { actAs, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

const stories: { locale: Locale; phone: boolean; visitor: string; name: RegExp }[] = [
  { locale: "en", phone: false, visitor: "omar", name: /Omar/i },
  { locale: "zh-CN", phone: true, visitor: "jing", name: /静|Jing/i },
];

/** A grey picture as PNG, large enough to be a photo. */
function picture(side = 64): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (1 + side * 3), 120);
  for (let y = 0; y < side; y += 1) rows[y * (1 + side * 3)] = 0;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

for (const { locale, phone, visitor, name } of stories) {
  test(`somebody shows a pass at the gate, is let in, and is turned away with a photo [${locale}]`, async ({ person }) => {
    const t = say(locale);
    const resident = await person({ locale, phone });
    await signIn(resident, locale, `${visitor}@roundabout.example`);
    await visit(resident, "/account/pass");
    await resident.getByRole("button", { name: t("pickups:pass.make") }).or(resident.getByRole("button", { name: t("pickups:pass.renew") })).click();
    const code = await resident.getByTestId("pass-code").innerText();
    await expectFitsWidth(resident);
    await expectAccessible(resident);

    const staff = await person({ locale, phone });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");
    await visit(staff, "/staff/walk-in");
    await staff.locator("#pass").fill("123");
    await staff.getByRole("button", { name: t("pickups:walkIn.submit") }).click();
    await expect(staff.getByText(t("pickups:walkIn.passWrong")).first()).toBeVisible();
    await expectFitsWidth(staff);
    await expectAccessible(staff);
    await staff.locator("#pass").fill(code.toLowerCase());
    await staff.getByRole("button", { name: t("pickups:walkIn.submit") }).click();
    await staff.waitForURL(/\/staff\/bookings\/[0-9a-f-]{36}$/);
    await expect(staff.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(staff.getByText(t("pickups:walkIn.badge")).first()).toBeVisible();
    const address = new URL(staff.url()).pathname;

    await staff.getByRole("link", { name: t("pickups:staff.reject") }).click();
    await staff.getByRole("button", { name: t("pickups:refusal.submit") }).click();
    await expect(staff.getByRole("button", { name: t("pickups:refusal.submit") })).toBeVisible();
    await staff.getByRole("radio", { name: t("pickups:refusal.kinds.contaminated") }).check({ force: true });
    await staff.locator("#reason").fill("soaked with paint");
    await staff.locator("input[type=file]").setInputFiles({ name: "load.png", mimeType: "image/png", buffer: picture() });
    await expectFitsWidth(staff);
    await expectAccessible(staff);
    await staff.getByRole("button", { name: t("pickups:refusal.submit") }).click();
    await staff.waitForURL((url) => url.pathname === address);

    await visit(resident, address.replace("/staff", ""));
    await expect(resident.getByText("soaked with paint").first()).toBeVisible();
    const photo = resident.getByRole("img", { name: t("pickups:refusal.photoAlt") });
    await expect(photo).toBeVisible();
    const source = await photo.getAttribute("src");
    expect((await resident.request.get(source ?? "")).status()).toBe(200);
    const stranger = await person({ locale, phone });
    await signIn(stranger, locale, "sofia@roundabout.example");
    expect((await stranger.request.get(source ?? "")).status()).toBe(404);
    await expectFitsWidth(resident);
    await expectAccessible(resident);
  });

  test(`staff names a gate and opens slots that need it; a second pattern is told when it is taken [${locale}]`, async ({ person }) => {
    const t = say(locale);
    const staff = await person({ locale, phone });
    await signIn(staff, locale, "zhao@roundabout.example");
    await actAs(staff, "Dianchi");
    await visit(staff, "/staff/gates");
    const gate = `Gate ${locale}`;
    await staff.locator("#name").fill(gate);
    // A colleague adds another meanwhile: the page shows it and keeps what is being typed.
    const own = await staff.locator('form:has(#name)').evaluate((form: HTMLFormElement) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])));
    const colleagues = `Scale ${locale}`;
    const added = await staff.request.post("/staff/gates", { form: { ...own, resourceId: crypto.randomUUID(), name: colleagues, intent: "add" }, maxRedirects: 0 });
    expect(added.status()).toBe(302);
    await expect(staff.getByRole("heading", { name: colleagues })).toBeVisible();
    await expect(staff.locator("#name")).toHaveValue(gate);
    await staff.getByRole("button", { name: t("pickups:gates.add") }).click();
    await expect(staff.getByRole("heading", { name: gate })).toBeVisible();
    await expectFitsWidth(staff);
    await expectAccessible(staff);
    const opens = phone ? ["05:00", "05:10"] : ["04:00", "04:10"];
    const closes = phone ? ["06:00", "06:10"] : ["05:00", "05:10"];
    for (const [round, from] of opens.entries()) {
      await visit(staff, "/staff/slots/new");
      await staff.locator("#opens").fill(from);
      await staff.locator("#closes").fill(closes[round] ?? "");
      const option = await staff.locator("#resourceId option").filter({ hasText: gate }).first().getAttribute("value");
      await staff.locator("#resourceId").selectOption(option ?? "");
      await staff.locator("#changeCutoff").fill("1");
      await staff.locator("#changeCutoffUnit").selectOption("working_days");
      await staff.getByRole("button", { name: t("pickups:slots.new.submit") }).click();
      if (round === 0) await staff.waitForURL(/\/staff\/slots\?/);
      else await expect(staff.getByText(t("pickups:errors.RESOURCE_TAKEN"))).toBeVisible();
    }
    await expect(staff.locator("#opens")).toHaveValue(opens[1] ?? "");
    await expect(staff.locator("#changeCutoff")).toHaveValue("1");
    await expectFitsWidth(staff);
    await expectAccessible(staff);
  });
}

test("a contested visit is read by the operator, who takes the mark out", async ({ person, server }) => {
  const t = say("en");
  const resident = await person({ locale: "en", phone: false });
  const operator = await person({ locale: "en", phone: false });
  await signIn(operator, "en", "ada@roundabout.example");
  await visit(operator, "/moderation/appeals");
  const row = operator.getByRole("listitem").filter({ hasText: "four" }).filter({ hasText: t("trust:marks.no_show") });
  await row.getByRole("radio", { name: t("pickups:marks.decide.upheld") }).check({ force: true });
  await row.getByLabel(t("pickups:marks.decide.answer")).fill("The gate log shows you.");
  await expectAccessible(operator);
  await row.getByRole("button", { name: t("trust:appeals.send") }).click();
  await expect(operator.getByText(t("trust:moderation.done.answered"))).toBeVisible();
  const { items } = await call<{ items: { id: string; state: string }[] }>(server, await tokenOf(server, "lin@roundabout.example"), "GET", "/bookings?status=past");
  await signIn(resident, "en", "lin@roundabout.example");
  await visit(resident, `/bookings/${items.find((one) => one.state === "no_show_customer")?.id ?? ""}`);
  await expect(resident.getByText(t("pickups:marks.upheld"))).toBeVisible();
  await expect(resident.getByText("The gate log shows you.")).toBeVisible();
  await expectAccessible(resident);
});
