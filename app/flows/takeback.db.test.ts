import { beforeEach, expect, it } from "vitest";
import { rescheduleBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { inviteRecycler, openProgramme, programmesForBrand, setProgrammeOpen, takePart, viewProgramme } from "#app/domains/takeback/takeback.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, perform } from "#tests/factories/deals.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { grantLicence } from "#tests/factories/licences.ts";
import { asked, bookedBy, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { completeBooking } from "./complete-booking.server.ts";
import { pledgeTakeback, unpledgeTakeback, viewTakeback } from "./pledge-takeback.server.ts";

describeDatabases("take-back programmes", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let [producer, recycler, giver, stranger]: Actor[] = [];
  let [programmeId, slug, pointId] = ["", "", ""];
  const by = (actor: Actor | undefined): Actor => actor ?? expect.fail("nobody");

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    [producer, giver, stranger] = [await createParty(open(), "producer"), await createPerson(open()), await createPerson(open())];
    ({ pointId, recycler } = await createOwnPoint(open(), { materials: ["fridges", "cardboard"] }));
    await grantLicence(open(), by(recycler));
    programmeId = newId();
    const opened = await openProgramme(open(), by(producer), { programmeId, name: "Fridges come home", brand: "Yun-Ling", description: "", categories: ["fridges", "fridge"], regions: ["CN"] }, clock);
    slug = opened.ok ? opened.value.slug : expect.fail(opened.error);
  });

  const joined = async () => {
    await inviteRecycler(open(), by(producer), { programmeId, recyclerPartyId: by(recycler).party.id }, clock);
    expect(await takePart(open(), by(recycler), { programmeId, version: 1, to: "joined" }, clock)).toMatchObject({ ok: true });
  };
  const slot = async (startsAt = "2026-06-01T09:00:00Z") => (await createSlot(open(), { pointId, recycler: by(recycler), startsAt })).slotId;
  const booking = async () => ({ type: "booking" as const, id: await bookedBy(open(), by(giver), asked(await slot(), { lines: [{ material: "fridges", declaredGrams: 40_000 }, { material: "cardboard", declaredGrams: 1_000 }] }), clock) });
  const word = (more: object = {}) => ({ programmeId, subject: "fridges", itemCount: 1, ...more });

  async function brought(bookingId: string, at: string, grams: number): Promise<void> {
    clock.set(at);
    await checkIn(open(), by(recycler), { bookingId }, clock);
    await weigh(open(), by(recycler), { bookingId, readings: [{ material: "fridges", grossGrams: grams, tareGrams: 0, contaminationPermille: 0, unit: "kg" }] }, clock);
    expect(await completeBooking(open(), by(recycler), { bookingId }, clock)).toMatchObject({ ok: true });
  }

  it("are opened by a producer's managers, once", async () => {
    const input = { programmeId: newId(), name: "Washers", brand: "Yunling", description: "", categories: ["washing_machine"], regions: ["CN"] };
    for (const actor of [by(recycler), by(giver), await withRole(open(), by(producer), "staff")]) expect(await openProgramme(open(), actor, input, clock)).toMatchObject({ error: "TAKEBACK.NOT_ALLOWED" });
    const first = await openProgramme(open(), by(producer), input, clock);
    expect(await openProgramme(open(), by(producer), input, clock)).toEqual(first);
    expect(await openProgramme(open(), await createParty(open(), "producer"), input, clock)).toMatchObject({ error: "TAKEBACK.KEY_TAKEN" });
  });

  it("are closed and opened again by their producer alone", async () => {
    const close = { programmeId, version: 1, isOpen: false };
    expect(await setProgrammeOpen(open(), await createParty(open(), "producer"), close, clock)).toMatchObject({ error: "TAKEBACK.NOT_FOUND" });
    expect(await setProgrammeOpen(open(), await withRole(open(), by(producer), "staff"), close, clock)).toMatchObject({ error: "TAKEBACK.NOT_ALLOWED" });
    expect(await setProgrammeOpen(open(), by(producer), { ...close, version: 2 }, clock)).toMatchObject({ error: "TAKEBACK.STALE" });
    expect(await setProgrammeOpen(open(), by(producer), { ...close, isOpen: true }, clock)).toMatchObject({ error: "TAKEBACK.WRONG_STATE" });
    expect(await setProgrammeOpen(open(), by(producer), close, clock)).toMatchObject({ value: { isOpen: false, version: 2 } });
    expect(await setProgrammeOpen(open(), by(producer), close, clock)).toMatchObject({ error: "TAKEBACK.STALE" });
    expect(await inviteRecycler(open(), by(producer), { programmeId, recyclerPartyId: by(recycler).party.id }, clock)).toMatchObject({ error: "TAKEBACK.CLOSED" });
    expect((await programmesForBrand(open(), { brand: "yunling", subject: "fridge" })).map((one) => one.id)).not.toContain(programmeId);
  });

  it("ask recyclers, who answer for themselves", async () => {
    const invitation = { programmeId, recyclerPartyId: by(recycler).party.id };
    expect(await inviteRecycler(open(), by(recycler), invitation, clock)).toMatchObject({ error: "TAKEBACK.NOT_FOUND" });
    expect(await inviteRecycler(open(), by(producer), { ...invitation, recyclerPartyId: by(giver).party.id }, clock)).toMatchObject({ error: "TAKEBACK.RECYCLER_NOT_FOUND" });
    expect(await inviteRecycler(open(), await withRole(open(), by(producer), "staff"), invitation, clock)).toMatchObject({ error: "TAKEBACK.NOT_ALLOWED" });
    const yes = { programmeId, version: 1, to: "joined" as const };
    expect(await takePart(open(), by(recycler), yes, clock)).toMatchObject({ error: "TAKEBACK.NOT_FOUND" });
    expect(await inviteRecycler(open(), by(producer), invitation, clock)).toMatchObject({ value: { changed: true } });
    expect(await inviteRecycler(open(), by(producer), invitation, clock)).toMatchObject({ value: { changed: false } });
    expect((await viewProgramme(open(), slug))?.recyclers).toEqual([]);
    expect(await takePart(open(), await withRole(open(), by(recycler), "staff"), yes, clock)).toMatchObject({ error: "TAKEBACK.NOT_ALLOWED" });
    expect(await takePart(open(), by(recycler), { ...yes, version: 2 }, clock)).toMatchObject({ error: "TAKEBACK.STALE" });
    expect(await takePart(open(), by(recycler), yes, clock)).toMatchObject({ value: { state: "joined", version: 2 } });
    expect(await takePart(open(), by(recycler), { ...yes, version: 2 }, clock)).toMatchObject({ error: "TAKEBACK.WRONG_STATE" });
    expect((await viewProgramme(open(), slug))?.recyclers).toMatchObject([{ id: by(recycler).party.id, points: [{ id: pointId }] }]);
  });

  it("count what their givers name, and only there where it is taken", async () => {
    const cause = await booking();
    expect(await pledgeTakeback(open(), by(giver), cause, word(), clock)).toMatchObject({ error: "TAKEBACK.NOT_TAKEN" });
    await joined();
    expect(await viewTakeback(open(), by(giver), cause)).toMatchObject({ offers: [{ subject: "fridges", programmes: [{ id: programmeId }] }], pledges: [], mayPledge: true });
    expect(await pledgeTakeback(open(), by(stranger), cause, word(), clock)).toMatchObject({ error: "TAKEBACK.HAND_OVER_NOT_FOUND" });
    expect(await pledgeTakeback(open(), by(recycler), cause, word(), clock)).toMatchObject({ error: "TAKEBACK.NOT_ALLOWED" });
    expect(await pledgeTakeback(open(), by(giver), cause, word({ subject: "cardboard" }), clock)).toMatchObject({ error: "TAKEBACK.NOT_TAKEN" });
    expect(await pledgeTakeback(open(), by(giver), cause, word({ programmeId: newId() }), clock)).toMatchObject({ error: "TAKEBACK.NOT_FOUND" });
    expect(await pledgeTakeback(open(), by(giver), cause, word(), clock)).toMatchObject({ value: { changed: true } });
    expect(await pledgeTakeback(open(), by(giver), cause, word(), clock)).toMatchObject({ value: { changed: false } });
    expect(await pledgeTakeback(open(), by(giver), cause, word({ itemCount: 3 }), clock)).toMatchObject({ error: "TAKEBACK.WRONG_STATE" });
    expect(await unpledgeTakeback(open(), by(stranger), cause, { subject: "fridges" }, clock)).toMatchObject({ error: "TAKEBACK.HAND_OVER_NOT_FOUND" });
    expect(await unpledgeTakeback(open(), by(recycler), cause, { subject: "fridges" }, clock)).toMatchObject({ error: "TAKEBACK.NOT_ALLOWED" });
    expect(await unpledgeTakeback(open(), by(giver), cause, { subject: "fridges" }, clock)).toMatchObject({ value: { changed: true } });
    expect(await unpledgeTakeback(open(), by(giver), cause, { subject: "fridges" }, clock)).toMatchObject({ value: { changed: false } });
    expect((await viewProgramme(open(), slug))?.total).toEqual({ itemCount: 0, massGrams: 0 });
  });

  it("publish what completed hand-overs brought, month by month, and not a gram of what is only announced", async () => {
    await joined();
    const cause = await booking();
    await pledgeTakeback(open(), by(giver), cause, word({ itemCount: 2 }), clock);
    expect((await viewProgramme(open(), slug))?.total).toEqual({ itemCount: 0, massGrams: 0 });
    // Moved to another time, in another month.
    const later = newId();
    expect(await rescheduleBooking(open(), by(giver), { bookingId: cause.id, slotId: await slot("2026-07-02T09:00:00Z"), newBookingId: later }, clock)).toMatchObject({ ok: true });
    await brought(later, "2026-07-02T09:05:00Z", 83_000);
    expect(await unpledgeTakeback(open(), by(giver), { ...cause, id: later }, { subject: "fridges" }, clock)).toMatchObject({ error: "TAKEBACK.WRONG_STATE" });
    const deal = await createDeal(open(), { kind: "buy_back", state: "accepted", taker: by(recycler), listing: { category: "fridge", title: "Fridge" } });
    expect(await pledgeTakeback(open(), deal.giver, { type: "deal", id: deal.id }, word({ subject: "fridge" }), clock)).toMatchObject({ value: { changed: true } });
    expect(await perform(open(), deal, "enter_code", { mover: "giver" })).toMatchObject({ ok: true });
    const seen = await viewProgramme(open(), slug);
    expect(seen?.total).toEqual({ itemCount: 3, massGrams: 87_200 });
    expect(seen?.months).toContainEqual({ month: "2026-07", itemCount: 2, massGrams: 83_000 });
    expect(seen?.months).toHaveLength(2);
  });

  it("are offered to things of their brand, however it is written", async () => {
    expect((await programmesForBrand(open(), { brand: "YUN LING", subject: "fridge" })).map((one) => one.id)).toContain(programmeId);
    expect(await programmesForBrand(open(), { brand: "Yunling", subject: "sofa" })).toEqual([]);
    for (const brand of [undefined, "", " . ", "Other"]) expect(await programmesForBrand(open(), { brand, subject: "fridge" })).toEqual([]);
  });
});
