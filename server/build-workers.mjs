// @ts-check
/** The threads of the process, each as one file beside the build: `node server/build-workers.mjs`. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** By the name of the file that the build carries (app/domains/rounds/solve-aside.server.ts looks for it). */
const workers = { "solve-rounds": "app/domains/rounds/solve-worker.server.ts" };

await Promise.all(
  Object.entries(workers).map(([name, source]) =>
    build({
      entryPoints: [path.join(root, source)],
      absWorkingDir: root,
      outfile: path.join(root, "build", "workers", `${name}.mjs`),
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      charset: "utf8",
      legalComments: "inline",
      logLevel: "warning",
    }),
  ),
);
