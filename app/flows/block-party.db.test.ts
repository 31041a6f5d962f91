import { expect, it } from "vitest";
import { isBlockedBetween, unblockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { newAccountRequestsPerDay } from "#app/domains/messaging/messaging.rules.ts";
import { latestMessages, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, must } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { blockAndCloseRequests } from "./block-party.server.ts";
import { requestDeal } from "./request-deal.server.ts";
import { viewContact } from "./view-contact.server.ts";

type Db = Database["db"];

const states = async (db: Db, ids: string[]) => {
  const rows = await db.deal.findMany({ where: { id: { in: ids } }, select: { id: true, state: true, endReason: true } });
  return ids.map((id) => rows.find((row) => row.id === id)).map((row) => [row?.state, row?.endReason]);
};
const write = (db: Db, actor: Parameters<typeof sendMessage>[1], dealId: string) => sendMessage(db, actor, { dealId, clientId: `client-${newId()}`, body: "hello" });

describeDatabases("blocking a party", (open) => {
  it("closes what was asked and not answered, both ways, with a line that names nobody; what was accepted stays", async () => {
    const db = open();
    const [a, b, c] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    const asked = await createDeal(db, { giver: a, taker: b });
    const askedBack = await createDeal(db, { giver: b, taker: a });
    const accepted = await createDeal(db, { giver: a, taker: b, state: "accepted" });
    const elsewhere = await createDeal(db, { giver: a, taker: c });
    expect(await blockAndCloseRequests(db, a, { partyId: b.party.id })).toEqual({ ok: true, value: { changed: true, closed: 2 } });
    expect(await states(db, [asked.id, askedBack.id, accepted.id, elsewhere.id])).toEqual([["declined", "not_possible"], ["declined", "not_possible"], ["accepted", null], ["requested", null]]);
    const thread = must(await latestMessages(db, b, asked.id));
    expect(thread.messages.at(-1)).toMatchObject({ kind: "system", systemCode: "closed", systemParams: { by: "system", reason: "not_possible" }, authorName: null });
    const event = await db.outboxEvent.findFirstOrThrow({ where: { type: "blocks.changed" }, orderBy: { id: "desc" }, select: { payload: true } });
    expect(event.payload).toMatchObject({ partyIds: [a.party.id, b.party.id].sort() });
    // Pressed twice.
    expect(await blockAndCloseRequests(db, a, { partyId: b.party.id })).toEqual({ ok: true, value: { changed: false, closed: 0 } });
  });

  it("nothing new begins either way, and neither side is told who did it; lifted, it goes on", async () => {
    const db = open();
    const [a, b] = [await createPerson(db), await createPerson(db)];
    const accepted = await createDeal(db, { giver: a, taker: b, state: "accepted" });
    const [ofA, ofB] = [await createListing(db, a), await createListing(db, b)];
    must(await blockAndCloseRequests(db, a, { partyId: b.party.id }));
    for (const actor of [a, b]) expect(await write(db, actor, accepted.id)).toEqual({ ok: false, error: "MESSAGING.BLOCKED" });
    expect(await requestDeal(db, b, { listingId: ofA.id, units: 1, message: "" })).toEqual({ ok: false, error: "DEALS.OTHER_NOT_ALLOWED" });
    expect(await requestDeal(db, a, { listingId: ofB.id, units: 1, message: "" })).toEqual({ ok: false, error: "DEALS.OTHER_NOT_ALLOWED" });
    expect([await viewContact(db, a, b.party.id), await viewContact(db, b, a.party.id)]).toMatchObject([{ blocked: true, blockedByUs: true }, { blocked: true, blockedByUs: false }]);
    // The thread stays to be read.
    expect((await latestMessages(db, b, accepted.id)).ok).toBe(true);
    must(await unblockParty(db, a, { partyId: b.party.id }));
    expect((await write(db, b, accepted.id)).ok).toBe(true);
    expect((await requestDeal(db, b, { listingId: ofA.id, units: 1, message: "" })).ok).toBe(true);
  });

  it("on its first day an account asks for ten things and no more; a repeat of a request counts once", async () => {
    const db = open();
    const newcomer = await createPerson(db, { joinedAt: new Date() });
    const owner = await createPerson(db);
    for (let n = 0; n < newAccountRequestsPerDay; n++) must(await requestDeal(db, newcomer, { listingId: (await createListing(db, owner)).id, units: 1, message: "" }));
    const listing = await createListing(db, owner);
    expect(await requestDeal(db, newcomer, { listingId: listing.id, units: 1, message: "" })).toEqual({ ok: false, error: "DEALS.REQUEST_RATE_LIMITED", details: { max: newAccountRequestsPerDay } });
    const tomorrow = new Date(Date.now() + 25 * 3_600_000);
    expect((await requestDeal(db, newcomer, { listingId: listing.id, units: 1, message: "" }, { now: () => tomorrow })).ok).toBe(true);
  });
});

describeDatabases(
  "blocking at the same moment",
  (open) => {
    it("a request and a block: whichever comes first, no unanswered request is left", async () => {
      const db = open();
      for (let round = 0; round < 12; round++) {
        const [a, b] = [await createPerson(db), await createPerson(db)];
        const listing = await createListing(db, a);
        const [asked, blocked] = await Promise.all([requestDeal(db, b, { listingId: listing.id, units: 1, message: "hello" }), blockAndCloseRequests(db, a, { partyId: b.party.id })]);
        expect(blocked.ok).toBe(true);
        expect(await db.deal.count({ where: { listingId: listing.id, state: "requested" } })).toBe(0);
        if (!asked.ok) expect(asked.error).toBe("DEALS.OTHER_NOT_ALLOWED");
      }
    });

    it("messages and a block: what was saved came before it, and nothing after", async () => {
      const db = open();
      const [a, b] = [await createPerson(db), await createPerson(db)];
      const deal = await createDeal(db, { giver: a, taker: b, state: "accepted" });
      const sends = Array.from({ length: 20 }, () => write(db, b, deal.id).then((result) => ({ result, blockedWhenSaved: false })));
      const [blocked, ...sent] = await Promise.all([blockAndCloseRequests(db, a, { partyId: b.party.id }), ...sends]);
      expect(blocked.ok).toBe(true);
      const saved = sent.filter(({ result }) => result.ok).length;
      expect(await db.message.count({ where: { authorUserId: b.userId } })).toBe(saved);
      for (const { result } of sent) if (!result.ok) expect(result.error).toBe("MESSAGING.BLOCKED");
      expect(await write(db, b, deal.id)).toMatchObject({ error: "MESSAGING.BLOCKED" });
      expect(await db.message.count({ where: { authorUserId: b.userId } })).toBe(saved);
    });

    it("two block each other and others at once, with requests open on every side: all end", async () => {
      const db = open();
      const people = [await createPerson(db), await createPerson(db), await createPerson(db)];
      for (const giver of people) for (const taker of people) if (giver !== taker) await createDeal(db, { giver, taker });
      const blocks = people.flatMap((one) => people.filter((other) => other !== one).map((other) => blockAndCloseRequests(db, one, { partyId: other.party.id })));
      const results = await Promise.all(blocks);
      expect(results.every((result) => result.ok)).toBe(true);
      const parties = people.map((person) => person.party.id);
      expect(await db.deal.count({ where: { state: "requested", giverPartyId: { in: parties } } })).toBe(0);
      for (const one of parties) for (const other of parties) if (one !== other) expect(await isBlockedBetween(db, one, other)).toBe(true);
    });
  },
  { on: ["postgresql"] },
);
