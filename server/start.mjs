// @ts-check
/** `npm start` and `npm run dev`: set up what is missing, then serve. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { checkNode, ensureBuild, ensureClient, ensurePackages, root } from "./setup.mjs";

const help = `npm start - build what changed, migrate, seed a small demo, and serve
npm run dev - the same from the sources, with hot reload

Settings (environment): PORT (3000), HOST (127.0.0.1), DATA_DIR (./data), DATABASE_URL, REDIS_URL, PUBLIC_URL,
SMTP_URL, MAIL_FROM, S3_*, MAP_TILE_URL, MAP_ATTRIBUTION, PAGE_CACHE_MB, LOG_LEVEL, DEMO=0 for no demo data.`;

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(help);
  process.exit(0);
}
process.chdir(root);
const development = process.argv.includes("--dev");
process.env.NODE_ENV ||= development ? "development" : "production";
checkNode();
ensurePackages();
ensureClient();
if (!development) ensureBuild();
if (development) {
  const { register } = await import("tsx/esm/api");
  register();
}
const { serve } = await import(development ? "./index.ts" : pathToFileURL(path.join(root, "build", "process", "serve.mjs")).href);
await serve({ development });
