import { createHash } from "node:crypto";
import { existsSync, unlinkSync, chmodSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { logger } from "./logger.server.ts";

/**
 * What a command writes while it runs. `drained`, where there is one, resolves when a slow reader has caught up: those who
 * write much wait for it. `isClosed` tells that nobody reads any more.
 */
export type CommandOutput = { out(text: string): void; err(text: string): void; drained?(): Promise<void>; isClosed?(): boolean };

/** Runs one named command; resolves to its exit code. */
export type CommandRunner = (
  request: { command: string; args: string[]; cwd: string; stderrIsTerminal: boolean },
  output: CommandOutput,
) => Promise<number>;

/**
 * Where a running server listens for commands of the same user on the same machine: PGlite allows one process per
 * folder, so commands that touch data run inside the server while it is up.
 */
export function commandSocketPath(dataDir: string): string {
  const inFolder = path.join(dataDir, "server.sock");
  // The system cuts socket paths at about 100 bytes.
  if (Buffer.byteLength(inFolder) < 100) return inFolder;
  return path.join(os.tmpdir(), `roundabout-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}.sock`);
}

/** Listens for commands. One request a connection: a line of JSON in, lines of JSON out, the last with `exit`. */
export async function listenForCommands(dataDir: string, run: CommandRunner): Promise<Server> {
  const file = commandSocketPath(dataDir);
  // A left-over of a killed process; the folder lock has made sure that nobody lives behind it.
  if (existsSync(file)) unlinkSync(file);
  const server = createServer((socket) => serve(socket, run));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(file, resolve);
  });
  chmodSync(file, 0o600);
  server.unref();
  return server;
}

function serve(socket: Socket, run: CommandRunner): void {
  let received = "";
  const send = (message: object) => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
  };
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    received += chunk.toString("utf8");
    const end = received.indexOf("\n");
    if (end < 0) return;
    socket.removeAllListeners("data");
    const request = JSON.parse(received.slice(0, end)) as Parameters<CommandRunner>[0];
    run(request, { out: (text) => send({ out: text }), err: (text) => send({ err: text }), drained: () => drained(socket), isClosed: () => socket.destroyed })
      .catch((error: unknown) => {
        logger().error({ err: error, command: request.command }, "command failed");
        send({ err: `${(error as Error).message}\n` });
        return 1;
      })
      .then((exit) => {
        send({ exit });
        socket.end();
      });
  });
}

/** Resolves when the socket takes more, or when it will never again. */
function drained(socket: Socket): Promise<void> {
  if (socket.destroyed || !socket.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
  });
}
