import { beforeEach, describe, expect, it } from "vitest";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, clockAt, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { selectResources } from "./resources.repository.server.ts";
import { openSlotsInput, type OpenSlotsInput } from "./pickups.schema.ts";
import { addResource, changeResource } from "./resources.service.server.ts";
import { closeSlot, openSlots, reopenSlot } from "./slots.service.server.ts";

describeDatabases("what a point has one of", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let recycler: Actor;
  let staff: Actor;
  let anna: Actor;
  let pointId: string;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    ({ pointId, recycler, staff, anna } = await createBookingScene(open()));
  });

  const gate = async (name: string, bufferMinutes = 0, kind: "gate" | "weighbridge" = "gate") => {
    const added = await addResource(open(), staff, { resourceId: newId(), pointId, kind, name, bufferMinutes });
    return added.ok ? added.value.resourceId : "";
  };
  /** 2 June is a Tuesday; nine in Berlin is seven in UTC. */
  const pattern = (more: Partial<OpenSlotsInput> = {}): OpenSlotsInput => ({ pointId, fromDate: "2026-06-02", weeks: 1, weekdays: [2], opens: "09:00", closes: "11:00", lengthMinutes: 30, capacityVisits: 2, capacityGrams: null, cutoffMinutes: 60, ...more });
  const times = async (resourceId: string) => (await open().slot.findMany({ where: { resourceId }, orderBy: { startsAt: "asc" } })).map((slot) => `${slot.startsAt.toISOString().slice(11, 16)}-${slot.busyUntil?.toISOString().slice(11, 16) ?? ""}`);

  it("slots keep it with its buffer; the pattern leaves the buffer free; a repeat adds nothing", async () => {
    const resourceId = await gate("North gate", 10);
    expect(await openSlots(open(), staff, pattern({ resourceId }), clock)).toEqual({ ok: true, value: { opened: 3, existing: 0 } });
    expect(await times(resourceId)).toEqual(["07:00-07:40", "07:40-08:20", "08:20-09:00"]);
    expect(await openSlots(open(), staff, pattern({ resourceId }), clock)).toEqual({ ok: true, value: { opened: 0, existing: 3 } });
    expect(await selectResources(open(), { recyclerPartyId: recycler.party.id, now: clock.now() })).toMatchObject([{ name: "North gate", slotsAhead: 3, bufferMinutes: 10 }]);
  });

  it("two slots of one never overlap, buffers included: the refusal names the time and what else is free", async () => {
    const [north, south, scale] = [await gate("North gate", 10), await gate("South gate", 10), await gate("Scale", 0, "weighbridge")];
    await openSlots(open(), staff, pattern({ resourceId: north }), clock);
    await openSlots(open(), staff, pattern({ resourceId: scale, opens: "09:00", closes: "09:30", lengthMinutes: 15 }), clock);
    // 10:55 lies in the buffer after the last slot, which ends at 10:50.
    const inBuffer = pattern({ resourceId: north, opens: "10:55", closes: "11:25" });
    expect(await openSlots(open(), staff, inBuffer, clock)).toEqual({ ok: false, error: "PICKUPS.RESOURCE_TAKEN", details: { at: "2026-06-02T08:55:00.000Z", free: ["Scale", "South gate"] } });
    expect(await openSlots(open(), staff, { ...inBuffer, opens: "11:00", closes: "11:30" }, clock)).toMatchObject({ value: { opened: 1 } });
    expect(await openSlots(open(), staff, pattern({ resourceId: north, opens: "09:05", closes: "09:20", lengthMinutes: 15 }), clock)).toMatchObject({ error: "PICKUPS.RESOURCE_TAKEN", details: { free: ["South gate"] } });
    expect(await openSlots(open(), staff, pattern({ resourceId: south, opens: "09:05", closes: "09:20", lengthMinutes: 15 }), clock)).toMatchObject({ ok: true });
    // One slot that is refused takes all of its pattern with it.
    expect(await open().slot.count({ where: { pointId } })).toBe(3 + 2 + 1 + 1);
  });

  it("the database refuses it, whoever writes", async () => {
    const resourceId = await gate("North gate");
    const [one, other] = [await createSlot(open(), { pointId, recycler, startsAt: "2026-06-02T09:00:00Z" }), await createSlot(open(), { pointId, recycler, startsAt: "2026-06-02T09:29:59Z" })];
    const keep = (slotId: string, busyUntil: Date) => open().slot.update({ where: { id: slotId }, data: { resourceId, busyUntil } }).then(() => null, (error: unknown) => sqlState(error));
    expect(await keep(one.slotId, one.endsAt)).toBeNull();
    expect(await keep(other.slotId, other.endsAt)).toBe("23P01");
    const next = await createSlot(open(), { pointId, recycler, startsAt: one.endsAt });
    expect(await keep(next.slotId, next.endsAt)).toBeNull();
    expect(await keep(next.slotId, new Date(next.endsAt.getTime() - 1000))).toBe("23514");
  });

  it("a slot closed empty lets it go, one to which people come keeps it; opening again asks anew", async () => {
    const resourceId = await gate("North gate");
    await openSlots(open(), staff, pattern({ resourceId, closes: "10:00" }), clock);
    const [empty, booked] = await open().slot.findMany({ where: { resourceId }, orderBy: { startsAt: "asc" } });
    await bookedBy(open(), anna, asked(booked?.id ?? ""), clock);
    for (const slot of [empty, booked]) expect(await closeSlot(open(), staff, { slotId: slot?.id ?? "", version: 1 })).toMatchObject({ ok: true });
    expect(await times(resourceId)).toEqual(["07:00-", "07:30-08:00"]);
    expect(await openSlots(open(), staff, pattern({ resourceId, opens: "09:10", closes: "09:25", lengthMinutes: 15 }), clock)).toMatchObject({ value: { opened: 1 } });
    expect(await openSlots(open(), staff, pattern({ resourceId, opens: "09:40", closes: "09:55", lengthMinutes: 15 }), clock)).toMatchObject({ error: "PICKUPS.RESOURCE_TAKEN" });
    expect(await reopenSlot(open(), staff, { slotId: empty?.id ?? "", version: 2 })).toMatchObject({ error: "PICKUPS.RESOURCE_TAKEN" });
    expect(await reopenSlot(open(), staff, { slotId: booked?.id ?? "", version: 2 })).toMatchObject({ ok: true });
    expect(await open().slot.findUnique({ where: { id: empty?.id ?? "" } })).toMatchObject({ status: "closed", version: 2 });
  });

  it("taken out of use it is refused for new slots; open ones keep it", async () => {
    const resourceId = await gate("North gate", 10);
    await openSlots(open(), staff, pattern({ resourceId }), clock);
    expect(await changeResource(open(), staff, { resourceId, version: 1, name: "North gate", bufferMinutes: 20, isActive: false })).toMatchObject({ value: { changed: true } });
    expect(await openSlots(open(), staff, pattern({ resourceId, opens: "14:00", closes: "15:00" }), clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    expect(await times(resourceId)).toEqual(["07:00-07:40", "07:40-08:20", "08:20-09:00"]);
  });

  describe("adding and changing", () => {
    it("a repeat finds it; a name is once per point; a stale version is refused", async () => {
      const input = { resourceId: newId(), pointId, kind: "bay" as const, name: "Bay 1", bufferMinutes: 5 };
      expect(await addResource(open(), staff, input)).toEqual({ ok: true, value: { resourceId: input.resourceId, changed: true } });
      expect(await addResource(open(), staff, input)).toEqual({ ok: true, value: { resourceId: input.resourceId, changed: false } });
      expect(await addResource(open(), staff, { ...input, resourceId: newId() })).toMatchObject({ error: "PICKUPS.NAME_TAKEN" });
      const second = await gate("Bay 2");
      const change = { resourceId: second, version: 1, name: "Bay 2", bufferMinutes: 15, isActive: true };
      expect(await changeResource(open(), staff, { ...change, name: "Bay 1" })).toMatchObject({ error: "PICKUPS.NAME_TAKEN" });
      expect(await changeResource(open(), staff, change)).toMatchObject({ value: { changed: true } });
      expect(await changeResource(open(), staff, change)).toMatchObject({ value: { changed: false } });
      expect(await changeResource(open(), staff, { ...change, bufferMinutes: 0 })).toMatchObject({ error: "PICKUPS.STALE" });
    });

    it("only staff of the point may, and its resources are its own", async () => {
      const resourceId = await gate("Bay 1");
      const other = await createParty(open(), "recycler");
      for (const actor of [anna, other, await withRole(open(), recycler, "member")]) {
        expect(await addResource(open(), actor, { resourceId: newId(), pointId, kind: "bay", name: "Mine", bufferMinutes: 0 })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
        expect(await changeResource(open(), actor, { resourceId, version: 1, name: "Mine", bufferMinutes: 0, isActive: true })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
      }
      const foreign = await createBookingScene(open());
      expect(await openSlots(open(), foreign.staff, pattern({ pointId: foreign.pointId, resourceId }), clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
      expect(await addResource(open(), foreign.staff, { resourceId, pointId: foreign.pointId, kind: "bay", name: "x", bufferMinutes: 0 })).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    });
  });

  it("each of the three cut-offs is the slot's own, in minutes, days or working days", async () => {
    // Monday 15 June, nine in Berlin; one working day before is Friday.
    const input = pattern({ fromDate: "2026-06-15", weekdays: [1], closes: "09:30", bookCutoff: 1, bookCutoffUnit: "working_days", changeCutoff: 1, changeCutoffUnit: "days", cancelCutoff: 90, cancelCutoffUnit: "minutes", cutoffTime: "18:00" });
    expect(await openSlots(open(), staff, input, clock)).toMatchObject({ value: { opened: 1 } });
    const slot = await open().slot.findFirstOrThrow({ where: { pointId } });
    const until = (minutes: number) => new Date(slot.startsAt.getTime() - minutes * 60_000).toISOString();
    expect([until(slot.bookCutoffMinutes), until(slot.changeCutoffMinutes), until(slot.cancelCutoffMinutes)]).toEqual(["2026-06-12T16:00:00.000Z", "2026-06-14T16:00:00.000Z", "2026-06-15T05:30:00.000Z"]);
    clock.set("2026-06-12T15:59:59Z");
    await bookedBy(open(), anna, asked(slot.id), clock);
    clock.set("2026-06-12T16:00:00Z");
    await expect(bookedBy(open(), staff, asked(slot.id), clock)).rejects.toThrow("PICKUPS.TOO_LATE");
    const parsed = openSlotsInput.safeParse({ ...input, capacityGrams: undefined, changeCutoff: 61, bookCutoff: 41 });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual(["bookCutoff", "changeCutoff"]);
  });
});
