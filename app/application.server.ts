import type { IncomingMessage, Server as HttpServer } from "node:http";
import type { Duplex } from "node:stream";
import { runCommand } from "#app/commands/registry.server.ts";
import { startDispatcher, stopDispatcher } from "#app/outbox/dispatch.server.ts";
import { targets } from "#app/outbox/targets.server.ts";
import { pageCache } from "#app/public-pages.server.ts";
import { timers } from "#app/timers.server.ts";
import { commandSocketPath, listenForCommands } from "#app/platform/command-socket.server.ts";
import { closeProcessDatabase, openProcessDatabase } from "#app/platform/db/database.server.ts";
import { env, type Env } from "#app/platform/env.server.ts";
import { isSameOrigin } from "#app/platform/http/origin.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { startTimers } from "#app/platform/timers.server.ts";
import { attachSockets, connectRedis, handleUpgrade, io } from "#app/realtime/io.server.ts";
import { socketPath } from "#app/realtime/contract.ts";

/**
 * What the process gets from the built app. server/ imports nothing of ours; it takes this object from the build, so
 * that there is one copy of every module, and calls it: nothing starts by being imported.
 */
export const application = {
  settings(): Env {
    return env();
  },

  logger,
  isSameOrigin,
  socketPath,
  commandSocketPath,

  /** Opens the database, starts what runs by itself, and listens for commands. */
  async boot(): Promise<Running> {
    const settings = env();
    const { db, connection, migrated } = await openProcessDatabase();
    const { seedDemo } = await import("#app/demo/seed.server.ts");
    const demo = settings.DEMO === "1" ? await seedDemo(db) : null;
    const closeRedis = await connectRedis();
    startDispatcher(targets);
    const stopTimers = startTimers(db, timers(settings));
    // Several processes on one PostgreSQL need no go-between for commands; only PGlite has a single opener.
    const commandServer =
      connection.kind === "pglite"
        ? await listenForCommands(settings.dataDir, (request, output) =>
            runCommand(request.command, {
              args: request.args,
              cwd: request.cwd,
              input: null,
              output,
              stderrIsTerminal: request.stderrIsTerminal,
              db: async () => db,
            }),
          )
        : null;
    return {
      database: connection.kind,
      migrated,
      demoSignIns: demo?.signIns ?? [],
      async shutdown() {
        commandServer?.close();
        await io().close();
        await stopTimers();
        await stopDispatcher();
        await closeRedis();
        await closeProcessDatabase();
      },
    };
  },

  attachSockets(server: HttpServer): void {
    attachSockets(server);
  },

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    handleUpgrade(request, socket, head);
  },

  pageCache,

  /** True when the database answers. */
  async isReady(): Promise<boolean> {
    try {
      const { db } = await openProcessDatabase();
      await db.$queryRaw`SELECT 1`;
      return true;
    } catch {
      return false;
    }
  },

  /** Runs one command in this process (no server is up). */
  async command(
    name: string,
    context: Omit<Parameters<typeof runCommand>[1], "db">,
  ): Promise<number> {
    try {
      return await runCommand(name, { ...context, db: async () => (await openProcessDatabase()).db });
    } finally {
      await closeProcessDatabase();
    }
  },
};

export type Application = typeof application;

/** A started application. */
export type Running = {
  database: "pglite" | "postgresql";
  migrated: string[];
  demoSignIns: { email: string; password: string; as: string }[];
  shutdown(): Promise<void>;
};
