import type { Page } from "@playwright/test";
import { signIn } from "./acts.ts";
import { completeSomething } from "./api.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

/** Opens the entry of a deal that was just completed, under a signed checkpoint. */
async function openProvenEntry(page: Page, locale: Locale, dealId: string): Promise<void> {
  const t = say(locale);
  await visit(page, `/deals/${dealId}`);
  await page.locator('a[href^="/impact/entries/"]').first().click();
  await expect(page.getByRole("heading", { name: t("impact:proof.title"), exact: true })).toBeVisible();
  // The clock signs too, once a minute: whoever comes right after it finds the entry covered.
  const sign = page.getByRole("button", { name: t("impact:proof.signNow") });
  const check = page.getByRole("button", { name: t("impact:proof.check") });
  // It may come between a look and a press, so both are tried until the check is offered.
  await expect(async () => {
    if (await sign.isVisible()) await sign.click({ timeout: 1_000 });
    await expect(check).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}

const stories: { locale: Locale; phone: boolean }[] = [
  { locale: "en", phone: false },
  { locale: "zh-CN", phone: true },
];

for (const { locale, phone } of stories) {
  test(`somebody checks the proof of an entry in their own browser, by keyboard [${locale}]`, async ({ person, server }) => {
    test.setTimeout(240_000);
    const t = say(locale);
    const dealId = await completeSomething(server);
    const page = await person({ locale, phone });
    await signIn(page, locale, "lin@roundabout.example");
    await openProvenEntry(page, locale, dealId);

    const proof = page.locator("#proof");
    await proof.getByRole("button", { name: t("impact:proof.check") }).focus();
    await page.keyboard.press("Enter");
    await expect(proof.getByText(t("impact:proof.endings.ok"), { exact: true })).toBeVisible();
    await expect(proof.getByRole("status").getByRole("img", { name: t("impact:proof.outcomes.ok"), exact: true })).toHaveCount(5);
    await expectAccessible(page);
    await expectFitsWidth(page);

    // The file to take home holds the same, and the ledger's page continues what this browser saw.
    const file = await page.request.get(`${new URL(page.url()).pathname}/proof`);
    expect(file.headers()["content-disposition"]).toMatch(/^attachment; filename="proof-[0-9a-f]{8}\.json"$/);
    expect(await file.json()).toMatchObject({ leaf: { id: new URL(page.url()).pathname.split("/").at(-1) } });
    await proof.getByRole("link", { name: t("impact:proof.ledgerLink") }).click();
    await expect(page.getByRole("heading", { level: 1, name: t("impact:ledger.title") })).toBeVisible();
    const since = t("impact:proof.seen.continues", { date: "|" }).split("|")[0] ?? "";
    await expect(page.getByText(since)).toBeVisible();
    const downloads = page.locator("main a[download]");
    await expect(downloads).toHaveCount(4);
    for (const link of await downloads.all()) {
      const path = (await link.getAttribute("href")) ?? "";
      expect((await page.request.get(path)).status(), path).toBe(200);
    }
    await expectAccessible(page);
    await expectFitsWidth(page);
  });
}

test("a browser that saw the ledger before hears that the grown one continues it, and an alarm when it does not", async ({ person, server }) => {
  test.setTimeout(240_000);
  const t = say("en");
  const page = await person();
  await signIn(page, "en", "lin@roundabout.example");
  await openProvenEntry(page, "en", await completeSomething(server));
  await expect(page.getByText(t("impact:proof.seen.first"))).toBeVisible();

  const next = await completeSomething(server);
  const grown = page.waitForResponse((answer) => answer.url().includes("/impact/proofs/consistency?"));
  await openProvenEntry(page, "en", next);
  expect((await grown).status()).toBe(200);
  await expect(page.getByText(t("impact:proof.seen.continues", { date: "|" }).split("|")[0] ?? "")).toBeVisible();

  await page.route("**/impact/proofs/consistency?*", async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as { proof: string[] };
    await route.fulfill({ response: answer, json: { ...told, proof: told.proof.slice(1) } });
  });
  await openProvenEntry(page, "en", await completeSomething(server));
  await expect(page.getByRole("alert").getByText(t("impact:proof.seen.brokenTitle"))).toBeVisible();
  await page.getByRole("button", { name: t("impact:proof.seen.forget") }).click();
  await expect(page.getByText(t("impact:proof.seen.brokenTitle"))).toHaveCount(0);
});

test("one changed digit in a record is found, and the step that found it is named", async ({ person, server }) => {
  test.setTimeout(240_000);
  const t = say("en");
  const dealId = await completeSomething(server);
  const page = await person();
  await signIn(page, "en", "lin@roundabout.example");
  await openProvenEntry(page, "en", dealId);

  await page.route("**/impact/entries/*/proof", async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as { leaf: { movedGrams: number } };
    await route.fulfill({ response: answer, json: { ...told, leaf: { ...told.leaf, movedGrams: told.leaf.movedGrams + 1 } } });
  });
  const proof = page.locator("#proof");
  await proof.getByRole("button", { name: t("impact:proof.check") }).click();
  await expect(proof.getByText(t("impact:proof.endings.failed", { step: t("impact:proof.steps.leaf") }))).toBeVisible();
  await expect(proof.getByText(t("impact:proof.found.leaf.otherHash"))).toBeVisible();
  await expect(proof.getByRole("img", { name: t("impact:proof.outcomes.ok"), exact: true })).toHaveCount(1);
  await expect(proof.getByRole("img", { name: t("impact:proof.outcomes.waiting"), exact: true })).toHaveCount(3);
});
