import { createToken, findPersonByEmail } from "#app/domains/identity/tokens.repository.server.ts";
import type { Command } from "./command.ts";

/** Prints a bearer token for the public API. */
export const tokenCommand: Command = {
  name: "token",
  help: `token - make a bearer token for the JSON API

Usage: npm run --silent token -- EMAIL [--json]

Prints a token that acts for that person's household. It is shown once; end it on the account page.`,
  needsDatabase: true,
  async run({ args, output, db }) {
    const email = args.find((arg) => !arg.startsWith("-"));
    if (!email) {
      output.err("Whose token? Usage: npm run --silent token -- EMAIL\n");
      return 2;
    }
    const client = await db();
    const person = await findPersonByEmail(client, email);
    if (!person) {
      output.err(`Nobody here has the address ${email}.\n`);
      return 1;
    }
    const { secret } = await createToken(client, { ...person, name: "command line" });
    output.out(args.includes("--json") ? `${JSON.stringify({ token: secret })}\n` : `${secret}\n`);
    return 0;
  },
};
