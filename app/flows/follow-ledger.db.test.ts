import { beforeAll, expect, it } from "vitest";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import type { Actor } from "#app/shared/actor.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { followLedger } from "./follow-ledger.server.ts";

const DAY = 86_400_000;

describeDatabases("what rankings leave out by themselves", (open) => {
  let homes: Actor[];
  let recycler: Actor;
  beforeAll(async () => {
    const community = await createParty(open(), "community");
    homes = [];
    for (let count = 0; count < 3; count += 1) homes.push(await createPerson(open(), { communityId: community.party.id }));
    recycler = await createParty(open(), "recycler");
  });
  const partyOf = (index: number) => homes[index]?.party.id ?? "";
  const record = async (lots: Parameters<typeof recordLots>[1]) => {
    const rows = await open().$transaction((tx) => recordLots(tx, lots));
    await followLedger(open());
    return rows.map((row) => row.entryId);
  };
  const held = async () => (await open().boardHold.findMany({ orderBy: { id: "asc" } })).map(({ entryId, reason, state, heldByUserId }) => ({ entryId, reason, state, heldByUserId }));

  it("is what the same two households hand over for the fifth time in a month, and no more than that", async () => {
    const at = (days: number) => new Date(Date.now() - (40 - days) * DAY);
    // A month apart from the others, and one that went to a recycler: neither counts.
    const lots = [0, 31, 32, 33, 34, 35].map((days) => goodsLot({ giverPartyId: partyOf(0), takerPartyId: partyOf(1), category: "jeans", itemCount: 1, occurredAt: at(days) }));
    const entries = await record([...lots, materialLot({ giverPartyId: partyOf(0), takerPartyId: recycler.party.id, occurredAt: at(36) })]);
    expect(await held()).toEqual([{ entryId: entries[5], reason: "same_pair", state: "held", heldByUserId: null }]);
    // Following the log again finds nothing new, and what a moderator released is not held once more.
    await open().boardHold.updateMany({ data: { state: "released", decidedAt: new Date() } });
    await followLedger(open());
    expect(await held()).toMatchObject([{ state: "released" }]);
  });

  it("is more than a household has, and the rest of the ledger as it was", async () => {
    const before = await held();
    const [entry = ""] = await record([materialLot({ giverPartyId: partyOf(2), takerPartyId: recycler.party.id, weights: { measuredGrams: 300_000, declaredConfirmedGrams: null }, occurredAt: new Date() })]);
    expect((await held()).slice(before.length)).toEqual([{ entryId: entry, reason: "implausible_weight", state: "held", heldByUserId: null }]);
    expect(await open().ledgerEntry.count({ where: { id: entry } })).toBe(1);
    // A household's side of a load to a recycler is half of it.
    expect(await open().impactTotal.findFirst({ where: { scopeType: "party", scopeId: partyOf(2), period: "all", route: "all", material: "all" }, select: { massGrams: true } })).toEqual({ massGrams: 150_000n });
  });
});
