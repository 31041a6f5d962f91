import { beforeEach, expect, it } from "vitest";
import { saveTimes } from "#app/domains/notifications/choices.service.server.ts";
import * as cycles from "#app/domains/benchmarking/cycles.service.server.ts";
import { STEPS, type StepCode } from "#app/domains/benchmarking/steps.rules.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { benchmarkingMails, remindOfSteps } from "#app/outbox/mails/benchmarking.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases, type OpenTestDatabase } from "#tests/setup/test-database.ts";
import { sendDueDigests } from "./send-digests.server.ts";
import { mayMailLeave } from "./still-true.server.ts";

type Db = ReturnType<OpenTestDatabase>;
const clock = clockAt("2026-05-01T10:00:00Z");

/** A private community with a round that runs, its manager and two members. */
async function scene(db: Db) {
  clock.set("2026-05-01T10:00:00Z");
  const manager = await createParty(db, "community", { name: "Linden", joinPolicy: "invite", isListed: false });
  const [lin, omar] = [await withRole(db, manager, "member"), await withRole(db, manager, "member")];
  const cycleId = newId();
  must(await cycles.startCycle(db, manager, { cycleId, communityId: manager.party.id, title: "More paper", indicators: ["coverage"], fromMonth: "2026-01", toMonth: "2026-03" }, clock));
  const version = async (step: StepCode) => (await db.benchmarkStep.findUniqueOrThrow({ where: { cycleId_step: { cycleId, step } } })).version;
  const give = async (step: StepCode, owner: Actor | null, dueOn: string | null = "2026-05-20", by = manager) =>
    must(await cycles.saveStep(db, by, { cycleId, step, version: await version(step), ownerUserId: owner?.userId ?? null, dueOn, notes: "" }, clock));
  const dispatch = async () => {
    while ((await dispatchOnce(db, [toMails([benchmarkingMails])])) > 0);
  };
  const titles = async (who: Actor) => (await db.notification.findMany({ where: { userId: who.userId }, orderBy: { id: "asc" } })).map((row) => (row.words as { en: { title: string } }).en.title);
  const mails = (who: Actor) => db.mailMessage.findMany({ where: { userId: who.userId }, orderBy: { id: "asc" } });
  const { slug } = await db.party.findUniqueOrThrow({ where: { id: manager.party.id } });
  return { manager, lin, omar, cycleId, slug, version, give, dispatch, titles, mails };
}

describeDatabases("owners of steps", (open) => {
  let at: Awaited<ReturnType<typeof scene>>;
  beforeEach(async () => {
    await open().benchmarkCycle.updateMany({ where: { state: "running" }, data: { state: "stopped", endedAt: clock.now() } });
    at = await scene(open());
  });

  it("are told once, with step, community, day and link, and not by what they do themselves", async () => {
    await at.give("gap", at.lin);
    await at.give("lessons", at.manager);
    await at.dispatch();
    await open().outboxEvent.updateMany({ where: { type: "benchmarking.owner-set" }, data: { dispatchedAt: null, retryAt: null } });
    await at.dispatch();
    // The same owner with another day is nobody new.
    await at.give("gap", at.lin, "2026-05-21");
    await at.dispatch();
    expect(await at.titles(at.lin)).toEqual(["Linden: you look after “Gap analysis”"]);
    expect((await open().notification.findFirst({ where: { userId: at.lin.userId } }))?.words).toMatchObject({ "zh-CN": { title: "Linden：“差距分析”这一步由你负责" } });
    expect(await at.titles(at.manager)).toEqual([]);
    const [mail, ...more] = await at.mails(at.lin);
    expect(more).toEqual([]);
    for (const part of ["Linden", "More paper", "Gap analysis", "20 May 2026", `/communities/${at.slug}/benchmarking/${at.cycleId}#step-gap`]) expect(mail?.text).toContain(part);
    expect(await open().notification.findFirst({ where: { userId: at.lin.userId } })).toMatchObject({ kind: "benchmark_step", partyId: at.manager.party.id, path: `/communities/${at.slug}/benchmarking/${at.cycleId}` });
  });

  it("are told of a whole plan in one mail, and of nothing that was somebody else's before it was told", async () => {
    const plan = [];
    for (const step of STEPS.slice(3, 7)) plan.push({ step, version: await at.version(step), ownerUserId: step === "gap" ? at.omar.userId : at.lin.userId, dueOn: "2026-05-20" });
    must(await cycles.savePlan(open(), at.manager, { cycleId: at.cycleId, plan }, clock));
    clock.set("2026-05-01T10:00:01Z");
    await at.give("gap", at.manager);
    await at.dispatch();
    expect(await at.titles(at.lin)).toEqual(["Linden: you look after 3 steps"]);
    expect((await at.mails(at.lin)).map((mail) => mail.text.match(/#step-\w+/g))).toEqual([["#step-collection", "#step-communication", "#step-direction"]]);
    expect(await at.titles(at.omar)).toEqual([]);
  });

  it("read in a mail that had to wait what is still theirs, and get none when nothing is", async () => {
    must(await saveTimes(open(), at.lin, { version: 0, quietFrom: 0, quietUntil: 23 * 60 + 59, timeZone: "UTC", digestHour: 8, digests: true }));
    must(await cycles.savePlan(open(), at.manager, { cycleId: at.cycleId, plan: await Promise.all((["gap", "lessons"] as const).map(async (step) => ({ step, version: await at.version(step), ownerUserId: at.lin.userId, dueOn: null }))) }, clock));
    await at.dispatch();
    const { id = "" } = (await open().notification.findFirst({ where: { userId: at.lin.userId } })) ?? {};
    clock.set("2026-05-01T11:00:00Z");
    await at.give("gap", at.omar);
    const now = await mayMailLeave(open(), id);
    expect(now).toMatchObject({ subject: "Linden: you look after “Lessons”" });
    expect(now).not.toMatchObject({ text: expect.stringContaining("Gap") as string });
    await open().notification.update({ where: { id }, data: { mail: "daily", mailSettledAt: null } });
    await open().digestDue.create({ data: { userId: at.lin.userId, period: "daily", dueAt: new Date() } });
    expect(await sendDueDigests(open(), new Date(Date.now() + 1000))).toBe(1);
    expect((await at.mails(at.lin)).find((mail) => mail.kind === "digest")?.text).toContain("you look after “Lessons”");
    await open().benchmarkStep.updateMany({ where: { cycleId: at.cycleId }, data: { doneAt: clock.now() } });
    expect(await mayMailLeave(open(), id)).toBe(false);
  });

  it("are reminded in the morning three days before, once for each day, and not after it", async () => {
    await at.give("gap", at.lin);
    await at.give("lessons", at.manager);
    // Eight in the morning of Berlin is six in summer.
    expect(await remindOfSteps(open(), new Date("2026-05-17T05:59:59Z"))).toBe(0);
    expect(await remindOfSteps(open(), new Date("2026-05-17T06:00:00Z"))).toBe(2);
    expect(await remindOfSteps(open(), new Date("2026-05-17T06:05:00Z"))).toBe(0);
    expect(await at.titles(at.lin)).toEqual(["Due on 20 May 2026: “Gap analysis” in Linden"]);
    clock.set("2026-05-17T07:00:00Z");
    await at.give("gap", at.lin, "2026-05-25");
    expect(await remindOfSteps(open(), new Date("2026-05-22T06:00:00Z"))).toBe(1);
    await at.give("gap", at.lin, "2026-05-30");
    expect(await remindOfSteps(open(), new Date("2026-05-30T22:00:00Z"))).toBe(0);
    expect(await remindOfSteps(open(), new Date("2026-05-30T21:59:59Z"))).toBe(1);
  });

  it("are not reminded of what is done, somebody else's, just taken over, of a round that has ended, or after leaving the community", async () => {
    const morning = new Date("2026-05-17T06:00:00Z");
    for (const step of ["topic", "peers", "gap", "lessons", "next"] as const) await at.give(step, at.lin);
    await open().benchmarkStep.updateMany({ where: { cycleId: at.cycleId, step: "topic" }, data: { doneAt: clock.now() } });
    await at.give("peers", null);
    await at.give("lessons", at.lin, null);
    clock.set(morning);
    await at.give("next", at.omar);
    expect(await remindOfSteps(open(), morning)).toBe(1);
    expect(await at.titles(at.lin)).toEqual(["Due on 20 May 2026: “Gap analysis” in Linden"]);
    // A reminder that had to wait says nothing of a day that was moved.
    const { id = "" } = (await open().notification.findFirst({ where: { userId: at.lin.userId } })) ?? {};
    expect(await mayMailLeave(open(), id)).toMatchObject({ subject: expect.stringContaining("Gap analysis") as string });
    await at.give("gap", at.lin, "2026-05-21");
    expect(await mayMailLeave(open(), id)).toBe(false);
    const later = new Date("2026-05-18T06:00:00Z");
    const where = { partyId: at.manager.party.id, userId: at.lin.userId };
    await open().membership.updateMany({ where, data: { state: "ended" } });
    expect(await remindOfSteps(open(), later)).toBe(0);
    await open().membership.updateMany({ where, data: { state: "active" } });
    await open().benchmarkCycle.update({ where: { id: at.cycleId }, data: { state: "stopped", endedAt: later } });
    expect(await remindOfSteps(open(), later)).toBe(0);
    await open().benchmarkCycle.update({ where: { id: at.cycleId }, data: { state: "running", endedAt: null } });
    expect(await remindOfSteps(open(), later)).toBe(1);
    await open().user.delete({ where: { id: at.lin.userId } });
    await open().notification.deleteMany({});
    expect(await remindOfSteps(open(), later)).toBe(0);
  });
});

describeDatabases(
  "timers at once",
  (open) => {
    it("tell and remind once", async () => {
      const at = await scene(open());
      for (const step of ["gap", "lessons"] as const) await at.give(step, at.lin);
      const morning = new Date("2026-05-17T06:00:00Z");
      const counts = await Promise.all(Array.from({ length: 8 }, () => remindOfSteps(open(), morning)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
      expect(await at.titles(at.lin)).toHaveLength(2);
      expect(await at.mails(at.lin)).toHaveLength(2);
      await Promise.all(Array.from({ length: 4 }, () => at.dispatch()));
      expect(await at.titles(at.lin)).toHaveLength(4);
    });
  },
  { on: ["postgresql"] },
);
