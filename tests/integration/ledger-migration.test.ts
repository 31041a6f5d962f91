import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { calculateMaterialLot, calculateGoodsLot } from "#app/domains/impact/impact.coverage.ts";
import { hashOfLeaf, leafOf } from "#app/domains/impact/ledger.leaf.ts";
import { rowsById } from "#app/domains/impact/ledger.repository.server.ts";
import { keptSumsOf } from "#app/domains/impact/ledger.state.ts";
import { recomputeEntry } from "#app/domains/impact/verify/recompute.ts";
import { sha256 } from "#app/domains/impact/log/sha256.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { rebuildTotals } from "#app/domains/impact/rebuild.service.server.ts";
import { openMemoryPglite, pgliteConnection } from "#app/platform/db/adapters.server.ts";
import { PrismaClient } from "../../prisma/generated/client/client.ts";

const folder = path.resolve("prisma/migrations");
const scripts = readdirSync(folder).filter((name) => /^\d/.test(name)).sort().map((name) => readFileSync(path.join(folder, name, "migration.sql"), "utf8"));
const json = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;

it("rows written before the log get their leaf, their kept sums and their place in the totals", async () => {
  const client = await openMemoryPglite();
  const [first = "", ...later] = scripts;
  await client.exec(first);
  const load = calculateMaterialLot({ id: "e1", material: "cardboard", massGrams: 12_001, basis: "measured" });
  const jeans = calculateGoodsLot({ id: "e2", goods: "jeans", count: 1, remainingLife: 0.7 });
  if (load.status !== "ok" || jeans.status !== "ok") throw new Error("both are covered");
  await client.exec(`
    INSERT INTO party (id, kind, name, slug, time_zone, updated_at) VALUES ('c', 'community', 'C', 'c', 'Asia/Shanghai', now());
    INSERT INTO party (id, kind, name, slug, time_zone, home_community_id, updated_at) VALUES ('g', 'household', 'G', 'g', 'Asia/Shanghai', 'c', now()), ('t', 'recycler', 'T', 't', 'UTC', NULL, now());`);
  const entries = [
    { id: "e1", seq: 1, kind: "entry", of: load, route: "recycle", material: "'cardboard'", category: "NULL", mass: 12_001, basis: "measured", sign: 1, reverses: "NULL" },
    { id: "e2", seq: 2, kind: "entry", of: jeans, route: "reuse", material: "NULL", category: "'jeans'", mass: 600, basis: "category_mean", sign: 1, reverses: "NULL" },
    { id: "r2", seq: 3, kind: "reversal", of: jeans, route: "reuse", material: "NULL", category: "'jeans'", mass: -600, basis: "category_mean", sign: -1, reverses: "'e2'" },
  ];
  for (const { id, seq, kind, of, route, material, category, mass, basis, sign, reverses } of entries) {
    const [low, high] = sign > 0 ? [of.lowGrams, of.highGrams] : [-of.highGrams, -of.lowGrams];
    const co2e = sign * of.co2eGrams;
    const inputs = { calculation: of.inputs, condition: route === "reuse" ? "good" : null, contaminationPermille: 0, measuredGrams: basis === "measured" ? mass : null, declaredConfirmedGrams: null, reason: null, missing: null, proxy: false, warnings: [], spread: of.spread, sharing: "half_each", ...(kind === "reversal" ? { reversal: { reason: "it broke" } } : {}) };
    await client.exec(`
      INSERT INTO ledger_entry (id, seq, kind, cause_type, cause_id, lot_id, reverses_id, status, route, material, category, publisher_name, item_count, mass_grams, weight_basis, co2e_grams, low_grams, high_grams, grade,
        formula_version, factor_ids, inputs, terms, giver_party_id, taker_party_id, occurred_at)
      VALUES ('${id}', ${seq}, '${kind}', 'deal', '${id.slice(1)}', 'lot ${id.slice(1)}', ${reverses}, 'ok', '${route}', ${material}, ${category}, '${of.inputs.material ?? of.inputs.product}', ${route === "reuse" ? 1 : "NULL"}, ${mass}, '${basis}', ${co2e}, ${low}, ${high}, '${of.grade}',
        'formula@1', ARRAY[${of.factorIds.map((one) => `'${one}'`).join(",")}], ${json(inputs)}, ${json(of.terms)}, 'g', 't', '2026-01-31T20:00:00Z');
      INSERT INTO ledger_share (entry_id, side, party_id, community_id, co2e_grams, low_grams, high_grams, mass_grams, party_month, community_month) VALUES
        ('${id}', 'taker', 't', NULL, ${Math.ceil(co2e / 2)}, ${Math.ceil(low / 2)}, ${Math.ceil(high / 2)}, ${Math.ceil(mass / 2)}, '2026-01', NULL),
        ('${id}', 'giver', 'g', 'c', ${Math.floor(co2e / 2)}, ${Math.floor(low / 2)}, ${Math.floor(high / 2)}, ${Math.floor(mass / 2)}, '2026-02', '2026-02');`);
  }
  for (const script of later) await client.exec(script);

  const connection = pgliteConnection(client);
  const db = new PrismaClient({ adapter: connection.factory });
  try {
    expect(await advanceLedger(db)).toBe(3);
    const rows = await rowsById(db, ["e1", "e2", "r2"]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get("e1")).toMatchObject({ ...keptSumsOf(load), stage: "provisional", movedGrams: 12_001, measuredGrams: 12_001, verifiedGrams: 0, correctsId: null });
    expect(byId.get("e2")).toMatchObject({ ...keptSumsOf(jeans), stage: "verified", movedGrams: 600, measuredGrams: 0, verifiedGrams: jeans.co2eGrams });
    expect(byId.get("r2")).toMatchObject({ correctsId: "e2", gradeGrams: -jeans.co2eGrams, movedGrams: -600, independentSquares: String(-BigInt(keptSumsOf(jeans).independentSquares)).replace("-0", "0") });
    expect(byId.get("r2")?.inputs.correction).toEqual({ reason: "other", note: "it broke" });
    expect(byId.get("r2")?.inputs).not.toHaveProperty("reversal");
    // The rows were recorded when this test ran, long after their month.
    expect(rows.map((row) => row.isLate)).toEqual([true, true, true]);
    // What was kept can be counted again from the leaves alone.
    const leaves = rows.filter((row) => row.kind === "entry").map((row) => leafOf(sha256, row, row.shares));
    expect(leaves.map((leaf) => recomputeEntry(leaf))).toEqual([null, null]);
    const giver = byId.get("e1")?.shares.find((share) => share.side === "giver");
    expect(giver).toMatchObject({ partyDay: "2026-02-01", communityDay: "2026-02-01", ppm: 500_000 });
    expect(new Set(rows.flatMap((row) => row.shares.map((share) => share.nonce))).size).toBe(6);
    for (const leaf of await db.ledgerLeaf.findMany()) {
      const row = byId.get(leaf.entryId);
      if (!row) throw new Error("a leaf without its row");
      expect(Buffer.from(leaf.leafHash).toString("hex")).toBe(Buffer.from(hashOfLeaf(sha256, leafOf(sha256, row, row.shares))).toString("hex"));
    }
    const total = await db.impactTotal.findFirstOrThrow({ where: { scopeType: "community", scopeId: "c", period: "2026-02", route: "all", material: "all" } });
    expect(total).toMatchObject({ co2eGrams: BigInt(Math.floor(load.co2eGrams / 2)), entryCount: 1, massGrams: 6000n });
    expect(await rebuildTotals(db, { check: true })).toEqual({ entries: 3, differences: 0 });
    await expect(client.exec("DELETE FROM ledger_entry")).rejects.toThrow(/never changed/);
  } finally {
    await db.$disconnect();
    await connection.close();
  }
});
