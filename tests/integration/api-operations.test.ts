import sharp from "sharp";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { operations } from "#app/api/operations.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import { newSigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import { FACTORS } from "#app/domains/impact/impact.catalogue.ts";
import { foundNetwork } from "#app/domains/communities/networks/networks.service.server.ts";
import { writeToCommunity } from "#app/flows/community-feed.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import { editListing } from "#app/flows/edit-listing.server.ts";
import { writePrices } from "#app/domains/prices/prices.service.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { apiClient, type Json } from "#tests/factories/api.ts";
import { bringLoad, createYard } from "#tests/factories/custody.ts";
import { createListing, listingInputOf } from "#tests/factories/listings.ts";
import { tell } from "#tests/factories/notifications.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { grantLicence } from "#tests/factories/licences.ts";
import { asked, bookedBy, clockAt, createArea, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { createWebhook } from "#tests/factories/webhooks.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const hourMs = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs);
const itemsOf = (page: Json) => page.items as Json[];

describeDatabases("the API, operation by operation", (open) => {
  const api = apiClient(open);
  let community: Actor;
  let giver: Actor;
  let taker: Actor;
  let staff: Actor;
  let recycler: Actor;
  let pointId = "";
  const people: Actor[] = [];

  beforeAll(async () => {
    const db = open();
    community = await createParty(db, "community", { name: "Sunny Street", placeLabel: "Mitte" });
    giver = await createPerson(db, { name: "Ada", communityId: community.party.id });
    taker = await createPerson(db, { name: "Lin", communityId: community.party.id });
    ({ pointId, recycler } = await createOwnPoint(db));
    staff = await withRole(db, recycler, "staff");
    people.push(giver, taker, staff);
  });

  describe("points", () => {
    it("finds them around a place, by material, with whose data it is", async () => {
      const page = await api.get("/points?lat=52.5&lon=13.4&km=5&material=cardboard&material=glass_bottles");
      expect(itemsOf(page)).toMatchObject([{ id: pointId, metres: 0, bookable: true, openNow: { state: "unknown" } }]);
      expect(page.around).toMatchObject({ latitude: 52.5, longitude: 13.4 });
      expect(itemsOf(await api.get("/points?lat=52.5&lon=13.4&km=5&material=copper"))).toEqual([]);
      expect(itemsOf(await api.get("/points?lat=52.5&lon=13.4&openNow=true"))).toEqual([]);
      expect(await api.get("/points/for-bag?lat=52.5&lon=13.4&material=cardboard&material=copper")).toMatchObject({ one: { stops: [{ point: { id: pointId }, materials: ["cardboard"] }] }, pair: null, nowhere: ["copper"] });
      expect(await api.get("/points?q=nowhere-at-all")).toMatchObject({ items: [], placeUnknown: true });
    });

    it("shows one, and its slots", async () => {
      expect(await api.get(`/points/${pointId}`)).toMatchObject({ id: pointId, name: "Depot", refusals: [], hours: { status: "none" }, source: { name: "own", credit: null } });
      const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: inHours(5), capacityVisits: 2, capacityGrams: 50_000 });
      expect(itemsOf(await api.get(`/points/${pointId}/slots`))).toMatchObject([{ id: slotId, freeVisits: 2, freeGrams: 50_000, bookable: true, reason: null }]);
      expect(itemsOf(await api.get(`/points/${pointId}/slots?massGrams=60000`))).toMatchObject([{ bookable: false, reason: "FULL" }]);
    });
  });

  describe("listings and deals", () => {
    const chair = { kind: "goods", offer: "free", category: "wooden_chair", condition: "good", title: "Chair of beech", placeLabel: "Mitte", exactAddress: "Invalidenstraße 1", latitude: 52.531, longitude: 13.384, massGrams: 4000 };

    it("publishes, finds, shows, changes and withdraws a listing, and hides its exact place", async () => {
      const made = await api.post("/listings", giver, chair);
      expect(made).toMatchObject({ state: "published", version: 1 });
      const found = itemsOf(await api.get("/listings?q=chair&kind=goods&offer=free&category=wooden_chair&lat=52.53&lon=13.38&km=5"));
      expect(found.map((one) => one.id)).toContain(made.id);
      const shown = await api.get(`/listings/${String(made.id)}`, taker);
      expect(shown).toMatchObject({ title: "Chair of beech", isMine: false, owner: { kind: "household" } });
      expect(JSON.stringify([found, shown])).not.toMatch(/Invalidenstra|52\.531\b|13\.384\b|@example/);
      const changed = await api.ask("PATCH", `/listings/${String(made.id)}`, { as: giver, body: { version: 1, condition: "worn" } });
      expect(changed.body).toEqual({ id: made.id, state: "published", version: 2 });
      expect(await api.post(`/listings/${String(made.id)}/withdraw`, giver, { reason: "given_elsewhere", version: 2 })).toMatchObject({ state: "withdrawn" });
      expect((await api.ask("GET", `/listings/${String(made.id)}`)).body).toMatchObject({ status: 404, code: "LISTINGS.NOT_FOUND" });
    });

    it("carries a deal from the request to the ledger, with a code only the taker reads", async () => {
      const listing = await createListing(open(), giver, { units: 2, category: "jeans" });
      const asked = await api.post("/deals", taker, { listingId: listing.id, units: 2, message: "Are they still there?" });
      expect(asked).toMatchObject({ state: "requested", version: 1 });
      const deal = `/deals/${String(asked.id)}`;
      expect(itemsOf(await api.get("/deals", giver))).toMatchObject([{ id: asked.id, side: "giver", next: "me", unread: true }]);
      expect(await api.get(deal, taker)).toMatchObject({ exactPlace: null, code: null, moves: ["cancel"] });
      expect(await api.post(`${deal}/accept`, giver, { version: 1, terms: 1 })).toMatchObject({ state: "accepted", version: 2 });
      const startsAt = inHours(24);
      await api.post(`${deal}/schedule`, giver, { startsAt, endsAt: inHours(25), place: "At the fountain" });
      const forTaker = await api.get(deal, taker);
      const forGiver = await api.get(deal, giver);
      expect(forTaker).toMatchObject({ state: "scheduled", agreed: { startsAt: startsAt.toISOString(), place: "At the fountain" }, exactPlace: { address: "Invalidenstraße 1" } });
      expect(forTaker.code).toMatch(/^\d{6}$/);
      expect(forGiver.code).toBeNull();
      expect(JSON.stringify(forGiver)).not.toContain(String(forTaker.code));

      const wrong = forTaker.code === "000000" ? "111111" : "000000";
      expect((await api.ask("POST", `${deal}/hand-over`, { as: giver, body: { code: wrong } })).body).toMatchObject({ status: 422, code: "DEALS.CODE_WRONG", left: 4 });
      const done = await api.post(`${deal}/hand-over`, giver, { code: forTaker.code });
      expect(done).toMatchObject({ state: "completed", entryId: expect.any(String) as string });
      expect(await api.get(deal, taker)).toMatchObject({ state: "completed", entryId: done.entryId, movedUnits: 2 });
      expect((await api.get("/deals?status=done", taker)).counts).toEqual({ open: 0, done: 1 });

      const again = await api.ask("POST", `${deal}/accept`, { as: giver, body: { terms: 1 } });
      expect(again.body).toMatchObject({ status: 409, code: "DEALS.WRONG_STATE", state: "completed" });
    });

    it("bargains, agrees a time, agrees to a change, and takes a promise back", async () => {
      const db = open();
      const listing = await createListing(db, giver, { offer: "sale", priceMinor: 4500, currency: "EUR" });
      const asked = await api.post("/deals", taker, { listingId: listing.id, price: { minor: 4000, currency: "EUR", basis: "total" } });
      const deal = `/deals/${String(asked.id)}`;
      expect(await api.post(`${deal}/counter`, giver, { terms: 1, price: { minor: 4300, currency: "EUR", basis: "per_unit" }, note: "With the cushion." })).toMatchObject({ state: "countered" });
      expect((await api.ask("POST", `${deal}/accept`, { as: taker, body: { terms: 1 } })).body).toMatchObject({ status: 409, code: "DEALS.STALE_TERMS", number: 2 });
      await api.post(`${deal}/accept`, taker, { terms: 2 });
      expect(await api.get(deal, giver)).toMatchObject({ kind: "sale", acceptedTerms: 2, terms: { number: 2, price: { minor: 4300 }, note: "With the cushion." }, proposals: [{ number: 1 }, { number: 2 }] });

      const startsAt = inHours(30);
      await api.post(`${deal}/schedule`, taker, { startsAt, endsAt: inHours(31), place: "At the fountain" });
      await api.post(`${deal}/agree-time`, giver, { startsAt });
      const row = await db.listing.findUniqueOrThrow({ where: { id: listing.id } });
      await editListing(db, giver, { listingId: row.id, version: row.version, listing: { ...listingInputOf(row), condition: "worn" } });
      expect(await api.get(deal, taker)).toMatchObject({ agreed: { bySide: "taker" }, pendingChange: [{ field: "condition", from: "good", to: "worn" }] });
      await api.post(`${deal}/agree-change`, taker);
      expect(await api.post(`${deal}/undo-accept`, giver, { reason: "broken" })).toMatchObject({ state: "requested" });
      expect(await api.get(deal, taker)).toMatchObject({ acceptedTerms: null, agreed: null, pendingChange: null, code: null });
    });

    it("talks, in order, and picks up after a number", async () => {
      const listing = await createListing(open(), giver);
      const { id } = await api.post("/deals", taker, { listingId: listing.id });
      const thread = `/deals/${String(id)}/messages`;
      const said = await api.post(thread, taker, { body: "When would suit you? 什么时候方便？", clientId: "first-message" });
      expect(await api.post(thread, taker, { body: "When would suit you? 什么时候方便？", clientId: "first-message" })).toEqual(said);
      await api.post(thread, giver, { body: "Tomorrow." });
      const all = await api.get(thread, taker);
      expect(itemsOf(all).map((one) => [one.seq, one.kind, one.mine])).toEqual([
        [1, "system", false],
        [2, "user", true],
        [3, "user", false],
      ]);
      expect(itemsOf(await api.get(`${thread}?after=2`, giver))).toMatchObject([{ body: "Tomorrow.", mine: true }]);
    });

    it("declines, cancels, and lets the other side confirm what moved", async () => {
      const [first, second, third] = [await createListing(open(), giver), await createListing(open(), giver), await createListing(open(), giver)];
      const declined = await api.post("/deals", taker, { listingId: first.id });
      expect(await api.post(`/deals/${String(declined.id)}/decline`, giver, { reason: "no_time" })).toMatchObject({ state: "declined" });
      const cancelled = await api.post("/deals", taker, { listingId: second.id });
      expect(await api.post(`/deals/${String(cancelled.id)}/cancel`, taker, { reason: "changed_mind" })).toMatchObject({ state: "cancelled_by_taker" });
      const { id } = await api.post("/deals", taker, { listingId: third.id });
      await api.post(`/deals/${String(id)}/accept`, giver, { terms: 1 });
      expect(await api.post(`/deals/${String(id)}/hand-over`, giver)).toMatchObject({ state: "handed_over", entryId: null });
      expect(await api.post(`/deals/${String(id)}/complete`, taker)).toMatchObject({ state: "completed", entryId: expect.any(String) as string });
    });
  });

  describe("bookings", () => {
    it("books, moves and cancels; the staff lets in, weighs, completes", async () => {
      const db = open();
      const [early, late] = [await createSlot(db, { pointId, recycler, startsAt: inHours(6) }), await createSlot(db, { pointId, recycler, startsAt: inHours(8) })];
      const lines = [{ material: "cardboard", declaredGrams: 12_000 }, { material: "glass_bottles" }];
      const booked = await api.post("/bookings", taker, { slotId: early.slotId, lines, note: "Boxes" });
      expect(booked).toMatchObject({ state: "confirmed", changed: true });
      const moved = await api.post(`/bookings/${String(booked.id)}/reschedule`, taker, { slotId: late.slotId });
      const visit = `/bookings/${String(moved.id)}`;
      expect(await api.get(visit, taker)).toMatchObject({ side: "resident", supersedesId: booked.id, checkInCode: expect.stringMatching(/^\d{6}$/) as string });
      expect(await api.get(visit, staff)).toMatchObject({ side: "staff", checkInCode: null, verbs: expect.arrayContaining(["check_in"]) as string[] });

      expect(await api.post(`${visit}/check-in`, staff)).toMatchObject({ state: "checked_in" });
      const early409 = await api.ask("POST", `${visit}/complete`, { as: staff, body: {} });
      expect(early409.body).toMatchObject({ code: "PICKUPS.NOT_WEIGHED" });
      const readings = [{ material: "cardboard", grossGrams: 13_000, tareGrams: 500, contaminationPermille: 20 }, { material: "glass_bottles", grossGrams: 4_000 }];
      expect(await api.post(`${visit}/weigh`, staff, { readings })).toMatchObject({ state: "weighed" });
      expect((await api.ask("POST", `${visit}/weigh`, { as: staff, body: { readings: [{ material: "cardboard", grossGrams: 12_500 }] } })).body).toMatchObject({ status: 422, code: "PICKUPS.REASON_NEEDED" });
      const done = await api.post(`${visit}/complete`, staff);
      expect(done).toMatchObject({ state: "done", changed: true });
      expect(done.entryIds).toHaveLength(2);
      expect(await api.post(`${visit}/complete`, staff)).toMatchObject({ changed: false, entryIds: [] });
      const seen = await api.get(visit, taker);
      expect(seen.effects).toHaveLength(2);
      expect(itemsOf(await api.get("/bookings?side=staff&status=past", staff))[0]).toMatchObject({ id: moved.id, netGrams: 16_500 });

      const other = await createSlot(db, { pointId, recycler, startsAt: inHours(30) });
      const second = await api.post("/bookings", giver, { slotId: other.slotId, lines });
      expect(await api.post(`/bookings/${String(second.id)}/cancel`, giver)).toMatchObject({ state: "cancelled_in_time" });
      expect(itemsOf(await api.get("/bookings", giver))).toMatchObject([{ id: second.id, state: "cancelled_in_time", materials: ["cardboard", "glass_bottles"] }]);
    });

    it("lets in a walk-in and turns the load away; marks who was not there, on both sides", async () => {
      const letIn = await api.post("/walk-ins", staff, { pointId, beyond: true });
      expect(await api.post(`/bookings/${String(letIn.id)}/refuse`, staff, { kind: "too_much", reason: "A lorry of it." })).toMatchObject({ state: "rejected_on_site" });
      const past = async () => {
        const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: inHours(-5) });
        return `/bookings/${await bookedBy(open(), giver, asked(slotId), clockAt(inHours(-8)))}`;
      };
      const [first, second] = [await past(), await past()];
      expect(await api.post(`${first}/no-show`, staff)).toMatchObject({ state: "no_show_customer" });
      expect(await api.post(`${first}/mark/contest`, giver, { words: "The gate was shut." })).toMatchObject({ state: "contested" });
      expect(await api.post(`${second}/missed`, giver)).toMatchObject({ state: "missed_by_collector" });
      expect(await api.post(`${second}/mark/withdraw`, giver)).toMatchObject({ state: "withdrawn" });
    });

    it("waits for a full slot, sees its place in line, and leaves", async () => {
      const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: inHours(40), capacityVisits: 1 });
      const wanted = { slotId, lines: [{ material: "cardboard", declaredGrams: 2_000 }] };
      expect((await api.ask("POST", "/waiting", { as: taker, body: wanted })).body).toMatchObject({ status: 409, code: "PICKUPS.NOT_FULL" });
      await api.post("/bookings", giver, wanted);
      const joined = await api.post("/waiting", taker, wanted);
      expect(joined).toMatchObject({ state: "waiting", changed: true });
      expect(await api.post("/waiting", taker, wanted)).toMatchObject({ id: joined.id, changed: false });
      expect(itemsOf(await api.get("/waiting", taker))).toMatchObject([{ id: joined.id, slotId, materials: ["cardboard"], position: 1 }]);
      expect(itemsOf(await api.get("/waiting", giver))).toEqual([]);
      expect((await api.ask("POST", `/waiting/${String(joined.id)}/leave`, { as: taker, body: { version: 9 } })).body).toMatchObject({ status: 409, code: "PICKUPS.STALE" });
      expect(await api.post(`/waiting/${String(joined.id)}/leave`, taker)).toMatchObject({ state: "left", changed: true });
      expect(await api.post(`/waiting/${String(joined.id)}/leave`, taker)).toMatchObject({ changed: false });
      expect(itemsOf(await api.get("/waiting", taker))).toEqual([]);
    });

    it("finds who comes to a place, books a pickup at the door, and tells the address to the two sides only", async () => {
      const depot = await createOwnPoint(open(), { materials: ["clothes", "fridges"], name: "Yard" });
      await grantLicence(open(), depot.recycler);
      const driver = await withRole(open(), depot.recycler, "staff");
      const areaId = await createArea(open(), depot, { latitude: 10, longitude: 20 });
      const { slotId } = await createSlot(open(), { ...depot, areaId, startsAt: inHours(7) });
      expect(itemsOf(await api.get("/areas?lat=10.01&lon=20.01&material=clothes&material=fridges"))).toMatchObject([{ id: areaId, maxVisitGrams: 100_000, accepts: ["clothes", "fridges"] }]);
      expect(itemsOf(await api.get("/areas?lat=10.01&lon=20.01&material=copper"))).toEqual([]);
      expect(itemsOf(await api.get(`/areas/${areaId}/slots?lat=10.01&lon=20.01`))).toMatchObject([{ id: slotId, bookable: true }]);
      expect(itemsOf(await api.get(`/areas/${areaId}/slots?lat=12&lon=20.01`))).toMatchObject([{ bookable: false, reason: "OUTSIDE_AREA" }]);
      const home = { address: "Hidden Row 5", latitude: 10.01, longitude: 20.01, pieces: [{ goods: "fridge", pieces: 1 }] };
      expect((await api.ask("POST", "/bookings", { as: taker, body: { slotId, home: { ...home, pieces: [] } } })).status).toBe(400);
      expect((await api.ask("POST", "/bookings", { as: taker, body: { slotId, home: { ...home, latitude: 12 } } })).body).toMatchObject({ status: 422, code: "PICKUPS.OUTSIDE_AREA" });
      expect((await api.ask("POST", "/bookings", { as: taker, body: { slotId, home: { ...home, pieces: [{ goods: "fridge", pieces: 2 }] } } })).body).toMatchObject({ status: 422, code: "PICKUPS.VISIT_TOO_LARGE" });
      const booked = await api.post("/bookings", taker, { slotId, lines: [{ material: "clothes", declaredGrams: 9_000 }], home });
      const visit = `/bookings/${String(booked.id)}`;
      for (const side of [taker, driver]) {
        expect(await api.get(visit, side)).toMatchObject({ home: { areaId, address: "Hidden Row 5", placeOut: "door", pieces: [{ goods: "fridge", pieces: 1 }] }, lines: expect.arrayContaining([{ material: "fridges", declaredGrams: 60_000 }]) as unknown });
      }
      const form = async (fields: Record<string, string>, ...reds: number[]) => {
        const made = new FormData();
        for (const [name, value] of Object.entries(fields)) made.set(name, value);
        for (const red of reds) made.append("photo", new Blob([new Uint8Array(await sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red * 25, g: 1, b: 1 } } }).png().toBuffer())], { type: "image/png" }), "photo.png");
        return made;
      };
      expect(await api.post(`${visit}/photos`, taker, await form({ goods: "fridge" }, 1, 2))).toMatchObject({ items: [{ goods: "fridge", width: 40 }, { goods: "fridge" }] });
      expect(itemsOf(await api.post(`${visit}/photos`, taker, await form({}, 2, 3))).map(({ goods }) => goods)).toEqual(["fridge", "fridge", null]);
      expect(await api.get(visit, driver)).toMatchObject({ home: { photos: [{ goods: "fridge" }, { goods: "fridge" }, { goods: null }] } });
      const refusedWith = async (as: Actor, body: unknown) => (await api.ask("POST", `${visit}/photos`, { as, body })).body;
      expect(await refusedWith(taker, await form({ goods: "sofa" }, 4))).toMatchObject({ status: 422, code: "PICKUPS.NO_SUCH_PIECE" });
      expect(await refusedWith(taker, await form({ goods: "gold" }, 4))).toMatchObject({ status: 400, code: "HTTP.INPUT_INVALID", errors: [{ pointer: "#/goods" }] });
      expect(await refusedWith(taker, await form({}))).toMatchObject({ status: 400, errors: [{ pointer: "#/photo" }] });
      const none = await form({});
      none.append("photo", new Blob(["no picture"]), "photo.png");
      expect(await refusedWith(taker, none)).toMatchObject({ status: 400, errors: [{ pointer: "#/photo" }] });
      expect(await refusedWith(taker, { photo: "x" })).toMatchObject({ status: 415, code: "API.MEDIA_TYPE" });
      expect(await refusedWith(taker, await form({}, 5, 6, 7, 8))).toMatchObject({ status: 409, code: "PICKUPS.PHOTOS_FULL" });
      expect(await refusedWith(driver, await form({}, 4))).toMatchObject({ status: 403, code: "PICKUPS.NOT_ALLOWED" });
      expect(await refusedWith(giver, await form({}, 4))).toMatchObject({ status: 404, code: "PICKUPS.NOT_FOUND" });
      const keyed = async (red: number) => api.ask("POST", `${visit}/photos`, { as: taker, body: await form({}, red), headers: { "Idempotency-Key": "photos of one visit" } });
      // Files are written while no transaction is open: with one, PGlite answers nobody else.
      const put = vi.spyOn(await storage(), "put");
      const whileStoring: unknown[] = [];
      put.mockImplementation(async () => void whileStoring.push(await Promise.race([open().bookingLine.count({ where: { id: "none" } }), new Promise((resolve) => setTimeout(resolve, 3_000, "waits"))])));
      expect((await keyed(9)).status).toBe(201);
      put.mockRestore();
      expect(new Set(whileStoring)).toEqual(new Set([0]));
      expect((await keyed(9)).headers.get("idempotency-replayed")).toBe("true");
      expect((await keyed(10)).body).toMatchObject({ status: 409, code: "HTTP.KEY_REUSED" });
      expect((await api.ask("GET", visit, { as: giver })).body).toMatchObject({ status: 404 });
      expect((await api.ask("GET", "/bookings?side=staff", { as: driver })).text).not.toContain("Hidden Row");
    });

    it("shows a recycler's price board on a day, with its history", async () => {
      const day = new Date().toISOString().slice(0, 10);
      const later = new Date(Date.now() + 5 * 24 * hourMs).toISOString().slice(0, 10);
      const path = `/recyclers/${await slugOf(recycler)}/prices`;
      expect(await api.get(path)).toMatchObject({ currency: null, prices: [], history: [] });
      const quote = { quoteId: newId(), version: 0, material: "cardboard", validFrom: day, prices: [{ grade: "A" as const, minorPerKg: 12 }], currency: "EUR" };
      await writePrices(open(), recycler, quote);
      await writePrices(open(), recycler, { ...quote, quoteId: newId(), version: 1, validFrom: later, prices: [{ grade: "A", minorPerKg: -3 }] });
      expect(await api.get(`${path}?day=${day}`)).toMatchObject({ currency: "EUR", day, prices: [{ material: "cardboard", grade: "A", minorPerKg: 12, validFrom: day }], history: [{ minorPerKg: 12 }, { minorPerKg: -3 }] });
      expect(await api.get(`${path}?day=${later}&material=cardboard`)).toMatchObject({ prices: [{ minorPerKg: -3 }] });
      expect((await api.get(`${path}?material=copper`)).history).toEqual([]);
      expect((await api.ask("GET", "/recyclers/nobody-at-all/prices")).body).toMatchObject({ status: 404, code: "PRICES.NOT_FOUND" });
    });
  });

  describe("impact, boards and communities", () => {
    it("sums, lists and explains, and names no household to strangers", async () => {
      await advanceLedger(open());
      const targets = await api.get("/statistics/targets");
      expect(targets.national).toHaveLength(6);
      expect(targets).toMatchObject({ own: [] });
      const total = await api.get("/impact/totals");
      expect(total.total).toMatchObject({ entryCount: 4 });
      expect((await api.get(`/impact/totals?scope=community&community=${await slugOf(community)}`)).scope).toBe("community");
      expect((await api.get("/impact/totals?scope=mine", taker)).total).toMatchObject({ entryCount: 4 });
      const all = itemsOf(await api.get("/impact/entries"));
      const theirs = itemsOf(await api.get(`/impact/entries?scope=community&community=${await slugOf(community)}&period=all`));
      const mine = itemsOf(await api.get("/impact/entries?scope=mine", taker));
      expect([all.length, theirs.length, mine.length]).toEqual([4, 4, 4]);
      expect(mine.every((one) => one.mine !== null)).toBe(true);
      const details = await Promise.all(all.map((one) => api.get(`/impact/entries/${String(one.id)}`)));
      for (const detail of details) expect(detail).toMatchObject({ formulaVersion: expect.any(String) as string, terms: expect.any(Array) as unknown[] });
      const text = JSON.stringify([total, all, theirs, details]);
      for (const person of people) {
        for (const secret of [person.userId, person.userName, person.party.id].filter((one) => one !== recycler.party.id)) expect(text).not.toContain(secret);
      }
      const [first] = mine;
      expect(JSON.stringify(await api.get(`/impact/entries/${String(first?.id)}`, taker))).toContain(taker.party.name);
    });

    it("shows the log behind the sums: keys, checkpoints, proofs, and all of it as lines", async () => {
      const signed = await signCheckpoint(open(), newSigningKey("roundabout.test/ledger"), new Date());
      expect(itemsOf(await api.get("/impact/checkpoints"))).toMatchObject([{ size: signed?.size, note: signed?.note }]);
      expect(await api.get("/impact/checkpoints/latest")).toMatchObject({ note: signed?.note });
      expect(itemsOf(await api.get("/impact/keys"))).toMatchObject([{ verifierKey: signed?.verifierKey }]);
      const entries = (await api.get("/impact/entries.ndjson")).lines as Json[];
      const log = (await api.get("/impact/log.ndjson")).lines as Json[];
      expect(entries.map((one) => [one.index, one.id])).toEqual(log.map((one) => [one.index, (one.leaf as Json).id]));
      expect(await api.get(`/impact/proofs/entries/${String(entries[0]?.id)}`)).toMatchObject({ index: 0, leaf: log[0]?.leaf, checkpoint: signed?.note });
      expect(await api.get("/impact/proofs/consistency?from=1")).toMatchObject({ from: 1, to: entries.length });
    });

    it("cites every factor, by its id as the end of the address, escaped or not", async () => {
      const page = await api.get("/impact/factors?edition=us_epa_warm@16&limit=5");
      expect(itemsOf(page)).toHaveLength(5);
      for (const one of [FACTORS[0], FACTORS.at(-1)]) {
        const id = one?.id ?? "";
        expect(await api.get(`/impact/factors/${id}`)).toMatchObject({ id, licence: expect.any(String) as string });
        const escaped = await api.ask("GET", `/impact/factors/${encodeURIComponent(id)}`);
        expect(escaped.body.id).toBe(id);
      }
      expect((await api.ask("GET", "/impact/factors/us_epa_warm@16/no-such/recycling")).body).toMatchObject({ status: 404, code: "API.FACTOR_NOT_FOUND" });
    });

    it("shows boards and the directory, and unlisted communities to their own people only", async () => {
      const hidden = await createParty(open(), "community", { name: "Quiet Lane", isListed: false });
      expect(itemsOf(await api.get("/leaderboards/communities"))).toMatchObject([{ rank: 1, community: { name: "Sunny Street" } }]);
      expect(itemsOf(await api.get("/communities?q=street"))).toMatchObject([{ name: "Sunny Street", members: 3 }]);
      expect(await api.get(`/communities/${await slugOf(community)}`, giver)).toMatchObject({ name: "Sunny Street", membership: { role: "member", state: "active" } });
      expect((await api.ask("GET", `/communities/${await slugOf(hidden)}`)).body).toMatchObject({ status: 404, code: "COMMUNITIES.NOT_FOUND" });
      expect((await api.ask("GET", `/impact/totals?scope=community&community=${await slugOf(hidden)}`)).status).toBe(404);
      expect((await api.ask("GET", `/communities/${await slugOf(hidden)}`, { as: hidden })).status).toBe(200);
    });
  });

  describe("loans, quotes and objections", () => {
    const openFor = async (listing: Parameters<typeof createListing>[2], asks: Actor, request: object, path = "/deals"): Promise<string> => {
      const made = await createListing(open(), giver, listing);
      const asked = await api.post(path, asks, { listingId: made.id, ...request });
      await api.post(`/deals/${String(asked.id)}/accept`, giver, { terms: 1 });
      return `/deals/${String(asked.id)}`;
    };
    const lend = async (): Promise<string> => {
      const deal = await openFor({ offer: "loan", loanDays: 10 }, taker, { loanDays: 7 });
      await api.post(`${deal}/hand-over`, giver, {});
      expect(await api.post(`${deal}/complete`, taker, {})).toMatchObject({ state: "on_loan", entryId: null });
      return deal;
    };
    const quote = { priceMinor: 6_000, currency: "EUR", basis: "total", subjectToInspection: true };

    it("carries a loan to its return, and one that is lost", async () => {
      const deal = await lend();
      const before = await api.get(deal, giver);
      await api.post(`${deal}/extend-loan`, giver, { days: 3 });
      const after = await api.get(deal, taker);
      expect(Date.parse(String(after.loanDueAt)) - Date.parse(String(before.loanDueAt))).toBeGreaterThan(70 * hourMs);
      expect(await api.post(`${deal}/hand-back`, taker, {})).toMatchObject({ state: "returning" });
      expect(await api.post(`${deal}/confirm-return`, giver, {})).toMatchObject({ state: "completed" });
      expect(await api.post(`${await lend()}/report-lost`, taker, {})).toMatchObject({ state: "lost" });
    });

    it("carries a quote over an inspection to a new price, or back to its owner", async () => {
      const party = await createParty(open(), "recycler");
      for (const [verb, state] of [["accept-requote", "completed"], ["refuse-requote", "returning"]] as const) {
        const deal = await openFor({ offer: "free" }, party, quote, "/quotes");
        expect(await api.post(`${deal}/receive`, party, {})).toMatchObject({ state: "inspecting" });
        expect(await api.post(`${deal}/inspect`, party, { foundMinor: 2_500, reasons: ["battery"] })).toMatchObject({ state: "requoted" });
        expect(await api.post(`${deal}/${verb}`, giver, {})).toMatchObject({ state });
      }
    });

    it("takes objections before and after completion", async () => {
      expect(await api.post(`${await lend()}/dispute`, giver, { reason: "other" })).toMatchObject({ state: "disputed" });
      const deal = await openFor({ offer: "free" }, taker, {});
      await api.post(`${deal}/hand-over`, giver, {});
      await api.post(`${deal}/complete`, taker, {});
      expect(await api.post(`${deal}/contest`, taker, { reason: "not_as_described" })).toMatchObject({ state: "disputed" });
    });
  });

  it("writes the history of a lot and of a point as EPCIS, for those who had it in hand", async () => {
    const db = open();
    const yard = await createYard(db, "collection");
    const { lotId } = await bringLoad(db, yard, giver, { grams: 12_000, at: new Date() });
    const [lot, point] = [`/custody/lots/${lotId}/epcis`, `/custody/points/${yard.pointId}/epcis`];
    for (const path of [lot, point]) {
      expect(await api.get(path, yard.staff)).toMatchObject({ type: "EPCISDocument", schemaVersion: "2.0", epcisBody: { eventList: [{ type: "ObjectEvent", bizStep: "commissioning", quantityList: [{ quantity: 12, uom: "KGM" }] }] } });
      expect((await api.ask("GET", path)).body).toMatchObject({ status: 401, code: "HTTP.SIGN_IN" });
      expect((await api.ask("GET", path, { as: staff })).body).toMatchObject({ status: 404, code: "CUSTODY.NOT_FOUND" });
      // Whoever brought it reads of their own load elsewhere, not of the yard's lots.
      expect((await api.ask("GET", path, { as: giver })).body).toMatchObject({ status: 404, code: "CUSTODY.NOT_FOUND" });
      expect((await api.ask("GET", path, { as: await withRole(db, yard.recycler, "member") })).body).toMatchObject({ status: 403, code: "CUSTODY.NOT_ALLOWED" });
    }
    expect(await api.get(`${point}?month=2020-01`, yard.staff)).toMatchObject({ epcisBody: { eventList: [] } });
    expect((await api.ask("GET", `${point}?month=2999-01`, { as: yard.staff })).body).toMatchObject({ status: 400, code: "CUSTODY.MONTH_INVALID" });
    expect((await api.ask("GET", `${point}?month=2020-13`, { as: yard.staff })).body).toMatchObject({ status: 400, code: "HTTP.INPUT_INVALID" });
  });

  it("lists what somebody was told, for the token's party, and marks it read", async () => {
    const person = await createPerson(open());
    await tell(open(), person, { title: "Yes", path: "/deals/1", causeKey: `api:${person.userId}:1` });
    await tell(open(), person, { title: "Moved", path: "/deals/1", causeKey: `api:${person.userId}:2` });
    await tell(open(), person, { title: "The yard's", path: "/bookings/1", partyId: recycler.party.id });
    const page = await api.get("/notifications", person);
    expect(itemsOf(page)).toMatchObject([{ title: "Moved", path: "/deals/1", unread: 2, count: 2, earlier: [{ title: "Yes", unread: true }] }]);
    expect((await api.ask("GET", "/notifications", { as: person, headers: { "Accept-Language": "zh-CN" } })).body.items).toMatchObject([{ title: "中文 Moved" }]);
    expect(itemsOf(await api.get("/notifications", taker)).map((one) => one.title)).not.toContain("Moved");
    const [group] = itemsOf(page);
    expect((await api.ask("POST", "/notifications/read", { as: taker, body: { ids: [group?.id] } })).body).toMatchObject({ status: 404, code: "NOTIFICATIONS.NOT_FOUND" });
    expect(await api.post("/notifications/read", person, { ids: [group?.id] })).toEqual({ read: 1 });
    expect(await api.post("/notifications/read", person)).toEqual({ read: 1 });
    expect(await api.post("/notifications/read", person)).toEqual({ read: 0 });
    expect(itemsOf(await api.get("/notifications?unread=true", person))).toEqual([]);
  });

  it("takes a report once, lists it for who sent it, and counts it in public", async () => {
    const listing = await createListing(open(), giver, { title: "A reported lamp" });
    const report = { subject: "listing", id: listing.id, reason: "scam" };
    const sent = await api.post("/reports", taker, report);
    expect((await api.ask("POST", "/reports", { as: taker, body: report })).body).toMatchObject({ status: 409, code: "TRUST.ALREADY_REPORTED" });
    expect((await api.ask("POST", "/reports", { as: giver, body: report })).body).toMatchObject({ code: "TRUST.OWN_CONTENT_NOT_ALLOWED" });
    expect(itemsOf(await api.get("/reports", taker))).toMatchObject([{ id: sent.id, subject: "listing", title: "A reported lamp", reason: "scam", state: "open" }]);
    expect(itemsOf(await api.get("/reports", giver))).toEqual([]);
    const { months } = await api.get("/transparency");
    expect(months).toMatchObject([{ month: new Date().toISOString().slice(0, 7) }]);
  });

  it("lists a party's webhooks and what was sent there, sends one again, and switches one off", async () => {
    const { endpointId, deliveryId } = await createWebhook(open(), giver);
    expect(itemsOf(await api.get("/webhooks", giver))).toMatchObject([{ id: endpointId, state: "active", version: 1 }]);
    expect(itemsOf(await api.get("/webhooks", taker))).toEqual([]);
    const page = await api.get(`/webhooks/${endpointId}/deliveries`, giver);
    expect(itemsOf(page)).toMatchObject([{ id: deliveryId, state: "delivered", attempts: 1, tries: [{ status: 204 }] }]);
    const path = `/webhook-deliveries/${deliveryId}/replay`;
    expect(await api.post(path, giver, { attempts: 1 })).toEqual({ deliveryId, changed: true });
    expect(await api.post(path, giver, { attempts: 1 })).toEqual({ deliveryId, changed: false });
    expect((await api.ask("POST", path, { as: giver, body: { attempts: 0 } })).body).toMatchObject({ status: 409, code: "WEBHOOKS.STALE" });
    const off = { on: false, version: 1 };
    expect(await api.post(`/webhooks/${endpointId}/switch`, giver, off)).toMatchObject({ state: "off", version: 2 });
    expect(await api.post(`/webhooks/${endpointId}/switch`, giver, off)).toMatchObject({ state: "off", version: 2 });
    expect((await api.ask("POST", `/webhooks/${endpointId}/switch`, { as: giver, body: { on: true, version: 1 } })).body).toMatchObject({ status: 409, code: "WEBHOOKS.STALE", version: 2 });
    expect((await api.ask("POST", path, { as: giver, body: { attempts: 1 } })).body).toMatchObject({ status: 409, code: "WEBHOOKS.WRONG_STATE", state: "off" });
  });

  it("reads what a community says and its networks, and lets people in and out by their managers' word", async () => {
    const db = open();
    const asking = await createParty(db, "community", { name: "Asking Yard", joinPolicy: "ask", rulesText: "Be kind." });
    const slug = await slugOf(asking);
    await inTransaction(db, (tx) => writeToCommunity(tx, asking, { partyId: asking.party.id, kind: "news", audience: "everybody", body: "Flea market on Saturday" }));
    await inTransaction(db, (tx) => writeToCommunity(tx, asking, { partyId: asking.party.id, kind: "news", audience: "members", body: "Among us" }));
    for (const as of [undefined, asking]) expect(itemsOf(await api.get(`/communities/${slug}/posts`, as))).toMatchObject([{ body: "Flea market on Saturday", kind: "news" }]);
    const founded = await foundNetwork(db, asking, { name: "Lake", slug: "lake-quarter", kind: "district", placeLabel: "Mitte", description: "", communityId: asking.party.id });
    expect(founded).toMatchObject({ ok: true });
    expect(itemsOf(await api.get("/networks"))).toMatchObject([{ slug: "lake-quarter", communities: 1 }]);
    expect(await api.get("/networks/lake-quarter")).toMatchObject({ items: [{ slug, name: "Asking Yard" }], total: { entryCount: 0 } });
    expect((await api.ask("GET", "/networks/nowhere")).body).toMatchObject({ status: 404, code: "NETWORKS.NOT_FOUND" });

    const [person, other] = [await createPerson(db), await createPerson(db)];
    const at = `/communities/${slug}`;
    const refusal = async (as: Actor, path: string, body: unknown) => (await api.ask("POST", `${at}${path}`, { as, body })).body;
    expect(await refusal(person, "/join", {})).toMatchObject({ status: 422, code: "COMMUNITIES.RULES_UNCONFIRMED" });
    expect(await api.post(`${at}/join`, person, { rulesVersion: 1, text: "I live in house 3." })).toEqual({ state: "requested" });
    expect((await api.ask("GET", `${at}/members`, { as: person })).body).toMatchObject({ status: 403, code: "COMMUNITIES.NOT_ALLOWED" });
    const [waiting] = itemsOf(await api.get(`${at}/members`, asking));
    expect(waiting).toMatchObject({ userId: person.userId, state: "requested", requestText: "I live in house 3." });
    const version = Number(waiting?.version);
    const one = `/members/${person.userId}`;
    for (const as of [person, other]) expect(await refusal(as, `${one}/accept`, { version })).toMatchObject({ status: 403, code: "COMMUNITIES.NOT_ALLOWED" });
    for (const verb of ["accept", "decline"]) expect(await refusal(asking, `${one}/${verb}`, { version: version + 1 })).toMatchObject({ status: 409, code: "COMMUNITIES.STALE", version });
    expect(await api.post(`${at}${one}/accept`, asking, { version })).toEqual({ done: true });
    expect(await refusal(asking, `${one}/accept`, {})).toMatchObject({ status: 409, code: "COMMUNITIES.REQUEST_WRONG_STATE" });
    expect(await refusal(asking, `${one}/remove`, { version, reason: "moved" })).toMatchObject({ status: 409, code: "COMMUNITIES.STALE" });
    expect(await refusal(person, `/members/${asking.userId}/remove`, { reason: "no" })).toMatchObject({ code: "COMMUNITIES.NOT_ALLOWED" });
    expect(await api.post(`${at}${one}/remove`, asking, { version: version + 1, reason: "Moved away" })).toEqual({ done: true });
    expect(await refusal(asking, "/leave", {})).toMatchObject({ code: "COMMUNITIES.LAST_OWNER" });
    await api.post(`${at}/join`, other, { rulesVersion: 1 });
    expect(await api.post(`${at}/members/${other.userId}/decline`, asking, {})).toEqual({ done: true });
    await api.post(`${at}/join`, other, { rulesVersion: 1 });
    expect(await api.post(`${at}/leave`, other, {})).toEqual({ state: "ended" });
    expect(await refusal(other, "/leave", {})).toMatchObject({ status: 404, code: "COMMUNITIES.MEMBER_NOT_FOUND" });

    // Reading does not include writing, and a private community is not there.
    const reading = await api.limitedToken(person, ["communities:read"]);
    const limited = await api.ask("POST", `${at}/join`, { body: { rulesVersion: 1 }, headers: { Authorization: `Bearer ${reading}` } });
    expect(limited.status).toBe(403);
    const closed = await slugOf(await createParty(db, "community", { isListed: false, joinPolicy: "invite" }));
    expect((await api.ask("POST", `/communities/${closed}/join`, { as: person, body: {} })).body).toMatchObject({ status: 404, code: "COMMUNITIES.NOT_FOUND" });
    expect((await api.ask("GET", `/communities/${closed}/posts`, { as: person })).body).toMatchObject({ status: 404 });
  });

  it("has answered every operation there is", () => {
    // What devices sign is asked in devices.test.ts, special streams in api-streams.test.ts.
    const elsewhere = ["erasure", "passports", "packaging", "takeback"];
    expect([...api.answered].sort()).toEqual(operations.filter((one) => one.auth !== "device" && !elsewhere.includes(one.tag)).map((one) => one.operationId).sort());
  });

  async function slugOf(actor: Actor): Promise<string> {
    const { slug } = await open().party.findUniqueOrThrow({ where: { id: actor.party.id }, select: { slug: true } });
    return slug;
  }
});
