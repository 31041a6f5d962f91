import { randomBytes } from "node:crypto";
import { measureSearch } from "#app/domains/listings/eval/measure.server.ts";
import { readColumns, readRows, usualColumns } from "#app/domains/listings/eval/rows.ts";
import { connectPostgres, openMemoryPglite, pgliteConnection, type Connection } from "#app/platform/db/adapters.server.ts";
import { migrateAndConnect } from "#app/platform/db/database.server.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { readEvaluation } from "./read-evaluation.server.ts";
import { progressBar } from "./progress.ts";

const USAGE = "npm run --silent search:eval -- FILE [--columns MAP] [--limit N] [--seed N] [--database URL] [--misses N] [--json]";

const HELP = `search:eval - measure how well the search finds the rows of a file

Usage: ${USAGE}

FILE is a CSV with the columns id, text and category. Its rows become listings in a database that is thrown away at the end;
the search of /listings is then asked for a sample of them, and the figures are printed as JSON. Nothing of yours is touched.

  --columns MAP    where the columns are called otherwise: id=id,text=brand+problem,category=kind
  --limit N        how many rows are sampled (default 1000); the whole file is always imported
  --seed N         the same seed asks the same (default 1)
  --database URL   a PostgreSQL on which a database is made and dropped again; without it, a PGlite in memory
  --misses N       also print up to N queries whose answer was not among the first five
  --json           no progress bar; the output is JSON in any case

Three kinds of query for each sampled row:
  words      2 to 4 words of the text in random order, of two letters or more. The right answer is that row alone. Only
             subsets that at most 5 rows share are asked (whole words, letter case aside); others are thrown away and
             counted in discarded.subsets, rows without any after 20 tries in discarded.rowsWithoutSubset.
  typo       the same query with one slip (a letter replaced, dropped, doubled, or two swapped) in one word of at least four
             letters. The right answer is the same row. Queries without such a word: discarded.subsetsWithoutTypo.
  category   the Chinese name of our category whose English name has the words of the row's category, or contains or is
             contained in it. Right are all rows of that category: listings bear the category's names, as in the product.
             Rows without a category of ours are not asked; coverage says how many have one.

recallAt5 and recallAt24: right answers among the first 5 or 24, divided by how many could stand there (for words and typo
that is 1 or 0). mrr: mean of 1 / place of the first right answer among the first 24, or 0. Ties stand in the order a person sees.

Exit code: 0 done, 1 the file or the database cannot be read, 2 wrong usage.`;

/** Measures the search with the rows of a file. */
export const searchEvalCommand: Command = {
  name: "search:eval",
  help: HELP,
  needsDatabase: false,
  async run(context) {
    const read = await readEvaluation(context, { usage: USAGE, wanted: readWanted, rows: (text, { columns }) => readRows(text, columns) });
    if ("exitCode" in read) return read.exitCode;
    const { wanted, rows, fileName } = read;
    const bar = progressBar(context, !wanted.isJson);
    const scratch = await openScratch(wanted.database);
    try {
      const database = await migrateAndConnect(scratch);
      try {
        const { limit, seed, misses } = wanted;
        const report = await measureSearch(database.db, rows, {
          limit,
          seed,
          misses,
          onProgress: (label, done, total) => bar?.show(label, done, total),
        });
        bar?.end();
        context.output.out(`${JSON.stringify({ file: fileName, database: scratch.kind, ...report }, null, 2)}\n`);
        return 0;
      } finally {
        await database.close();
      }
    } finally {
      await scratch.drop();
    }
  },
};

type Wanted =
  | { ok: true; file: string; columns: typeof usualColumns; limit: number; seed: number; misses: number; database: string | undefined; isJson: boolean }
  | { ok: false; problem: string };

function readWanted(args: readonly string[]): Wanted {
  const read = readArguments(args, { flags: ["json"], values: ["columns", "limit", "seed", "database", "misses"] });
  if (!read.ok) return read;
  const [file, ...more] = read.words;
  if (file === undefined) return { ok: false, problem: "Which file?" };
  if (more.length > 0) return { ok: false, problem: "One file at a time." };
  const map = read.values.get("columns");
  const columns = map === undefined ? usualColumns : readColumns(map);
  if (!columns) return { ok: false, problem: "--columns wants id=NAME,text=NAME+NAME,category=NAME." };
  const numbers = { limit: 1000, seed: 1, misses: 0 };
  for (const name of ["limit", "seed", "misses"] as const) {
    const value = read.values.get(name);
    if (value === undefined) continue;
    if (!/^\d{1,9}$/.test(value) || (name === "limit" && Number(value) === 0)) return { ok: false, problem: `--${name} wants a whole number.` };
    numbers[name] = Number(value);
  }
  const database = read.values.get("database");
  if (database !== undefined && !/^postgres(ql)?:\/\//.test(database)) return { ok: false, problem: "--database wants a postgresql:// address." };
  return { ok: true, file, columns, ...numbers, database, isJson: read.flags.has("json") };
}

/** A database of our own: in memory, or made on the server behind `url` and dropped by `drop`. */
async function openScratch(url: string | undefined): Promise<Connection & { drop(): Promise<void> }> {
  if (url === undefined) return { ...pgliteConnection(await openMemoryPglite()), drop: () => Promise.resolve() };
  const name = `roundabout_search_eval_${process.pid}_${randomBytes(4).toString("hex")}`;
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { ...connectPostgres(own.href), drop: () => onServer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const server = connectPostgres(url, { maxConnections: 1 });
  try {
    await server.runScript(statement);
  } finally {
    await server.close();
  }
}
