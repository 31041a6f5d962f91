import { expect, it } from "vitest";
import { reliabilityOf } from "#app/domains/deals/reliability.service.server.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, must, perform, type TestDeal } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { createModerator, decide, movingClock, reportedListing } from "#tests/factories/trust.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { openReport, reportSubject } from "#app/flows/report-subject.server.ts";
import { scanListing } from "./hints.service.server.ts";
import { answerMark, contestMark, ownMarks, viewMarkAppeals } from "./marks.service.server.ts";
import { ownReports } from "./reports.service.server.ts";
import { answerSeller, keepSellers, ownSeller, publicSeller, requestSeller, viewRequestedSellers } from "./sellers.service.server.ts";
import { published } from "./transparency.rules.ts";
import { transparency } from "./transparency.service.server.ts";
import { reportsPerDay } from "./trust.rules.ts";

const day = 86_400_000;
const answer = "The messages show that both agreed on a later time.";

describeDatabases("reports", (open) => {
  it("keep what was there, whatever becomes of it", async () => {
    const db = open();
    const owner = await createPerson(db);
    const listing = await createListing(db, owner, { title: "Phone, brand new, cheap" });
    await db.listingPhoto.create({ data: { id: newId(), listingId: listing.id, position: 0, storageKey: "photo-key", width: 1, height: 1 } });
    const { reportId, reporter } = await reportedListing(db, { owner, listingId: listing.id });
    await db.listingPhoto.deleteMany({ where: { listingId: listing.id } });
    await db.listing.update({ where: { id: listing.id }, data: { title: "A chair", state: "withdrawn" } });
    const report = await db.report.findUniqueOrThrow({ where: { id: reportId } });
    expect(report.snapshot).toMatchObject({ title: "Phone, brand new, cheap", photoKeys: ["photo-key"], authorName: owner.party.name });
    const mine = await ownReports(db, reporter, { after: null });
    expect(mine.rows).toMatchObject([{ id: reportId, title: "Phone, brand new, cheap", state: "open", outcome: null }]);
    expect((await ownReports(db, owner, { after: null })).rows).toEqual([]);
    // Not even the database changes a report once it is written.
    await expect(db.report.update({ where: { id: reportId }, data: { text: "other" } })).rejects.toThrow(/kept as it was written/);
    await expect(db.report.deleteMany({ where: { id: reportId } })).rejects.toThrow(/kept as it was written/);
  });

  it("are one per person and thing while open; of several people they are one case", async () => {
    const db = open();
    const first = await reportedListing(db, { reason: "spam" });
    expect(await reportSubject(db, first.reporter, { subject: "listing", id: first.listingId, reason: "scam", text: "" })).toMatchObject({ error: "TRUST.ALREADY_REPORTED" });
    const second = await reportedListing(db, { owner: first.owner, listingId: first.listingId, reason: "unsafe" });
    expect(second.caseId).toBe(first.caseId);
    expect(await db.moderationCase.findUniqueOrThrow({ where: { id: first.caseId } })).toMatchObject({ reportCount: 2, priority: 45 });
    await decide(db, await createModerator(db), first.caseId, "dismiss");
    must(await reportSubject(db, first.reporter, { subject: "listing", id: first.listingId, reason: "scam", text: "" }));
  });

  it("are refused for one's own things, for what one cannot see, and beyond twenty a day", async () => {
    const db = open();
    const [owner, stranger] = [await createPerson(db), await createPerson(db)];
    const [shown, draft] = [await createListing(db, owner), await createListing(db, owner, { state: "draft" })];
    expect(await openReport(db, owner, { subject: "listing", id: shown.id })).toMatchObject({ error: "TRUST.OWN_CONTENT_NOT_ALLOWED" });
    expect(await openReport(db, stranger, { subject: "listing", id: draft.id })).toMatchObject({ error: "TRUST.NOT_FOUND" });
    const deal = await createDeal(db, { state: "accepted" });
    const { seq } = must(await sendMessage(db, deal.giver, { dealId: deal.id, clientId: newId(), body: "Pay me first" }));
    for (const id of [`${deal.id}:${seq}`, `${deal.id}:x`, `${deal.id}:1`, "nonsense"]) expect(await openReport(db, stranger, { subject: "message", id })).toMatchObject({ error: "TRUST.NOT_FOUND" });
    expect(must(await openReport(db, deal.taker, { subject: "message", id: `${deal.id}:${seq}` }))).toMatchObject({ partyId: deal.giver.party.id, snapshot: { text: "Pay me first" } });
    // A line of the platform itself has no author to report.
    expect(await openReport(db, deal.taker, { subject: "message", id: `${deal.id}:1` })).toMatchObject({ error: "TRUST.NOT_FOUND" });
    for (let sent = 0; sent < reportsPerDay; sent += 1) must(await reportSubject(db, stranger, { subject: "listing", id: (await createListing(db, owner)).id, reason: "spam", text: "" }));
    expect(await reportSubject(db, stranger, { subject: "listing", id: shown.id, reason: "spam", text: "" })).toMatchObject({ error: "TRUST.RATE_LIMITED" });
  });
});

describeDatabases("contested marks", (open) => {
  /** A deal whose taker reported that the giver did not come. */
  async function missed(giver?: TestDeal["giver"]): Promise<TestDeal> {
    const deal = await createDeal(open(), { state: "scheduled", ...(giver ? { giver } : {}) });
    deal.clock.at = new Date(deal.clock.at.getTime() + 40 * day);
    const { agreedEndsAt } = await open().deal.findUniqueOrThrow({ where: { id: deal.id } });
    if (agreedEndsAt) deal.clock.at = new Date(agreedEndsAt.getTime() + 3_600_000);
    must(await perform(open(), deal, "report_no_show", { mover: "taker" }));
    return deal;
  }

  it("an upheld contest takes the mark out of the record; a refused one leaves it", async () => {
    const db = open();
    const moderator = await createModerator(db);
    const first = await missed();
    const deals = [first, await missed(first.giver), await missed(first.giver), await missed(first.giver)];
    const clock = first.clock;
    expect(await reliabilityOf(db, first.giver.party.id, clock)).toMatchObject({ known: true, noShow: 4 });
    expect(await ownMarks(db, first.taker, clock)).toEqual([]);
    const contests = [];
    for (const deal of deals.slice(0, 2)) contests.push(must(await contestMark(db, first.giver, { dealId: deal.id, text: "We moved it by message." }, clock)));
    const [yes, no] = contests.map((one) => one.appealId);
    expect(await contestMark(db, first.giver, { dealId: first.id, text: "We moved it by message." }, clock)).toMatchObject({ error: "TRUST.ALREADY_APPEALED" });
    // Who came has no mark to contest, and a viewer may not.
    expect(await contestMark(db, first.taker, { dealId: first.id, text: "It was not like that." }, clock)).toMatchObject({ error: "TRUST.NO_MARK_NOT_FOUND" });
    expect(await contestMark(db, await withRole(db, first.giver, "viewer"), { dealId: deals[2]?.id ?? "", text: "It was not like that." }, clock)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await contestMark(db, first.giver, { dealId: deals[2]?.id ?? "", text: "It was not like that." }, movingClock(new Date(clock.at.getTime() + 15 * day)))).toMatchObject({ error: "TRUST.TOO_LATE" });

    expect(await viewMarkAppeals(db, first.giver)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(must(await viewMarkAppeals(db, moderator))).toHaveLength(2);
    const say = { appealId: yes ?? "", version: 1, outcome: "upheld" as const, answer };
    expect(await answerMark(db, first.giver, say)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await answerMark(db, moderator, { ...say, version: 3 })).toMatchObject({ error: "TRUST.STALE" });
    must(await answerMark(db, moderator, say));
    expect(await answerMark(db, moderator, say)).toMatchObject({ error: "TRUST.WRONG_STATE" });
    must(await answerMark(db, moderator, { ...say, appealId: no ?? "", outcome: "refused" }));
    expect(await reliabilityOf(db, first.giver.party.id, clock)).toMatchObject({ known: true, noShow: 3 });
    // The other side's record is its own.
    expect(await ownMarks(db, first.giver, clock)).toHaveLength(4);
    expect((await ownMarks(db, first.giver, clock)).map((mark) => mark.contest?.state ?? null).filter(Boolean).sort()).toEqual(["refused", "upheld"]);
  });
});

describeDatabases("professional sellers", (open) => {
  const said = { legalName: "Second Wind Ltd", registerNumber: "HRB 12345, Berlin", address: "Canal 1, 10115 Berlin", vatId: "DE123456789", contactEmail: "shop@example.org" };

  it("are verified by an operator for a year, and not any more once they change what they said", async () => {
    const db = open();
    const [seller, moderator, clock] = [await createParty(db, "recycler"), await createModerator(db), movingClock()];
    const partyId = seller.party.id;
    expect(await requestSeller(db, await withRole(db, seller, "staff"), said, clock)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await requestSeller(db, await createParty(db, "community"), said, clock)).toMatchObject({ error: "TRUST.KIND_OF_PARTY_NOT_ALLOWED" });
    must(await requestSeller(db, seller, said, clock));
    must(await requestSeller(db, seller, said, clock));
    expect(await publicSeller(db, partyId, clock)).toBeNull();
    const yes = { partyId, version: 1, outcome: "verified" as const, reason: "" };
    expect(await answerSeller(db, seller, yes, clock)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await viewRequestedSellers(db, seller)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    // Changed while it was read: not verified unseen.
    must(await requestSeller(db, seller, { ...said, legalName: "Second Wind GmbH" }, clock));
    expect(await answerSeller(db, moderator, yes, clock)).toMatchObject({ error: "TRUST.STALE" });
    must(await answerSeller(db, moderator, { ...yes, version: 2 }, clock));
    expect(await answerSeller(db, moderator, { ...yes, version: 3 }, clock)).toMatchObject({ error: "TRUST.WRONG_STATE" });
    expect(await publicSeller(db, partyId, clock)).toMatchObject({ legalName: "Second Wind GmbH", registerNumber: said.registerNumber });
    must(await requestSeller(db, seller, { ...said, address: "Canal 2, 10115 Berlin" }, clock));
    expect(await publicSeller(db, partyId, clock)).toBeNull();
    must(await answerSeller(db, moderator, { ...yes, version: 4, outcome: "refused", reason: "The register knows no such address." }, clock));
    expect(must(await ownSeller(db, seller))).toMatchObject({ state: "refused", reason: "The register knows no such address." });
  });

  it("are warned a month ahead once, and end after a year, with the timer or without it", async () => {
    const db = open();
    const [seller, moderator, clock] = [await createParty(db, "producer"), await createModerator(db), movingClock()];
    must(await requestSeller(db, seller, said, clock));
    must(await answerSeller(db, moderator, { partyId: seller.party.id, version: 1, outcome: "verified", reason: "" }, clock));
    const at = (days: number) => new Date(clock.at.getTime() + days * day);
    expect(await keepSellers(db, at(300))).toEqual({ expired: 0, warned: 0 });
    expect(await keepSellers(db, at(340))).toEqual({ expired: 0, warned: 1 });
    expect(await keepSellers(db, at(341))).toEqual({ expired: 0, warned: 0 });
    expect(await publicSeller(db, seller.party.id, movingClock(at(365)))).toBeNull();
    expect(await keepSellers(db, at(365))).toEqual({ expired: 1, warned: 0 });
    expect(await keepSellers(db, at(365))).toEqual({ expired: 0, warned: 0 });
    expect(must(await ownSeller(db, seller))).toMatchObject({ state: "expired" });
  });
});

describeDatabases("hints", (open) => {
  it("point at what looks like a scam, open one case, and do nothing to the listing", async () => {
    const db = open();
    for (const priceMinor of [40_000, 50_000, 55_000, 60_000, 45_000]) await createListing(db, await createPerson(db), { category: "smartphone", offer: "sale", priceMinor, currency: "EUR" });
    const owner = await createPerson(db);
    const listing = await createListing(db, owner, { category: "smartphone", offer: "sale", priceMinor: 9_000, currency: "EUR", title: "Phone, payment in advance by bank transfer" });
    const found = await scanListing(db, listing.id);
    expect(found).toMatchObject({ score: 60, caseId: expect.any(String) as unknown });
    expect(await db.moderationCase.findUniqueOrThrow({ where: { id: found?.caseId ?? "" } })).toMatchObject({ origin: "hint", hints: { score: 60, reasons: ["price_far_below", "payment_ahead"] } });
    expect(await db.listing.findUniqueOrThrow({ where: { id: listing.id } })).toMatchObject({ state: "published" });
    expect(await scanListing(db, listing.id)).toBeNull();
    // Dismissed, and changed in nothing that matters: it is not pointed at again.
    await decide(db, await createModerator(db), found?.caseId ?? "", "dismiss");
    await db.listing.update({ where: { id: listing.id }, data: { placeLabel: "Wedding" } });
    expect(await scanListing(db, listing.id)).toMatchObject({ score: 60, caseId: null });
    await db.listing.update({ where: { id: listing.id }, data: { description: "Write to me on WhatsApp" } });
    expect(await scanListing(db, listing.id)).toMatchObject({ score: 80, caseId: expect.any(String) as unknown });
    const harmless = await createListing(db, owner);
    expect(await scanListing(db, harmless.id)).toEqual({ score: 0, caseId: null });
    expect(await scanListing(db, (await createListing(db, owner, { state: "draft" })).id)).toBeNull();
  });

  it("know a photo of another party again, near as it is, and nobody's own or a blank one", async () => {
    const db = open();
    const withPhoto = async (differenceHash: string, owner = createPerson(db)) => {
      const listing = await createListing(db, await owner);
      await db.listingPhoto.create({ data: { id: newId(), listingId: listing.id, position: 0, storageKey: newId(), width: 1, height: 1, differenceHash } });
      return listing.id;
    };
    const original = "0f1e2d3c4b5a6978";
    await withPhoto(original);
    // Six of 64 places differ, one in each of six bytes: the worst case for the index.
    expect(await scanListing(db, await withPhoto("0e1f2c3d4a5b6978"))).toMatchObject({ score: 40 });
    expect(await scanListing(db, await withPhoto("0e1f2c3d4a5b6879"))).toMatchObject({ score: 40 });
    const far = "f0e1d2c3b4a59687";
    const owner = createPerson(db);
    await withPhoto(far, owner);
    expect(await scanListing(db, await withPhoto(far, owner))).toMatchObject({ score: 0 });
    await withPhoto("0000000000000000");
    expect(await scanListing(db, await withPhoto("0000000000000000"))).toMatchObject({ score: 0 });
  });
});

describeDatabases("the public figures", (open) => {
  it("equal a recount of the rows, with small ones told as fewer than five", async () => {
    const db = open();
    const moderator = await createModerator(db);
    const month = new Date().toISOString().slice(0, 7);
    for (const [index, kind] of (["dismiss", "dismiss", "dismiss", "dismiss", "dismiss", "warn", "remove"] as const).entries()) {
      const { caseId } = await reportedListing(db, { reason: index < 6 ? "scam" : "unsafe" });
      await decide(db, moderator, caseId, kind);
    }
    const page = await transparency(db);
    const shown = page.months.find((one) => one.month === month);
    const [reports, decisions] = [await db.report.findMany(), await db.moderationDecision.findMany()];
    const count = <T>(rows: T[], is: (row: T) => boolean) => published(rows.filter(is).length);
    expect(shown?.reports.total).toBe(count(reports, () => true));
    expect(shown?.reports.total).toBe(7);
    for (const [reason, figure] of Object.entries(shown?.reports.byReason ?? {})) expect(figure, reason).toBe(count(reports, (row) => row.reason === reason));
    for (const [kind, figure] of Object.entries(shown?.decisions.byKind ?? {})) expect(figure, kind).toBe(count(decisions, (row) => row.kind === kind && row.state !== "refused"));
    expect(shown?.decisions.byKind).toMatchObject({ dismiss: 5, warn: "fewer_than_5", remove: "fewer_than_5", suspend: 0 });
    expect(shown?.decisions.automated).toBe(0);
    expect(shown?.medianMinutesToDecision).toBe(0);
    expect(page.limits).toMatchObject({ appealDays: 180, newAccountListings: 5 });
  });
});
