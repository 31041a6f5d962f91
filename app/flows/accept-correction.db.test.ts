import { beforeEach, describe, expect, it } from "vitest";
import { correctionInput } from "#app/domains/points/corrections/corrections.schema.ts";
import { correctionsWaiting, declineCorrection, listCorrections, proposeCorrection } from "#app/domains/points/corrections/corrections.service.server.ts";
import { pointDetail } from "#app/domains/points/points.service.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { createPoint } from "#tests/factories/points.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { acceptCorrection } from "./accept-correction.server.ts";

describeDatabases("corrections of points", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let recycler: Actor;
  let staff: Actor;
  let pointId: string;
  let anna: Actor;
  let ben: Actor;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler, staff, anna, ben } = await createBookingScene(open()));
  });

  const proposals = {
    hours: { proposal: { days: ["09:00-16:00", "09:00-16:00", "09:00-16:00", "09:00-16:00", "09:00-16:00", "", ""] } },
    materials: { proposal: { lines: [{ material: "cardboard", says: "refuses" }, { material: "newspaper", says: "takes" }, { material: "glass_bottles", says: "nothing" }] } },
    place: { proposal: { latitude: 52.51, longitude: 13.41 } },
    closed: {},
    other: { text: "The gate is on the other side." },
  };
  const propose = async (kind: keyof typeof proposals, by = anna, at = pointId, id = newId()) => {
    const made = await proposeCorrection(open(), by, correctionInput.parse({ correctionId: id, pointId: at, kind, ...proposals[kind] }), clock);
    return made.ok ? made.value.correctionId : made.error;
  };
  const accept = (actor: Actor, correctionId: string, version = 1, isConfirmed = false) => acceptCorrection(open(), actor, { correctionId, version }, { isConfirmed, clock });
  const decline = (actor: Actor, correctionId: string, version = 1, reason = "It is as it says.") => declineCorrection(open(), actor, { correctionId, version, reason }, clock);
  const standing = async (id: string) => ({
    ...(await open().pointCorrection.findUniqueOrThrow({ where: { id }, select: { state: true, version: true, reason: true, decidedByUserId: true } })),
    point: (await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).version,
    notes: await open().transition.count({ where: { subjectType: "point_correction", subjectId: id } }),
    events: await open().outboxEvent.count({ where: { type: "points.correction-decided", payload: { path: ["correctionId"], equals: id } } }),
  });

  it("anybody who acts for a party may propose; a repeat finds the same, one of a kind waits at a time", async () => {
    const id = await propose("other");
    expect(await propose("other", anna, pointId, id)).toBe(id);
    expect(await propose("other", ben, pointId, id)).toBe("POINTS.KEY_REUSED");
    expect(await propose("other")).toBe("POINTS.ALREADY_PROPOSED");
    expect(await propose("place")).not.toMatch(/^POINTS/);
    expect(await propose("other", ben)).not.toMatch(/^POINTS/);
    expect(await propose("other", { ...anna, role: "viewer" })).toBe("POINTS.NOT_ALLOWED");
    expect(await propose("other", anna, "none")).toBe("POINTS.NOT_FOUND");
    expect(await correctionsWaiting(open(), staff, pointId)).toBe(3);
    expect(await correctionsWaiting(open(), anna, pointId)).toBeNull();
  });

  it("twenty a day are enough", async () => {
    for (let count = 0; count < 20; count++) expect(await propose("other", anna, (await createPoint(open())).id)).not.toMatch(/^POINTS/);
    expect(await propose("other")).toBe("POINTS.RATE_LIMITED");
  });

  for (const [verb, to, run] of [["accepting", "accepted", accept], ["declining", "declined", decline]] as const) {
    describe(verb, () => {
      it("is for whoever runs the point", async () => {
        const id = await propose("materials");
        const before = await standing(id);
        for (const stranger of [await createParty(open(), "recycler"), anna, await createPerson(open(), { isOperator: true })]) expect(await run(stranger, id)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
        expect(await listCorrections(open(), anna, pointId)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
        expect(await run(staff, newId())).toMatchObject({ error: "POINTS.NOT_FOUND" });
        expect(await standing(id)).toEqual(before);
      });

      it("works once; a stale version, a replay and the other answer after it change nothing", async () => {
        const id = await propose("materials");
        const before = await standing(id);
        expect(await run(staff, id, 9)).toMatchObject({ error: "POINTS.STALE", details: { state: "open", version: 1 } });
        expect(await standing(id)).toEqual(before);
        expect(await run(staff, id)).toMatchObject({ value: { state: to } });
        const done = await standing(id);
        expect(done).toMatchObject({ state: to, version: 2, notes: before.notes + 1, events: 1, decidedByUserId: staff.userId, point: to === "accepted" ? before.point + 1 : before.point });
        const again = await run(staff, id);
        expect(again).toMatchObject({ error: "POINTS.WRONG_STATE", details: { state: to } });
        expect(again.ok || statusOf(again.error)).toBe(409);
        expect(await (to === "accepted" ? decline : accept)(staff, id)).toMatchObject({ error: "POINTS.WRONG_STATE" });
        expect(await standing(id)).toEqual(done);
      });
    });
  }

  it("declining needs a reason", async () => {
    expect(await decline(staff, await propose("other"), 1, "  ")).toMatchObject({ error: "POINTS.REASON_NEEDED" });
  });

  it("what can be written down is written: materials and place", async () => {
    await accept(staff, await propose("materials"));
    await accept(staff, await propose("place"));
    expect(await pointDetail(open(), { id: pointId, forOperator: false }, clock)).toMatchObject({
      value: { latitude: 52.51, longitude: 13.41, takes: [{ material: "aluminium_cans" }, { material: "newspaper" }], refuses: [{ material: "cardboard" }] },
    });
  });

  it("hours with bookings outside them are listed first, then written, and the bookings told", async () => {
    const { slotId } = await createSlot(open(), { pointId, recycler, startsAt: "2026-06-03T15:00:00Z" });
    const booking = await bookedBy(open(), ben, asked(slotId), clock);
    const id = await propose("hours");
    const before = await standing(id);
    expect(await accept(staff, id)).toMatchObject({ error: "POINTS.BOOKINGS_AFFECTED", details: { bookings: [{ bookingId: booking }] } });
    expect(await standing(id)).toEqual(before);
    expect(await accept(staff, id, 1, true)).toMatchObject({ value: { state: "accepted" } });
    expect(await open().openingRule.count({ where: { pointId } })).toBe(5);
    expect(await open().outboxEvent.count({ where: { type: "pickups.hours-changed", payload: { path: ["bookingIds"], array_contains: [booking] } } })).toBe(1);
  });

  it("a week for a part of the year leaves the other seasons, special dates and hours on holidays, also those changed meanwhile", async () => {
    const season = (from: string, to: string, opensMinute: number) => [1, 2].map((weekday) => ({ id: newId(), pointId, weekday, opensMinute, closesMinute: 1020, fromMonthDay: from, toMonthDay: to }));
    await open().openingRule.createMany({ data: [...season("04-01", "10-31", 540), ...season("11-01", "03-31", 600)] });
    await open().recyclingPoint.update({ where: { id: pointId }, data: { hoursStatus: "weekly", holidayRule: "open", holidayHours: [{ opensMinute: 600, closesMinute: 720 }] } });
    await open().openingException.create({ data: { id: newId(), pointId, date: "2026-07-01", isClosed: true } });
    const correctionId = newId();
    const proposal = { from: "04-01", to: "10-31", days: ["08:00-16:00", "", "", "", "", "", ""] };
    await proposeCorrection(open(), anna, correctionInput.parse({ correctionId, pointId, kind: "hours", proposal }), clock);
    await open().openingRule.updateMany({ where: { pointId, fromMonthDay: "11-01" }, data: { closesMinute: 900 } });
    expect(await accept(staff, correctionId)).toMatchObject({ value: { state: "accepted" } });
    const rules = await open().openingRule.findMany({ where: { pointId }, orderBy: [{ fromMonthDay: "asc" }, { weekday: "asc" }] });
    expect(rules.map((rule) => [rule.weekday, rule.opensMinute, rule.closesMinute, rule.fromMonthDay, rule.toMonthDay])).toEqual([
      [1, 480, 960, "04-01", "10-31"],
      [1, 600, 900, "11-01", "03-31"],
      [2, 600, 900, "11-01", "03-31"],
    ]);
    expect(await open().openingException.count({ where: { pointId } })).toBe(1);
    expect(await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).toMatchObject({ hoursStatus: "weekly", holidayRule: "open", holidayHours: [{ opensMinute: 600, closesMinute: 720 }] });
  });

  for (const hoursStatus of ["none", "unparsed"] as const) {
    it(`a week for a part of the year says nothing of the rest where nothing was known (${hoursStatus}): times there stay open`, async () => {
      await open().openingRule.deleteMany({ where: { pointId } });
      await open().recyclingPoint.update({ where: { id: pointId }, data: { hoursStatus } });
      const [summer, evening, winter] = await Promise.all(["2026-06-03T15:00:00Z", "2026-06-03T08:00:00Z", "2026-12-02T15:00:00Z"].map((startsAt) => createSlot(open(), { pointId, recycler, startsAt })));
      const booking = await bookedBy(open(), ben, asked(winter?.slotId ?? ""), clock);
      const correctionId = newId();
      await proposeCorrection(open(), anna, correctionInput.parse({ correctionId, pointId, kind: "hours", proposal: { from: "04-01", to: "10-31", days: proposals.hours.proposal.days } }), clock);
      expect(await accept(staff, correctionId)).toMatchObject({ value: { state: "accepted" } });
      expect(await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).toMatchObject({ hoursStatus: "partial" });
      for (const slot of [summer, evening, winter]) expect(await open().slot.findUniqueOrThrow({ where: { id: slot?.slotId ?? "" } })).toMatchObject({ status: "open" });
      expect(await open().booking.findUniqueOrThrow({ where: { id: booking } })).toMatchObject({ state: "confirmed" });
      // All the year in two words is all the year.
      const whole = newId();
      await proposeCorrection(open(), anna, correctionInput.parse({ correctionId: whole, pointId, kind: "hours", proposal: { from: "03-01", to: "02-29", days: proposals.hours.proposal.days } }), clock);
      expect(await accept(staff, whole, 1, true)).toMatchObject({ value: { state: "accepted" } });
      expect(await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).toMatchObject({ hoursStatus: "weekly" });
    });
  }

  it("a part of hours that were never fully read stays a part; more seasons than the form has are not accepted", async () => {
    await open().recyclingPoint.update({ where: { id: pointId }, data: { hoursStatus: "partial" } });
    const correct = async (from: string, to: string, by: Actor) => {
      const correctionId = newId();
      await proposeCorrection(open(), by, correctionInput.parse({ correctionId, pointId, kind: "hours", proposal: { from, to, days: ["08:00-16:00", "", "", "", "", "", ""] } }), clock);
      return accept(staff, correctionId);
    };
    expect(await correct("04-01", "04-30", anna)).toMatchObject({ ok: true });
    expect((await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).hoursStatus).toBe("partial");
    for (const month of ["01", "02", "03", "05", "06"]) expect(await correct(`${month}-01`, `${month}-20`, anna)).toMatchObject({ ok: true });
    const rules = await open().openingRule.count({ where: { pointId } });
    expect(await correct("07-01", "07-20", anna)).toMatchObject({ error: "POINTS.TOO_MANY_SEASONS", details: { max: 6 } });
    expect(await open().openingRule.count({ where: { pointId } })).toBe(rules);
    expect(await correct("", "", ben)).toMatchObject({ ok: true });
    expect(await open().openingRule.findMany({ where: { pointId } })).toMatchObject([{ weekday: 1, fromMonthDay: null }]);
    expect((await open().recyclingPoint.findUniqueOrThrow({ where: { id: pointId } })).hoursStatus).toBe("weekly");
  });

  it("a part of the year has two dates, both real", () => {
    const fields = (from: string, to: string) => correctionInput.safeParse({ correctionId: newId(), pointId, kind: "hours", proposal: { from, to, days: ["", "", "", "", "", "", ""] } }).error?.issues.map((issue) => issue.path.join("-"));
    expect([fields("04-01", ""), fields("", "04-01"), fields("04-31", "05-01"), fields("04-01", "13-01")]).toEqual([["proposal-from"], ["proposal-from"], ["proposal-from"], ["proposal-to"]]);
    expect(fields("11-01", "03-31")).toBeUndefined();
  });

  it("a point nobody runs is decided by those who run the platform; closed for good it leaves the lists", async () => {
    const { id: freePoint } = await createPoint(open(), { sourceName: "osm-y", externalId: pointId });
    const operator = await createPerson(open(), { isOperator: true });
    const id = await propose("closed", anna, freePoint);
    expect(await accept(staff, id)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
    expect(await accept(operator, id)).toMatchObject({ value: { state: "accepted" } });
    expect((await open().recyclingPoint.findUniqueOrThrow({ where: { id: freePoint } })).closedSince).toBe("2026-06-01");
    expect(await listCorrections(open(), operator, freePoint)).toMatchObject({ value: [{ id, state: "accepted", decidedByName: operator.userName, proposerName: anna.userName }] });
  });
});

describeDatabases(
  "corrections decided twice at once",
  (open) => {
    it("one decision stands", async () => {
      const clock = clockAt("2026-06-01T06:00:00Z");
      const { pointId, recycler, staff, anna } = await createBookingScene(open());
      const correctionId = newId();
      await proposeCorrection(open(), anna, correctionInput.parse({ correctionId, pointId, kind: "other", text: "The gate is locked." }), clock);
      const results = await Promise.all([
        acceptCorrection(open(), staff, { correctionId, version: 1 }, { isConfirmed: false, clock }),
        declineCorrection(open(), recycler, { correctionId, version: 1, reason: "No" }, clock),
      ]);
      expect(results.filter((one) => one.ok)).toHaveLength(1);
      expect(await open().outboxEvent.count({ where: { type: "points.correction-decided", payload: { path: ["correctionId"], equals: correctionId } } })).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
