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

/**
 * Signs in with the form's own request, in the person's language; the page itself stays where it is. The form is walked in pages.spec.ts:
 * two pages fewer for every other journey.
 */
export async function signIn(page: Page, locale: Locale, email: string, secret = demoPassword): Promise<void> {
  const answer = await page.request.post("/sign-in", { form: { email, password: secret, returnTo: "/" }, maxRedirects: 0 });
  expect(answer.status(), `signing in as ${email}`).toBe(302);
  // Signing in brings the person's own language along.
  await page.request.post("/preferences", { form: { locale, returnTo: "/" }, maxRedirects: 0 });
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

/** Switches to another of the person's parties with the request of the account page's list. */
export async function actAs(page: Page, name: string): Promise<void> {
  // The account page's list has a form of its own in each row; the menu above has one for all.
  const rows = (await (await page.request.get("/account")).text()).split("<li").filter((row) => row.includes("<form") && row.includes(name));
  const partyId = rows.at(-1)?.match(/type="hidden" name="partyId" value="([^"]+)"/)?.[1];
  expect(partyId, `a party named ${name} to act for`).toBeDefined();
  const answer = await page.request.post("/account/party", { form: { partyId: partyId ?? "", returnTo: "/" }, maxRedirects: 0 });
  expect(answer.status(), `acting as ${name}`).toBe(302);
}

/** On the page of a deal or booking with a device: says what should happen to its data, and comes back. */
export async function chooseErasure(page: Page, locale: Locale): Promise<void> {
  const t = say(locale);
  await page.getByRole("link", { name: t("erasure:panel.choose") }).click();
  await page.locator('input[name="choice"][value="clear"]').check({ force: true });
  await page.getByRole("button", { name: t("erasure:choose.send") }).click();
  await page.waitForURL(/\/(deals|bookings)\/[0-9a-f-]{36}$/);
}
