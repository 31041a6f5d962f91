/** The verifier as one file for plain Node, without packages: `node verify.mjs FOLDER`. Built by server/build-verifier.mjs. */

import { runVerify, VERIFY_HELP, VERIFY_USAGE } from "./verify-files.server.ts";

const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) process.stdout.write(`node verify.mjs ${VERIFY_USAGE.slice("verify ".length)}\n\n${VERIFY_HELP}\n`);
else {
  process.exitCode = await runVerify({
    args,
    usual: ".",
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
}
