import { expect, it } from "vitest";
import { checkChain } from "#app/domains/trust/audit.repository.server.ts";
import { appealDecision } from "#app/domains/trust/appeals.service.server.ts";
import type { CasePosition } from "#app/domains/trust/cases.repository.server.ts";
import { claimCase, releaseCase, viewCase, viewQueue } from "#app/domains/trust/cases.service.server.ts";
import { standingOf } from "#app/domains/trust/standing.service.server.ts";
import { viewStatement } from "#app/domains/trust/statements.service.server.ts";
import { listPublicReviews } from "#app/domains/deals/reviews.repository.server.ts";
import { writeReview } from "#app/domains/deals/reviews.service.server.ts";
import { messagesAfter, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { releaseUnits } from "#app/domains/listings/stock.service.server.ts";
import { createDeal, must } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { createModerator, decide, movingClock, reportedListing, take } from "#tests/factories/trust.ts";
import { newId } from "#app/shared/ids.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { answerAppeal } from "./answer-appeal.server.ts";
import { decideCase } from "./decide-case.server.ts";
import { holdReportedListing } from "./hold-reported-listing.server.ts";
import { publishDraft, publishNewListing } from "./publish-listing.server.ts";
import { requestDeal } from "./request-deal.server.ts";
import { reviewListing } from "./review-listing.server.ts";
import { settleDecision } from "./settle-decision.server.ts";

const facts = "Payment was asked for before the hand-over.";
const minute = 60_000;
const day = 24 * 60 * minute;

describeDatabases("moderation", (open) => {
  const stateOf = async (listingId: string) => (await open().listing.findUniqueOrThrow({ where: { id: listingId }, select: { state: true } })).state;
  const versionOf = async (decisionId: string) => (await open().moderationDecision.findUniqueOrThrow({ where: { id: decisionId }, select: { version: true } })).version;
  const settle = async (moderator: Parameters<typeof settleDecision>[1], decisionId: string, agrees: "yes" | "no" = "yes", clock?: Parameters<typeof settleDecision>[3]) =>
    settleDecision(open(), moderator, { decisionId, version: await versionOf(decisionId), agrees, note: "" }, clock);

  it("a case is one moderator's for fifteen minutes, and free by itself after", async () => {
    const db = open();
    const [one, two, stranger] = [await createModerator(db), await createModerator(db), await createPerson(db)];
    const clock = movingClock();
    const { caseId } = await reportedListing(db, { clock });
    expect(await claimCase(db, stranger, { caseId, version: 1 }, clock)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await claimCase(db, one, { caseId, version: 7 }, clock)).toMatchObject({ error: "TRUST.STALE", details: { version: 1 } });
    expect(await claimCase(db, one, { caseId: newId(), version: 1 }, clock)).toMatchObject({ error: "TRUST.NOT_FOUND" });
    const { version } = must(await claimCase(db, one, { caseId, version: 1 }, clock));
    expect(await claimCase(db, two, { caseId, version }, clock)).toMatchObject({ error: "TRUST.HELD_TAKEN", details: { by: one.userName } });
    expect(await decideCase(db, two, { caseId, version, kind: "warn", rule: "scam", facts, until: null }, clock)).toMatchObject({ error: "TRUST.HELD_TAKEN" });
    clock.at = new Date(clock.at.getTime() + 15 * minute);
    // Over without any timer: the first cannot decide any more, the second can take it.
    expect(await decideCase(db, one, { caseId, version, kind: "warn", rule: "scam", facts, until: null }, clock)).toMatchObject({ error: "TRUST.NOT_HELD_NOT_ALLOWED" });
    const second = must(await claimCase(db, two, { caseId, version }, clock));
    expect(await releaseCase(db, stranger, { caseId, version: second.version }, clock)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await releaseCase(db, one, { caseId, version: second.version }, clock)).toMatchObject({ error: "TRUST.HELD_TAKEN" });
    must(await releaseCase(db, two, { caseId, version: second.version }, clock));
    expect(await releaseCase(db, two, { caseId, version: second.version }, clock)).toMatchObject({ error: "TRUST.STALE" });
    must(await claimCase(db, one, { caseId, version: second.version + 1 }, clock));
  });

  it("a listing can be hidden while it is looked at, and comes back as it was", async () => {
    const db = open();
    const moderator = await createModerator(db);
    const { caseId, listingId, owner } = await reportedListing(db);
    const version = await take(db, moderator, caseId);
    expect(await holdReportedListing(db, owner, { caseId, version, hold: true })).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await holdReportedListing(db, moderator, { caseId, version: version + 1, hold: true })).toMatchObject({ error: "TRUST.STALE" });
    must(await holdReportedListing(db, moderator, { caseId, version, hold: true }));
    must(await holdReportedListing(db, moderator, { caseId, version, hold: true }));
    expect(await stateOf(listingId)).toBe("held");
    expect(await db.transition.count({ where: { subjectId: listingId, toState: "held" } })).toBe(1);
    must(await holdReportedListing(db, moderator, { caseId, version, hold: false }));
    expect(await stateOf(listingId)).toBe("published");
    must(await holdReportedListing(db, moderator, { caseId, version, hold: true }));
    must(await decideCase(db, moderator, { caseId, version, kind: "dismiss", rule: "scam", facts, until: null }));
    expect(await stateOf(listingId)).toBe("published");
  });

  it("a removal is a hold at once, and final when another moderator agrees", async () => {
    const db = open();
    const [one, two, taker] = [await createModerator(db), await createModerator(db), await createPerson(db)];
    const { caseId, reportId, listingId, owner, reporter } = await reportedListing(db);
    const deal = must(await requestDeal(db, taker, { listingId, units: 1, message: "" }));
    const decisionId = await decide(db, one, caseId, "remove");
    expect(await stateOf(listingId)).toBe("held");
    expect(await settle(one, decisionId)).toMatchObject({ error: "TRUST.SAME_PERSON_NOT_ALLOWED" });
    expect(await settle(owner, decisionId)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await settleDecision(db, two, { decisionId, version: 9, agrees: "yes", note: "" })).toMatchObject({ error: "TRUST.STALE" });
    expect(await db.deal.findUniqueOrThrow({ where: { id: deal.dealId } })).toMatchObject({ state: "requested" });
    must(await settle(two, decisionId));
    expect(await settle(two, decisionId)).toMatchObject({ error: "TRUST.WRONG_STATE", details: { state: "final" } });
    expect(await stateOf(listingId)).toBe("removed_by_moderator");
    expect(await db.deal.findUniqueOrThrow({ where: { id: deal.dealId } })).toMatchObject({ state: "declined" });
    expect(await db.report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: "acted" });
    expect(await db.moderationCase.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({ state: "closed" });
    // The owner reads why; nobody else does, and nothing says who reported or decided.
    const statement = must(await viewStatement(db, owner, { decisionId }));
    expect(statement).toMatchObject({ kind: "remove", state: "final", rule: "scam", facts, isAutomated: false });
    expect(JSON.stringify(statement)).not.toMatch(new RegExp(`${reporter.userName}|${one.userName}|${two.userName}|${one.userId}|${two.userId}`));
    expect(await viewStatement(db, reporter, { decisionId })).toMatchObject({ error: "TRUST.NOT_FOUND" });
  });

  it("the database itself refuses that one person removes for good", async () => {
    const db = open();
    const one = await createModerator(db);
    const { caseId } = await reportedListing(db);
    const decisionId = await decide(db, one, caseId, "remove");
    await expect(db.moderationDecision.update({ where: { id: decisionId }, data: { state: "final", confirmedByUserId: one.userId } })).rejects.toThrow(/moderation_decision_two_people/);
    await expect(db.moderationDecision.update({ where: { id: decisionId }, data: { state: "final" } })).rejects.toThrow(/moderation_decision_confirmed/);
  });

  it("a refused removal ends the hold and opens the case again", async () => {
    const db = open();
    const [one, two] = [await createModerator(db), await createModerator(db)];
    const { caseId, listingId, reportId } = await reportedListing(db);
    const decisionId = await decide(db, one, caseId, "remove");
    must(await settle(two, decisionId, "no"));
    expect(await stateOf(listingId)).toBe("published");
    expect(await db.moderationCase.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({ state: "open", heldByUserId: null });
    expect(await db.report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: "open" });
    await decide(db, two, caseId, "warn");
    expect(await db.report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: "acted" });
  });

  it("a suspension hides everything and begins nothing new; reversed on appeal, all of it is back", async () => {
    const db = open();
    const [one, two, three] = [await createModerator(db), await createModerator(db), await createModerator(db)];
    const { caseId, owner, listingId } = await reportedListing(db);
    const other = await createListing(db, owner, { state: "paused" });
    const draft = await createListing(db, owner, { state: "draft" });
    const wanted = await createListing(db, await createPerson(db));
    const decisionId = await decide(db, one, caseId, "suspend");
    expect([await stateOf(listingId), await stateOf(other.id), await stateOf(draft.id)]).toEqual(["held", "held", "draft"]);
    expect(await standingOf(db, owner.party.id)).toMatchObject({ kind: "suspended", decisionId });
    expect(await publishDraft(db, owner, { listingId: draft.id })).toMatchObject({ error: "TRUST.RESTRICTED_NOT_ALLOWED" });
    expect(await requestDeal(db, owner, { listingId: wanted.id, units: 1, message: "" })).toMatchObject({ error: "DEALS.RESTRICTED_NOT_ALLOWED" });
    expect(await appealDecision(db, owner, { decisionId, text: "This was a misunderstanding." })).toMatchObject({ error: "TRUST.WRONG_STATE" });
    must(await settle(two, decisionId));
    expect(await stateOf(listingId)).toBe("held");
    const { appealId } = must(await appealDecision(db, owner, { decisionId, text: "This was a misunderstanding." }));
    must(await answerAppeal(db, three, { appealId, version: 1, outcome: "reversed", answer: "We agree with the party." }));
    expect([await stateOf(listingId), await stateOf(other.id)]).toEqual(["published", "paused"]);
    expect(await standingOf(db, owner.party.id)).toEqual({ kind: "free" });
    must(await publishDraft(db, owner, { listingId: draft.id }));
  });

  it("a restriction lasts until its day and ends by itself; one without a fitting day is refused", async () => {
    const db = open();
    const [one, clock] = [await createModerator(db), movingClock(new Date("2026-03-01T12:00:00Z"))];
    const { caseId, owner, listingId } = await reportedListing(db, { clock });
    const version = await take(db, one, caseId, clock);
    for (const until of ["2026-02-01", "2028-01-01"]) {
      expect(await decideCase(db, one, { caseId, version, kind: "restrict", rule: "scam", facts, until }, clock)).toMatchObject({ error: "TRUST.UNTIL_INVALID" });
    }
    expect(await decideCase(db, one, { caseId, version, kind: "hide", rule: "scam", facts, until: null }, clock)).toMatchObject({ error: "TRUST.KIND_INVALID" });
    must(await decideCase(db, one, { caseId, version, kind: "restrict", rule: "scam", facts, until: "2026-03-10" }, clock));
    expect(await stateOf(listingId)).toBe("published");
    expect(await standingOf(db, owner.party.id, clock)).toMatchObject({ kind: "restricted", until: "2026-03-10T23:59:59.999Z" });
    clock.at = new Date("2026-03-11T00:00:00Z");
    expect(await standingOf(db, owner.party.id, clock)).toEqual({ kind: "free" });
  });

  it("photos, reviews and messages can be hidden and shown again", async () => {
    const db = open();
    const [one, two] = [await createModerator(db), await createModerator(db)];
    const reverse = async (decisionId: string, affected: Parameters<typeof appealDecision>[1]) => {
      const { appealId } = must(await appealDecision(db, affected, { decisionId, text: "Please look at this again." }));
      must(await answerAppeal(db, two, { appealId, version: 1, outcome: "reversed", answer: "It may be shown." }));
    };
    const owner = await createPerson(db);
    const listing = await createListing(db, owner);
    const photo = { id: newId(), listingId: listing.id, position: 0, storageKey: "k1", width: 10, height: 10, alt: "a chair" };
    await db.listingPhoto.create({ data: photo });
    const photoCase = await reportedListing(db, { owner, listingId: listing.id, subject: { subject: "photo", id: photo.id } });
    const hidePhoto = await decide(db, one, photoCase.caseId, "hide");
    expect(await db.listingPhoto.count({ where: { listingId: listing.id } })).toBe(0);
    await reverse(hidePhoto, owner);
    expect(await db.listingPhoto.findUniqueOrThrow({ where: { id: photo.id } })).toMatchObject(photo);

    const deal = await createDeal(db, { state: "completed" });
    must(await writeReview(db, deal.taker, { dealId: deal.id, version: undefined, verdict: "badly", reasons: ["late"], text: "A very rude word." }, deal.clock));
    must(await writeReview(db, deal.giver, { dealId: deal.id, version: undefined, verdict: "well", reasons: [], text: "" }, deal.clock));
    const shown = () => listPublicReviews(db, { partyId: deal.giver.party.id, now: new Date(deal.clock.at.getTime() + 1000), limit: 3 });
    const [line] = await shown();
    await db.dealReview.updateMany({ data: { revealAt: deal.clock.at } });
    const reviewCase = await reportedListing(db, { owner: deal.taker, reporter: deal.giver, listingId: deal.listingId, subject: { subject: "review", id: `${deal.giver.party.id}:${line?.ref ?? ""}` } });
    const hideReview = await decide(db, one, reviewCase.caseId, "hide");
    expect(await shown()).toEqual([]);
    await reverse(hideReview, deal.taker);
    expect(await shown()).toHaveLength(1);

    const sent = must(await sendMessage(db, deal.giver, { dealId: deal.id, clientId: newId(), body: "Something abusive" }));
    const subject = { subject: "message" as const, id: `${deal.id}:${sent.seq}` };
    const messageCase = await reportedListing(db, { owner: deal.giver, reporter: deal.taker, listingId: deal.listingId, subject });
    const hideMessage = await decide(db, one, messageCase.caseId, "hide");
    const read = async () => JSON.stringify(must(await messagesAfter(db, deal.taker, { dealId: deal.id, after: sent.seq - 1 })));
    expect(await read()).not.toContain("Something abusive");
    await reverse(hideMessage, deal.giver);
    expect(await read()).toContain("Something abusive");
  });

  it("an appeal is made once, in time, by whom it concerns, and answered by somebody new to it", async () => {
    const db = open();
    const [one, two, three] = [await createModerator(db), await createModerator(db), await createModerator(db)];
    const clock = movingClock();
    const { caseId, owner, listingId, reporter } = await reportedListing(db, { clock });
    const decisionId = await decide(db, one, caseId, "remove", { clock });
    must(await settle(two, decisionId, "yes", clock));
    const appeal = { decisionId, text: "The money was a deposit we agreed on." };
    const viewer = await withRole(db, owner, "viewer");
    expect(await appealDecision(db, reporter, appeal, clock)).toMatchObject({ error: "TRUST.NOT_FOUND" });
    expect(await appealDecision(db, viewer, appeal, clock)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    const late = movingClock(new Date(clock.at.getTime() + 180 * day));
    expect(await appealDecision(db, owner, appeal, late)).toMatchObject({ error: "TRUST.TOO_LATE" });
    const { appealId } = must(await appealDecision(db, owner, appeal, clock));
    expect(await appealDecision(db, owner, appeal, clock)).toMatchObject({ error: "TRUST.ALREADY_APPEALED" });
    const answer = { appealId, version: 1, outcome: "reversed" as const, answer: "The deposit was agreed on." };
    expect(await answerAppeal(db, owner, answer, clock)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    for (const involved of [one, two]) expect(await answerAppeal(db, involved, answer, clock)).toMatchObject({ error: "TRUST.SAME_PERSON_NOT_ALLOWED" });
    expect(await answerAppeal(db, three, { ...answer, version: 4 }, clock)).toMatchObject({ error: "TRUST.STALE" });
    must(await answerAppeal(db, three, answer, clock));
    expect(await answerAppeal(db, three, answer, clock)).toMatchObject({ error: "TRUST.WRONG_STATE" });
    expect(await stateOf(listingId)).toBe("published");
    expect(must(await viewStatement(db, owner, { decisionId }))).toMatchObject({ state: "reversed", appeal: { state: "reversed", answer: answer.answer } });
  });

  it("what went on while a listing was away shows when it comes back", async () => {
    const db = open();
    const [one, two] = [await createModerator(db), await createModerator(db)];
    const deal = await createDeal(db, { state: "accepted" });
    expect(await stateOf(deal.listingId)).toBe("reserved");
    const { caseId } = await reportedListing(db, { owner: deal.giver, listingId: deal.listingId });
    const decisionId = await decide(db, one, caseId, "remove");
    await db.$transaction((tx) => releaseUnits(tx, { listingId: deal.listingId, units: 1 }));
    expect(await stateOf(deal.listingId)).toBe("held");
    must(await settle(two, decisionId, "no"));
    expect(await stateOf(deal.listingId)).toBe("published");
  });

  it("who reported in vain may appeal too: the case is looked at again", async () => {
    const db = open();
    const [one, two] = [await createModerator(db), await createModerator(db)];
    const { caseId, reporter, reportId, owner } = await reportedListing(db);
    const decisionId = await decide(db, one, caseId, "dismiss");
    expect(await db.report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: "dismissed" });
    expect(await appealDecision(db, owner, { decisionId, text: "I do not agree at all." })).toMatchObject({ error: "TRUST.NOT_FOUND" });
    const { appealId } = must(await appealDecision(db, reporter, { decisionId, text: "Look at the second photo." }));
    expect(await answerAppeal(db, one, { appealId, version: 1, outcome: "reversed", answer: "We look again." })).toMatchObject({ error: "TRUST.SAME_PERSON_NOT_ALLOWED" });
    must(await answerAppeal(db, two, { appealId, version: 1, outcome: "reversed", answer: "We look again." }));
    expect(await db.report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: "open" });
    await decide(db, two, caseId, "warn");
  });

  it("moderators leave what concerns their own party to others", async () => {
    const db = open();
    const [one, two] = [await createModerator(db), await createModerator(db)];
    const { caseId } = await reportedListing(db, { owner: one });
    expect(await claimCase(db, one, { caseId, version: 1 })).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    const decisionId = await decide(db, two, caseId, "remove");
    expect(await settle(one, decisionId)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
  });

  it("listings under review are approved or refused by moderators only, and both are written down", async () => {
    const db = open();
    const [moderator, owner] = [await createModerator(db), await createPerson(db)];
    const [yes, no] = [await createListing(db, owner, { state: "pending_review" }), await createListing(db, owner, { state: "pending_review" })];
    expect(await reviewListing(db, owner, { listingId: yes.id, outcome: "approve" })).toMatchObject({ error: "LISTINGS.NOT_ALLOWED" });
    must(await reviewListing(db, moderator, { listingId: yes.id, outcome: "approve" }));
    expect(await reviewListing(db, moderator, { listingId: yes.id, outcome: "approve" })).toMatchObject({ error: "LISTINGS.WRONG_STATE" });
    must(await reviewListing(db, moderator, { listingId: no.id, outcome: "reject", reason: "No licence is named." }));
    const written = await db.auditEntry.findMany({ where: { subjectId: { in: [yes.id, no.id] } }, select: { action: true }, orderBy: { seq: "asc" } });
    expect(written.map((row) => row.action)).toEqual(["listing.approved", "listing.rejected"]);
  });

  it("an account in its first day shows five new listings, not a sixth; the same form twice is one", async () => {
    const db = open();
    const person = await createPerson(db, { joinedAt: new Date() });
    const listing = { kind: "goods", offer: "free", category: "wooden_chair", material: null, title: "A chair", description: "", condition: "good", units: 1, massGrams: 5000, priceMinor: null, currency: null, serialNumber: null, placeLabel: "Mitte", exactAddress: null, latitude: null, longitude: null, expiresOn: null } as const;
    for (const submissionId of ["1", "2", "3", "4", "5", "5"]) must(await publishNewListing(db, person, { listing, publish: true, submissionId }));
    expect(await publishNewListing(db, person, { listing, publish: true, submissionId: "6" })).toMatchObject({ error: "TRUST.NEW_ACCOUNT_RATE_LIMITED", details: { listings: 5, hours: 24 } });
    expect(await db.listing.count({ where: { ownerPartyId: person.party.id } })).toBe(5);
    const draft = must(await publishNewListing(db, person, { listing, publish: false, submissionId: "7" }));
    expect(await publishDraft(db, person, { listingId: draft.id })).toMatchObject({ error: "TRUST.NEW_ACCOUNT_RATE_LIMITED" });
    await db.user.update({ where: { id: person.userId }, data: { createdAt: new Date(Date.now() - day) } });
    must(await publishDraft(db, person, { listingId: draft.id }));
  });

  it("the queue goes by urgency, then age, page by page; strangers see none of it", async () => {
    const db = open();
    const moderator = await createModerator(db);
    const spam = await reportedListing(db, { reason: "spam" });
    const unsafe = await reportedListing(db, { reason: "unsafe" });
    expect(await viewQueue(db, spam.reporter, { state: "open", after: null })).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await viewCase(db, spam.reporter, { caseId: spam.caseId })).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    const seen: { id: string; priority: number }[] = [];
    for (let after: CasePosition | null = null; ; ) {
      const page: { rows: { id: string; priority: number }[]; next: CasePosition | null } = must(await viewQueue(db, moderator, { state: "open", after, limit: 1 }));
      seen.push(...page.rows);
      if (!page.next) break;
      after = page.next;
    }
    expect(seen).toHaveLength(await db.moderationCase.count({ where: { state: "open" } }));
    expect(new Set(seen.map((row) => row.id)).size).toBe(seen.length);
    const places = [unsafe.caseId, spam.caseId].map((id) => seen.findIndex((row) => row.id === id));
    expect(places[0]).toBeLessThan(places[1] ?? 0);
    expect(seen.map((row) => row.priority)).toEqual(seen.map((row) => row.priority).sort((a, b) => b - a));
  });

  it("all of this is in the record, whose chain holds", async () => {
    const check = await checkChain(open(), 7);
    expect(check).toMatchObject({ intact: true, brokenAt: null });
    expect(check.size).toBeGreaterThan(40);
  });
});
