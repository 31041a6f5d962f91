import { beforeEach, describe, expect, it } from "vitest";
import { roundEmissions } from "#app/domains/impact/impact.rounds.ts";
import { correctWeight } from "#app/domains/impact/corrections.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import type { RoundShare } from "#app/domains/impact/impact.schema.ts";
import { headOf } from "#app/domains/impact/log.repository.server.ts";
import { sha256 } from "#app/domains/impact/log/sha256.server.ts";
import { leafOf } from "#app/domains/impact/ledger.leaf.ts";
import { loggedRows } from "#app/domains/impact/verify/export.repository.server.ts";
import { recomputeEntry } from "#app/domains/impact/verify/recompute.ts";
import type { FrozenInputs } from "#app/domains/impact/ledger.rules.ts";
import { weigh } from "#app/domains/pickups/gate.service.server.ts";
import { openRound } from "#app/domains/rounds/driver.service.server.ts";
import { collectAt, createPublishedRound, done, drive, planYard, type OutRound } from "#tests/factories/home-rounds.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { closeRound } from "./close-round.server.ts";

describeDatabases("closing a round", (open) => {
  let round: OutRound;
  beforeEach(async () => {
    round = await createPublishedRound(open());
    round.clock.set("2026-06-01T07:00:00Z");
  });

  const row = () => open().round.findUniqueOrThrow({ where: { id: round.roundId } });
  const close = async (more: { drivenMetres?: number; version?: number } = {}, actor = round.staff) => closeRound(open(), actor, { roundId: round.roundId, version: (await row()).version, ...more }, round.clock);
  const entriesOf = async (ids: string[]) => open().ledgerEntry.findMany({ where: { id: { in: ids } }, orderBy: { seq: "asc" } });
  const shareOf = (inputs: unknown): RoundShare | undefined => (inputs as FrozenInputs).calculation?.round;

  it("completes what was collected; the shares add up to the round's emissions to the gram and are in the entries", async () => {
    await collectAt(open(), round, round.stops[0], "12.345", "2026-06-01T07:05:00Z");
    await collectAt(open(), round, round.stops[1], "3.1", "2026-06-01T07:20:00Z");
    await collectAt(open(), round, round.stops[2], "0.777", "2026-06-01T07:40:00Z");
    await drive(open(), round, { kind: "back" });
    const closed = done(await close({ drivenMetres: 12_300 }));
    expect(closed.emissionGrams).toBe(roundEmissions("van_diesel", 12_300));
    expect(await row()).toMatchObject({ state: "done", drivenMetres: 12_300, distanceBasis: "odometer", vehicleKind: "van_diesel", emissionGrams: closed.emissionGrams, collectedGrams: 16_222 });
    const entries = await entriesOf(closed.entryIds);
    expect(entries).toHaveLength(3);
    expect(entries.reduce((sum, entry) => sum + (shareOf(entry.inputs)?.shareGrams ?? 0), 0)).toBe(closed.emissionGrams);
    const allocated = await open().roundAllocation.aggregate({ where: { roundId: round.roundId }, _sum: { emissionGrams: true, massGrams: true } });
    expect(allocated._sum).toEqual({ emissionGrams: closed.emissionGrams, massGrams: 16_222 });
    for (const entry of entries) expect(entry.factorIds).toContain("uk_desnz@2025/van-average/diesel-per-km");
    expect(await open().booking.count({ where: { id: { in: round.stops.map((stop) => stop.bookingId) }, state: "done" } })).toBe(3);
  });

  it("takes the estimated way over the doors it came to where nobody read the odometer", async () => {
    await collectAt(open(), round, round.stops.find((stop) => stop.latitude < 52.506), "10");
    const closed = done(await close());
    // One door 0.005 degrees north, there and back: 2 x 556.6 m x 1.3.
    const { drivenMetres } = await row();
    expect(drivenMetres).toBe(1_447);
    expect(closed.emissionGrams).toBe(370);
  });

  it("is done once; a second closing, an old page and other people change nothing", async () => {
    await collectAt(open(), round, round.stops[0], "10");
    expect(await close({ version: 1 })).toMatchObject({ error: "ROUNDS.STALE" });
    expect(await close({}, await createParty(open(), "recycler"))).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await close({}, await withRole(open(), round.recycler, "member"))).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
    const closed = done(await close());
    expect(done(await close())).toMatchObject({ changed: false, emissionGrams: closed.emissionGrams, entryIds: [] });
    expect(await open().roundAllocation.count({ where: { roundId: round.roundId } })).toBe(1);
  });

  it("is refused before it has left", async () => {
    expect(await close()).toMatchObject({ error: "ROUNDS.WRONG_STATE" });
  });

  it("keeps the emissions of an empty round to itself, in nobody's entry", async () => {
    await drive(open(), round, { kind: "arrive", stopId: round.stops[0]?.id ?? "" });
    await drive(open(), round, { kind: "refuse", stopId: round.stops[0]?.id ?? "", reason: "unsafe", note: "" });
    const closed = done(await close({ drivenMetres: 9_000 }));
    expect(closed).toMatchObject({ emissionGrams: 2_300, entryIds: [] });
    expect(await row()).toMatchObject({ emissionGrams: 2_300, collectedGrams: 0 });
    expect(await open().roundAllocation.count({ where: { roundId: round.roundId } })).toBe(0);
    expect(done(await openRound(open(), round.staff, round.roundId)).round).toMatchObject({ emissionGrams: 2_300, collectedGrams: 0 });
  });

  it("weights corrected at the depot count as corrected", async () => {
    await collectAt(open(), round, round.stops[0], "10");
    done(await weigh(open(), round.staff, { bookingId: round.stops[0]?.bookingId ?? "", readings: [{ material: "cardboard", grossGrams: 8_500, tareGrams: 0, contaminationPermille: 0, unit: "kg", reason: "weighed again at the yard" }] }, round.clock));
    const closed = done(await close());
    expect((await entriesOf(closed.entryIds))[0]).toMatchObject({ massGrams: 8_500 });
  });

  it("stops that were not reached wait for another round; who was not met stays as the yard's rules say", async () => {
    await drive(open(), round, { kind: "arrive", stopId: round.stops[0]?.id ?? "" });
    round.clock.set("2026-06-01T09:30:00Z");
    await drive(open(), round, { kind: "nobody", stopId: round.stops[0]?.id ?? "", note: "" });
    done(await close());
    const bookings = await open().booking.findMany({ where: { id: { in: round.stops.map((stop) => stop.bookingId) } } });
    expect(bookings.map(({ state }) => state)).toEqual(["confirmed", "confirmed", "confirmed"]);
    expect(await open().roundStop.count({ where: { roundId: round.roundId, reason: "not_reached" } })).toBe(2);
    const again = await planYard(open(), round, { vehicles: [{ vehicleId: round.vehicleId, from: "11:30", until: "17:00" }] });
    // The vehicle's morning is over: it may go out again, to all three.
    expect(again.ok || again.error === "ROUNDS.VEHICLE_TAKEN").toBe(true);
  });

  it("who was not met, long after their time, did not turn up", async () => {
    await drive(open(), round, { kind: "arrive", stopId: round.stops[0]?.id ?? "" });
    round.clock.set("2026-06-01T10:30:00Z");
    await drive(open(), round, { kind: "nobody", stopId: round.stops[0]?.id ?? "", note: "" });
    done(await close());
    expect(await open().booking.findUniqueOrThrow({ where: { id: round.stops[0]?.bookingId ?? "" } })).toMatchObject({ state: "no_show_customer" });
  });

  describe("in the ledger", () => {
    it("whoever counts the leaves again comes to the same, and a changed share is found", async () => {
      for (const [index, kilograms] of ["11.1", "22.2", "33.3"].entries()) await collectAt(open(), round, round.stops[index], kilograms);
      const closed = done(await close());
      await advanceLedger(open());
      const { size } = await headOf(open());
      const leaves = (await loggedRows(open(), 0, size)).filter(({ row: { id } }) => closed.entryIds.includes(id)).map(({ row: entry, shares }) => leafOf(sha256, entry, shares));
      expect(leaves).toHaveLength(3);
      for (const leaf of leaves) {
        expect(recomputeEntry(leaf)).toBeNull();
        const calculation = leaf.inputs.calculation;
        const forged = { ...leaf, inputs: { ...leaf.inputs, calculation: calculation && { ...calculation, round: calculation.round && { ...calculation.round, shareGrams: calculation.round.shareGrams - 1 } } } };
        expect(recomputeEntry(forged)).not.toBeNull();
      }
    });

    it("a later correction of the weight keeps the share that was frozen", async () => {
      await collectAt(open(), round, round.stops[0], "10");
      const [entryId = ""] = done(await close({ drivenMetres: 10_000 })).entryIds;
      await advanceLedger(open());
      const before = (await entriesOf([entryId]))[0];
      const corrected = await open().$transaction((tx) => correctWeight(tx, { entryId, correctionId: "scale", netGrams: 20_000, contaminationPermille: 0, note: "the scale was off", at: round.clock.now() }));
      expect(corrected).toMatchObject({ ok: true });
      const rows = await open().ledgerEntry.findMany({ where: { correctsId: entryId } });
      expect(rows).toHaveLength(1);
      expect(shareOf(rows[0]?.inputs)).toEqual(shareOf(before?.inputs));
      // Twice the mass without its share twice: what it kept out grows by exactly the first figure before the way was subtracted.
      expect(Math.abs(Number(rows[0]?.co2eGrams) - Number(before?.co2eGrams) - 2_556)).toBeLessThanOrEqual(1);
    });
  });
});
