import { beforeAll, expect, it } from "vitest";
import { blockAndCloseRequests } from "#app/flows/block-party.server.ts";
import { unblockParty } from "#app/domains/blocks/blocks.service.server.ts";
import { readEnvironment } from "#app/platform/env.server.ts";
import * as ask from "#app/routes/deals.new.tsx";
import * as quote from "#app/routes/deals.quote.tsx";
import type { Actor } from "#app/shared/actor.ts";
import { must } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { authSettings, createSession } from "#tests/factories/sessions.ts";
import { createModerator, decide, reportedListing } from "#tests/factories/trust.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

describeDatabases("the forms that begin a deal", (open) => {
  beforeAll(() => {
    const store = new Map<string, unknown>();
    store.set("env", readEnvironment(authSettings));
    store.set("database", { open: Promise.resolve({ db: open() }) });
    (globalThis as unknown as { __roundabout: Map<string, unknown> }).__roundabout = store;
  });

  /** What the page says instead of its form, if it does. */
  async function closed(page: { loader: typeof ask.loader | typeof quote.loader }, as: Actor, listingId: string): Promise<string | null> {
    const { cookie } = await createSession(open(), { userId: as.userId, partyId: as.party.id });
    const request = new Request(`${authSettings.PUBLIC_URL}/deals/new?listing=${listingId}`, { headers: { cookie } });
    return (await page.loader({ request, params: {}, context: {} })).closed;
  }

  it("are not shown to a blocked pair, whoever blocked whom, and come back when that is lifted", async () => {
    const db = open();
    const [owner, blocked, blocking, recycler] = [await createPerson(db), await createPerson(db), await createPerson(db), await createParty(db, "recycler")];
    const listing = await createListing(db, owner);
    expect(await closed(ask, blocked, listing.id)).toBeNull();
    must(await blockAndCloseRequests(db, owner, { partyId: blocked.party.id }));
    must(await blockAndCloseRequests(db, blocking, { partyId: owner.party.id }));
    must(await blockAndCloseRequests(db, owner, { partyId: recycler.party.id }));
    expect([await closed(ask, blocked, listing.id), await closed(ask, blocking, listing.id)]).toEqual(["DEALS.OTHER_NOT_ALLOWED", "DEALS.OTHER_NOT_ALLOWED"]);
    expect(await closed(quote, recycler, listing.id)).toBe("DEALS.OTHER_NOT_ALLOWED");
    must(await unblockParty(db, owner, { partyId: blocked.party.id }));
    expect(await closed(ask, blocked, listing.id)).toBeNull();
  });

  it("nor to owners, to restricted parties, to who does not buy back, or for what is over", async () => {
    const db = open();
    const [owner, other, recycler, moderator] = [await createPerson(db), await createPerson(db), await createParty(db, "recycler"), await createModerator(db)];
    const { caseId, owner: suspended } = await reportedListing(db);
    await decide(db, moderator, caseId, "suspend");
    const listing = await createListing(db, owner);
    const past = await createListing(db, owner, { expiresAt: new Date(Date.now() - 1_000) });
    expect([await closed(ask, owner, listing.id), await closed(quote, owner, listing.id)]).toEqual(["DEALS.OWN_LISTING", "DEALS.OWN_LISTING"]);
    expect(await closed(ask, suspended, listing.id)).toBe("DEALS.RESTRICTED_NOT_ALLOWED");
    expect([await closed(quote, other, listing.id), await closed(quote, recycler, listing.id)]).toEqual(["DEALS.NOT_A_BUYER", null]);
    expect([await closed(ask, other, past.id), await closed(quote, recycler, past.id)]).toEqual(["DEALS.LISTING_CLOSED", "DEALS.LISTING_CLOSED"]);
  });
});
