import { beforeEach, expect, it } from "vitest";
import { runSorting } from "#app/flows/run-sorting.server.ts";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createNetwork, sendLoad, stockAt, type Yard } from "#tests/factories/custody.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { draftConsignment, editConsignment, refuseConsignment, sendConsignment } from "./consignments.service.server.ts";
import { splitLot } from "./lots.service.server.ts";
import { findUnsound } from "./origins.repository.server.ts";

// One session cannot show a race, so these run on PostgreSQL only.
describeDatabases(
  "many at once at a yard",
  (open) => {
    const clock = clockAt("2026-06-02T08:00:00Z");
    let corner: Yard;
    let centre: Yard;
    let giver: Actor;

    beforeEach(async () => {
      ({ corner, centre, giver } = await createNetwork(open()));
    });

    const sound = async () => expect(await findUnsound(open())).toEqual([]);
    const draft = async (grams: number) => {
      const made = await draftConsignment(open(), corner.staff, { consignmentId: newId(), fromPointId: corner.pointId, toPointId: centre.pointId, note: "", lines: [{ id: newId(), material: "cardboard", isSorted: false, grams, lotIds: [] }] }, clock);
      if (!made.ok) throw new Error(made.error);
      return made.value;
    };
    const count = (results: readonly { ok: boolean }[]) => results.filter((result) => result.ok).length;
    const errors = (results: readonly ({ ok: true } | { ok: false; error: string })[]) => new Set(results.flatMap((result) => (result.ok ? [] : [result.error])));

    it("ten consignments of the last 100 kg: one leaves", async () => {
      for (let n = 0; n < 4; n++) await bringLoad(open(), corner, giver, { grams: 25_000 });
      const drafts = await Promise.all(Array.from({ length: 10 }, () => draft(100_000)));
      const results = await Promise.all(drafts.map(({ consignmentId, version }) => sendConsignment(open(), corner.staff, { consignmentId, version, vehicle: "", seal: "" }, clock)));
      expect(count(results)).toBe(1);
      expect(errors(results)).toEqual(new Set(["CUSTODY.NOT_ENOUGH"]));
      expect(await stockAt(open(), corner)).toEqual({});
      await sound();
    });

    it("twenty of 7 kg from 100 kg while more comes in: as many as there is for", async () => {
      for (let n = 0; n < 4; n++) await bringLoad(open(), corner, giver, { grams: 25_000 });
      const drafts = await Promise.all(Array.from({ length: 20 }, () => draft(7_000)));
      const [results] = await Promise.all([
        Promise.all(drafts.map(({ consignmentId, version }) => sendConsignment(open(), corner.staff, { consignmentId, version, vehicle: "", seal: "" }, clock))),
        ...Array.from({ length: 4 }, () => bringLoad(open(), corner, giver, { grams: 1 })),
      ]);
      expect(count(results)).toBe(14);
      expect(Object.values(await stockAt(open(), corner)).reduce((sum, grams) => sum + grams, 0)).toBe(100_004 - 14 * 7_000);
      await sound();
    });

    it("a plan that is changed and sent at once: what leaves is what somebody saw, and the other is told", async () => {
      await bringLoad(open(), corner, giver, { grams: 100_000 });
      for (let turn = 0; turn < 5; turn += 1) {
        const plan = await draft(4_000);
        const line = { id: newId(), material: "cardboard", isSorted: false, grams: 9_000, lotIds: [] };
        const [edited, sent] = await Promise.all([
          editConsignment(open(), corner.staff, { ...plan, fromPointId: corner.pointId, toPointId: centre.pointId, note: "", vehicle: "", lines: [line] }, clock),
          sendConsignment(open(), corner.staff, { ...plan, vehicle: "", seal: "" }, clock),
        ]);
        expect(count([edited, sent])).toBe(1);
        const lines = await open().consignmentLine.findMany({ where: { consignmentId: plan.consignmentId }, select: { grams: true, lotId: true } });
        expect(lines).toEqual([sent.ok ? { grams: 4_000, lotId: expect.any(String) as string } : { grams: 9_000, lotId: null }]);
      }
      await sound();
    });

    it("a lot that is split, sent and sorted at once is never more than it was", async () => {
      const { lotId } = await bringLoad(open(), centre, giver, { grams: 50_000 });
      const results = await Promise.all([
        ...Array.from({ length: 6 }, () => splitLot(open(), centre.staff, { actId: newId(), pointId: centre.pointId, lotId, shownGrams: 50_000, parts: [30_000] }, clock)),
        ...Array.from({ length: 6 }, () => runSorting(open(), centre.staff, { actId: newId(), pointId: centre.pointId, material: "cardboard", grams: 30_000, outputs: [{ material: "cardboard", grams: 30_000 }], residueGrams: 0 }, clock)),
      ]);
      expect(count(results)).toBeGreaterThan(0);
      expect(Object.values(await stockAt(open(), centre)).reduce((sum, grams) => sum + grams, 0)).toBe(50_000);
      await sound();
    });

    it("eight people at one gate take a consignment in, or refuse it, once", async () => {
      await bringLoad(open(), corner, giver, { grams: 20_000 });
      const sent = await sendLoad(open(), corner, centre, [{ grams: 20_000 }], clock);
      const { consignmentId, version } = sent;
      const results = await Promise.all([
        ...Array.from({ length: 5 }, () => weighInConsignment(open(), centre.staff, { consignmentId, version, verb: "receive", lines: [{ lineId: sent.lineIds[0] ?? "", grams: 20_000 }] }, clock)),
        ...Array.from({ length: 3 }, () => refuseConsignment(open(), centre.staff, { consignmentId, version, reason: "wet" }, clock)),
      ]);
      expect(count(results)).toBe(1);
      await sound();
    });

    it("loads shared by two places settle once, whoever ends the last gram", async () => {
      const other = (await createNetwork(open())).centre;
      const loads = await Promise.all(Array.from({ length: 6 }, () => bringLoad(open(), corner, giver, { grams: 10_000 })));
      const away: Yard[] = [centre, other];
      for (const [index, yard] of away.entries()) {
        const half = await sendLoad(open(), corner, yard, [{ grams: index === 0 ? 30_001 : 29_999 }], clock);
        await weighInConsignment(open(), yard.staff, { consignmentId: half.consignmentId, version: half.version, verb: "receive", lines: [{ lineId: half.lineIds[0] ?? "", grams: index === 0 ? 30_001 : 29_999 }] }, clock);
      }
      const runs = await Promise.all(
        away.flatMap((yard, index) =>
          Array.from({ length: 3 }, () => {
            const grams = index === 0 ? 10_000 : 9_999;
            return runSorting(open(), yard.staff, { actId: newId(), pointId: yard.pointId, material: "cardboard", grams, outputs: [{ material: "cardboard", grams }], residueGrams: 0 }, clock);
          }),
        ),
      );
      expect(count(runs)).toBe(6);
      const rest = await Promise.all(away.map((yard, index) => runSorting(open(), yard.staff, { actId: newId(), pointId: yard.pointId, material: "cardboard", grams: index === 0 ? 1 : 2, outputs: [], residueGrams: index === 0 ? 1 : 2 }, clock)));
      expect(count(rest)).toBe(2);
      const rows = await open().ledgerEntry.groupBy({ by: ["correctsId"], where: { correctsId: { in: loads.map((load) => load.entryId) } }, _count: true });
      expect(rows.map((row) => row._count)).toEqual(Array<number>(6).fill(1));
      await sound();
    });
  },
  { on: ["postgresql"] },
);
