import { expect, it } from "vitest";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { scopeTotal } from "#app/domains/impact/totals.repository.server.ts";
import { joinParty, leaveParty, removeMember } from "#app/domains/identity/membership.service.server.ts";
import { goodsLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

describeDatabases("leaving a community", (open) => {
  it.each(["leaves", "is removed"])("keeps what somebody brought who %s, and counts nothing new", async (how) => {
    const db = open();
    const owner = await createParty(db, "community");
    const partyId = owner.party.id;
    const person = await createPerson(db);
    await joinParty(db, person, { partyId });
    const other = await createPerson(db);
    const give = async () => {
      await db.$transaction((tx) => recordLots(tx, [goodsLot({ giverPartyId: person.party.id, takerPartyId: other.party.id, category: "jeans", itemCount: 2 })]));
      await advanceLedger(db);
    };
    await give();
    const total = () => scopeTotal(db, { type: "community", id: partyId });
    const shares = () => db.$queryRaw`SELECT s.entry_id, s.community_id FROM ledger_share s WHERE s.community_id = ${partyId} ORDER BY s.entry_id`;
    const [before, lines] = [await total(), await shares()];
    expect(before.entryCount).toBe(1);
    expect(before.co2eGrams).not.toBe(0);
    const ended = how === "leaves" ? await leaveParty(db, person, { partyId }) : await removeMember(db, owner, { partyId, userId: person.userId, reason: "Moved away" });
    expect(ended.ok).toBe(true);
    expect(await total()).toEqual(before);
    expect(await shares()).toEqual(lines);
    await give();
    expect(await total()).toEqual(before);
  });
});
