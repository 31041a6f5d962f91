import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { signUp } from "./acts.ts";
import { expect, expectAccessible, expectFitsWidth, hydrated, test, visit } from "./fixtures.ts";
import { say, type Locale } from "./words.ts";

const picture = (name: string) => fileURLToPath(new URL(`../../app/demo/pictures/${name}.webp`, import.meta.url));

/** Counts what a hand does: presses, and letters typed. */
function hand() {
  const done = { taps: 0, letters: 0 };
  return {
    done,
    async tap(target: ReturnType<Page["locator"]>) {
      done.taps += 1;
      await target.click();
    },
    async type(target: ReturnType<Page["locator"]>, text: string) {
      done.taps += 1;
      done.letters += text.length;
      await target.click();
      await target.pressSequentially(text);
    },
  };
}

const stories: { locale: Locale; name: string; title: string; rest: string; category: string; place: string }[] = [
  { locale: "en", name: "Ines", title: "Blue mountain", rest: " bike", category: "bicycle", place: "Lianhua Lane" },
  { locale: "zh-CN", name: "小安", title: "九成新山地", rest: "自行车", category: "bicycle", place: "莲花里" },
];

for (const story of stories) {
  test(`a first-time seller on a phone: signed up, two photos, the window lost half-way, published [${story.locale}]`, async ({ person }) => {
    const { locale } = story;
    const t = say(locale);
    const phone = await person({ locale, phone: true });
    await signUp(phone, locale, { name: story.name, email: `seller-${locale}-${Date.now()}@example.org` });

    const { done, tap, type } = hand();
    await tap(phone.getByRole("link", { name: t("common:frame.list") }).last());
    await expect(phone.getByRole("heading", { level: 1, name: t("listings:new.title") })).toBeVisible();
    await hydrated(phone);
    done.taps += 2; // The phone's own picker: two photos.
    await phone.getByLabel(t("listings:form.photos")).setInputFiles([picture("bicycle"), picture("boots")]);
    await expect(phone.locator("input[name=draftPhoto]")).toHaveCount(2);
    const kept = phone.waitForResponse((response) => response.ok() && (response.request().postData() ?? "").includes(story.title));
    await type(phone.getByLabel(t("listings:form.title"), { exact: true }), story.title);
    await kept;
    await expect(phone.getByText(new RegExp(t("listings:draft.savedAt", { time: "\\d\\d:\\d\\d" })))).toBeVisible();
    await expectFitsWidth(phone);
    await expectAccessible(phone);

    // The window is lost; what was typed and sent is not.
    const again = await phone.context().newPage();
    await phone.close();
    const { done: doneLater, tap: tapLater, type: typeLater } = hand();
    await visit(again, "/listings/new");
    await expectAccessible(again);
    await tapLater(again.getByRole("link", { name: t("listings:draft.goOnWith", { title: story.title }) }));
    const title = again.getByLabel(t("listings:form.title"), { exact: true });
    await expect(title).toHaveValue(story.title);
    await expect(again.locator("input[name=draftPhoto]")).toHaveCount(2);
    await title.press("End");
    await title.pressSequentially(story.rest);
    doneLater.letters += story.rest.length;
    await tapLater(again.getByRole("button", { name: t(`goods:names.${story.category}`), exact: true }));
    await expect(again.getByLabel(t("listings:form.category"), { exact: true })).toHaveValue(story.category);
    await tapLater(again.getByText(t("listings:conditions.good"), { exact: true }));
    await typeLater(again.getByLabel(t("listings:form.placeLabel")), story.place);
    await tapLater(again.getByRole("button", { name: t("listings:new.publish"), exact: true }));
    await expect(again.getByRole("heading", { level: 1, name: `${story.title}${story.rest}` })).toBeVisible();
    await expect(again.locator("main img").first()).toBeVisible();

    // Nothing waits any more, and the whole took little of a hand.
    await visit(again, "/listings/new");
    await expect(again.getByRole("heading", { name: t("listings:draft.listTitle") })).toHaveCount(0);
    const letters = done.letters + doneLater.letters;
    const taps = done.taps + doneLater.taps;
    test.info().annotations.push({ type: "effort", description: `${letters} letters, ${taps} taps` });
    expect(letters).toBeLessThanOrEqual(60);
    expect(taps).toBeLessThanOrEqual(12);
  });
}
