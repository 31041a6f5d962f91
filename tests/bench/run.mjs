// @ts-check
/** `npm run bench`: what the product does per second, beside the limit of this machine in the same run. */
import { checkNode, ensureBuild, ensureClient, ensurePackages, root } from "../../server/setup.mjs";

const help = `npm run bench - measure the product against the limits of this machine, in one run

Usage: npm run bench [-- --rounds 3 --seconds 4 --listings 10000 --json]

P1  listings page, rendered, 50 connections      against a bare Remix page of 24 cards from memory
P2  the same page for a visitor                  against Express and node:http answering the same bytes

Each round measures every contender once, in turn; medians and ratios are printed. Absolute figures move by 5-40 %
between runs on a shared machine: read the ratios. Uses PostgreSQL where one answers, else PGlite.`;
if (process.argv.includes("--help")) {
  console.log(help);
  process.exit(0);
}
process.chdir(root);
checkNode();
ensurePackages();
ensureClient();
ensureBuild();
const { register } = await import("tsx/esm/api");
register();
const { bench } = await import("./bench.ts");
await bench(process.argv.slice(2));
process.exit(0);
