import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

import { chance } from "#tests/factories/chance.ts";
import { ledgerHistory } from "#tests/factories/ledger-history.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { buildVerifier } from "../../../../server/build-verifier.mjs";
import { latestCheckpoint } from "../log.repository.server.ts";
import { formatCheckpoint, parseCheckpoint } from "../log/checkpoint.ts";
import { parseNote } from "../log/signed-note.ts";
import { newSigningKey, signNote } from "../log/signed-note.server.ts";
import { entryProof } from "../proof.service.server.ts";
import { FILES } from "./export-format.ts";
import { loggedRows } from "./export.repository.server.ts";
import type { LedgerReport } from "./verify-ledger.ts";
import { writeExport } from "./write-export.server.ts";

type Report = LedgerReport & { ok: boolean; keyFrom: string };

describeDatabases("an exported ledger", (open, kind) => {
  const key = newSigningKey("roundabout.test/ledger");
  const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-export-"));
  const whole = path.join(folder, "whole");
  const verifier = path.join(folder, "verify.mjs");
  let lines: string[] = [];
  let listed: string[] = [];
  let copies = 0;

  beforeAll(async () => {
    ({ listed } = await ledgerHistory(open(), { seed: 7, steps: 70, key }));
    await buildVerifier(verifier);
    await writeExport(open(), whole, await latestCheckpoint(open()), { verifier });
    lines = readFileSync(path.join(whole, FILES.ledger), "utf8").trimEnd().split("\n");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the exported verifier as a stranger would: plain Node in that folder, nothing else. */
  function check(where: string, ...args: string[]): Promise<{ code: number; report: Report; text: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [FILES.verifier, ...args, "--json"], { cwd: where, env: { NODE_ENV: "production" }, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, report: (stdout === "" ? {} : JSON.parse(stdout)) as Report, text: stdout + stderr });
      });
    });
  }

  /** A copy of the export with other lines. */
  function changed(change: (lines: string[]) => string[], end = "\n"): string {
    const copy = path.join(folder, `copy-${(copies += 1)}`);
    cpSync(whole, copy, { recursive: true });
    writeFileSync(path.join(copy, FILES.ledger), change([...lines]).join("\n") + end);
    return copy;
  }
  const codes = (report: Report) => report.problems.map((problem) => problem.code);

  it("is found good by its own verifier, every row counted again, every signed root met", async () => {
    const { code, report } = await check(whole, "--key", key.verifierKey);
    expect(report.problems).toEqual([]);
    expect(code).toBe(0);
    const rows = await open().ledgerEntry.groupBy({ by: ["kind"], _count: true });
    expect(rows.map((row) => row.kind).sort()).toEqual(["adjustment", "entry", "restatement", "reversal", "verification"]);
    expect(report).toMatchObject({ ok: true, entries: lines.length, recomputed: lines.length, keyFrom: "given", signed: { size: lines.length, origin: key.name } });
    expect(report.checkpoints).toBe(await open().ledgerCheckpoint.count());
    expect(report.checkpoints).toBeGreaterThan(2);
    const leaves = await loggedRows(open(), 0, lines.length);
    const has = (wanted: (row: (typeof leaves)[number]["row"]) => boolean) => leaves.some(({ row }) => wanted(row));
    expect([has((row) => row.isLate), has((row) => row.route === "in_chain"), has((row) => row.status === "not_covered"), has((row) => row.serialHash !== null)]).toEqual([true, true, true, true]);
  });

  it("lets strangers recompute the totals of listed communities, and only theirs", async () => {
    const { report } = await check(whole);
    const kept = await open().impactTotal.findMany({ where: { scopeType: "community", period: "all", route: "all", material: "all" }, select: { scopeId: true, co2eGrams: true, massGrams: true } });
    const theirs = kept.filter((row) => listed.includes(row.scopeId)).map((row) => [row.scopeId, Number(row.co2eGrams), Number(row.massGrams)]);
    expect(report.communities.map((one) => [one.communityId, one.co2eGrams, one.movedGrams]).sort()).toEqual(theirs.sort());
    expect(theirs).toHaveLength(2);
  });

  it("names nobody: no id of a party, a cause or a lot, and no words of a correction", async () => {
    const text = readFileSync(path.join(whole, FILES.ledger), "utf8");
    const parties = await open().party.findMany({ select: { id: true, name: true } });
    const causes = await open().ledgerEntry.findMany({ where: { causeType: { in: ["deal", "booking_line"] } }, select: { causeId: true, lotId: true } });
    for (const secret of [...parties.flatMap((party) => [party.id, party.name]), ...causes.flatMap((cause) => [cause.causeId, cause.lotId]), "the tare was wrong"]) expect(text).not.toContain(secret);
  });

  // The files of both databases are of one form: what the verifier says of spoilt ones is tested on one.
  if (kind === "pglite") it("betrays a single flipped digit anywhere, and names the line", async () => {
    const next = chance(20);
    for (let flip = 0; flip < 20; flip += 1) {
      const at = Math.floor(next() * lines.length);
      const line = lines[at] ?? "";
      const digits = [...line.matchAll(/\d/g)].map((found) => found.index);
      const place = digits[Math.floor(next() * digits.length)] ?? 0;
      const other = String((Number(line[place]) + 1 + Math.floor(next() * 9)) % 10);
      const copy = changed((all) => all.with(at, line.slice(0, place) + other + line.slice(place + 1)));
      const { code, report } = await check(copy);
      const what = `line ${at}: ${line.slice(Math.max(0, place - 30), place + 10)} with ${other}`;
      expect(code, what).toBe(1);
      const isIndex = place < line.indexOf(",");
      expect(report.problems.some((problem) => (isIndex ? problem.code === "GAP" || problem.code === "ORDER" : problem.index === at)), `${what} ${JSON.stringify(report.problems)}`).toBe(true);
    }
  }, 120_000);

  it("names the field of a changed figure", async () => {
    const at = lines.findIndex((line) => line.includes('"kind":"entry"') && line.includes('"status":"ok"'));
    const { report } = await check(changed((all) => all.with(at, (all[at] ?? "").replace(/"movedGrams":(\d+)/, '"movedGrams":1$1'))));
    expect(report.problems).toContainEqual(expect.objectContaining({ code: "FIELD", index: at, field: expect.stringMatching(/movedGrams$/) as string }));
  });

  it("is refused with a line missing, with two lines swapped, and cut short", async () => {
    const without = await check(changed((all) => all.toSpliced(5, 1)));
    expect([without.code, without.report.problems[0]]).toMatchObject([1, { code: "GAP", index: 6, expected: 5, found: 6 }]);
    const swapped = await check(changed((all) => all.with(8, all[9] ?? "").with(9, all[8] ?? "")));
    expect(swapped.report.problems.filter((one) => one.code !== "OPENING")).toMatchObject([{ code: "GAP", index: 9 }, { code: "ORDER", index: 8 }]);
    const short = await check(changed((all) => all.slice(0, -3)));
    expect(short.report.problems).toContainEqual(expect.objectContaining({ code: "SIZE", expected: lines.length, found: lines.length - 3 }));
    const cut = await check(changed((all) => [...all.slice(0, -1), (all.at(-1) ?? "").slice(0, 200)], ""));
    expect(cut.report.problems[0]).toMatchObject({ code: "LINE", index: lines.length - 1 });
    const first = await check(changed((all) => all.slice(1)));
    expect(first.report.problems[0]).toMatchObject({ code: "GAP", index: 1 });
  });

  it("is refused with another text for the same values, with a doubled member, and with a line too many", async () => {
    const spaced = await check(changed((all) => all.with(3, (all[3] ?? "").replace('"leaf":{', '"leaf": {'))));
    expect(spaced.report.problems).toMatchObject([{ code: "LINE", index: 3 }]);
    const doubled = await check(changed((all) => all.with(3, (all[3] ?? "").replace('"leaf":{', '"leaf":{"v":2},"leaf":{'))));
    expect(doubled.report.problems).toMatchObject([{ code: "LINE", index: 3 }]);
    const longer = await check(changed((all) => [...all, (all.at(-1) ?? "").replace(/^\{"index":\d+/, `{"index":${all.length}`)]));
    expect(codes(longer.report)).toEqual(expect.arrayContaining(["ID_TWICE", "SIZE"]));
  });

  it("is refused with a checkpoint forged by another key, of another size, or without any", async () => {
    const forge = (note: (text: string) => string) => {
      const copy = changed((all) => all);
      const file = path.join(copy, FILES.checkpoints);
      const rows = readFileSync(file, "utf8").trimEnd().split("\n");
      const last = JSON.parse(rows.at(-1) ?? "") as { note: string };
      const forged = note(parseNote(last.note)?.text ?? "");
      writeFileSync(file, `${rows.with(-1, JSON.stringify({ ...last, note: forged })).join("\n")}\n`);
      writeFileSync(path.join(copy, FILES.checkpoint), forged);
      return copy;
    };
    const foreign = await check(forge((text) => signNote(text, newSigningKey(key.name))));
    expect(codes(foreign.report)).toContain("SIGNATURE");
    const checkpoint = (text: string) => parseCheckpoint(text) ?? { origin: "", size: 0, root: new Uint8Array(32) };
    const larger = await check(forge((text) => signNote(formatCheckpoint({ ...checkpoint(text), size: lines.length + 5 }), key)));
    expect(larger.report.problems).toMatchObject([{ code: "SIZE", expected: lines.length + 5 }]);
    const smaller = await check(forge((text) => signNote(formatCheckpoint({ ...checkpoint(text), size: lines.length - 1 }), key)));
    expect(codes(smaller.report)).toEqual(["ROOT", "SIZE"]);
    const others = await check(forge((text) => signNote(formatCheckpoint({ ...checkpoint(text), origin: "elsewhere.example/ledger" }), key)));
    expect(codes(others.report)).toContain("CHECKPOINT");
    const bare = changed((all) => all);
    rmSync(path.join(bare, FILES.checkpoints));
    expect(codes((await check(bare)).report)).toContain("CHECKPOINT");
    expect((await check(whole, "--key", newSigningKey(key.name).verifierKey)).code).toBe(1);
  });

  it("finds openings that open another community, and factors that nobody published", async () => {
    const copy = changed((all) => all);
    const file = path.join(copy, FILES.openings);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/"nonce":"(.)/, (_, digit: string) => `"nonce":"${digit === "0" ? "1" : "0"}`));
    expect(codes((await check(copy)).report)).toEqual(["OPENING"]);
    const factors = path.join(whole, FILES.factors);
    writeFileSync(file, text);
    writeFileSync(path.join(copy, FILES.factors), readFileSync(factors, "utf8").replace(/"value": (-?)(\d)/, '"value": $11$2'));
    expect((await check(copy)).report.problems).toMatchObject([{ code: "FACTOR", field: "value" }]);
  });

  it("skips the counting where asked, and says what it cannot read", async () => {
    expect((await check(whole, "--no-recompute")).report).toMatchObject({ ok: true, recomputed: 0 });
    expect((await check(whole, "nowhere")).code).toBe(2);
    expect((await check(whole, ".", "--key", "no key")).code).toBe(2);
    const part = path.join(folder, "part.ndjson");
    writeFileSync(part, `${lines.slice(10).join("\n")}\n`);
    expect((await check(whole, part)).report).toMatchObject({ ok: true, first: 10, root: null, signed: null });
  });

  it("proves a single row with those before it, and notices a proof that was touched", async () => {
    const correction = await open().ledgerEntry.findFirstOrThrow({ where: { kind: "reversal" }, select: { id: true } });
    const given = await entryProof(open(), correction.id);
    if (!given) throw new Error("the row is covered");
    const file = path.join(folder, "proof.json");
    const run = async (value: object) => {
      writeFileSync(file, JSON.stringify(value));
      return check(whole, file);
    };
    expect((await run(given)).report).toMatchObject({ ok: true, recomputed: given.earlier.length + 1 });
    expect(codes((await run({ ...given, index: given.index + 1 })).report)).toEqual(["PROOF"]);
    expect(codes((await run({ ...given, leaf: { ...given.leaf, massGrams: 1 } })).report)).toEqual(["LEAF_HASH", "PROOF", "FIELD"]);
    expect(codes((await run({ ...given, earlier: given.earlier.slice(1) })).report)).toEqual(["CORRECTS"]);
    expect(codes((await run({ ...given, verifierKey: newSigningKey(key.name).verifierKey })).report)).toEqual(["SIGNATURE"]);
  });
});
