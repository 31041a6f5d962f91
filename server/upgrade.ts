import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Application } from "./application.ts";

/**
 * Decides who gets a websocket. Cookies travel with cross-site upgrades and CORS does not apply to them, so the origin
 * is checked here, before the library sees the request. Other listeners (Vite's in development) keep their own paths.
 */
export function routeUpgrades(server: Server, application: Application): void {
  const others = server.listeners("upgrade").filter((listener) => !isSocketLibrary(listener));
  server.removeAllListeners("upgrade");
  const { PUBLIC_URL } = application.settings();
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const pathname = (request.url ?? "").split("?")[0] ?? "";
    if (pathname !== application.socketPath && pathname !== `${application.socketPath}/`) {
      for (const listener of others) listener.call(server, request, socket, head);
      if (others.length === 0) socket.destroy();
      return;
    }
    const allowed = application.isSameOrigin({ origin: request.headers.origin, host: request.headers.host, publicUrl: PUBLIC_URL });
    if (!allowed) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    application.handleUpgrade(request, socket, head);
  });
}

/** engine.io's own listener was added by attach; ours calls the engine itself. */
function isSocketLibrary(listener: unknown): boolean {
  return typeof listener === "function" && listener.toString().includes("handleUpgrade(");
}
