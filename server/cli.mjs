// @ts-check
/**
 * The command line: `node server/cli.mjs NAME ARGS`. While a server runs on the same DATA_DIR, the command runs inside
 * it (PGlite allows one process per folder); otherwise in this process.
 */
import { connect } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { ensureReady, root } from "./setup.mjs";

const cwd = process.env.INIT_CWD ?? process.cwd();
const [name = "help", ...args] = process.argv.slice(2);
process.chdir(root);
process.env.NODE_ENV ||= "production";
process.env.LOG_LEVEL ||= "warn";
ensureReady();

const build = await import(pathToFileURL(path.join(root, "build", "server", "index.js")).href);
/** @type {import("./application.ts").Application} */
const application = build.entry.module.application;
// Whoever reads our output may stop before the end (`| head -1`): that is no failure of the command.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => process.exit(/** @type {NodeJS.ErrnoException} */ (error).code === "EPIPE" ? 0 : 1));
}
const output = {
  /** @param {string} text */ out: (text) => void process.stdout.write(text),
  /** Resolves when the reader has caught up. */
  drained: () => (process.stdout.writableNeedDrain ? new Promise((resolve) => process.stdout.once("drain", () => resolve(undefined))) : Promise.resolve()),
  /** @param {string} text */ err: (text) => void process.stderr.write(text),
};

/** Runs the command inside the server; null when none listens. @returns {Promise<number | null>} */
function inServer() {
  let file;
  try {
    file = application.commandSocketPath(application.settings().dataDir);
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
    process.exit(1);
  }
  return new Promise((resolve) => {
    const socket = connect(file);
    socket.once("error", () => resolve(null));
    socket.once("connect", () => {
      socket.write(`${JSON.stringify({ command: name, args, cwd, stderrIsTerminal: Boolean(process.stderr.isTTY) })}\n`);
      let exit = 1;
      let isWaiting = false;
      const lines = createInterface({ input: socket });
      lines.on("line", (line) => {
        const message = JSON.parse(line);
        if (message.out !== undefined) output.out(message.out);
        // A slow reader of ours holds the server back, instead of filling this process.
        if (process.stdout.writableNeedDrain && !isWaiting) {
          isWaiting = true;
          lines.pause();
          process.stdout.once("drain", () => {
            isWaiting = false;
            lines.resume();
          });
        }
        if (message.err !== undefined) output.err(message.err);
        if (message.exit !== undefined) exit = message.exit;
      });
      lines.on("close", () => resolve(exit));
    });
  });
}

/** Verbs of `impact` that read or write the ledger; the others run without a database. `search:eval` makes one of its own. */
const ledgerVerbs = ["export", "rebuild", "checkpoint", "restate"];
const needsNothing = name === "impact" ? !ledgerVerbs.includes(args[0] ?? "") : ["db:diff", "help", "rounds", "search:eval"].includes(name);
const pure = needsNothing || args.includes("--help") || args.includes("-h");
let exit = pure || process.env.DATABASE_URL ? null : await inServer();
if (exit === null) {
  try {
    exit = await application.command(name, {
      args,
      cwd,
      input: process.stdin.isTTY ? null : createInterface({ input: process.stdin, crlfDelay: Infinity }),
      output,
      stderrIsTerminal: Boolean(process.stderr.isTTY),
    });
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
    exit = 1;
  }
}
// Let what was written leave through a pipe before the process ends.
process.exitCode = exit;
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))));
process.exit(exit);
