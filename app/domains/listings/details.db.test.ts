import { expect, it } from "vitest";
import { requestDeal } from "#app/flows/request-deal.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { listThreads } from "#app/domains/messaging/threads.repository.server.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { checklistOf } from "./grading.rules.ts";
import { openForEdit, viewListing } from "./listing-page.service.server.ts";
import { listingForm, listingInput, type ListingInput } from "./listings.schema.ts";
import { approveListing } from "./listing-states.service.server.ts";
import { createListing, editListing, publishListing } from "./listings.service.server.ts";
import { searchListings } from "./search.service.server.ts";
import { readListingQuery } from "./listings.query.ts";

type Db = Database["db"];

const best = Object.fromEntries((checklistOf("smartphone")?.questions ?? []).map(({ code, answers }) => [code, Object.keys(answers)[0] ?? ""]));

/** A phone as its form gives it, unless told otherwise. */
function phone(more: Record<string, unknown> = {}): ListingInput {
  return listingInput.parse({
    kind: "goods",
    offer: "free",
    category: "smartphone",
    title: "Phone with a good screen",
    condition: "good",
    placeLabel: "Mitte",
    attributes: { brand: "Fairphone", model: "Zebulon 7", storage_gb: 128 },
    gradeAnswers: { ...best, screen: "light_scratches" },
    ...more,
  });
}

async function published(db: Db, owner: Actor, listing: ListingInput): Promise<string> {
  const made = await createListing(db, owner, { listing, publish: true });
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
}

async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(() => null, (error: unknown) => sqlState(error) ?? (error as Error).message);
}

const remanufactured = { remanufactured: true, remanufacturer: "Second Factory", warrantyMonths: 24 };

describeDatabases("what a listing says of itself", (open) => {
  it("is stored with the grade of the rule, shown with what limited it, and comes back to the form as typed", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner, phone());
    expect(await db.listing.findUniqueOrThrow({ where: { id } })).toMatchObject({ grade: "B", gradeRule: "phone-1", attributes: { brand: "Fairphone", model: "Zebulon 7", storage_gb: 128 }, remanufactured: false });
    const seen = await viewListing(db, null, { listingId: id });
    expect(seen).toMatchObject({ ok: true, value: { attributes: { storage_gb: 128 }, grading: { grade: "B", rule: "phone-1", checklist: "phone" }, mark: null } });
    expect(seen.ok && seen.value.grading?.answers.filter(({ limits }) => limits)).toEqual([{ question: "screen", answer: "light_scratches", limits: true }]);
    const opened = await openForEdit(db, owner, { listingId: id });
    if (!opened.ok) throw new Error(opened.error);
    const again = listingForm.safeParse({ ...opened.value.values, placeLabel: "Mitte" });
    expect(again).toMatchObject({ success: true, data: { attributes: { brand: "Fairphone", storage_gb: 128 }, gradeAnswers: { ...best, screen: "light_scratches" } } });
  });

  it("is found by brand and model, and its card shows the grade", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner, phone());
    const found = await searchListings(db, readListingQuery(new URLSearchParams({ q: "zebulon" })));
    expect(found.cards.filter((card) => card.id === id)).toMatchObject([{ grade: "B", remanufactured: false }]);
  });

  it("another category drops what it does not ask, and the grade with it; terms raise the version", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner, phone());
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: phone({ gradeAnswers: best }) })).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await editListing(db, owner, { listingId: id, version: 2, listing: phone({ gradeAnswers: best, attributes: { brand: "Fairphone", model: "Zebulon 7", storage_gb: 128, colour: "blue" } }) })).toMatchObject({ value: { version: 2 } });
    expect(await editListing(db, owner, { listingId: id, version: 2, listing: phone({ gradeAnswers: best, attributes: { brand: "Other" } }) })).toMatchObject({ value: { version: 3 } });
    expect(await editListing(db, owner, { listingId: id, version: 3, listing: phone({ category: "books" }) })).toMatchObject({ ok: true });
    expect(await db.listing.findUniqueOrThrow({ where: { id } })).toMatchObject({ attributes: {}, grade: null, gradeAnswers: null, gradeRule: null });
  });

  it("the database keeps no grade without a rule and no mark without a maker", async () => {
    const db = open();
    const owner = await createPerson(db);
    const id = await published(db, owner, phone());
    expect(await refusalOf(db.listing.update({ where: { id }, data: { grade: "E" } }))).toBe("23514");
    expect(await refusalOf(db.listing.update({ where: { id }, data: { gradeRule: null } }))).toBe("23514");
    expect(await refusalOf(db.listing.update({ where: { id }, data: { remanufactured: true } }))).toBe("23514");
    expect(await refusalOf(db.listing.update({ where: { id }, data: { attributes: [] } }))).toBe("23514");
  });
});

describeDatabases("the remanufactured mark", (open, kind) => {
  it("may be taken back until somebody asks, and not after: by the service, nor past it", async () => {
    const db = open();
    const [owner, taker] = [await createPerson(db), await createPerson(db)];
    const id = await published(db, owner, phone(remanufactured));
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: phone() })).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await editListing(db, owner, { listingId: id, version: 2, listing: phone(remanufactured) })).toMatchObject({ ok: true, value: { version: 3 } });
    const asked = await requestDeal(db, taker, { listingId: id, units: 1, message: "" });
    if (!asked.ok) throw new Error(asked.error);

    for (const weaker of [{}, { ...remanufactured, remanufacturer: "Another" }, { ...remanufactured, warrantyMonths: 6 }, { ...remanufactured, offer: "wanted" }, { ...remanufactured, kind: "material", category: null, material: "phones" }]) {
      expect(await editListing(db, owner, { listingId: id, version: 3, listing: phone(weaker) })).toMatchObject({ ok: false, error: "LISTINGS.MARK_STANDS" });
    }
    expect(await editListing(db, owner, { listingId: id, version: 3, listing: phone({ ...remanufactured, warrantyMonths: 36 }) })).toMatchObject({ ok: true });

    expect(await refusalOf(db.listing.update({ where: { id }, data: { remanufactured: false, remanufacturer: null, warrantyMonths: null } }))).toBe("RB002");
    expect(await refusalOf(db.listing.update({ where: { id }, data: { remanufacturer: "Another" } }))).toBe("RB002");
    expect(await refusalOf(db.listing.update({ where: { id }, data: { warrantyMonths: 1 } }))).toBe("RB002");
    expect(await refusalOf(db.deal.update({ where: { id: asked.value.dealId }, data: { remanufactured: false } }))).toBe("RB002");
    expect(await refusalOf(db.listing.update({ where: { id }, data: { title: "Another title" } }))).toBeNull();
  });

  it("stands on the deal as it was when it was asked for, in its page and in both lists", async () => {
    const db = open();
    const [owner, taker, before] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    const id = await published(db, owner, phone({ units: 2 }));
    const early = await requestDeal(db, before, { listingId: id, units: 1, message: "" });
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: phone({ units: 2, ...remanufactured }) })).toMatchObject({ ok: true });
    const late = await requestDeal(db, taker, { listingId: id, units: 1, message: "" });
    if (!early.ok || !late.ok) throw new Error("not asked");
    expect(await viewDeal(db, before, early.value.dealId)).toMatchObject({ value: { listing: { remanufactured: false, grade: "B" } } });
    expect(await viewDeal(db, taker, late.value.dealId)).toMatchObject({ value: { listing: { remanufactured: true, remanufacturer: "Second Factory", warrantyMonths: 24 } } });
    expect(await listThreads(db, { partyId: taker.party.id, userId: taker.userId })).toMatchObject([{ remanufactured: true }]);
    expect(await listThreads(db, { partyId: before.party.id, userId: before.userId })).toMatchObject([{ remanufactured: false }]);
  });

  // One session cannot show a race.
  if (kind === "postgresql") it("asked for and taken back at once: either the edit came first and is seen, or it is refused", async () => {
    const db = open();
    const [owner, taker] = [await createPerson(db), await createPerson(db)];
    for (let round = 0; round < 8; round++) {
      const id = await published(db, owner, phone(remanufactured));
      const [asked, edited] = await Promise.all([requestDeal(db, taker, { listingId: id, units: 1, message: "" }), editListing(db, owner, { listingId: id, version: 1, listing: phone() })]);
      const listing = await db.listing.findUniqueOrThrow({ where: { id } });
      expect(edited.ok || edited.error === "LISTINGS.MARK_STANDS").toBe(true);
      expect(listing.remanufactured).toBe(!edited.ok);
      if (!asked.ok) continue;
      const deal = await db.deal.findUniqueOrThrow({ where: { id: asked.value.dealId } });
      expect(deal.remanufactured).toBe(listing.remanufactured);
    }
  });
});

describeDatabases("what may not be listed", (open) => {
  it("stays a draft, says the rule, and is published once it is something else", async () => {
    const db = open();
    const owner = await createPerson(db);
    const listing = phone({ category: "other", title: "Antique revolver", attributes: {}, gradeAnswers: {} });
    expect(await createListing(db, owner, { listing, publish: true })).toMatchObject({ ok: false, error: "LISTINGS.PROHIBITED", details: { rule: "weapons" } });
    expect(await db.listing.count({ where: { ownerPartyId: owner.party.id } })).toBe(0);
    const draft = await createListing(db, owner, { listing, publish: false });
    if (!draft.ok) throw new Error(draft.error);
    expect(await publishListing(db, owner, { listingId: draft.value.id })).toMatchObject({ ok: false, error: "LISTINGS.PROHIBITED" });
    expect(await editListing(db, owner, { listingId: draft.value.id, version: 1, listing: { ...listing, title: "Antique clock" } })).toMatchObject({ ok: true });
    expect(await publishListing(db, owner, { listingId: draft.value.id })).toMatchObject({ ok: true, value: { state: "published" } });
    const shown = await db.listing.findUniqueOrThrow({ where: { id: draft.value.id } });
    expect(await editListing(db, owner, { listingId: draft.value.id, version: shown.version, listing })).toMatchObject({ ok: false, error: "LISTINGS.PROHIBITED" });
    expect(await db.listing.findUniqueOrThrow({ where: { id: draft.value.id } })).toMatchObject({ title: "Antique clock", state: "published" });
  });

  it("what a rule asks to look at waits for an operator, who reads which rule; once passed it is not held for that again", async () => {
    const db = open();
    const [owner, operator] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const helmet = phone({ category: "sports", title: "Bicycle helmet", attributes: {}, gradeAnswers: {} });
    const id = await published(db, owner, helmet);
    expect(await db.transition.findFirst({ where: { subjectId: id, toState: "pending_review" }, select: { reason: true } })).toEqual({ reason: "rule used_helmets_child_seats" });
    expect(await viewListing(db, operator, { listingId: id })).toMatchObject({ value: { reviewRules: ["used_helmets_child_seats"] } });
    expect(await approveListing(db, owner, { listingId: id })).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    expect(await approveListing(db, operator, { listingId: id, version: 1 })).toMatchObject({ ok: true, value: { state: "published" } });
    expect(await viewListing(db, null, { listingId: id })).toMatchObject({ value: { reviewRules: [] } });
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: { ...helmet, title: "Helmet for cycling" } })).toMatchObject({ value: { state: "published" } });
    expect(await editListing(db, owner, { listingId: id, version: 1, listing: { ...helmet, title: "Helmet and machete" } })).toMatchObject({ value: { state: "pending_review" } });
  });

  it("of a counted material is stored in grams, with its count and what is so, and comes back to the form as typed", async () => {
    const db = open();
    const owner = await createPerson(db);
    const typed = { kind: "material", offer: "free", material: "agricultural_film", title: "Film of two fields", placeLabel: "Chenggong", count: "4", so: { shaken_clean: "yes" } };
    const id = await published(db, owner, listingForm.parse(typed));
    const stored = () => db.listing.findUniqueOrThrow({ where: { id } });
    expect(await stored()).toMatchObject({ massGrams: 20_000, countUnit: "bag", countHundredths: 400, materialConditions: ["shaken_clean"], version: 1 });
    expect(await viewListing(db, null, { listingId: id })).toMatchObject({ ok: true, value: { massGrams: 20_000, countUnit: "bag", countHundredths: 400, materialConditions: ["shaken_clean"] } });
    const opened = await openForEdit(db, owner, { listingId: id });
    if (!opened.ok) throw new Error(opened.error);
    expect(opened.value.values).toMatchObject({ count: "4", mass: "", so: { shaken_clean: "yes" } });
    expect(listingForm.parse(opened.value.values)).toMatchObject({ massGrams: 20_000, countHundredths: 400 });
    // Another count, and what was said taken back, are other terms; a tick more is not.
    const edit = async (version: number, more: object) => editListing(db, owner, { listingId: id, version, listing: listingInput.parse({ ...typed, countUnit: "bag", countHundredths: 400, massGrams: 20_000, materialConditions: ["shaken_clean"], ...more }) });
    expect(await edit(1, { materialConditions: ["dry", "shaken_clean"] })).toMatchObject({ value: { version: 1 } });
    expect(await edit(1, {})).toMatchObject({ value: { version: 2 } });
    expect(await edit(1, { countHundredths: 500, massGrams: null })).toMatchObject({ error: "LISTINGS.STALE" });
    expect(await edit(2, { countHundredths: 500, massGrams: null })).toMatchObject({ value: { version: 3 } });
    expect(await stored()).toMatchObject({ massGrams: 25_000, countHundredths: 500 });
    for (const data of [{ countUnit: null }, { countHundredths: 0 }, { material: null }]) expect(await refusalOf(db.listing.update({ where: { id }, data }))).toBe("23514");
  });
});
