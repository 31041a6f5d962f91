import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { correctWeight, restateEntry, reverseEntry, verifyEntry } from "./corrections.service.server.ts";
import { calculateGoodsLot, calculateMaterialLot } from "./impact.coverage.ts";
import { recordLot } from "./ledger.service.server.ts";
import type { MovedLot } from "./ledger.service.server.ts";
import { advanceLedger } from "./log.service.server.ts";
import { rebuildTotals } from "./rebuild.service.server.ts";

const at = new Date("2026-04-02T10:00:00Z");

describeDatabases("corrections", (open) => {
  async function load(db: Database["db"], lot: Partial<MovedLot> = {}) {
    const community = await createParty(db, "community");
    const giver = await createPerson(db, { communityId: community.party.id });
    const recycler = await createParty(db, "recycler");
    const sides = { giverPartyId: giver.party.id, takerPartyId: recycler.party.id };
    const recorded = await db.$transaction((tx) => recordLot(tx, materialLot({ ...sides, weights: { measuredGrams: 1_000_000, declaredConfirmedGrams: null }, ...lot })));
    return { ...recorded, communityId: community.party.id, sides };
  }
  const totalOf = async (db: Database["db"], scopeId: string) => {
    await advanceLedger(db);
    const row = await db.impactTotal.findFirstOrThrow({ where: { scopeId, period: "all", route: "all", material: "all" } });
    return { co2e: Number(row.co2eGrams), verified: Number(row.verifiedGrams), mass: Number(row.massGrams), entries: row.entryCount, uncovered: Number(row.notCoveredGrams) };
  };

  it("a load is provisional until it was treated, and then verified without a gram changing", async () => {
    const db = open();
    const { entryId, communityId } = await load(db);
    expect(await totalOf(db, communityId)).toEqual({ co2e: 1_828_165, verified: 0, mass: 500_000, entries: 1, uncovered: 0 });
    const outcome = { outcomeId: newId(), entryId, treatment: "as_recorded" as const, at };
    const done = await db.$transaction((tx) => verifyEntry(tx, outcome));
    expect(done).toMatchObject({ ok: true, value: { kind: "verification" } });
    expect(await db.$transaction((tx) => verifyEntry(tx, outcome))).toEqual(done);
    expect(await totalOf(db, communityId)).toEqual({ co2e: 1_828_165, verified: 1_828_165, mass: 500_000, entries: 1, uncovered: 0 });
    const row = await db.ledgerEntry.findFirstOrThrow({ where: { correctsId: entryId }, select: { co2eGrams: true, stage: true, verifiedGrams: true } });
    expect(row).toEqual({ co2eGrams: 0n, stage: "verified", verifiedGrams: 3_656_330n });
  });

  it("a load whose weight was corrected is verified as it stands, not as the last difference", async () => {
    const db = open();
    const { entryId, communityId } = await load(db);
    await db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId, netGrams: 900_000, contaminationPermille: 0, at }));
    const standing = await totalOf(db, communityId);
    expect(standing.co2e).toBeLessThan(1_828_165);
    const done = await db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId, treatment: "as_recorded", at }));
    expect(done).toMatchObject({ ok: true, value: { kind: "verification" } });
    expect(await totalOf(db, communityId)).toEqual({ ...standing, verified: standing.co2e });
    const rows = await db.ledgerEntry.findMany({ where: { correctsId: entryId, kind: "verification" }, select: { co2eGrams: true, lowGrams: true, highGrams: true, massGrams: true } });
    expect(rows).toEqual([{ co2eGrams: 0n, lowGrams: 0n, highGrams: 0n, massGrams: 900_000 }]);
  });

  it("a different outcome writes the difference, and a reversal afterwards takes back what stands", async () => {
    const db = open();
    const { entryId, communityId } = await load(db);
    const less = await db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId, treatment: { netGrams: 900_000, contaminationPermille: 100 }, at }));
    expect(less).toMatchObject({ ok: true, value: { kind: "adjustment" } });
    const expected = calculateMaterialLot({ id: entryId, material: "cardboard", massGrams: 900_000, basis: "measured", contamination: 0.1 });
    if (expected.status !== "ok") throw new Error("cardboard counts");
    const rows = await db.ledgerEntry.findMany({ where: { OR: [{ id: entryId }, { correctsId: entryId }] }, select: { co2eGrams: true } });
    expect(rows.reduce((sum, row) => sum + Number(row.co2eGrams), 0)).toBe(expected.co2eGrams);
    const half = Math.floor(expected.co2eGrams / 2);
    expect(await totalOf(db, communityId)).toMatchObject({ co2e: half, verified: half, mass: 450_000, entries: 1 });

    const again = await db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId, netGrams: 1_000_000, contaminationPermille: 0, note: "the tare was wrong", at }));
    expect(again).toMatchObject({ ok: true, value: { kind: "adjustment" } });
    expect(await totalOf(db, communityId)).toMatchObject({ co2e: 1_828_165, verified: 1_828_165, mass: 500_000 });

    await db.$transaction((tx) => reverseEntry(tx, { entryId, reason: "refund", at }));
    expect(await totalOf(db, communityId)).toEqual({ co2e: 0, verified: 0, mass: 0, entries: 0, uncovered: 0 });
    const spread = await db.impactSpread.findMany({ where: { scopeId: communityId, period: "all", milligrams: { not: 0 } } });
    expect(spread).toEqual([]);
    const refused = await db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId, netGrams: 1, contaminationPermille: 0, at }));
    expect(refused).toEqual({ ok: false, error: "IMPACT.WRONG_STATE" });
    expect(await rebuildTotals(db, { check: true })).toMatchObject({ differences: 0 });
  });

  it("a load whose weight was corrected is verified as it stands then, and newer figures do not revive what was thrown away", async () => {
    const db = open();
    const { entryId, communityId } = await load(db);
    await db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId, netGrams: 500_000, contaminationPermille: 0, at }));
    const corrected = await totalOf(db, communityId);
    expect(corrected).toMatchObject({ verified: 0, mass: 250_000 });
    const done = await db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId, treatment: "as_recorded", at }));
    expect(done).toMatchObject({ ok: true, value: { kind: "verification" } });
    expect(await totalOf(db, communityId)).toEqual({ ...corrected, verified: corrected.co2e });
    await db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId, treatment: "not_treated", at }));
    expect(await db.$transaction((tx) => restateEntry(tx, { restatementId: newId(), entryId, at }))).toMatchObject({ ok: true, value: { entryId: null } });
    expect(await totalOf(db, communityId)).toMatchObject({ co2e: 0, mass: 0 });
  });

  it("a load that was thrown away after all keeps nothing, and says so", async () => {
    const db = open();
    const { entryId, communityId } = await load(db);
    expect(await db.$transaction((tx) => verifyEntry(tx, { outcomeId: newId(), entryId, treatment: "not_treated", at }))).toMatchObject({ ok: true, value: { kind: "adjustment" } });
    expect(await totalOf(db, communityId)).toEqual({ co2e: 0, verified: 0, mass: 0, entries: 1, uncovered: 0 });
  });

  it("newer figures restate an entry by the difference; the same figures write nothing", async () => {
    const db = open();
    const { entryId } = await load(db);
    const nothing = await db.$transaction((tx) => restateEntry(tx, { restatementId: "r0", entryId, at }));
    expect(nothing).toEqual({ ok: true, value: { entryId: null, kind: null, topics: [] } });
    // The next edition, as it would arrive: the same lot by another material's figures.
    const calculators = { goods: calculateGoodsLot, material: (lot: Parameters<typeof calculateMaterialLot>[0]) => calculateMaterialLot({ ...lot, material: "glass" as const }) };
    const first = await db.$transaction((tx) => restateEntry(tx, { restatementId: "r1", entryId, at, calculators }));
    expect(first).toMatchObject({ ok: true, value: { kind: "restatement" } });
    expect(await db.$transaction((tx) => restateEntry(tx, { restatementId: "r1", entryId, at, calculators }))).toEqual(first);
    const rows = await db.ledgerEntry.findMany({ where: { OR: [{ id: entryId }, { correctsId: entryId }] }, orderBy: { seq: "asc" }, select: { co2eGrams: true, factorIds: true, stage: true } });
    expect(rows).toHaveLength(2);
    expect(rows[0]?.co2eGrams).toBe(3_656_330n);
    expect(rows[1]?.factorIds).toContain("us_epa_warm@16/glass/recycling");
    expect(rows[1]?.stage).toBe("provisional");
    expect(Number(rows[0]?.co2eGrams) + Number(rows[1]?.co2eGrams)).toBe(326_664);
  });

  it("refuses what cannot be: unknown entries, corrections of corrections, weights of items, lots on their way", async () => {
    const db = open();
    const { entryId, sides } = await load(db);
    const weight = (id: string) => db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId: id, netGrams: 5, contaminationPermille: 0, at }));
    expect(await weight("nobody")).toEqual({ ok: false, error: "IMPACT.NOT_FOUND" });
    const back = await db.$transaction((tx) => reverseEntry(tx, { entryId, reason: "mistake", at }));
    expect(await weight(back.ok ? back.value.entryId : "")).toEqual({ ok: false, error: "IMPACT.WRONG_STATE" });
    const taker = await createPerson(db);
    const goods = await db.$transaction((tx) => recordLot(tx, goodsLot({ ...sides, takerPartyId: taker.party.id })));
    expect(await weight(goods.entryId)).toEqual({ ok: false, error: "IMPACT.WRONG_STATE" });
    const onItsWay = await db.$transaction((tx) => recordLot(tx, materialLot({ ...sides, takerPartyId: taker.party.id })));
    expect(await weight(onItsWay.entryId)).toEqual({ ok: false, error: "IMPACT.WRONG_STATE" });
  });

  it("counts a lot once however many hands it passes", async () => {
    const db = open();
    const { sides } = await load(db);
    const neighbour = await createPerson(db);
    const lotId = newId();
    const hop = await db.$transaction((tx) => recordLot(tx, materialLot({ ...sides, takerPartyId: neighbour.party.id, lotId })));
    const end = await db.$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: neighbour.party.id, takerPartyId: sides.takerPartyId, lotId })));
    expect([hop.status, end.status]).toEqual(["not_covered", "ok"]);
    const once = await db.$transaction((tx) => recordLot(tx, materialLot({ ...sides, lotId })));
    expect(once.entryId).toBe(end.entryId);
    expect(await db.ledgerEntry.count({ where: { lotId } })).toBe(2);
  });

  it("resales of one serial number share one life, and a reversal gives its part back", async () => {
    const db = open();
    const [one, other] = [await createPerson(db), await createPerson(db)];
    const sell = async (condition: string, serialHash = "same") => {
      const lot = goodsLot({ giverPartyId: one.party.id, takerPartyId: other.party.id, category: "smartphone", condition, serialHash });
      const recorded = await db.$transaction((tx) => recordLot(tx, lot));
      const { inputs } = await db.ledgerEntry.findUniqueOrThrow({ where: { id: recorded.entryId }, select: { inputs: true } });
      const { calculation, requestedLife } = inputs as { calculation: { remainingLife: number }; requestedLife: number };
      expect(await db.$transaction((tx) => recordLot(tx, lot))).toEqual(recorded);
      return { id: recorded.entryId, life: calculation.remainingLife, requestedLife };
    };
    const first = await sell("good");
    expect(first).toMatchObject({ life: 0.7, requestedLife: 0.7 });
    expect(await sell("fair")).toMatchObject({ life: 0.3, requestedLife: 0.5 });
    expect(await sell("fair")).toMatchObject({ life: 0, requestedLife: 0.5 });
    expect(await sell("fair", "another")).toMatchObject({ life: 0.5 });
    await db.$transaction((tx) => reverseEntry(tx, { entryId: first.id, reason: "dispute", at }));
    expect(await sell("like_new")).toMatchObject({ life: 0.7, requestedLife: 0.9 });
  });

  it("marks what is written down after its month was closed", async () => {
    const db = open();
    const { sides, communityId } = await load(db);
    const late = materialLot({ ...sides, occurredAt: new Date("2026-01-20T10:00:00Z") });
    const { entryId } = await db.$transaction((tx) => recordLot(tx, late, new Date("2026-02-11T00:00:00Z")));
    const inTime = materialLot({ ...sides, occurredAt: new Date("2026-01-20T10:00:00Z") });
    await db.$transaction((tx) => recordLot(tx, inTime, new Date("2026-02-10T23:59:59Z")));
    await advanceLedger(db);
    expect(await db.ledgerEntry.findUnique({ where: { id: entryId }, select: { isLate: true } })).toEqual({ isLate: true });
    const month = await db.impactTotal.findFirstOrThrow({ where: { scopeId: communityId, period: "2026-01", route: "all", material: "all" } });
    expect(month.lateGrams * 2n).toBe(month.co2eGrams);
  });
});

describeDatabases(
  "corrections at the same moment",
  (open) => {
    it("one serial number is never sold for more than one life", async () => {
      const db = open();
      const [one, other] = [await createPerson(db), await createPerson(db)];
      const lots = Array.from({ length: 10 }, () => goodsLot({ giverPartyId: one.party.id, takerPartyId: other.party.id, category: "laptop", condition: "worn", serialHash: "raced" }));
      const recorded = await Promise.all(lots.map((lot) => db.$transaction((tx) => recordLot(tx, lot))));
      const rows = await db.ledgerEntry.findMany({ where: { id: { in: recorded.map((lot) => lot.entryId) } }, select: { inputs: true } });
      const lives = rows.map((row) => Math.round((row.inputs as { calculation: { remainingLife: number } }).calculation.remainingLife * 10)).sort();
      expect(lives).toEqual([0, 0, 0, 0, 0, 0, 1, 3, 3, 3]);
    });

    it("ten corrections of one entry come one after the other and end where the last one says", async () => {
      const db = open();
      const giver = await createPerson(db);
      const recycler = await createParty(db, "recycler");
      const { entryId } = await db.$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id })));
      const weights = Array.from({ length: 10 }, (_, n) => 1000 * (n + 1));
      await Promise.all(weights.map((netGrams) => db.$transaction((tx) => correctWeight(tx, { correctionId: newId(), entryId, netGrams, contaminationPermille: 0, at }))));
      const rows = await db.ledgerEntry.findMany({ where: { OR: [{ id: entryId }, { correctsId: entryId }] }, orderBy: { seq: "asc" }, select: { co2eGrams: true, massGrams: true } });
      expect(rows).toHaveLength(11);
      const last = calculateMaterialLot({ id: entryId, material: "cardboard", massGrams: rows.at(-1)?.massGrams ?? 0, basis: "measured" });
      expect(rows.reduce((sum, row) => sum + Number(row.co2eGrams), 0)).toBe(last.status === "ok" ? last.co2eGrams : null);
      await advanceLedger(db);
      expect(await rebuildTotals(db, { check: true })).toMatchObject({ differences: 0 });
    });
  },
  { on: ["postgresql"] },
);
