import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { newSigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import { restateLedger } from "#app/domains/impact/restate.service.server.ts";
import { calculateGoodsLot, calculateMaterialLot } from "#app/domains/impact/impact.coverage.ts";
import { ledgerHistory } from "#tests/factories/ledger-history.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { runCommand } from "./registry.server.ts";

describeDatabases("the ledger's commands", (open) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-commands-"));
  beforeAll(async () => {
    vi.stubEnv("DATA_DIR", folder);
    await ledgerHistory(open(), { seed: 11, steps: 30, key: newSigningKey("roundabout.test/ledger") });
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const written = { out: "", err: "" };
    const output = { out: (text: string) => void (written.out += text), err: (text: string) => void (written.err += text) };
    const code = await runCommand("impact", { args, cwd: folder, input: null, output, stderrIsTerminal: false, db: () => Promise.resolve(open()) });
    return { code, ...written };
  }

  it("exports into a folder beside the caller, which the verify command finds good", async () => {
    const { code, out } = await run("export", "--out", "mine");
    expect([code, out]).toEqual([0, `${await open().ledgerLeaf.count()} entries in ${path.join(folder, "mine")}\n`]);
    expect(readdirSync(path.join(folder, "mine"))).toEqual(expect.arrayContaining(["README.txt", "checkpoint", "checkpoints.ndjson", "factors.json", "key", "ledger.ndjson", "openings.ndjson"]));
    const checked = await run("verify", "mine");
    expect(checked).toMatchObject({ code: 0, err: "" });
    expect(checked.out).toMatch(/Everything fits\.\n$/);
  });

  it("writes a part of the log to standard output", async () => {
    const { out } = await run("export", "--since", "4", "--to", "7");
    expect(out.trimEnd().split("\n").map((line) => (JSON.parse(line) as { index: number }).index)).toEqual([4, 5, 6]);
  });

  it("signs once for each size, and prints the note", async () => {
    const first = await run("checkpoint");
    expect(first.out).toMatch(/^[^\n]+\/ledger\n\d+\n[^\n]+\n\n— /);
    expect(await run("checkpoint")).toEqual(first);
  });

  it("rebuilds the totals, and says how many differed", async () => {
    expect(JSON.parse((await run("rebuild", "--json")).out)).toMatchObject({ differences: 0, check: false });
    await open().impactTotal.updateMany({ where: { scopeType: "platform", period: "all", route: "all", material: "all" }, data: { co2eGrams: 1n } });
    const check = await run("rebuild", "--check", "--json");
    // The kept row and the rebuilt one are two rows that the other side lacks.
    expect([check.code, JSON.parse(check.out)]).toMatchObject([1, { differences: 2, check: true }]);
    expect((await run("rebuild")).out).toContain("2 kept sums differ; mended");
    expect((await run("rebuild", "--check")).code).toBe(0);
  });

  it("restates by newer figures once for each decision, and only tells in a dry run", async () => {
    const glass = { goods: calculateGoodsLot, material: (lot: Parameters<typeof calculateMaterialLot>[0]) => calculateMaterialLot({ ...lot, material: "aluminium_cans" as const }) };
    const input = { restatementId: "d1", note: "a test", at: new Date(), calculators: glass };
    const before = await open().ledgerEntry.count();
    const told = await restateLedger(open(), { ...input, dryRun: true });
    expect(told.changed).toBeGreaterThan(3);
    expect(await open().ledgerEntry.count()).toBe(before);
    expect(await restateLedger(open(), input)).toEqual(told);
    expect(await open().ledgerEntry.count()).toBe(before + told.changed);
    expect(await restateLedger(open(), input)).toMatchObject({ changed: 0 });
    const back = JSON.parse((await run("restate", "--reason", "The figures of today", "--json", "--id", "d2")).out) as { changed: number };
    expect(back.changed).toBeGreaterThan(0);
    expect(JSON.parse((await run("restate", "--reason", "Again", "--json", "--dry-run")).out)).toMatchObject({ changed: 0, dryRun: true });
    expect((await run("export", "--out", "later")).code).toBe(0);
    expect((await run("verify", "later")).out).toMatch(/Everything fits\.\n$/);
  });
});
