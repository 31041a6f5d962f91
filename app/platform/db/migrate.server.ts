import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type * as EngineBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Connection } from "./adapters.server.ts";

/**
 * Migrations through Prisma's own schema engine as WebAssembly: the command line would download a native engine, which
 * fails on closed networks. The folder stays compatible with `prisma migrate deploy`.
 */
const filters = { externalTables: [], externalEnums: [] };

type EngineModule = typeof EngineBindings & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let engineModule: Promise<EngineModule> | undefined;

function loadEngine(): Promise<EngineModule> {
  engineModule ??= (async () => {
    const require = createRequire(path.join(process.cwd(), "package.json"));
    const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
    const module = (await import(
      /* @vite-ignore */ pathToFileURL(path.join(folder, "schema_engine_bg.js")).href
    )) as EngineModule;
    const wasm = await WebAssembly.instantiate(readFileSync(path.join(folder, "schema_engine_bg.wasm")), {
      "./schema_engine_bg.js": module as unknown as WebAssembly.ModuleImports,
    });
    module.__wbg_set_wasm(wasm.instance.exports);
    (wasm.instance.exports.__wbindgen_start as () => void)();
    return module;
  })();
  return engineModule;
}

async function withEngine<T>(connection: Connection, work: (engine: EngineBindings.SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const engine = await SchemaEngine.new(
    { datamodels: schemaFiles() },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(connection.factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

function prismaFolder(): string {
  return path.join(process.cwd(), "prisma");
}

function schemaFiles(): [string, string][] {
  const folder = path.join(prismaFolder(), "schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => [path.join(folder, name), readFileSync(path.join(folder, name), "utf8")]);
}

function migrationsList(): EngineBindings.MigrationList {
  const baseDir = path.join(prismaFolder(), "migrations");
  const lock = path.join(baseDir, "migration_lock.toml");
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: existsSync(lock) ? readFileSync(lock, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: readdirSync(baseDir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: readFileSync(path.join(baseDir, name, "migration.sql"), "utf8") },
        },
      })),
  };
}

/**
 * Applies the migrations that are not there yet; returns their names. A second call applies nothing, and does not load the engine. The engine's
 * lock against a second one at work ends with its session: a connection that went back to the server's pool would keep it, and every command
 * would wait for it in vain.
 */
export async function applyMigrations(connection: Connection): Promise<string[]> {
  const list = migrationsList();
  if (await isUpToDate(connection, list)) return [];
  const apart = connection.apart?.();
  try {
    const result = await withEngine(apart ?? connection, (engine) => engine.applyMigrations({ migrationsList: list, filters }));
    return result.appliedMigrationNames;
  } finally {
    await apart?.close();
  }
}

/**
 * Whether the database's own record names just these migrations, each applied to its end from the same text. Loading and asking the engine takes
 * a second of processor, at every start. Anything else, a failed or a strange migration too, is for the engine to judge.
 */
async function isUpToDate(connection: Connection, list: EngineBindings.MigrationList): Promise<boolean> {
  const applied = await connection.appliedMigrations();
  const wanted = list.migrationDirectories.map(({ path: name, migrationFile }) => {
    const text = migrationFile.content.tag === "ok" ? migrationFile.content.value : "";
    return `${name} ${createHash("sha256").update(text).digest("hex")}`;
  });
  return applied !== null && applied.length === wanted.length && applied.every((line, index) => line === wanted[index]);
}

/**
 * What a new migration would have to do so that the migrations give the schema: an SQL script, empty when they agree.
 * Needs a PGlite connection (introspection through the PostgreSQL driver fails on "char" columns).
 */
export async function schemaDrift(connection: Connection): Promise<string> {
  if (connection.kind !== "pglite") throw new Error("Schema drift is computed on PGlite.");
  const files = schemaFiles().map(([file, content]) => ({ path: file, content }));
  const result = await withEngine(connection, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...migrationsList() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters,
    }),
  );
  return result.exitCode === 0 ? "" : (result.stdout ?? "");
}
