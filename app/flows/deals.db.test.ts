import { expect, it } from "vitest";
import { viewDeal, listDeals } from "#app/domains/deals/deals.service.server.ts";
import { messagesAfter, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { actorOf, codeOf, createDeal, must, perform, testClock } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { acceptDeal } from "./accept-deal.server.ts";
import { closeDealRequests } from "./close-deal-requests.server.ts";
import { completeDeal } from "./confirm-deal.server.ts";
import { moveDueDeals } from "./deal-timers.server.ts";
import { enterDealCode, handOverDeal } from "./hand-over-deal.server.ts";
import { requestDeal } from "./request-deal.server.ts";
import { viewDealPage } from "./view-deal.server.ts";

const dayMs = 86_400_000;
const facts = { version: undefined, movedUnits: undefined, measuredGrams: null, confirmDeclared: false };

describeDatabases("deals", (open) => {
  it("a request opens the thread with the first word and waits six days, or until the listing ends", async () => {
    const db = open();
    const [owner, asker, clock] = [await createPerson(db), await createPerson(db), testClock()];
    const soon = new Date(clock.at.getTime() + dayMs);
    const listing = await createListing(db, owner, { units: 3, expiresAt: soon });
    const { dealId } = must(await requestDeal(db, asker, { listingId: listing.id, units: 2, message: "Is it still there?" }, clock));
    const row = await db.deal.findUniqueOrThrow({ where: { id: dealId } });
    expect(row).toMatchObject({ giverPartyId: owner.party.id, takerPartyId: asker.party.id, state: "requested", units: 2, holdsUnits: false });
    expect(row.respondBy).toEqual(soon);
    const thread = must(await messagesAfter(db, owner, { dealId, after: 0 }));
    expect(thread.messages.map((m) => [m.seq, m.kind, m.systemCode, m.body, m.mine])).toEqual([
      [1, "system", "requested", "", false],
      [2, "user", null, "Is it still there?", false],
    ]);
  });

  it("a wanted listing turns the sides", async () => {
    const db = open();
    const deal = await createDeal(db, { listing: { offer: "wanted" } });
    const row = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    expect(row).toMatchObject({ giverPartyId: deal.giver.party.id, takerPartyId: deal.taker.party.id, requesterPartyId: deal.giver.party.id });
  });

  it("refuses one's own listing, a closed one, too many units, and a second request", async () => {
    const db = open();
    const [owner, asker, clock] = [await createPerson(db), await createPerson(db), testClock()];
    const ask = (listingId: string, actor = asker, units = 1) => requestDeal(db, actor, { listingId, units, message: "" }, clock);
    const listing = await createListing(db, owner, { units: 2 });
    expect(await ask(listing.id, owner)).toMatchObject({ ok: false, error: "DEALS.OWN_LISTING" });
    expect(await ask(listing.id, asker, 3)).toEqual({ ok: false, error: "DEALS.TOO_MANY_UNITS", details: { available: 2 } });
    expect(await ask("nowhere")).toMatchObject({ ok: false, error: "DEALS.LISTING_NOT_FOUND" });
    for (const state of ["paused", "reserved", "completed", "expired", "withdrawn"] as const) {
      const closed = await createListing(db, owner, { state });
      expect(await ask(closed.id)).toMatchObject({ ok: false, error: "DEALS.LISTING_CLOSED" });
    }
    const draft = await createListing(db, owner, { state: "draft" });
    expect(await ask(draft.id)).toMatchObject({ ok: false, error: "DEALS.LISTING_NOT_FOUND" });
    const over = await createListing(db, owner, { expiresAt: new Date(clock.at.getTime() - 1) });
    expect(await ask(over.id)).toMatchObject({ ok: false, error: "DEALS.LISTING_CLOSED" });
    const first = must(await ask(listing.id));
    expect(await ask(listing.id)).toEqual({ ok: false, error: "DEALS.ALREADY_REQUESTED", details: { dealId: first.dealId } });
  });

  it("the same form sent twice is one request, with the same answer", async () => {
    const db = open();
    const [owner, asker] = [await createPerson(db), await createPerson(db)];
    const listing = await createListing(db, owner);
    const input = { listingId: listing.id, units: 1, message: "" };
    const send = () => once(db, { userId: asker.userId, key: "form-1", request: input }, (tx) => requestDeal(tx, asker, input));
    expect(await send()).toEqual(await send());
    expect(await db.deal.count({ where: { listingId: listing.id } })).toBe(1);
  });

  it("three of five move: the rest is available again, and the entry counts three", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted", units: 5, listing: { units: 5 } });
    must(await handOverDeal(db, deal.taker, { ...facts, dealId: deal.id, movedUnits: 3 }, deal.clock));
    must(await completeDeal(db, deal.giver, { dealId: deal.id, version: undefined }, deal.clock));
    const listing = await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } });
    expect(listing).toMatchObject({ state: "published", unitsAvailable: 2, unitsHeld: 0, unitsHandedOver: 3 });
    const entry = await db.ledgerEntry.findFirstOrThrow({ where: { causeId: deal.id } });
    expect(entry).toMatchObject({ itemCount: 3, route: "reuse", status: "ok" });
    expect(await handOverDeal(db, (await createDeal(db, { state: "accepted" })).giver, { ...facts, dealId: deal.id }, deal.clock)).toMatchObject({ ok: false });
  });

  it("refuses more than was agreed", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted", units: 2, listing: { units: 5 } });
    const code = await codeOf(db, deal.id);
    const over = { ...facts, dealId: deal.id, movedUnits: 3 };
    expect(await handOverDeal(db, deal.giver, over, deal.clock)).toEqual({ ok: false, error: "DEALS.MOVED_TOO_MANY", details: { units: 2 } });
    expect(await enterDealCode(db, deal.giver, { ...over, code }, deal.clock)).toMatchObject({ ok: false, error: "DEALS.MOVED_TOO_MANY" });
  });

  it("a material is weighed or its declared weight confirmed; measured wins; a recycler's load counts as recycled", async () => {
    const db = open();
    const recycler = await createParty(db, "recycler");
    const listing = { kind: "material" as const, material: "cardboard", massGrams: 20_000 };
    const load = await createDeal(db, { state: "accepted", taker: recycler, listing });
    expect(await handOverDeal(db, load.giver, { ...facts, dealId: load.id }, load.clock)).toMatchObject({ ok: false, error: "DEALS.WEIGHT_NEEDED" });
    const code = await codeOf(db, load.id);
    must(await enterDealCode(db, load.giver, { ...facts, dealId: load.id, code, measuredGrams: 12_400, confirmDeclared: true, confirmDifference: true }, load.clock));
    expect(await db.ledgerEntry.findFirstOrThrow({ where: { causeId: load.id } })).toMatchObject({ massGrams: 12_400, weightBasis: "measured", route: "recycle", status: "ok" });

    const declared = await createDeal(db, { state: "accepted", taker: recycler, listing });
    must(await handOverDeal(db, declared.taker, { ...facts, dealId: declared.id, confirmDeclared: true }, declared.clock));
    must(await completeDeal(db, declared.giver, { dealId: declared.id, version: undefined }, declared.clock));
    expect(await db.ledgerEntry.findFirstOrThrow({ where: { causeId: declared.id } })).toMatchObject({ massGrams: 20_000, status: "ok" });

    const unknown = await createDeal(db, { state: "accepted", listing: { ...listing, massGrams: null } });
    expect(await handOverDeal(db, unknown.giver, { ...facts, dealId: unknown.id, confirmDeclared: true }, unknown.clock)).toMatchObject({ ok: false, error: "DEALS.WEIGHT_NEEDED" });
  });

  it("five wrong codes pause the lock for a quarter of an hour, even for the right one; the taker has no way in", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted" });
    const right = await codeOf(db, deal.id);
    const wrong = right === "111111" ? "222222" : "111111";
    const enter = (code: string, actor = deal.giver) => enterDealCode(db, actor, { ...facts, dealId: deal.id, code }, deal.clock);
    expect(await enter(right, deal.taker)).toMatchObject({ ok: false, error: "DEALS.NOT_ALLOWED" });
    expect(await enter(right, deal.stranger)).toMatchObject({ ok: false, error: "DEALS.NOT_FOUND" });
    for (const left of [4, 3, 2, 1]) expect(await enter(wrong)).toEqual({ ok: false, error: "DEALS.CODE_WRONG", details: { left } });
    expect(await enter(wrong)).toMatchObject({ ok: false, error: "DEALS.CODE_RATE_LIMITED" });
    expect(await enter(right)).toMatchObject({ ok: false, error: "DEALS.CODE_RATE_LIMITED" });
    deal.clock.at = new Date(deal.clock.at.getTime() + 15 * 60_000 - 1);
    expect(await enter(right)).toMatchObject({ ok: false, error: "DEALS.CODE_RATE_LIMITED" });
    deal.clock.at = new Date(deal.clock.at.getTime() + 1);
    expect(await enter(right)).toMatchObject({ ok: true, value: { state: "completed" } });
  });

  it("completion tells the board, both households' people and the listing, with the entry", async () => {
    const db = open();
    const community = await createParty(db, "community");
    const giver = await createPerson(db, { communityId: community.party.id });
    const deal = await createDeal(db, { state: "completed", giver });
    const event = await db.outboxEvent.findFirstOrThrow({ where: { type: "deals.completed", payload: { path: ["dealId"], equals: deal.id } } });
    const { topics, entryIds } = event.payload as { topics: string[]; entryIds: string[] };
    expect(topics).toEqual(
      expect.arrayContaining(["board", `deal:${deal.id}`, `listing:${deal.listingId}`, `user:${deal.giver.userId}`, `user:${deal.taker.userId}`, `community:${community.party.id}`]),
    );
    expect(await db.ledgerEntry.findMany({ where: { causeId: deal.id }, select: { id: true } })).toEqual(entryIds.map((id) => ({ id })));
  });

  it("the last unit gone, waiting requests are told; a withdrawn listing does the same", async () => {
    const db = open();
    const [owner, a, b, clock] = [await createPerson(db), await createPerson(db), await createPerson(db), testClock()];
    const listing = await createListing(db, owner);
    const first = must(await requestDeal(db, a, { listingId: listing.id, units: 1, message: "" }, clock));
    const second = must(await requestDeal(db, b, { listingId: listing.id, units: 1, message: "" }, clock));
    must(await acceptDeal(db, owner, { dealId: first.dealId, terms: 1 }, clock));
    expect(await acceptDeal(db, owner, { dealId: second.dealId, terms: 1 }, clock)).toMatchObject({ ok: false, error: "DEALS.UNITS_TAKEN" });
    expect(await db.deal.findUniqueOrThrow({ where: { id: second.dealId } })).toMatchObject({ state: "requested", version: 1 });
    must(await enterDealCode(db, owner, { ...facts, dealId: first.dealId, code: await codeOf(db, first.dealId) }, clock));
    expect(await db.deal.findUniqueOrThrow({ where: { id: second.dealId } })).toMatchObject({ state: "declined", endReason: "listing_gone" });

    const other = await createListing(db, owner);
    must(await requestDeal(db, a, { listingId: other.id, units: 1, message: "" }, clock));
    expect(await inTransaction(db, (tx) => closeDealRequests(tx, { listingId: other.id, reason: "listing_withdrawn", now: clock.at }))).toBe(1);
    expect(await inTransaction(db, (tx) => closeDealRequests(tx, { listingId: other.id, reason: "listing_withdrawn", now: clock.at }))).toBe(0);
  });

  it("the clock: early does nothing, late does the same as punctual, twice changes nothing", async () => {
    const db = open();
    const [asked, moved] = [await createDeal(db), await createDeal(db, { state: "handed_over" })];
    const state = async (id: string) => (await db.deal.findUniqueOrThrow({ where: { id } })).state;
    await moveDueDeals(db, new Date(asked.clock.at.getTime() + 6 * dayMs - 1));
    expect([await state(asked.id), await state(moved.id)]).toEqual(["requested", "handed_over"]);
    await moveDueDeals(db, new Date(asked.clock.at.getTime() + 200 * dayMs));
    expect([await state(asked.id), await state(moved.id)]).toEqual(["expired", "completed"]);
    expect(await moveDueDeals(db, new Date(asked.clock.at.getTime() + 200 * dayMs))).toEqual({ expired: 0, lapsed: 0, completed: 0, ended: 0 });
    // The line belongs to the hand-over, however late the clock was.
    const entry = await db.ledgerEntry.findFirstOrThrow({ where: { causeId: moved.id } });
    expect(entry.occurredAt).toEqual(moved.clock.at);
  });

  it("a dispute stops the fourteen days; an undecided one ends after sixty and counts nothing", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "disputed" });
    await moveDueDeals(db, new Date(deal.clock.at.getTime() + 15 * dayMs));
    expect((await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).state).toBe("disputed");
    await moveDueDeals(db, new Date(deal.clock.at.getTime() + 60 * dayMs));
    expect((await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).state).toBe("cancelled_by_operator");
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(0);
  });

  it("each sees what is theirs: the code only the taker, nothing a stranger, an operator only a dispute", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "scheduled" });
    const code = await codeOf(db, deal.id);
    const giverView = must(await viewDeal(db, deal.giver, deal.id, deal.clock));
    const takerView = must(await viewDeal(db, deal.taker, deal.id, deal.clock));
    expect(takerView.code).toBe(code);
    expect(JSON.stringify(giverView)).not.toContain(code);
    expect(giverView.moves).toEqual(["cancel", "undo_accept", "schedule", "hand_over", "enter_code"]);
    expect(takerView.moves).toEqual(["cancel", "schedule", "hand_over"]);
    for (const secret of ["@example.org", "latitude", "exactAddress", "userId"]) expect(JSON.stringify([giverView, takerView])).not.toContain(secret);
    for (const actor of [deal.stranger, deal.operator]) {
      expect(await viewDeal(db, actor, deal.id)).toMatchObject({ ok: false, error: "DEALS.NOT_FOUND" });
      expect(await messagesAfter(db, actor, { dealId: deal.id, after: 0 })).toMatchObject({ ok: false, error: "MESSAGING.NOT_FOUND" });
      expect(await sendMessage(db, actor, { dealId: deal.id, clientId: "client-1", body: "hello" })).toMatchObject({ ok: false, error: "MESSAGING.NOT_FOUND" });
    }
    const done = await createDeal(db, { state: "completed" });
    expect(must(await viewDeal(db, done.taker, done.id)).code).toBeNull();
    const disputed = await createDeal(db, { state: "disputed" });
    const operatorView = must(await viewDeal(db, disputed.operator, disputed.id));
    expect(operatorView).toMatchObject({ side: null, code: null, moves: ["resolve_completed", "resolve_cancelled"] });
    expect(must(await messagesAfter(db, disputed.operator, { dealId: disputed.id, after: 0 })).messages.length).toBeGreaterThan(2);
    // Who looks on in a party sees it, and has no buttons.
    const viewer = await withRole(db, disputed.giver, "viewer");
    expect(must(await viewDeal(db, viewer, disputed.id)).moves).toEqual([]);
  });

  it("the exact place is for the two of them, from acceptance on, and no more once it ended otherwise", async () => {
    const db = open();
    const place = async (state: "requested" | "accepted" | "completed" | "cancelled_by_taker", side: "giver" | "taker") => {
      const deal = await createDeal(db, { state });
      return must(await viewDealPage(db, actorOf(deal, side), { dealId: deal.id, publicUrl: "http://x" })).exactPlace !== null;
    };
    expect([await place("requested", "taker"), await place("accepted", "taker"), await place("accepted", "giver"), await place("completed", "taker"), await place("cancelled_by_taker", "taker")]).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    const disputed = await createDeal(db, { state: "disputed" });
    expect(must(await viewDealPage(db, disputed.operator, { dealId: disputed.id, publicUrl: "http://x" })).exactPlace).toBeNull();
    const open1 = await createDeal(db, { state: "accepted" });
    const [giverPage, takerPage] = [await viewDealPage(db, open1.giver, { dealId: open1.id, publicUrl: "http://x" }), await viewDealPage(db, open1.taker, { dealId: open1.id, publicUrl: "http://x" })];
    expect([must(giverPage).qr, must(takerPage).qr?.size]).toEqual([null, expect.any(Number)]);
    expect(must(takerPage).estimate?.co2eGrams).toBeGreaterThan(0);
  });

  it("lists the acting party's deals by side, listing and openness, with what is unread", async () => {
    const db = open();
    const me = await createPerson(db);
    const giving = await createDeal(db, { giver: me });
    const taking = await createDeal(db, { taker: me, state: "accepted" });
    const done = await createDeal(db, { taker: me, state: "completed" });
    await createDeal(db);
    const ids = async (filter: Parameters<typeof listDeals>[2]) => (await listDeals(db, me, filter)).lines.map((line) => line.id).sort();
    expect(await ids({ open: true })).toEqual([giving.id, taking.id].sort());
    expect(await ids({ open: true, side: "giver" })).toEqual([giving.id]);
    expect(await ids({ open: false })).toEqual([done.id]);
    expect(await ids({ open: true, listingId: taking.listingId })).toEqual([taking.id]);
    const { lines, counts } = await listDeals(db, me, { open: true });
    expect(counts).toEqual({ open: 2, done: 1 });
    expect(lines.find((line) => line.id === giving.id)).toMatchObject({ unread: true, next: "me", side: "giver", otherName: giving.taker.party.name });
  });

  it("pages through many deals without losing or doubling one", async () => {
    const db = open();
    const [me, clock] = [await createPerson(db), testClock()];
    const owner = await createPerson(db);
    for (let n = 0; n < 35; n++) {
      const listing = await createListing(db, owner);
      must(await requestDeal(db, me, { listingId: listing.id, units: 1, message: "" }, clock));
    }
    const first = await listDeals(db, me, { open: true });
    const second = await listDeals(db, me, { open: true, cursor: first.nextCursor ?? "" });
    expect([first.lines.length, second.lines.length, second.nextCursor]).toEqual([30, 5, null]);
    expect(new Set([...first.lines, ...second.lines].map((line) => line.id)).size).toBe(35);
  });
});

describeDatabases(
  "races",
  (open) => {
    it("two accepts for the last unit: one wins, the other is told and stays in the queue", async () => {
      const db = open();
      const [owner, clock] = [await createPerson(db), testClock()];
      for (let round = 0; round < 5; round++) {
        const listing = await createListing(db, owner);
        const asked = [];
        for (let n = 0; n < 4; n++) asked.push(must(await requestDeal(db, await createPerson(db), { listingId: listing.id, units: 1, message: "" }, clock)).dealId);
        const results = await Promise.all(asked.map((dealId) => acceptDeal(db, owner, { dealId, terms: 1 }, clock)));
        expect(results.filter((result) => result.ok)).toHaveLength(1);
        for (const result of results) if (!result.ok) expect(result.error).toBe("DEALS.UNITS_TAKEN");
        const states = (await db.deal.findMany({ where: { listingId: listing.id } })).map((deal) => deal.state).sort();
        expect(states).toEqual(["accepted", "requested", "requested", "requested"]);
        expect(await db.listing.findUniqueOrThrow({ where: { id: listing.id } })).toMatchObject({ unitsAvailable: 0, unitsHeld: 1 });
      }
    });

    it("completing twice at once, by the code, by hand and by the clock, leaves one entry", async () => {
      const db = open();
      for (let round = 0; round < 5; round++) {
        const deal = await createDeal(db, { state: "handed_over", handedOverBy: "taker" });
        const code = await codeOf(db, deal.id);
        const late = new Date(deal.clock.at.getTime() + 15 * dayMs);
        const results = await Promise.all([
          completeDeal(db, deal.giver, { dealId: deal.id }, deal.clock),
          completeDeal(db, deal.giver, { dealId: deal.id }, deal.clock),
          enterDealCode(db, deal.giver, { ...facts, dealId: deal.id, code }, deal.clock),
          moveDueDeals(db, late).then(({ completed }) => ({ ok: completed === 1 })),
        ]);
        expect(results.filter((result) => result.ok)).toHaveLength(1);
        expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(1);
        expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ unitsHeld: 0, unitsHandedOver: 1 });
      }
    });

    it("cancelled by both at once gives the units back once", async () => {
      const db = open();
      const deal = await createDeal(db, { state: "accepted", units: 2, listing: { units: 5 } });
      const results = await Promise.all((["giver", "taker", "giver", "taker"] as const).map((mover) => perform(db, deal, "cancel", { actor: actorOf(deal, mover) })));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ unitsAvailable: 5, unitsHeld: 0 });
    });

    it("a person asking for the same thing many times at once has one request", async () => {
      const db = open();
      const [owner, asker] = [await createPerson(db), await createPerson(db)];
      const listing = await createListing(db, owner, { units: 9 });
      const results = await Promise.all(Array.from({ length: 8 }, () => requestDeal(db, asker, { listingId: listing.id, units: 1, message: "" })));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok).every((result) => !result.ok && result.error === "DEALS.ALREADY_REQUESTED")).toBe(true);
    });

    it("guessing in parallel gets five tries, not more", async () => {
      const db = open();
      const deal = await createDeal(db, { state: "accepted" });
      const right = await codeOf(db, deal.id);
      const guesses = Array.from({ length: 20 }, (_, n) => String(n).padStart(6, "0")).filter((code) => code !== right);
      const results = await Promise.all(guesses.map((code) => enterDealCode(db, deal.giver, { ...facts, dealId: deal.id, code }, deal.clock)));
      expect(results.filter((result) => !result.ok && result.error === "DEALS.CODE_WRONG")).toHaveLength(4);
      expect(results.filter((result) => !result.ok && result.error === "DEALS.CODE_RATE_LIMITED")).toHaveLength(guesses.length - 4);
    });
  },
  { on: ["postgresql"] },
);
