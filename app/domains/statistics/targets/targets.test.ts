import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { PublishedCell } from "../statistics.schema.ts";
import { formatAmount, formatShare } from "./amount-words.ts";
import { NATIONAL_TARGETS } from "./national.ts";
import { targetsAsCsv } from "./targets.files.ts";
import { nationalProgress, ownProgress } from "./targets.rules.ts";
import { amountGrams, figureForm, ownTargetForm, versionsSeen, type FigureView, type OwnTargetRow } from "./targets.schema.ts";

const figure = (more: Partial<FigureView>): FigureView => ({ targetCode: "cn-2025-waste-paper", year: 2020, version: 1, amountGrams: 54_900_000_000_000, source: "NDRC", url: "https://example.org", enteredAt: "2026-01-01T00:00:00.000Z", ...more });
const own = (more: Partial<OwnTargetRow> = {}): OwnTargetRow => ({ id: "t", region: "CN", material: "cardboard", year: 2026, amountGrams: 1_000_000, source: "=Plan", url: "", enteredByPartyId: "p", enteredBy: "Office", version: 1, ...more });
const cell = (month: string, massGrams: number | null, more: Partial<PublishedCell> = {}): PublishedCell =>
  ({ region: "CN", month, route: "all", material: "cardboard", ...(massGrams === null ? { status: "withheld" } : { status: "published", massGrams }), ...more }) as PublishedCell;

describe("national targets", () => {
  it("are those of the plan, in grams; parts stay below their whole", () => {
    expect(Object.fromEntries(NATIONAL_TARGETS.map((one) => [one.subject, one.amountGrams / 1e12]))).toEqual({ "waste-paper": 60, "scrap-steel": 320, nonferrous: 20, copper: 4, aluminium: 11.5, lead: 2.9 });
    expect(NATIONAL_TARGETS.filter((one) => one.partOf === "cn-2025-nonferrous").reduce((sum, one) => sum + one.amountGrams, 0)).toBeLessThan(20e12);
    for (const { source, amountGrams: grams } of NATIONAL_TARGETS) expect([source.url.startsWith("https://"), Number.isSafeInteger(grams)]).toEqual([true, true]);
  });

  it("are compared with the latest figure up to their year, and with nothing where none is stated", () => {
    const paper = (figures: FigureView[]) => nationalProgress(figures).find((one) => one.subject === "waste-paper");
    expect(paper([])).toMatchObject({ figure: null, share: null });
    expect(paper([figure({}), figure({ year: 2024, amountGrams: 57e12 }), figure({ year: 2026, amountGrams: 70e12 })])).toMatchObject({ figure: { year: 2024 }, share: 0.95 });
    expect(paper([figure({ targetCode: "cn-2025-copper" })])).toMatchObject({ figure: null });
  });
});

describe("targets of one's own scope", () => {
  it("are compared with the published months of their year, region and material only", () => {
    const cells = [
      cell("2026-01", 100_000), cell("2026-02", null), cell("2026-03", 150_000), cell("2025-12", 9e9), cell("all", 9e9), cell("2026-01", 9e9, { region: "all" }), cell("2026-01", 9e9, { material: "glass" }),
      cell("2026-01", 9e9, { route: "recycle" }),
    ];
    expect(ownProgress(own(), cells)).toMatchObject({ reachedGrams: 250_000, share: 0.25, monthsShown: 2, monthsWithheld: 1 });
    expect(ownProgress(own({ region: "CN-53" }), cells)).toMatchObject({ reachedGrams: null, share: null, monthsShown: 0 });
    expect(ownProgress(own(), [cell("2026-01", null)])).toMatchObject({ reachedGrams: null, share: null, monthsWithheld: 1 });
    expect(ownProgress(own(), [cell("2026-01", 0)])).toMatchObject({ reachedGrams: 0, share: 0 });
  });
});

describe("what is typed", () => {
  it.each([["11.5", "Mt", 11_500_000_000_000], ["11,5", "t", 11_500_000], ["2", "kg", 2000], ["0", "t", null], ["-1", "t", null], ["1e3", "t", null], ["9999999", "Mt", null], ["", "t", null]] as const)("%s %s", (typed, unit, grams) => {
    expect(amountGrams(typed, unit)).toBe(grams);
  });

  it("of a figure needs a source, an address and a year; its version is the one seen of that year", () => {
    const typed = { targetCode: "cn-2025-copper", year: "2024", amount: "3.9", unit: "Mt", source: "Yearbook", url: "https://example.org/a", seen: versionsSeen([{ year: 2024, version: 2 }, { year: 2024, version: 1 }, { year: 2020, version: 4 }]) };
    expect(figureForm.parse(typed)).toEqual({ targetCode: "cn-2025-copper", year: 2024, amount: "3.9", unit: "Mt", source: "Yearbook", url: "https://example.org/a", amountGrams: 3_900_000_000_000, version: 2 });
    expect(figureForm.parse({ ...typed, year: "2023" })).toMatchObject({ version: 0 });
    for (const [field, value] of [["source", " "], ["url", "javascript:alert(1)"], ["url", ""], ["year", "24"], ["amount", "much"], ["targetCode", "cn-2025-gold"], ["unit", "lb"]] as const) {
      expect(figureForm.safeParse({ ...typed, [field]: value }).error?.issues.map((issue) => issue.path[0]), `${field} ${value}`).toEqual([field]);
    }
  });

  it("of an own target may do without an address, not without a source", () => {
    const typed = { targetId: "0190d0c5-6f2b-7c3e-8f1a-2b3c4d5e6f70", region: "CN", material: "glass_bottles", year: "2026", amount: "1", unit: "t", source: "City plan" };
    expect(ownTargetForm.parse(typed)).toMatchObject({ url: "", amountGrams: 1_000_000 });
    expect(ownTargetForm.safeParse({ ...typed, source: "" }).success).toBe(false);
    expect(ownTargetForm.safeParse({ ...typed, material: "unobtainium" }).success).toBe(false);
  });
});

describe("targets in words and as a file", () => {
  it("says millions of tonnes, and shares that are nearly nothing", () => {
    expect([formatAmount(54_900_000_000_000, "en"), formatAmount(11_500_000_000_000, "zh-CN"), formatAmount(250_000, "en")]).toEqual(["54.9 Mt", "11.5 Mt", "250 kg"]);
    expect([formatShare(0.915, "en"), formatShare(0.00001, "en"), formatShare(0, "en"), formatShare(1.2, "en")]).toEqual(["91.5%", "<0.1%", "0%", "120%"]);
  });

  it("tells national from own, is empty where there is no data, and runs nothing in a spreadsheet", () => {
    const rows = parse(targetsAsCsv({ national: nationalProgress([figure({})]), figures: [], own: [ownProgress(own(), [])], version: "v" }), { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row.scope, row.subject, row.reachedGrams])).toEqual([
      ["national", "waste-paper", "54900000000000"], ["national", "scrap-steel", ""], ["national", "nonferrous", ""], ["national", "copper", ""], ["national", "aluminium", ""], ["national", "lead", ""], ["own", "cardboard", ""],
    ]);
    expect(rows.at(-1)).toMatchObject({ targetSource: "'=Plan", share: "", method: "targets@1", statisticsVersion: "v" });
    expect(rows[0]).toMatchObject({ share: "0.915", figureSource: "NDRC", figureVersion: "1" });
  });
});
