// @ts-check
/** The threads of the process, each as one file beside the build: `node server/build-workers.mjs`. */
import path from "node:path";
import { bundleForNode, root } from "./bundle.mjs";

/** By the name of the file that the build carries (app/domains/rounds/solve-aside.server.ts looks for it). */
const workers = { "solve-rounds": "app/domains/rounds/solve-worker.server.ts" };

await Promise.all(Object.entries(workers).map(([name, source]) => bundleForNode(source, path.join(root, "build", "workers", `${name}.mjs`))));
