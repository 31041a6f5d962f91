import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { editReview, writeReview } from "#app/domains/deals/reviews.service.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import { createDeal, must, perform } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { dealsMails } from "./deals.server.ts";

type Db = Database["db"];

async function deliver(db: Db) {
  while ((await dispatchOnce(db, [toMails([dealsMails])])) > 0);
}

async function subjects(db: Db, userId: string) {
  const rows = await db.mailMessage.findMany({ where: { userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { subject: true, text: true } });
  return rows.map((row) => row.subject);
}

describeDatabases("mails about deals", (open) => {
  it("tell each side its part, in its language, once", async () => {
    const db = open();
    const giver = await createPerson(db, { name: "Mei", locale: "zh-CN" });
    const taker = await createPerson(db, { name: "Tom" });
    const deal = await createDeal(db, { giver, taker });
    await deliver(db);
    must(await perform(db, deal, "accept", { mover: "giver" }));
    await deliver(db);
    must(await perform(db, deal, "schedule", { mover: "taker" }));
    await deliver(db);
    must(await perform(db, deal, "enter_code", { mover: "giver" }));
    await deliver(db);
    await db.outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver(db);
    const [toGiver, toTaker] = [await subjects(db, giver.userId), await subjects(db, taker.userId)];
    expect(toGiver).toHaveLength(3);
    expect(toGiver[0]).toBe("Tom's household 申请“Chair of beech”");
    expect(toGiver[2]).toBe("已完成：“Chair of beech”");
    expect(toTaker).toEqual(["Yes: “Chair of beech”", "Gone round: “Chair of beech”"]);
    const done = await db.mailMessage.findFirstOrThrow({ where: { userId: taker.userId, subject: { startsWith: "Gone" } } });
    expect(done.text).toMatch(/It kept .* CO₂e out of the air \(range .* CO₂e\)\./);
    expect(done.text).toContain(`/deals/${deal.id}`);
  });

  it("ask the other side for its review while only one wrote, never with its text, and never after both did", async () => {
    const db = open();
    const words = { version: undefined, verdict: "badly" as const, reasons: ["late" as const], text: "Waited an hour in the rain." };
    const deal = await createDeal(db, { state: "completed" });
    must(await writeReview(db, deal.taker, { ...words, dealId: deal.id }, deal.clock));
    must(await editReview(db, deal.taker, { ...words, dealId: deal.id, text: "Waited two hours in the rain." }, deal.clock));
    await deliver(db);
    expect((await subjects(db, deal.giver.userId)).filter((subject) => subject.includes("review"))).toEqual([`${deal.taker.party.name} wrote a review: “Chair of beech”`]);
    must(await writeReview(db, deal.giver, { ...words, dealId: deal.id }, deal.clock));
    await deliver(db);
    await db.outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    await deliver(db);
    expect((await subjects(db, deal.taker.userId)).filter((subject) => subject.includes("review"))).toEqual(["Their review can be read: “Chair of beech”"]);
    expect((await subjects(db, deal.giver.userId)).filter((subject) => subject.includes("review"))).toHaveLength(1);

    const both = await createDeal(db, { state: "completed" });
    must(await writeReview(db, both.taker, { ...words, dealId: both.id }, both.clock));
    must(await writeReview(db, both.giver, { ...words, dealId: both.id }, both.clock));
    await deliver(db);
    expect(await subjects(db, both.giver.userId)).not.toContainEqual(expect.stringContaining("wrote a review"));
    const mails = await db.mailMessage.findMany({ select: { text: true, html: true } });
    expect(mails.every((mail) => !`${mail.text}${mail.html}`.includes("in the rain"))).toBe(true);
  });

  it("say nothing about what is over by the time they would be written", async () => {
    const db = open();
    const deal = await createDeal(db);
    must(await perform(db, deal, "accept", { mover: "giver" }));
    must(await perform(db, deal, "schedule", { mover: "giver" }));
    must(await perform(db, deal, "cancel", { mover: "taker" }));
    await deliver(db);
    expect(await subjects(db, deal.giver.userId)).toEqual(["Cancelled: “Chair of beech”"]);
    expect(await subjects(db, deal.taker.userId)).toEqual([]);
  });

  it("of two changes of time in a row only the last is told, and never the code", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted" });
    must(await perform(db, deal, "schedule", { mover: "giver" }));
    deal.clock.at = new Date(deal.clock.at.getTime() + 3_600_000);
    must(await perform(db, deal, "schedule", { mover: "giver" }));
    await deliver(db);
    const mails = await db.mailMessage.findMany({ where: { userId: deal.taker.userId } });
    expect(mails.filter((mail) => mail.text.includes("At the fountain"))).toHaveLength(1);
    const { handoverCode } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    expect(mails.every((mail) => !mail.text.includes(String(handoverCode)))).toBe(true);
  });
});
