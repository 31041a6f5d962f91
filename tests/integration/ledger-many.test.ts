import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { newSigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import { rebuildTotals } from "#app/domains/impact/rebuild.service.server.ts";
import { platformTotals } from "#app/domains/impact/totals.repository.server.ts";
import type { LedgerReport } from "#app/domains/impact/verify/verify-ledger.ts";
import { FILES } from "#app/domains/impact/verify/export-format.ts";
import { writeExport } from "#app/domains/impact/verify/write-export.server.ts";
import { buildVerifier } from "../../server/build-verifier.mjs";
import { manyEntries, manyParties } from "../factories/many-entries.ts";
import { describeDatabases } from "../setup/test-database.ts";

/** A few thousand with the other tests; `npm run test:million` sets a million. */
const count = Number(process.env.LEDGER_TEST_ENTRIES || 4_000);
const hours = 3_600_000;

describeDatabases(
  `a ledger of ${count} entries`,
  (open) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-many-"));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it("is written, followed by log and totals, rebuilt to the same, exported, and found good by plain Node", { timeout: 12 * hours }, async () => {
      const db = open();
      const key = newSigningKey("many.example/ledger");
      const took: Record<string, number> = {};
      const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
        const started = Date.now();
        const result = await work();
        took[what] = (Date.now() - started) / 1000;
        return result;
      };
      const parties = await manyParties(db, { communities: 50, households: 2_000, recyclers: 20 });
      let followed = 0;
      const written = await timed("written and followed", async () => {
        const done = await manyEntries(db, parties, {
          count,
          onProgress: (so) => void (so % 100_000 === 0 && process.stdout.write(`${so} entries\n`)),
        });
        followed += await advanceLedger(db);
        return done;
      });
      const rows = written.entries + written.corrections;
      expect(followed).toBe(rows);
      expect(written.entries).toBe(count);
      const total = await platformTotals(db);
      const [plain] = await db.$queryRaw<{ co2e: bigint; moved: bigint; entries: bigint }[]>`
        SELECT sum(co2e_grams)::bigint AS co2e, sum(moved_grams)::bigint AS moved, count(*) FILTER (WHERE kind = 'entry') - count(*) FILTER (WHERE kind = 'reversal') AS entries FROM ledger_entry`;
      expect({ co2e: total.co2eGrams, moved: total.massGrams, entries: total.entryCount }).toEqual({ co2e: Number(plain?.co2e), moved: Number(plain?.moved), entries: Number(plain?.entries) });

      expect(await timed("compared", () => rebuildTotals(db, { check: true }))).toEqual({ entries: rows, differences: 0 });
      expect(await timed("rebuilt", () => rebuildTotals(db))).toEqual({ entries: rows, differences: 0 });

      const checkpoint = await timed("signed", () => signCheckpoint(db, key, new Date()));
      const verifier = path.join(folder, FILES.verifier);
      await buildVerifier(verifier);
      const exported = await timed("exported", () => writeExport(db, folder, checkpoint, { verifier }));
      expect(exported.entries).toBe(rows);
      const { code, report } = await timed("verified", () => check(folder, key.verifierKey));
      expect(report.problems).toEqual([]);
      expect({ code, entries: report.entries, recomputed: report.recomputed }).toEqual({ code: 0, entries: rows, recomputed: rows });
      const hashes = await timed("verified without counting again", () => check(folder, key.verifierKey, "--no-recompute"));
      expect(hashes).toMatchObject({ code: 0, report: { entries: rows } });
      if (process.env.LEDGER_TEST_ENTRIES) process.stdout.write(`${JSON.stringify({ rows, megabytes: Math.round(exported.bytes / 1e6), seconds: took })}\n`);
    });
  },
  { on: ["postgresql"] },
);

function check(folder: string, key: string, ...args: string[]): Promise<{ code: number; report: LedgerReport }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [FILES.verifier, "--key", key, "--json", ...args], { cwd: folder, env: { NODE_ENV: "production" }, maxBuffer: 1 << 26 }, (error, stdout) => {
      resolve({ code: error ? Number(error.code) : 0, report: JSON.parse(stdout || "{}") as LedgerReport });
    });
  });
}
