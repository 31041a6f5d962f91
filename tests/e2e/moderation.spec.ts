import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { signIn, signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const t = say("en");
const facts = "Money was asked for before the hand-over.";

/** Takes the case of a listing from the queue. */
async function openCase(page: Page, title: string) {
  await visit(page, "/moderation");
  await page.locator("main").getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: t("trust:moderation.case", { title }) })).toBeVisible();
}

test("a reported listing is held, removed by two, appealed, and brought back by a third", async ({ person, server }) => {
  test.setTimeout(240_000);
  const suffix = `${Date.now()}`;
  const title = `Phone, as good as new ${suffix}`;
  const [owner, reporter, first, second, third] = [await person({ phone: true }), await person({ phone: true }), await person(), await person(), await person()];
  await signUp(owner, "en", { name: "Olga", email: `olga-${suffix}@example.org` });
  await signUp(reporter, "en", { name: "Rui", email: `rui-${suffix}@example.org` });
  for (const [page, name] of [[second, "bea"], [third, "cem"]] as const) await signUp(page, "en", { name, email: `${name}-${suffix}@example.org` });
  // The demo has one moderator; more are appointed on the command line.
  for (const name of ["bea", "cem"]) await promisify(execFile)(process.execPath, ["server/cli.mjs", "moderator", `${name}-${suffix}@example.org`], { env: server.env });
  await signIn(first, "en", "ada@roundabout.example");

  await visit(owner, "/listings/new?kind=goods");
  await owner.getByLabel(t("listings:form.title"), { exact: true }).fill(title);
  await owner.getByLabel(t("listings:form.category"), { exact: true }).selectOption("smartphone");
  await owner.getByRole("radio", { name: new RegExp(t("listings:offers.free")) }).check({ force: true });
  await owner.getByRole("radio", { name: new RegExp(`^${t("listings:conditions.good")}`) }).check({ force: true });
  await owner.getByLabel(t("listings:form.placeLabel")).fill("Lianhua Lane");
  await owner.getByRole("button", { name: t("listings:new.publish") }).click();
  await expect(owner.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const address = new URL(owner.url()).pathname;

  await visit(reporter, address);
  await reporter.getByRole("link", { name: t("trust:report.linkNamed", { what: t("trust:subjects.listing") }) }).click();
  await reporter.getByRole("radio", { name: t("trust:reasons.scam") }).check({ force: true });
  await reporter.getByLabel(t("trust:report.text")).fill("They want money first.");
  await expectAccessible(reporter);
  await expectFitsWidth(reporter);
  await reporter.getByRole("button", { name: t("trust:report.send") }).click();
  await expect(reporter.getByText(t("trust:mine.sent"))).toBeVisible();
  await expectAccessible(reporter);

  await openCase(first, title);
  await expectAccessible(first);
  await first.getByRole("button", { name: t("trust:moderation.claim") }).click();
  await first.getByRole("button", { name: t("trust:moderation.holdListing") }).click();
  await expect(first.getByText(t("trust:moderation.done.held"))).toBeVisible();
  expect((await reporter.request.get(address)).status()).toBe(404);
  await first.getByRole("radio", { name: t("trust:decisions.remove") }).check({ force: true });
  await first.getByLabel(t("trust:moderation.facts")).fill(facts);
  await expectAccessible(first);
  await first.getByRole("button", { name: t("trust:moderation.decide"), exact: true }).click();
  await expect(first.getByText(t("trust:moderation.done.confirming"))).toBeVisible();
  await expect(first.getByRole("button", { name: t("trust:moderation.agree") })).toHaveCount(0);
  const casePath = new URL(first.url()).pathname;

  await visit(second, casePath);
  await second.getByRole("button", { name: t("trust:moderation.agree") }).click();
  await expect(second.getByText(t("trust:moderation.done.final"))).toBeVisible();

  await visit(reporter, "/account/reports");
  await expect(reporter.getByText(t("trust:mine.states.acted"))).toBeVisible();
  // The owner is led to the statement by the mail, reads it, and appeals.
  await expect(async () => {
    await visit(owner, `/mailbox?to=${encodeURIComponent(`olga-${suffix}@example.org`)}`);
    await owner.getByRole("link", { name: t("trust:mails.decided.subject", { title }) }).first().click({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await owner.locator("main").getByRole("link", { name: /\/decisions\// }).first().click();
  await expect(owner.getByText(facts)).toBeVisible();
  await expect(owner.getByText(t("trust:statement.byPeople"))).toBeVisible();
  await expectAccessible(owner);
  await expectFitsWidth(owner);
  await owner.getByLabel(t("trust:appeal.text")).fill("It was a gift, no money was asked for.");
  await owner.getByRole("button", { name: t("trust:appeal.send") }).click();
  await expect(owner.getByText(t("trust:appeal.sent"))).toBeVisible();

  await visit(second, "/moderation/appeals");
  await expect(second.getByText(t("trust:appeals.mine")).first()).toBeVisible();
  await visit(third, "/moderation/appeals");
  const appeal = third.getByRole("listitem").filter({ hasText: title });
  await appeal.getByRole("radio", { name: t("trust:appeals.reversed") }).check({ force: true });
  await appeal.getByLabel(t("trust:appeals.answer")).fill("Nothing shows that money was asked for.");
  await expectAccessible(third);
  await appeal.getByRole("button", { name: t("trust:appeals.send") }).click();
  await expect(third.getByText(t("trust:moderation.done.answered"))).toBeVisible();

  await visit(reporter, address);
  await expect(reporter.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await visit(third, "/moderation/audit?check=1");
  await expect(third.getByText(/The chain holds/)).toBeVisible();
  await expectAccessible(third);
});

test("moderation before JavaScript, for its people only, and its figures for everybody", async ({ person }) => {
  const [visitor, mei] = [await person({ phone: true, dark: true }), await person({ javaScript: true })];
  await visit(visitor, "/transparency");
  await expect(visitor.getByRole("heading", { level: 1, name: t("trust:transparency.title") })).toBeVisible();
  await expectAccessible(visitor);
  await expectFitsWidth(visitor);
  expect(((await (await visitor.request.get("/transparency.json")).json()) as { limits: { appealDays: number } }).limits.appealDays).toBe(180);
  await signIn(mei, "en", "mei@roundabout.example");
  for (const path of ["/moderation", "/moderation/appeals", "/moderation/listings", "/moderation/sellers", "/moderation/audit", "/moderation/audit.csv"]) expect((await mei.request.get(path)).status(), path).toBe(403);
  await visit(mei, "/account/verification");
  await mei.getByLabel(t("trust:seller.legalName")).fill("Mei");
  await expectAccessible(mei);
  await visit(mei, "/account/marks");
  await expectAccessible(mei);
});

test("a moderator corrects the words of the demo's reported listing before JavaScript, and sees its photo", async ({ person }) => {
  const [ada, visitor] = [await person({ phone: true }), await person({ javaScript: false })];
  await signIn(ada, "en", "ada@roundabout.example");
  await openCase(ada, "Smartphone, hardly used, with its box");
  const casePath = new URL(ada.url()).pathname;
  const photo = ada.getByRole("img", { name: t("trust:moderation.photoOf", { number: 1 }) });
  const photoPath = (await photo.getAttribute("src")) ?? "";
  expect((await ada.request.get(photoPath)).status()).toBe(200);
  expect((await visitor.request.get(photoPath, { maxRedirects: 0 })).status()).toBe(302);

  // The same person with scripts off: what belongs to a measure is shown by the browser itself.
  const plain = await person({ javaScript: false });
  await plain.context().addCookies(await ada.context().cookies());
  await plain.goto(casePath);
  await plain.getByRole("button", { name: t("trust:moderation.claim") }).click();
  await expect(plain.getByLabel(t("trust:moderation.newTitle"), { exact: true })).toBeHidden();
  await plain.getByRole("radio", { name: t("trust:decisions.correct") }).check({ force: true });
  await expect(plain.getByLabel(t("trust:moderation.until"))).toBeHidden();
  await plain.getByLabel(t("trust:moderation.newTitle"), { exact: true }).fill("Smartphone with its box");
  await plain.getByLabel(t("trust:moderation.newDescription")).fill("Works well.");
  await plain.getByLabel(t("trust:moderation.facts")).fill(facts);
  await plain.getByRole("button", { name: t("trust:moderation.decide"), exact: true }).click();
  await expect(plain.getByText(t("trust:moderation.done.final"))).toBeVisible();

  await visit(ada, casePath);
  await expectAccessible(ada);
  await expectFitsWidth(ada);
  await ada.getByRole("link", { name: t("trust:decided.correct") }).click();
  await expect(ada.getByText("Smartphone with its box")).toBeVisible();
  await expectAccessible(ada);
  await visit(ada, "/moderation/audit");
  await expectAccessible(ada);
  await expectFitsWidth(ada);
  await visit(ada, "/listings?q=smartphone");
  await expect(ada.getByRole("link", { name: "Smartphone with its box" })).toBeVisible();
});
