import path from "node:path";
import type { CommandContext } from "./command.ts";
import { readText } from "./read-text.server.ts";

/** What a command line wants, or what is wrong with it. */
type Asked<W> = ({ ok: true; file: string } & W) | { ok: false; problem: string };
/** The rows of a file, or why it has none. */
type Rows<R> = { ok: true; rows: R[] } | { ok: false; problem: string };

/**
 * The start of every evaluation: what is wanted, and the rows of its file. Where one of them fails it says why on the error stream and
 * gives the exit code: 2 for wrong usage, 1 for a file that cannot be read.
 */
export async function readEvaluation<W, R>(
  { args, cwd, output }: CommandContext,
  how: { usage: string; wanted: (args: readonly string[]) => Asked<W>; rows: (text: string, wanted: W) => Rows<R> },
): Promise<{ wanted: W; rows: R[]; fileName: string } | { exitCode: 1 | 2 }> {
  const wanted = how.wanted(args);
  if (!wanted.ok) {
    output.err(`${wanted.problem}\nUsage: ${how.usage}\n`);
    return { exitCode: 2 };
  }
  const file = path.resolve(cwd, wanted.file);
  const text = await readText(file, output);
  if (text === null) return { exitCode: 1 };
  const read = how.rows(text, wanted);
  if (!read.ok) {
    output.err(`${read.problem}\n`);
    return { exitCode: 1 };
  }
  return { wanted, rows: read.rows, fileName: path.basename(file) };
}
