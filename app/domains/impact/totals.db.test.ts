import { expect, it } from "vitest";
import type { Db } from "#app/platform/db/database.server.ts";
import { lastClosedMonth } from "#app/shared/months.ts";
import { periodAt } from "#app/shared/periods.ts";
import { MATERIALS } from "#app/shared/materials.ts";
import { GOODS } from "#app/shared/goods.ts";
import { newId } from "#app/shared/ids.ts";
import { chance } from "#tests/factories/chance.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { totalRange } from "./impact.totals.ts";
import { recordLot, recordLots, type MovedLot } from "./ledger.service.server.ts";
import { advanceLedger } from "./log.service.server.ts";
import { reverseEntry } from "./corrections.service.server.ts";
import { countCorrections } from "./proof.repository.server.ts";
import { rebuildTotals } from "./rebuild.service.server.ts";

interface Line {
  id: string; kind: string; route: string; what: string; late: boolean; recordedAt: Date; spread: Record<string, number>; squares: string; gradeGrams: string; gradePoints: string;
  scopeType: string; scopeId: string; day: string; ppm: number; co2e: string; verified: string; moved: string; measured: string; uncovered: string;
}

const LINES = `
  WITH part AS (
    SELECT id, 'platform' AS "scopeType", 'all' AS "scopeId", to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, 1000000 AS ppm, co2e_grams, verified_grams,
      moved_grams, measured_grams, uncovered_grams FROM ledger_entry
    UNION ALL SELECT id, 'region', region, region_day, 1000000, co2e_grams, verified_grams, moved_grams, measured_grams, uncovered_grams FROM ledger_entry
    UNION ALL SELECT entry_id, 'party', party_id, party_day, ppm, co2e_grams, verified_grams, moved_grams, measured_grams, uncovered_grams FROM ledger_share
    UNION ALL SELECT entry_id, 'community', community_id, community_day, ppm, co2e_grams, verified_grams, moved_grams, measured_grams, uncovered_grams
      FROM ledger_share WHERE community_id IS NOT NULL)
  SELECT e.id, e.kind::text AS kind, e.route, coalesce(e.material, e.category, 'unknown') AS what, e.is_late AS late, e.recorded_at AS "recordedAt", e.spread,
    e.independent_squares::text AS squares, e.grade_grams::text AS "gradeGrams", e.grade_points::text AS "gradePoints", p."scopeType", p."scopeId", p.day, p.ppm,
    coalesce(p.co2e_grams, 0)::text AS co2e, p.verified_grams::text AS verified, p.moved_grams::text AS moved, p.measured_grams::text AS measured, p.uncovered_grams::text AS uncovered
  FROM part p JOIN ledger_entry e ON e.id = p.id`;

/** The totals anew from the rows, one by one and without the product's statement. */
async function recomputed(db: Db): Promise<Map<string, Record<string, string>>> {
  const merged = new Map<string, Line>();
  for (const line of await db.$queryRawUnsafe<Line[]>(LINES)) {
    const key = [line.id, line.scopeType, line.scopeId].join(" ");
    const known = merged.get(key);
    const plus = (name: "co2e" | "verified" | "moved" | "measured" | "uncovered") => String(Number(line[name]) + Number(known?.[name] ?? 0));
    merged.set(key, { ...line, ppm: line.ppm + (known?.ppm ?? 0), co2e: plus("co2e"), verified: plus("verified"), moved: plus("moved"), measured: plus("measured"), uncovered: plus("uncovered") });
  }
  const sums = new Map<string, { numbers: Record<string, number>; squares: bigint; spread: Record<string, number> }>();
  const part = (value: number, line: Line) => Math.sign(value) * Math.round((Math.abs(value) * line.ppm) / 1e6);
  for (const line of merged.values()) {
    const month = line.day.slice(0, 7);
    const keys = [["all", "all", "all"], ["all", line.route, "all"], ["all", "all", line.what], [month, "all", "all"], [month, line.route, "all"], [month, "all", line.what], [line.day, "all", "all"]];
    for (const kind of ["week", "season"] as const) for (const route of ["all", line.route]) keys.push([periodAt(kind, new Date(`${line.day}T00:00:00Z`)), route, "all"]);
    const published = publishedMonth(line.day, line.recordedAt);
    if (line.scopeType === "platform" || line.scopeType === "region") for (const rest of [["all", "all"], [line.route, "all"], ["all", line.what], [line.route, line.what]]) keys.push([published, ...rest]);
    for (const rest of keys) {
      const key = [line.scopeType, line.scopeId, ...rest].join(" ");
      const sum = sums.get(key) ?? { numbers: {}, squares: 0n, spread: {} };
      const add = (name: string, value: number) => (sum.numbers[name] = (sum.numbers[name] ?? 0) + value);
      for (const name of ["co2e", "verified", "moved", "measured", "uncovered"] as const) add(name, Number(line[name]));
      add("late", line.late ? Number(line.co2e) : 0);
      add("entries", line.kind === "entry" ? 1 : line.kind === "reversal" ? -1 : 0);
      add("gradeGrams", part(Number(line.gradeGrams), line));
      add("gradePoints", part(Number(line.gradePoints), line));
      const ppm = BigInt(line.ppm);
      const own = BigInt(line.squares);
      const magnitude = ((own < 0n ? -own : own) * ppm * ppm * 2n + 1_000_000_000_000n) / 2_000_000_000_000n;
      sum.squares += own < 0n ? -magnitude : magnitude;
      for (const [factor, milligrams] of Object.entries(line.spread)) sum.spread[factor] = (sum.spread[factor] ?? 0) + part(milligrams, line);
      sums.set(key, sum);
    }
  }
  return new Map([...sums].map(([key, { numbers, squares, spread }]) => [key, { ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value + 0)])), squares: String(squares), spread: JSON.stringify(Object.entries(spread).filter(([, value]) => value !== 0).sort()) }]));
}

type Kept = Record<"key" | "co2e" | "low" | "high" | "verified" | "late" | "moved" | "measured" | "uncovered" | "entries" | "squares" | "gradeGrams" | "gradePoints", string>;

/** The published month of a row: its own, or that in which it was recorded once its own was closed. */
function publishedMonth(day: string, recordedAt: Date): string {
  const month = day.slice(0, 7);
  return `p${month <= lastClosedMonth(recordedAt) ? recordedAt.toISOString().slice(0, 7) : month}`;
}

/** How many different parties have standing entries behind each published month's figures, counted from the rows one by one. */
async function recountedParties(db: Db): Promise<Record<string, number>> {
  const rows = await db.ledgerEntry.findMany({ where: { kind: { in: ["entry", "reversal"] }, route: { not: "in_chain" } }, include: { shares: { select: { partyId: true } } } });
  const cells = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const what = row.material ?? row.category ?? "unknown";
    for (const scope of [`platform all ${publishedMonth(row.occurredAt.toISOString(), row.recordedAt)}`, `region ${row.region} ${publishedMonth(row.regionDay, row.recordedAt)}`]) {
      for (const kind of ["all all", `${row.route} all`, `all ${what}`, `${row.route} ${what}`]) {
        const cell = cells.get(`${scope} ${kind}`) ?? new Map<string, number>();
        cells.set(`${scope} ${kind}`, cell);
        for (const party of new Set(row.shares.map((share) => share.partyId))) cell.set(party, (cell.get(party) ?? 0) + (row.kind === "entry" ? 1 : -1));
      }
    }
  }
  return Object.fromEntries([...cells].map(([key, cell]) => [key, [...cell.values()].filter((count) => count > 0).length]));
}

/** What is kept of corrections by month equals a count of the rows, for each month, each year and in all. */
async function expectCorrectionsToBeCounted(db: Db): Promise<void> {
  const rows = await db.ledgerEntry.findMany({ where: { correctsId: { not: null } }, select: { recordedAt: true } });
  const at = rows.map((row) => row.recordedAt.toISOString());
  const periods = [null, "1999", "1999-01", ...new Set(at.flatMap((one) => [one.slice(0, 4), one.slice(0, 7)]))];
  for (const period of periods) expect(await countCorrections(db, period), period ?? "in all").toBe(at.filter((one) => one.startsWith(period ?? "")).length);
}

/** Kept sums equal the recomputed ones, and each range is the one the formula's own function gives. */
async function expectTotalsToEqualRows(db: Db): Promise<number> {
  await advanceLedger(db);
  const spreads = new Map<string, [string, number][]>();
  for (const row of await db.impactSpread.findMany({ orderBy: { factorId: "asc" } })) {
    const key = [row.scopeType, row.scopeId, row.period, row.route, row.material].join(" ");
    if (row.milligrams !== 0n) spreads.set(key, [...(spreads.get(key) ?? []), [row.factorId, Number(row.milligrams)]]);
  }
  const kept = await db.$queryRawUnsafe<Kept[]>(`SELECT concat_ws(' ', scope_type, scope_id, period, route, material) AS key, co2e_grams::text AS co2e, low_grams::text AS low,
    high_grams::text AS high, verified_grams::text AS verified, late_grams::text AS late, mass_grams::text AS moved, measured_mass_grams::text AS measured,
    not_covered_grams::text AS uncovered, entry_count::text AS entries, independent_squares::text AS squares, grade_grams::text AS "gradeGrams", grade_points::text AS "gradePoints" FROM impact_total`);
  const seen = new Map(
    kept.map(({ key, low, high, ...sums }) => {
      const spread = (spreads.get(key) ?? []).sort();
      const range = totalRange({ totalGrams: Number(sums.co2e), correlatedByKey: Object.fromEntries(spread.map(([factor, mg]) => [factor, mg / 1000])), independentSquares: Number(sums.squares) / 1e6 });
      expect(Math.abs(range.lowGrams - Number(low)), key).toBeLessThanOrEqual(1);
      expect(Math.abs(range.highGrams - Number(high)), key).toBeLessThanOrEqual(1);
      return [key, { ...sums, spread: JSON.stringify(spread) }];
    }),
  );
  expect(seen).toEqual(await recomputed(db));
  const reach = await db.impactReach.findMany();
  expect(Object.fromEntries(reach.map((row) => [[row.scopeType, row.scopeId, row.period, row.route, row.material].join(" "), row.parties]))).toEqual(await recountedParties(db));
  await expectCorrectionsToBeCounted(db);
  expect(await rebuildTotals(db, { check: true })).toMatchObject({ differences: 0 });
  return seen.size;
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
        await db.$transaction((tx) => reverseEntry(tx, { entryId: pick(entries), reason: "mistake", at: randomInstant(next) }));
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
    await advanceLedger(db);
    const total = await db.impactTotal.findFirstOrThrow({ where: { scopeId: community.party.id, period: "all", route: "all", material: "all" } });
    expect({ co2e: Number(total.co2eGrams), entries: total.entryCount }).toEqual({ co2e: whole.co2eGrams, entries: 1 });
    await expectTotalsToEqualRows(db);
  });
});

describeDatabases("totals of a deal across two communities", (open) => {
  it("share it half and half, and together are the whole, which the platform and the region count once", async () => {
    const db = open();
    const [one, other] = [await createParty(db, "community"), await createParty(db, "community")];
    const [giver, taker] = [await createPerson(db, { communityId: one.party.id }), await createPerson(db, { communityId: other.party.id })];
    const whole = await db.$transaction((tx) => recordLot(tx, goodsLot({ giverPartyId: giver.party.id, takerPartyId: taker.party.id, itemCount: 3 })));
    await advanceLedger(db);
    const of = async (scopeType: string, scopeId: string) => {
      const row = await db.impactTotal.findUniqueOrThrow({ where: { scopeType_scopeId_period_route_material: { scopeType, scopeId, period: "all", route: "all", material: "all" } } });
      return { co2e: Number(row.co2eGrams), entries: row.entryCount };
    };
    const [a, b] = [await of("community", one.party.id), await of("community", other.party.id)];
    expect(a.co2e + b.co2e).toBe(whole.co2eGrams);
    expect(Math.abs(a.co2e - b.co2e)).toBeLessThanOrEqual(1);
    const once = { co2e: whole.co2eGrams, entries: 1 };
    expect([await of("platform", "all"), await of("region", "DE")]).toEqual([once, once]);
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
      const [reversal, again] = await Promise.all([1, 2].map(() => db.$transaction((tx) => reverseEntry(tx, { entryId: replays[0]?.entryId ?? "", reason: "mistake", at: new Date() }))));
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
