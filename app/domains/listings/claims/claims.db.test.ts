import { expect, it } from "vitest";
import { editWithClaims, publishWithClaims } from "#app/flows/listing-with-claims.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createListing as insertListingRow } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { viewListing } from "../listing-page.service.server.ts";
import { listingInput } from "../listings.schema.ts";
import { editListing } from "../listings.service.server.ts";
import type { ClaimKind } from "./claims.rules.ts";
import { acceptClaim, documentOf, dropDocuments, handInDocument, refuseClaim, stateClaim, stateClaims, viewClaims, waitingClaims, withdrawClaim } from "./claims.service.server.ts";

type Db = Database["db"];

const document = { key: "claims/abc/document.pdf", type: "application/pdf", bytes: 1_234 };

function claimFor(listingId: string, more: { kind?: ClaimKind; percent?: number | null; submissionId?: string } = {}) {
  return { listingId, kind: "recycled_content" as ClaimKind, percent: 80, document, submissionId: newId(), ...more };
}

async function stated(db: Db, owner: Actor, listingId: string, more: Parameters<typeof claimFor>[1] = {}): Promise<string> {
  const made = await stateClaim(db, owner, claimFor(listingId, more));
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
}

const shownClaims = async (db: Db, listingId: string) => {
  const seen = await viewListing(db, null, { listingId });
  return seen.ok ? seen.value.claims : [];
};

describeDatabases("green claims", (open) => {
  it("are shown only once an operator has accepted the document, and no more when refused after that", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const listing = await insertListingRow(db, owner);
    const claimId = await stated(db, owner, listing.id);
    expect(await shownClaims(db, listing.id)).toEqual([]);
    expect(await acceptClaim(db, operator, { claimId, version: 1 })).toEqual({ ok: true, value: { id: claimId, listingId: listing.id, state: "accepted", version: 2 } });
    expect(await shownClaims(db, listing.id)).toEqual([{ kind: "recycled_content", percent: 80 }]);
    expect(await refuseClaim(db, operator, { claimId, version: 2, reason: "The certificate has expired" })).toMatchObject({ ok: true, value: { state: "refused", version: 3 } });
    expect(await shownClaims(db, listing.id)).toEqual([]);
    expect(await viewClaims(db, owner, listing.id)).toMatchObject({ ok: true, value: { mayState: true, claims: [{ state: "refused", reason: "The certificate has expired" }] } });
    const moves = await db.transition.findMany({ where: { subjectType: "listing_claim", subjectId: claimId }, orderBy: { id: "asc" }, select: { fromState: true, toState: true, actorRole: true, reason: true } });
    expect(moves).toEqual([
      { fromState: null, toState: "pending", actorRole: "owner", reason: "recycled_content" },
      { fromState: "pending", toState: "accepted", actorRole: "operator", reason: null },
      { fromState: "accepted", toState: "refused", actorRole: "operator", reason: "The certificate has expired" },
    ]);
    const events = await db.outboxEvent.findMany({ where: { payload: { path: ["listingId"], equals: listing.id } } });
    // Two of them were decisions, which are told.
    expect(events.length).toBe(3);
  });

  it("are stated by the owner's members only, for listings that can be changed", async () => {
    const db = open();
    const [owner, stranger] = [await createPerson(db), await createPerson(db)];
    const listing = await insertListingRow(db, owner);
    expect(await stateClaim(db, stranger, claimFor(listing.id))).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    expect(await stateClaim(db, stranger, claimFor(newId()))).toMatchObject({ ok: false, error: "LISTINGS.NOT_FOUND" });
    const recycler = await createParty(db, "recycler");
    const theirs = await insertListingRow(db, await withRole(db, recycler, "owner"));
    expect(await stateClaim(db, await withRole(db, recycler, "viewer"), claimFor(theirs.id))).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    const gone = await insertListingRow(db, owner, { state: "withdrawn" });
    expect(await stateClaim(db, owner, claimFor(gone.id))).toMatchObject({ ok: false, error: "LISTINGS.WRONG_STATE" });
  });

  it("a second press states one claim; another of the same kind is refused while one stands or waits", async () => {
    const db = open();
    const owner = await createPerson(db);
    const listing = await insertListingRow(db, owner);
    const once = claimFor(listing.id);
    const [first, second] = [await stateClaim(db, owner, once), await stateClaim(db, owner, once)];
    expect(second).toEqual(first);
    expect(await stateClaim(db, owner, { ...once, percent: 10 })).toMatchObject({ ok: false, error: "HTTP.KEY_REUSED" });
    expect(await stateClaim(db, owner, claimFor(listing.id))).toMatchObject({ ok: false, error: "CLAIMS.ALREADY_STATED" });
    expect(await stateClaim(db, owner, claimFor(listing.id, { kind: "ecolabel", percent: null }))).toMatchObject({ ok: true });
    if (!first.ok) throw new Error(first.error);
    expect(await withdrawClaim(db, owner, { claimId: first.value.id, version: 1 })).toMatchObject({ ok: true, value: { state: "withdrawn" } });
    expect(await stateClaim(db, owner, claimFor(listing.id))).toMatchObject({ ok: true });
    expect(await db.listingClaim.count({ where: { listingId: listing.id } })).toBe(3);
  });

  it("are decided by operators of other parties only; others' claims do not exist for strangers", async () => {
    const db = open();
    const [owner, stranger, operator] = [await createPerson(db), await createPerson(db), await createPerson(db, { isOperator: true })];
    const listing = await insertListingRow(db, owner);
    const claimId = await stated(db, owner, listing.id);
    expect(await acceptClaim(db, stranger, { claimId, version: 1 })).toMatchObject({ ok: false, error: "CLAIMS.NOT_FOUND" });
    expect(await withdrawClaim(db, stranger, { claimId, version: 1 })).toMatchObject({ ok: false, error: "CLAIMS.NOT_FOUND" });
    expect(await acceptClaim(db, owner, { claimId, version: 1 })).toMatchObject({ ok: false, error: "CLAIMS.NOT_ALLOWED" });
    expect(await refuseClaim(db, owner, { claimId, version: 1, reason: "No" })).toMatchObject({ ok: false, error: "CLAIMS.NOT_ALLOWED" });
    expect(await withdrawClaim(db, operator, { claimId, version: 1 })).toMatchObject({ ok: false, error: "CLAIMS.NOT_ALLOWED" });
    expect(await acceptClaim(db, operator, { claimId: newId(), version: 1 })).toMatchObject({ ok: false, error: "CLAIMS.NOT_FOUND" });
    const own = await insertListingRow(db, operator);
    const ownClaim = await stated(db, operator, own.id);
    expect(await acceptClaim(db, operator, { claimId: ownClaim, version: 1 })).toMatchObject({ ok: false, error: "CLAIMS.OWN_NOT_ALLOWED" });

    expect(await documentOf(db, owner, claimId)).toMatchObject({ ok: true, value: { key: document.key } });
    expect(await documentOf(db, operator, claimId)).toMatchObject({ ok: true });
    expect(await documentOf(db, stranger, claimId)).toMatchObject({ ok: false, error: "CLAIMS.NOT_FOUND" });
    expect(await viewClaims(db, stranger, listing.id)).toMatchObject({ ok: false, error: "LISTINGS.NOT_FOUND" });
    expect(await waitingClaims(db, stranger, { after: null })).toMatchObject({ ok: false, error: "CLAIMS.NOT_ALLOWED" });
  });

  it("a stale version and a decided claim are refused with the present state; pressed twice changes nothing", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const listing = await insertListingRow(db, owner);
    const claimId = await stated(db, owner, listing.id);
    expect(await acceptClaim(db, operator, { claimId, version: 7 })).toMatchObject({ ok: false, error: "CLAIMS.STALE", details: { state: "pending", version: 1 } });
    expect(await acceptClaim(db, operator, { claimId, version: 1 })).toMatchObject({ ok: true });
    expect(await acceptClaim(db, operator, { claimId, version: 1 })).toMatchObject({ ok: false, error: "CLAIMS.WRONG_STATE", details: { state: "accepted" } });
    expect(await db.listingClaim.findUniqueOrThrow({ where: { id: claimId } })).toMatchObject({ state: "accepted", version: 2 });
    expect(await db.transition.count({ where: { subjectId: claimId } })).toBe(2);
  });

  it("two operators at once: one decides, the other is told", async () => {
    const db = open();
    const [owner, one, other] = [await createPerson(db), await createPerson(db, { isOperator: true }), await createPerson(db, { isOperator: true })];
    const listing = await insertListingRow(db, owner);
    const claimId = await stated(db, owner, listing.id);
    const decided = await Promise.all([acceptClaim(db, one, { claimId, version: 1 }), refuseClaim(db, other, { claimId, version: 1, reason: "Not this thing" })]);
    expect(decided.filter((result) => result.ok)).toHaveLength(1);
    expect(decided.find((result) => !result.ok)).toMatchObject({ error: expect.stringMatching(/^CLAIMS\.(STALE|WRONG_STATE)$/) });
    expect(await db.transition.count({ where: { subjectId: claimId } })).toBe(2);
  });

  it("wait again when the listing becomes another thing, and stay when it does not", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const input = { kind: "goods", offer: "free", category: "wooden_chair", title: "Chair of beech", condition: "good", placeLabel: "Mitte", massGrams: 5_000 };
    const listing = await insertListingRow(db, owner);
    const claimId = await stated(db, owner, listing.id, { kind: "certified_wood", percent: null });
    await acceptClaim(db, operator, { claimId, version: 1 });
    expect(await editListing(db, owner, { listingId: listing.id, version: 1, listing: listingInput.parse({ ...input, description: "Four of them once." }) })).toMatchObject({ ok: true });
    expect(await shownClaims(db, listing.id)).toHaveLength(1);
    expect(await editListing(db, owner, { listingId: listing.id, version: 1, listing: listingInput.parse({ ...input, title: "Chair of plastic" }) })).toMatchObject({ ok: true });
    expect(await shownClaims(db, listing.id)).toEqual([]);
    expect(await db.listingClaim.findUniqueOrThrow({ where: { id: claimId } })).toMatchObject({ state: "pending", version: 3 });
  });

  it("words that nothing proves are named beside the text, and not once proven", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const listing = await insertListingRow(db, owner, { title: "Biodegradable plates" });
    expect(await viewListing(db, null, { listingId: listing.id })).toMatchObject({ value: { unprovenWords: ["Biodegradable"] } });
    const claimId = await stated(db, owner, listing.id, { kind: "biodegradable", percent: null });
    await acceptClaim(db, operator, { claimId, version: 1 });
    expect(await viewListing(db, null, { listingId: listing.id })).toMatchObject({ value: { unprovenWords: [], claims: [{ kind: "biodegradable", percent: null }] } });
  });

  it("the database keeps amounts, reasons and documents right", async () => {
    const db = open();
    const owner = await createPerson(db);
    const listing = await insertListingRow(db, owner);
    const claimId = await stated(db, owner, listing.id);
    const fails = async (data: object) => sqlState(await db.listingClaim.update({ where: { id: claimId }, data }).then(() => null, (error: unknown) => error));
    expect(await fails({ percent: 101 })).toBe("23514");
    expect(await fails({ percent: null })).toBe("23514");
    expect(await fails({ kind: "ecolabel" })).toBe("23514");
    expect(await fails({ state: "refused" })).toBe("23514");
    expect(await fails({ documentType: "text/html" })).toBe("23514");
    expect(await fails({ documentKey: null, documentType: null, documentBytes: null })).toBe("23514");
    expect(await fails({ state: "awaiting_document" })).toBe("23514");
  });

  it("may be stated with the listing, before their document: nobody decides or sees them until it is handed in", async () => {
    const db = open();
    const [owner, stranger, operator] = [await createPerson(db), await createPerson(db), await createPerson(db, { isOperator: true })];
    const listing = await insertListingRow(db, owner);
    const claims = [{ kind: "recycled_content" as const, percent: 60, document: null }, { kind: "ecolabel" as const, percent: null, document }];
    const input = { listingId: listing.id, claims, submissionId: newId() };
    expect(await stateClaims(db, stranger, input)).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    for (let twice = 0; twice < 2; twice++) expect(await stateClaims(db, owner, input)).toEqual({ ok: true, value: { stated: 2 } });
    expect(await stateClaims(db, owner, { ...input, claims: [] })).toMatchObject({ error: "HTTP.KEY_REUSED" });
    expect(await stateClaims(db, owner, { ...input, submissionId: newId() })).toMatchObject({ error: "CLAIMS.ALREADY_STATED", details: { kind: "recycled_content" } });
    expect(await db.listingClaim.count({ where: { listingId: listing.id } })).toBe(2);
    const rows = must(await viewClaims(db, owner, listing.id)).claims;
    const bare = rows.find((claim) => claim.kind === "recycled_content");
    const claimId = bare?.id ?? "";
    expect(bare).toMatchObject({ state: "awaiting_document", documentBytes: null });
    const queue = must(await waitingClaims(db, operator, { after: null })).claims.map((claim) => claim.id);
    expect(queue).not.toContain(claimId);
    expect(await acceptClaim(db, operator, { claimId, version: 1 })).toMatchObject({ error: "CLAIMS.WRONG_STATE" });
    expect(await documentOf(db, owner, claimId)).toMatchObject({ error: "CLAIMS.NOT_FOUND" });
    expect(await shownClaims(db, listing.id)).toEqual([]);

    expect(await handInDocument(db, stranger, { claimId, version: 1, document })).toMatchObject({ error: "CLAIMS.NOT_FOUND" });
    expect(await handInDocument(db, operator, { claimId, version: 1, document })).toMatchObject({ error: "CLAIMS.NOT_ALLOWED" });
    expect(await handInDocument(db, owner, { claimId, version: 7, document })).toMatchObject({ error: "CLAIMS.STALE" });
    expect(await handInDocument(db, owner, { claimId, version: 1, document })).toMatchObject({ ok: true, value: { state: "pending", version: 2 } });
    expect(await handInDocument(db, owner, { claimId, version: 1, document })).toMatchObject({ error: "CLAIMS.WRONG_STATE" });
    expect(await acceptClaim(db, operator, { claimId, version: 2 })).toMatchObject({ ok: true });
    expect(await shownClaims(db, listing.id)).toEqual([{ kind: "recycled_content", percent: 60 }]);
  });

  it("are made with the listing or not at all", async () => {
    const db = open();
    const owner = await createPerson(db);
    const listing = listingInput.parse({ kind: "goods", offer: "free", category: "wooden_chair", title: "Chair of beech", condition: "good", placeLabel: "Mitte" });
    const publish = (kinds: ClaimKind[], submissionId: string) => publishWithClaims(db, owner, { listing, publish: true, submissionId }, { claims: kinds.map((kind) => ({ kind, percent: null, document: null })), submissionId });
    const submissionId = newId();
    const made = must(await publish(["ecolabel"], submissionId));
    expect(must(await publish(["ecolabel"], submissionId))).toEqual(made);
    expect(must(await viewClaims(db, owner, made.id)).claims).toMatchObject([{ kind: "ecolabel", state: "awaiting_document" }]);
    expect(await publish(["compostable", "compostable"], newId())).toMatchObject({ error: "CLAIMS.ALREADY_STATED" });
    expect(await db.listing.count({ where: { ownerPartyId: owner.party.id } })).toBe(1);
    const edit = (title: string, kind: ClaimKind) => editWithClaims(db, owner, { listingId: made.id, version: made.version, listing: { ...listing, title } }, { claims: [{ kind, percent: null, document: null }], submissionId: newId() });
    expect(await edit("Another chair", "ecolabel")).toMatchObject({ error: "CLAIMS.ALREADY_STATED" });
    expect(await db.listing.findUniqueOrThrow({ where: { id: made.id } })).toMatchObject({ title: "Chair of beech" });
    expect(await edit("Another chair", "certified_wood")).toMatchObject({ ok: true });
    expect(await db.listingClaim.count({ where: { listingId: made.id } })).toBe(2);
  });

  it("lose their document once refused or taken back: nobody opens it any more, and the file goes", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const listing = await insertListingRow(db, owner);
    const of = (name: string) => ({ ...document, key: `claims/${name}/document.pdf` });
    const claimed = async (name: string, kind: ClaimKind) => must(await stateClaim(db, owner, { ...claimFor(listing.id, { kind, percent: null }), document: of(name) })).id;
    const [refused, withdrawn, kept, waiting] = [await claimed("refused", "ecolabel"), await claimed("withdrawn", "compostable"), await claimed("kept", "certified_wood"), await claimed("waiting", "energy_label")];
    await refuseClaim(db, operator, { claimId: refused, version: 1, reason: "Another thing" });
    await withdrawClaim(db, owner, { claimId: withdrawn, version: 1 });
    await acceptClaim(db, operator, { claimId: kept, version: 1 });
    for (const who of [owner, operator]) expect(await documentOf(db, who, refused)).toMatchObject({ error: "CLAIMS.NOT_FOUND" });
    const removed: string[] = [];
    const failing = async () => Promise.reject(new Error("no disk"));
    await db.listingClaim.updateMany({ where: { state: { in: ["refused", "withdrawn"] }, listingId: { not: listing.id } }, data: { documentDeletedAt: new Date() } });
    await expect(dropDocuments(db, failing, new Date())).rejects.toThrow("no disk");
    // What could not be deleted is tried again; what was deleted is not.
    for (let twice = 0; twice < 2; twice++) await dropDocuments(db, async (key) => void removed.push(key), new Date());
    expect(removed.sort()).toEqual([of("refused").key, of("withdrawn").key]);
    for (const id of [kept, waiting]) expect(await documentOf(db, owner, id)).toMatchObject({ ok: true });
  });

  it("the queue is in pages, the longest waiting first", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const ids: string[] = [];
    for (let n = 0; n < 21; n++) ids.push(await stated(db, owner, (await insertListingRow(db, owner)).id));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof waitingClaims>> = await waitingClaims(db, operator, { after });
      if (!page.ok) throw new Error(page.error);
      seen.push(...page.value.claims.map(({ id }) => id));
      after = page.value.nextCursor;
    } while (after);
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
