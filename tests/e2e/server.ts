import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { adminQuery, databaseUrl, findPostgres } from "../setup/databases.ts";

/** A running product of its own: built code, fresh data, a free port. */
export type TestServer = {
  url: string;
  dataDir: string;
  env: NodeJS.ProcessEnv;
  /** What it printed. */
  log(): string;
  databaseName: string | null;
  stop(options?: { keep?: boolean }): Promise<void>;
  /** Stops the process and keeps its data; `resume` starts it again on the same port. */
  pause(): Promise<void>;
  resume(): Promise<void>;
};

/** What a stopped product left behind, to start others from: its data folder, and its database where that is PostgreSQL. */
export type Template = { dataDir: string; databaseName: string | null };

/**
 * Starts the built product on a fresh PGlite or PostgreSQL, or on a copy of a template. Null when no PostgreSQL answers.
 * `stop({ keep: true })` leaves its data behind as a template.
 */
export async function startServer(kind: "pglite" | "postgresql", settings: Record<string, string> = {}, template?: Template): Promise<TestServer | null> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "roundabout-e2e-"));
  if (template) cpSync(template.dataDir, dataDir, { recursive: true });
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    HOST: "127.0.0.1",
    PUBLIC_URL: `http://localhost:${port}`,
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    SMTP_URL: "",
    REDIS_URL: "",
    DATABASE_URL: "",
    ...settings,
  };
  let dropDatabase = async () => undefined as void;
  let databaseName: string | null = null;
  if (kind === "postgresql") {
    const admin = await findPostgres();
    if (!admin) return null;
    const name = `roundabout_e2e_${process.pid}_${port}`;
    databaseName = name;
    await adminQuery(admin, `CREATE DATABASE ${name} TEMPLATE ${template?.databaseName ?? "template0"} ENCODING 'UTF8'`);
    env.DATABASE_URL = databaseUrl(admin, name);
    dropDatabase = async () => void (await adminQuery(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
  const url = `http://localhost:${port}`;
  let printed = "";
  let child: ChildProcess | undefined;
  const resume = async () => {
    child = spawn(process.execPath, ["server/start.mjs"], { env, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await untilReady(child, url, () => printed);
  };
  const pause = async () => {
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    child.kill("SIGINT");
    await ended;
  };
  await resume();
  return {
    url,
    dataDir,
    env,
    log: () => printed,
    pause,
    resume,
    databaseName,
    async stop({ keep = false } = {}) {
      await pause();
      if (keep) return;
      await dropDatabase();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  // The demo's first start does a season's work; two of them at once on a small machine take their time.
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended at its start:\n${printed()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  child.kill("SIGKILL");
  throw new Error(`The server did not get ready:\n${printed()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
