import { beforeEach, describe, expect, it } from "vitest";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createParty } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { findBookingToChange } from "./bookings.repository.server.ts";
import { cancelBooking } from "./bookings.service.server.ts";
import { checkIn, checkInByCode, markNoShow, reportMissed, weigh } from "./gate.service.server.ts";
import { rejectOnSite } from "./refusals.service.server.ts";
import type { HoldInput } from "./pickups.schema.ts";

const startsAt = "2026-06-01T09:00:00Z";

describeDatabases("visits", (open) => {
  const clock = clockAt(startsAt);
  let recycler: Actor;
  let staff: Actor;
  let pointId: string;
  let anna: Actor;
  let ben: Actor;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler, staff, anna, ben } = await createBookingScene(open()));
  });

  const slot = async (more: Partial<Parameters<typeof createSlot>[1]> = {}) => (await createSlot(open(), { pointId, recycler, startsAt, ...more })).slotId;
  const events = async (bookingId: string) =>
    (await open().outboxEvent.findMany({ where: { payload: { path: ["bookingId"], equals: bookingId } }, orderBy: { id: "asc" } })).map((event) => event.type);
  const confirmed = (actor: Actor, slotId: string, lines?: HoldInput["lines"]) => bookedBy(open(), actor, asked(slotId, lines ? { lines } : {}), clock);

  describe("at the gate", () => {
    const reading = { material: "cardboard", grossGrams: 25_000, tareGrams: 700, contaminationPermille: 0, unit: "kg" as const };

    async function arrived(): Promise<string> {
      const id = await confirmed(anna, await slot());
      clock.set("2026-06-01T09:05:00Z");
      expect(await checkIn(open(), staff, { bookingId: id }, clock)).toMatchObject({ value: { state: "checked_in" } });
      return id;
    }

    it("the six digits find the booking, for its recycler only", async () => {
      const id = await confirmed(anna, await slot());
      const { checkInCode } = await open().booking.findUniqueOrThrow({ where: { id } });
      clock.set("2026-06-01T09:05:00Z");
      const others = await createParty(open(), "recycler");
      expect(await checkInByCode(open(), others, checkInCode, clock)).toMatchObject({ error: "PICKUPS.CODE_NOT_FOUND" });
      expect(await checkInByCode(open(), anna, checkInCode, clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await checkInByCode(open(), staff, "000", clock)).toMatchObject({ error: "PICKUPS.CODE_NOT_FOUND" });
      expect(await checkInByCode(open(), staff, `${checkInCode.slice(0, 3)} ${checkInCode.slice(3)}`, clock)).toMatchObject({ value: { bookingId: id, changed: true } });
      expect(await checkInByCode(open(), staff, checkInCode, clock)).toMatchObject({ value: { bookingId: id, changed: false } });
    });

    it("a correction needs a reason and keeps the old reading; the same reading again changes nothing", async () => {
      const id = await arrived();
      expect(await weigh(open(), staff, { bookingId: id, readings: [reading] }, clock)).toMatchObject({ value: { state: "weighed", changed: true } });
      expect(await weigh(open(), staff, { bookingId: id, readings: [reading] }, clock)).toMatchObject({ value: { changed: false } });
      const other = { ...reading, grossGrams: 24_000 };
      expect(await weigh(open(), staff, { bookingId: id, readings: [other] }, clock)).toMatchObject({ error: "PICKUPS.REASON_NEEDED", details: { material: "cardboard" } });
      expect(await weigh(open(), staff, { bookingId: id, readings: [{ ...other, reason: "the pallet was on it" }] }, clock)).toMatchObject({ value: { changed: true } });
      const rows = await open().weighIn.findMany({ where: { bookingId: id }, orderBy: { id: "asc" } });
      expect(rows.map((row) => [row.netGrams, row.reason])).toEqual([[24_300, null], [23_300, "the pallet was on it"]]);
      expect(rows[0]?.supersededById).toBe(rows[1]?.id);
    });

    it("a material nobody declared can be weighed when the point takes it; nonsense cannot", async () => {
      const id = await arrived();
      const weighOne = (more: Partial<typeof reading>) => weigh(open(), staff, { bookingId: id, readings: [{ ...reading, ...more }] }, clock);
      expect(await weighOne({ material: "glass_bottles" })).toMatchObject({ ok: true });
      expect(await weighOne({ material: "engine_oil" })).toMatchObject({ error: "PICKUPS.MATERIAL_REFUSED" });
      expect(await weighOne({ tareGrams: 26_000 })).toMatchObject({ error: "PICKUPS.WEIGHT_INVALID" });
      expect(await weighOne({ grossGrams: 900_000_000 })).toMatchObject({ error: "PICKUPS.WEIGHT_INVALID" });
      expect((await findBookingToChange(open(), id))?.lines).toHaveLength(2);
    });

    it("completing writes one entry per weighed material; again writes nothing", async () => {
      const id = await arrived();
      expect(await completeBooking(open(), staff, { bookingId: id }, clock)).toMatchObject({ error: "PICKUPS.NOT_WEIGHED" });
      await weigh(open(), staff, { bookingId: id, readings: [reading, { ...reading, material: "glass_bottles", contaminationPermille: 50 }] }, clock);
      const [one, other] = await Promise.all([
        completeBooking(open(), staff, { bookingId: id }, clock),
        completeBooking(open(), recycler, { bookingId: id }, clock),
      ]);
      expect([one, other].filter((result) => result.ok && result.value.changed)).toHaveLength(1);
      expect(await completeBooking(open(), staff, { bookingId: id }, clock)).toMatchObject({ value: { state: "done", changed: false } });
      const lines = await open().bookingLine.findMany({ where: { bookingId: id } });
      const entries = await open().ledgerEntry.findMany({ where: { causeType: "booking_line", causeId: { in: lines.map((line) => line.id) } } });
      expect(entries).toHaveLength(2);
      expect(entries.every((entry) => entry.giverPartyId === anna.party.id && entry.takerPartyId === recycler.party.id && entry.weightBasis === "measured")).toBe(true);
      expect((await events(id)).filter((type) => type === "pickups.completed")).toHaveLength(1);
    });

    it("a refused load keeps its reason and has no effect", async () => {
      const id = await arrived();
      expect(await rejectOnSite(open(), staff, { bookingId: id, kind: "contaminated", reason: " ", photo: null }, clock)).toMatchObject({ error: "PICKUPS.REASON_NEEDED" });
      expect(await rejectOnSite(open(), staff, { bookingId: id, kind: "contaminated", reason: "wet", photo: null }, clock)).toMatchObject({ value: { state: "rejected_on_site" } });
      expect(await completeBooking(open(), staff, { bookingId: id }, clock)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
      expect((await open().booking.findUniqueOrThrow({ where: { id } })).reason).toBe("wet");
    });

    it("not turning up is noted only after the grace, never for somebody who was let in or cancelled", async () => {
      const slotId = await slot();
      const [late, cancelled] = [await confirmed(anna, slotId), await confirmed(ben, slotId)];
      await cancelBooking(open(), ben, { bookingId: cancelled }, clock);
      clock.set("2026-06-01T09:59:59Z");
      expect(await markNoShow(open(), staff, { bookingId: late }, clock)).toMatchObject({ error: "PICKUPS.TOO_EARLY" });
      clock.set("2026-06-01T10:00:00Z");
      expect(await markNoShow(open(), staff, { bookingId: cancelled }, clock)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
      expect(await markNoShow(open(), staff, { bookingId: late }, clock)).toMatchObject({ value: { state: "no_show_customer" } });
      expect(await reportMissed(open(), anna, { bookingId: late }, clock)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
    });

    it("nobody having been there is the resident's to report, once", async () => {
      const id = await confirmed(anna, await slot());
      clock.set("2026-06-01T09:30:00Z");
      expect(await reportMissed(open(), anna, { bookingId: id, reason: "gate was shut" }, clock)).toMatchObject({ value: { state: "missed_by_collector", changed: true } });
      expect(await reportMissed(open(), anna, { bookingId: id }, clock)).toMatchObject({ value: { changed: false } });
      expect(await markNoShow(open(), staff, { bookingId: id }, clock)).toMatchObject({ ok: false });
    });
  });
});
