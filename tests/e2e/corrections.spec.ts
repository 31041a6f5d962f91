import type { TestServer } from "./server.ts";
import { actAs, signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

/** Demo loads that a recycler has taken and nobody has corrected, the latest first. */
async function loads(server: TestServer): Promise<string[]> {
  const answer = await fetch(`${server.url}/api/v1/impact/entries?limit=100`);
  const { items } = (await answer.json()) as { items: { id: string; kind: string; route: string; corrects: string | null }[] };
  const corrected = new Set(items.map((item) => item.corrects));
  return items.filter((item) => item.kind === "entry" && item.route === "recycle" && !corrected.has(item.id)).map((item) => item.id);
}

test("an operator says that a load weighed less; the difference is a row that everybody sees, the note is not", async ({ person, server }) => {
  test.setTimeout(180_000);
  const t = say("en");
  const [id = ""] = await loads(server);
  const ada = await person();
  await signIn(ada, "en", "ada@roundabout.example");
  await visit(ada, `/impact/entries/${id}`);
  await ada.getByRole("link", { name: t("ledger:correct.open") }).click();
  await expect(ada.getByRole("heading", { level: 1, name: t("ledger:correct.title") })).toBeVisible();
  await ada.getByText(t("ledger:correct.acts.treated_otherwise"), { exact: true }).click();
  await ada.getByLabel(t("ledger:correct.net")).fill("four");
  await ada.getByLabel(t("ledger:correct.note")).fill("Half of it was wet.");
  await expectAccessible(ada);
  await ada.getByRole("button", { name: t("ledger:correct.submit") }).click();
  await expect(ada.getByText(t("errors:mass"))).toBeVisible();
  await expect(ada.getByLabel(t("ledger:correct.net"))).toHaveValue("four");
  await expect(ada.getByLabel(t("ledger:correct.note"))).toHaveValue("Half of it was wet.");
  await ada.getByLabel(t("ledger:correct.net")).fill("1.5");
  await ada.getByRole("button", { name: t("ledger:correct.submit") }).click();
  await ada.waitForURL(`**/impact/entries/${id}`);
  await expect(ada.getByText(t("impact:corrections.treated_otherwise")).first()).toBeVisible();

  const visitor = await person({ phone: true, locale: "zh-CN" });
  await visit(visitor, `/impact/entries/${id}`);
  await expect(visitor.getByText(say("zh-CN")("impact:corrections.treated_otherwise")).first()).toBeVisible();
  await expect(visitor.getByText("Half of it was wet.")).toHaveCount(0);
  await expect(visitor.getByRole("link", { name: say("zh-CN")("ledger:correct.open") })).toHaveCount(0);
  await expectAccessible(visitor);
  await expectFitsWidth(visitor);
  await visitor.goto(`/impact/entries/${id}/correct`);
  await expect(visitor).toHaveURL(/\/sign-in\?returnTo=/);
});

test("the recycler that took a load puts its weight right, in Chinese on a phone, and nothing else", async ({ person, server }) => {
  test.setTimeout(180_000);
  const t = say("zh-CN");
  const [id = ""] = await loads(server);
  const zhao = await person({ locale: "zh-CN", phone: true });
  await signIn(zhao, "zh-CN", "zhao@roundabout.example");
  await actAs(zhao, "Dianchi Recycling");
  await visit(zhao, `/impact/entries/${id}/correct`);
  await expect(zhao.getByText(t("ledger:correct.acts.take_back"), { exact: true })).toHaveCount(0);
  await zhao.getByText(t("ledger:correct.acts.weight"), { exact: true }).click();
  await zhao.getByLabel(t("ledger:correct.net")).fill("2");
  await expectAccessible(zhao);
  await expectFitsWidth(zhao);
  await zhao.getByRole("button", { name: t("ledger:correct.submit") }).click();
  await zhao.waitForURL(`**/impact/entries/${id}`);
  await expect(zhao.getByText(t("impact:corrections.weight_corrected")).first()).toBeVisible();
});
