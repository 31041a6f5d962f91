import { expect, it } from "vitest";
import { reverseEntry } from "#app/domains/impact/corrections.service.server.ts";
import { recordLots, type MovedLot } from "#app/domains/impact/ledger.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { KEPT_FOR_MS, publishedStatistics } from "./statistics.service.server.ts";
import type { PublishedCell } from "./statistics.schema.ts";

const may = new Date("2026-05-12T00:00:00Z");
/** The next time they are made anew. */
const later = new Date(may.getTime() + KEPT_FOR_MS);

async function history(db: Database["db"]) {
  const recycler = await createParty(db, "recycler");
  const people = await Promise.all(Array.from({ length: 6 }, () => createPerson(db)));
  const load = (n: number, material: string, more: Partial<MovedLot> = {}) => materialLot({ giverPartyId: people[n]?.party.id ?? "", takerPartyId: recycler.party.id, material, ...more });
  return { load, record: (lots: MovedLot[], recordedAt = new Date("2026-03-16T00:00:00Z")) => db.$transaction((tx) => recordLots(tx, lots, recordedAt)) };
}
const find = (cells: readonly PublishedCell[], place: Partial<PublishedCell>) =>
  cells.find((cell) => cell.region === (place.region ?? "all") && cell.month === (place.month ?? "2026-03") && cell.route === (place.route ?? "all") && cell.material === (place.material ?? "all"));

describeDatabases("public statistics", (open) => {
  it("are empty before anything happened", async () => {
    expect(await publishedStatistics(open(), may)).toMatchObject({ months: [], regions: [], cells: [] });
  });

  it("show what five parties stand behind, withhold the rest and one more, and follow what is taken back", async () => {
    const db = open();
    const { load, record } = await history(db);
    const cardboard = await record([0, 1, 2, 3].map((n) => load(n, "cardboard")));
    await record([0, 1, 2, 3, 4, 5].map((n) => load(n, "glass")));
    await record([0, 1, 2, 3, 4].map((n) => load(n, "copper", { weights: { measuredGrams: 1000, declaredConfirmedGrams: null } })));
    await record([load(0, "steel_cans", { weights: { measuredGrams: 700, declaredConfirmedGrams: null } })]);
    await advanceLedger(db);

    const { cells, months, version } = await publishedStatistics(db, later);
    expect(months).toEqual(["2026-03"]);
    expect(find(cells, {})).toMatchObject({ status: "published", entryCount: 16, massGrams: 125_700, coverage: 1 });
    expect(find(cells, { material: "cardboard" })).toMatchObject({ status: "published", massGrams: 48_000, entryCount: 4 });
    expect(find(cells, { material: "steel_cans" })).toEqual({ region: "all", month: "2026-03", route: "all", material: "steel_cans", status: "withheld" });
    expect(find(cells, { material: "copper" })).toMatchObject({ status: "withheld" });
    expect(find(cells, { material: "glass", route: "recycle" })).toMatchObject({ status: "published", massGrams: 72_000 });
    expect(find(cells, { material: "glass", month: "all" })).toMatchObject({ status: "published", massGrams: 72_000 });

    // One of the four householders takes their load back: with the recycler they are four.
    await db.$transaction((tx) => reverseEntry(tx, { entryId: cardboard[0]?.entryId ?? "", reason: "mistake", at: new Date("2026-03-20T10:00:00Z") }));
    await advanceLedger(db);
    const after = await publishedStatistics(db, new Date(later.getTime() + KEPT_FOR_MS));
    expect(find(after.cells, { material: "cardboard" })).toMatchObject({ status: "withheld" });
    expect(find(after.cells, {})).toMatchObject({ status: "published", entryCount: 15, massGrams: 113_700 });
    expect(after.version).not.toBe(version);
  });
});

describeDatabases("months of statistics", (open) => {
  it("are known only once they are closed", async () => {
    const db = open();
    const { load, record } = await history(db);
    await record([0, 1, 2, 3, 4].map((n) => load(n, "cardboard")));
    await advanceLedger(db);
    expect((await publishedStatistics(db, new Date("2026-04-10T23:00:00Z"))).cells).toEqual([]);
    expect((await publishedStatistics(db, new Date("2026-04-11T00:00:00Z"))).months).toEqual(["2026-03"]);
  });

  it("that only take something back of earlier ones are withheld, not missing", async () => {
    const db = open();
    const entry = await db.ledgerEntry.findFirstOrThrow({ where: { kind: "entry" } });
    await db.$transaction((tx) => reverseEntry(tx, { entryId: entry.id, reason: "mistake", at: new Date("2026-04-20T10:00:00Z") }));
    await advanceLedger(db);
    const { cells } = await publishedStatistics(db, may);
    expect(find(cells, { month: "2026-04" })).toMatchObject({ status: "withheld" });
    // March stays as it was published, and April does not follow from the sum of both.
    expect(find(cells, {})).toMatchObject({ status: "published", entryCount: 5 });
    expect(find(cells, { month: "all" })).toMatchObject({ status: "published", entryCount: 5 });
  });
});

describeDatabases("closed months of statistics", (open) => {
  it("stay as they are published when something is recorded late: it counts where it is recorded", async () => {
    const db = open();
    const { load, record } = await history(db);
    await record([0, 1, 2, 3, 4].map((n) => load(n, "cardboard")));
    await advanceLedger(db);
    const first = await publishedStatistics(db, new Date("2026-04-11T00:00:00Z"));
    expect(find(first.cells, {})).toMatchObject({ status: "published", entryCount: 5 });

    await record([load(5, "cardboard")], new Date("2026-04-12T10:00:00Z"));
    await advanceLedger(db);
    expect((await publishedStatistics(db, new Date("2026-04-20T00:00:00Z"))).cells).toEqual(first.cells);
    // With April's publication March stays too, and the late load does not follow from what all months come to.
    const second = (await publishedStatistics(db, may)).cells;
    expect(second.filter((cell) => cell.month !== "2026-04")).toEqual(first.cells);
    expect(find(second, { month: "2026-04" })).toMatchObject({ status: "withheld" });
    // Where no figure is withheld, it is in its own month as ever.
    expect(await db.impactTotal.findFirstOrThrow({ where: { scopeType: "platform", period: "2026-03", route: "all", material: "all" }, select: { entryCount: true } })).toEqual({ entryCount: 6 });
  });
});

describeDatabases("kept statistics", (open) => {
  it("are made once in five minutes, and a failed making is not kept", async () => {
    const db = open();
    const { load, record } = await history(db);
    const first = await publishedStatistics(db, may);
    await record([0, 1, 2, 3, 4].map((n) => load(n, "cardboard")));
    await advanceLedger(db);
    expect(await publishedStatistics(db, new Date(later.getTime() - 1))).toBe(first);
    // The next making meets a table that is away.
    await db.$executeRawUnsafe("ALTER TABLE impact_reach RENAME TO impact_reach_away");
    await expect(publishedStatistics(db, later)).rejects.toThrow();
    await db.$executeRawUnsafe("ALTER TABLE impact_reach_away RENAME TO impact_reach");
    expect((await publishedStatistics(db, later)).months).toEqual(["2026-03"]);
  });
});

describeDatabases("flows of statistics", (open) => {
  it("leave out what was only handed on", async () => {
    const db = open();
    const { load, record } = await history(db);
    const household = await createPerson(db);
    await record([0, 1, 2, 3, 4].map((n) => load(n, "cardboard")));
    await record([0, 1, 2, 3, 4].map((n) => load(n, "glass", { takerPartyId: household.party.id, causeType: "deal" })));
    await advanceLedger(db);
    const { cells } = await publishedStatistics(db, may);
    expect(find(cells, {})).toMatchObject({ status: "published", entryCount: 5 });
    expect(cells.filter((cell) => cell.route === "in_chain" || cell.material === "glass")).toEqual([]);
  });
});
