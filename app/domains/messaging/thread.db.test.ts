import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { createThread, writeMessages } from "#tests/factories/threads.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { latestMessages, markRead, messagesAfter, messagesAround, messagesBefore, postSystemMessage, sendMessage } from "./messaging.service.server.ts";
import { findInThreads } from "./search.service.server.ts";
import { findForReport, forgetWithdrawn, photoForReader, withdrawMessage } from "./withdraw.service.server.ts";

type Db = Database["db"];

const photo = () => ({ storageKey: newId().replaceAll("-", ""), width: 1200, height: 900 });
const dayMs = 86_400_000;

function must<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const withdrawals = (db: Db, dealId: string) => db.outboxEvent.count({ where: { type: "messaging.message-withdrawn", payload: { path: ["dealId"], equals: dealId } } });

describeDatabases("a thread in pieces", (open) => {
  it("is read backwards and around a message without gaps or doubles, by the two sides only", async () => {
    const db = open();
    const thread = await createThread(db);
    await writeMessages(db, thread, Array.from({ length: 230 }, (_, n) => `m${n + 1}`));
    const { dealId, giver, taker } = thread;
    const seqs = (part: { messages: { seq: number }[] }) => [part.messages[0]?.seq, part.messages.at(-1)?.seq, part.messages.length];
    const latest = must(await latestMessages(db, giver, dealId));
    expect([seqs(latest), latest.more]).toEqual([[131, 230, 100], false]);
    expect(seqs(must(await messagesBefore(db, giver, { dealId, before: 131 })))).toEqual([31, 130, 100]);
    expect(seqs(must(await messagesBefore(db, giver, { dealId, before: 31 })))).toEqual([1, 30, 30]);
    const around = must(await messagesAround(db, taker, { dealId, at: 60 }));
    expect([seqs(around), around.more]).toEqual([[40, 139, 100], true]);
    expect(seqs(must(await messagesAround(db, taker, { dealId, at: 3 })))).toEqual([1, 100, 100]);
    const last = must(await messagesAround(db, taker, { dealId, at: 229 }));
    expect([seqs(last), last.more]).toEqual([[209, 230, 22], false]);
    const stranger = await createPerson(db);
    for (const asked of [messagesBefore(db, stranger, { dealId, before: 9 }), messagesAround(db, stranger, { dealId, at: 9 })]) expect(await asked).toMatchObject({ ok: false, error: "MESSAGING.NOT_FOUND" });
  });

  it("tells how far the other side has read, and tells its pages when that moves", async () => {
    const db = open();
    const thread = await createThread(db);
    const { dealId, giver, taker } = thread;
    const housemate = await withRole(db, taker, "viewer");
    await writeMessages(db, thread, ["one", "two", "three"]);
    const seen = async () => [must(await latestMessages(db, giver, dealId)).seenSeq, must(await latestMessages(db, taker, dealId)).seenSeq];
    // Whoever writes has read what came before.
    expect(await seen()).toEqual([2, 3]);
    await markRead(db, housemate, { dealId, seq: 3 });
    expect(await seen()).toEqual([3, 3]);
    const event = await db.outboxEvent.findFirstOrThrow({ where: { type: "messaging.read" }, orderBy: { id: "desc" }, select: { payload: true } });
    expect(event.payload).toMatchObject({ topics: [`user:${housemate.userId}`, `deal:${dealId}`] });
    // Somebody who left the party does not count any more, and one's own side never does.
    await db.membership.updateMany({ where: { userId: housemate.userId, partyId: taker.party.id }, data: { state: "ended" } });
    expect((await seen())[0]).toBe(2);
  });
});

describeDatabases("photos of messages", (open) => {
  it("go with a message or speak for themselves; a repeat keeps the first; four at most", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const input = { dealId, clientId: "client-photos", body: "", photos: [photo(), photo()] };
    const sent = must(await sendMessage(db, giver, input));
    expect(sent).toMatchObject({ seq: 1, body: "", photos: [{ width: 1200, height: 900 }, {}] });
    expect(must(await sendMessage(db, giver, input))).toEqual(sent);
    const read = must(await messagesAfter(db, taker, { dealId, after: 0 }));
    expect(read.messages.map((message) => message.photos)).toEqual([sent.photos]);
    // Where the files lie is nobody's business.
    expect(JSON.stringify(read)).not.toContain(input.photos[0]?.storageKey);
    const five = Array.from({ length: 5 }, photo);
    expect(await sendMessage(db, giver, { dealId, clientId: "client-five", body: "x", photos: five })).toMatchObject({ ok: false, error: "MESSAGING.INVALID" });
    expect(await sendMessage(db, giver, { dealId, clientId: "client-none", body: "" })).toMatchObject({ ok: false, error: "MESSAGING.INVALID" });
    expect(await db.messagePhoto.count()).toBe(2);
  });

  it("are for the two sides, and for an operator while a dispute waits; never by the id of another thread", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const other = await createThread(db);
    const [stranger, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const photoId = must(await sendMessage(db, giver, { dealId, clientId: "client-photo", body: "", photos: [photo()] })).photos[0]?.id ?? "";
    for (const reader of [giver, taker]) expect(await photoForReader(db, reader, { dealId, photoId })).toMatchObject({ ok: true });
    for (const reader of [stranger, operator, other.giver]) expect(await photoForReader(db, reader, { dealId, photoId })).toMatchObject({ ok: false, error: "MESSAGING.NOT_FOUND" });
    expect(await photoForReader(db, other.giver, { dealId: other.dealId, photoId })).toMatchObject({ ok: false, error: "MESSAGING.NOT_FOUND" });
    await db.deal.update({ where: { id: dealId }, data: { state: "disputed" } });
    expect(await photoForReader(db, operator, { dealId, photoId })).toMatchObject({ ok: true });
  });
});

describeDatabases("taking a message back", (open) => {
  it("blanks it for both sides and in the search, keeps it for reports, and is told once", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const sent = must(await sendMessage(db, giver, { dealId, clientId: "client-regret", body: "meet at the fountain", photos: [photo()] }));
    expect((await findInThreads(db, taker, { text: "fountain", cursor: null })).hits).toHaveLength(1);
    expect(await withdrawMessage(db, giver, { dealId, seq: 1 })).toEqual({ ok: true, value: null });
    expect(await withdrawMessage(db, giver, { dealId, seq: 1 })).toEqual({ ok: true, value: null });
    for (const reader of [giver, taker]) {
      const part = must(await latestMessages(db, reader, dealId));
      expect(part.messages).toMatchObject([{ seq: 1, body: "", photos: [], withdrawn: true }]);
      expect(part.withdrawn).toEqual([1]);
      expect(await photoForReader(db, reader, { dealId, photoId: sent.photos[0]?.id ?? "" })).toMatchObject({ ok: false, error: "MESSAGING.MESSAGE_NOT_FOUND" });
    }
    expect((await findInThreads(db, taker, { text: "fountain", cursor: null })).hits).toEqual([]);
    expect(await findForReport(db, { dealId, seq: 1 })).toMatchObject({ body: "meet at the fountain", authorUserId: giver.userId, withdrawn: true, photoKeys: [expect.any(String)] });
    expect(await withdrawals(db, dealId)).toBe(1);
    expect(await db.transition.count({ where: { subjectType: "message", toState: "withdrawn", actorUserId: giver.userId } })).toBe(1);
    // A repeat of the first sending does not bring it back.
    expect(must(await sendMessage(db, giver, { dealId, clientId: "client-regret", body: "meet at the fountain" }))).toMatchObject({ seq: 1, body: "", withdrawn: true, photos: [] });
  });

  it("is the author's alone", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const housemate = await withRole(db, giver, "owner");
    const stranger = await createPerson(db);
    await sendMessage(db, giver, { dealId, clientId: "client-mine", body: "mine" });
    await db.$transaction((tx) => postSystemMessage(tx, { dealId, key: "t", code: "accepted", params: {}, causedByUserId: giver.userId, at: new Date() }));
    for (const other of [taker, housemate]) expect(await withdrawMessage(db, other, { dealId, seq: 1 })).toMatchObject({ ok: false, error: "MESSAGING.NOT_ALLOWED" });
    expect(await withdrawMessage(db, stranger, { dealId, seq: 1 })).toMatchObject({ ok: false, error: "MESSAGING.NOT_FOUND" });
    for (const seq of [2, 3]) expect(await withdrawMessage(db, giver, { dealId, seq })).toMatchObject({ ok: false, error: "MESSAGING.MESSAGE_NOT_FOUND" });
    expect(must(await latestMessages(db, taker, dealId)).messages[0]).toMatchObject({ body: "mine", withdrawn: false });
  });

  it("after 180 days nothing of it is left, files included; late and doubled runs change nothing", async () => {
    const db = open();
    const { dealId, giver } = await createThread(db);
    const kept = photo();
    await sendMessage(db, giver, { dealId, clientId: "client-gone", body: "gone", photos: [kept] });
    await sendMessage(db, giver, { dealId, clientId: "client-stays", body: "stays", photos: [photo()] });
    const now = new Date();
    await withdrawMessage(db, giver, { dealId, seq: 1 }, { now: () => now });
    // What others of this file took back has its own time.
    await db.withdrawnMessage.deleteMany({ where: { message: { conversation: { dealId: { not: dealId } } } } });
    const deleted: string[] = [];
    const run = (days: number) => forgetWithdrawn(db, async (key) => void deleted.push(key), new Date(now.getTime() + days * dayMs));
    expect([await run(179), deleted]).toEqual([0, []]);
    expect([await run(200), deleted]).toEqual([1, [kept.storageKey]]);
    expect([await run(200), deleted]).toEqual([0, [kept.storageKey]]);
    expect(await findForReport(db, { dealId, seq: 1 })).toMatchObject({ body: "", photoKeys: [] });
    expect(await findForReport(db, { dealId, seq: 2 })).toMatchObject({ body: "stays", photoKeys: [expect.any(String)] });
  });
});

describeDatabases("searching one's threads", (open) => {
  it("finds words, their beginnings and Chinese, in one's own threads only, with the way to the message", async () => {
    const db = open();
    const thread = await createThread(db);
    const { dealId, giver, taker } = thread;
    await writeMessages(db, thread, ["The sofa is by the fountain", "绿色绒布双人沙发还在吗？", "Ein Café um die Ecke", "100 % yes & no"]);
    const find = async (actor: typeof giver, text: string) => (await findInThreads(db, actor, { text, cursor: null })).hits.map((hit) => hit.seq);
    expect([await find(giver, "fount"), await find(taker, "SOFA fountain"), await find(giver, "双人沙发"), await find(giver, "吗"), await find(giver, "cafe")]).toEqual([[1], [1], [2], [2], [3]]);
    expect([await find(giver, "sofa lamp"), await find(giver, "发沙"), await find(giver, "%'&|!():*"), await find(giver, "100 & !yes")]).toEqual([[], [], [], [4]]);
    expect((await findInThreads(db, taker, { text: "fountain", cursor: null })).hits[0]).toMatchObject({ dealId, seq: 1, mine: false, otherName: giver.party.name, excerpt: "The sofa is by the fountain" });
    expect(await find(await createPerson(db), "fountain")).toEqual([]);
  });

  it("goes on page after page, each message once, the newest first", async () => {
    const db = open();
    const thread = await createThread(db);
    await writeMessages(db, thread, Array.from({ length: 45 }, (_, n) => `lamp ${n + 1}`));
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof findInThreads>> = await findInThreads(db, thread.taker, { text: "lamp", cursor });
      expect(page.hits.length).toBeLessThanOrEqual(20);
      seen.push(...page.hits.map((hit) => hit.seq));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 45 }, (_, n) => 45 - n));
  });
});
