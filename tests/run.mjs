// @ts-check
/**
 * `npm test`: types, lint, boundaries, unit tests, integration tests (PGlite, and PostgreSQL where one answers), and the
 * journeys in a real browser (on PGlite, and on PostgreSQL where one answers). On a fresh clone it first installs what is
 * missing, a Chromium too. The last line counts everything; a skip says why above it.
 *
 * Usage: npm test [-- types lint boundaries unit integration journeys]   only these parts
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkNode, ensureBuild, ensureClient, ensurePackages, root } from "../server/setup.mjs";

process.chdir(root);
const only = process.argv.slice(2).filter((arg) => !arg.startsWith("-"));
if (process.argv.includes("--help")) {
  console.log("npm test [-- PART ...]\n\nParts: types lint boundaries unit integration journeys. Without parts: all of them.");
  process.exit(0);
}
checkNode();
ensurePackages();
ensureClient();

const total = { passed: 0, failed: 0, skipped: 0 };
const bin = (/** @type {string} */ name) => path.join(root, "node_modules", ".bin", name);
const output = path.join(root, "test-results");
mkdirSync(output, { recursive: true });

/** Runs one program and shows what it prints. @param {string} command @param {string[]} args @param {Record<string, string>} [more] */
function show(command, args, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, FORCE_COLOR: "0", ...more }, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * Parts that either hold or not. Each is one thread's work, so they run beside each other; what one prints is shown whole, when it is done.
 * @param {[name: string, command: string, args: string[]][]} parts
 */
async function checks(parts) {
  const asked = parts.filter(([name]) => only.length === 0 || only.includes(name));
  await Promise.all(
    asked.map(async ([name, command, args]) => {
      const { code, printed } = await collect(command, args);
      if (code === 0) total.passed += 1;
      else total.failed += 1;
      console.log(`\n== ${name}\n${printed}${code === 0 ? `${name}: passed` : `${name}: FAILED`}`);
    }),
  );
}

/** Runs one program and keeps what it prints. @param {string} command @param {string[]} args @returns {Promise<{code: number, printed: string}>} */
function collect(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, FORCE_COLOR: "0" }, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    child.stdout.on("data", (chunk) => (printed += chunk));
    child.stderr.on("data", (chunk) => (printed += chunk));
    child.once("error", (error) => resolve({ code: 1, printed: `${error.message}\n` }));
    child.once("close", (code) => resolve({ code: code ?? 1, printed }));
  });
}

/** @param {string} project */
async function vitest(project) {
  if (only.length > 0 && !only.includes(project)) return;
  console.log(`\n== ${project}`);
  const file = path.join(output, `vitest-${project}.json`);
  const code = await show(bin("vitest"), ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  const failedFiles = (report?.testResults ?? []).filter((/** @type {{status: string, assertionResults: unknown[]}} */ r) => r.status === "failed" && r.assertionResults.length === 0).length;
  total.passed += report?.numPassedTests ?? 0;
  total.failed += (report?.numFailedTests ?? 0) + failedFiles;
  total.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  if (code !== 0 && (report?.numFailedTests ?? 0) + failedFiles === 0) total.failed += 1;
}

/**
 * Path of a Chromium, installing one where needed: an installed one, else Debian's when root, else Playwright's. The headless shell first: it
 * is the same browser without a desktop's frame, for half of the work.
 */
function findChromium() {
  const known = [process.env.CHROMIUM_PATH, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
  const find = () => known.find((file) => file && existsSync(file));
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Debian's Chromium (once) ...");
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
    for (const name of ["chromium-headless-shell", "chromium"]) {
      spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name, "fonts-noto-cjk"], { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
      const installed = find();
      if (installed) return installed;
    }
  }
  console.log("Installing Playwright's Chromium (once) ...");
  const installed = spawnSync(bin("playwright"), ["install", "chromium"], { encoding: "utf8" });
  return installed.status === 0 ? "" : null;
}

async function journeys() {
  if (only.length > 0 && !only.includes("journeys")) return;
  console.log("\n== journeys");
  ensureBuild();
  const chromium = findChromium();
  if (chromium === null) {
    total.skipped += 1;
    console.log("journeys: skipped, no Chromium is installed and none can be fetched (CHROMIUM_PATH names one).");
    return;
  }
  const file = path.join(output, "playwright.json");
  const code = await show(bin("playwright"), ["test"], { PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: chromium });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  const stats = report?.stats;
  const again = titles(report?.suites ?? []);
  if (again.length > 0) console.log(`\nPassed on the second try only:\n${again.map((title) => `  ${title}`).join("\n")}`);
  total.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  total.failed += stats?.unexpected ?? 0;
  total.skipped += stats?.skipped ?? 0;
  if (code !== 0 && !(stats?.unexpected > 0)) total.failed += 1;
}

/**
 * The journeys of a report that failed and then passed. @typedef {{ title: string, suites?: Suite[], specs?: { title: string, tests: { status: string, projectName: string }[] }[] }} Suite
 * @param {Suite[]} suites @returns {string[]}
 */
function titles(suites) {
  return suites.flatMap(({ title, suites: inner = [], specs = [] }) => [
    ...specs.flatMap((spec) => spec.tests.filter(({ status }) => status === "flaky").map(({ projectName }) => `[${projectName}] ${title}: ${spec.title}`)),
    ...titles(inner),
  ]);
}

const started = Date.now();
await checks([
  ["types", process.execPath, [path.join("node_modules", "typescript7", "bin", "tsc"), "--noEmit", "-p", "."]],
  ["lint", bin("eslint"), [".", "--max-warnings", "0", "--cache", "--cache-location", ".cache/eslint"]],
  ["boundaries", bin("depcruise"), ["app", "server", "prisma", "tests", "--config", ".dependency-cruiser.cjs"]],
]);
await vitest("unit");
await vitest("integration");
await journeys();
console.log(`\nTook ${Math.round((Date.now() - started) / 1000)} s.`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
