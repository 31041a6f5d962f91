import { expect, it } from "vitest";
import { materialLot, goodsLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { recordLot } from "./ledger.service.server.ts";
import { advanceLedger } from "./log.service.server.ts";
import { reverseEntry } from "./corrections.service.server.ts";

describeDatabases("the ledger", (open) => {
  it("counts a weighed load once, for both sides", async () => {
    const db = open();
    const community = await createParty(db, "community");
    const giver = await createPerson(db, { communityId: community.party.id });
    const recycler = await createParty(db, "recycler");
    const lot = materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id, weights: { measuredGrams: 1_000_000, declaredConfirmedGrams: 5 } });
    const first = await db.$transaction((tx) => recordLot(tx, lot));
    expect(first).toMatchObject({ status: "ok", co2eGrams: 3_656_330 });
    expect(first.topics.sort()).toEqual(["board", `community:${community.party.id}`, `party:${giver.party.id}`, `party:${recycler.party.id}`].sort());
    expect(await db.$transaction((tx) => recordLot(tx, { ...lot, lotId: "other" }))).toEqual(first);
    expect(await db.ledgerEntry.count({ where: { causeId: lot.causeId } })).toBe(1);
    await advanceLedger(db);
    const total = await db.impactTotal.findFirstOrThrow({ where: { scopeType: "community", scopeId: community.party.id, period: "2026-03", route: "all", material: "all" } });
    expect(total).toMatchObject({ co2eGrams: 1_828_165n, massGrams: 500_000n, measuredMassGrams: 500_000n, entryCount: 1 });
    const events = await db.outboxEvent.count({ where: { type: "impact.entry-recorded", payload: { path: ["entryId"], equals: first.entryId } } });
    expect(events).toBe(1);

    const back = await db.$transaction((tx) => reverseEntry(tx, { entryId: first.entryId, reason: "mistake", at: new Date("2026-04-02T10:00:00Z") }));
    if (!back.ok) throw new Error(back.error);
    const again = await db.$transaction((tx) => reverseEntry(tx, { entryId: first.entryId, reason: "mistake", at: new Date() }));
    expect(again.ok && again.value.entryId).toBe(back.value.entryId);
    expect(await db.ledgerEntry.findUnique({ where: { id: back.value.entryId }, select: { co2eGrams: true } })).toEqual({ co2eGrams: -3_656_330n });
    await advanceLedger(db);
    const after = await db.impactTotal.findMany({ where: { scopeType: "community", scopeId: community.party.id, period: "all" } });
    expect(after.length).toBeGreaterThan(0);
    for (const row of after) expect(row).toMatchObject({ co2eGrams: 0n, lowGrams: 0n, highGrams: 0n, massGrams: 0n, measuredMassGrams: 0n, entryCount: 0 });
  });

  it("keeps what it cannot count, without a figure", async () => {
    const db = open();
    const [giver, taker] = [await createPerson(db), await createPerson(db)];
    const recycler = await createParty(db, "recycler");
    const sides = { giverPartyId: giver.party.id, takerPartyId: recycler.party.id };
    const gap = await db.$transaction((tx) => recordLot(tx, materialLot({ ...sides, material: "lead" })));
    expect(gap).toMatchObject({ status: "not_covered", co2eGrams: null, lowGrams: null, highGrams: null });
    const handedOn = await db.$transaction((tx) => recordLot(tx, materialLot({ ...sides, takerPartyId: taker.party.id })));
    expect(handedOn.status).toBe("not_covered");
    expect(await db.ledgerEntry.findUnique({ where: { id: handedOn.entryId }, select: { route: true, massGrams: true } })).toEqual({ route: "in_chain", massGrams: 12_000 });
    const goods = await db.$transaction((tx) => recordLot(tx, goodsLot({ ...sides, takerPartyId: taker.party.id })));
    expect(goods).toMatchObject({ status: "ok", co2eGrams: 8_120 });
  });
});
