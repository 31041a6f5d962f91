// @ts-check
/** The ledger's verifier as one file for plain Node: `node server/build-verifier.mjs`. */
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundleForNode, root } from "./bundle.mjs";

/** Bundles the verifier without packages, readable, for Node 20. @param {string} outfile */
export const buildVerifier = (outfile) => bundleForNode("app/domains/impact/verify/standalone.ts", outfile);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outfile = path.join(root, "build", "verify", "verify.mjs");
  await buildVerifier(outfile);
  // Served at /verify.mjs, so that an auditor can fetch it from any server of this kind.
  const served = path.join(root, "build", "client", "verify.mjs");
  await mkdir(path.dirname(served), { recursive: true });
  await copyFile(outfile, served);
}
