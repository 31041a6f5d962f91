import { expect, it } from "vitest";
import type { Db } from "#app/platform/db/database.server.ts";
import { MATERIALS } from "#app/shared/materials.ts";
import { GOODS } from "#app/shared/goods.ts";
import { newId } from "#app/shared/ids.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { recordLot, recordLots, reverseEntry, type MovedLot } from "./ledger.service.server.ts";

/** Small, fast, repeatable chance (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The totals anew from the rows alone, written without the product's code. */
const RECOMPUTED = `
  WITH part AS (
    SELECT e.id, 'platform' AS scope_type, 'all' AS scope_id, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
      e.co2e_grams, e.low_grams, e.high_grams, e.mass_grams FROM ledger_entry e
    UNION ALL SELECT entry_id, 'party', party_id, party_month, co2e_grams, low_grams, high_grams, mass_grams FROM ledger_share
    UNION ALL SELECT entry_id, 'community', community_id, community_month, co2e_grams, low_grams, high_grams, mass_grams
      FROM ledger_share WHERE community_id IS NOT NULL
  ), line AS (
    SELECT part.scope_type, part.scope_id, part.month, e.id, e.route, coalesce(e.material, e.category, 'unknown') AS material,
      coalesce(part.co2e_grams, 0) AS co2e,
      coalesce(CASE e.kind WHEN 'reversal' THEN part.high_grams ELSE part.low_grams END, 0) AS low,
      coalesce(CASE e.kind WHEN 'reversal' THEN part.low_grams ELSE part.high_grams END, 0) AS high,
      CASE e.route WHEN 'in_chain' THEN 0 ELSE coalesce(part.mass_grams, 0) END AS mass,
      e.weight_basis = 'measured' AS measured, e.status = 'not_covered' AS uncovered,
      CASE e.kind WHEN 'reversal' THEN -1 ELSE 1 END AS sign
    FROM part JOIN ledger_entry e ON e.id = part.id
  )
  SELECT scope_type, scope_id, p.period, r.route, m.material, sum(co2e)::text AS co2e, sum(low)::text AS low, sum(high)::text AS high,
    sum(mass)::text AS mass, coalesce(sum(mass) FILTER (WHERE measured), 0)::text AS measured,
    coalesce(sum(mass) FILTER (WHERE uncovered), 0)::text AS uncovered,
    (count(DISTINCT id) FILTER (WHERE sign = 1) - count(DISTINCT id) FILTER (WHERE sign = -1))::text AS entries
  FROM line CROSS JOIN LATERAL (VALUES ('all'), (month)) p(period) CROSS JOIN LATERAL (VALUES ('all'), (line.route)) r(route)
    CROSS JOIN LATERAL (VALUES ('all'), (line.material)) m(material)
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`;

const KEPT = `
  SELECT scope_type, scope_id, period, route, material, co2e_grams::text AS co2e, low_grams::text AS low, high_grams::text AS high,
    mass_grams::text AS mass, measured_mass_grams::text AS measured, not_covered_grams::text AS uncovered, entry_count::text AS entries
  FROM impact_total ORDER BY 1, 2, 3, 4, 5`;

async function expectTotalsToEqualRows(db: Db): Promise<number> {
  const kept = await db.$queryRawUnsafe<unknown[]>(KEPT);
  expect(kept).toEqual(await db.$queryRawUnsafe<unknown[]>(RECOMPUTED));
  return kept.length;
}

describeDatabases("totals", (open) => {
  it("are empty without entries", async () => {
    expect(await expectTotalsToEqualRows(open())).toBe(0);
  });

  it.each([1, 2])("equal the rows after a random history (%i)", async (seed) => {
    const db = open();
    const next = chance(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const communities = [
      await createParty(db, "community", { timeZone: "Asia/Shanghai" }),
      await createParty(db, "community", { timeZone: "America/New_York" }),
    ];
    const people = [];
    for (let n = 0; n < 5; n++) {
      const communityId = n < 3 ? communities[n % 2]?.party.id : undefined;
      people.push(await createPerson(db, communityId ? { communityId } : {}));
    }
    const recyclers = [await createParty(db, "recycler"), await createParty(db, "recycler", { timeZone: "Pacific/Auckland" })];
    const everybody = [...people, ...recyclers, ...communities].map((one) => one.party.id);
    const entries: string[] = [];
    const told: MovedLot[] = [];
    for (let step = 0; step < 60; step++) {
      const act = next();
      if (act < 0.12 && entries.length > 0) {
        await db.$transaction((tx) => reverseEntry(tx, { entryId: pick(entries), reason: "test", at: randomInstant(next) }));
      } else if (act < 0.2 && told.length > 0) {
        await db.$transaction((tx) => recordLot(tx, pick(told)));
      } else if (act < 0.25) {
        // People move house, and zones are corrected; neither may move a line of the past.
        await db.party.update({ where: { id: pick(people).party.id }, data: { homeCommunityId: pick([null, ...communities.map((one) => one.party.id)]), timeZone: pick(["Asia/Kathmandu", "Europe/Berlin"]) } });
      } else {
        const lots = Array.from({ length: next() < 0.2 ? 3 : 1 }, () => randomLot(next, pick, everybody));
        told.push(...lots);
        entries.push(...(await db.$transaction((tx) => recordLots(tx, lots))).map((one) => one.entryId));
      }
    }
    expect(await expectTotalsToEqualRows(db)).toBeGreaterThan(100);
    const uneven = await db.$queryRawUnsafe<unknown[]>(`
      SELECT e.id FROM ledger_entry e JOIN ledger_share s ON s.entry_id = e.id GROUP BY e.id
      HAVING sum(s.co2e_grams) IS DISTINCT FROM e.co2e_grams OR sum(s.low_grams) IS DISTINCT FROM e.low_grams
        OR sum(s.high_grams) IS DISTINCT FROM e.high_grams OR sum(s.mass_grams) IS DISTINCT FROM e.mass_grams OR count(*) <> 2`);
    expect(uneven).toEqual([]);
  });

  it("count an entry once where both sides live in one community", async () => {
    const db = open();
    const community = await createParty(db, "community");
    const [giver, taker] = [await createPerson(db, { communityId: community.party.id }), await createPerson(db, { communityId: community.party.id })];
    const whole = await db.$transaction((tx) => recordLot(tx, goodsLot({ giverPartyId: giver.party.id, takerPartyId: taker.party.id, itemCount: 3 })));
    const total = await db.impactTotal.findFirstOrThrow({ where: { scopeId: community.party.id, period: "all", route: "all", material: "all" } });
    expect({ co2e: Number(total.co2eGrams), entries: total.entryCount }).toEqual({ co2e: whole.co2eGrams, entries: 1 });
    await expectTotalsToEqualRows(db);
  });
});

describeDatabases(
  "totals under contention",
  (open) => {
    it("a replay at the same moment writes nothing twice, and many recorders wait for each other without a deadlock", async () => {
      const db = open();
      const community = await createParty(db, "community");
      const giver = await createPerson(db, { communityId: community.party.id });
      const recycler = await createParty(db, "recycler");
      const sides = { giverPartyId: giver.party.id, takerPartyId: recycler.party.id };
      const lot = materialLot(sides);
      const replays = await Promise.all(Array.from({ length: 8 }, () => db.$transaction((tx) => recordLot(tx, lot))));
      expect(new Set(replays.map((one) => one.entryId)).size).toBe(1);
      const mixed = ["glass", "cardboard", "pet", "copper"];
      await Promise.all(
        Array.from({ length: 24 }, (_, n) => {
          const lots = [0, 1, 2].map((k) => materialLot({ ...sides, material: mixed[(n + k) % 4] ?? "glass" }));
          return db.$transaction((tx) => recordLots(tx, n % 2 ? lots : [...lots].reverse()));
        }),
      );
      expect(await db.ledgerEntry.count()).toBe(73);
      const [reversal, again] = await Promise.all([1, 2].map(() => db.$transaction((tx) => reverseEntry(tx, { entryId: replays[0]?.entryId ?? "", reason: "twice", at: new Date() }))));
      expect(reversal).toEqual(again);
      await expectTotalsToEqualRows(db);
      expect(await db.outboxEvent.count({ where: { type: "impact.entry-recorded" } })).toBe(74);
    });
  },
  { on: ["postgresql"] },
);

function randomInstant(next: () => number): Date {
  // Around the turn of months, where zones disagree.
  const month = Math.floor(next() * 4);
  return new Date(Date.UTC(2026, month, 1) + Math.round((next() - 0.5) * 3 * 86_400_000));
}

function randomLot(next: () => number, pick: <T>(list: readonly T[]) => T, parties: readonly string[]): MovedLot {
  const sides = { giverPartyId: pick(parties), takerPartyId: pick(parties), occurredAt: randomInstant(next) };
  const grams = next() < 0.15 ? null : Math.floor(next() * 90_000);
  const weights = next() < 0.5 ? { measuredGrams: grams, declaredConfirmedGrams: null } : { measuredGrams: null, declaredConfirmedGrams: grams };
  return next() < 0.5
    ? materialLot({ ...sides, weights, material: pick(MATERIALS).code, contaminationPermille: pick([0, 0, 40]) })
    : goodsLot({ ...sides, weights, causeId: newId(), category: pick(GOODS).code, condition: pick(["new", "good", "broken", null]), itemCount: 1 + Math.floor(next() * 4) });
}
