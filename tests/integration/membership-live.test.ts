import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { leaveParty, removeMember } from "#app/domains/identity/membership.service.server.ts";
import { editCommunity } from "#app/flows/edit-community.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toSockets } from "#app/outbox/to-sockets.server.ts";
import type { ClientToServer, ServerToClient } from "#app/realtime/contract.ts";
import { attachSockets, io } from "#app/realtime/io.server.ts";
import type { Topic } from "#app/outbox/events.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { createSession } from "#tests/factories/sessions.ts";
import { serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

type Live = Socket<ServerToClient, ClientToServer>;

describeDatabases("live connections and memberships", (open) => {
  const sockets: Live[] = [];
  let url: string;

  beforeAll(async () => {
    serveRoutesFrom(open(), mkdtempSync(path.join(os.tmpdir(), "roundabout-live-")));
    const server = createServer();
    attachSockets(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await io().close();
  });

  async function watching(actor: Actor, topic: Topic): Promise<Live> {
    const { cookie } = await createSession(open(), { userId: actor.userId, partyId: actor.party.id });
    const socket: Live = connect(url, { path: "/live", transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { cookie } });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.on("connect", () => socket.emit("watch", { topic }, (reply) => (reply.ok ? resolve() : reject(new Error(reply.error))))));
    return socket;
  }
  const dispatch = async () => {
    while ((await dispatchOnce(open(), [toSockets])) > 0);
  };
  const heard = async (topic: Topic) => (await io().in(topic).fetchSockets()).map((socket) => socket.data.who?.actor.userId).sort();

  it("whoever is removed or leaves hears nothing more and begins anew, the others go on, whoever acted and by whatever door", async () => {
    const owner = await createParty(open(), "community", { joinPolicy: "invite", isListed: false });
    const topic = `community:${owner.party.id}` as const;
    const [stays, removed, leaves] = [await withRole(open(), owner, "member"), await withRole(open(), owner, "member"), await withRole(open(), owner, "member")];
    await dispatch();
    const lives = await Promise.all([stays, removed, leaves].map((one) => watching(one, topic)));
    expect(await heard(topic)).toEqual([stays.userId, removed.userId, leaves.userId].sort());
    await removeMember(open(), owner, { partyId: owner.party.id, userId: removed.userId, reason: "Told outside" });
    await leaveParty(open(), leaves, { partyId: owner.party.id });
    await dispatch();
    expect(await heard(topic)).toEqual([stays.userId]);
    await expect.poll(() => lives.map((live) => live.connected)).toEqual([true, false, false]);
  });

  it("a community that turns private is heard by its members alone from then on", async () => {
    const owner = await createParty(open(), "community");
    const topic = `community:${owner.party.id}` as const;
    const [member, stranger] = [await withRole(open(), owner, "member"), await createPerson(open())];
    await dispatch();
    const lives = [await watching(member, topic), await watching(stranger, topic)];
    const { version, name } = await open().party.findUniqueOrThrow({ where: { id: owner.party.id }, select: { version: true, name: true } });
    const edited = await editCommunity(open(), owner, { partyId: owner.party.id, version, edit: { name, description: "", placeLabel: null, joinPolicy: "invite", isListed: false } });
    expect(edited).toMatchObject({ ok: true });
    await dispatch();
    expect(await heard(topic)).toEqual([member.userId]);
    expect(lives.map((live) => live.connected)).toEqual([true, true]);
  });
});
