import { beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt, createOwnPoint } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { endStates, liveStates, reportState, stateReportInput } from "./live.service.server.ts";

describeDatabases("how it is at a point now", (open) => {
  const clock = clockAt("2026-06-01T09:00:00Z");
  let pointId: string;
  let staff: Actor;
  let anna: Actor;

  beforeEach(async () => {
    clock.set("2026-06-01T09:00:00Z");
    const own = await createOwnPoint(open());
    pointId = own.pointId;
    staff = await withRole(open(), own.recycler, "staff");
    anna = await createPerson(open());
  });

  const input = (more: Record<string, unknown> = {}) => stateReportInput.parse({ reportId: newId(), pointId, subject: "queue", level: 1, minutes: "10", ...more });
  const now = async () => (await liveStates(open(), [pointId], clock.now())).get(pointId);
  const events = () => open().outboxEvent.count({ where: { type: "points.state-reported", payload: { path: ["pointId"], equals: pointId } } });

  it("staff, device and visitor each hold for their time; the strongest is shown", async () => {
    expect(await reportState(open(), { actor: anna }, input({ level: 2 }), clock)).toMatchObject({ value: { source: "user", expiresAt: "2026-06-01T10:00:00.000Z" } });
    expect((await now())?.queue).toMatchObject({ level: 2, source: "user", minutes: 10 });
    expect(await reportState(open(), { deviceId: "d1" }, input(), clock)).toMatchObject({ value: { source: "device", expiresAt: "2026-06-01T09:30:00.000Z" } });
    expect(await reportState(open(), { actor: staff }, input({ level: 0, minutes: "" }), clock)).toMatchObject({ value: { source: "staff", expiresAt: "2026-06-01T13:00:00.000Z" } });
    expect((await now())?.queue).toMatchObject({ level: 0, source: "staff", minutes: null });
    clock.set("2026-06-01T13:00:00Z");
    expect(await now()).toBeUndefined();
  });

  it("the containers of each group stand for themselves", async () => {
    await reportState(open(), { actor: anna }, input({ subject: "glass", level: 4, minutes: "" }), clock);
    await reportState(open(), { actor: anna }, input({ subject: "paper", level: 1, minutes: "" }), clock);
    expect((await now())?.fill.map(({ subject, level }) => [subject, level])).toEqual([["glass", 4], ["paper", 1]]);
  });

  it("a repeat changes nothing; an id of somebody else's is refused; nobody else can be spoken for", async () => {
    const first = input();
    expect(await reportState(open(), { actor: anna }, first, clock)).toMatchObject({ ok: true });
    expect(await reportState(open(), { actor: anna }, first, clock)).toMatchObject({ ok: true });
    expect(await open().pointStateReport.count({ where: { pointId } })).toBe(1);
    expect(await events()).toBe(1);
    expect(await reportState(open(), { actor: await createPerson(open()) }, first, clock)).toMatchObject({ error: "POINTS.KEY_REUSED" });
    expect(await reportState(open(), { actor: { ...anna, role: "viewer" } }, input(), clock)).toMatchObject({ error: "POINTS.NOT_ALLOWED" });
    expect(await reportState(open(), { actor: anna }, input({ pointId: "none" }), clock)).toMatchObject({ error: "POINTS.NOT_FOUND" });
  });

  it("a visitor reports twenty times an hour at most; staff at their point as often as they look", async () => {
    for (let count = 0; count < 20; count++) expect(await reportState(open(), { actor: anna }, input(), clock)).toMatchObject({ ok: true });
    expect(await reportState(open(), { actor: anna }, input(), clock)).toMatchObject({ error: "POINTS.RATE_LIMITED" });
    for (let count = 0; count < 21; count++) expect(await reportState(open(), { actor: staff }, input(), clock)).toMatchObject({ ok: true });
    clock.set("2026-06-01T10:00:01Z");
    expect(await reportState(open(), { actor: anna }, input(), clock)).toMatchObject({ ok: true });
  });

  it("pages look again once when a report has expired; late is punctual; twice changes nothing; old ones are forgotten", async () => {
    await endStates(open(), new Date("2026-06-01T08:00:00Z"));
    await reportState(open(), { actor: anna }, input(), clock);
    const before = await events();
    await endStates(open(), new Date("2026-06-01T09:59:59Z"));
    expect(await events()).toBe(before);
    await endStates(open(), new Date("2026-06-01T11:00:00Z"));
    await endStates(open(), new Date("2026-06-01T11:00:00Z"));
    expect(await events()).toBe(before + 1);
    await endStates(open(), new Date("2026-07-02T12:00:00Z"));
    expect(await open().pointStateReport.count({ where: { pointId } })).toBe(0);
  });

  it("what cannot be is refused at the door", () => {
    for (const more of [{ subject: "moon" }, { level: 3 }, { level: "" }, { subject: "glass", level: 5 }, { minutes: "-1" }, { minutes: "many" }]) {
      expect(stateReportInput.safeParse({ reportId: newId(), pointId, subject: "queue", level: "1", minutes: "", ...more, ...(more.level === "" ? { level: undefined } : {}) }).success).toBe(false);
    }
  });
});
