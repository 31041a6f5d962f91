import { beforeEach, describe, expect, it } from "vitest";
import { bookingCalendar } from "#app/domains/pickups/ics.server.ts";
import { cancelBooking, bookSlot, rescheduleBooking } from "#app/domains/pickups/bookings.service.server.ts";
import type { HomeDetails } from "#app/domains/pickups/home/home.schema.ts";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { rejectOnSite } from "#app/domains/pickups/refusals.service.server.ts";
import { closeSlot } from "#app/domains/pickups/slots.service.server.ts";
import { selectBookingView, selectCalendarRoot } from "#app/domains/pickups/views.repository.server.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { aDoor, clockAt, createArea, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { pickupsMails, sendReminders } from "./pickups.server.ts";

describeDatabases("mails about visits", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let anna: Actor;
  let staff: Actor;
  let pointId: string;
  let recycler: Actor;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler } = await createOwnPoint(open(), { name: "Hof Nord" }));
    staff = await withRole(open(), recycler, "staff");
    anna = await createPerson(open(), { name: "Anna", locale: "zh-CN" });
  });

  const slot = async (startsAt: string) => (await createSlot(open(), { pointId, recycler, startsAt })).slotId;
  async function book(slotId: string, door?: HomeDetails): Promise<string> {
    const booked = await bookSlot(open(), anna, { bookingId: newId(), slotId, lines: [{ material: "cardboard", declaredGrams: 5_000 }], note: "", home: door }, clock);
    if (!booked.ok) throw new Error(booked.error);
    // What the transaction's clock says is the test's.
    await open().booking.update({ where: { id: booked.value.bookingId }, data: { createdAt: clock.now() } });
    return booked.value.bookingId;
  }
  async function mails(): Promise<string[]> {
    while ((await dispatchOnce(open(), [toMails([pickupsMails])])) > 0);
    const rows = await open().mailMessage.findMany({ where: { userId: anna.userId }, orderBy: { createdAt: "asc" } });
    return rows.map((row) => `${row.subject}\n${row.text}`);
  }

  it("a booking is confirmed in the booker's language and the point's time", async () => {
    const id = await book(await slot("2026-06-02T09:00:00Z"));
    const [mail] = await mails();
    const { checkInCode } = await open().booking.findUniqueOrThrow({ where: { id } });
    expect(mail).toContain("预约成功：Hof Nord，6月2日周二 11:00–11:30");
    expect(mail).toContain(`${checkInCode.slice(0, 3)} ${checkInCode.slice(3)}`);
    expect(mail).toContain(`/bookings/${id}`);
    // The same event once more writes nothing.
    await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    expect(await mails()).toHaveLength(1);
  });

  it("a moved visit brings one mail, and none about cancelling", async () => {
    const id = await book(await slot("2026-06-02T09:00:00Z"));
    await mails();
    await rescheduleBooking(open(), anna, { bookingId: id, slotId: await slot("2026-06-03T09:00:00Z"), newBookingId: newId() }, clock);
    const all = await mails();
    expect(all).toHaveLength(2);
    expect(all[1]).toContain("已改期");
  });

  it("cancelling oneself brings no mail; the point's cancelling brings its reason", async () => {
    await cancelBooking(open(), anna, { bookingId: await book(await slot("2026-06-02T09:00:00Z")), reason: "not needed" }, clock);
    expect((await mails()).filter((mail) => mail.includes("回收点取消了预约"))).toHaveLength(0);
    await cancelBooking(open(), staff, { bookingId: await book(await slot("2026-06-02T10:00:00Z")), reason: "the press is broken" }, clock);
    expect((await mails()).filter((mail) => mail.includes("the press is broken"))).toHaveLength(1);
  });

  it("nothing is sent about a booking that is over by the time the mail is written", async () => {
    const id = await book(await slot("2026-06-02T09:00:00Z"));
    await cancelBooking(open(), anna, { bookingId: id }, clock);
    expect(await mails()).toEqual([]);
  });

  it("closing a slot tells those who booked it", async () => {
    const slotId = await slot("2026-06-02T09:00:00Z");
    await book(slotId);
    await mails();
    await closeSlot(open(), staff, { slotId, version: 1 });
    expect((await mails()).at(-1)).toContain("请留意你的预约");
  });

  it("a completed visit brings what it kept out, a refused one its reason", async () => {
    const id = await book(await slot("2026-06-01T09:00:00Z"));
    const refused = await book(await slot("2026-06-01T09:30:00Z"));
    for (const bookingId of [id, refused]) await checkIn(open(), staff, { bookingId }, clock);
    await weigh(open(), staff, { bookingId: id, readings: [{ material: "cardboard", grossGrams: 24_300, tareGrams: 0, contaminationPermille: 0, unit: "kg" }] }, clock);
    await completeBooking(open(), staff, { bookingId: id }, clock);
    await rejectOnSite(open(), staff, { bookingId: refused, kind: "contaminated", reason: "soaking wet", photo: null }, clock);
    const all = await mails();
    expect(all.find((mail) => mail.includes("纸板：24.3 kg，减碳"))).toMatch(/减碳 [\d,.–−… ]+ kg/);
    expect(all.find((mail) => mail.includes("soaking wet"))).toContain("Hof Nord");
  });

  describe("reminders", () => {
    // Visits of other tests would be due as well.
    beforeEach(async () => void (await open().booking.updateMany({ where: { state: "confirmed" }, data: { state: "done" } })));
    const sent = async (id: string) => (await open().mailMessage.findMany({ where: { causeKey: { endsWith: `:${id}` } }, orderBy: { createdAt: "asc" } })).map((mail) => mail.causeKey?.split(":")[0]);

    it("go out once each, three days and a day ahead", async () => {
      const id = await book(await slot("2026-06-05T09:00:00Z"));
      expect(await sendReminders(open(), new Date("2026-06-02T08:59:59Z"))).toBe(0);
      expect(await sendReminders(open(), new Date("2026-06-02T09:00:00Z"))).toBe(1);
      expect(await sendReminders(open(), new Date("2026-06-02T09:01:00Z"))).toBe(0);
      expect(await sendReminders(open(), new Date("2026-06-04T08:59:59Z"))).toBe(0);
      expect(await sendReminders(open(), new Date("2026-06-04T09:00:00Z"))).toBe(1);
      expect(await sendReminders(open(), new Date("2026-06-04T09:01:00Z"))).toBe(0);
      expect(await sent(id)).toEqual(["pickups.early", "pickups.reminder"]);
    });

    it("a late timer sends the one that still helps, not both", async () => {
      const id = await book(await slot("2026-06-05T09:00:00Z"));
      expect(await sendReminders(open(), new Date("2026-06-04T12:00:00Z"))).toBe(1);
      expect(await sendReminders(open(), new Date("2026-06-04T12:01:00Z"))).toBe(0);
      expect(await sent(id)).toEqual(["pickups.reminder"]);
      expect(await sendReminders(open(), new Date("2026-06-05T09:00:00Z"))).toBe(0);
    });

    it("booked inside a lead skips that one only; none for a visit under way or done", async () => {
      clock.set("2026-06-03T12:00:00Z");
      const id = await book(await slot("2026-06-05T09:00:00Z"));
      expect(await sendReminders(open(), new Date("2026-06-03T12:01:00Z"))).toBe(0);
      expect(await sendReminders(open(), new Date("2026-06-04T09:00:00Z"))).toBe(1);
      expect(await sent(id)).toEqual(["pickups.reminder"]);
      const here = await book(await slot("2026-06-08T09:00:00Z"));
      clock.set("2026-06-07T09:30:00Z");
      await checkIn(open(), staff, { bookingId: here }, clock);
      expect(await sendReminders(open(), new Date("2026-06-07T10:00:00Z"))).toBe(0);
    });

    it("a visit at the door is reminded the evening before, at six on the place's clock, with where to put things", async () => {
      const areaId = await createArea(open(), { pointId, recycler });
      const door = aDoor({ address: "Hofstrasse 2", placeOut: "lobby", instructions: "behind the bicycles", pieces: [] });
      const home = async (startsAt: string) => book((await createSlot(open(), { pointId, recycler, areaId, startsAt })).slotId, door);
      // Berlin leaves summer time on 25 October: six in the evening is 16:00 before, 17:00 after.
      const [before, after] = [await home("2026-10-24T07:00:00Z"), await home("2026-10-26T08:00:00Z")];
      clock.set("2026-10-20T06:00:00Z");
      await open().booking.updateMany({ where: { id: { in: [before, after] } }, data: { createdAt: new Date("2026-06-01T06:00:00Z") } });
      const at = async (time: string) => sendReminders(open(), new Date(time));
      expect([await at("2026-10-22T12:00:00Z"), await at("2026-10-23T15:59:59Z"), await at("2026-10-23T16:00:00Z")]).toEqual([1, 1, 1]);
      expect([await at("2026-10-25T16:59:59Z"), await at("2026-10-25T17:00:00Z"), await at("2026-10-25T17:00:01Z")]).toEqual([0, 1, 0]);
      expect(await sent(before)).toEqual(["pickups.early", "pickups.evening"]);
      expect(await sent(after)).toEqual(["pickups.early", "pickups.evening"]);
      const mail = await open().mailMessage.findFirstOrThrow({ where: { causeKey: `pickups.evening:${after}` } });
      expect(mail.text).toMatch(/楼栋大堂[^]*behind the bicycles/);
      expect(mail.text).not.toContain("Hofstrasse 2");
    });

    it("never for what is cancelled, and not when it was booked within the day", async () => {
      const cancelled = await book(await slot("2026-06-07T09:00:00Z"));
      await cancelBooking(open(), anna, { bookingId: cancelled }, clock);
      clock.set("2026-06-06T10:00:00Z");
      await book(await slot("2026-06-07T09:30:00Z"));
      expect(await sendReminders(open(), new Date("2026-06-06T10:00:01Z"))).toBe(0);
    });

    it("come for the new time after a move", async () => {
      const id = await book(await slot("2026-06-10T09:00:00Z"));
      const newBookingId = newId();
      await rescheduleBooking(open(), anna, { bookingId: id, slotId: await slot("2026-06-12T09:00:00Z"), newBookingId }, clock);
      expect(await sendReminders(open(), new Date("2026-06-09T08:30:00Z"))).toBe(0);
      expect(await sendReminders(open(), new Date("2026-06-09T09:30:00Z"))).toBe(1);
      expect(await sendReminders(open(), new Date("2026-06-11T09:30:00Z"))).toBe(1);
      expect(await sent(id)).toEqual([]);
      expect(await sent(newBookingId)).toEqual(["pickups.early", "pickups.reminder"]);
    });
  });

  it("the calendar entry keeps its UID over moves, raises its SEQUENCE and ends as CANCEL", async () => {
    const id = await book(await slot("2026-06-20T09:00:00Z"));
    const newBookingId = newId();
    await rescheduleBooking(open(), anna, { bookingId: id, slotId: await slot("2026-06-21T09:00:00Z"), newBookingId }, clock);
    const text = async (bookingId: string) => {
      const booking = await selectBookingView(open(), bookingId);
      if (!booking) throw new Error("gone");
      return bookingCalendar({ booking, rootId: await selectCalendarRoot(open(), bookingId), host: "example.org", url: "https://example.org/", summary: "s", description: "d", location: "l", now: clock.now() });
    };
    const moved = await text(newBookingId);
    expect(moved).toContain(`UID:booking-${id}@example.org`);
    expect(moved).toContain("SEQUENCE:1");
    expect(moved).toContain("METHOD:PUBLISH");
    expect(moved).toContain("DTSTART:20260621T090000Z");
    await cancelBooking(open(), anna, { bookingId: newBookingId }, clock);
    const off = await text(newBookingId);
    expect(off).toContain(`UID:booking-${id}@example.org`);
    expect(off).toContain("SEQUENCE:2");
    expect(off).toContain("METHOD:CANCEL");
    expect(off).toContain("STATUS:CANCELLED");
  });
});
