import { expect, it } from "vitest";
import { sqlState } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { confirmBooking, holdSlot, rescheduleBooking } from "./bookings.service.server.ts";
import { openBooking } from "./views.service.server.ts";

describeDatabases("counted lines", (open) => {
  const line = { material: "tyres", declaredGrams: 39_916, unit: "piece" as const, unitCount: 400, conditions: ["off_rim" as const] };

  it("keep how they were counted and what was said, to another time and through a hold that ran out", async () => {
    const clock = clockAt("2026-06-01T06:00:00Z");
    const [point, giver] = [await createOwnPoint(open(), { materials: ["tyres", "cardboard"] }), await createPerson(open())];
    const slot = async (hour: number) => (await createSlot(open(), { ...point, startsAt: `2026-06-01T${hour}:00:00Z` })).slotId;
    const seen = async (bookingId: string) => {
      const opened = await openBooking(open(), giver, bookingId, clock);
      return opened.ok ? opened.value.booking.lines : opened.error;
    };
    const first = await bookedBy(open(), giver, asked(await slot(10), { lines: [line, { material: "cardboard", declaredGrams: null }] }), clock);
    const moved = newId();
    expect(await rescheduleBooking(open(), giver, { bookingId: first, slotId: await slot(11), newBookingId: moved }, clock)).toMatchObject({ ok: true });
    expect(await seen(moved)).toMatchObject([line, { material: "cardboard", unit: null, unitCount: null, conditions: [] }]);
    const held = await holdSlot(open(), giver, asked(await slot(12), { lines: [line] }), clock);
    clock.set("2026-06-01T06:20:00Z");
    const again = await confirmBooking(open(), giver, { bookingId: held.ok ? held.value.bookingId : "" }, clock);
    expect(again).toMatchObject({ value: { state: "confirmed" } });
    expect(await seen(again.ok ? again.value.bookingId : "")).toMatchObject([line]);
  });

  it("a unit without a count is refused by the database", async () => {
    const [row] = await open().bookingLine.findMany({ take: 1, where: { unit: "piece" } });
    for (const data of [{ unitCount: null }, { unit: null }, { unitCount: 0 }]) expect(sqlState(await open().bookingLine.update({ where: { id: row?.id ?? "" }, data }).then(() => null, (error: unknown) => error))).toBe("23514");
  });
});
