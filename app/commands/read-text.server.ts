import { readFile } from "node:fs/promises";
import type { CommandOutput } from "#app/platform/command-socket.server.ts";

/** The text of a file that a command was given; null, and a sentence on standard error, where it cannot be read. */
export function readText(file: string, output: CommandOutput): Promise<string | null> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    output.err(`${file} cannot be read (${error.code ?? error.message}).\n`);
    return null;
  });
}
