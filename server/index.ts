import { createServer, type Server } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { ViteDevServer } from "vite";
import type { Application } from "./application.ts";
import { createHttp } from "./http.ts";
import { attachSockets } from "./upgrade.ts";

type Build = ServerBuild & { entry: { module: { application: Application } } };

/** Starts the process: build, database, http, sockets; stops cleanly on SIGINT and SIGTERM. */
export async function serve({ development }: { development: boolean }): Promise<void> {
  const httpServer = createServer();
  const vite = development ? await startVite(httpServer) : null;
  const loadBuild = async (): Promise<Build> =>
    (vite
      ? await vite.ssrLoadModule("virtual:remix/server-build")
      : await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as Build;

  let build: Build;
  let application: Application;
  let running: Awaited<ReturnType<Application["boot"]>>;
  try {
    build = await loadBuild();
    application = build.entry.module.application;
    application.settings();
    running = await application.boot();
  } catch (error) {
    console.error((error as Error).name === "Error" || (error as { problems?: unknown }).problems ? (error as Error).message : error);
    process.exit(1);
  }
  const settings = application.settings();
  httpServer.on("request", createHttp({ application, build: development ? loadBuild : build, vite, development }));
  attachSockets(httpServer, application);

  await new Promise<void>((resolve, reject) => {
    httpServer.once("error", reject);
    httpServer.listen(settings.PORT, settings.HOST, resolve);
  }).catch(async (error: NodeJS.ErrnoException) => {
    console.error(error.code === "EADDRINUSE" ? `Port ${settings.PORT} is taken. Set PORT to another one.` : error.message);
    await running.shutdown();
    process.exit(1);
  });
  announce(settings, httpServer, running);
  stopOnSignal(httpServer, vite, running.shutdown);
}

function announce(
  settings: ReturnType<Application["settings"]>,
  httpServer: Server,
  running: Awaited<ReturnType<Application["boot"]>>,
): void {
  const address = httpServer.address();
  const port = typeof address === "object" && address ? address.port : settings.PORT;
  const host = settings.HOST === "0.0.0.0" || settings.HOST === "127.0.0.1" ? "localhost" : settings.HOST;
  const lines = [``, `Roundabout is at http://${host}:${port}`];
  if (running.database === "pglite") {
    lines.push(
      `Data is in ${settings.dataDir} (embedded PGlite: safe against a crash of this process, not against power loss;`,
      `set DATABASE_URL to a PostgreSQL for real service).`,
    );
  } else lines.push(`Data is in the PostgreSQL of DATABASE_URL.`);
  if (running.demoSignIns.length > 0) {
    const width = Math.max(...running.demoSignIns.map((s) => s.email.length));
    lines.push(``, `Demo sign-ins (password ${running.demoSignIns[0]?.password}):`);
    for (const signIn of running.demoSignIns) lines.push(`  ${signIn.email.padEnd(width)}  ${signIn.as}`);
  }
  lines.push(``, `Stop with Ctrl-C.`, ``);
  console.log(lines.join("\n"));
}

function stopOnSignal(httpServer: Server, vite: ViteDevServer | null, shutdown: () => Promise<void>): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(130);
    stopping = true;
    // What hangs longer than this is left behind rather than keeping the terminal.
    setTimeout(() => process.exit(1), 8_000).unref();
    httpServer.close();
    httpServer.closeIdleConnections();
    await shutdown();
    httpServer.closeAllConnections();
    await vite?.close();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
}

async function startVite(httpServer: Server): Promise<ViteDevServer> {
  const { createServer: createVite } = await import("vite");
  // Hot reload shares our port: no second one to open or to allow in the policy.
  return createVite({ server: { middlewareMode: true, hmr: { server: httpServer } }, appType: "custom" });
}
