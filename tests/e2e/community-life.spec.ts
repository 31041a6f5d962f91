import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, hydrated, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

test("a private community is founded, invited into by a link on a phone in Chinese, and left; nobody else sees it", async ({ person }) => {
  test.setTimeout(180_000);
  const [t, z] = [say("en"), say("zh-CN")];
  const name = "Hazelwick Yard";

  // Tom founds it, with rules.
  const owner = await person({ locale: "en" });
  await signIn(owner, "en", "tom@roundabout.example");
  await visit(owner, "/communities/new");
  await owner.locator('input[name="name"]').fill(name);
  await owner.locator('input[name="placeLabel"]').fill("Lianhua Lane");
  await owner.locator('textarea[name="rulesText"]').fill("# Be kind\n\n- Ask before you *take*.\n- <b>No</b> selling on.");
  await owner.locator('input[name="joinPolicy"][value="invite"]').check({ force: true });
  await owner.getByRole("button", { name: t("communities:form.found") }).click();
  await expect(owner.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(owner.getByText(t("communities:page.unlisted"))).toBeVisible();
  const path = new URL(owner.url()).pathname;
  await expectAccessible(owner);

  // He makes an invitation for one person; a slip is shown at its field.
  await visit(owner, `${path}/members`);
  await owner.getByLabel(t("communities:manage.inviteMax")).fill("0");
  await owner.getByRole("button", { name: t("communities:manage.inviteMake") }).click();
  await expect(owner.getByLabel(t("communities:manage.inviteMax"))).toHaveAttribute("aria-invalid", "true");
  await owner.getByLabel(t("communities:manage.inviteMax")).fill("1");
  await owner.getByRole("button", { name: t("communities:manage.inviteMake") }).click();
  await owner.locator("summary").filter({ hasText: t("communities:manage.inviteLink") }).click();
  await expect(owner.getByRole("img", { name: t("communities:manage.inviteQr") })).toBeVisible();
  const link = new URL(((await owner.getByText(/\/join\?token=/).textContent()) ?? "").trim());
  await expectAccessible(owner);

  // Lin opens the link signed out, signs in, and is back at the door.
  const guest = await person({ locale: "zh-CN", phone: true });
  // Chosen on this phone: otherwise signing in brings along whatever language another journey left with her.
  await guest.request.post("/preferences", { form: { locale: "zh-CN", returnTo: "/" }, maxRedirects: 0 });
  await visit(guest, path);
  await expect(guest.getByText(name)).toHaveCount(0);
  await visit(guest, link.pathname + link.search);
  await expect(guest.getByRole("heading", { level: 1, name: z("communities:invited.title", { name }) })).toBeVisible();
  await expect(guest.locator(".document em")).toHaveText("take");
  await expect(guest.locator(".document b")).toHaveCount(0);
  await expectFitsWidth(guest);
  await expectAccessible(guest);
  await guest.getByRole("link", { name: z("communities:invited.signIn") }).click();
  await guest.getByLabel(z("account:signIn.email")).fill("lin@roundabout.example");
  await guest.getByLabel(z("account:signIn.password")).fill("roundabout-demo");
  await guest.getByRole("button", { name: z("account:signIn.submit") }).click();
  await guest.waitForURL(/\/join\?token=/);
  await hydrated(guest);
  // The rules are confirmed; without that the browser asks, and so does the server.
  const join = guest.getByRole("button", { name: z("communities:invited.join", { name }) });
  await guest.evaluate(() => document.querySelector('input[name="rulesVersion"]')?.removeAttribute("required"));
  await join.click();
  await expect(guest.getByText(z("communities:errors.RULES_UNCONFIRMED"))).toBeVisible();
  await guest.getByLabel(z("communities:page.confirmRules")).check();
  await join.click();
  await expect(guest.getByText(z("communities:roles.member"), { exact: true })).toBeVisible();
  await expectFitsWidth(guest);
  await expectAccessible(guest);

  // Who came by whom is kept, and the place is taken.
  await visit(owner, `${path}/members`);
  await expect(owner.getByText(t("communities:manage.inviteStates.used_up"))).toBeVisible();
  await expect(owner.getByText(t("communities:manage.wasInvitedBy", { name: "Tom" }))).toBeVisible();
  const late = await person({ locale: "en" });
  await visit(late, link.pathname + link.search);
  await expect(late.getByRole("heading", { level: 1, name: t("communities:invited.badTitle") })).toBeVisible();
  await expect(late.getByText(name)).toHaveCount(0);

  // Lin leaves; after that it is not there for her.
  await guest.getByRole("button", { name: z("communities:page.leave"), exact: true }).click();
  await guest.getByRole("dialog").getByRole("button", { name: z("communities:page.leaveConfirm"), exact: true }).click();
  await guest.waitForURL(/\/communities$/);
  await visit(guest, path);
  await expect(guest.getByText(name)).toHaveCount(0);
});

test("somebody asks with a few words, is let in, and removed with a reason they are told", async ({ person }) => {
  test.setTimeout(180_000);
  const [t, z] = [say("en"), say("zh-CN")];
  const owner = await person({ locale: "en", phone: true });
  await signIn(owner, "en", "hana@roundabout.example");
  await visit(owner, "/communities/new");
  await owner.locator('input[name="name"]').fill("Quince Row");
  await owner.locator('input[name="placeLabel"]').fill("Chenggong");
  await owner.locator('input[name="joinPolicy"][value="ask"]').check({ force: true });
  await expectFitsWidth(owner);
  await owner.getByRole("button", { name: t("communities:form.found") }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "Quince Row" })).toBeVisible();
  const path = new URL(owner.url()).pathname;

  // Before JavaScript, too.
  const asking = await person({ locale: "zh-CN", javaScript: false });
  await signIn(asking, "zh-CN", "wei@roundabout.example");
  await asking.goto(path);
  await asking.getByRole("link", { name: z("communities:page.ask") }).click();
  await asking.getByLabel(z("communities:page.askWords")).fill("我住在隔壁。");
  await asking.getByRole("button", { name: z("communities:page.ask") }).click();
  await expect(asking.getByText(z("communities:page.asked"))).toBeVisible();

  await visit(owner, "/notifications");
  await expect(owner.getByText(t("communities:mails.asked.subject", { person: "王伟 Wei", community: "Quince Row" })).first()).toBeVisible({ timeout: 20_000 });
  await visit(owner, `${path}/members`);
  await expect(owner.getByText("我住在隔壁。")).toBeVisible();
  await expectFitsWidth(owner);
  await expectAccessible(owner);
  await owner.getByRole("button", { name: t("communities:manage.acceptPerson", { name: "王伟 Wei" }) }).click();
  await expect(owner.getByText(t("communities:manage.noRequests"))).toBeVisible();
  await owner.getByRole("button", { name: t("communities:manage.removePerson", { name: "王伟 Wei" }) }).click();
  await owner.getByRole("dialog").getByLabel(t("communities:manage.removeReason")).fill("Sold gifts on");
  await expectAccessible(owner);
  await owner.getByRole("dialog").getByRole("button", { name: t("communities:manage.remove"), exact: true }).click();
  await expect(owner.getByRole("button", { name: t("communities:manage.removePerson", { name: "王伟 Wei" }) })).toHaveCount(0);

  await expect(async () => {
    await asking.goto("/notifications");
    await expect(asking.locator("main")).toContainText("Sold gifts on", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
});
