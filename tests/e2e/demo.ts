import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { adminQuery, findPostgres } from "../setup/databases.ts";
import { startServer, type Template, type TestServer } from "./server.ts";

type Kind = "pglite" | "postgresql";

/** Where the workers of one run find what the first of them has made. They are children of the process that ends it all. */
const folderOf = (runner: number) => path.join(os.tmpdir(), `roundabout-e2e-demo-${runner}`);

/**
 * A product with the demo district, as each worker wants one. The demo's season of work is done once per run and database; every
 * server starts from a copy. Null when no PostgreSQL answers.
 */
export async function startDemoServer(kind: Kind): Promise<TestServer | null> {
  const template = await demoTemplate(kind);
  return template ? startServer(kind, {}, template) : null;
}

type Note = { template: Template | null; failed?: string };

async function demoTemplate(kind: Kind): Promise<Template | null> {
  const folder = folderOf(process.ppid);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${kind}.json`);
  const write = (note: Note) => {
    writeFileSync(`${file}.new`, JSON.stringify(note));
    renameSync(`${file}.new`, file);
  };
  try {
    mkdirSync(path.join(folder, kind));
  } catch {
    // Another worker is at it, or has done it.
    for (let tries = 0; tries < 720 && !existsSync(file); tries++) await new Promise((resolve) => setTimeout(resolve, 250));
    const { template, failed } = read(file);
    if (failed) throw new Error(`The demo could not be made: ${failed}`);
    return template;
  }
  try {
    const server = await startServer(kind);
    await server?.stop({ keep: true });
    const template = server ? { dataDir: server.dataDir, databaseName: server.databaseName } : null;
    write({ template });
    return template;
  } catch (error) {
    write({ template: null, failed: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Note;

/** The end of a run: the templates go. Playwright calls it in the workers' parent. */
export default async function forgetDemo(): Promise<void> {
  const folder = folderOf(process.pid);
  for (const kind of ["pglite", "postgresql"]) {
    const file = path.join(folder, `${kind}.json`);
    const template = existsSync(file) ? read(file).template : null;
    if (!template) continue;
    rmSync(template.dataDir, { recursive: true, force: true });
    const admin = template.databaseName ? await findPostgres() : null;
    if (admin) await adminQuery(admin, `DROP DATABASE IF EXISTS ${template.databaseName ?? ""} WITH (FORCE)`);
  }
  rmSync(folder, { recursive: true, force: true });
}
