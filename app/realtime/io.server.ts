import type { IncomingMessage, Server as HttpServer } from "node:http";
import type { Duplex } from "node:stream";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import type { Topic } from "#app/outbox/events.ts";
import { env } from "#app/platform/env.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import { signedIn, type SignedIn } from "#app/domains/identity/actor.server.ts";
import { socketPath, type Ack, type ClientToServer, type ServerToClient } from "./contract.ts";
import { mayWatch, parseTopic, sidesOf, whoHearsTyping } from "./topics.server.ts";

type SocketData = { who: SignedIn | null; typedAt?: number };
export type Io = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

const maxTopicsPerSocket = 60;
/** Of somebody who types, the other side hears this often at most. */
const typingEveryMs = 1_500;

/** Where one side of a deal listens. No topic: nobody can ask for it, the server puts a watcher of the deal there. */
const sideRoom = (dealId: string, partyId: string) => `deal-side:${dealId}:${partyId}`;

/** The one socket server of this process; made without a port, attached by server/ (see application.server.ts). */
export function io(): Io {
  return singleton("io", () => {
    const server: Io = new Server({
      path: socketPath,
      serveClient: false,
      maxHttpBufferSize: 64 * 1024,
      // Pages catch up by asking their loaders; recovery by the library is only a shortcut and has had bugs.
      transports: ["websocket", "polling"],
    });
    server.use((socket, next) => {
      void identify(socket).then(() => next(), next);
    });
    server.on("connection", onConnection);
    return server;
  });
}

const REDIS_CONNECT_MS = 10_000;

/** Joins the processes behind REDIS_URL, so that an event dispatched in one reaches sockets of all. Throws when it does not answer. */
export async function connectRedis(): Promise<() => Promise<void>> {
  const url = env().REDIS_URL;
  if (!url) return async () => undefined;
  const client = createClient({ url });
  client.on("error", (error: Error) => logger().warn({ err: error }, "redis"));
  // The client itself would go on trying for ever, and the process would stand there without a word.
  const given = new Promise<never>((_, reject) => setTimeout(reject, REDIS_CONNECT_MS, new Error(`Nothing answers at REDIS_URL.`)).unref());
  try {
    await Promise.race([client.connect(), given]);
  } catch (error) {
    client.destroy();
    throw error;
  }
  io().adapter(createAdapter(client));
  return async () => {
    client.destroy();
  };
}

/** Attaches to the process's http server; upgrades are handed over by server/upgrade.ts after its origin check. */
export function attachSockets(server: HttpServer): void {
  io().attach(server);
}

/** Handles one websocket upgrade that server/upgrade.ts let through. */
export function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  // engine.io types the request as its own; it is the plain one.
  io().engine.handleUpgrade(request as Parameters<Io["engine"]["handleUpgrade"]>[0], socket, head);
}

/** Says that a topic changed. The outbox's socket target is the only caller. */
export function emitChanged(topic: Topic, message: { type: string; eventId: string }): void {
  io().to(topic).emit("changed", { topic, ...message });
}

/** Asks again of all who watch a topic, unless everybody may, whether they still may: whoever may not hears nothing more of it. */
export async function recheckTopic(topic: Topic): Promise<void> {
  const parsed = parseTopic(topic);
  // What anybody may watch is not asked one by one.
  if (parsed && (await mayWatch(null, parsed))) return;
  for (const socket of await io().in(topic).fetchSockets()) if (!parsed || !(await mayWatch(socket.data.who, parsed))) socket.leave(topic);
}

/** Ends a person's live connections in all tabs: signed out, or access taken. */
export function disconnectUser(userId: string): void {
  io().in(`user:${userId}`).disconnectSockets(true);
}

async function identify(socket: LiveSocket): Promise<void> {
  const headers = new Headers({ cookie: socket.handshake.headers.cookie ?? "" });
  socket.data.who = await signedIn(headers);
}

function onConnection(socket: LiveSocket): void {
  const who = socket.data.who;
  if (who) {
    void socket.join(`user:${who.actor.userId}`);
    void socket.join(`party:${who.actor.party.id}`);
  }
  guarded(socket, "watch", z.object({ topic: z.string().max(100) }), async ({ topic }) => {
    const parsed = parseTopic(topic);
    if (!parsed) return "LIVE.UNKNOWN_TOPIC";
    if (socket.rooms.size >= maxTopicsPerSocket) return "LIVE.TOO_MANY_TOPICS";
    const asking = await freshWho(socket);
    if (!(await mayWatch(asking, parsed))) return "LIVE.NOT_ALLOWED";
    await socket.join(topic);
    if (parsed.kind === "deal" && parsed.id) for (const partyId of await sidesOf(asking, parsed.id)) await socket.join(sideRoom(parsed.id, partyId));
    return null;
  });
  guarded(socket, "unwatch", z.object({ topic: z.string().max(100) }), async ({ topic }) => {
    await socket.leave(topic);
    for (const room of socket.rooms) if (room.startsWith(`deal-side:${topic.slice("deal:".length)}:`)) await socket.leave(room);
    return null;
  });
  guarded(socket, "typing", z.object({ dealId: z.string().max(60) }), async ({ dealId }) => {
    if (!socket.rooms.has(`deal:${dealId}`)) return "LIVE.NOT_ALLOWED";
    const now = Date.now();
    if (now - (socket.data.typedAt ?? 0) < typingEveryMs) return null;
    socket.data.typedAt = now;
    // Asked anew each time: whoever was blocked or taken out of a party since is not heard any more.
    const typist = await freshWho(socket);
    const audience = await whoHearsTyping(typist, dealId);
    if (!typist || !audience) return "LIVE.NOT_ALLOWED";
    io().to(sideRoom(dealId, audience)).except(`user:${typist.actor.userId}`).volatile.emit("typing", { dealId, name: typist.actor.userName });
    return null;
  });
}

/** The session behind a socket as it is now: signed out means nobody. */
async function freshWho(socket: LiveSocket): Promise<SignedIn | null> {
  await identify(socket);
  return socket.data.who;
}

/** One wrapper for every inbound message: parsed, never throwing, always acknowledged. */
function guarded<T>(
  socket: LiveSocket,
  event: keyof ClientToServer,
  schema: z.ZodType<T>,
  handle: (message: T) => Promise<string | null>,
): void {
  const listener = async (payload: unknown, ack: Ack | undefined) => {
    const answer: Ack = typeof ack === "function" ? ack : () => undefined;
    const parsed = schema.safeParse(payload);
    if (!parsed.success) return answer({ ok: false, error: "LIVE.BAD_MESSAGE" });
    try {
      const error = await handle(parsed.data);
      answer(error === null ? { ok: true } : { ok: false, error });
    } catch (error) {
      logger().error({ err: error, event }, "live message failed");
      answer({ ok: false, error: "LIVE.FAILED" });
    }
  };
  socket.on(event, listener as never);
}
