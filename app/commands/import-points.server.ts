import path from "node:path";
import { importPoints, type ImportFailure, type ImportInput } from "#app/domains/points/import.service.server.ts";
import type { ImportReport } from "#app/domains/points/points.schema.ts";
import type { Command } from "./command.ts";
import { readText } from "./read-text.server.ts";
import { progressBar } from "./progress.ts";

const HELP = `import:points - read recycling points from a file

Usage: npm run import:points -- FILE --source NAME [--json]

Reads OSM GeoJSON, the German centres' JSON, and the CSV files of Zürich (EPSG:2056) and Basel; the shape is told by the
content. NAME says where the file comes from (letters, digits, ". _ -"): the same NAME again brings that source up to date.
Doing it twice changes nothing. Nothing is deleted; points missing from the file are named. It works while the server runs.

  --source NAME   what the source is called, e.g. osm-malaga
  --json          print the whole report as JSON: read, created, updated, unchanged, kept, merged, rejected, rejects, ...

Exit code: 0 done, 1 nothing could be read, 2 wrong usage.`;

type Progress = Parameters<NonNullable<ImportInput["onProgress"]>>[0];

const FAILURES: Record<ImportFailure, string> = {
  "POINTS.SOURCE_INVALID": "A source's name has letters, digits and . _ - only.",
  "POINTS.FILE_SHAPE_UNKNOWN": "This is none of the files that can be read; see npm run import:points -- --help.",
  "POINTS.FILE_UNREADABLE": "The file breaks off or is damaged.",
};

/** Imports recycling points from a file. */
export const importPointsCommand: Command = {
  name: "import:points",
  help: HELP,
  needsDatabase: true,
  async run(context) {
    const { args, cwd, output, db } = context;
    const wanted = readArguments(args);
    if (!wanted.ok) {
      output.err(`${wanted.problem}\nUsage: npm run import:points -- FILE --source NAME [--json]\n`);
      return 2;
    }
    const file = path.resolve(cwd, wanted.file);
    const text = await readText(file, output);
    if (text === null) return 1;
    const bar = progressBar(context, !wanted.json);
    const show = (progress: Progress) => bar?.show(progress.phase === "read" ? "Reading" : "Writing", progress.done, progress.total);
    const input: ImportInput = { text, sourceName: wanted.source, fileName: path.basename(file) };
    const result = await importPoints(await db(), bar ? { ...input, onProgress: show } : input);
    bar?.end();
    if (!result.ok) {
      output.err(`${FAILURES[result.error]}${typeof result.details?.message === "string" ? ` (${result.details.message})` : ""}\n`);
      return result.error === "POINTS.SOURCE_INVALID" ? 2 : 1;
    }
    output.out(wanted.json ? `${JSON.stringify(result.value, null, 2)}\n` : summary(result.value));
    return result.value.read - result.value.rejected > 0 ? 0 : 1;
  },
};

type Wanted = { ok: true; file: string; source: string; json: boolean } | { ok: false; problem: string };

function readArguments(args: readonly string[]): Wanted {
  const files: string[] = [];
  let source: string | null = null;
  let json = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    if (arg === "--json") json = true;
    else if (arg === "--source") source = args[++index] ?? "";
    else if (arg.startsWith("--source=")) source = arg.slice("--source=".length);
    else if (arg.startsWith("-")) return { ok: false, problem: `There is no option ${arg}.` };
    else files.push(arg);
  }
  const [file, ...more] = files;
  if (file === undefined) return { ok: false, problem: "Which file?" };
  if (more.length > 0) return { ok: false, problem: "One file at a time." };
  if (!source) return { ok: false, problem: "Where does the file come from? Say --source NAME." };
  return { ok: true, file, source, json };
}

function summary(report: ImportReport): string {
  const lines = [
    `${report.file} (${report.shape}) as "${report.source}": ${report.read} rows in ${report.seconds.toFixed(1)} s`,
    `  created    ${report.created}`,
    `  updated    ${report.updated}`,
    `  unchanged  ${report.unchanged}`,
  ];
  if (report.kept > 0) lines.push(`  kept       ${report.kept}  (run by a recycler here, whose own statements stay)`);
  if (report.merged > 0) lines.push(`  merged     ${report.merged}  (rows of a site that another row had begun)`);
  lines.push(`  rejected   ${report.rejected}`);
  for (const [code, count] of tally(report.rejects.map((reject) => reject.code))) lines.push(`    ${code}  ${count}`);
  if (report.missing.length > 0) lines.push(`  missing    ${report.missing.length}  (no longer in the file; they stay)`);
  for (const [tag, count] of Object.entries(report.unknownTags)) lines.push(`  unknown tag ${tag}  ${count}`);
  for (const hours of report.unreadHours) {
    lines.push(`  hours ${hours.status === "partial" ? "partly read" : "not read"}: ${hours.externalId} "${oneLine(hours.raw)}" (${hours.reason ?? ""})`);
  }
  const review = Object.entries(report.review).map(([reason, count]) => `${reason} ${count}`);
  if (review.length > 0) lines.push(`  to look at: ${review.join(", ")}`);
  lines.push(`  ${report.attribution}, ${report.licence}`);
  return `${lines.join("\n")}\n`;
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** A terminal must not be steered by what stands in a file. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").slice(0, 100);
}
