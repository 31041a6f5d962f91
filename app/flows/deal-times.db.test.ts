import { expect, it } from "vitest";
import { dealCalendar } from "#app/domains/deals/ics.server.ts";
import { reliabilityOf } from "#app/domains/deals/reliability.service.server.ts";
import { viewDeal } from "#app/domains/deals/deals.service.server.ts";
import { dealTermsMails } from "#app/outbox/mails/deal-terms.server.ts";
import type { RecordedEvent } from "#app/outbox/events.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { actorOf, createDeal, must, perform, type TestDeal } from "#tests/factories/deals.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { agreeDealTime } from "./agree-time-deal.server.ts";
import { recordDueReminders } from "./deal-reminders.server.ts";
import { enterDealCode } from "./hand-over-deal.server.ts";
import { scheduleDeal } from "./schedule-deal.server.ts";

type Db = Database["db"];
const [hourMs, dayMs] = [3_600_000, 86_400_000];

async function name(db: Db, deal: TestDeal, mover: "giver" | "taker", inHours: number) {
  const startsAt = new Date(deal.clock.at.getTime() + inHours * hourMs);
  must(await scheduleDeal(db, actorOf(deal, mover), { dealId: deal.id, startsAt, endsAt: new Date(startsAt.getTime() + hourMs), place: "At the fountain" }, deal.clock));
  return startsAt;
}

/** The reminders of a deal that were noted so far. */
async function noted(db: Db, deal: TestDeal) {
  const rows = await db.dealReminder.findMany({ where: { dealId: deal.id }, orderBy: [{ kind: "asc" }, { about: "asc" }] });
  return rows.map((row) => [row.kind, row.about]);
}

/** Writes the mails of a deal's reminders, as the dispatcher would, and gives their causes. */
async function mailed(db: Db, deal: TestDeal) {
  const events = await db.outboxEvent.findMany({ where: { type: "deals.reminder", payload: { path: ["dealId"], equals: deal.id } } });
  for (const event of events) await dealTermsMails["deals.reminder"]?.(db, { ...event, topics: [] } as unknown as Extract<RecordedEvent, { type: "deals.reminder" }>);
  return db.notification.count({ where: { causeKey: { startsWith: "deals.reminder" }, userId: { in: [deal.giver.userId, deal.taker.userId] } } });
}

describeDatabases("times said yes to", (open) => {
  it("a named time waits for the other one's yes; a changed one needs a new yes", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted" });
    const first = await name(db, deal, "giver", 48);
    const agree = (mover: "giver" | "taker", startsAt: Date) => agreeDealTime(db, actorOf(deal, mover), { dealId: deal.id, startsAt }, deal.clock);
    expect(must(await viewDeal(db, deal.taker, deal.id))).toMatchObject({ next: "me", agreed: { bySide: "giver", agreedAt: null } });
    expect(await agree("giver", first)).toMatchObject({ error: "DEALS.NOT_ALLOWED" });
    const second = await name(db, deal, "giver", 72);
    expect(await agree("taker", first)).toMatchObject({ error: "DEALS.STALE" });
    must(await agree("taker", second));
    expect(must(await viewDeal(db, deal.giver, deal.id)).agreed).toMatchObject({ agreedAt: deal.clock.at.toISOString() });
    await name(db, deal, "taker", 96);
    expect(must(await viewDeal(db, deal.giver, deal.id))).toMatchObject({ agreed: { bySide: "taker", agreedAt: null }, next: "me" });
    deal.clock.at = new Date(deal.clock.at.getTime() + 97 * hourMs);
    const { agreedStartsAt } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    expect(await agree("giver", agreedStartsAt ?? first)).toMatchObject({ error: "DEALS.WINDOW_INVALID", details: { problem: "past" } });
  });

  it("nobody is absent from a time they did not say yes to, and nobody breaks one by cancelling", async () => {
    const db = open();
    const [giver, taker] = [await createPerson(db), await createPerson(db)];
    for (let n = 0; n < 3; n++) await createDeal(db, { state: "completed", giver, taker });
    const deal = await createDeal(db, { state: "scheduled", timeAgreed: false, giver, taker });
    deal.clock.at = new Date(deal.clock.at.getTime() + 26 * hourMs);
    expect(await perform(db, deal, "report_no_show", { mover: "giver" })).toMatchObject({ ok: false });
    must(await perform(db, deal, "cancel", { mover: "taker" }));
    expect(await reliabilityOf(db, taker.party.id, deal.clock)).toMatchObject({ finished: 3, cancelledLate: 0, noShow: 0 });
  });

  it("a promise taken back counts on its owner's record like a cancellation, late or in time", async () => {
    const db = open();
    const [giver, taker] = [await createPerson(db), await createPerson(db)];
    for (let n = 0; n < 3; n++) await createDeal(db, { state: "completed", giver, taker });
    const [inTime, late, without] = [await createDeal(db, { state: "scheduled", giver, taker }), await createDeal(db, { state: "scheduled", giver, taker }), await createDeal(db, { state: "accepted", giver, taker })];
    late.clock.at = new Date(late.clock.at.getTime() + hourMs);
    for (const deal of [inTime, late, without]) must(await perform(db, deal, "undo_accept", { mover: "giver" }));
    const clock = { now: () => new Date(late.clock.at.getTime() + dayMs) };
    expect(await reliabilityOf(db, giver.party.id, clock)).toMatchObject({ finished: 4, kept: 3, cancelledLate: 1, cancelledInTime: 1 });
    expect(await reliabilityOf(db, taker.party.id, clock)).toMatchObject({ finished: 3, kept: 3, cancelledLate: 0, cancelledInTime: 0 });
  });

  it("the calendar file keeps its UID, raises SEQUENCE with each change, and says when it is off", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted" });
    const file = async () => {
      const view = must(await viewDeal(db, deal.taker, deal.id));
      const words = { host: "example.org", url: `https://example.org/deals/${deal.id}`, summary: "Hand-over: Chair", description: "With Ana", location: "At the fountain" };
      const text = dealCalendar({ deal: view, ...words, now: deal.clock.at });
      const line = (key: string) => text?.split("\r\n").find((one) => one.startsWith(`${key}:`))?.slice(key.length + 1);
      return text === null ? null : { uid: line("UID"), sequence: Number(line("SEQUENCE")), method: line("METHOD"), status: line("STATUS") };
    };
    expect(await file()).toBeNull();
    await name(db, deal, "giver", 48);
    const named = await file();
    expect(named).toMatchObject({ uid: `deal-${deal.id}@example.org`, method: "PUBLISH", status: "TENTATIVE" });
    must(await perform(db, deal, "agree_time", { mover: "taker" }));
    const agreed = await file();
    expect(agreed).toMatchObject({ uid: named?.uid, status: "CONFIRMED" });
    must(await perform(db, deal, "cancel", { mover: "giver" }));
    const off = await file();
    expect(off).toMatchObject({ uid: named?.uid, method: "CANCEL", status: "CANCELLED" });
    expect([named?.sequence, agreed?.sequence, off?.sequence]).toEqual([...new Set([named?.sequence, agreed?.sequence, off?.sequence])].sort());
  });
});

describeDatabases("reminders of deals", (open) => {
  const after = (deal: TestDeal, ms: number) => new Date(deal.clock.at.getTime() + ms);

  it("an answer is asked for a day before it runs out, once; late, it runs out instead", async () => {
    const db = open();
    const [deal, silent, short] = [await createDeal(db, { kind: "sale" }), await createDeal(db), await createDeal(db, { listing: { expiresAt: new Date(Date.now() + 20 * hourMs) } })];
    await recordDueReminders(db, after(deal, 5 * dayMs - 60_000));
    expect(await noted(db, deal)).toEqual([]);
    const due = after(deal, 5 * dayMs + 60_000);
    await recordDueReminders(db, due);
    await recordDueReminders(db, due);
    expect(await noted(db, deal)).toEqual([["answer", after(deal, 6 * dayMs)]]);
    expect(await mailed(db, deal)).toBe(1);
    // Another proposal is another instant to answer by.
    deal.clock.at = due;
    must(await perform(db, deal, "counter", { mover: "giver" }));
    await recordDueReminders(db, after(deal, 5 * dayMs + 60_000));
    expect(await noted(db, deal)).toHaveLength(2);
    await recordDueReminders(db, after(silent, 60 * dayMs));
    expect(await noted(db, short)).toEqual([]);
  });

  it("a hand-over a day ahead: only of a time both said yes to, anew after a change, not when agreed inside the day", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted" });
    const first = await name(db, deal, "giver", 72);
    await recordDueReminders(db, after(deal, 49 * hourMs));
    expect(await noted(db, deal)).toEqual([]);
    must(await perform(db, deal, "agree_time", { mover: "taker" }));
    await recordDueReminders(db, after(deal, 49 * hourMs));
    expect(await noted(db, deal)).toEqual([["hand_over", first]]);
    const second = await name(db, deal, "taker", 120);
    // The first time is over and done with: nothing is written about it.
    expect(await mailed(db, deal)).toBe(0);
    must(await perform(db, deal, "agree_time", { mover: "giver" }));
    await recordDueReminders(db, after(deal, 100 * hourMs));
    expect(await noted(db, deal)).toEqual([["hand_over", first], ["hand_over", second]]);
    expect(await mailed(db, deal)).toBe(2);

    const soon = await createDeal(db, { state: "accepted" });
    await name(db, soon, "giver", 20);
    must(await perform(db, soon, "agree_time", { mover: "taker" }));
    const dead = await createDeal(db, { state: "scheduled" });
    must(await perform(db, dead, "cancel", { mover: "giver" }));
    await recordDueReminders(db, after(soon, hourMs));
    expect([await noted(db, soon), await noted(db, dead)]).toEqual([[], []]);
  });

  it("what counts as agreed by itself is announced two days before, to who has not spoken", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "handed_over", handedOverBy: "giver" });
    await recordDueReminders(db, after(deal, 11 * dayMs));
    expect(await noted(db, deal)).toEqual([]);
    await recordDueReminders(db, after(deal, 12 * dayMs + 60_000));
    expect(await noted(db, deal)).toEqual([["auto_complete", after(deal, 14 * dayMs)]]);
    expect(await mailed(db, deal)).toBe(1);
    expect(await db.notification.count({ where: { userId: deal.taker.userId, causeKey: { startsWith: "deals.reminder" } } })).toBe(1);
  });
});

describeDatabases("weights far from the declared ones", (open) => {
  it("with the code, both say that they saw it; without, the other side's yes is enough", async () => {
    const db = open();
    const deal = await createDeal(db, { state: "accepted", units: 2, listing: { kind: "material", massGrams: 10_000, units: 2 } });
    const { handoverCode } = await db.deal.findUniqueOrThrow({ where: { id: deal.id } });
    const enter = (measuredGrams: number, confirmDifference = false) =>
      enterDealCode(db, deal.giver, { dealId: deal.id, code: handoverCode ?? "", movedUnits: 2, measuredGrams, confirmDeclared: false, confirmDifference }, deal.clock);
    expect(await enter(12_400)).toEqual({ ok: false, error: "DEALS.DIFFERENCE_UNCONFIRMED", details: { measured: 12_400, declared: 20_000 } });
    must(await enter(12_400, true));
    expect(await db.ledgerEntry.findFirstOrThrow({ where: { causeId: deal.id } })).toMatchObject({ massGrams: 12_400, weightBasis: "measured" });
    const near = await createDeal(db, { state: "accepted" });
    const code = (await db.deal.findUniqueOrThrow({ where: { id: near.id } })).handoverCode ?? "";
    must(await enterDealCode(db, near.giver, { dealId: near.id, code, movedUnits: 1, measuredGrams: 6_000, confirmDeclared: false }, near.clock));
  });
});
