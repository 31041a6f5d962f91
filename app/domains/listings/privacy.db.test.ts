import { expect, it } from "vitest";
import { listingsMails } from "#app/outbox/mails/listings.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { createListing as insertListingRow } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { exactPlaceOf, findForDeal } from "./for-deals.repository.server.ts";
import { expireListings, warnOfExpiry } from "./listing-states.service.server.ts";
import { listMine, openForEdit, viewListing } from "./listing-page.service.server.ts";
import { readListingQuery } from "./listings.query.ts";
import { createListing } from "./listings.service.server.ts";
import { searchListings } from "./search.service.server.ts";

const home = { latitude: 52.531234, longitude: 13.383456, exactAddress: "Invalidenstraße 987, third bell" };

describeDatabases("what leaves about a listing", (open) => {
  it("never holds the exact place or an e-mail, in lists, pages and one's own list", async () => {
    const db = open();
    const owner = await createPerson(db);
    const visitor = await createPerson(db);
    const made = await createListing(db, owner, {
      publish: true,
      listing: { kind: "goods", offer: "free", category: "wooden_chair", material: null, title: "Chair of beech", description: "", condition: "good", units: 1, massGrams: null, priceMinor: null, currency: null, loanDays: null, serialNumber: "SN-123-secret", placeLabel: "Mitte", expiresOn: null, ...home },
    });
    if (!made.ok) throw new Error(made.error);
    const listingId = made.value.id;
    const email = (await db.user.findUniqueOrThrow({ where: { id: owner.userId } })).email;
    const near = `lat=${home.latitude}&lon=${home.longitude}`;
    const leaving = JSON.stringify([
      await searchListings(db, readListingQuery(new URLSearchParams("q=chair"))),
      await searchListings(db, readListingQuery(new URLSearchParams(near))),
      await viewListing(db, null, { listingId }),
      await viewListing(db, visitor, { listingId }),
      await viewListing(db, owner, { listingId }),
      await listMine(db, owner, { after: null }),
    ]);
    for (const secret of [String(home.latitude), String(home.longitude), home.exactAddress, email, "searchText", "SN-123", "serialHash"]) expect(leaving).not.toContain(secret);

    expect(await openForEdit(db, visitor, { listingId })).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    expect(await openForEdit(db, owner, { listingId })).toMatchObject({ ok: true, value: { values: { latitude: String(home.latitude) } } });
    expect(await exactPlaceOf(db, { listingId })).toEqual({ placeLabel: "Mitte", ...home });
    expect(await findForDeal(db, listingId)).toMatchObject({ id: listingId, ownerPartyId: owner.party.id, unitsAvailable: 1, state: "published", version: 1 });
  });

  it("a hidden listing does not exist for others, and its owner's buttons are not theirs", async () => {
    const db = open();
    const owner = await createPerson(db);
    const visitor = await createPerson(db);
    const draft = await insertListingRow(db, owner, { state: "draft" });
    expect(await viewListing(db, visitor, { listingId: draft.id })).toMatchObject({ error: "LISTINGS.NOT_FOUND" });
    expect(await viewListing(db, owner, { listingId: draft.id })).toMatchObject({ value: { isMine: true, verbs: ["edit", "publish", "withdraw"] } });
    const shown = await insertListingRow(db, owner);
    expect(await viewListing(db, visitor, { listingId: shown.id })).toMatchObject({ value: { isMine: false, verbs: [], openRequests: 0 } });
  });
});

describeDatabases("mails about a deadline", (open) => {
  it("one a day ahead and one after it, in the owner's language, whatever is delivered twice", async () => {
    const db = open();
    const owner = await createPerson(db, { locale: "zh-CN" });
    const { id } = await insertListingRow(db, owner, { title: "榉木椅子", expiresAt: new Date("2027-03-02T22:59:59.999Z") });
    await db.listing.update({ where: { id }, data: { publishedAt: new Date("2027-02-01T00:00:00Z") } });
    const deliver = () => dispatchOnce(db, [toMails([listingsMails])]);

    expect(await warnOfExpiry(db, new Date("2027-03-01T20:00:00Z"))).toBe(0);
    expect(await warnOfExpiry(db, new Date("2027-03-02T08:00:00Z"))).toBe(1);
    expect(await warnOfExpiry(db, new Date("2027-03-02T08:00:00Z"))).toBe(1);
    await deliver();
    expect(await warnOfExpiry(db, new Date("2027-03-02T09:00:00Z"))).toBe(0);
    await expireListings(db, new Date("2027-03-03T00:00:00Z"));
    await deliver();

    const mails = await db.mailMessage.findMany({ where: { userId: owner.userId }, orderBy: { createdAt: "asc" } });
    expect(mails.map((mail) => mail.subject)).toEqual(["“榉木椅子”将于 2027-03-02 到期", "“榉木椅子”已到期"]);
    expect(mails[1]?.text).toContain(`/listings/${id}`);
  });

  it("none about a listing that was withdrawn meanwhile", async () => {
    const db = open();
    const owner = await createPerson(db);
    const { id } = await insertListingRow(db, owner, { expiresAt: new Date("2027-03-02T22:59:59.999Z") });
    await expireListings(db, new Date("2027-03-03T00:00:00Z"));
    await db.listing.update({ where: { id }, data: { state: "withdrawn" } });
    await dispatchOnce(db, [toMails([listingsMails])]);
    expect(await db.mailMessage.count({ where: { userId: owner.userId } })).toBe(0);
  });
});
