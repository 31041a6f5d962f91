import path from "node:path";
import { defineConfig } from "prisma/config";

/**
 * Read by `prisma generate`, and by `prisma migrate deploy` where somebody prefers Prisma's own command line.
 * The product itself applies migrations at start (app/platform/db/migrate.server.ts).
 */
export default defineConfig({
  schema: path.join("prisma", "schema"),
  migrations: { path: path.join("prisma", "migrations") },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
