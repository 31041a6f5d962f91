import { beforeEach, expect, it } from "vitest";
import { markRead, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { countUnreadPlaces } from "#app/domains/notifications/notifications.repository.server.ts";
import { messagesMails } from "#app/outbox/mails/messages.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, must, testClock, type TestDeal } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { tellUnreadMessages } from "./unread-messages.server.ts";

const minuteMs = 60_000;

describeDatabases("a message that stays unread", (open) => {
  let deal: TestDeal;
  const start = new Date("2026-06-01T10:00:00Z");
  const at = (minutes: number, ms = 0) => new Date(start.getTime() + minutes * minuteMs + ms);

  beforeEach(async () => {
    deal = await createDeal(open(), { giver: await createPerson(open(), { name: "Mei", locale: "zh-CN" }), taker: await createPerson(open(), { name: "Tom" }), state: "accepted" });
  });

  async function deliver() {
    while ((await dispatchOnce(open(), [toMails([messagesMails])])) > 0);
  }
  async function write(minutes: number, body = "Is it still there?", from = deal.taker) {
    const { seq } = must(await sendMessage(open(), from, { dealId: deal.id, clientId: newId(), body }, testClock(at(minutes))));
    await deliver();
    return seq;
  }
  async function read(seq: number, who = deal.giver) {
    must(await markRead(open(), who, { dealId: deal.id, seq }));
    await deliver();
  }
  const mails = (userId = deal.giver.userId) => open().mailMessage.findMany({ where: { userId, kind: "message" }, orderBy: { id: "asc" } });

  it("is told of after a quarter of an hour, once, without its words and not to its writer", async () => {
    await write(0);
    await write(5, "Hello?");
    expect(await tellUnreadMessages(open(), at(15, -1))).toBe(0);
    expect(await tellUnreadMessages(open(), at(15))).toBe(1);
    expect(await tellUnreadMessages(open(), at(15))).toBe(0);
    await write(40, "Anybody there?");
    expect(await tellUnreadMessages(open(), at(300))).toBe(0);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("Tom's household 就“Chair of beech”给你发了消息");
    expect(mail?.text).toContain("2 条未读消息");
    expect(mail?.text).not.toMatch(/still there|Hello\?/);
    expect(await mails(deal.taker.userId)).toEqual([]);
  });

  it("is not told of when it was read in time, also if only then the event arrives", async () => {
    await read(await write(0));
    expect(await tellUnreadMessages(open(), at(60))).toBe(0);
    expect(await open().messageWait.count({ where: { dealId: deal.id } })).toBe(0);
    const { seq } = must(await sendMessage(open(), deal.taker, { dealId: deal.id, clientId: newId(), body: "Late event" }, testClock(at(61))));
    must(await markRead(open(), deal.giver, { dealId: deal.id, seq }));
    await deliver();
    expect(await tellUnreadMessages(open(), at(120))).toBe(0);
    expect(await mails()).toEqual([]);
  });

  it("an answer of one's own reads what came before", async () => {
    await write(0);
    await write(3, "Yes, come by.", deal.giver);
    expect(await tellUnreadMessages(open(), at(16))).toBe(0);
    // But the answer waits for the other side now.
    expect(await tellUnreadMessages(open(), at(18))).toBe(1);
    expect((await mails(deal.taker.userId)).map((mail) => mail.subject)).toEqual(["Mei's household wrote to you about “Chair of beech”"]);
  });

  it("is told of again only after reading, and reading clears the bell", async () => {
    const first = await write(0);
    await tellUnreadMessages(open(), at(15));
    expect(await countUnreadPlaces(open(), deal.giver.userId)).toBe(1);
    const second = await write(20, "Second");
    await read(first);
    // Read in part: the later one starts a wait of its own.
    expect(await tellUnreadMessages(open(), at(34))).toBe(0);
    expect(await tellUnreadMessages(open(), at(35))).toBe(1);
    await read(second);
    expect(await countUnreadPlaces(open(), deal.giver.userId)).toBe(0);
    await write(50, "Third");
    expect(await tellUnreadMessages(open(), at(65))).toBe(1);
    expect(await mails()).toHaveLength(3);
  });

  it("the same events once more change nothing", async () => {
    await write(0);
    await tellUnreadMessages(open(), at(15));
    await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver();
    expect(await tellUnreadMessages(open(), at(60))).toBe(0);
    expect(await mails()).toHaveLength(1);
  });

  it("is not told to somebody who has left the party, and waits for no viewer", async () => {
    await write(0);
    await open().membership.updateMany({ where: { userId: deal.giver.userId, partyId: deal.giver.party.id }, data: { state: "ended" } });
    expect(await tellUnreadMessages(open(), at(15))).toBe(0);
    expect(await mails()).toEqual([]);
  });
});
