import type { Db } from "#app/platform/db/database.server.ts";
import type { CommandOutput } from "#app/platform/command-socket.server.ts";

/** One command of the command line. Pure ones say `needsDatabase: false` and run without opening anything. */
export type Command = {
  name: string;
  /** One line for the list, then usage; printed by --help. */
  help: string;
  needsDatabase: boolean;
  run(context: CommandContext): Promise<number>;
};

export type CommandContext = {
  args: string[];
  cwd: string;
  /** Lines of standard input, for commands that read it (only where `needsDatabase` is false). */
  input: AsyncIterable<string> | null;
  output: CommandOutput;
  /** True where a progress bar may be drawn on standard error. */
  stderrIsTerminal: boolean;
  db(): Promise<Db>;
};
