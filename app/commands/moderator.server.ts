import { appointModerator } from "#app/domains/trust/moderators.service.server.ts";
import type { Command } from "./command.ts";

/** Appoints moderators: two pairs of eyes need two people. */
export const moderatorCommand: Command = {
  name: "moderator",
  help: `moderator - appoint somebody to moderate, or end it

Usage: npm run --silent moderator -- EMAIL [--end]

Moderators look at reports at /moderation. What they remove is final when a second one agrees, so there should be two at least.
Both acts are in the record of moderation.`,
  needsDatabase: true,
  async run({ args, output, db }) {
    const email = args.find((arg) => !arg.startsWith("-"));
    if (!email) {
      output.err("Who? Usage: npm run --silent moderator -- EMAIL [--end]\n");
      return 2;
    }
    const isEnd = args.includes("--end");
    const done = await appointModerator(await db(), { email, isModerator: !isEnd });
    if (!done.ok) {
      output.err(`Nobody here has the address ${email}.\n`);
      return 1;
    }
    output.out(`${email} ${isEnd ? "moderates no more" : "moderates now"}.\n`);
    return 0;
  },
};
