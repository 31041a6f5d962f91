import { expect, expectAccessible, expectFitsWidth, test, visit } from "./fixtures.ts";
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

  const csv = await page.request.get("/data/statistics.csv");
  expect(csv.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect((await csv.text()).trimEnd().split("\r\n")).toHaveLength(rows.length + 1);
  const again = await page.request.get("/data/statistics.csv", { headers: { "If-None-Match": csv.headers().etag ?? "" } });
  expect(again.status()).toBe(304);
  expect((await (await page.request.get("/data/statistics.ndjson")).text()).trimEnd().split("\n")).toHaveLength(rows.length);
  const columns = (await (await page.request.get("/data/statistics.csv-metadata.json")).json()) as { tableSchema: { columns: { name: string }[] } };
  expect(columns.tableSchema.columns.map(({ name }) => name).join(",")).toBe((await csv.text()).split("\r\n")[0]);
  expect((await page.request.get("/data/statistics.parquet")).status()).toBe(404);

  const catalogue = (await (await page.request.get("/data.json")).json()) as { "@type": string; "dcat:dataset": { "dcat:distribution": { "dcat:downloadURL": { "@id": string } }[] }[] };
  expect(catalogue["@type"]).toBe("dcat:Catalog");
  for (const { "dcat:downloadURL": url } of catalogue["dcat:dataset"][0]?.["dcat:distribution"] ?? []) {
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
  await expectFitsWidth(page);
  const withScript = await person({ locale: "zh-CN", phone: true });
  await visit(withScript, "/statistics?region=CN");
  await expectFitsWidth(withScript);
  await expectAccessible(withScript);
});
