import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { activateMembership } from "#app/domains/identity/parties.repository.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createListing as insertListingRow } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { openForEdit, viewListing } from "./listing-page.service.server.ts";
import { approveListing, expireListings, extendListing, pauseListing, rejectListing, repostListing, resumeListing, withdrawListing } from "./listing-states.service.server.ts";
import type { ListingInput } from "./listings.schema.ts";
import { createListing, editListing, publishListing } from "./listings.service.server.ts";
import { addListingPhotos, arrangeListingPhotos } from "./photos.service.server.ts";

type Db = Database["db"];

const chair: ListingInput = {
  kind: "goods",
  offer: "sale",
  category: "wooden_chair",
  material: null,
  title: "Chair of beech",
  description: "A little wobbly.",
  condition: "good",
  units: 1,
  massGrams: 5_000,
  loanDays: null,
  serialNumber: null,
  priceMinor: 1_500,
  currency: "EUR",
  placeLabel: "Mitte",
  exactAddress: "Invalidenstraße 1",
  latitude: 52.53,
  longitude: 13.38,
  expiresOn: null,
};

const row = (db: Db, id: string) => db.listing.findUniqueOrThrow({ where: { id } });

async function published(db: Db, actor: Actor, listing: Partial<ListingInput> = {}): Promise<string> {
  const made = await createListing(db, actor, { listing: { ...chair, ...listing }, publish: true });
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
}

const photo = (n: number) => ({ storageKey: `key${n}`, width: 1200, height: 900, alt: "" });

describeDatabases("a listing from draft to its end", (open) => {
  it("publishing writes the transitions, the deadline, the words and the coarse place, and tells", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner);
    const listing = await row(db, id);
    expect(listing).toMatchObject({ state: "published", version: 1, unitsAvailable: 1, ownerPartyId: owner.party.id, timeZone: "Europe/Berlin" });
    expect(listing.searchText.split(" ")).toEqual(expect.arrayContaining(["chair", "beech", "wooden"]));
    expect(listing.coarseLatitude).not.toBe(listing.latitude);
    const moves = await db.transition.findMany({ where: { subjectId: id }, orderBy: { id: "asc" }, select: { fromState: true, toState: true } });
    expect(moves).toEqual([{ fromState: null, toState: "draft" }, { fromState: "draft", toState: "published" }]);
    const events = await db.outboxEvent.findMany({ where: { payload: { path: ["listingId"], equals: id } } });
    expect(events.map((event) => event.payload)).toContainEqual({ listingId: id, topics: [`listing:${id}`, "listings", `party:${owner.party.id}`] });
  });

  it("a second press of the same button makes one listing; the same id with other words is refused", async () => {
    const db = open();
    const owner = await createPerson(db);
    const submissionId = newId();
    const first = await createListing(db, owner, { listing: chair, publish: true, submissionId });
    const second = await createListing(db, owner, { listing: chair, publish: true, submissionId });
    expect(second).toEqual(first);
    expect(await db.listing.count({ where: { ownerPartyId: owner.party.id } })).toBe(1);
    expect(await createListing(db, owner, { listing: { ...chair, title: "Another" }, publish: true, submissionId })).toMatchObject({ ok: false, error: "HTTP.KEY_REUSED" });
  });

  it("viewers of a party do not list for it, members do", async () => {
    const db = open();
    const recycler = await createParty(db, "recycler");
    expect(await createListing(db, await withRole(db, recycler, "viewer"), { listing: chair, publish: true })).toMatchObject({ error: "LISTINGS.NOT_ALLOWED" });
    expect(await createListing(db, await withRole(db, recycler, "member"), { listing: chair, publish: true })).toMatchObject({ ok: true });
  });

  it("dangerous material is reviewed: shown only after an operator's yes, and editable after a no", async () => {
    const db = open();
    const owner = await createPerson(db);
    const operator = await createPerson(db, { isOperator: true });
    const battery: Partial<ListingInput> = { kind: "material", category: null, condition: null, material: "batteries_vehicle", massGrams: 18_000 };
    const id = await published(db, owner, battery);
    expect((await row(db, id)).state).toBe("pending_review");
    expect(await approveListing(db, owner, { listingId: id })).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    expect(await rejectListing(db, operator, { listingId: id, reason: "Leaking" })).toMatchObject({ ok: true, value: { state: "rejected" } });
    expect(await publishListing(db, owner, { listingId: id })).toMatchObject({ value: { state: "pending_review" } });
    expect(await approveListing(db, operator, { listingId: id })).toMatchObject({ value: { state: "published" } });
    expect(await approveListing(db, operator, { listingId: id })).toMatchObject({ ok: false, error: "LISTINGS.WRONG_STATE", details: { state: "published" } });
  });

  it("an edit that makes a shown listing dangerous sends it to review", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner, { kind: "material", category: null, condition: null, material: "cardboard" });
    const edited = await editListing(db, owner, { listingId: id, version: 1, listing: { ...chair, kind: "material", category: null, condition: null, material: "paint" } });
    expect(edited).toMatchObject({ ok: true, value: { state: "pending_review", version: 2 } });
  });

  it("words leave the version, terms raise it, and an edit on an old version is refused with the present one", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner);
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: { ...chair, title: "Beech chair" } })).toMatchObject({ value: { version: 1 } });
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: { ...chair, priceMinor: 900 } })).toMatchObject({ value: { version: 2 } });
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: { ...chair, priceMinor: 100 } })).toMatchObject({ error: "LISTINGS.STALE", details: { version: 2, state: "published" } });
    expect((await row(db, id)).priceMinor).toBe(900);
  });

  it("how it is offered stands while units are held, what else changed is named, and units that are held or gone cannot be taken away", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner, { units: 5 });
    await db.listing.update({ where: { id }, data: { unitsAvailable: 2, unitsHeld: 2, unitsHandedOver: 1 } });
    const other = { kind: "material", category: null, condition: null, material: "paint" } as const;
    for (const change of [{ offer: "free", priceMinor: null, currency: null } as const, other]) {
      expect(await editListing(db, owner, { listingId: id, version: 1, listing: { ...chair, units: 5, ...change } })).toMatchObject({ error: "LISTINGS.UNITS_HELD" });
    }
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: { ...chair, units: 2 } })).toMatchObject({ error: "LISTINGS.UNITS_TAKEN" });
    const edited = await editListing(db, owner, { listingId: id, version: 1, listing: { ...chair, units: 4, priceMinor: 900 } });
    expect(edited).toMatchObject({ value: { version: 2, changes: [{ field: "priceMinor", from: chair.priceMinor, to: 900 }] } });
    expect(await row(db, id)).toMatchObject({ unitsInitial: 4, unitsAvailable: 1, unitsHeld: 2, unitsHandedOver: 1 });
  });

  it("pauses, resumes, and is withdrawn with its reason; withdrawn is final", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner);
    expect(await pauseListing(db, owner, { listingId: id })).toMatchObject({ value: { state: "paused" } });
    expect(await pauseListing(db, owner, { listingId: id })).toMatchObject({ error: "LISTINGS.WRONG_STATE" });
    expect(await resumeListing(db, owner, { listingId: id })).toMatchObject({ value: { state: "published" } });
    expect(await withdrawListing(db, owner, { listingId: id, reason: "given_elsewhere" })).toMatchObject({ value: { state: "withdrawn" } });
    expect(await row(db, id)).toMatchObject({ state: "withdrawn", withdrawnReason: "given_elsewhere" });
    for (const verb of [resumeListing, extendListing, repostListing, publishListing]) {
      expect(await verb(db, owner, { listingId: id })).toMatchObject({ error: "LISTINGS.WRONG_STATE" });
    }
    await expireListings(db, new Date(Date.now() + 400 * 86_400_000));
    expect((await row(db, id)).state).toBe("withdrawn");
  });

  it("a repost moves only the sort time, a week after the last and not while people answer", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner);
    expect(await repostListing(db, owner, { listingId: id })).toMatchObject({ error: "LISTINGS.REPOST_TOO_SOON" });
    const later = { now: () => new Date(Date.now() + 8 * 86_400_000) };
    expect(await repostListing(db, owner, { listingId: id }, later)).toMatchObject({ value: { id, state: "published" } });
    expect(await repostListing(db, owner, { listingId: id }, later)).toMatchObject({ error: "LISTINGS.REPOST_TOO_SOON" });
  });

  it("somebody else's id is refused by every verb and changes nothing", async () => {
    const db = open();
    const owner = await createPerson(db);
    const stranger = await createPerson(db);
    const operator = await createPerson(db, { isOperator: true });
    const id = await published(db, owner);
    const before = await row(db, id);
    for (const other of [stranger, operator]) {
      const outcomes = [
        await editListing(db, other, { listingId: id, version: 1, listing: { ...chair, title: "Mine now" } }),
        await publishListing(db, other, { listingId: id }),
        await withdrawListing(db, other, { listingId: id, reason: "other" }),
        await pauseListing(db, other, { listingId: id }),
        await resumeListing(db, other, { listingId: id }),
        await extendListing(db, other, { listingId: id }),
        await repostListing(db, other, { listingId: id }),
        await addListingPhotos(db, other, { listingId: id, photos: [photo(1)] }),
        await arrangeListingPhotos(db, other, { listingId: id, photos: [] }),
      ];
      for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    }
    expect(await row(db, id)).toEqual(before);
    const draft = await createListing(db, owner, { listing: chair, publish: false });
    if (!draft.ok) throw new Error(draft.error);
    expect(await publishListing(db, stranger, { listingId: draft.value.id })).toMatchObject({ error: "LISTINGS.NOT_FOUND" });
    expect(await publishListing(db, owner, { listingId: newId() })).toMatchObject({ error: "LISTINGS.NOT_FOUND" });
  });

  it("is changed only by its own party, not by its people while they act for another", async () => {
    const db = open();
    const recycler = await createParty(db, "recycler");
    const owner = await createPerson(db);
    await db.$transaction((tx) => activateMembership(tx, { partyId: recycler.party.id, userId: owner.userId, role: "manager" }));
    const id = await published(db, owner);
    const elsewhere: Actor = { ...owner, party: recycler.party, role: "manager" };
    const before = await row(db, id);
    const outcomes = [
      await editListing(db, elsewhere, { listingId: id, version: 1, listing: { ...chair, title: "Other words" } }),
      await withdrawListing(db, elsewhere, { listingId: id, reason: "other" }),
      await pauseListing(db, elsewhere, { listingId: id }),
      await addListingPhotos(db, elsewhere, { listingId: id, photos: [photo(1)] }),
      await openForEdit(db, elsewhere, { listingId: id }),
    ];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: false, error: "LISTINGS.OTHER_PARTY_NOT_ALLOWED" });
    expect(await row(db, id)).toEqual(before);
    const seen = await viewListing(db, elsewhere, { listingId: id });
    expect(seen).toMatchObject({ value: { isMine: false, verbs: [], openRequests: 0, actAs: { partyId: owner.party.id, name: owner.party.name } } });
    expect(await viewListing(db, owner, { listingId: id })).toMatchObject({ value: { isMine: true, actAs: null } });
    expect(await pauseListing(db, owner, { listingId: id })).toMatchObject({ ok: true });
  });

  it("someone who left the party, or only looks on, manages nothing of it", async () => {
    const db = open();
    const recycler = await createParty(db, "recycler");
    const former = await withRole(db, recycler, "manager");
    const viewer = await withRole(db, recycler, "viewer");
    const id = await published(db, recycler);
    await db.membership.updateMany({ where: { userId: former.userId, partyId: recycler.party.id }, data: { state: "ended" } });
    expect(await pauseListing(db, former, { listingId: id })).toMatchObject({ error: "LISTINGS.NOT_ALLOWED" });
    expect(await pauseListing(db, viewer, { listingId: id })).toMatchObject({ error: "LISTINGS.NOT_ALLOWED" });
  });
});

describeDatabases("the deadline", (open) => {
  it("late or twice, the timer gives the same end, and the owner may bring the listing back", async () => {
    const db = open();
    const owner = await createPerson(db);
    const due = await insertListingRow(db, owner, { expiresAt: new Date("2026-03-01T22:59:59.999Z") });
    const paused = await insertListingRow(db, owner, { state: "paused", expiresAt: new Date("2026-03-01T22:59:59.999Z") });
    const reserved = await insertListingRow(db, owner, { state: "reserved", expiresAt: new Date("2026-03-01T22:59:59.999Z") });
    const notDue = await insertListingRow(db, owner, { expiresAt: new Date("2027-03-02T22:59:59.999Z") });
    expect(await expireListings(db, new Date("2026-03-01T22:59:59.998Z"))).toBe(0);
    expect(await expireListings(db, new Date("2026-03-05T00:00:00Z"))).toBe(2);
    expect(await expireListings(db, new Date("2026-03-05T00:00:00Z"))).toBe(0);
    const states = await Promise.all([due, paused, reserved, notDue].map(async ({ id }) => (await row(db, id)).state));
    expect(states).toEqual(["expired", "expired", "reserved", "published"]);
    expect(await db.transition.count({ where: { subjectId: due.id } })).toBe(1);
    expect(await db.outboxEvent.count({ where: { type: "listings.expired" } })).toBe(2);

    const now = { now: () => new Date("2026-03-05T10:00:00Z") };
    expect(await extendListing(db, owner, { listingId: due.id, expiresOn: "2026-03-20" }, now)).toMatchObject({ value: { state: "published" } });
    expect((await row(db, due.id)).expiresAt?.toISOString()).toBe("2026-03-20T22:59:59.999Z");
  });

  it("with nobody asleep at the same row: parallel timers expire each listing once", async () => {
    const db = open();
    const owner = await createPerson(db);
    for (let n = 0; n < 5; n += 1) await insertListingRow(db, owner, { expiresAt: new Date("2020-01-01T00:00:00Z") });
    const counts = await Promise.all([1, 2, 3].map(() => expireListings(db, new Date("2020-02-01T00:00:00Z"))));
    expect(counts.reduce((a, b) => a + b, 0)).toBe(5);
  });
});

describeDatabases("photos of a listing", (open) => {
  it("are ordered, described and removed; keys that are no longer needed are named", async () => {
    const db = open();
    const owner = await createPerson(db);
    const made = await createListing(db, owner, { listing: chair, publish: true, photos: [photo(1), photo(2), photo(3)] });
    if (!made.ok) throw new Error(made.error);
    const listingId = made.value.id;
    const [first, second, third] = await db.listingPhoto.findMany({ where: { listingId }, orderBy: { position: "asc" } });
    if (!first || !second || !third) throw new Error("three photos expected");
    expect(await arrangeListingPhotos(db, owner, { listingId, photos: [{ id: third.id, alt: " From behind " }, { id: first.id, alt: "" }] })).toEqual({ ok: true, value: { removedKeys: ["key2"] } });
    const left = await db.listingPhoto.findMany({ where: { listingId }, orderBy: { position: "asc" }, select: { id: true, alt: true, position: true } });
    expect(left).toEqual([{ id: third.id, alt: "From behind", position: 0 }, { id: first.id, alt: "", position: 1 }]);
    expect(await arrangeListingPhotos(db, owner, { listingId, photos: [{ id: second.id, alt: "" }] })).toMatchObject({ error: "LISTINGS.PHOTO_NOT_FOUND" });
    expect(await addListingPhotos(db, owner, { listingId, photos: Array.from({ length: 7 }, (_, n) => photo(n + 10)) })).toMatchObject({ error: "LISTINGS.TOO_MANY_PHOTOS" });
  });

  it("of another listing cannot be moved here", async () => {
    const db = open();
    const owner = await createPerson(db);
    const other = await createListing(db, await createPerson(db), { listing: chair, publish: true, photos: [photo(1)] });
    if (!other.ok) throw new Error(other.error);
    const foreign = await db.listingPhoto.findFirstOrThrow({ where: { listingId: other.value.id } });
    expect(await arrangeListingPhotos(db, owner, { listingId: await published(db, owner), photos: [{ id: foreign.id, alt: "" }] })).toMatchObject({ error: "LISTINGS.PHOTO_NOT_FOUND" });
  });
});
