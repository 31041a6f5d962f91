import path from "node:path";
import { expect, inject, it } from "vitest";
import { adminQuery } from "#tests/setup/databases.ts";
import { sharedDataPath } from "#tests/setup/shared-data.ts";
import type { EvalReport } from "#app/domains/listings/eval/measure.server.ts";
import { runCommand } from "./registry.server.ts";

const invented = path.resolve(import.meta.dirname, "../domains/listings/eval/invented-items.csv");

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const code = await runCommand("search:eval", {
    args,
    cwd: "/",
    input: null,
    output: { out: (text) => (written.out += text), err: (text) => (written.err += text) },
    stderrIsTerminal: false,
    db: () => Promise.reject(new Error("the product's database stays closed")),
  });
  return { code, ...written };
}

const ms = expect.any(Number) as number;

it("measures a file in a database of its own", async () => {
  const { code, out, err } = await run(invented, "--json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const report = JSON.parse(out) as EvalReport;
  expect(report).toEqual({
    file: "invented-items.csv",
    database: "pglite",
    rows: 30,
    sampled: 30,
    seed: 1,
    kinds: {
      words: { queries: 30, recallAt5: 1, recallAt24: 1, mrr: expect.any(Number) as number, p50Ms: ms, p99Ms: ms },
      typo: { queries: expect.any(Number) as number, recallAt5: expect.any(Number) as number, recallAt24: expect.any(Number) as number, mrr: expect.any(Number) as number, p50Ms: ms, p99Ms: ms },
      category: { queries: 28, recallAt5: 1, recallAt24: 1, mrr: 1, p50Ms: ms, p99Ms: ms },
    },
    discarded: { subsets: 0, rowsWithoutSubset: 0, subsetsWithoutTypo: expect.any(Number) as number },
    coverage: { categories: 21, mappedCategories: 19, rows: 30, mappedRows: 28, mapping: expect.objectContaining({ Vacuum: "vacuum_cleaner", Sofa: "sofa" }) as Record<string, string> },
    misses: [],
  });
  const { words, typo } = report.kinds;
  expect(words.mrr).toBeGreaterThan(0.9);
  expect(typo.queries + report.discarded.subsetsWithoutTypo).toBe(30);
  expect(typo.recallAt5).toBeGreaterThanOrEqual(0.9);
  expect(typo.recallAt24).toBeGreaterThanOrEqual(typo.recallAt5);
}, 180_000);

it("measures the same for the same seed", async () => {
  // Whatever the database; one of PostgreSQL is made faster.
  const adminUrl = inject("postgres")?.adminUrl;
  const args = [invented, "--limit", "10", "--seed", "3", ...(adminUrl ? ["--database", adminUrl] : [])];
  const untimed = (text: string) => text.replace(/"p(50|99)Ms": [\d.]+/g, "");
  const first = await run(...args);
  expect(first.code).toBe(0);
  expect(untimed((await run(...args)).out)).toBe(untimed(first.out));
}, 180_000);

it.skipIf(inject("postgres") === null)("makes a database on a PostgreSQL and drops it again", async () => {
  const adminUrl = inject("postgres")?.adminUrl ?? "";
  const { code, out } = await run(invented, "--database", adminUrl, "--limit", "5", "--seed", "2", "--misses", "3");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ database: "postgresql", rows: 30, sampled: 5, seed: 2, kinds: { words: { queries: 5 } } });
  const { rows } = await adminQuery(adminUrl, `SELECT datname FROM pg_database WHERE datname LIKE 'roundabout_search_eval_${process.pid}_%'`);
  expect(rows).toEqual([]);
});

const wales = sharedDataPath("listings/openrepair-wales-items-en.csv");

it.skipIf(wales === null)(`finds items of repair cafés by some of their words, and with a slip${wales === null ? " (skipped: the shared sample is absent)" : ""}`, async () => {
  const { code, out } = await run(wales ?? "", "--columns", "id=id,text=product_category+brand+problem,category=product_category", "--limit", "400", "--json");
  expect(code).toBe(0);
  const { rows, kinds } = JSON.parse(out) as EvalReport;
  expect(rows).toBe(8_217);
  expect(kinds.words.queries).toBeGreaterThan(380);
  expect(kinds.typo.queries).toBeGreaterThan(370);
  expect(kinds.words.recallAt5).toBeGreaterThanOrEqual(0.95);
  expect(kinds.typo.recallAt5).toBeGreaterThanOrEqual(0.85);
  expect(kinds.category.recallAt5).toBeGreaterThanOrEqual(0.95);
}, 180_000);

it("says how a right answer is told, and what it was not given", async () => {
  const help = await run("--help");
  expect(help.code).toBe(0);
  for (const word of ["right answer", "discarded.subsets", "--columns", "coverage"]) expect(help.out).toContain(word);
  for (const args of [[], ["a.csv", "b.csv"], [invented, "--limit", "none"], [invented, "--limit", "0"], [invented, "--columns", "x"], [invented, "--database", "mysql://x"], [invented, "--fast"]]) {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Usage:");
  }
  expect(await run("/nowhere/at-all.csv")).toMatchObject({ code: 1, out: "" });
  expect(await run(invented, "--columns", "text=words")).toMatchObject({ code: 1, err: "The file has no column words; see --columns.\n" });
});
