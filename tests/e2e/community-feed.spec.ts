import { signIn } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { say } from "./words.ts";

test("a neighbour asks, another answers, and the one who asked marks what helped; the street's network shows its sum", async ({ person }) => {
  test.setTimeout(180_000);
  const [t, z] = [say("en"), say("zh-CN")];

  // Omar asks in his community; an empty form says so at its field.
  const asker = await person({ locale: "en" });
  await signIn(asker, "en", "omar@roundabout.example");
  await visit(asker, "/networks/green-lake-quarter");
  await expect(asker.getByTestId("network-total")).toBeVisible();
  await expectAccessible(asker);
  await asker.getByRole("list", { name: t("networks:one.members") }).getByRole("link").first().click();
  await asker.waitForURL(/\/communities\//);
  const community = new URL(asker.url()).pathname;
  await visit(asker, `${community}/feed`);
  await asker.getByRole("button", { name: t("feed:write.send") }).click();
  await expect(asker.getByLabel(t("feed:write.body"))).toHaveAttribute("aria-invalid", "true");
  await asker.getByLabel(t("feed:write.body")).fill("Who has a very long ladder?");
  await asker.locator('input[name="kind"][value="question"]').check({ force: true });
  await asker.getByRole("button", { name: t("feed:write.send") }).click();
  await expect(asker.getByText("Who has a very long ladder?")).toBeVisible();
  await expectAccessible(asker);

  // Lin sees it among the unanswered ones on his phone, and answers.
  const helper = await person({ locale: "zh-CN", phone: true });
  await helper.request.post("/preferences", { form: { locale: "zh-CN", returnTo: "/" }, maxRedirects: 0 });
  await signIn(helper, "zh-CN", "lin@roundabout.example");
  await visit(helper, `${community}/feed?show=unanswered`);
  await expectFitsWidth(helper);
  await expectAccessible(helper);
  await helper.getByRole("link", { name: z("feed:post.openOf", { what: "Who has a very long ladder?" }) }).click();
  await helper.getByLabel(z("feed:answer.write")).fill("我家有，五米长。");
  await helper.getByRole("button", { name: z("feed:answer.send"), exact: true }).click();
  await expect(helper.getByText("我家有，五米长。")).toBeVisible();
  await expectFitsWidth(helper);

  // Omar's page looks again by itself; the one answer is the one that helped.
  await asker.getByRole("link", { name: t("feed:post.openOf", { what: "Who has a very long ladder?" }) }).click();
  await asker.getByRole("button", { name: /helped/ }).click();
  await expect(asker.getByRole("button", { name: /Take the mark off/ })).toBeVisible();
  await expectAccessible(asker);
});
