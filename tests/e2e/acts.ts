import { expect, type Page } from "@playwright/test";
import { hydrated, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

/** The password of everybody in the journeys. */
export const password = "a journey of many steps";
/** The demo district's password (app/demo/district.ts). */
export const demoPassword = "roundabout-demo";

/** Signs somebody up by the form, and in by the link of the mail in the local mailbox. */
export async function signUp(page: Page, locale: Locale, person: { name: string; email: string }): Promise<void> {
  const t = say(locale);
  await visit(page, "/sign-up");
  await page.getByLabel(t("account:signUp.name")).fill(person.name);
  await page.getByLabel(t("account:signUp.email")).fill(person.email);
  await page.getByLabel(t("account:signUp.password")).fill(password);
  await page.getByRole("button", { name: t("account:signUp.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("account:sent.title") })).toBeVisible();
  await visit(page, `/mailbox?to=${encodeURIComponent(person.email)}`);
  await page.getByRole("link", { name: t("mails:verify.subject") }).first().click();
  await page.locator("main").getByRole("link", { name: /\/verify\?/ }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/mailbox") && !url.pathname.startsWith("/verify"));
  await hydrated(page);
}

/** Signs in by the form. */
export async function signIn(page: Page, locale: Locale, email: string, secret = demoPassword): Promise<void> {
  const t = say(locale);
  await visit(page, "/sign-in");
  await page.getByLabel(t("account:signIn.email")).fill(email);
  await page.getByLabel(t("account:signIn.password")).fill(secret);
  await page.locator("main").getByRole("button", { name: t("account:signIn.submit") }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await hydrated(page);
  // Signing in brings the person's own language along.
  await page.request.post("/preferences", { form: { locale, returnTo: "/" } });
}

/** Joins a community of the demo district. */
export async function joinCommunity(page: Page, locale: Locale, name: string): Promise<void> {
  const t = say(locale);
  await visit(page, "/communities");
  await page.getByRole("link", { name: new RegExp(name) }).first().click();
  await page.getByRole("button", { name: t("communities:page.join"), exact: true }).click();
  await expect(page.getByText(t("communities:page.isHome"))).toBeVisible();
}

/** What a community's row on the board says. */
export function boardRow(page: Page, name: string) {
  return page.getByRole("listitem").filter({ hasText: name }).first();
}

/** Switches to another of the person's parties on the account page. */
export async function actAs(page: Page, locale: Locale, name: string): Promise<void> {
  await visit(page, "/account");
  const row = page.locator("main").getByRole("listitem").filter({ hasText: name });
  await row.getByRole("button").click();
  await expect(row.getByText(say(locale)("account:profile.acting"))).toBeVisible();
}

/** On the page of a deal or booking with a device: says what should happen to its data, and comes back. */
export async function chooseErasure(page: Page, locale: Locale): Promise<void> {
  const t = say(locale);
  await page.getByRole("link", { name: t("erasure:panel.choose") }).click();
  await page.locator('input[name="choice"][value="clear"]').check({ force: true });
  await page.getByRole("button", { name: t("erasure:choose.send") }).click();
  await page.waitForURL(/\/(deals|bookings)\/[0-9a-f-]{36}$/);
}
