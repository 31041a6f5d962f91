import type { IncomingHttpHeaders, IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/**
 * The part of the built app that the process uses. Restated here, because server/ imports nothing of ours: a module
 * imported from both sides would exist twice (docs/decisions/0004).
 */
export type Application = {
  settings(): { PORT: number; HOST: string; PUBLIC_URL: string; NODE_ENV: string; dataDir: string; DEMO: string };
  logger(): { info(text: string): void; error(fields: object, text: string): void };
  isSameOrigin(input: { origin: string | undefined; host: string | undefined; publicUrl: string }): boolean;
  socketPath: string;
  commandSocketPath(dataDir: string): string;
  boot(): Promise<{
    database: string;
    migrated: string[];
    demoSignIns: { email: string; password: string; as: string }[];
    shutdown(): Promise<void>;
  }>;
  attachSockets(server: Server): void;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  pageCache(): PageCache | null;
  isReady(): Promise<boolean>;
  metrics?(): Promise<{ contentType: string; text: string }>;
  command(name: string, context: object): Promise<number>;
};

/** Pages that visitors share (docs/decisions/0017). */
export type PageCache = {
  find(request: { method?: string; url?: string; headers: IncomingHttpHeaders }): WantedPage | null;
  page(wanted: WantedPage, render: (request: globalThis.Request, nonce: string) => Promise<globalThis.Response>): FoundPage | Promise<FoundPage | null>;
};

type WantedPage = { key: string; address: string; cookie: string; topics: readonly string[] };

export type FoundPage = {
  from: "hit" | "miss";
  page: {
    answer(input: { acceptEncoding: string | string[] | undefined; from: "hit" | "miss" }): {
      status: number;
      headers: Record<string, string | number>;
      body: Buffer;
    };
  };
};
