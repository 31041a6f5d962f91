import { beforeEach, expect, it } from "vitest";
import { findMiscountedSlots } from "#app/domains/pickups/bookings.repository.server.ts";
import { bookSlot, cancelBooking } from "#app/domains/pickups/bookings.service.server.ts";
import { weigh } from "#app/domains/pickups/gate.service.server.ts";
import { renewPass } from "#app/domains/pickups/passes.repository.server.ts";
import { readPassCode } from "#app/domains/pickups/passes.rules.ts";
import { rejectOnSite } from "#app/domains/pickups/refusals.service.server.ts";
import { listOpenSlots, listStaffSlots } from "#app/domains/pickups/slots.service.server.ts";
import { openBooking } from "#app/domains/pickups/views.service.server.ts";
import { selectMailFacts } from "#app/domains/pickups/views.repository.server.ts";
import type { WalkInInput } from "#app/domains/pickups/walk-in.schema.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { asked, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { completeBooking } from "./complete-booking.server.ts";
import { letWalkIn } from "./walk-in.server.ts";

describeDatabases("people without a booking", (open) => {
  const clock = clockAt("2026-06-01T09:05:00Z");
  let recycler: Actor;
  let staff: Actor;
  let anna: Actor;
  let ben: Actor;
  let pointId: string;

  beforeEach(async () => {
    clock.set("2026-06-01T09:05:00Z");
    ({ pointId, recycler, staff, anna, ben } = await createBookingScene(open()));
  });

  const slot = async (more: Partial<Parameters<typeof createSlot>[1]> = {}) => (await createSlot(open(), { pointId, recycler, startsAt: "2026-06-01T09:00:00Z", ...more })).slotId;
  const passOf = (actor: Actor) => renewPass(open(), { userId: actor.userId, partyId: actor.party.id, now: clock.now() });
  const come = (code: string | null, more: Partial<WalkInInput> = {}) => ({ bookingId: newId(), pointId, code, beyond: false, ...more });
  const row = (id: string) => open().booking.findUniqueOrThrow({ where: { id }, include: { slot: true } });
  const finish = async (bookingId: string) => {
    expect(await weigh(open(), staff, { bookingId, readings: [{ material: "cardboard", grossGrams: 12_000, tareGrams: 0, contaminationPermille: 0, unit: "kg" }] }, clock)).toMatchObject({ ok: true });
    return completeBooking(open(), staff, { bookingId }, clock);
  };

  it("a pass takes a place in the time under way, is weighed and counted for its household", async () => {
    const slotId = await slot({ capacityVisits: 2 });
    const input = come(await passOf(anna));
    expect(await letWalkIn(open(), staff, input, clock)).toMatchObject({ value: { bookingId: input.bookingId, state: "checked_in", changed: true } });
    expect(await letWalkIn(open(), staff, input, clock)).toMatchObject({ value: { changed: false } });
    expect(await row(input.bookingId)).toMatchObject({ slotId, partyId: anna.party.id, bookedByUserId: anna.userId, isWalkIn: true, isAnonymous: false, checkedInAt: clock.now(), slot: { takenVisits: 1 } });
    expect(await finish(input.bookingId)).toMatchObject({ value: { state: "done" } });
    const [line] = await open().bookingLine.findMany({ where: { bookingId: input.bookingId } });
    expect(await open().ledgerEntry.findFirstOrThrow({ where: { causeId: line?.id ?? "" } })).toMatchObject({ giverPartyId: anna.party.id, takerPartyId: recycler.party.id, weightBasis: "measured" });
    const history = await open().transition.findMany({ where: { subjectId: input.bookingId }, orderBy: { at: "asc" } });
    expect(history.map((one) => [one.toState, one.actorRole])[0]).toEqual(["checked_in", "staff:staff"]);
    expect(await openBooking(open(), anna, input.bookingId, clock)).toMatchObject({ value: { side: "resident" } });
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("somebody unnamed counts for the recycler's visitors: no household, no community, no mail", async () => {
    const slotId = await slot({ capacityVisits: 3 });
    const [one, other] = [come(null), come(null)];
    for (const input of [one, other]) expect(await letWalkIn(open(), staff, input, clock)).toMatchObject({ value: { state: "checked_in" } });
    expect((await row(other.bookingId)).slot).toMatchObject({ id: slotId, takenVisits: 2 });
    await finish(one.bookingId);
    const [line] = await open().bookingLine.findMany({ where: { bookingId: one.bookingId } });
    const entry = await open().ledgerEntry.findFirstOrThrow({ where: { causeId: line?.id ?? "" }, include: { shares: true } });
    const party = await open().party.findUniqueOrThrow({ where: { id: entry.giverPartyId ?? "" }, include: { memberships: true } });
    expect(party).toMatchObject({ kind: "household", isListed: false, memberCount: 0, homeCommunityId: null, memberships: [] });
    expect(entry.shares.find((share) => share.side === "giver")).toMatchObject({ partyId: party.id, communityId: null });
    expect(await selectMailFacts(open(), one.bookingId)).toBeNull();
    expect(await openBooking(open(), anna, one.bookingId, clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    expect(await openBooking(open(), staff, one.bookingId, clock)).toMatchObject({ value: { otherSide: null, booking: { isAnonymous: true } } });
  });

  it("a full time is staff's to go beyond; then, and without a time, the visit stands outside the slots", async () => {
    const slotId = await slot({ capacityVisits: 1 });
    clock.set("2026-06-01T08:00:00Z");
    await bookSlot(open(), ben, asked(slotId), clock);
    clock.set("2026-06-01T09:05:00Z");
    const input = come(await passOf(anna));
    expect(await letWalkIn(open(), staff, input, clock)).toMatchObject({ error: "PICKUPS.FULL" });
    expect(await letWalkIn(open(), staff, { ...input, beyond: true }, clock)).toMatchObject({ value: { state: "checked_in", changed: true } });
    const visit = await row(input.bookingId);
    expect(visit.slot).toMatchObject({ kind: "walk_in", status: "closed", capacityVisits: 1, takenVisits: 1 });
    expect((await open().slot.findUniqueOrThrow({ where: { id: slotId } })).takenVisits).toBe(1);
    const shown = await listOpenSlots(open(), { pointId, from: new Date("2026-06-01T00:00:00Z"), days: 1, now: clock.now() });
    const forStaff = await listStaffSlots(open(), staff, { pointId, from: new Date("2026-06-01T00:00:00Z"), until: new Date("2026-06-02T00:00:00Z") });
    expect([shown.map((one) => one.id), forStaff.map((one) => one.id)]).toEqual([[slotId], [slotId]]);
    expect(await bookSlot(open(), ben, asked(visit.slotId), clock)).toMatchObject({ error: "PICKUPS.SLOT_CLOSED" });
    clock.set("2026-06-01T15:00:00Z");
    const evening = come(null);
    expect(await letWalkIn(open(), staff, evening, clock)).toMatchObject({ ok: true });
    expect(await finish(evening.bookingId)).toMatchObject({ value: { state: "done" } });
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("a place that only a dead hold is in the way of is free; the slot's last second counts, its end does not", async () => {
    const slotId = await slot({ capacityVisits: 1 });
    await open().booking.create({
      data: { id: newId(), slotId, pointId, recyclerPartyId: recycler.party.id, partyId: ben.party.id, bookedByUserId: ben.userId, state: "held", holdExpiresAt: new Date("2026-06-01T08:30:00Z"), checkInCode: "000000" },
    });
    await open().slot.update({ where: { id: slotId }, data: { takenVisits: 1 } });
    clock.set("2026-06-01T09:29:59Z");
    const input = come(null);
    expect(await letWalkIn(open(), staff, input, clock)).toMatchObject({ ok: true });
    expect((await row(input.bookingId)).slotId).toBe(slotId);
    clock.set("2026-06-01T09:30:00Z");
    const late = come(null);
    expect(await letWalkIn(open(), staff, late, clock)).toMatchObject({ ok: true });
    expect((await row(late.bookingId)).slot.kind).toBe("walk_in");
    expect(await findMiscountedSlots(open())).toEqual([]);
  });

  it("who is expected today is let in by their booking", async () => {
    const slotId = await slot({ startsAt: "2026-06-01T14:00:00Z" });
    const booked = await bookSlot(open(), anna, asked(slotId), clock);
    const bookingId = booked.ok ? booked.value.bookingId : "";
    const code = await passOf(anna);
    expect(await letWalkIn(open(), staff, come(code), clock)).toMatchObject({ error: "PICKUPS.ALREADY_BOOKED", details: { bookingId } });
    await cancelBooking(open(), anna, { bookingId }, clock);
    expect(await letWalkIn(open(), staff, come(code), clock)).toMatchObject({ ok: true });
  });

  it("passes: unknown, replaced, of somebody who left, of a viewer and of the recycler itself open nothing", async () => {
    expect(await letWalkIn(open(), staff, come("0000000000"), clock)).toMatchObject({ error: "PICKUPS.PASS_NOT_FOUND" });
    const old = await passOf(anna);
    const fresh = await passOf(anna);
    expect(await letWalkIn(open(), staff, come(old), clock)).toMatchObject({ error: "PICKUPS.PASS_NOT_FOUND" });
    await open().membership.updateMany({ where: { userId: anna.userId }, data: { role: "viewer" } });
    expect(await letWalkIn(open(), staff, come(fresh), clock)).toMatchObject({ error: "PICKUPS.PASS_NOT_FOUND" });
    await open().membership.updateMany({ where: { userId: anna.userId }, data: { role: "owner", state: "ended" } });
    expect(await letWalkIn(open(), staff, come(fresh), clock)).toMatchObject({ error: "PICKUPS.PASS_NOT_FOUND" });
    expect(await letWalkIn(open(), staff, come(await passOf(staff)), clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
  });

  it("only staff of the point lets people in, and an id is one visit's", async () => {
    const code = await passOf(anna);
    const other = await createParty(open(), "recycler");
    for (const actor of [anna, other, await withRole(open(), recycler, "member"), await createPerson(open())]) {
      expect(await letWalkIn(open(), actor, come(code), clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    }
    expect(await letWalkIn(open(), staff, come(code, { pointId: "nowhere" }), clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    const slotId = await slot({ startsAt: "2026-06-02T09:00:00Z" });
    const booked = await bookSlot(open(), ben, asked(slotId), clock);
    expect(await letWalkIn(open(), staff, come(code, { bookingId: booked.ok ? booked.value.bookingId : "" }), clock)).toMatchObject({ error: "PICKUPS.STALE" });
    expect(await open().booking.count({ where: { isWalkIn: true, recyclerPartyId: recycler.party.id } })).toBe(0);
  });

  it("what they bring can be turned away, and has no effect then", async () => {
    const input = come(await passOf(anna));
    await letWalkIn(open(), staff, input, clock);
    expect(await rejectOnSite(open(), staff, { bookingId: input.bookingId, kind: "wrong_material", reason: "no tyres here", photo: null }, clock)).toMatchObject({ value: { state: "rejected_on_site" } });
    expect(await open().visitMark.count({ where: { bookingId: input.bookingId } })).toBe(0);
    expect(await open().ledgerEntry.count({ where: { giverPartyId: anna.party.id } })).toBe(0);
  });

  it("a code is read as it is spoken, typed or scanned", () => {
    expect(["7kq2m 9xwv0", "https://example.org/staff/walk-in?pass=7KQ2M9XWVO", "7KQ2M-9XWV0", "7KQ2M9XWV", "7KQ2M9XWVU", ""].map(readPassCode)).toEqual(["7KQ2M9XWV0", "7KQ2M9XWV0", "7KQ2M9XWV0", null, null, null]);
  });
});
