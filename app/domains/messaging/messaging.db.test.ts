import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createThread, spreadClock } from "#tests/factories/threads.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { latestMessages, markRead, messagesAfter, postSystemMessage, sendMessage } from "./messaging.service.server.ts";
import { countUnread } from "./unread.repository.server.ts";

type Db = Database["db"];

const spread = spreadClock;

async function seqs(db: Db, dealId: string) {
  const rows = await db.message.findMany({ where: { conversation: { dealId } }, select: { seq: true }, orderBy: { seq: "asc" } });
  return rows.map((row) => row.seq);
}

describeDatabases("threads", (open) => {
  it("a re-sent message is the same message", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const first = await sendMessage(db, giver, { dealId, clientId: "client-aaaa", body: "Tuesday?" });
    const again = await sendMessage(db, giver, { dealId, clientId: "client-aaaa", body: "Tuesday?" });
    expect(first).toMatchObject({ ok: true, value: { seq: 1, body: "Tuesday?", mine: true } });
    expect(again).toEqual(first);
    expect(await sendMessage(db, taker, { dealId, clientId: "client-aaaa", body: "mine?" })).toMatchObject({ ok: false, error: "MESSAGING.INVALID" });
    expect(await sendMessage(db, taker, { dealId, clientId: "client-bbbb", body: "Yes" })).toMatchObject({ ok: true, value: { seq: 2 } });
    expect(await seqs(db, dealId)).toEqual([1, 2]);
    expect(await db.outboxEvent.count({ where: { type: "messaging.message-sent", payload: { path: ["dealId"], equals: dealId } } })).toBe(2);
  });

  it("gives what came after a number, a hundred at a time, to both sides alike", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    for (let n = 1; n <= 105; n++) await sendMessage(db, n % 2 ? giver : taker, { dealId, clientId: `client-${n}`, body: `m${n}` }, spread(n));
    const part = await messagesAfter(db, taker, { dealId, after: 3 });
    expect(part).toMatchObject({ ok: true, value: { lastSeq: 103, more: true } });
    const rest = await messagesAfter(db, taker, { dealId, after: 103 });
    expect(rest.ok && rest.value.messages.map((m) => [m.seq, m.body, m.mine])).toEqual([[104, "m104", true], [105, "m105", false]]);
    expect(await messagesAfter(db, taker, { dealId, after: 105 })).toMatchObject({ ok: true, value: { messages: [], lastSeq: 105, more: false } });
    const latest = await latestMessages(db, giver, dealId);
    expect(latest.ok && [latest.value.messages.length, latest.value.messages[0]?.seq, latest.value.lastSeq]).toEqual([100, 6, 105]);
    // The other side's client ids are theirs.
    expect(latest.ok && latest.value.messages.every((m) => (m.clientId !== null) === m.mine)).toBe(true);
  });

  it("counts unread threads, and no more once read; marks never go back", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const unread = (actor: typeof giver) => countUnread(db, actor.userId, [actor.party.id]);
    await sendMessage(db, giver, { dealId, clientId: "client-1", body: "one" });
    await sendMessage(db, giver, { dealId, clientId: "client-2", body: "two" });
    expect([await unread(giver), await unread(taker)]).toEqual([0, 1]);
    await markRead(db, taker, { dealId, seq: 1 });
    expect(await unread(taker)).toBe(1);
    await markRead(db, taker, { dealId, seq: 99 });
    await markRead(db, taker, { dealId, seq: 1 });
    expect(await unread(taker)).toBe(0);
    expect(await db.readMark.findFirstOrThrow({ where: { userId: taker.userId } })).toMatchObject({ seq: 2 });
    const stranger = await createPerson(db);
    expect(await markRead(db, stranger, { dealId, seq: 1 })).toMatchObject({ ok: false, error: "MESSAGING.NOT_FOUND" });
  });

  it("thirty a minute and no more; a repeat is still answered; a minute later it goes on", async () => {
    const db = open();
    const { dealId, giver } = await createThread(db);
    const at = Date.now();
    const clock = (ms: number) => ({ now: () => new Date(at + ms) });
    for (let n = 0; n < 30; n++) await sendMessage(db, giver, { dealId, clientId: `client-${n}`, body: "x" }, clock(n));
    expect(await sendMessage(db, giver, { dealId, clientId: "client-30", body: "x" }, clock(100))).toMatchObject({ ok: false, error: "MESSAGING.RATE_LIMITED" });
    expect(await sendMessage(db, giver, { dealId, clientId: "client-29", body: "x" }, clock(100))).toMatchObject({ ok: true, value: { seq: 30 } });
    expect(await sendMessage(db, giver, { dealId, clientId: "client-30", body: "x" }, clock(60_100))).toMatchObject({ ok: true, value: { seq: 31 } });
  });

  it("a new account writes ten a minute, and as much as others after a day or after three completed deals", async () => {
    const db = open();
    const newcomer = await createPerson(db, { joinedAt: new Date(Date.now() - 3_600_000) });
    const { dealId, giver } = await createThread(db, { giver: newcomer });
    const clock = (ms: number) => ({ now: () => new Date(Date.now() + ms) });
    const send = (n: number, ms = 0) => sendMessage(db, giver, { dealId, clientId: `client-${n}`, body: "x" }, clock(ms));
    for (let n = 0; n < 10; n++) expect((await send(n)).ok).toBe(true);
    expect(await send(10)).toMatchObject({ ok: false, error: "MESSAGING.NEW_ACCOUNT_RATE_LIMITED", details: { max: 10 } });
    expect(await send(9)).toMatchObject({ ok: true, value: { seq: 10 } });
    // A day later it is new no more.
    for (let n = 20; n < 31; n++) expect((await send(n, 86_400_000)).ok).toBe(true);
    // Or sooner, with three deals done.
    const settled = await createPerson(db, { joinedAt: new Date() });
    const threads = [await createThread(db, { taker: settled }), await createThread(db, { taker: settled }), await createThread(db, { giver: settled })];
    await db.deal.updateMany({ where: { id: { in: threads.map((thread) => thread.dealId) } }, data: { state: "completed" } });
    for (let n = 0; n < 11; n++) expect((await sendMessage(db, settled, { dealId: threads[0]?.dealId ?? "", clientId: `settled-${n}`, body: "x" })).ok).toBe(true);
  });

  it("a transition's line stands once, belongs to nobody and cannot be forged by its id", async () => {
    const db = open();
    const { dealId, giver } = await createThread(db);
    const line = { dealId, key: "t-1", code: "accepted", params: { by: "giver" }, causedByUserId: giver.userId, at: new Date() };
    await db.$transaction((tx) => postSystemMessage(tx, line));
    await db.$transaction((tx) => postSystemMessage(tx, line));
    expect(await seqs(db, dealId)).toEqual([1]);
    const sent = await sendMessage(db, giver, { dealId, clientId: "system-t-1", body: "accepted" });
    expect(sent).toMatchObject({ ok: false, error: "MESSAGING.INVALID" });
    const thread = await messagesAfter(db, giver, { dealId, after: 0 });
    expect(thread.ok && thread.value.messages).toMatchObject([{ kind: "system", systemCode: "accepted", systemParams: { by: "giver" }, mine: false, authorName: null }]);
  });

  it("viewers read and do not write", async () => {
    const db = open();
    const { dealId, giver } = await createThread(db);
    const viewer = { ...giver, role: "viewer" as const };
    expect(await sendMessage(db, viewer, { dealId, clientId: "client-1", body: "x" })).toMatchObject({ ok: false, error: "MESSAGING.NOT_ALLOWED" });
    expect(await messagesAfter(db, viewer, { dealId, after: 0 })).toMatchObject({ ok: true });
  });
});

describeDatabases(
  "threads under load",
  (open) => {
    it("200 messages sent at once, each of them twice, get the numbers 1 to 200 without gaps", async () => {
      const db = open();
      const { dealId, giver, taker } = await createThread(db);
      const sends = Array.from({ length: 400 }, (_, n) => {
        const nth = n % 200;
        return sendMessage(db, nth % 2 ? giver : taker, { dealId, clientId: `client-${nth}`, body: `m${nth}` }, spread(nth));
      });
      const results = await Promise.all(sends);
      expect(results.filter((result) => !result.ok)).toEqual([]);
      expect(await seqs(db, dealId)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
      const bySeq = new Map(results.flatMap((result) => (result.ok ? [[result.value.clientId, result.value.seq] as const] : [])));
      expect(bySeq.size).toBe(200);
    });
  },
  { on: ["postgresql"] },
);
