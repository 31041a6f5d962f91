import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
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
