import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, hydrated, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

test("the manager of a new community walks a whole round with the demo's communities as peers, and prints it", async ({ person }) => {
  test.setTimeout(240_000);
  const t = say("en");
  const b = (key: string, values = {}) => t(`benchmarking:${key}`, values);
  const page = await person({ locale: "en" });
  await signIn(page, "en", "sofia@roundabout.example");
  const founded = await page.request.post("/communities/new", { form: { name: "Tanhua Court", placeLabel: "Tanhua Temple", description: "", joinPolicy: "open", rulesText: "", timeZone: "Asia/Shanghai", submissionId: "tanhua-court" }, maxRedirects: 0 });
  expect(founded.status()).toBe(302);
  const path = founded.headers()["location"] ?? "";

  // From the community's page to what it says of itself: type, size, climate, density, and a figure with its source.
  await visit(page, path);
  await page.getByRole("link", { name: b("headline.see"), exact: true }).click();
  await page.getByRole("link", { name: b("hub.profileAction") }).click();
  await page.getByLabel(b("profile.kind"), { exact: true }).selectOption("estate");
  await page.getByLabel(b("profile.climate"), { exact: true }).selectOption("C");
  await page.getByLabel(b("profile.density"), { exact: true }).selectOption("high");
  await page.getByLabel(b("profile.residents")).fill("350");
  await page.getByLabel(b("profile.estimate")).fill("260");
  await page.getByRole("button", { name: b("profile.save") }).click();
  // An estimate without its source is said at the field, and what was typed is still there.
  await expect(page.getByText(b("form.sourceMissing")).last()).toBeVisible();
  await expect(page.getByLabel(b("profile.residents"))).toHaveValue("350");
  await page.locator("#profile-generationSource").fill("City report 2025");
  await page.getByRole("button", { name: b("profile.save") }).click();
  await expect(page.getByText(b("form.sourceMissing"))).toHaveCount(0);
  await page.getByLabel(b("values.value")).fill("9.9");
  await page.locator("#value-source").fill("Records of the housing office");
  await page.getByRole("button", { name: b("values.enter") }).click();
  await expect(page.getByText(`${b("indicators.residual_waste")}: 9.9 kg`)).toBeVisible();
  await page.getByRole("button", { name: b("practices.tag") }).click();
  await expect(page.getByRole("button", { name: b("practices.endNamed", { name: b("practices.names.sharing_shelf") }) })).toBeVisible();
  await expectAccessible(page);

  // 1 Topic.
  await visit(page, `${path}/benchmarking`);
  await page.getByLabel(b("form.title")).fill("Less in the grey bin");
  await page.getByLabel(b("indicators.reuse_share")).uncheck();
  await page.getByLabel(b("indicators.residual_waste")).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: b("form.begin") }).click();
  await page.waitForURL(/benchmarking\/[0-9a-f-]{36}$/);
  await hydrated(page);
  const round = new URL(page.url()).pathname;
  const step = (code: string) => page.locator(`#step-${code}`);
  const finish = async (code: string, next: string | null, label = "form.finish") => {
    await step(code).getByRole("button", { name: b(label) }).click();
    if (next) await expect(step(next)).toHaveAttribute("aria-current", "step");
  };
  const note = async (code: string, words: string) => {
    await step(code).getByLabel(b("form.notes")).fill(words);
    await step(code).getByRole("button", { name: b("form.save"), exact: true }).last().click();
    await expect(step(code).getByText(b("needs.notes"))).toHaveCount(0);
  };
  await finish("topic", null);
  await expect(step("topic").getByRole("alert")).toContainText(b("needs.notes"));
  await note("topic", "Our grey bins overflow on Fridays.");
  await finish("topic", "peers");

  // 2 Peers: seen with their reasons; one is left out with a reason.
  await step("peers").getByRole("link", { name: b("peers.see") }).click();
  await expect(page.getByText(b("peers.reasons.same_climate")).first()).toBeVisible();
  await expect(page.getByText("Chenggong Primary School")).toHaveCount(0);
  const lotus = page.getByRole("listitem").filter({ hasText: "Lotus Yard" });
  await lotus.locator("summary").click();
  await lotus.getByLabel(b("form.reason")).fill("Much lower houses");
  await lotus.getByRole("button", { name: b("form.leaveOut"), exact: true }).click();
  await expect(lotus.getByText(b("peers.left", { words: "Much lower houses" }))).toBeVisible();
  await expectAccessible(page);
  await visit(page, round);
  await finish("peers", "team");

  // 3 Team and plan.
  for (const code of ["collection", "gap", "direction", "communication", "implementation", "lessons", "next"]) {
    await page.locator(`#plan-owner-${code}`).selectOption({ label: "Sofia" });
    await page.locator(`#plan-due-${code}`).fill("2030-05-01");
  }
  await step("team").getByRole("button", { name: b("cycle.savePlan") }).click();
  await expect(step("team").getByText(b("needs.title"))).toHaveCount(0);
  await finish("team", "collection");

  // 4 Collection: what is not known is said, and is no zero. 5 Gap.
  await expect(step("collection").getByText(`${b("noData.label")}: ${b("noData.nothing")}`)).toBeVisible();
  await finish("collection", "gap");
  await step("gap").getByRole("link", { name: b("gap.see") }).click();
  const residual = page.getByRole("region", { name: b("indicators.residual_waste") });
  await expect(residual.getByText(/^1\.\d kg to the best quarter/)).toBeVisible();
  await expect(residual.getByText(b("gap.practicesHidden"))).toBeVisible();
  await expect(page.getByRole("region", { name: b("indicators.mass_per_head") }).getByText("Wenlin Court")).toHaveCount(1);
  await expect(residual.getByText("Wenlin Court")).toHaveCount(0);
  await expectAccessible(page);
  await visit(page, round);
  await note("gap", "A kilogram and a half a head, every month.");
  await finish("gap", "direction");

  // 6 Direction, 7 Communication, 8 Implementation.
  await step("direction").getByLabel(b("values.indicator")).selectOption("residual_waste");
  await step("direction").getByLabel(b("form.target"), { exact: true }).fill("8.5");
  await step("direction").getByRole("button", { name: b("form.setTarget"), exact: true }).click();
  await expect(step("direction").getByText(/8\.5 kg by/)).toBeVisible();
  await finish("direction", "communication");
  const prove = async (code: string, words: string) => {
    await step(code).getByText(b("form.evidence")).click();
    await step(code).getByLabel(b("form.words")).fill(words);
    await step(code).getByRole("button", { name: b("form.add"), exact: true }).click();
    await expect(step(code).getByRole("button", { name: b("form.removeNamed", { words }) })).toBeVisible();
  };
  await prove("communication", "Notice in the hall");
  await finish("communication", "implementation");
  await step("implementation").getByLabel(b("form.action")).fill("Put up signs with pictures");
  await step("implementation").getByRole("button", { name: b("form.addAction") }).click();
  await step("implementation").getByRole("button", { name: b("form.doneNamed", { words: "Put up signs with pictures" }) }).click();
  await expect(step("implementation").getByText(b("cycle.actionStates.done"), { exact: true })).toBeVisible();
  await prove("implementation", "Eleven signs in four halls");
  await finish("implementation", "lessons");

  // 9 Lessons, 10 Next round.
  await note("lessons", "Pictures work, words do not.");
  await finish("lessons", "next");
  await expectAccessible(page);
  await note("next", "Next: paper.");
  await finish("next", null, "form.finishLast");
  await expect(page.getByText(b("states.finished"), { exact: true })).toBeVisible();

  // On paper; and the next round takes over the lessons.
  await page.getByRole("link", { name: b("cycle.report") }).click();
  await expect(page.getByText("Eleven signs in four halls")).toBeVisible();
  await expect(page.getByText("Much lower houses")).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await page.emulateMedia({ media: null });
  await visit(page, `${path}/benchmarking`);
  await page.getByRole("button", { name: b("hub.next") }).click();
  await expect(step("topic").getByLabel(b("form.notes"))).toHaveValue("Pictures work, words do not.\n\nNext: paper.");

  // To a visitor the rounds are not there; how it is computed is.
  const visitor = await person({ locale: "en" });
  await visitor.goto(round);
  await expect(visitor).toHaveURL(/sign-in/);
  await visit(visitor, "/benchmarking");
  await expect(visitor.getByText(b("formulas.contamination"))).toBeVisible();
  await expectAccessible(visitor);
});

test("the report is read in Chinese on a phone", async ({ person }) => {
  const z = (key: string, values = {}) => say("zh-CN")(`benchmarking:${key}`, values);
  const page = await person({ locale: "zh-CN", phone: true, dark: true });
  await signIn(page, "zh-CN", "lin@roundabout.example");
  await page.goto("/communities");
  await page.getByRole("link", { name: /翠湖花园/ }).first().click();
  await page.getByRole("link", { name: z("headline.see"), exact: true }).click();
  await page.waitForURL(/\/benchmarking$/);
  await page.getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await expect(page.getByText(z("guides.direction"))).toBeVisible();
  // Lin is a member: she reads, and has nothing to press.
  await expect(page.getByRole("button", { name: z("form.finish") })).toHaveCount(0);
  await expectFitsWidth(page);
  await page.getByRole("link", { name: z("cycle.report") }).click();
  await expect(page.getByRole("heading", { level: 2, name: z("report.summary") })).toBeVisible();
  await expect(page.getByText(z("gap.best")).first()).toBeVisible();
  await page.getByText(say("zh-CN")("common:plot.asTable")).first().click();
  await expect(page.getByRole("row", { name: /Wenlin Court 文林苑/ }).first()).toBeVisible();
  await expectFitsWidth(page);
  await expectAccessible(page);
});
