import type { Db } from "#app/platform/db/database.server.ts";
import type { CommandOutput } from "#app/platform/command-socket.server.ts";
import { databaseCommands } from "./database.server.ts";
import { tokenCommand } from "./token.server.ts";

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

/** Every command by name. */
export const commands: Record<string, Command> = Object.fromEntries(
  [...databaseCommands, tokenCommand].map((command) => [command.name, command]),
);

/** Runs a command by name; unknown names and --help answer in words. Returns the exit code. */
export async function runCommand(name: string, context: CommandContext): Promise<number> {
  const command = commands[name];
  if (!command) {
    context.output.err(`There is no command "${name}". There are: ${Object.keys(commands).sort().join(", ")}.\n`);
    return 2;
  }
  if (context.args.includes("--help") || context.args.includes("-h")) {
    context.output.out(`${command.help.trim()}\n`);
    return 0;
  }
  return command.run(context);
}
