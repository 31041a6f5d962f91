import { randomBytes } from "node:crypto";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import type { ViteDevServer } from "vite";
import type { Application } from "./application.ts";
import { sharedPages } from "./shared-pages.ts";

/** The doors in front of Remix, in order: who may ask at all, files, then pages. */
export function createHttp(input: {
  application: Application;
  /** A function only where it changes while the process runs: what is derived from a function is derived per request. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  vite: ViteDevServer | null;
  development: boolean;
}): Express {
  const { application, build, vite, development } = input;
  const settings = application.settings();
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");

  app.get("/healthz", (_request, response) => void response.type("text").send("ok\n"));
  app.get("/readyz", async (_request, response) => {
    const ready = await application.isReady();
    response.status(ready ? 200 : 503).type("text").send(ready ? "ready\n" : "the database does not answer\n");
  });

  app.use(
    helmet({
      // Pages set their own policy with a nonce (app/entry.server.tsx).
      contentSecurityPolicy: false,
      strictTransportSecurity: settings.PUBLIC_URL.startsWith("https://"),
      referrerPolicy: { policy: "strict-origin-when-cross-origin" },
      crossOriginEmbedderPolicy: false,
    }),
  );
  // Before anything that looks at who asks: what it answers was rendered for nobody.
  const cache = application.pageCache();
  if (cache) app.use(sharedPages(cache, build));
  app.use(compression());
  app.use((request: Request, response: Response, next: NextFunction) => {
    // The one place that says where a request comes from; whatever the client claimed is overwritten.
    request.headers["x-client-ip"] = request.ip ?? "";
    const safe = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
    const sameOrigin = application.isSameOrigin({
      origin: request.headers.origin,
      host: request.headers.host,
      publicUrl: settings.PUBLIC_URL,
    });
    if (!safe && !sameOrigin) {
      response.status(403).type("application/problem+json");
      response.send(JSON.stringify({ type: "about:blank", title: "Forbidden", status: 403, code: "HTTP.FOREIGN_ORIGIN" }));
      return;
    }
    response.locals.nonce = randomBytes(16).toString("base64");
    next();
  });

  if (vite) app.use(vite.middlewares);
  else {
    const client = path.resolve("build/client");
    app.use("/assets", express.static(path.join(client, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
    const files = express.static(client, { maxAge: "1h" });
    // Pages have no ending: the disk is not asked for each of them.
    app.use((request, response, next) => (request.path.includes(".") ? files(request, response, next) : next()));
  }
  app.all(
    "*",
    createRequestHandler({
      build,
      mode: development ? "development" : "production",
      getLoadContext: (_request, response) => ({ nonce: response.locals.nonce as string, wire: wireOf(response) }),
    }),
  );
  // Hard 404 for an asset of an older build: the page reloads instead of reading HTML as a script.
  app.use((error: Error & { status?: number }, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const status = error.status ?? 500;
    if (status >= 500) application.logger().error({ err: error }, "http failed");
    const words = status === 404 ? "Not found\n" : status < 500 ? "That request cannot be read\n" : "Something went wrong\n";
    response.status(status).type("text").send(words);
  });
  return app;
}

/** What long answers ask about their connection; see app/api/stream.server.ts. */
function wireOf(response: Response): { drained(): Promise<void>; isClosed(): boolean } {
  return {
    isClosed: () => response.destroyed || response.closed,
    drained: () =>
      response.destroyed || !response.writableNeedDrain
        ? Promise.resolve()
        : new Promise((resolve) => {
            const done = () => {
              response.off("drain", done).off("close", done);
              resolve();
            };
            response.on("drain", done).on("close", done);
          }),
  };
}
