import { findPersonByEmail, insertToken } from "#app/domains/identity/tokens.repository.server.ts";
import { newId } from "#app/shared/ids.ts";
import { allScopes, isScope, scopes, type Grant } from "#app/shared/scopes.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";

const usage = "Usage: npm run --silent token -- EMAIL [--scopes LIST] [--days N] [--json]";

/** Prints a bearer token for the public API. */
export const tokenCommand: Command = {
  name: "token",
  help: `token - make a bearer token for the JSON API

${usage}

Prints a token that acts for that person's household. It is shown once; end it on the account page.

  --scopes LIST  what it may do, with commas between; everything when left out
  --days N       for how long; without end when left out
  --json         {"token": ...}

Scopes: ${scopes.join(", ")}`,
  needsDatabase: true,
  async run({ args, output, db }) {
    const read = readArguments(args, { flags: ["json"], values: ["scopes", "days"] });
    const wrong = (problem: string) => {
      output.err(`${problem} ${usage}\n`);
      return 2;
    };
    if (!read.ok) return wrong(read.problem);
    const [email] = read.words;
    if (!email) return wrong("Whose token?");
    const asked = read.values.get("scopes")?.split(",").map((scope) => scope.trim());
    const unknown = asked?.find((scope) => scope !== allScopes && !isScope(scope));
    if (unknown !== undefined) return wrong(`There is no scope ${unknown}.`);
    const days = read.values.get("days");
    if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) return wrong("--days wants a whole number from 1 to 9999.");
    const client = await db();
    const person = await findPersonByEmail(client, email);
    if (!person) {
      output.err(`Nobody here has the address ${email}.\n`);
      return 1;
    }
    const expiresAt = days === undefined ? null : new Date(Date.now() + Number(days) * 86_400_000);
    const secret = await insertToken(client, { ...person, id: newId(), name: "command line", scopes: (asked as Grant[] | undefined) ?? [allScopes], expiresAt });
    if (secret === null) throw new Error("a new id was taken");
    output.out(read.flags.has("json") ? `${JSON.stringify({ token: secret })}\n` : `${secret}\n`);
    return 0;
  },
};
