import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
import { actAs, signIn } from "./acts.ts";
import { say } from "./words.ts";

interface Row {
  region: string;
  month: string;
  route: string;
  material: string;
  status: "published" | "withheld";
  massGrams: number | null;
}

test("a visitor chooses a month and takes the same figures away as files", async ({ person }) => {
  const t = say("en");
  const page = await person({ dark: true });
  await visit(page, "/");
  await page.getByRole("contentinfo").getByRole("link", { name: t("common:footer.statistics"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("statistics:title") })).toBeVisible();
  await expectAccessible(page);

  const json = await page.request.get("/data/statistics.json");
  const { rows, version, method, minimumParties } = (await json.json()) as { rows: Row[]; version: string; method: { version: string }; minimumParties: number };
  expect(minimumParties).toBe(5);
  await expect(page.getByText(method.version)).toBeVisible();
  await expect(page.getByText(version)).toBeVisible();
  // The demo's months: some are of enough households, and single materials never are.
  const shown = rows.find((row) => row.region === "all" && row.month !== "all" && row.route === "all" && row.material === "all" && row.status === "published");
  expect(shown?.massGrams).toBeGreaterThan(0);
  expect(rows.some((row) => row.status === "withheld" && row.massGrams === null)).toBe(true);

  await page.getByLabel(t("statistics:month"), { exact: true }).selectOption(shown?.month ?? "");
  await page.getByRole("button", { name: t("statistics:show") }).click();
  await page.waitForURL(new RegExp(`month=${shown?.month}`));
  await expect(page.getByText(t("statistics:total"), { exact: true }).first()).toBeVisible();
  await expect(page.getByText(new RegExp(`^${t("statistics:withheldNames", { names: ".+" })}`)).first()).toBeVisible();
  await expectAccessible(page);
  const china = page.getByRole("group", { name: t("statistics:mapText") }).getByRole("link", { name: /^China: / });
  await expect(china).not.toHaveAttribute("aria-current", "true");
  await china.click();
  await page.waitForURL(new RegExp(`region=CN&month=${shown?.month}`));
  await expect(china).toHaveAttribute("aria-current", "true");
  await expect(page.getByLabel(t("statistics:region"), { exact: true })).toHaveValue("CN");
  await expectAccessible(page);

  const csv = await page.request.get("/data/statistics.csv");
  expect(csv.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(rows.length + 1);
  const again = await page.request.get("/data/statistics.csv", { headers: { "If-None-Match": csv.headers().etag ?? "" } });
  expect(again.status()).toBe(304);
  expect((await (await page.request.get("/data/statistics.ndjson")).text()).trimEnd().split("\n")).toHaveLength(rows.length);
  const columns = (await (await page.request.get("/data/statistics.csv-metadata.json")).json()) as { tableSchema: { columns: { name: string }[] } };
  expect(columns.tableSchema.columns.map(({ name }) => name).join(",")).toBe((await csv.text()).split("\r\n")[0]);
  const parquet = await page.request.get("/data/statistics.parquet");
  expect(parquet.headers()["content-type"]).toBe("application/vnd.apache.parquet");
  expect((await parquet.body()).subarray(0, 4).toString()).toBe("PAR1");
  expect((await page.request.get("/data/statistics.xlsx")).status()).toBe(404);

  // Between tiers: what is published is drawn and stands in the table, and nothing else.
  const tiers = (await (await page.request.get("/data/tiers.json")).json()) as { version: string; rows: (Row & { source: string; target: string })[] };
  expect((await (await page.request.get("/data/tiers.csv")).text()).trimEnd().split("\r\n")).toHaveLength(tiers.rows.length + 1);
  expect(tiers.rows.some((row) => row.source === "brought" && row.target === "collection")).toBe(true);
  await expect(page.getByText(tiers.version)).toBeVisible();
  const month = tiers.rows.find((row) => row.region === "all" && row.month.length > 4 && row.status === "published")?.month ?? "all";
  await visit(page, `/statistics?month=${month}`);
  const between = page.locator("section", { has: page.getByRole("heading", { name: t("statistics:tiers"), exact: true }) });
  const inMonth = tiers.rows.filter((row) => row.region === "all" && row.month === month && row.material === "all" && row.status === "published");
  if (inMonth.length > 0) await between.locator("summary").click();
  await expect(between.locator("tbody tr")).toHaveCount(inMonth.length);
  await page.getByLabel(t("statistics:material"), { exact: true }).selectOption("paper");
  await page.getByRole("button", { name: t("statistics:show") }).click();
  await page.waitForURL(/material=paper/);
  await expectAccessible(page);

  const catalogue = (await (await page.request.get("/data.json")).json()) as { "@type": string; "dcat:dataset": { "dcat:distribution": { "dcat:downloadURL": { "@id": string } }[] }[] };
  expect(catalogue["@type"]).toBe("dcat:Catalog");
  for (const { "dcat:downloadURL": url } of catalogue["dcat:dataset"].flatMap((dataset) => dataset["dcat:distribution"])) {
    expect((await page.request.get(new URL(url["@id"]).pathname)).status()).toBe(200);
  }
});

test("on a phone, in Chinese, before JavaScript", async ({ person }) => {
  const zh = say("zh-CN");
  const page = await person({ locale: "zh-CN", phone: true, javaScript: false });
  await page.goto("/statistics");
  await expect(page.getByRole("heading", { level: 1, name: zh("statistics:title") })).toBeVisible();
  await page.getByLabel(zh("statistics:region"), { exact: true }).selectOption("CN");
  await page.getByRole("button", { name: zh("statistics:show") }).click();
  await page.waitForURL(/region=CN/);
  await expect(page.getByLabel(zh("statistics:region"), { exact: true })).toHaveValue("CN");
  await expect(page.getByRole("group", { name: zh("statistics:mapText") }).getByRole("link", { name: /^中国：/ })).toHaveAttribute("aria-current", "true");
  await expectFitsWidth(page);
  const withScript = await person({ locale: "zh-CN", phone: true });
  await visit(withScript, "/statistics?region=CN");
  await expectFitsWidth(withScript);
  await expectAccessible(withScript);
});

test("an authority reads its region, takes it away, and sees who looked; targets have their source", async ({ person }) => {
  const t = say("en");
  const page = await person();
  expect((await page.request.get("/supervision/licences.csv", { maxRedirects: 0 })).status()).toBe(302);
  await signIn(page, "en", "ada@roundabout.example");
  expect((await page.request.get("/supervision")).status()).toBe(403);
  await actAs(page, "Kunming Circular Economy Office");
  await visit(page, "/supervision");
  await page.getByRole("link", { name: "云环危废 2025-0117" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "云环危废 2025-0117" })).toBeVisible();
  await page.goBack();
  await page.getByLabel(t("supervision:period.until"), { exact: true }).fill("2020-01-01");
  await page.getByRole("button", { name: t("supervision:show") }).click();
  await expect(page.getByText(t("supervision:period.backwards"))).toBeVisible();
  await visit(page, "/supervision");
  await expect(page.getByRole("cell", { name: t("trust:audit.actions.supervision_read") }).first()).toBeVisible();
  await expectAccessible(page);
  const csv = await (await page.request.get("/supervision/licences.csv")).text();
  expect(csv.split("\r\n")[0]).toMatch(/^id,recycler,number,.*,method,version$/);
  expect(csv).toContain("licence-register@1");
  expect((await page.request.get("/supervision/licences.csv?region=FR")).status()).toBe(404);

  await visit(page, "/statistics/targets");
  await expect(page.getByText(t("targets:reached", { amount: "54.9 Mt", share: "91.5%", year: 2020 })).first()).toBeVisible();
  await expect(page.getByText(t("targets:noData"), { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await visit(page, "/statistics/targets/edit");
  await page.getByLabel(t("targets:form.yearLabel"), { exact: true }).last().fill("soon");
  await page.getByRole("button", { name: t("targets:form.save") }).last().click();
  await expect(page.getByText(t("targets:form.year"))).toBeVisible();
  await expectAccessible(page);
});

test("supervision and targets on a phone, in Chinese, before JavaScript", async ({ person }) => {
  const zh = say("zh-CN");
  const page = await person({ locale: "zh-CN", phone: true, dark: true, javaScript: false });
  await signIn(page, "zh-CN", "ada@roundabout.example");
  await page.goto("/moderation/authorities");
  await page.getByLabel(zh("supervision:authorities.region"), { exact: true }).first().fill("nowhere");
  await page.getByRole("button", { name: zh("supervision:authorities.state"), exact: true }).first().click();
  await expect(page.getByText(zh("supervision:errors.REGION_INVALID"))).toBeVisible();
  await actAs(page, "Kunming Circular Economy Office");
  for (const [path, title] of [["/supervision", "supervision:title"], ["/statistics/targets", "targets:title"], ["/statistics/targets/edit", "targets:form.title"]] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: zh(title) })).toBeVisible();
    await expectFitsWidth(page);
  }
});
