import { expect, it } from "vitest";
import { appealDecision } from "#app/domains/trust/appeals.service.server.ts";
import { wordsMark } from "#app/domains/listings/corrected-words.service.server.ts";
import { viewStatement } from "#app/domains/trust/statements.service.server.ts";
import { decideInput } from "#app/domains/trust/trust.schema.ts";
import { must } from "#tests/factories/deals.ts";
import { createListing, listingInputOf } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createModerator, decide, reportedListing, take } from "#tests/factories/trust.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { answerAppeal } from "./answer-appeal.server.ts";
import { decideCase } from "./decide-case.server.ts";
import { editListing } from "./edit-listing.server.ts";

const facts = "The text claims an effect for which nothing was shown.";
const old = { title: "Lunch boxes, 100% degradable", description: "Saves the planet. Four boxes." };
const words = { title: "Four lunch boxes", description: "Four boxes." };

describeDatabases("words of a listing that moderation corrects", (open) => {
  const listingOf = (id: string) => open().listing.findUniqueOrThrow({ where: { id }, select: { title: true, description: true, state: true, version: true, searchText: true } });

  async function reported() {
    const owner = await createPerson(open());
    const listing = await createListing(open(), owner, { title: old.title });
    await open().listing.update({ where: { id: listing.id }, data: old });
    return { ...(await reportedListing(open(), { owner, listingId: listing.id, reason: "green_claim" })), moderator: await createModerator(open()) };
  }

  it("are replaced at once, the listing stays, and the owner reads both with the reasons", async () => {
    const db = open();
    const { caseId, listingId, owner, reporter, moderator } = await reported();
    const before = await listingOf(listingId);
    const decisionId = await decide(db, moderator, caseId, "correct", { words });
    const after = await listingOf(listingId);
    expect(after).toMatchObject({ ...words, state: "published", version: before.version + 1 });
    expect(after.searchText).not.toContain("degradable");
    expect(after.searchText).toContain("lunch");
    expect(must(await viewStatement(db, owner, { decisionId }))).toMatchObject({ kind: "correct", state: "final", words: { from: old, to: words }, appeal: null });
    expect(await viewStatement(db, reporter, { decisionId })).toMatchObject({ error: "TRUST.NOT_FOUND" });
    expect(await db.auditEntry.findFirstOrThrow({ where: { subjectId: decisionId } })).toMatchObject({ action: "decision.made", details: expect.objectContaining({ kind: "correct", words }) });
    expect(await db.transition.count({ where: { subjectId: listingId, actorRole: "operator", toState: "published" } })).toBe(1);
  });

  it("are not anybody's to replace, nor of a stale or decided case, nor of what is no listing, nor by the same words", async () => {
    const db = open();
    const { caseId, listingId, owner, reporter, moderator } = await reported();
    const version = await take(db, moderator, caseId);
    const input = { caseId, version, kind: "correct" as const, rule: "green_claim" as const, facts, until: null, newTitle: words.title, newDescription: words.description, wordsSeen: wordsMark(old) };
    for (const person of [owner, reporter]) expect(await decideCase(db, person, input)).toMatchObject({ error: "TRUST.NOT_ALLOWED" });
    expect(await decideCase(db, moderator, { ...input, version: version - 1 })).toMatchObject({ error: "TRUST.STALE" });
    expect(await decideCase(db, moderator, { ...input, newTitle: old.title, newDescription: old.description })).toMatchObject({ error: "LISTINGS.WORDS_SAME_INVALID" });
    // What the owner wrote after the moderator looked is not written over, nor is a decision without having looked.
    for (const wordsSeen of [wordsMark(words), undefined]) expect(await decideCase(db, moderator, { ...input, wordsSeen })).toMatchObject({ error: "LISTINGS.STALE" });
    expect(await listingOf(listingId)).toMatchObject(old);
    // A refused act leaves nothing behind.
    expect(await db.moderationDecision.count({ where: { caseId } })).toBe(0);
    must(await decideCase(db, moderator, input));
    expect(await decideCase(db, moderator, input)).toMatchObject({ error: "TRUST.WRONG_STATE" });
    const party = await reportedListing(db, { owner, subject: { subject: "party", id: owner.party.id }, listingId });
    const onParty = await take(db, moderator, party.caseId);
    expect(await decideCase(db, moderator, { ...input, caseId: party.caseId, version: onParty })).toMatchObject({ error: "TRUST.KIND_INVALID" });
  });

  it("come back upon an appeal, each where it was not edited since, also after a second correction", async () => {
    const db = open();
    const { caseId, listingId, owner, moderator } = await reported();
    const other = await createModerator(db);
    const first = await decide(db, moderator, caseId, "correct", { words });
    const again = await reportedListing(db, { owner, listingId, reason: "not_as_described" });
    await decide(db, moderator, again.caseId, "correct", { words: { ...words, description: "Four boxes, one with a crack." } });
    const { appealId } = must(await appealDecision(db, owner, { decisionId: first, text: "The title was true: here is the proof." }));
    must(await answerAppeal(db, other, { appealId, version: 1, outcome: "reversed", answer: "The proof was overlooked." }));
    expect(await listingOf(listingId)).toMatchObject({ title: old.title, description: "Four boxes, one with a crack." });
    expect(must(await viewStatement(db, owner, { decisionId: first }))).toMatchObject({ state: "reversed", words: null });
    expect(await answerAppeal(db, other, { appealId, version: 2, outcome: "reversed", answer: "The proof was overlooked." })).toMatchObject({ error: "TRUST.WRONG_STATE" });
  });

  it("make an owner's form stale that still shows the old ones, also at the same moment", async () => {
    const db = open();
    const { caseId, listingId, owner, moderator } = await reported();
    const row = await db.listing.findUniqueOrThrow({ where: { id: listingId } });
    const edit = { listingId, version: row.version, listing: { ...listingInputOf(row), title: "Lunch boxes that save the planet", description: "100% degradable." } };
    const version = await take(db, moderator, caseId);
    const [edited, decided] = await Promise.all([
      editListing(db, owner, edit),
      decideCase(db, moderator, { caseId, version, kind: "correct", rule: "green_claim", facts, until: null, newTitle: words.title, newDescription: words.description, wordsSeen: wordsMark(old) }),
    ]);
    // One of the two, whole: never a decision whose words are not what stands.
    expect([edited.ok, decided.ok].filter(Boolean)).toHaveLength(1);
    expect(await listingOf(listingId)).toMatchObject(decided.ok ? words : { title: edit.listing.title, description: edit.listing.description });
    expect(decided.ok ? edited : decided).toMatchObject({ error: "LISTINGS.STALE" });
    if (decided.ok) must(await editListing(db, owner, { ...edit, version: row.version + 1 }));
  });

  it("need a title, told at its field", () => {
    const typed = { caseId: "c", version: "1", kind: "correct", rule: "scam", facts, newTitle: " a ", newDescription: "" };
    const parsed = decideInput.safeParse(typed);
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(["newTitle"]);
    expect(decideInput.safeParse({ ...typed, newTitle: "A chair" }).success).toBe(true);
    expect(decideInput.safeParse({ ...typed, kind: "warn", newTitle: "" }).success).toBe(true);
  });
});
