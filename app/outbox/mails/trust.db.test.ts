import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { appealDecision } from "#app/domains/trust/appeals.service.server.ts";
import { answerAppeal } from "#app/flows/answer-appeal.server.ts";
import { settleDecision } from "#app/flows/settle-decision.server.ts";
import { must } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createModerator, decide, reportedListing } from "#tests/factories/trust.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { trustMails } from "./trust.server.ts";

type Db = Database["db"];

async function deliver(db: Db) {
  while ((await dispatchOnce(db, [toMails([trustMails])])) > 0);
}
const mailsTo = async (db: Db, userId: string) => db.mailMessage.findMany({ where: { userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { subject: true, text: true } });

describeDatabases("mails of moderation", (open) => {
  it("tell the affected party why, and who reported that it was acted on; once, and naming nobody", async () => {
    const db = open();
    const [one, two, three, owner] = [await createModerator(db), await createModerator(db), await createModerator(db), await createPerson(db, { name: "Mei", locale: "zh-CN" })];
    const { caseId, reporter } = await reportedListing(db, { owner });
    await deliver(db);
    const decisionId = await decide(db, one, caseId, "remove");
    await deliver(db);
    must(await settleDecision(db, two, { decisionId, version: 1, agrees: "yes", note: "" }));
    await deliver(db);
    const { appealId } = must(await appealDecision(db, owner, { decisionId, text: "This was a misunderstanding." }));
    must(await answerAppeal(db, three, { appealId, version: 1, outcome: "reversed", answer: "We agree with you here." }));
    await deliver(db);
    await db.outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver(db);
    const toOwner = await mailsTo(db, owner.userId);
    expect(toOwner.map((mail) => mail.subject)).toEqual(["已被审核暂停：“Chair of beech”", "审核决定：“Chair of beech”", "你的申诉成功：“Chair of beech”"]);
    expect(toOwner[1]?.text).toContain("Payment was asked for before the hand-over.");
    expect(toOwner[1]?.text).toContain(`/decisions/${decisionId}`);
    const toReporter = await mailsTo(db, reporter.userId);
    expect(toReporter.map((mail) => mail.subject)).toEqual(["Your report arrived: “Chair of beech”", "Your report was acted on: “Chair of beech”"]);
    const said = JSON.stringify([toOwner, toReporter]);
    for (const { userName, userId } of [one, two, three]) expect(said).not.toMatch(new RegExp(`${userName}|${userId}`));
    expect(JSON.stringify(toOwner)).not.toContain(reporter.userName);
  });

  it("a dismissal is told to who reported, not to whom it was about", async () => {
    const db = open();
    const { caseId, reporter, owner } = await reportedListing(db);
    await decide(db, await createModerator(db), caseId, "dismiss");
    await deliver(db);
    expect((await mailsTo(db, reporter.userId)).at(-1)?.subject).toBe("Your report was looked at: “Chair of beech”");
    expect(await mailsTo(db, owner.userId)).toEqual([]);
  });
});
