import { measureSuggestions } from "#app/domains/listings/eval/measure-suggestions.server.ts";
import { readLabelledTexts } from "#app/domains/listings/eval/rows.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { readEvaluation } from "./read-evaluation.server.ts";
import { progressBar } from "./progress.ts";

const USAGE = "npm run --silent suggest:eval -- FILE [--columns TEXT,CATEGORY] [--folds N] [--seed N] [--json]";

const HELP = `suggest:eval - measure how well a title's category is suggested

Usage: ${USAGE}

FILE is a CSV with a header line and the columns text and category. Nothing is stored.

  --columns T,C   where the columns are called otherwise, several joined by "+": brand+problem,product_category
  --folds N       parts the rows are dealt into (default 5, 2 to 20); each is asked of what the others taught
  --seed N        the same seed deals the same (default 1)
  --json          no progress bar; the output is JSON in any case

Printed as JSON: top1 and top3, the share of rows whose category is the first, or among the first three suggested,
  learned     with the file's own categories, each row asked of what the other parts taught; words the lexicon knows
              (English and Chinese) help as they do in the product
  baseline    always naming the three most frequent categories
  lexicon     rows whose category is a goods category of ours by name, asked of the lexicon alone
  byCategory  learned, for each category

Exit code: 0 done, 1 the file cannot be read, 2 wrong usage.`;

/** Measures the suggested categories with the rows of a file. */
export const suggestEvalCommand: Command = {
  name: "suggest:eval",
  help: HELP,
  needsDatabase: false,
  async run(context) {
    const read = await readEvaluation(context, { usage: USAGE, wanted: readWanted, rows: (text, { columns }) => readLabelledTexts(text, columns) });
    if ("exitCode" in read) return read.exitCode;
    const { wanted, rows, fileName } = read;
    const bar = progressBar(context, !wanted.isJson);
    const { folds, seed } = wanted;
    const report = measureSuggestions(rows, { folds, seed, onProgress: (done, total) => bar?.show("Suggesting", done, total) });
    bar?.end();
    context.output.out(`${JSON.stringify({ file: fileName, ...report }, null, 2)}\n`);
    return 0;
  },
};

type Wanted = { ok: true; file: string; columns: { text: string[]; category: string[] }; folds: number; seed: number; isJson: boolean } | { ok: false; problem: string };

function readWanted(args: readonly string[]): Wanted {
  const read = readArguments(args, { flags: ["json"], values: ["columns", "folds", "seed"] });
  if (!read.ok) return read;
  const [file, ...more] = read.words;
  if (file === undefined) return { ok: false, problem: "Which file?" };
  if (more.length > 0) return { ok: false, problem: "One file at a time." };
  const [text = [], category = [], ...rest] = (read.values.get("columns") ?? "text,category").split(",").map((part) => part.split("+").map((name) => name.trim()));
  if (rest.length > 0 || category.length === 0 || [...text, ...category].includes("")) return { ok: false, problem: "--columns wants TEXT,CATEGORY; several columns are joined by +." };
  const number = (name: string, usual: number) => (/^\d{1,9}$/.test(read.values.get(name) ?? String(usual)) ? Number(read.values.get(name) ?? usual) : Number.NaN);
  const [folds, seed] = [number("folds", 5), number("seed", 1)];
  if (!(folds >= 2 && folds <= 20)) return { ok: false, problem: "--folds wants a whole number from 2 to 20." };
  if (Number.isNaN(seed)) return { ok: false, problem: "--seed wants a whole number." };
  return { ok: true, file, columns: { text, category }, folds, seed, isJson: read.flags.has("json") };
}
