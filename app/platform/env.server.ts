import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { singleton } from "./singleton.server.ts";

const emptyAsUnset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyAsUnset, schema.optional());

/** The seed of an Ed25519 key. */
const seed = optional(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, "must be 32 bytes in Base64"));

const environmentSchema = z.object({
  NODE_ENV: z.preprocess(emptyAsUnset, z.enum(["development", "production", "test"]).default("production")),
  PORT: z.preprocess(emptyAsUnset, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(emptyAsUnset, z.string().default("127.0.0.1")),
  DATA_DIR: z.preprocess(emptyAsUnset, z.string().default("data")),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://")),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, "must start with redis://")),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/, error: "must be an http(s) address" })),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, "must start with smtp:// or smtps://")),
  MAIL_FROM: z.preprocess(emptyAsUnset, z.string().default("Roundabout <no-reply@roundabout.invalid>")),
  S3_BUCKET: optional(z.string()),
  S3_ENDPOINT: optional(z.url()),
  S3_REGION: optional(z.string()),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
  MAP_TILE_URL: optional(z.string().includes("{z}", { error: "must contain {z}, {x} and {y}" })),
  MAP_ATTRIBUTION: optional(z.string()),
  LOG_LEVEL: z.preprocess(emptyAsUnset, z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info")),
  PAGE_CACHE_MB: z.preprocess(emptyAsUnset, z.coerce.number().int().min(0).max(4096).default(32)),
  DEMO: z.preprocess(emptyAsUnset, z.enum(["0", "1"]).default("1")),
  AUTH_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
  LEDGER_KEY: seed,
  ANSWER_KEY: seed,
});

/** What is missing of an S3 that was begun. Apart from the schema, whose refinements wait until all else is right. */
function s3Problems(source: Record<string, string | undefined>): string[] {
  const needed = ["S3_BUCKET", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
  const given = [...needed, "S3_ENDPOINT" as const].find((key) => source[key]);
  return given ? needed.filter((key) => !source[key]).map((key) => `${key} is required when ${given} is set`) : [];
}

/** The settings of this process, validated. */
export type Env = Omit<z.infer<typeof environmentSchema>, "PUBLIC_URL" | "AUTH_SECRET" | "LEDGER_KEY" | "ANSWER_KEY"> & {
  PUBLIC_URL: string;
  AUTH_SECRET: string;
  /** The Ed25519 seed that signs the ledger's checkpoints, 32 bytes in Base64. */
  LEDGER_KEY: string;
  /** The Ed25519 seed that signs answers to devices, 32 bytes in Base64. */
  ANSWER_KEY: string;
  /** DATA_DIR as an absolute path. */
  dataDir: string;
};

/** Thrown when settings are wrong; `problems` names all of them at once. */
export class EnvironmentError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The settings of this process are wrong:\n${problems.map((p) => `  - ${p}`).join("\n")}`);
    this.problems = problems;
  }
}

/**
 * Validates a set of environment variables. Secrets that are unset are generated into DATA_DIR/secrets.json.
 * @throws EnvironmentError naming every problem.
 */
export function readEnvironment(source: Record<string, string | undefined>): Env {
  const parsed = environmentSchema.safeParse(source);
  const problems = [...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`), ...s3Problems(source)];
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems);
  const dataDir = path.resolve(parsed.data.DATA_DIR);
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EnvironmentError([`DATA_DIR ${dataDir} is no folder that this process can write to (${(error as NodeJS.ErrnoException).code ?? String(error)})`]);
  }
  const keys = signingKeys(parsed.data, dataDir);
  return {
    ...parsed.data,
    dataDir,
    PUBLIC_URL: (parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/$/, ""),
    AUTH_SECRET: parsed.data.AUTH_SECRET ?? keptSecret(dataDir, "authSecret"),
    ...keys,
  };
}

/**
 * The keys that sign, each with a job of its own: who could make a device's answer sign what it likes must not have signed a checkpoint by it.
 * @throws EnvironmentError when two are one, or a kept one is damaged
 */
function signingKeys(given: { LEDGER_KEY?: string | undefined; ANSWER_KEY?: string | undefined }, dataDir: string): { LEDGER_KEY: string; ANSWER_KEY: string } {
  const keys = { LEDGER_KEY: given.LEDGER_KEY ?? keptSeed(dataDir, "ledgerKey"), ANSWER_KEY: given.ANSWER_KEY ?? keptSeed(dataDir, "answerKey") };
  if (keys.LEDGER_KEY === keys.ANSWER_KEY) throw new EnvironmentError(["ANSWER_KEY must not be the same as LEDGER_KEY"]);
  return keys;
}

function keptSeed(dataDir: string, name: string): string {
  const bytes = Buffer.from(keptSecret(dataDir, name), "base64url");
  if (bytes.length !== 32) throw new EnvironmentError([`${name} in ${path.join(dataDir, "secrets.json")} is not 32 bytes`]);
  return bytes.toString("base64");
}

function keptSecret(dataDir: string, name: string): string {
  const file = path.join(dataDir, "secrets.json");
  const secrets = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>) : {};
  if (!secrets[name]) {
    secrets[name] = randomBytes(32).toString("base64url");
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return secrets[name];
}

/** The settings of this process; read once. */
export function env(): Env {
  return singleton("env", () => readEnvironment(process.env));
}
