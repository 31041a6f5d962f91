import { mkdtempSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket as TcpSocket } from "node:net";
import os from "node:os";
import path from "node:path";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, it, inject } from "vitest";
import { blockParty, unblockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { afterInput, sendManyInput, type ThreadPart } from "#app/domains/messaging/messaging.schema.ts";
import { messagesAfter, sendMessages } from "#app/domains/messaging/messaging.service.server.ts";
import { createThreadClient, type Outcome, type ThreadTransport } from "#app/domains/messaging/thread-client.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toSockets } from "#app/outbox/to-sockets.server.ts";
import { readEnvironment } from "#app/platform/env.server.ts";
import type { ClientToServer, ServerToClient } from "#app/realtime/contract.ts";
import { attachSockets, io } from "#app/realtime/io.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { chance } from "#tests/factories/chance.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { authSettings, createSession } from "#tests/factories/sessions.ts";
import { createThread } from "#tests/factories/threads.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

type Live = Socket<ServerToClient, ClientToServer>;

/** The long walk is PostgreSQL's, where sessions do race; on PGlite it is as long only where no PostgreSQL answers. */
const messagesOn = (kind: string) => (kind === "postgresql" || inject("postgres") === null ? 10_000 : 2_000);

describeDatabases("a thread over real connections", (open, kind) => {
  const people = new Map<string, { actor: Actor; sends: number }>();
  const connections = new Set<TcpSocket>();
  const sockets: Live[] = [];
  let server: Server;
  let url: string;
  const firstSendAt = Date.now() - 20 * 86_400_000;

  beforeAll(async () => {
    // The process's own singletons, on this test's database.
    const store = new Map<string, unknown>();
    store.set("env", readEnvironment({ ...authSettings, DATA_DIR: mkdtempSync(path.join(os.tmpdir(), "roundabout-chat-")) }));
    store.set("database", { open: Promise.resolve({ db: open() }) });
    (globalThis as unknown as { __roundabout: Map<string, unknown> }).__roundabout = store;
    server = createServer((request, response) => {
      void answer(request).then(
        (body) => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body)),
        () => response.writeHead(500).end(),
      );
    });
    server.on("connection", (socket: TcpSocket) => {
      connections.add(socket);
      socket.once("close", () => connections.delete(socket));
    });
    attachSockets(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await io().close();
  });

  /** The two doors of a thread, on the real services; each sending of a person is a minute after the one before. */
  async function answer(request: IncomingMessage): Promise<unknown> {
    const query = new URL(request.url ?? "", url).searchParams;
    const person = people.get(query.get("as") ?? "");
    if (!person) throw new Error("nobody");
    const dealId = query.get("deal") ?? "";
    if (request.method === "GET") return messagesAfter(open(), person.actor, afterInput.parse({ dealId, after: query.get("after") }));
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const input = sendManyInput.parse({ dealId, ...(JSON.parse(Buffer.concat(chunks).toString()) as object) });
    const at = new Date(firstSendAt + person.sends++ * 61_000);
    return sendMessages(open(), person.actor, input, { now: () => at });
  }

  function transport(actor: Actor, dealId: string): ThreadTransport<never> {
    const address = `${url}/?as=${actor.userId}&deal=${dealId}`;
    const ask = async <T>(suffix: string, init?: RequestInit): Promise<{ ok: true; value: T } | null> => {
      try {
        return (await (await fetch(address + suffix, init)).json()) as { ok: true; value: T };
      } catch {
        return null;
      }
    };
    return {
      after: async (seq) => (await ask<ThreadPart>(`&after=${seq}`))?.value ?? null,
      before: () => Promise.resolve(null),
      post: async (messages) => {
        const body = JSON.stringify({ messages: messages.map(({ clientId, body: text }) => ({ clientId, body: text })) });
        const answered = await ask<({ ok: true; value: ThreadPart["messages"][number] } | { ok: false; error: string })[]>("", { method: "POST", body });
        if (!answered) return messages.map((): Outcome => ({ kind: "unreachable" }));
        return answered.value.map((one): Outcome => (one.ok ? { kind: "saved", message: one.value } : { kind: "refused", error: one.error }));
      },
    };
  }

  /** A browser's connection of a person, watching a deal; watches again whenever it comes back. */
  async function live(actor: Actor, dealId: string, options: { reconnects?: boolean } = {}): Promise<Live> {
    const { cookie } = await createSession(open(), { userId: actor.userId, partyId: actor.party.id });
    const socket: Live = connect(url, { path: "/live", transports: ["websocket"], forceNew: true, reconnection: options.reconnects ?? false, reconnectionDelay: 20, reconnectionDelayMax: 100, extraHeaders: { cookie } });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.on("connect", () => socket.emit("watch", { topic: `deal:${dealId}` }, (reply) => (reply.ok ? resolve() : reject(new Error(reply.error)))));
      if (!options.reconnects) socket.once("connect_error", reject);
    });
    return socket;
  }

  it(`${messagesOn(kind).toLocaleString("en")} messages over connections that break: none lost, none doubled, the order kept`, async () => {
    const db = open();
    const random = chance(20261126);
    const { dealId, giver, taker } = await createThread(db);
    const writers = [giver, await withRole(db, giver, "member"), taker, await withRole(db, taker, "member")];
    for (const actor of writers) people.set(actor.userId, { actor, sends: 0 });
    const each = messagesOn(kind) / 4;
    const made = new Map<string, string[]>();
    let cuts = 0;

    const clients = await Promise.all(
      writers.map(async (actor) => {
        const ids: string[] = [];
        made.set(actor.userId, ids);
        const client = createThreadClient<never>({
          initial: { messages: [], lastSeq: 0, more: false, seenSeq: 0, withdrawn: [] },
          transport: transport(actor, dealId),
          store: { load: () => [], save: () => undefined },
          newId: () => {
            const id = `client-${newId()}`;
            ids.push(id);
            return id;
          },
          onChange: () => undefined,
          firstPauseMs: 5,
        });
        const socket = await live(actor, dealId, { reconnects: true });
        // As a page: look again soon after a change, and after each return of the connection.
        let soon: ReturnType<typeof setTimeout> | undefined;
        const look = () => {
          soon ??= setTimeout(() => {
            soon = undefined;
            void client.lookAgain();
          }, 250);
        };
        socket.on("changed", look);
        socket.on("connect", look);
        return client;
      }),
    );

    let over = false;
    const dispatching = (async () => {
      while (!over) if ((await dispatchOnce(db, [toSockets])) === 0) await new Promise((resolve) => setTimeout(resolve, 120));
    })();
    const breaking = (async () => {
      while (!over) {
        await new Promise((resolve) => setTimeout(resolve, 150 + random() * 300));
        for (const connection of connections) {
          if (random() > 0.4) continue;
          connection.destroy();
          cuts += 1;
        }
      }
    })();

    const total = each * clients.length;
    try {
      // Written in bursts of chance, faster than they can be sent, so that there is always something under way to break.
      const written = new Array<number>(clients.length).fill(0);
      while (written.some((count) => count < each)) {
        for (const [index, client] of clients.entries()) {
          const burst = Math.min(each - (written[index] ?? 0), Math.ceil(random() * 60));
          for (let n = 0; n < burst; n++) client.send(`${index} ${(written[index] ?? 0) + n}`);
          written[index] = (written[index] ?? 0) + burst;
        }
        expect(clients.flatMap((client) => client.state().pending).filter((message) => message.state === "failed")).toEqual([]);
        while (clients.some((client) => client.state().pending.length > 80)) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await expect.poll(() => clients.map((client) => [client.state().pending.length, client.state().messages.length]), { timeout: 100_000 }).toEqual(clients.map(() => [0, total]));
      expect(clients.flatMap((client) => client.state().pending)).toEqual([]);
    } finally {
      over = true;
      await Promise.all([dispatching, breaking]);
    }

    const stored = await db.message.findMany({ where: { conversation: { dealId } }, select: { seq: true, clientId: true, authorUserId: true, body: true }, orderBy: { seq: "asc" } });
    expect(stored.map((message) => message.seq)).toEqual(Array.from({ length: total }, (_, n) => n + 1));
    for (const client of clients) expect(client.state().messages.map((message) => message.body)).toEqual(stored.map((message) => message.body));
    // What each wrote stands once, in the order it was written.
    for (const actor of writers) expect(stored.filter((message) => message.authorUserId === actor.userId).map((message) => message.clientId)).toEqual(made.get(actor.userId));
    expect(cuts).toBeGreaterThan(10);
    // A busy machine may take its time.
  }, 180_000);

  it("typing is heard by the other side alone, seldom, and no more once one side blocks the other", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const [housemate, viewer, stranger] = [await withRole(db, taker, "member"), await withRole(db, taker, "viewer"), await createPerson(db)];
    const heard: string[] = [];
    const listen = async (name: string, actor: Actor) => {
      const socket = await live(actor, dealId);
      socket.on("typing", (message) => heard.push(`${name} hears ${message.name}`));
      return socket;
    };
    await listen("giver", giver);
    await listen("giver's second tab", giver);
    const typist = await listen("taker", taker);
    await listen("housemate", housemate);
    const looker = await listen("viewer", viewer);
    await expect(live(stranger, dealId)).rejects.toThrow("LIVE.NOT_ALLOWED");

    const type = (socket: Live) => new Promise<unknown>((resolve) => socket.emit("typing", { dealId }, resolve));
    expect([await type(typist), await type(typist), await type(typist)]).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    await expect.poll(() => [...heard].sort()).toEqual([`giver hears ${taker.userName}`, `giver's second tab hears ${taker.userName}`]);
    expect(await type(looker)).toEqual({ ok: false, error: "LIVE.NOT_ALLOWED" });

    await blockParty(db, giver, { partyId: taker.party.id });
    const again = await listen("taker again", taker);
    expect(await type(again)).toEqual({ ok: false, error: "LIVE.NOT_ALLOWED" });
    await unblockParty(db, giver, { partyId: taker.party.id });
    // Taken out of the party in the meantime: the open connection is not heard any more.
    const third = await listen("housemate again", housemate);
    await db.membership.updateMany({ where: { userId: housemate.userId, partyId: taker.party.id }, data: { state: "ended" } });
    expect(await type(third)).toEqual({ ok: false, error: "LIVE.NOT_ALLOWED" });
    expect(heard).toHaveLength(2);
  });
});
