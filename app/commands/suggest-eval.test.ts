import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { measureSuggestions } from "#app/domains/listings/eval/measure-suggestions.server.ts";
import { suggestEvalCommand } from "./suggest-eval.server.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-suggest-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two hundred texts whose category stands in one of their words, in both languages. */
const words: Record<string, string[]> = { Lamp: ["reading lamp", "台灯", "lamp shade", "ceiling lamp"], Kettle: ["kettle", "电水壶", "kettle lid", "steel kettle"], Sofa: ["couch", "沙发", "settee", "leather sofa"], Gizmo: ["flurb", "flurb mark two", "tiny flurb", "flurb box"] };
const rows = Object.entries(words).flatMap(([category, texts]) => Array.from({ length: 50 }, (_, index) => ({ category, text: `${texts[index % 4] ?? ""} ${["red", "old", "nice", "works"][(index * 7) % 4] ?? ""}` })));

async function run(args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const output = { out: (text: string) => void (written.out += text), err: (text: string) => void (written.err += text) };
  const code = await suggestEvalCommand.run({ args, cwd: folder, input: null, output, stderrIsTerminal: false, db: () => Promise.reject(new Error("no database")) });
  return { code, ...written };
}

describe("suggest:eval", () => {
  it("measures what can be learned, above the baseline, the same each time", async () => {
    writeFileSync(path.join(folder, "items.csv"), `name,extra,kind\n${rows.map(({ text, category }) => `${text},,${category}`).join("\n")}\n`);
    const args = ["items.csv", "--columns", "name+extra,kind", "--json"];
    const first = await run(args);
    expect(first.code).toBe(0);
    const report = JSON.parse(first.out) as ReturnType<typeof measureSuggestions>;
    expect(report).toMatchObject({ rows: 200, categories: 4, folds: 5, learned: { rows: 200 }, lexicon: { rows: 150, mapping: { Lamp: "lamp", Kettle: "kettle", Sofa: "sofa" } } });
    expect(report.learned.top1).toBeGreaterThan(0.95);
    expect(report.lexicon.top1).toBeGreaterThan(0.9);
    expect(report.baseline.top3).toBeLessThan(0.8);
    expect((await run(args)).out).toBe(first.out);
  });

  it("a row's own category is not what it is asked of", () => {
    const unique = Array.from({ length: 40 }, (_, index) => ({ text: `${String.fromCharCode(97 + (index % 26)).repeat(6)}${index}`, category: `c${index}` }));
    expect(measureSuggestions(unique, { folds: 4, seed: 1 }).learned).toEqual({ rows: 40, top1: 0, top3: 0 });
  });

  it.each([[[]], [["a.csv", "b.csv"]], [["a.csv", "--folds", "1"]], [["a.csv", "--columns", "text"]], [["a.csv", "--columns", "a,b,c"]], [["a.csv", "--unknown"]]])("wrong usage %j is 2", async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, out: "" });
  });

  it("a file that is not there, or lacks a column, is 1", async () => {
    expect((await run(["nothing.csv"])).code).toBe(1);
    writeFileSync(path.join(folder, "other.csv"), "a,b\n1,2\n");
    const answer = await run(["other.csv"]);
    expect(answer.code).toBe(1);
    expect(answer.err).toContain("text, category");
  });
});
