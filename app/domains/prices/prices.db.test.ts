import { beforeEach, describe, expect, it } from "vitest";
import { checkIn, weigh } from "#app/domains/pickups/gate.service.server.ts";
import { completeBooking } from "#app/flows/complete-booking.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { selectHistory, selectOffers, selectSettlement } from "./prices.repository.server.ts";
import type { QuoteInput } from "./prices.schema.ts";
import { boardOn, writePrices } from "./prices.service.server.ts";

describeDatabases("price boards", (open) => {
  const clock = clockAt("2026-06-01T10:00:00Z");
  let recycler: Actor;
  const quote = (more: Partial<QuoteInput> = {}) => ({ quoteId: newId(), version: 0, material: "cardboard", validFrom: "2026-06-01", prices: [{ grade: "A" as const, minorPerKg: 120 }], currency: "CNY", ...more });
  const pricesOn = async (day: string) => (await boardOn(open(), { recyclerPartyId: recycler.party.id, day })).prices.map((price) => [price.material, price.grade, price.minorPerKg]);

  beforeEach(async () => {
    clock.set("2026-06-01T10:00:00Z");
    recycler = await createParty(open(), "recycler");
  });

  it("keep every price with the day it begins; the last word for a day counts", async () => {
    const first = await writePrices(open(), recycler, quote(), clock);
    expect(first).toEqual({ ok: true, value: { version: 1, changed: true } });
    await writePrices(open(), recycler, quote({ version: 1, validFrom: "2026-06-10", prices: [{ grade: "A", minorPerKg: 150 }, { grade: "B", minorPerKg: -5 }] }), clock);
    await writePrices(open(), recycler, quote({ version: 2, validFrom: "2026-06-10", prices: [{ grade: "A", minorPerKg: 140 }] }), clock);
    expect(await pricesOn("2026-05-31")).toEqual([]);
    expect(await pricesOn("2026-06-09")).toEqual([["cardboard", "A", 120]]);
    expect(await pricesOn("2026-06-10")).toEqual([["cardboard", "A", 140], ["cardboard", "B", -5]]);
    await writePrices(open(), recycler, quote({ version: 3, validFrom: "2026-06-20", prices: [{ grade: "A", minorPerKg: null }] }), clock);
    expect(await pricesOn("2026-06-20")).toEqual([["cardboard", "B", -5]]);
    expect((await selectHistory(open(), { recyclerPartyId: recycler.party.id })).filter((line) => line.grade === "A").map((line) => [line.validFrom, line.minorPerKg])).toEqual([["2026-06-01", 120], ["2026-06-10", 140], ["2026-06-20", null]]);
  });

  it("a repeat of the same form writes nothing again; another's id is no way in", async () => {
    const input = quote();
    await writePrices(open(), recycler, input, clock);
    expect(await writePrices(open(), recycler, input, clock)).toEqual({ ok: true, value: { version: 1, changed: false } });
    expect(await writePrices(open(), await createParty(open(), "recycler"), input, clock)).toMatchObject({ error: "PRICES.STALE" });
    expect(await open().priceQuote.count({ where: { recyclerPartyId: recycler.party.id } })).toBe(1);
  });

  it("are written by those who run the recycler, on the board they saw, never for the past", async () => {
    for (const actor of [await withRole(open(), recycler, "staff"), await createPerson(open()), await createParty(open(), "community")]) {
      expect(await writePrices(open(), actor, quote(), clock)).toMatchObject({ error: "PRICES.NOT_ALLOWED" });
    }
    await writePrices(open(), recycler, quote(), clock);
    expect(await writePrices(open(), recycler, quote({ version: 0 }), clock)).toMatchObject({ error: "PRICES.STALE", details: { version: 1 } });
    expect(await writePrices(open(), recycler, quote({ version: 1, validFrom: "2026-05-31" }), clock)).toMatchObject({ error: "PRICES.STALE" });
    expect(await open().priceQuote.count({ where: { recyclerPartyId: recycler.party.id } })).toBe(1);
  });

  it("the first price sets the currency, and it stays", async () => {
    await writePrices(open(), recycler, quote(), clock);
    await writePrices(open(), recycler, quote({ version: 1, material: "wood" }), clock);
    expect((await boardOn(open(), { recyclerPartyId: recycler.party.id, day: "2026-06-01", usual: "EUR" })).currency).toBe("CNY");
  });

  it("are only added to: the database refuses to change, delete or back-date a price", async () => {
    await writePrices(open(), recycler, quote(), clock);
    for (const statement of ["UPDATE price_quote SET minor_per_kg = 1", "DELETE FROM price_quote", "UPDATE price_settlement SET grams = 1"]) {
      const failure = await open().$executeRawUnsafe(statement).then(() => null, (error: unknown) => error);
      expect(sqlState(failure)).toBe("RB001");
    }
    const old = { id: newId(), recyclerPartyId: recycler.party.id, material: "wood", grade: "A" as const, minorPerKg: 1, validFrom: new Date("2026-05-01"), madeByUserId: recycler.userId, madeAt: clock.now() };
    const failure = await open().priceQuote.create({ data: old, select: { id: true } }).then(() => null, (error: unknown) => error);
    expect(sqlState(failure)).toBe("23514");
  });

  describe("a weighed visit", () => {
    let staff: Actor;
    let anna: Actor;
    let bookingId: string;
    const reading = (material: string, grossGrams: number, contaminationPermille = 0) => ({ material, grossGrams, tareGrams: 0, contaminationPermille, unit: "kg" as const });

    beforeEach(async () => {
      const scene = await createBookingScene(open());
      ({ recycler, staff, anna } = scene);
      await writePrices(open(), recycler, quote({ prices: [{ grade: "A", minorPerKg: 120 }, { grade: "B", minorPerKg: 90 }] }), clock);
      await writePrices(open(), recycler, quote({ version: 1, material: "glass_bottles", prices: [{ grade: "C", minorPerKg: -20 }] }), clock);
      // 00:30 in Berlin on the 3rd is still the 2nd in UTC: the day is the point's.
      await writePrices(open(), recycler, quote({ version: 2, validFrom: "2026-06-03", prices: [{ grade: "A", minorPerKg: 200 }] }), clock);
      const { slotId } = await createSlot(open(), { ...scene, startsAt: "2026-06-02T22:30:00Z" });
      bookingId = await bookedBy(open(), anna, asked(slotId), clock);
      clock.set("2026-06-02T22:40:00Z");
      await checkIn(open(), staff, { bookingId }, clock);
    });

    it("is settled by the board of its own day, clean mass by grade, and never again", async () => {
      await weigh(open(), staff, { bookingId, readings: [reading("cardboard", 10_000, 100), reading("glass_bottles", 3_000), reading("aluminium_cans", 500)] }, clock);
      expect(await completeBooking(open(), staff, { bookingId }, clock)).toMatchObject({ ok: true });
      const lines = await selectSettlement(open(), bookingId);
      expect(lines.map((line) => [line.material, line.grade, line.grams, line.amountMinor, line.day])).toEqual([
        ["cardboard", "B", 9_000, 810, "2026-06-03"],
        ["glass_bottles", "C", 3_000, -60, "2026-06-03"],
      ]);
      await writePrices(open(), recycler, quote({ version: 3, validFrom: "2026-06-03", prices: [{ grade: "B", minorPerKg: 1 }] }), clock);
      expect(await completeBooking(open(), staff, { bookingId }, clock)).toMatchObject({ ok: true, value: { changed: false } });
      expect(await selectSettlement(open(), bookingId)).toEqual(lines);
    });

    it("is settled by the grade the staff saw; one that is not on the board completes nothing", async () => {
      await weigh(open(), staff, { bookingId, readings: [reading("cardboard", 10_000)] }, clock);
      expect(await completeBooking(open(), staff, { bookingId, grades: { cardboard: "C" } }, clock)).toMatchObject({ ok: false, error: "PRICES.GRADE_INVALID", details: { material: "cardboard" } });
      expect(await open().ledgerEntry.count({ where: { giverPartyId: anna.party.id } })).toBe(0);
      expect(await completeBooking(open(), staff, { bookingId, grades: { cardboard: "B" } }, clock)).toMatchObject({ ok: true });
      expect((await selectSettlement(open(), bookingId)).map((line) => line.amountMinor)).toEqual([900]);
    });

    it("offers for a material are compared, those that run a point taking it", async () => {
      const place = { latitude: 52.5, longitude: 13.4 };
      const offers = await selectOffers(open(), { material: "glass_bottles", now: clock.now(), place });
      expect(offers.filter((offer) => offer.recyclerPartyId === recycler.party.id)).toMatchObject([{ grade: "C", minorPerKg: -20, currency: "CNY" }]);
      expect(offers.find((offer) => offer.recyclerPartyId === recycler.party.id)?.metres).toBeLessThan(1);
    });
  });
});

// One session cannot show a race.
describeDatabases(
  "two managers at once",
  (open) => {
    it("on one board: each price is written on the board that was seen, or refused", async () => {
      const recycler = await createParty(open(), "recycler");
      const clock = clockAt("2026-06-01T10:00:00Z");
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) => writePrices(open(), recycler, { quoteId: newId(), version: 0, material: "cardboard", validFrom: "2026-06-01", prices: [{ grade: "A", minorPerKg: index }], currency: "CNY" }, clock)),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.error])))).toEqual(new Set(["PRICES.STALE"]));
      expect(await open().priceQuote.count({ where: { recyclerPartyId: recycler.party.id } })).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
