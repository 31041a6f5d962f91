import { fileURLToPath } from "node:url";
import type { Locator } from "@playwright/test";
import { actAs, chooseErasure, signIn } from "./acts.ts";
import { call, tokenOf } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const photo = fileURLToPath(new URL("../../app/demo/pictures/sofa.webp", import.meta.url));
const thing = { kind: "goods", condition: "good", placeLabel: "Green Lake", exactAddress: "Green Lake 4, back yard" };

/** What a decision rests on is read before it, on the phone too. */
async function expectAbove(first: Locator, second: Locator): Promise<void> {
  await expect(first).toBeVisible();
  await expect(second).toBeVisible();
  const top = async (one: Locator) => (await one.boundingBox())?.y ?? Number.NaN;
  expect(await top(first)).toBeLessThan(await top(second));
}

test("a thing is lent for some days and comes back", async ({ person, server }) => {
  const t = say("en");
  const [giver, taker] = [await person({ dark: true }), await person({ phone: true })];
  const listing = { ...thing, category: "vacuum_cleaner", title: "Vacuum cleaner to borrow", offer: "loan", loanDays: 10 };
  const { id } = await call<{ id: string }>(server, await tokenOf(server, "tom@roundabout.example"), "POST", "/listings", listing);
  await signIn(giver, "en", "tom@roundabout.example");
  await signIn(taker, "en", "mei@roundabout.example");

  await visit(taker, `/deals/new?listing=${id}`);
  await taker.getByLabel(t("deals:loan.days")).fill("11");
  await taker.getByLabel(t("deals:loan.days")).evaluate((field) => field.removeAttribute("max"));
  await taker.getByRole("button", { name: t("deals:new.send") }).click();
  await expect(taker.getByText(t("deals:errors.LOAN_TOO_LONG", { days: 10 }))).toBeVisible();
  await taker.getByLabel(t("deals:loan.days")).fill("4");
  await taker.getByRole("button", { name: t("deals:new.send") }).click();
  await taker.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  const path = new URL(taker.url()).pathname;

  await visit(giver, path);
  await giver.getByRole("button", { name: t("deals:actions.accept"), exact: true }).click();
  const code = (await taker.getByTestId("handover-code").locator("[aria-hidden]").innerText()).replace(/\D/g, "");
  await visit(giver, `${path}?code=${code}`);
  await giver.getByRole("button", { name: t("deals:actions.enterCodeSend") }).click();
  await expect(giver.getByText(t("deals:loan.dueBack")).first()).toBeVisible();
  await expectAccessible(giver);

  await expect(taker.getByRole("button", { name: t("deals:loan.handBack") })).toBeVisible();
  await expectFitsWidth(taker);
  await taker.getByRole("button", { name: t("deals:loan.handBack") }).click();
  await giver.getByRole("button", { name: t("deals:loan.confirmReturn") }).click();
  await expect(giver.getByText(t("deals:tally.did"))).toBeVisible();
  await giver.getByRole("link", { name: t("deals:receipt.link"), exact: true }).click();
  await expect(giver.getByText(t("deals:receipt.back"))).toBeVisible();
  await expectAccessible(giver);
});

test("a recycler inspects and quotes anew: one is taken, one goes back", async ({ person, server }) => {
  const t = say("zh-CN");
  const [giver, recycler] = [await person({ locale: "zh-CN", phone: true }), await person({ locale: "zh-CN" })];
  const token = await tokenOf(server, "tom@roundabout.example");
  const list = async (title: string) => (await call<{ id: string }>(server, token, "POST", "/listings", { ...thing, category: "smartphone", title, offer: "free" })).id;
  const [first, second] = [await list("旧手机一部"), await list("旧手机另一部")];
  await signIn(giver, "zh-CN", "tom@roundabout.example");
  await signIn(recycler, "zh-CN", "zhao@roundabout.example");
  await actAs(recycler, "Dianchi");

  for (const [id, isTaken] of [[first, true], [second, false]] as const) {
    await visit(recycler, `/deals/quote?listing=${id}`);
    await recycler.getByLabel(t("deals:quote.price"), { exact: true }).fill("300");
    await recycler.getByLabel(t("deals:quote.inspect")).check();
    if (isTaken) await expectAccessible(recycler);
    await recycler.getByRole("button", { name: t("deals:quote.send") }).click();
    await recycler.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
    const path = new URL(recycler.url()).pathname;

    await visit(giver, path);
    const accept = giver.getByRole("button", { name: t("deals:actions.accept"), exact: true });
    await expectAbove(giver.getByText(t("deals:inspection.record.title")), accept);
    await accept.click();
    // The yes has arrived when the other side may say that the thing has.
    await expect(recycler.getByText(t("deals:inspection.receive"), { exact: true })).toBeVisible();
    await chooseErasure(giver, "zh-CN");
    await recycler.getByText(t("deals:inspection.receive"), { exact: true }).click();
    await recycler.getByRole("button", { name: t("deals:inspection.receiveSend") }).click();
    await recycler.getByRole("link", { name: t("deals:inspection.start") }).click();
    await recycler.getByLabel(new RegExp(`^${t("deals:inspection.amount")}`)).fill("120");
    if (isTaken) {
      await recycler.getByRole("button", { name: t("deals:inspection.send") }).click();
      await expect(recycler.getByText(t("deals:errors.REASONS_NEEDED"))).toBeVisible();
      await expectAccessible(recycler);
    }
    await recycler.getByLabel(t("deals:inspection.reasons.battery"), { exact: true }).check();
    await recycler.getByLabel(t("deals:inspection.photoField")).setInputFiles(photo);
    await recycler.getByRole("button", { name: t("deals:inspection.send") }).click();
    await recycler.waitForURL((url) => url.pathname === path);

    await expectAbove(giver.getByRole("heading", { name: t("deals:inspection.title"), exact: true }), giver.getByText(t("deals:inspection.answer")));
    await expect(giver.getByRole("img", { name: t("deals:inspection.photo", { number: 1 }) })).toBeVisible();
    if (isTaken) {
      await expectAccessible(giver);
      await expectFitsWidth(giver);
      await giver.getByRole("button", { name: new RegExp(`^${t("deals:inspection.accept", { amount: "" }).trim()}`) }).click();
      await expect(giver.getByText(t("deals:tally.did"))).toBeVisible();
      continue;
    }
    await giver.getByRole("button", { name: t("deals:inspection.refuse") }).click();
    await giver.getByRole("button", { name: t("deals:loan.confirmReturn") }).click();
    await expect(giver.getByText(t("deals:states.returned")).first()).toBeVisible();
  }
});
