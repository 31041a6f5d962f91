import { beforeEach, describe, expect, it } from "vitest";
import { answerVisitMark, viewContestedVisits } from "#app/flows/answer-visit-mark.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { cancelBooking } from "./bookings.service.server.ts";
import { markNoShow, reportMissed } from "./gate.service.server.ts";
import { countMarks } from "./marks.repository.server.ts";
import { contestVisitMark, withdrawVisitMark } from "./marks.service.server.ts";
import { marksSince } from "./marks.rules.ts";
import { openBooking } from "./views.service.server.ts";

describeDatabases("marks of visits", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let recycler: Actor;
  let staff: Actor;
  let anna: Actor;
  let ben: Actor;
  let operator: Actor;
  let pointId: string;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler, staff, anna, ben } = await createBookingScene(open()));
    operator = await createPerson(open(), { isOperator: true });
  });

  async function booked(actor = anna, startsAt = "2026-06-01T09:00:00Z"): Promise<string> {
    const { slotId } = await createSlot(open(), { pointId, recycler, startsAt });
    return bookedBy(open(), actor, asked(slotId), clock);
  }
  /** Ten o'clock is the end of the grace of the slot at nine. */
  async function notCome(): Promise<string> {
    const bookingId = await booked();
    clock.set("2026-06-01T10:00:00Z");
    expect(await markNoShow(open(), staff, { bookingId }, clock)).toMatchObject({ value: { state: "no_show_customer" } });
    return bookingId;
  }
  const noShows = (actor: Actor) => countMarks(open(), { partyId: actor.party.id, kind: "no_show", since: marksSince(clock.now()) });
  const state = async (bookingId: string) => (await open().visitMark.findUnique({ where: { bookingId } }))?.state;
  const contest = (actor: Actor, bookingId: string, words = "I stood at the gate", version?: number) => contestVisitMark(open(), actor, { bookingId, words, version }, clock);
  const withdraw = (actor: Actor, bookingId: string, words = "", version?: number) => withdrawVisitMark(open(), actor, { bookingId, words, version }, clock);
  const answer = (actor: Actor, bookingId: string, outcome: "upheld" | "refused", version?: number) => answerVisitMark(open(), actor, { bookingId, outcome, answer: "both were read", version }, clock);

  it("a no-show counts, is contested with words within seven days, and counts for nothing meanwhile", async () => {
    const bookingId = await notCome();
    expect(await noShows(anna)).toEqual({ marks: 1, kept: 0 });
    expect(await contest(anna, bookingId, "  ")).toMatchObject({ error: "PICKUPS.WORDS_NEEDED" });
    expect(await contest(anna, bookingId)).toMatchObject({ value: { state: "contested", changed: true } });
    expect(await contest(anna, bookingId)).toMatchObject({ value: { state: "contested", changed: false } });
    expect(await noShows(anna)).toEqual({ marks: 0, kept: 0 });
    expect(await open().visitMark.findUniqueOrThrow({ where: { bookingId } })).toMatchObject({ kind: "no_show", contest: "I stood at the gate", contestedByUserId: anna.userId, version: 2 });
    expect(await openBooking(open(), anna, bookingId, clock)).toMatchObject({ value: { markVerbs: [], booking: { mark: { state: "contested" } } } });
    expect(await openBooking(open(), staff, bookingId, clock)).toMatchObject({ value: { markVerbs: ["withdraw"] } });
  });

  it.each([
    [-1000, true],
    [0, false],
    [1000, false],
  ])("contesting %i ms from the end of the seven days is possible: %s", async (shift, possible) => {
    const bookingId = await notCome();
    clock.set(new Date(Date.parse("2026-06-08T10:00:00Z") + shift));
    expect((await contest(anna, bookingId)).ok).toBe(possible);
    expect(await state(bookingId)).toBe(possible ? "contested" : "standing");
  });

  it("the side that made it takes it back, also after a contest; nobody marks it again", async () => {
    const bookingId = await notCome();
    await contest(anna, bookingId);
    expect(await withdraw(anna, bookingId)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await withdraw(staff, bookingId, "we mixed you up")).toMatchObject({ value: { state: "withdrawn", changed: true } });
    expect(await withdraw(staff, bookingId)).toMatchObject({ value: { changed: false } });
    expect(await noShows(anna)).toEqual({ marks: 0, kept: 0 });
    expect(await markNoShow(open(), staff, { bookingId }, clock)).toMatchObject({ value: { changed: false } });
    expect(await state(bookingId)).toBe("withdrawn");
    expect(await contest(anna, bookingId)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
  });

  it("a recycler that was not there has the mark, and contests it; the visitor has none", async () => {
    const bookingId = await booked();
    clock.set("2026-06-01T09:30:00Z");
    expect(await reportMissed(open(), anna, { bookingId, reason: "the gate was shut" }, clock)).toMatchObject({ value: { changed: true } });
    clock.set("2026-06-01T10:00:00Z");
    expect(await markNoShow(open(), staff, { bookingId }, clock)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
    expect(await noShows(anna)).toEqual({ marks: 0, kept: 0 });
    const missed = () => countMarks(open(), { partyId: recycler.party.id, kind: "missed", since: marksSince(clock.now()) });
    expect((await missed()).marks).toBe(1);
    expect(await contest(anna, bookingId)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await contest(staff, bookingId, "the camera shows nobody")).toMatchObject({ value: { state: "contested" } });
    expect((await missed()).marks).toBe(0);
    expect(await answer(operator, bookingId, "refused")).toMatchObject({ value: { state: "refused" } });
    expect((await missed()).marks).toBe(1);
    expect(await withdraw(anna, bookingId, "it was another day")).toMatchObject({ value: { state: "withdrawn" } });
    expect((await missed()).marks).toBe(0);
  });

  it("a cancelled booking has no mark, and a mark is forgotten after 180 days", async () => {
    const cancelled = await booked(ben, "2026-06-01T09:05:00Z");
    await cancelBooking(open(), ben, { bookingId: cancelled }, clock);
    clock.set("2026-06-01T10:05:00Z");
    expect(await markNoShow(open(), staff, { bookingId: cancelled }, clock)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
    expect(await state(cancelled)).toBeUndefined();
    clock.set("2026-06-01T06:00:00Z");
    await notCome();
    const day = 86_400_000;
    clock.set(new Date(Date.parse("2026-06-01T10:00:00Z") + 180 * day - 1000));
    expect((await noShows(anna)).marks).toBe(1);
    clock.set(new Date(Date.parse("2026-06-01T10:00:00Z") + 180 * day));
    expect((await noShows(anna)).marks).toBe(0);
  });

  describe("decisions", () => {
    it("upheld: the mark counts for nothing; it goes into the record of moderation once", async () => {
      const bookingId = await notCome();
      expect(await answer(operator, bookingId, "upheld")).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
      await contest(anna, bookingId);
      expect(await viewContestedVisits(open(), operator)).toMatchObject({ ok: true });
      expect(await answer(operator, bookingId, "upheld")).toMatchObject({ value: { state: "upheld", changed: true } });
      expect(await answer(operator, bookingId, "upheld")).toMatchObject({ value: { changed: false } });
      expect(await answer(operator, bookingId, "refused")).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
      expect((await noShows(anna)).marks).toBe(0);
      expect(await open().auditEntry.findMany({ where: { subjectId: bookingId }, select: { action: true, actorUserId: true } })).toEqual([{ action: "visit.upheld", actorUserId: operator.userId }]);
      const history = await open().transition.findMany({ where: { subjectType: "visit_mark", subjectId: bookingId }, orderBy: { at: "asc" } });
      expect(history.map((one) => [one.toState, one.actorRole])).toEqual([["contested", "marked:owner"], ["upheld", "operator"]]);
    });

    it("those who do not run the platform, and those of either side, decide nothing", async () => {
      const bookingId = await notCome();
      await contest(anna, bookingId);
      for (const actor of [anna, ben, staff]) {
        expect(await answer(actor, bookingId, "upheld")).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
        expect(await viewContestedVisits(open(), actor)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      }
      expect(await answer({ ...staff, isOperator: true }, bookingId, "refused")).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await answer({ ...anna, isOperator: true }, bookingId, "upheld")).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      expect(await state(bookingId)).toBe("contested");
      expect(await answer(operator, "nothing", "upheld")).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    });
  });

  it("with somebody else's id strangers learn nothing, weak roles are refused; a stale version changes nothing", async () => {
    const bookingId = await notCome();
    const strangers = [ben, await createParty(open(), "recycler")];
    for (const actor of strangers) {
      expect(await contest(actor, bookingId)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
      expect(await withdraw(actor, bookingId)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    }
    expect(await contest({ ...anna, role: "viewer" }, bookingId)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await withdraw(await withRole(open(), recycler, "member"), bookingId)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await contest(staff, bookingId)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await contest(anna, bookingId, "words", 9)).toMatchObject({ error: "PICKUPS.STALE", details: { state: "standing" } });
    expect(await withdraw(staff, bookingId, "", 9)).toMatchObject({ error: "PICKUPS.STALE" });
    await contest(anna, bookingId);
    expect(await answer(operator, bookingId, "upheld", 1)).toMatchObject({ error: "PICKUPS.STALE" });
    expect(await state(bookingId)).toBe("contested");
  });
});
