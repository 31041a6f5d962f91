import { describe, expect, it } from "vitest";
import { listingInput } from "#app/domains/listings/listings.schema.ts";
import { viewListing } from "#app/domains/listings/listing-page.service.server.ts";
import { readListingQuery } from "#app/domains/listings/listings.query.ts";
import { searchListings } from "#app/domains/listings/search.service.server.ts";
import { announceEnds, moveLicence, submitLicence } from "#app/domains/licences/licences.service.server.ts";
import { bookSlot, holdSlot, rescheduleBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { listOpenSlots } from "#app/domains/pickups/slots.service.server.ts";
import { findPoints } from "#app/domains/points/points.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { licencesMails } from "#app/outbox/mails/licences.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { codeOf, createDeal, must, perform, testClock } from "#tests/factories/deals.ts";
import { grantLicence, licenceOf } from "#tests/factories/licences.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { asked, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { createPoint } from "#tests/factories/points.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { acceptDeal } from "./accept-deal.server.ts";
import { enterDealCode, handOverDeal } from "./hand-over-deal.server.ts";
import { licenceLackedFor } from "./licence-gate.server.ts";
import { publishNewListing, showListingAgain } from "./publish-listing.server.ts";
import { requestDeal } from "./request-deal.server.ts";
import { otherPointsFor, strandedWork } from "./stranded-work.server.ts";

const facts = { version: undefined, movedUnits: undefined, measuredGrams: null, confirmDeclared: true };
const dayMs = 86_400_000;
const batteries = [{ material: "batteries_portable", declaredGrams: 3_000 }];

describeDatabases("what needs a licence", (open) => {
  describe("at a point", () => {
    const clock = clockAt("2026-10-19T06:00:00Z");
    async function scene(licence: { validFrom?: string; validUntil?: string } | null) {
      const { pointId, recycler } = await createOwnPoint(open(), { materials: ["cardboard", "batteries_portable", "phones"] });
      const granted = licence ? await grantLicence(open(), recycler, { materials: ["batteries_portable"], ...licence }, clock) : null;
      const [soon, late] = [await createSlot(open(), { pointId, recycler, startsAt: "2026-10-20T08:00:00Z" }), await createSlot(open(), { pointId, recycler, startsAt: "2026-11-20T08:00:00Z" })];
      return { pointId, recycler, granted, soon: soon.slotId, late: late.slotId, anna: await createPerson(open()) };
    }
    const shown = async (pointId: string, materials: string[]) => (await listOpenSlots(open(), { pointId, from: clock.now(), days: 60, now: clock.now(), materials })).map((slot) => slot.reason ?? "free");

    it("cannot be booked without one, whatever else can", async () => {
      const { pointId, soon, anna } = await scene(null);
      expect(await shown(pointId, ["batteries_portable"])).toEqual(["NOT_LICENSED", "NOT_LICENSED"]);
      expect(await shown(pointId, ["cardboard"])).toEqual(["free", "free"]);
      expect(await holdSlot(open(), anna, asked(soon, { lines: batteries }), clock)).toMatchObject({ error: "PICKUPS.NOT_LICENSED", details: { materials: ["batteries_portable"] } });
      expect(await open().slot.findUniqueOrThrow({ where: { id: soon }, select: { takenVisits: true } })).toEqual({ takenVisits: 0 });
      expect(await bookSlot(open(), anna, asked(soon), clock)).toMatchObject({ ok: true });
    });

    it("is asked on the slot's own day: shown and accepted agree, also when a visit is moved", async () => {
      const { pointId, soon, late, anna } = await scene({ validUntil: "2026-10-31" });
      expect(await shown(pointId, ["batteries_portable"])).toEqual(["free", "NOT_LICENSED"]);
      const booked = must(await bookSlot(open(), anna, asked(soon, { lines: batteries }), clock));
      expect(await bookSlot(open(), await createPerson(open()), asked(late, { lines: batteries }), clock)).toMatchObject({ error: "PICKUPS.NOT_LICENSED" });
      expect(await rescheduleBooking(open(), anna, { bookingId: booked.bookingId, slotId: late, newBookingId: newId() }, clock)).toMatchObject({ error: "PICKUPS.NOT_LICENSED" });
      expect(await open().booking.findUniqueOrThrow({ where: { id: booked.bookingId }, select: { state: true } })).toEqual({ state: "confirmed" });
    });

    it("is not taken in once it is suspended; what was taken in may be corrected", async () => {
      const { soon, recycler, granted, anna } = await scene({});
      const bookingId = must(await bookSlot(open(), anna, asked(soon, { lines: batteries }), clock)).bookingId;
      const gate = clockAt("2026-10-20T08:05:00Z");
      const staff = await withRole(open(), recycler, "staff");
      must(await checkIn(open(), staff, { bookingId }, gate));
      const reading = (grossGrams: number, material = "batteries_portable", reason?: string) => weigh(open(), staff, { bookingId, readings: [{ material, grossGrams, tareGrams: 0, contaminationPermille: 0, unit: "kg", reason }] }, gate);
      expect(await reading(1_000, "phones")).toMatchObject({ error: "PICKUPS.NOT_LICENSED", details: { materials: ["phones"] } });
      must(await reading(3_000));
      if (granted) must(await moveLicence(open(), granted.judge, "suspend", { licenceId: granted.licenceId, version: granted.version, reason: "Inspection" }, clock));
      must(await reading(2_900, "batteries_portable", "Lid left on"));
      const other = await createPerson(open());
      expect(await bookSlot(open(), other, asked(soon, { lines: batteries }), clock)).toMatchObject({ error: "PICKUPS.NOT_LICENSED" });
    });

    it("is found only where it may be taken, and at points nobody here runs", async () => {
      const [at, db] = [{ latitude: 48.1, longitude: 11.5 }, open()];
      const [licensed, not] = [await createParty(db, "recycler"), await createParty(db, "recycler")];
      await grantLicence(db, licensed, { materials: ["phones"] }, clock);
      const made = [await createPoint(db, { ...at, accepts: ["phones"], operatorPartyId: licensed.party.id }), await createPoint(db, { ...at, accepts: ["phones", "cardboard"], operatorPartyId: not.party.id }), await createPoint(db, { ...at, accepts: ["phones"] })];
      const find = async (input: object) => must(await findPoints(db, { at, km: 1, ...input }, clock)).points.map((point) => made.findIndex((one) => one.id === point.id)).sort();
      expect(await find({ materials: ["phones"] })).toEqual([0, 2]);
      expect(await find({ groups: ["e_waste"] })).toEqual([0, 2]);
      expect(await find({ materials: ["cardboard"] })).toEqual([1]);
      expect(await otherPointsFor(db, { near: at, materials: ["phones"], ownPointIds: [], now: clock.now() })).toMatchObject([{ id: made[0]?.id }]);
    });
  });

  describe("in deals", () => {
    const listing = { kind: "material", material: "batteries_portable", massGrams: 2_000 } as const;

    /** Asks while a licence holds, which is then taken away again. */
    const askedOnce = async (taker: Actor, about: object = listing) => {
      const { licenceId, version, judge } = await grantLicence(open(), taker);
      const deal = await createDeal(open(), { listing: about, taker });
      must(await moveLicence(open(), judge, "suspend", { licenceId, version, reasonCode: "inspection", reason: "" }));
      return deal;
    };

    it("is not asked for by whoever has none: nothing is written; whoever would only give it may offer it", async () => {
      const db = open();
      const clock = testClock();
      const thing = await createListing(db, await createPerson(db), listing);
      const taker = await createParty(db, "recycler");
      const ask = (who: Actor, listingId = thing.id) => requestDeal(db, who, { listingId, units: 1, message: "" }, clock);
      for (const who of [taker, await createPerson(db)]) expect(await ask(who)).toMatchObject({ error: "DEALS.NOT_LICENSED", details: { material: "batteries_portable" } });
      expect(await db.deal.count({ where: { listingId: thing.id } })).toBe(0);
      await grantLicence(db, taker, { materials: ["batteries_portable"] });
      must(await ask(taker));
      const wanted = await createListing(db, taker, { ...listing, offer: "wanted" });
      must(await ask(await createPerson(db), wanted.id));
    });

    it("is said on the listing's page to whoever may not take it, and to nobody else", async () => {
      const db = open();
      const owner = await createPerson(db);
      const thing = await createListing(db, owner, listing);
      const now = new Date();
      const said = async (who: Actor | null, listingId = thing.id, asked: Db = db) => licenceLackedFor(asked, who, must(await viewListing(db, who, { listingId })), now);
      const recycler = await createParty(db, "recycler");
      expect(await Promise.all([said(null), said(await createPerson(db)), said(recycler), said(owner)])).toEqual(["batteries_portable", "batteries_portable", "batteries_portable", null]);
      await grantLicence(db, recycler, { materials: ["batteries_portable"], subdivision: "DE-BE" });
      expect(await said(recycler)).toBe("batteries_portable");
      await grantLicence(db, recycler, { materials: ["batteries_portable"] });
      expect(await said(recycler)).toBeNull();
      const broken = await createListing(db, owner, { category: "smartphone", condition: "broken" });
      expect([await said(null, broken.id), await said(await createPerson(db), broken.id), await said(recycler, broken.id)]).toEqual([null, null, "phones"]);
      expect(await said(await createPerson(db), (await createListing(db, recycler, { ...listing, offer: "wanted" })).id)).toBeNull();
      // Nobody else than a recycler is looked up, and a recycler only for what needs a licence.
      const untouched = new Proxy({}, { get: () => { throw new Error("asked the database"); } }) as Db;
      const works = await createListing(db, owner, { category: "smartphone", condition: "good" });
      expect([await said(null, thing.id, untouched), await said(await createPerson(db), thing.id, untouched), await said(recycler, works.id, untouched)]).toEqual(["batteries_portable", "batteries_portable", null]);
      await expect(said(recycler, thing.id, untouched)).rejects.toThrow("asked the database");
    });

    it("is not agreed with whoever has lost it since; the request stays open", async () => {
      const db = open();
      const taker = await createParty(db, "recycler");
      const deal = await askedOnce(taker);
      expect(await acceptDeal(db, deal.giver, { dealId: deal.id, version: undefined, terms: 1 }, deal.clock)).toMatchObject({ error: "DEALS.NOT_LICENSED", details: { material: "batteries_portable" } });
      expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true, holdsUnits: true } })).toEqual({ state: "requested", holdsUnits: false });
      await grantLicence(db, taker, { materials: ["batteries_portable"] });
      must(await perform(db, await createDeal(db, { listing, taker }), "accept", { mover: "giver" }));
    });

    it("is a broken appliance for a recycler, and not a working one, nor one that a household takes", async () => {
      const db = open();
      const accept = async (condition: string, taker?: Actor) => {
        const about = { category: "smartphone", condition };
        const deal = taker ? await askedOnce(taker, about) : await createDeal(db, { listing: about });
        const done = await acceptDeal(db, deal.giver, { dealId: deal.id, version: undefined, terms: 1 }, deal.clock);
        return done.ok ? "agreed" : done.error;
      };
      const recycler = await createParty(db, "recycler");
      expect([await accept("broken", recycler), await accept("good", recycler), await accept("broken")]).toEqual(["DEALS.NOT_LICENSED", "agreed", "agreed"]);
    });

    it("is not handed over once the licence has ended between the yes and the door, by word or by code", async () => {
      const db = open();
      const taker = await createParty(db, "recycler");
      const today = new Date().toISOString().slice(0, 10);
      await grantLicence(db, taker, { materials: ["batteries_portable"], validUntil: today });
      const deal = await createDeal(db, { listing, taker, state: "accepted" });
      deal.clock.at = new Date(deal.clock.at.getTime() + 2 * dayMs);
      expect(await handOverDeal(db, deal.giver, { ...facts, dealId: deal.id }, deal.clock)).toMatchObject({ error: "DEALS.NOT_LICENSED" });
      expect(await enterDealCode(db, deal.giver, { ...facts, dealId: deal.id, code: await codeOf(db, deal.id) }, deal.clock)).toMatchObject({ error: "DEALS.NOT_LICENSED" });
      expect(await db.deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true } })).toEqual({ state: "accepted" });
      await grantLicence(db, taker, { materials: ["batteries_portable"], validFrom: today, number: "renewed" });
      expect(await enterDealCode(db, deal.giver, { ...facts, dealId: deal.id, code: await codeOf(db, deal.id) }, deal.clock)).toMatchObject({ ok: true });
    });

    it("what was handed over before is completed all the same", async () => {
      const db = open();
      const taker = await createParty(db, "recycler");
      const { licenceId, version, judge } = await grantLicence(db, taker, { materials: ["batteries_portable"] });
      const deal = await createDeal(db, { listing, taker, state: "handed_over" });
      must(await moveLicence(db, judge, "suspend", { licenceId, version, reason: "Inspection" }));
      must(await perform(db, deal, "complete", { mover: "taker" }));
    });
  });

  describe("in what is asked for", () => {
    it("is not published, shown again or found without one", async () => {
      const db = open();
      const recycler = await createParty(db, "recycler");
      const wish = listingInput.parse({ kind: "material", offer: "wanted", category: null, material: "batteries_portable", condition: null, title: "Old batteries wanted", units: 1, placeLabel: "Berlin", latitude: 52.52, longitude: 13.405 });
      expect(await publishNewListing(db, recycler, { listing: wish, publish: true })).toMatchObject({ error: "LISTINGS.NOT_LICENSED", details: { material: "batteries_portable" } });
      expect(await db.listing.count({ where: { ownerPartyId: recycler.party.id } })).toBe(0);
      must(await publishNewListing(db, recycler, { listing: wish, publish: false }));
      const paused = await createListing(db, recycler, { kind: "material", offer: "wanted", material: "batteries_portable", state: "paused", title: "Batteries of all kinds wanted" });
      expect(await showListingAgain(db, recycler, "resume", { listingId: paused.id })).toMatchObject({ error: "LISTINGS.NOT_LICENSED" });
      const { licenceId, version, judge } = await grantLicence(db, recycler, { materials: ["batteries_portable"] });
      must(await publishNewListing(db, recycler, { listing: wish, publish: true }));
      must(await showListingAgain(db, recycler, "resume", { listingId: paused.id }));
      const found = async () => (await searchListings(db, readListingQuery(new URLSearchParams({ material: "batteries_portable" })))).cards.map((card) => card.id);
      expect(await found()).toContain(paused.id);
      must(await moveLicence(db, judge, "suspend", { licenceId, version, reason: "Inspection" }));
      expect(await found()).not.toContain(paused.id);
    });
  });

  it("once suspended, lists what is open and tells those who run the place, with how much it is; the end of the calendar too", async () => {
    const db = open();
    const now = new Date();
    const clock = { now: () => now };
    const { pointId, recycler } = await createOwnPoint(db, { materials: ["cardboard", "batteries_portable"] });
    const { licenceId, version, judge } = await grantLicence(db, recycler, { materials: ["batteries_portable"], number: "EW-77" });
    const { slotId } = await createSlot(db, { pointId, recycler, startsAt: new Date(now.getTime() + dayMs) });
    const bookingId = must(await bookSlot(db, await createPerson(db), asked(slotId, { lines: batteries }), clock)).bookingId;
    must(await bookSlot(db, await createPerson(db), asked(slotId), clock));
    const deal = await createDeal(db, { listing: { kind: "material", material: "batteries_portable" }, taker: recycler, state: "accepted" });
    expect(await strandedWork(db, { partyId: recycler.party.id, now })).toEqual({ bookings: [], deals: [] });
    must(await moveLicence(db, judge, "suspend", { licenceId, version, reason: "Fire safety" }));
    expect(await strandedWork(db, { partyId: recycler.party.id, now })).toMatchObject({ bookings: [{ id: bookingId, materials: ["batteries_portable"] }], deals: [{ id: deal.id, material: "batteries_portable" }] });
    const deliver = async () => {
      while ((await dispatchOnce(db, [toMails([licencesMails])])) > 0);
    };
    await deliver();
    await db.outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver();
    const mails = await db.mailMessage.findMany({ where: { userId: recycler.userId }, orderBy: { id: "asc" }, select: { subject: true, text: true } });
    expect(mails.map((mail) => mail.subject)).toEqual(["Licence EW-77 is suspended"]);
    expect(mails[0]?.text).toContain("Fire safety");
    expect(mails[0]?.text).toContain("2 open visits and deals are touched by it");
    must(await moveLicence(db, judge, "reinstate", { licenceId, version: version + 1, reason: "" }));
    const far = new Date("2100-01-02T12:00:00Z");
    await announceEnds(db, far);
    await deliver();
    const subjects = await db.mailMessage.findMany({ where: { userId: recycler.userId }, orderBy: { id: "asc" }, select: { subject: true } });
    expect(subjects.map((mail) => mail.subject)).toContain("Licence EW-77 has ended");
  });

  it("tells the recycler once why a licence was not accepted, in their language, and where to hand it in anew", async () => {
    const db = open();
    const recycler = await createParty(db, "recycler");
    await db.user.update({ where: { id: recycler.userId }, data: { locale: "zh-CN" } });
    const asked = must(await submitLicence(db, recycler, licenceOf(recycler, { number: "EW-78" })));
    must(await moveLicence(db, await createPerson(db, { isOperator: true }), "refuse", { licenceId: asked.id, version: 1, reasonCode: "days_differ", reason: "2027" }));
    const deliver = async () => {
      while ((await dispatchOnce(db, [toMails([licencesMails])])) > 0);
    };
    await deliver();
    await db.outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver();
    const mails = await db.mailMessage.findMany({ where: { userId: recycler.userId }, select: { subject: true, text: true } });
    expect(mails.map((mail) => mail.subject)).toEqual(["资质 EW-78 未通过"]);
    expect(mails[0]?.text).toContain("原因：日期与证件不一致。 2027");
    expect(mails[0]?.text).toContain("/staff/licences");
    expect(await db.notification.count({ where: { userId: recycler.userId } })).toBe(1);
  });
});
