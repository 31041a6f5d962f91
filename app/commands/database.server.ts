import { openMemoryPglite, pgliteConnection } from "#app/platform/db/adapters.server.ts";
import { openProcessDatabase } from "#app/platform/db/database.server.ts";
import { schemaDrift } from "#app/platform/db/migrate.server.ts";
import type { Command } from "./command.ts";

/** Migrations and their comparison with the schema. */
export const databaseCommands: Command[] = [
  {
    name: "db:migrate",
    help: `db:migrate - bring the database's tables up to date

Usage: npm run db:migrate [-- --json]

Applies the migrations of prisma/migrations that are not applied yet. The server does the same when it starts.`,
    needsDatabase: true,
    async run({ args, output, db }) {
      await db();
      const { migrated, connection } = await openProcessDatabase();
      if (args.includes("--json")) output.out(`${JSON.stringify({ database: connection.kind, applied: migrated })}\n`);
      else if (migrated.length === 0) output.out(`${connection.kind}: nothing to apply, the tables are up to date.\n`);
      else output.out(`${connection.kind}: applied ${migrated.join(", ")}.\n`);
      return 0;
    },
  },
  {
    name: "db:diff",
    help: `db:diff - compare the schema with the migrations

Usage: npm run db:diff [-- --json]

Prints the SQL that a new migration would need; exits with 1 when there is any. Uses a database in memory.`,
    needsDatabase: false,
    async run({ args, output }) {
      const connection = pgliteConnection(await openMemoryPglite());
      try {
        const script = await schemaDrift(connection);
        if (args.includes("--json")) output.out(`${JSON.stringify({ drift: script !== "", script })}\n`);
        else output.out(script === "" ? "The migrations give the schema.\n" : script);
        return script === "" ? 0 : 1;
      } finally {
        await connection.close();
      }
    },
  },
];
