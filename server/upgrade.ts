import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Application } from "./application.ts";

/**
 * Attaches the sockets and decides who gets one. Cookies travel with cross-site upgrades and CORS does not apply to them,
 * so the origin is checked here, before the library sees the request. The library's own listener is taken away; those of
 * others (Vite's in development, which it renews when it restarts) stay.
 */
export function attachSockets(server: Server, application: Application): void {
  const before = new Set(server.listeners("upgrade"));
  application.attachSockets(server);
  for (const listener of server.listeners("upgrade")) {
    if (!before.has(listener)) server.removeListener("upgrade", listener as () => void);
  }
  const { PUBLIC_URL } = application.settings();
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const pathname = (request.url ?? "").split("?")[0] ?? "";
    if (pathname !== application.socketPath && pathname !== `${application.socketPath}/`) {
      if (server.listenerCount("upgrade") === 1) socket.destroy();
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
