import { beforeEach, expect, it } from "vitest";
import { markNoShow, reportMissed } from "#app/domains/pickups/gate.service.server.ts";
import { contestVisitMark, withdrawVisitMark } from "#app/domains/pickups/marks.service.server.ts";
import { answerVisitMark } from "#app/flows/answer-visit-mark.server.ts";
import { stillTrue } from "#app/flows/still-true.server.ts";
import { findWaiting } from "#app/domains/notifications/notifications.repository.server.ts";
import { dispatchOnce } from "#app/outbox/dispatch.server.ts";
import { toMails } from "#app/outbox/to-mails.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createPerson } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { visitMarkMails } from "./visit-marks.server.ts";

describeDatabases("mails about marks of visits", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let scene: Awaited<ReturnType<typeof createBookingScene>>;
  let operator: Actor;
  let bookingId: string;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    scene = await createBookingScene(open());
    operator = await createPerson(open(), { isOperator: true });
    const { slotId } = await createSlot(open(), { pointId: scene.pointId, recycler: scene.recycler, startsAt: "2026-06-01T09:00:00Z" });
    bookingId = await bookedBy(open(), scene.anna, asked(slotId), clock);
    clock.set("2026-06-01T10:00:00Z");
  });

  async function mailsOf(actor: Actor): Promise<string[]> {
    while ((await dispatchOnce(open(), [toMails([visitMarkMails])])) > 0);
    const rows = await open().mailMessage.findMany({ where: { userId: actor.userId }, orderBy: { createdAt: "asc" } });
    return rows.map((row) => `${row.subject}\n${row.text}`);
  }

  it("a no-show tells the visitor until when to contest; the contest tells those who work at the yard; the decision tells both", async () => {
    const { anna, staff, recycler } = scene;
    await markNoShow(open(), staff, { bookingId }, clock);
    const [marked] = await mailsOf(anna);
    expect(marked).toMatch(/Marked as missed: Depot, Mon,? 1 Jun.*11:00[^]*contest it until Mon,? 8 Jun.*12:00/);
    expect(marked).toContain(`/bookings/${bookingId}`);
    await contestVisitMark(open(), anna, { bookingId, words: "I stood at the gate" }, clock);
    for (const actor of [staff, recycler]) expect((await mailsOf(actor)).at(-1)).toMatch(/Contested[^]*I stood at the gate[^]*\/staff\/bookings\//);
    await answerVisitMark(open(), operator, { bookingId, outcome: "upheld", answer: "the log shows you" }, clock);
    for (const actor of [anna, staff]) expect((await mailsOf(actor)).at(-1)).toMatch(/Contest upheld[^]*the log shows you/);
    await open().outboxEvent.updateMany({ data: { dispatchedAt: null, retryAt: null } });
    expect(await mailsOf(anna)).toHaveLength(2);
  });

  it("a missed visit tells the yard, in the visitor's words; taking it back tells the yard only", async () => {
    const { anna, staff } = scene;
    await reportMissed(open(), anna, { bookingId, reason: "the gate was shut" }, clock);
    expect((await mailsOf(staff)).at(-1)).toMatch(/Nobody was there[^]*the gate was shut/);
    await withdrawVisitMark(open(), anna, { bookingId, words: "wrong day" }, clock);
    expect((await mailsOf(staff)).at(-1)).toMatch(/taken back[^]*wrong day/);
    expect(await mailsOf(anna)).toEqual([]);
  });

  it("what has moved on by the time a mail leaves is not told", async () => {
    const { anna, staff } = scene;
    await markNoShow(open(), staff, { bookingId }, clock);
    await mailsOf(anna);
    const told = await open().notification.findFirstOrThrow({ where: { userId: anna.userId, subjectId: bookingId } });
    const row = await findWaiting(open(), told.id);
    expect(row && (await stillTrue(open(), [row], clock.now()))).toHaveLength(1);
    await withdrawVisitMark(open(), staff, { bookingId, words: "" }, clock);
    expect(row && (await stillTrue(open(), [row], clock.now()))).toEqual([]);
  });
});
