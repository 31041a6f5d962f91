// @ts-check
/**
 * The process itself as plain JavaScript: `node server/build-process.mjs`. Run from its sources through tsx, every module of the app and its
 * packages passed tsx too, at the start and at each later import: five seconds of processor more a start, measured.
 */
import path from "node:path";
import { bundleForNode, root } from "./bundle.mjs";

await bundleForNode("server/index.ts", path.join(root, "build", "process", "serve.mjs"), { packages: "external" });
