// @ts-check
/** `npm run client`: writes client/schema.ts from the OpenAPI document that the sources give now. Needs no database. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const here = path.dirname(fileURLToPath(import.meta.url));
// The document says where the server is; the client is told. What reads settings must not leave its secrets in the checkout.
const data = mkdtempSync(path.join(os.tmpdir(), "roundabout-client-"));
Object.assign(process.env, { PUBLIC_URL: "http://localhost:3000", DATA_DIR: data, AUTH_SECRET: "a secret for nothing, of more than 32 letters" });
const vite = await createServer({ configFile: false, root: path.dirname(here), server: { middlewareMode: true, hmr: false, ws: false, watch: null }, appType: "custom", logLevel: "error", optimizeDeps: { noDiscovery: true } });
try {
  const { openApiDocument } = await vite.ssrLoadModule("/app/api/openapi.server.ts");
  const { generateSchema } = await vite.ssrLoadModule("/client/generate.ts");
  writeFileSync(path.join(here, "schema.ts"), await generateSchema(openApiDocument()));
  process.stdout.write("client/schema.ts is as the OpenAPI document says.\n");
} finally {
  await vite.close();
  rmSync(data, { recursive: true, force: true });
}
