import { expect, it } from "vitest";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { shareCommunity } from "#app/domains/identity/parties.repository.server.ts";
import { actorOf, createDeal, must, perform, testClock } from "#tests/factories/deals.ts";
import { toldOfDeal } from "#tests/factories/notifications.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { recordDueReminders } from "./deal-reminders.server.ts";
import { moveDueDeals } from "./deal-timers.server.ts";
import { requestDeal } from "./request-deal.server.ts";
import { viewDealPage } from "./view-deal.server.ts";

const dayMs = 86_400_000;

describeDatabases("gifts without ceremony", (open) => {
  it("are accepted by the request, show the place at once and no code, and end by one press of each", async () => {
    const db = open();
    const deal = await createDeal(db, { light: true, state: "accepted" });
    const page = must(await viewDealPage(db, deal.taker, { dealId: deal.id, publicUrl: "http://x" }));
    expect(page).toMatchObject({ deal: { state: "accepted", light: true, code: null, acceptedTerms: 1 }, exactPlace: { exactAddress: "Invalidenstraße 1" } });
    expect(page.deal.moves).not.toContain("enter_code");
    expect(must(await viewDealPage(db, deal.giver, { dealId: deal.id, publicUrl: "http://x" })).deal.moves).not.toContain("enter_code");
    must(await perform(db, deal, "hand_over", { mover: "taker" }));
    must(await perform(db, deal, "complete", { mover: "giver" }));
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(1);
    const steps = await db.transition.findMany({ where: { subjectType: "deal", subjectId: deal.id }, orderBy: { at: "asc" }, select: { toState: true, actorRole: true } });
    expect(steps).toContainEqual({ toState: "accepted", actorRole: "system" });
  });

  it("close by themselves three days after one press; early, late and twice are told apart", async () => {
    const db = open();
    for (const mover of ["giver", "taker"] as const) {
      const deal = await createDeal(db, { light: true, state: "accepted" });
      must(await perform(db, deal, "hand_over", { mover }));
      const state = async () => (await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).state;
      await moveDueDeals(db, new Date(deal.clock.at.getTime() + 3 * dayMs - 1));
      expect(await state()).toBe("handed_over");
      await moveDueDeals(db, new Date(deal.clock.at.getTime() + 30 * dayMs));
      await moveDueDeals(db, new Date(deal.clock.at.getTime() + 30 * dayMs));
      expect(await state()).toBe("completed");
      expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(1);
    }
  });

  it("of which nobody says that it has gone are free again after seven days, not counted and told to both; early, late and twice are told apart", async () => {
    const db = open();
    const deal = await createDeal(db, { light: true, state: "accepted" });
    const after = (ms: number) => new Date(deal.clock.at.getTime() + ms);
    const row = () => db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    expect(must(await viewDeal(db, deal.giver, deal.id)).nextUntil).toBe(after(7 * dayMs).toISOString());
    const reminders = async () => (await db.dealReminder.findMany({ where: { dealId: deal.id } })).map((one) => [one.kind, one.about]);
    await recordDueReminders(db, after(5 * dayMs - 60_000));
    expect(await reminders()).toEqual([]);
    await recordDueReminders(db, after(5 * dayMs + 60_000));
    await recordDueReminders(db, after(5 * dayMs + 60_000));
    expect(await reminders()).toEqual([["light", after(7 * dayMs)]]);
    expect((await toldOfDeal(db, deal.id, "deals.reminder")).map((one) => one.userId)).toEqual([deal.giver.userId, deal.taker.userId].sort());
    await moveDueDeals(db, after(7 * dayMs - 1));
    expect(await row()).toMatchObject({ state: "accepted", holdsUnits: true });
    await moveDueDeals(db, after(30 * dayMs));
    await moveDueDeals(db, after(30 * dayMs));
    expect(await row()).toMatchObject({ state: "expired", holdsUnits: false, autoCompleteAt: null });
    expect(await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } })).toMatchObject({ state: "published", unitsAvailable: 1, unitsHeld: 0 });
    expect(await db.ledgerEntry.count({ where: { causeId: deal.id } })).toBe(0);
    expect((await toldOfDeal(db, deal.id, "deals.lapsed")).map((one) => one.userId)).toEqual([deal.giver.userId, deal.taker.userId].sort());
    expect(await perform(db, deal, "hand_over", { mover: "taker" })).toMatchObject({ error: "DEALS.WRONG_STATE" });
  });

  it("wait seven days from the end of the time set for them, and not at all once taken back or for what is asked for", async () => {
    const db = open();
    const [timed, back, usual] = [await createDeal(db, { light: true, state: "scheduled" }), await createDeal(db, { light: true, state: "accepted" }), await createDeal(db, { state: "accepted" })];
    const { agreedEndsAt, autoCompleteAt } = await db.deal.findUniqueOrThrow({ where: { id: timed.id } });
    expect(autoCompleteAt?.getTime()).toBe((agreedEndsAt?.getTime() ?? 0) + 7 * dayMs);
    must(await perform(db, back, "undo_accept", { mover: "giver" }));
    const state = async ({ id }: { id: string }) => (await db.deal.findUniqueOrThrow({ where: { id } })).state;
    // A yes of the giver after all begins the days anew.
    back.clock.at = new Date(back.clock.at.getTime() + 5 * dayMs);
    must(await perform(db, back, "accept", { mover: "giver" }));
    await moveDueDeals(db, new Date(usual.clock.at.getTime() + 7 * dayMs + 60_000));
    expect([await state(timed), await state(back), await state(usual)]).toEqual(["scheduled", "accepted", "accepted"]);
    await moveDueDeals(db, new Date(usual.clock.at.getTime() + 13 * dayMs));
    expect([await state(timed), await state(back), await state(usual)]).toEqual(["expired", "expired", "accepted"]);
  });

  it("others take the usual way, and so does everybody where the owner did not say so", async () => {
    const db = open();
    const [one, other] = [(await createParty(db, "community")).party.id, (await createParty(db, "community")).party.id];
    const owner = await createPerson(db, { communityId: one });
    const [neighbour, stranger, elsewhere] = [await createPerson(db, { communityId: one }), await createPerson(db), await createPerson(db, { communityId: other })];
    const recycler = await createParty(db, "recycler");
    const [light, plain] = [await createListing(db, owner, { units: 9, lightGift: true }), await createListing(db, owner, { units: 9 })];
    const ask = async (actor: typeof owner, listingId = light.id) => must(await requestDeal(db, actor, { listingId, units: 1, message: "" })).state;
    expect([await ask(neighbour), await ask(stranger), await ask(elsewhere), await ask(recycler), await ask(neighbour, plain.id)]).toEqual(["accepted", "requested", "requested", "requested", "requested"]);
    expect([await shareCommunity(db, [owner.party.id, neighbour.party.id]), await shareCommunity(db, [owner.party.id, elsewhere.party.id]), await shareCommunity(db, [one, neighbour.party.id])]).toEqual([true, false, true]);
  });

  it("a gift taken back waits like any other, and is not taken again by itself", async () => {
    const db = open();
    const deal = await createDeal(db, { light: true, state: "accepted" });
    must(await perform(db, deal, "undo_accept", { mover: "giver" }));
    await moveDueDeals(db, new Date(deal.clock.at.getTime() + dayMs));
    expect((await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).state).toBe("requested");
    must(await perform(db, deal, "decline", { actor: actorOf(deal, "giver") }));
  });
});

describeDatabases(
  "races for gifts without ceremony",
  (open) => {
    it("of many neighbours one gets the last, the others are told", async () => {
      const db = open();
      const community = (await createParty(db, "community")).party.id;
      const owner = await createPerson(db, { communityId: community });
      const clock = testClock();
      for (let round = 0; round < 4; round++) {
        const listing = await createListing(db, owner, { lightGift: true });
        const neighbours = [];
        for (let n = 0; n < 4; n++) neighbours.push(await createPerson(db, { communityId: community }));
        const results = await Promise.all(neighbours.map((actor) => requestDeal(db, actor, { listingId: listing.id, units: 1, message: "" }, clock)));
        expect(results.filter((result) => result.ok)).toHaveLength(1);
        for (const result of results) if (!result.ok) expect(result.error).toMatch(/UNITS_TAKEN|LISTING_CLOSED|TOO_MANY_UNITS/);
        expect(await db.deal.count({ where: { listingId: listing.id } })).toBe(1);
      }
    });

    it("the button pressed as the days run out: it is on its way or free again, never both", async () => {
      const db = open();
      for (let round = 0; round < 6; round++) {
        const deal = await createDeal(db, { light: true, state: "accepted" });
        deal.clock.at = new Date(deal.clock.at.getTime() + 7 * dayMs);
        const [pressed] = await Promise.all([perform(db, deal, "hand_over", { mover: "taker" }), moveDueDeals(db, deal.clock.at), moveDueDeals(db, deal.clock.at)]);
        const { state, holdsUnits } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
        expect([state, holdsUnits]).toEqual(pressed.ok ? ["handed_over", true] : ["expired", false]);
        const { unitsAvailable, unitsHeld } = await db.listing.findUniqueOrThrow({ where: { id: deal.listingId } });
        expect([unitsAvailable, unitsHeld]).toEqual(pressed.ok ? [0, 1] : [1, 0]);
      }
    });
  },
  { on: ["postgresql"] },
);
