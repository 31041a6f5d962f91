// @ts-check
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Makes one readable file for plain Node 20 of a source and all it imports: packages too, unless they are to stay outside.
 * @param {string} source below the project @param {string} outfile @param {{ packages?: "external" }} [options]
 */
export async function bundleForNode(source, outfile, options = {}) {
  await build({
    entryPoints: [path.join(root, source)],
    absWorkingDir: root,
    outfile,
    bundle: true,
    ...options,
    platform: "node",
    format: "esm",
    target: "node20",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
  });
}
