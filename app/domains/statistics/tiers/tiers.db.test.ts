import { expect, it } from "vitest";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { correctLedgerEntry } from "#app/flows/correct-ledger-entry.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import { refuseConsignment } from "#app/domains/custody/consignments.service.server.ts";
import { deliverLot } from "#app/domains/custody/lots.service.server.ts";
import { recordLot } from "#app/domains/impact/ledger.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { chance } from "#tests/factories/chance.ts";
import { bringLoad, createYard, sendLoad, stockAt, type Yard } from "#tests/factories/custody.ts";
import { must } from "#tests/factories/deals.ts";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { keptFlows } from "./tiers.repository.server.ts";
import { publishedTiers, sealMonths } from "./tiers.service.server.ts";
import type { KeptFlow } from "./tiers.schema.ts";

type Db = Database["db"];

const april11 = new Date("2026-04-11T00:00:00Z");
const find = (flows: readonly KeptFlow[], place: Partial<KeptFlow>) =>
  flows.find((flow) => flow.month === (place.month ?? "2026-03") && flow.region === (place.region ?? "all") && flow.material === (place.material ?? "all") && flow.source === place.source && flow.target === place.target);

async function network(db: Db): Promise<{ corner: Yard; hub: Yard; centre: Yard }> {
  const yards = { corner: await createYard(db, "collection"), hub: await createYard(db, "transfer"), centre: await createYard(db, "sorting") };
  await db.recyclingPoint.updateMany({ where: { id: yards.centre.pointId }, data: { countryCode: "AT" } });
  return yards;
}

describeDatabases("flows between tiers", (open) => {
  let yards: Yard[] = [];

  it("follow what was brought, sent, weighed in, sorted, sold and lost, with those whose loads are in each", async () => {
    const db = open();
    const { corner, hub, centre } = await network(db);
    yards = [corner, hub, centre];
    const people = await Promise.all(Array.from({ length: 5 }, () => createPerson(db)));
    const march = (day: number) => new Date(`2026-03-${String(day).padStart(2, "0")}T09:00:00Z`);
    for (const [n, giver] of people.entries()) await bringLoad(db, corner, giver, { grams: 1000 * (n + 1), at: march(2) });
    for (const giver of people) await bringLoad(db, hub, giver, { grams: 800, material: "pet", at: march(2) });
    await bringLoad(db, hub, people[0] as (typeof people)[number], { grams: 70, material: "aluminium_cans", at: march(2) });

    // 14,000 g leave, 13,800 g are weighed in at the centre; the centre recovers 12,000 g, 1,500 g are residue, 300 g are lost; 5,000 g are sold.
    const sent = await sendLoad(db, corner, centre, [{ grams: 14_000 }], clockAt(march(4).toISOString()));
    must(await weighInConsignment(db, centre.staff, { consignmentId: sent.consignmentId, version: sent.version, verb: "receive", lines: [{ lineId: sent.lineIds[0] ?? "", grams: 13_800, reason: "moisture", note: "" }] }, clockAt(march(5).toISOString())));
    const run = must(await runSorting(db, centre.staff, { actId: newId(), pointId: centre.pointId, material: "cardboard", grams: 13_800, outputs: [{ material: "cardboard", grams: 12_000 }], residueGrams: 1_500, reason: "moisture", note: "" }, clockAt(march(6).toISOString())));
    const [sorted] = Object.entries(await stockAt(db, centre));
    expect(run.lotIds).toEqual([sorted?.[0]]);
    must(await deliverLot(db, centre.staff, { actId: newId(), pointId: centre.pointId, lotId: sorted?.[0] ?? "", shownGrams: 12_000, grams: 5_000, note: "A mill" }, clockAt(march(7).toISOString())));
    // What was refused comes back short: no flow between tiers, but a loss of the sender's.
    const refused = await sendLoad(db, hub, centre, [{ grams: 4000, material: "pet" }], clockAt(march(8).toISOString()));
    const after = must(await refuseConsignment(db, centre.staff, { consignmentId: refused.consignmentId, version: refused.version, reason: "Wet" }, clockAt(march(9).toISOString())));
    must(await weighInConsignment(db, hub.staff, { consignmentId: refused.consignmentId, version: after.version, verb: "take_back", lines: [{ lineId: refused.lineIds[0] ?? "", grams: 3_000, reason: "spill", note: "" }] }, clockAt(march(10).toISOString())));
    // And two households give to a recycler that has no point.
    const elsewhere = await createParty(db, "recycler");
    for (const giver of people.slice(0, 2)) await db.$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: giver.party.id, takerPartyId: elsewhere.party.id }), march(15)));

    expect(await sealMonths(db, new Date("2026-04-10T23:59:59Z"))).toBe(0);
    expect(await sealMonths(db, april11)).toBe(1);
    expect(await sealMonths(db, april11)).toBe(0);
    const { months, flows } = await keptFlows(db, "2026-03");
    expect(months).toEqual(["2026-03"]);
    expect(find(flows, { source: "brought", target: "collection", material: "cardboard" })).toMatchObject({ massGrams: 15_000, measuredMassGrams: 15_000, parties: 6, routes: ["recycle"] });
    expect(find(flows, { source: "brought", target: "transfer", material: "pet" })).toMatchObject({ massGrams: 4000, parties: 6 });
    expect(find(flows, { source: "collection", target: "sorting", region: "AT" })).toMatchObject({ massGrams: 13_800, parties: 6 });
    expect(find(flows, { source: "collection", target: "lost" })).toMatchObject({ massGrams: 200, parties: 6 });
    expect(find(flows, { source: "sorting", target: "residue" })).toMatchObject({ massGrams: 1_500, parties: 6 });
    expect(find(flows, { source: "sorting", target: "lost" })).toMatchObject({ massGrams: 300 });
    expect(find(flows, { source: "sorting", target: "sold" })).toMatchObject({ massGrams: 5_000, parties: 6 });
    expect(find(flows, { source: "transfer", target: "lost", material: "pet" })).toMatchObject({ massGrams: 1_000, parties: 6 });
    expect(find(flows, { source: "brought", target: "transfer", material: "aluminium_cans" })).toMatchObject({ massGrams: 70, parties: 2 });
    expect(find(flows, { source: "transfer", target: "sorting" })).toBeUndefined();
    expect(find(flows, { source: "elsewhere", target: "all", material: "cardboard" })).toMatchObject({ massGrams: 24_000, parties: 3 });
  });

  it("are published once, as the month was: nothing that comes later moves them", async () => {
    const db = open();
    await advanceLedger(db);
    const before = (await publishedTiers(db, april11)).flows;
    expect(before.find((one) => one.month === "2026-03" && one.region === "all" && one.material === "all" && one.source === "collection" && one.target === "sorting")).toMatchObject({ status: "published", massGrams: 13_800, coverage: 1 });
    // One household's cans are withheld, and with them what else the statistics withhold so that the cans do not follow.
    for (const material of ["aluminium_cans", "pet"]) expect(before.filter((one) => one.material === material && one.source === "brought").map((one) => one.status)).toEqual(Array(6).fill("withheld"));

    const [corner] = yards as [Yard];
    // The point changes its tier, and a load is corrected in April.
    await db.recyclingPoint.update({ where: { id: corner.pointId }, data: { tier: "transfer" }, select: { id: true } });
    const operator = await createPerson(db, { isOperator: true });
    const { ledgerEntryId } = await db.custodyOrigin.findFirstOrThrow({ where: { grams: 5000, kind: "arrival" }, select: { ledgerEntryId: true } });
    must(await correctLedgerEntry(db, operator, { entryId: ledgerEntryId ?? "", submissionId: newId(), version: 1, act: "take_back", net: null, contamination: 0, reason: "mistake", note: "" }, clockAt("2026-04-12T09:00:00Z")));
    await sealMonths(db, new Date("2026-05-11T00:00:00Z"));
    await advanceLedger(db);
    const after = (await publishedTiers(db, new Date("2026-05-11T00:10:00Z"))).flows;
    expect(after.filter((one) => one.month === "2026-03")).toEqual(before.filter((one) => one.month === "2026-03"));
    const april = (await keptFlows(db, "2026-04")).flows.filter((one) => one.month === "2026-04");
    expect(find(april, { month: "2026-04", source: "brought", target: "transfer" })).toMatchObject({ massGrams: -5_000, parties: 1 });
    await expect(db.$executeRawUnsafe("UPDATE tier_month SET mass_grams = 1")).rejects.toThrow();
  });
});

describeDatabases("random months of flows", (open) => {
  it("come to what a plain model beside them says", async () => {
    const db = open();
    const next = chance(20_261_126);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const yards = await network(db);
    const tierOf = { corner: "collection", hub: "transfer", centre: "sorting" } as const;
    const regionOf = Object.fromEntries(await Promise.all(Object.entries(yards).map(async ([name, yard]) => [name, (await db.recyclingPoint.findUniqueOrThrow({ where: { id: yard.pointId }, select: { countryCode: true } })).countryCode ?? "ZZ"]))) as Record<keyof typeof yards, string>;
    const people = await Promise.all(Array.from({ length: 4 }, () => createPerson(db)));
    const heaps = new Map<string, number>();
    const expected = new Map<string, number>();
    const givers = new Map<string, Set<string>>();
    const keys = (month: string, name: keyof typeof yards, material: string, ends: string) =>
      [regionOf[name], "all"].flatMap((region) => [material, "all"].map((one) => [month, region, one, ends].join(" ")));
    const count = (month: string, name: keyof typeof yards, material: string, ends: string, grams: number) => {
      for (const key of keys(month, name, material, ends)) expected.set(key, (expected.get(key) ?? 0) + grams);
    };
    for (let step = 0; step < 40; step++) {
      const month = step < 20 ? "2026-01" : "2026-02";
      const clock = clockAt(`${month}-${String(1 + (step % 20)).padStart(2, "0")}T09:00:00Z`);
      const material = pick(["cardboard", "pet"]);
      const heap = (name: keyof typeof yards) => heaps.get(`${name} ${material}`) ?? 0;
      const put = (name: keyof typeof yards, grams: number) => heaps.set(`${name} ${material}`, heap(name) + grams);
      const act = pick(["bring", "bring", "send", "send", "sort"] as const);
      if (act === "bring") {
        const [name, giver, grams] = [pick(["corner", "hub"] as const), pick(people), 100 + Math.floor(next() * 9_000)];
        await bringLoad(db, yards[name], giver, { grams, material, at: clock.now() });
        put(name, grams);
        count(month, name, material, `brought ${tierOf[name]}`, grams);
        for (const key of keys(month, name, material, `brought ${tierOf[name]}`)) givers.set(key, (givers.get(key) ?? new Set()).add(giver.party.id));
      } else if (act === "send") {
        const [from, to] = pick([["corner", "hub"], ["corner", "centre"], ["hub", "centre"]] as const);
        const grams = Math.floor(heap(from) * pick([0.4, 1]));
        if (grams < 10) continue;
        const sent = await sendLoad(db, yards[from], yards[to], [{ grams, material }], clock);
        const received = Math.floor(grams * pick([0.9, 1, 1.02]));
        must(await weighInConsignment(db, yards[to].staff, { consignmentId: sent.consignmentId, version: sent.version, verb: "receive", lines: [{ lineId: sent.lineIds[0] ?? "", grams: received, reason: "scale", note: "" }] }, clock));
        put(from, -grams);
        put(to, received);
        count(month, to, material, `${tierOf[from]} ${tierOf[to]}`, received);
        count(month, to, material, `${tierOf[from]} lost`, grams - received);
      } else {
        const grams = Math.floor(heap("centre") * pick([0.5, 1]));
        if (grams < 100) continue;
        const [recovered, residueGrams] = [Math.floor(grams * 0.8), Math.floor(grams * 0.15)];
        must(await runSorting(db, yards.centre.staff, { actId: newId(), pointId: yards.centre.pointId, material: material as "pet", grams, outputs: [{ material: material as "pet", grams: recovered }], residueGrams, reason: "moisture", note: "" }, clock));
        put("centre", -grams);
        count(month, "centre", material, "sorting residue", residueGrams);
        count(month, "centre", material, "sorting lost", grams - recovered - residueGrams);
      }
    }
    expect(await sealMonths(db, new Date("2026-03-11T00:00:00Z"))).toBe(2);
    const { flows } = await keptFlows(db, "2026-02");
    const keyOf = (one: KeptFlow) => [one.month, one.region, one.material, one.source, one.target].join(" ");
    expect(Object.fromEntries(flows.map((one) => [keyOf(one), one.massGrams]))).toEqual(Object.fromEntries([...expected].filter(([, grams]) => grams !== 0)));
    // Every kind of flow came about, in both months and places.
    expect(new Set(flows.map((one) => `${one.source} ${one.target}`)).size).toBeGreaterThanOrEqual(8);
    for (const one of flows.filter((each) => each.source === "brought")) expect([keyOf(one), one.parties]).toEqual([keyOf(one), (givers.get(keyOf(one))?.size ?? 0) + 1]);
    // Of what was sent on, nobody is counted who brought nothing.
    for (const one of flows.filter((each) => each.source !== "brought")) expect(one.parties).toBeLessThanOrEqual(people.length + 1);
  });
});
