import { beforeAll, expect, it } from "vitest";
import { endFeed, findFeed, renewFeed } from "#app/domains/identity/calendar-feeds.repository.server.ts";
import { bookSlot, cancelBooking, holdSlot, rescheduleBooking } from "#app/domains/pickups/bookings.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, perform } from "#tests/factories/deals.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { asked, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { calendarFeed } from "./calendar-feed.server.ts";

const publicUrl = "https://round.example";

describeDatabases("calendar feeds", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let ana: Actor;
  let point: Awaited<ReturnType<typeof createOwnPoint>>;

  beforeAll(async () => {
    ana = await createPerson(open());
    point = await createOwnPoint(open(), { name: "Depot, gate 2; north" });
  });

  const renew = async (actor: Actor) => (await renewFeed(open(), { userId: actor.userId, partyId: actor.party.id, now: clock.now() })).secret;
  /** The feed with its folded lines put together again. */
  const read = async (secret: string, now = clock.now()) => (await calendarFeed(open(), secret, { publicUrl, now }))?.replaceAll(/\r\n[ \t]/g, "") ?? null;
  const slot = async (startsAt: string) => (await createSlot(open(), { ...point, startsAt })).slotId;
  const events = (text: string | null) => (text ?? "").split("BEGIN:VEVENT").slice(1);

  it("an address is one per person and party: a new one ends the old one, others' are nothing, and it can be ended", async () => {
    const first = await renew(ana);
    expect(await read(first)).toContain("BEGIN:VCALENDAR");
    const second = await renew(ana);
    expect(await read(first)).toBeNull();
    expect(await read(second)).toContain("METHOD:PUBLISH");
    expect(await read("")).toBeNull();
    expect(await open().calendarFeed.count({ where: { userId: ana.userId } })).toBe(1);
    expect(JSON.stringify(await open().calendarFeed.findMany({ where: { userId: ana.userId } }))).not.toContain(second);
    const other = await createPerson(open());
    expect(await endFeed(open(), { userId: other.userId, partyId: ana.party.id })).toBe(false);
    expect(await findFeed(open(), { userId: other.userId, partyId: ana.party.id })).toBeNull();
    expect(await findFeed(open(), { userId: ana.userId, partyId: ana.party.id })).toMatchObject({ lastReadAt: clock.now() });
    expect(await endFeed(open(), { userId: ana.userId, partyId: ana.party.id })).toBe(true);
    expect(await endFeed(open(), { userId: ana.userId, partyId: ana.party.id })).toBe(false);
    expect(await read(second)).toBeNull();
  });

  it("whoever leaves a party reads its calendar no more", async () => {
    const staff = await withRole(open(), point.recycler, "staff");
    const secret = await renew(staff);
    expect(await read(secret)).not.toBeNull();
    await open().membership.updateMany({ where: { userId: staff.userId, partyId: staff.party.id }, data: { state: "ended" } });
    expect(await read(secret)).toBeNull();
  });

  it("holds visits under one UID over moves, none that are held or off, and no code", async () => {
    const [one, two, three] = [await slot("2026-06-02T09:00:00Z"), await slot("2026-06-03T09:00:00Z"), await slot("2026-06-04T09:00:00Z")];
    const booked = await bookSlot(open(), ana, asked(one), clock);
    const bookingId = booked.ok ? booked.value.bookingId : "";
    const movedId = newId();
    expect(await rescheduleBooking(open(), ana, { bookingId, slotId: two, newBookingId: movedId }, clock)).toMatchObject({ ok: true });
    expect(await holdSlot(open(), ana, asked(three), clock)).toMatchObject({ ok: true });
    const secret = await renew(ana);
    const raw = (await calendarFeed(open(), secret, { publicUrl, now: clock.now() })) ?? "";
    // RFC 5545: lines end with CRLF and have at most 75 octets.
    expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of raw.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const [event, ...more] = events(await read(secret));
    expect(more).toEqual([]);
    expect(event).toContain(`UID:booking-${bookingId}@round.example`);
    expect(event).toContain("DTSTART:20260603T090000Z");
    expect(event).toContain("SEQUENCE:1");
    expect(event).toContain(`${publicUrl}/bookings/${movedId}`);
    expect(event).toContain("Depot\\, gate 2\\; north");
    const { checkInCode } = await open().booking.findUniqueOrThrow({ where: { id: movedId } });
    expect(raw).not.toContain(checkInCode);
    expect(events(await read(await renew(point.recycler)))).toHaveLength(1);
    await cancelBooking(open(), ana, { bookingId: movedId }, clock);
    expect(events(await read(secret))).toEqual([]);
  });

  it("staff of a recycler sees who comes; others of it, and other parties, do not", async () => {
    const ben = await createPerson(open());
    await bookSlot(open(), ben, asked(await slot("2026-06-05T09:00:00Z")), clock);
    const [staff, viewer] = [await withRole(open(), point.recycler, "staff"), await withRole(open(), point.recycler, "viewer")];
    expect(events(await read(await renew(staff))).filter((event) => event.includes("20260605T090000Z"))).toMatchObject([expect.stringContaining(`/staff/bookings/`)]);
    expect(events(await read(await renew(viewer)))).toEqual([]);
    expect(events(await read(await renew(await createPerson(open()))))).toEqual([]);
    // What was goes after two months.
    expect(events(await read(await renew(staff), new Date("2026-08-04T00:00:00Z"))).filter((event) => event.includes("20260605T090000Z"))).toHaveLength(1);
    expect(events(await read(await renew(staff), new Date("2026-08-05T00:00:00Z"))).filter((event) => event.includes("20260605T090000Z"))).toEqual([]);
  });

  it("holds hand-overs of both sides, tentative until both said yes, without the exact address", async () => {
    const deal = await createDeal(open(), { state: "scheduled", timeBy: "giver", timeAgreed: false });
    await open().listing.update({ where: { id: deal.listingId }, data: { exactAddress: "Blue door, Lane 7" } });
    const [giver, taker] = [await renew(deal.giver), await renew(deal.taker)];
    const at = deal.clock.at;
    for (const secret of [giver, taker]) {
      const [event] = events(await read(secret, at));
      expect(event).toContain(`UID:deal-${deal.id}@round.example`);
      expect(event).toContain("STATUS:TENTATIVE");
      expect(event).toContain("LOCATION:At the fountain");
      expect(event).not.toContain("Blue door");
    }
    expect(await perform(open(), deal, "agree_time", { mover: "taker" })).toMatchObject({ ok: true });
    expect(events(await read(taker, at))[0]).toContain("STATUS:CONFIRMED");
    expect(await perform(open(), deal, "cancel", { mover: "taker" })).toMatchObject({ ok: true });
    expect(events(await read(giver, at))).toEqual([]);
  });
});
