/** `verify`: finds the files, checks them, and says what was found. The same for the command and for the standalone file. */

import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { findFactor } from "../impact.catalogue.ts";
import type { VerifierKey } from "../log/signed-note.ts";
import { parseVerifierKey } from "../log/signed-note.ts";
import { verifyEd25519 } from "../log/signed-note.server.ts";
import { sha256 } from "../log/sha256.server.ts";
import { firstDifference } from "./difference.ts";
import { FILES } from "./export-format.ts";
import { KEPT_PROBLEMS, type Problem } from "./problems.ts";
import { lineBatches, lines } from "./read-lines.server.ts";
import type { LedgerReport } from "./verify-ledger.ts";
import { verifyLedger } from "./verify-ledger.ts";
import type { ProofReport } from "./verify-proof.ts";
import { readProof, verifyProof } from "./verify-proof.ts";

export const VERIFY_USAGE = "verify FILE_OR_DIR [--key KEYFILE_OR_KEY] [--no-recompute] [--json]";

export const VERIFY_HELP = `Checks an exported ledger, or the proof of one entry, without a database and without a network.

  FILE_OR_DIR     the folder of an export, its ledger.ndjson, or a proof of one entry as JSON
  --key KEY       the log's public key (NAME+HASH+BASE64), or a file with one such key a line. Without it the key that came
                  with the export is taken: then only its own word says whose ledger it is.
  --no-recompute  check hashes, signatures and the order of things, but count nothing again
  --json          one JSON object with everything that was found

Exit code: 0 everything fits, 1 problems were found (each is named), 2 nothing could be read.`;

/** What the verifier needs from whoever runs it. */
export interface VerifyContext {
  args: readonly string[];
  /** What is checked where nothing is named. */
  usual?: string;
  cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** Told while a long ledger is read. */
  onProgress?: (entries: number) => void;
}

/** Files that cannot be read; exit code 2. */
class Unreadable extends Error {}

/** Runs `verify`; returns the exit code. */
export async function runVerify(context: VerifyContext): Promise<number> {
  try {
    const asked = readArguments(context.args, context.usual ?? "");
    const target = path.resolve(context.cwd, asked.target);
    if (!existsSync(target)) throw new Unreadable(`${target} is not there.`);
    const given = asked.key === null ? null : keysOf(asked.key, context.cwd);
    const isFolder = statSync(target).isDirectory();
    const proof = isFolder ? null : proofIn(target);
    const report = proof ? await checkProof(proof, given, asked.recompute) : await checkLedger(target, isFolder, given, asked.recompute, context.onProgress);
    context.out(asked.json ? `${JSON.stringify({ ok: report.problemCount === 0, ...report })}\n` : told(report));
    return report.problemCount === 0 ? 0 : 1;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!(error instanceof Unreadable) && code === undefined) throw error;
    context.err(`${message}\n`);
    return 2;
  }
}

interface Asked {
  target: string;
  key: string | null;
  recompute: boolean;
  json: boolean;
}

function readArguments(args: readonly string[], usual: string): Asked {
  const asked = { target: "", key: null as string | null, recompute: true, json: false };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--json") asked.json = true;
    else if (arg === "--no-recompute") asked.recompute = false;
    else if (arg === "--key") asked.key = args[++at] ?? "";
    else if (arg.startsWith("--key=")) asked.key = arg.slice("--key=".length);
    else if (arg.startsWith("-")) throw new Unreadable(`There is no option ${arg}. Usage: ${VERIFY_USAGE}`);
    else if (asked.target !== "") throw new Unreadable("One export at a time.");
    else asked.target = arg;
  }
  asked.target ||= usual;
  if (asked.target === "") throw new Unreadable(`Which file or folder? Usage: ${VERIFY_USAGE}`);
  return asked;
}

/** The keys in a file, one a line, or the key itself. */
function keysOf(given: string, cwd: string): VerifierKey[] {
  const file = path.resolve(cwd, given);
  const texts = existsSync(file) && statSync(file).isFile() ? readFileSync(file, "utf8").split("\n") : [given];
  const wanted = texts.map((text) => text.trim()).filter((text) => text !== "");
  const keys = wanted.flatMap((text) => parseVerifierKey(sha256, text) ?? []);
  if (keys.length === 0 || keys.length < wanted.length) throw new Unreadable(`${given} is neither a key nor a file of keys.`);
  return keys;
}

const MOST_BYTES_OF_A_PROOF = 1 << 20;

function proofIn(file: string): ReturnType<typeof readProof> {
  if (statSync(file).size > MOST_BYTES_OF_A_PROOF) return null;
  try {
    return readProof(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

type KeyFrom = { keyFrom: "given" | "export" | "proof" | "none" };

async function checkProof(proof: NonNullable<ReturnType<typeof readProof>>, given: VerifierKey[] | null, recompute: boolean): Promise<ProofReport & KeyFrom> {
  const keys = given ?? keysOf(proof.verifierKey, "/");
  return { ...(await verifyProof(proof, { hash: sha256, verify: verifyEd25519, keys, recompute })), keyFrom: given ? "given" : "proof" };
}

async function checkLedger(target: string, isFolder: boolean, given: VerifierKey[] | null, recompute: boolean, onProgress?: (entries: number) => void): Promise<LedgerReport & KeyFrom> {
  const folder = isFolder ? target : path.dirname(target);
  const ledger = isFolder ? path.join(folder, FILES.ledger) : target;
  if (!existsSync(ledger)) throw new Unreadable(`${ledger} is not there.`);
  const beside = (name: string): string | null => {
    const file = path.join(folder, name);
    // Only a whole export has other files that belong to it.
    const belongs = isFolder || path.basename(ledger) === FILES.ledger;
    return belongs && existsSync(file) ? file : null;
  };
  const keyFile = beside(FILES.key);
  const checkpoints = beside(FILES.checkpoints);
  const openings = beside(FILES.openings);
  const keys = given ?? (keyFile ? keysOf(keyFile, folder) : []);
  // Whoever names a folder or a key wants signatures checked; a lone file has none.
  const isSigned = checkpoints !== null || isFolder || given !== null;
  const report = await verifyLedger(
    { lines: () => lineBatches(ledger), checkpoints: isSigned ? (checkpoints ? lines(checkpoints) : nothing()) : null, openings: openings ? lines(openings) : null, keys },
    { hash: sha256, verify: verifyEd25519, recompute, ...(onProgress ? { onProgress } : {}) },
  );
  if (report.entries === 0 && report.problemCount === 0) throw new Unreadable(`There are no rows in ${ledger}.`);
  const more = [...newestDiffers(beside(FILES.checkpoint), report), ...foreignFactors(beside(FILES.factors))];
  return {
    ...report,
    problemCount: report.problemCount + more.length,
    problems: [...report.problems, ...more].slice(0, KEPT_PROBLEMS),
    keyFrom: given ? "given" : keyFile ? "export" : "none",
  };
}

async function* nothing(): AsyncGenerator<string> {
  // No checkpoints.
}

/** The newest note also stands alone, for tools that know such notes. */
function newestDiffers(file: string | null, { lastNote }: LedgerReport): Problem[] {
  if (!file || readFileSync(file, "utf8") === lastNote) return [];
  return [{ code: "CHECKPOINT", index: null, id: null, field: FILES.checkpoint, expected: `the last note of ${FILES.checkpoints}`, found: "another text" }];
}

/** The catalogue is there to be read; what it says must be what is counted with. */
function foreignFactors(file: string | null): Problem[] {
  if (!file) return [];
  let factors: { id: string }[];
  try {
    ({ factors } = JSON.parse(readFileSync(file, "utf8")) as { factors: { id: string }[] });
    if (!Array.isArray(factors)) throw new Error("no list");
  } catch {
    return [{ code: "FACTOR", index: null, id: null, field: FILES.factors, expected: "a list of factors", found: "something else" }];
  }
  return factors.flatMap((found): Problem[] => {
    const known = findFactor(found.id);
    if (!known) return [{ code: "FACTOR", index: null, id: String(found.id), field: "id", expected: "a known factor", found: found.id }];
    const difference = firstDifference(JSON.parse(JSON.stringify(known)), found);
    return difference ? [{ code: "FACTOR", index: null, id: found.id, ...difference }] : [];
  });
}

const WHOSE: Record<KeyFrom["keyFrom"], string> = {
  given: "by the key you gave",
  export: "by the key that came with the export (give --key to be sure whose it is)",
  proof: "by the key that came with the proof (give --key to be sure whose it is)",
  none: "by nobody: there is no key",
};

function told(report: (LedgerReport | ProofReport) & KeyFrom): string {
  const sentences = report.problems.map(sentence);
  const hidden = report.problemCount - report.problems.length;
  if (hidden > 0) sentences.push(`and ${hidden} more`);
  const verdict = report.problemCount === 0 ? "Everything fits." : `${many(report.problemCount, "problem")}.`;
  return `${[...("entries" in report ? ofLedger(report) : ofProof(report)), ...sentences, verdict].join("\n")}\n`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function ofLedger(report: LedgerReport & KeyFrom): string[] {
  const kg = (grams: number) => `${(grams / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} kg`;
  const signed = report.signed ? `${many(report.checkpoints, "checkpoint")} met, the last by ${report.signed.origin} over ${report.signed.size} entries, ${WHOSE[report.keyFrom]}` : "signatures and roots not checked: no checkpoints beside it";
  return [
    `${many(report.entries, "row")}${report.first > 0 ? ` from index ${report.first}` : ""}, of them ${many(report.corrections, "correction")}; ${report.recomputed} counted again`,
    signed,
    ...(report.root === null ? [] : [`root ${report.root}`]),
    `${kg(report.totals.co2eGrams)} CO2e kept out of the air, of it ${kg(report.totals.verifiedGrams)} verified; ${kg(report.totals.movedGrams)} moved, of it ${kg(report.totals.uncoveredGrams)} not covered`,
    ...(report.communities.length > 0 ? [`sums of listed communities recomputed: ${report.communities.length} (--json lists them)`] : []),
  ];
}

function ofProof(report: ProofReport & KeyFrom): string[] {
  const signed = report.signed ? `signed by ${report.signed.origin} over ${report.signed.size} entries, ${WHOSE[report.keyFrom]}` : "no signed checkpoint";
  return [`entry ${report.id ?? "?"} at index ${report.index}; ${signed}; ${many(report.recomputed, "row")} counted again`];
}

function sentence({ code, index, id, field, expected, found }: Problem): string {
  const where = [index === null ? "" : `index ${index}`, id ?? ""].filter((part) => part !== "").join(", ");
  const what = field === undefined ? "" : ` ${field}`;
  const values = expected === undefined && found === undefined ? "" : `: expected ${brief(expected)}, found ${brief(found)}`;
  return `${code} ${where === "" ? "export" : where}${what}${values}`;
}

/** A terminal must not be steered by what stands in a file. */
function brief(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 160);
}
