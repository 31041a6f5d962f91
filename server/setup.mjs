// @ts-check
/**
 * Brings a checkout to where it can run: packages installed, Prisma's client generated, the app built. Each step runs only
 * when what it depends on has changed. Plain Node without packages, because on a fresh clone there are none.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const stamps = path.join(root, "node_modules", ".roundabout");

/** Exits with a sentence when this Node is too old for the packages. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Roundabout needs Node 20.19 or later; this is ${process.versions.node}.`);
    process.exit(1);
  }
}

/** Installs packages when the lock file changed since the last time. */
export function ensurePackages() {
  const lock = path.join(root, "package-lock.json");
  step("packages", hashFiles([lock]), () => {
    say("Installing packages (once; a minute or two) ...");
    const install = ["install", "--no-save", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error", "--include=dev", "--include=optional"];
    // Not `npm ci`: it refuses a lock file that lacks other systems' optional binaries, and the registry that this one
    // was made on does not hold them all.
    run("npm", install);
    // For the same reason npm may leave out this system's own binaries; then they are resolved without the lock file.
    if (!nativePackagesLoad()) {
      say("Fetching this system's binaries ...");
      rmSync(path.join(root, "node_modules"), { recursive: true, force: true });
      run("npm", [...install, "--no-package-lock"]);
    }
  }, existsSync(path.join(root, "node_modules", "@remix-run", "dev")));
}

/** True when the packages with a binary per system can be loaded. */
function nativePackagesLoad() {
  const names = ["rollup", "esbuild", "lightningcss", "@tailwindcss/oxide", "sharp"];
  const script = `await Promise.all(${JSON.stringify(names)}.map((name) => import(name)))`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: root, stdio: "ignore" }).status === 0;
}

/** Generates Prisma's client when the schema changed. */
export function ensureClient() {
  const files = filesBelow(path.join(root, "prisma", "schema"));
  step("client", hashFiles([...files, path.join(root, "package-lock.json")]), () => {
    say("Generating the database client ...");
    run(process.execPath, [path.join(root, "node_modules", "prisma", "build", "index.js"), "generate", "--no-hints"], {
      // Generating needs no schema engine; naming any executable keeps Prisma from downloading one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    });
  }, existsSync(path.join(root, "prisma", "generated", "client", "client.ts")));
}

/** Builds the app when a source changed. */
export function ensureBuild() {
  const files = [
    ...["app", "docs/methodology", "public", "prisma/schema"].flatMap((folder) => filesBelow(path.join(root, folder))).filter((file) => !/\.test\.tsx?$/.test(file)),
    ...filesBelow(path.join(root, "server")).filter((file) => /(\.ts|[/\\]bundle\.mjs|[/\\]build-[a-z]+\.mjs)$/.test(file)),
    ...["package-lock.json", "remix.config.js", "vite.config.ts", "tsconfig.json"].map((name) => path.join(root, name)),
  ];
  step("build", hashFiles(files), () => {
    say("Building ...");
    run(process.execPath, [path.join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build"], { NODE_ENV: "production" });
    // After the app's own build, which empties its folders.
    run(process.execPath, [path.join(root, "server", "build-verifier.mjs")]);
    run(process.execPath, [path.join(root, "server", "build-workers.mjs")]);
    run(process.execPath, [path.join(root, "server", "build-process.mjs")]);
  }, ["server/index.js", "verify/verify.mjs", "client/verify.mjs", "workers/solve-rounds.mjs", "process/serve.mjs"].every((file) => existsSync(path.join(root, "build", file))));
}

/** Everything that a command needs before it can run the built app. */
export function ensureReady() {
  checkNode();
  ensurePackages();
  ensureClient();
  ensureBuild();
}

/** @param {string} name @param {string} hash @param {() => void} work @param {boolean} resultExists */
function step(name, hash, work, resultExists) {
  const file = path.join(stamps, name);
  if (resultExists && existsSync(file) && readFileSync(file, "utf8") === hash) return;
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(file, hash);
}

/** @param {string} command @param {string[]} args @param {Record<string, string>} [more] */
function run(command, args, more = {}) {
  // Standard output belongs to the command that was asked for; set-up speaks on standard error.
  const result = spawnSync(command, args, { cwd: root, env: { ...process.env, ...more }, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8", maxBuffer: 1 << 26 });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}\n${command} ${args.join(" ")} failed.\n`);
    process.exit(result.status ?? 1);
  }
}

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {string} folder @returns {string[]} */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** @param {string[]} files */
function hashFiles(files) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of files) hash.update(path.relative(root, file)).update("\0").update(readFileSync(file));
  return hash.digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNode();
  ensurePackages();
  if (process.argv.includes("--generate")) ensureClient();
  else {
    ensureClient();
    ensureBuild();
  }
}
