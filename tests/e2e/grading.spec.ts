import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, hydrated, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

const pdf = { name: "certificate.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n% a certificate\n%%EOF\n") };

test("a thing is graded by its checklist, marked as remanufactured, and refused where it may not be listed", async ({ person }) => {
  const t = say("en");
  const page = await person();
  await signIn(page, "en", "tom@roundabout.example");
  await visit(page, "/listings/new?kind=goods");
  await page.getByLabel(t("listings:form.title"), { exact: true }).fill("Antique revolver");
  await page.getByLabel(t("listings:form.category"), { exact: true }).selectOption("laptop");
  await expect(page.getByRole("status").filter({ hasText: t("rules:names.weapons") })).toBeVisible();
  await page.getByLabel(t("attributes:names.brand"), { exact: true }).fill("Lemur");
  await page.getByLabel(t("attributes:names.memory_gb"), { exact: true }).fill("lots");
  await page.getByText(t("grading:form.title"), { exact: true }).click();
  const answers = { powers_on: "yes", account_lock: "off", screen: "light_scratches", battery_health: "p70", ports: "all", housing: "flawless", accessories: "complete" };
  for (const [question, answer] of Object.entries(answers)) await page.getByLabel(t(`grading:questions.${question}`), { exact: true }).selectOption(answer);
  await expect(page.getByText(t("grading:form.result", { grade: "C" }))).toBeVisible();
  await page.getByRole("button", { name: t("grading:form.take") }).click();
  await expect(page.getByRole("radio", { name: new RegExp(`^${t("listings:conditions.fair")}`) })).toBeChecked();
  await page.getByLabel(t("grading:mark.form.tick")).check();
  await page.getByLabel(t("grading:mark.form.maker"), { exact: true }).fill("Second Factory");
  await page.getByLabel(t("grading:mark.form.months"), { exact: true }).fill("24");
  await expectAccessible(page);
  const publish = page.getByRole("button", { name: t("listings:new.publish") });
  await publish.click();
  await expect(page.getByText(t("errors:wholeNumber")).first()).toBeVisible();
  await page.getByLabel(t("attributes:names.memory_gb"), { exact: true }).fill("16");
  await publish.click();
  await expect(page.getByText(t("rules:refusedBy.weapons")).first()).toBeVisible();
  await expect(page.getByLabel(t("attributes:names.brand"), { exact: true })).toHaveValue("Lemur");
  await page.getByLabel(t("listings:form.title"), { exact: true }).fill("Laptop, biodegradable sleeve");
  await publish.click();
  await expect(page.getByRole("heading", { level: 1, name: "Laptop, biodegradable sleeve" })).toBeVisible();
  await expect(page.getByText("16 GB")).toBeVisible();
  await expect(page.getByText(t("grading:chip", { grade: "C" })).first()).toBeVisible();
  await expect(page.getByText(`${t("grading:questions.battery_health")} – ${t("grading:answers.battery_health.p70")}`)).toBeVisible();
  await expect(page.getByText(t("claims:unprovenTitle"), { exact: true })).toBeVisible();
  const path = new URL(page.url()).pathname;

  // Who asks is told before they ask, and the mark stays with the deal.
  const taker = await person({ locale: "zh-CN", phone: true });
  const zh = say("zh-CN");
  await signIn(taker, "zh-CN", "mei@roundabout.example");
  await visit(taker, path);
  await taker.locator('a[href^="/deals/new"]').first().click();
  await expect(taker.getByText(zh("grading:mark.title"))).toBeVisible();
  await expectFitsWidth(taker);
  await taker.getByRole("button", { name: zh("deals:new.send") }).click();
  await taker.waitForURL(/\/deals\/[0-9a-f-]{36}$/);
  await hydrated(taker);
  await expect(taker.getByText(zh("grading:mark.title"))).toBeVisible();
  await visit(page, `${path}/edit`);
  await page.getByLabel(t("grading:mark.form.tick")).uncheck();
  await page.getByRole("button", { name: t("listings:edit.save") }).click();
  await expect(page.getByText(t("listings:errors.MARK_STANDS")).first()).toBeVisible();
});

test("before JavaScript the fields of a category come when asked for, and everything typed stays", async ({ person }) => {
  const zh = say("zh-CN");
  const page = await person({ locale: "zh-CN", phone: true, javaScript: false });
  // Chosen on this phone: otherwise signing in brings along whatever language another journey left with her.
  await page.request.post("/preferences", { form: { locale: "zh-CN", returnTo: "/" }, maxRedirects: 0 });
  await page.goto("/sign-in");
  await page.getByLabel(zh("account:signIn.email")).fill("mei@roundabout.example");
  await page.getByLabel(zh("account:signIn.password")).fill("roundabout-demo");
  await page.locator("main").getByRole("button", { name: zh("account:signIn.submit") }).click();
  await page.goto("/listings/new?kind=goods");
  await page.getByLabel(zh("listings:form.title"), { exact: true }).fill("旧小说一本");
  await page.getByLabel(zh("listings:form.category"), { exact: true }).selectOption("books");
  await page.getByRole("button", { name: zh("attributes:form.showFields") }).click();
  await expect(page.getByLabel(zh("listings:form.title"), { exact: true })).toHaveValue("旧小说一本");
  await page.getByLabel(zh("attributes:names.isbn"), { exact: true }).fill("0-306-40615-3");
  await page.getByRole("radio", { name: new RegExp(`^${zh("listings:conditions.good")}`) }).check({ force: true });
  await page.getByRole("button", { name: zh("listings:new.publish") }).click();
  await expect(page.getByText(zh("errors:isbn")).first()).toBeVisible();
  await page.getByLabel(zh("attributes:names.isbn"), { exact: true }).fill("0-306-40615-2");
  await page.getByRole("button", { name: zh("listings:new.publish") }).click();
  await expect(page.getByText("9780306406157")).toBeVisible();

  // Green claims in the same form: one lacks its share, the other its document, which may come later.
  await page.goto("/listings/new?kind=goods");
  await page.getByLabel(zh("listings:form.title"), { exact: true }).fill("帆布购物袋");
  await page.getByLabel(zh("listings:form.category"), { exact: true }).selectOption("musical_instruments");
  await page.getByRole("radio", { name: new RegExp(`^${zh("listings:conditions.good")}`) }).check({ force: true });
  await page.getByText(zh("claims:title"), { exact: true }).click();
  for (const kind of ["recycled_content", "organic_textile"]) await page.getByRole("checkbox", { name: zh(`claims:kinds.${kind}`) }).check({ force: true });
  await page.getByRole("button", { name: zh("listings:new.publish") }).click();
  await expect(page.getByText(zh("errors:required")).last()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: zh("claims:kinds.organic_textile") })).toBeChecked();
  const ofClaim = (label: string) => page.getByLabel(`${label}: ${zh("claims:kinds.recycled_content")}`, { exact: true });
  await ofClaim(zh("claims:form.percent")).fill("40");
  await ofClaim(zh("claims:section.document")).setInputFiles(pdf);
  await page.getByRole("button", { name: zh("listings:new.publish") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "帆布购物袋" })).toBeVisible();
  await expect(page.getByText(zh("claims:proven"))).toHaveCount(0);
  await page.getByRole("link", { name: zh("claims:link") }).click();
  await expect(page.getByText(zh("claims:states.pending"), { exact: true })).toBeVisible();
  await page.getByLabel(zh("claims:form.document"), { exact: true }).first().setInputFiles(pdf);
  await page.getByRole("button", { name: zh("claims:handIn") }).click();
  await expect(page.getByText(zh("claims:states.pending"), { exact: true })).toHaveCount(2);
});

test("a green claim is shown once an operator has accepted its document, and its document to nobody else", async ({ person }) => {
  const t = say("en");
  const owner = await person();
  await signIn(owner, "en", "tom@roundabout.example");
  await visit(owner, "/listings?q=Wooden+kitchen+chair");
  await owner.locator("article").getByRole("link", { name: /Wooden kitchen chair/ }).first().click();
  const path = await owner.waitForURL(/\/listings\/[0-9a-f-]{36}$/).then(() => new URL(owner.url()).pathname);
  await owner.getByRole("link", { name: t("claims:link") }).click();
  await owner.getByRole("radio", { name: new RegExp(`^${t("claims:kinds.recycled_content")}`) }).check({ force: true });
  await owner.getByLabel(t("claims:form.document"), { exact: true }).setInputFiles(pdf);
  await owner.getByRole("button", { name: t("claims:form.send") }).click();
  await expect(owner.getByText(t("errors:required"))).toBeVisible();
  await owner.getByLabel(t("claims:form.percent"), { exact: true }).fill("80");
  await owner.getByLabel(t("claims:form.document"), { exact: true }).setInputFiles(pdf);
  await owner.getByRole("button", { name: t("claims:form.send") }).click();
  await expect(owner.getByText(t("claims:states.pending"), { exact: true })).toBeVisible();
  await expectAccessible(owner);
  const document = (await owner.getByRole("link", { name: /Open the document/ }).getAttribute("href")) ?? "";
  expect((await owner.request.get(document)).headers()).toMatchObject({ "content-type": "application/pdf", "cache-control": "private, no-store", "content-disposition": expect.stringContaining("attachment") });

  const stranger = await person();
  await signIn(stranger, "en", "mei@roundabout.example");
  expect((await stranger.request.get(document)).status()).toBe(404);
  expect((await stranger.request.get("/moderation/claims")).status()).toBe(403);
  await visit(stranger, path);
  await expect(stranger.getByText(t("claims:proven"))).toHaveCount(0);

  const operator = await person({ dark: true });
  await signIn(operator, "en", "ada@roundabout.example");
  await visit(operator, "/moderation/claims");
  await expectAccessible(operator);
  const row = operator.getByRole("listitem").filter({ hasText: "Wooden kitchen chair" });
  await row.getByRole("button", { name: t("claims:queue.refuse") }).click();
  await expect(row.getByText(t("errors:tooShort", { min: 3 }))).toBeVisible();
  await row.getByRole("button", { name: t("claims:queue.accept") }).click();
  await expect(row).toHaveCount(0);
  await expect(owner.getByText(t("claims:states.accepted"), { exact: true })).toBeVisible();
  // Its owner is told, wherever they are.
  await visit(owner, "/notifications");
  const claim = t("claims:withPercent", { kind: t("claims:kinds.recycled_content"), percent: 80 });
  await expect(owner.getByRole("button", { name: t("claims:mails.accepted.subject", { claim, title: "Wooden kitchen chair, solid" }), exact: true })).toBeVisible();
  await visit(stranger, path);
  await expect(stranger.getByText(t("claims:withPercent", { kind: t("claims:kinds.recycled_content"), percent: 80 }))).toBeVisible();
});
