import { expect, it } from "vitest";
import { checkChain } from "#app/domains/trust/audit.repository.server.ts";
import { claimCase } from "#app/domains/trust/cases.service.server.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createModerator, decide, reportedListing, take } from "#tests/factories/trust.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { decideCase } from "./decide-case.server.ts";
import { settleDecision } from "./settle-decision.server.ts";

const facts = "Payment was asked for before the hand-over.";

describeDatabases(
  "moderators at the same moment",
  (open) => {
    it("one of two claims wins, the other is told who holds it", async () => {
      const db = open();
      const moderators = await Promise.all([createModerator(db), createModerator(db), createModerator(db)]);
      const { caseId } = await reportedListing(db);
      const answers = await Promise.all(moderators.map((moderator) => claimCase(db, moderator, { caseId, version: 1 })));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      for (const answer of answers) if (!answer.ok) expect(answer.error).toBe("TRUST.HELD_TAKEN");
    });

    it("one of two decisions counts", async () => {
      const db = open();
      const moderator = await createModerator(db);
      const { caseId } = await reportedListing(db);
      const version = await take(db, moderator, caseId);
      const answers = await Promise.all((["remove", "dismiss", "warn"] as const).map((kind) => decideCase(db, moderator, { caseId, version, kind, rule: "scam", facts, until: null })));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(await db.moderationDecision.count({ where: { caseId } })).toBe(1);
    });

    it("of a yes and a no of two second moderators one counts", async () => {
      const db = open();
      const [one, two, three] = [await createModerator(db), await createModerator(db), await createModerator(db)];
      const { caseId, listingId } = await reportedListing(db);
      const decisionId = await decide(db, one, caseId, "remove");
      const answers = await Promise.all([
        settleDecision(db, two, { decisionId, version: 1, agrees: "yes", note: "" }),
        settleDecision(db, three, { decisionId, version: 1, agrees: "no", note: "" }),
      ]);
      const winner = answers.findIndex((answer) => answer.ok);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(await db.listing.findUniqueOrThrow({ where: { id: listingId } })).toMatchObject({ state: winner === 0 ? "removed_by_moderator" : "published" });
    });

    it("ten reports of one thing at once are one case, and ten acts are one chain", async () => {
      const db = open();
      const owner = await createPerson(db);
      const { id: listingId } = await createListing(db, owner);
      const reporters = await Promise.all(Array.from({ length: 10 }, () => createPerson(db)));
      await Promise.all(reporters.map((reporter) => reportedListing(db, { owner, reporter, listingId })));
      const [found] = await db.moderationCase.findMany({ where: { subjectId: listingId } });
      expect(await db.moderationCase.count({ where: { subjectId: listingId } })).toBe(1);
      expect(found).toMatchObject({ reportCount: 10 });
      const moderator = await createModerator(db);
      const cases = await Promise.all(Array.from({ length: 10 }, () => reportedListing(db)));
      await Promise.all(cases.map(({ caseId }) => claimCase(db, moderator, { caseId, version: 1 })));
      expect(await checkChain(db)).toMatchObject({ intact: true });
    });
  },
  { on: ["postgresql"] },
);
