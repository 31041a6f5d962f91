import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { correctLedgerEntry } from "#app/flows/correct-ledger-entry.server.ts";
import { recountLot } from "#app/flows/recount-lot.server.ts";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import { advanceLedger, signCheckpoint } from "#app/domains/impact/log.service.server.ts";
import { latestCheckpoint } from "#app/domains/impact/log.repository.server.ts";
import { newSigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import { FILES } from "#app/domains/impact/verify/export-format.ts";
import type { LedgerReport } from "#app/domains/impact/verify/verify-ledger.ts";
import { writeExport } from "#app/domains/impact/verify/write-export.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createYard, sellLoad, sendLoad, type Yard } from "#tests/factories/custody.ts";
import { createPerson } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { buildVerifier } from "../../../server/build-verifier.mjs";
import { postedSums } from "./balance.repository.server.ts";
import { addedUp, balanceSheet } from "./balance.rules.ts";
import { draftConsignment, refuseConsignment, sendConsignment } from "./consignments.service.server.ts";
import { deliverLot, mergeLots, splitLot } from "./lots.service.server.ts";
import { findUnsound } from "./origins.repository.server.ts";

/**
 * Random histories of a small network, through the product's own verbs, with right and wrong amounts. A plain model beside it knows how much
 * of what must lie where. CUSTODY_SEED repeats a history; a failure prints the seed.
 */

type Db = Database["db"];
const seed = Number(process.env.CUSTODY_SEED ?? 20_261_126);
const acts = ["arrive", "arrive", "split", "merge", "consign", "consign", "consign", "treat", "treat", "count", "deliver", "deliver", "correct", "correct", "correct_twice", "sell"] as const;
const step = fc.record({
  act: fc.constantFrom(...acts),
  yard: fc.nat({ max: 2 }),
  pick: fc.nat({ max: 999 }),
  material: fc.constantFrom("cardboard", "pet"),
  // Shares of what there is; a little above one asks for more than there is.
  share: fc.constantFrom(0.01, 0.3, 0.5, 0.999, 1, 1.02),
  arrives: fc.constantFrom("all", "less", "more", "nothing", "refused"),
  recovered: fc.double({ min: 0, max: 1, noNaN: true }),
  grams: fc.integer({ min: 1, max: 5_000_000 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** How much of each material, sorted or not, must lie at each yard. */
class Model {
  readonly heaps = new Map<string, number>();
  add(yard: Yard, material: string, isSorted: boolean, grams: number): void {
    const key = `${yard.pointId} ${material} ${isSorted}`;
    this.heaps.set(key, (this.heaps.get(key) ?? 0) + grams);
  }
  positive(): Record<string, number> {
    return Object.fromEntries([...this.heaps].filter(([, grams]) => grams !== 0));
  }
}

describeDatabases("random histories", (open) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-custody-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const clock = clockAt("2026-06-02T08:00:00Z");
  /** Loads that the ledger took back. */
  const takenBack = new Set<string>();
  /** Which origins corrections added to which load, as the model saw them come. */
  const addedTo = new Map<string, string[]>();
  /** How many sales were of more than the books held: each of those is a load too. */
  let beyond = 0;
  let operator: Actor;

  it("balances equal the postings, nothing is below zero, mass is conserved, and every gram has an origin", async () => {
    const db = open();
    const yards = [await createYard(db, "collection"), await createYard(db, "transfer"), await createYard(db, "sorting")];
    const giver = await createPerson(db);
    operator = await createPerson(db, { isOperator: true });
    takenBack.clear();
    addedTo.clear();
    beyond = 0;
    const model = new Model();
    const took = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 16 }), async (steps) => {
        for (const one of steps) {
          const done = await perform(db, model, yards, giver, one);
          took.set(`${one.act} ${done}`, (took.get(`${one.act} ${done}`) ?? 0) + 1);
        }
        expect(await findUnsound(db)).toEqual([]);
        expect(await lying(db)).toEqual(model.positive());
        for (const yard of yards) {
          const sheet = balanceSheet(await postedSums(db, { pointId: yard.pointId, from: new Date("2026-06-02T00:00:00Z"), until: new Date("2026-07-01T00:00:00Z") }));
          for (const row of [...sheet.rows, sheet.total]) expect(addedUp(row)).toBe(row.closing);
        }
      }),
      { numRuns: 7, seed, endOnFailure: true },
    );
    // A walk that never does a thing shows nothing about it.
    for (const act of new Set(acts)) expect([...took.keys()], `${act} in ${[...took.keys()].join(", ")}`).toContain(`${act} true`);

    // Everything goes to its end: then every load has been accounted for, and its entry verified by one row.
    await finish(db, yards);
    expect(await findUnsound(db)).toEqual([]);
    const settled = await db.custodyOrigin.findMany({ where: { ledgerEntryId: { not: null } }, select: { ledgerEntryId: true, settledAt: true } });
    expect(settled.length).toBe((took.get("arrive true") ?? 0) + beyond);
    expect(settled.every((origin) => origin.settledAt !== null)).toBe(true);
    // Corrections by hand are rows too; of a load that was taken back nothing is verified after that.
    const rows = await db.ledgerEntry.groupBy({ by: ["correctsId"], where: { correctsId: { not: null }, causeType: "outcome" }, _count: true });
    expect(rows.every((row) => row._count === 1)).toBe(true);
    const verified = new Set(rows.map((row) => row.correctsId));
    expect(settled.filter((origin) => !verified.has(origin.ledgerEntryId) && !takenBack.has(origin.ledgerEntryId ?? ""))).toEqual([]);
  });

  it("the ledger that comes of it is counted again from its own rows by whoever wants to, and found the same", async () => {
    const db = open();
    const key = newSigningKey("roundabout.test/custody");
    await advanceLedger(db);
    await signCheckpoint(db, key, new Date());
    const verifier = path.join(folder, "verify.mjs");
    await buildVerifier(verifier);
    const whole = path.join(folder, newId());
    await writeExport(db, whole, await latestCheckpoint(db), { verifier });
    const report = await new Promise<LedgerReport & { recomputed: number }>((resolve, reject) => {
      execFile(process.execPath, [FILES.verifier, "--json"], { cwd: whole, env: { NODE_ENV: "production" }, maxBuffer: 1 << 26 }, (_error, stdout, stderr) => {
        if (stdout === "") reject(new Error(stderr));
        else resolve(JSON.parse(stdout) as LedgerReport & { recomputed: number });
      });
    });
    expect(report.problems).toEqual([]);
    expect(report.recomputed).toBe(await db.ledgerEntry.count());
  });

  /** Does a step and tells the model, if the product did it. */
  async function perform(db: Db, model: Model, yards: readonly Yard[], giver: Actor, one: Step): Promise<boolean> {
    const yard = yards[one.yard] as Yard;
    const { material } = one;
    if (one.act === "arrive") {
      await bringLoad(db, yard, giver, { grams: one.grams, material, contaminationPermille: one.pick % 3 === 0 ? 50 : 0, at: clock.now() });
      model.add(yard, material, false, one.grams);
      return true;
    }
    if (one.act === "correct") return correct(db, model, yards, one);
    // One load up, and then wherever else: what the first adds is the second's to find.
    if (one.act === "correct_twice") return (await correct(db, model, yards, { ...one, arrives: "more", share: 1, recovered: 0 })) && (await correct(db, model, yards, { ...one, arrives: "less" }));
    if (one.act === "sell") return sell(db, model, yard, yards[(one.yard + 1 + (one.pick % 2)) % 3] as Yard, one);
    const lots = await lotsAt(db, yard);
    const lot = lots[one.pick % Math.max(1, lots.length)];
    if (!lot) return false;
    const asked = Math.max(1, Math.floor(lot.grams * one.share));
    const base = { actId: newId(), pointId: yard.pointId, lotId: lot.id, shownGrams: lot.grams };
    switch (one.act) {
      case "split": {
        const first = Math.max(1, Math.floor(asked / 3));
        return (await splitLot(db, yard.staff, { ...base, parts: asked > first ? [first, asked - first] : [first] }, clock)).ok;
      }
      case "merge":
        return (await mergeLots(db, yard.staff, { actId: newId(), pointId: yard.pointId, lotIds: lots.filter((other) => other.material === lot.material && other.isSorted === lot.isSorted).map((other) => other.id) }, clock)).ok;
      case "count": {
        const done = await recountLot(db, yard.recycler, { ...base, grams: asked, reason: "scale", note: "" }, clock);
        if (done.ok) model.add(yard, lot.material, lot.isSorted, asked - lot.grams);
        return done.ok;
      }
      case "deliver": {
        const done = await deliverLot(db, yard.staff, { ...base, grams: asked, note: "Mill" }, clock);
        if (done.ok) model.add(yard, lot.material, lot.isSorted, -asked);
        return done.ok;
      }
      case "treat": {
        const recovered = Math.floor(asked * one.recovered);
        const residueGrams = Math.floor((asked - recovered) * 0.9);
        const outputs = [{ material, grams: Math.floor(recovered / 2) }, { material: "hdpe", grams: recovered - Math.floor(recovered / 2) }].filter((output) => output.grams > 0);
        const done = await runSorting(db, yard.staff, { actId: newId(), pointId: yard.pointId, material: lot.material, grams: asked, outputs, residueGrams, reason: "spill", note: "" }, clock);
        if (!done.ok) return false;
        model.add(yard, lot.material, false, -asked);
        for (const output of outputs) model.add(yard, output.material, true, output.grams);
        return true;
      }
      case "consign":
        return consign(db, model, yard, yards[(one.yard + 1 + (one.pick % 2)) % 3] as Yard, { ...one, ...lot, asked });
    }
  }

  /** One recycler sells to another, also more than it has: sorted where there is enough of it, else what is the most. */
  async function sell(db: Db, model: Model, from: Yard, to: Yard, one: Step): Promise<boolean> {
    const { material } = one;
    const has = (isSorted: boolean) => model.heaps.get(`${from.pointId} ${material} ${isSorted}`) ?? 0;
    const grams = Math.max(1, Math.floor((has(true) + has(false)) * one.share * 0.6));
    const isSorted = has(true) >= grams || (has(false) < grams && has(true) >= has(false));
    const found = Math.min(grams, has(isSorted));
    // Of a seller without any of it, the sale comes as from anybody: that is an arrival, which other steps do.
    if (found === 0) return false;
    const [, ...surplus] = await sellLoad(db, from, to, { material, grams, at: clock.now() });
    expect(surplus.length).toBe(grams > found ? 1 : 0);
    beyond += surplus.length;
    model.add(from, material, isSorted, -found);
    model.add(to, material, isSorted, found);
    model.add(to, material, false, grams - found);
    return true;
  }

  /** A load is taken back or weighed anew; the model reads how much of it, and of what was added to it, lies where it came in, and no more. */
  async function correct(db: Db, model: Model, yards: readonly Yard[], one: Step): Promise<boolean> {
    const loads = await db.custodyOrigin.findMany({ where: { ledgerEntryId: { not: null } }, select: { id: true, ledgerEntryId: true, lot: { select: { pointId: true, material: true } } }, orderBy: { ledgerEntryId: "asc" } });
    const load = loads[one.pick % Math.max(1, loads.length)];
    const entryId = load?.ledgerEntryId;
    const yard = yards.find((other) => other.pointId === load?.lot.pointId);
    if (!load || !entryId || !yard) return false;
    const parts = await db.custodyPart.findMany({ where: { originId: { in: [load.id, ...(addedTo.get(load.id) ?? [])] }, lot: { isSorted: false, balances: { some: { pointId: yard.pointId, grams: { gt: 0 } } } } }, select: { leftGrams: true } });
    const lying = parts.reduce((sum, part) => sum + part.leftGrams, 0);
    const { _sum } = await db.custodyPosting.aggregate({ where: { account: { in: ["arrived", "received"] }, pointId: yard.pointId, lot: { origins: { some: { id: load.id } } } }, _sum: { grams: true } });
    const arrived = -(_sum.grams ?? 0);
    const isBack = one.recovered > 0.7;
    const net = isBack ? 0 : Math.max(1, Math.floor(arrived * one.share * (one.arrives === "more" ? 1.5 : 1)));
    const rows = await db.ledgerEntry.count({ where: { OR: [{ id: entryId }, { correctsId: entryId }] } });
    const before = new Set((await db.custodyOrigin.findMany({ select: { id: true } })).map((origin) => origin.id));
    const done = await correctLedgerEntry(db, operator, { entryId, submissionId: newId(), version: rows, act: isBack ? "take_back" : "weight", net: isBack ? null : net, contamination: 0, reason: isBack ? "mistake" : undefined, note: "" }, clock);
    if (!done.ok) {
      expect(takenBack.has(entryId)).toBe(true);
      return false;
    }
    if (takenBack.has(entryId)) return false;
    if (isBack) takenBack.add(entryId);
    const fresh = (await db.custodyOrigin.findMany({ select: { id: true } })).flatMap((origin) => (before.has(origin.id) ? [] : [origin.id]));
    addedTo.set(load.id, [...(addedTo.get(load.id) ?? []), ...fresh]);
    const change = net - arrived;
    // Up by the share that lies here, to the nearest gram; down as far as there is.
    const moved = change < 0 ? -Math.min(-change, lying) : arrived === 0 ? 0 : Math.floor((2 * change * lying + arrived) / (2 * arrived));
    model.add(yard, load.lot.material, false, moved);
    return true;
  }

  async function consign(db: Db, model: Model, from: Yard, to: Yard, one: Pick<Step, "pick" | "arrives"> & { material: string; isSorted: boolean; asked: number }): Promise<boolean> {
    const line = { id: newId(), material: one.material, isSorted: one.isSorted, grams: one.asked, lotIds: [] };
    const draft = await draftConsignment(db, from.staff, { consignmentId: newId(), fromPointId: from.pointId, toPointId: to.pointId, note: "", lines: [line] }, clock);
    if (!draft.ok) return false;
    const sent = await sendConsignment(db, from.staff, { ...draft.value, vehicle: "", seal: "" }, clock);
    if (!sent.ok) return false;
    model.add(from, one.material, one.isSorted, -one.asked);
    // Some are still on their way at the end.
    if (one.pick % 7 === 0) return true;
    const grams = one.arrives === "less" ? Math.floor(one.asked * 0.97) : one.arrives === "more" ? one.asked + 13 : one.arrives === "nothing" ? 0 : one.asked;
    const lines = [{ lineId: line.id, grams, reason: "spill" as const, note: "" }];
    if (one.arrives !== "refused") {
      const done = await weighInConsignment(db, to.staff, { ...sent.value, verb: "receive", lines }, clock);
      if (done.ok) model.add(to, one.material, one.isSorted, grams);
      return done.ok;
    }
    const refused = await refuseConsignment(db, to.staff, { ...sent.value, reason: "wet" }, clock);
    if (!refused.ok) return false;
    const back = await weighInConsignment(db, from.staff, { ...refused.value, verb: "take_back", lines }, clock);
    if (back.ok) model.add(from, one.material, one.isSorted, grams);
    return back.ok;
  }
});

async function lotsAt(db: Db, yard: Yard): Promise<{ id: string; material: string; isSorted: boolean; grams: number }[]> {
  const rows = await db.custodyBalance.findMany({ where: { pointId: yard.pointId, grams: { gt: 0 } }, select: { grams: true, lot: { select: { id: true, material: true, isSorted: true } } }, orderBy: { lot: { number: "asc" } } });
  return rows.map((row) => ({ ...row.lot, grams: row.grams }));
}

/** Takes in what is on its way, brings what is unsorted to the sorting centre, and sorts it all. */
async function finish(db: Db, yards: readonly Yard[]): Promise<void> {
  const clock = clockAt("2026-06-20T08:00:00Z");
  const centre = yards[2] as Yard;
  for (const yard of yards) {
    for (const material of ["cardboard", "pet"]) {
      const grams = (await lotsAt(db, yard)).filter((lot) => lot.material === material && !lot.isSorted).reduce((sum, lot) => sum + lot.grams, 0);
      if (grams > 0 && yard !== centre) await sendLoad(db, yard, centre, [{ grams, material }], clock);
    }
  }
  const open = await db.consignment.findMany({ where: { state: "sent" }, select: { id: true, version: true, toPointId: true, lines: { select: { id: true, grams: true } } } });
  for (const { id, version, toPointId, lines } of open) {
    const to = yards.find((yard) => yard.pointId === toPointId) as Yard;
    await weighInConsignment(db, to.staff, { consignmentId: id, version, verb: "receive", lines: lines.map((line) => ({ lineId: line.id, grams: line.grams })) }, clock);
  }
  for (const yard of yards.slice(1)) {
    for (const material of ["cardboard", "pet"]) {
      const grams = (await lotsAt(db, yard)).filter((lot) => lot.material === material && !lot.isSorted).reduce((sum, lot) => sum + lot.grams, 0);
      if (grams > 1) await runSorting(db, yard.staff, { actId: newId(), pointId: yard.pointId, material, grams, outputs: [{ material, grams: grams - 1 }], residueGrams: 1 }, clock);
    }
  }
}

async function lying(db: Db): Promise<Record<string, number>> {
  const rows = await db.custodyBalance.findMany({ where: { grams: { gt: 0 } }, select: { pointId: true, grams: true, lot: { select: { material: true, isSorted: true } } } });
  const sums = new Map<string, number>();
  for (const row of rows) {
    const key = `${row.pointId} ${row.lot.material} ${row.lot.isSorted}`;
    sums.set(key, (sums.get(key) ?? 0) + row.grams);
  }
  return Object.fromEntries(sums);
}
