import { expect, it } from "vitest";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { withdrawListing } from "./listing-states.service.server.ts";
import { countGivenElsewhere } from "./self-reported.repository.server.ts";

describeDatabases("what a party tells of itself", (open) => {
  it("is how many of its own listings it withdrew as given elsewhere, and never enters the ledger", async () => {
    const db = open();
    const [teller, other] = [await createPerson(db), await createPerson(db)];
    expect(await countGivenElsewhere(db, teller.party.id)).toBe(0);
    for (const [owner, reason] of [[teller, "given_elsewhere"], [teller, "given_elsewhere"], [teller, "broken"], [other, "given_elsewhere"]] as const) {
      const { id } = await createListing(db, owner);
      expect(await withdrawListing(db, owner, { listingId: id, reason })).toMatchObject({ ok: true });
    }
    await createListing(db, teller);
    expect(await countGivenElsewhere(db, teller.party.id)).toBe(2);
    expect(await db.ledgerEntry.count()).toBe(0);
  });
});
