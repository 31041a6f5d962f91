import type { Command, CommandContext } from "./command.ts";
import { databaseCommands } from "./database.server.ts";
import { importPointsCommand } from "./import-points.server.ts";
import { impactCommand } from "./impact.server.ts";
import { moderatorCommand } from "./moderator.server.ts";
import { roundsCommand } from "./rounds.server.ts";
import { searchEvalCommand } from "./search-eval.server.ts";
import { suggestEvalCommand } from "./suggest-eval.server.ts";
import { tokenCommand } from "./token.server.ts";

/** Every command by name. */
export const commands: Record<string, Command> = Object.fromEntries(
  [...databaseCommands, impactCommand, importPointsCommand, moderatorCommand, roundsCommand, searchEvalCommand, suggestEvalCommand, tokenCommand].map((command) => [command.name, command]),
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
