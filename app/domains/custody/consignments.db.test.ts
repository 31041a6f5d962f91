import { beforeEach, describe, expect, it } from "vitest";
import { weighInConsignment } from "#app/flows/weigh-in-consignment.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { bringLoad, createNetwork, createYard, sendLoad, stockAt, type Yard } from "#tests/factories/custody.ts";
import { must } from "#tests/factories/deals.ts";
import { withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { discardConsignment, draftConsignment, editConsignment, openConsignment, refuseConsignment, sendConsignment } from "./consignments.service.server.ts";
import { plannedForm } from "./custody.forms.ts";
import { findUnsound } from "./origins.repository.server.ts";
import { planChoices, readPlan } from "./plan-choices.server.ts";

describeDatabases("consignments", (open) => {
  const clock = clockAt("2026-06-02T08:00:00Z");
  let corner: Yard;
  let centre: Yard;
  let giver: Actor;

  beforeEach(async () => {
    ({ corner, centre, giver } = await createNetwork(open()));
  });

  const sound = async () => expect(await findUnsound(open())).toEqual([]);
  const draft = (more: { actor?: Actor; from?: Yard; to?: Yard; grams?: number; id?: string; lines?: { id: string; material: string; isSorted: boolean; grams: number; lotIds: string[] }[] } = {}) =>
    draftConsignment(
      open(),
      more.actor ?? corner.staff,
      { consignmentId: more.id ?? newId(), fromPointId: (more.from ?? corner).pointId, toPointId: (more.to ?? centre).pointId, note: "", lines: more.lines ?? [{ id: newId(), material: "cardboard", isSorted: false, grams: more.grams ?? 5_000, lotIds: [] }] },
      clock,
    );
  const drafted = async (grams = 5_000) => {
    const made = await draft({ grams });
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };
  const line = async (consignmentId: string) => open().consignmentLine.findFirstOrThrow({ where: { consignmentId } });
  const history = async (id: string) => (await open().transition.findMany({ where: { subjectType: "consignment", subjectId: id }, orderBy: { at: "asc" }, select: { toState: true, actorRole: true, reason: true } })).sort((a, b) => order(a.toState) - order(b.toState));
  const order = (state: string) => ["draft", "sent", "received", "refused", "returned"].indexOf(state);

  describe("a plan that is changed", () => {
    const edit = (ref: { consignmentId: string; version: number }, more: { actor?: Actor; to?: Yard; grams?: number; material?: string; vehicle?: string } = {}) =>
      editConsignment(open(), more.actor ?? corner.staff, { ...ref, fromPointId: centre.pointId, toPointId: (more.to ?? centre).pointId, note: "Ring twice", vehicle: more.vehicle ?? "K-RB 7", lines: [{ id: newId(), material: more.material ?? "cardboard", isSorted: false, grams: more.grams ?? 2_000, lotIds: [] }] }, clock);

    it("has its new lines, its new end and its vehicle; from where stays, and that is what leaves", async () => {
      await bringLoad(open(), corner, giver, { grams: 9_000 });
      const hub = await createYard(open(), "transfer");
      const plan = await drafted(5_000);
      const changed = await edit(plan, { to: hub, grams: 3_000 });
      expect(changed).toMatchObject({ ok: true, value: { consignmentId: plan.consignmentId, state: "draft", version: plan.version + 1 } });
      expect(await openConsignment(open(), corner.staff, plan.consignmentId)).toMatchObject({
        ok: true,
        value: { from: { id: corner.pointId }, to: { id: hub.pointId }, vehicle: "K-RB 7", note: "Ring twice", closedAt: null, lines: [{ material: "cardboard", grams: 3_000 }] },
      });
      // Whoever it was planned for before hears nothing of it; a plan is the sender's alone.
      for (const other of [centre, hub]) expect(await openConsignment(open(), other.staff, plan.consignmentId)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
      expect(await sendConsignment(open(), corner.staff, { consignmentId: plan.consignmentId, version: plan.version + 1, vehicle: "K-RB 7", seal: "" }, clock)).toMatchObject({ ok: true });
      expect(Object.values(await stockAt(open(), corner))).toEqual([6_000]);
      await sound();
    });

    it("is refused to others, on an older version, sent again, once it has left, and where it does not fit", async () => {
      await bringLoad(open(), corner, giver, { grams: 9_000 });
      const plan = await drafted(5_000);
      for (const actor of [centre.staff, (await createYard(open(), "sorting")).staff]) expect(await edit(plan, { actor })).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
      expect(await edit(plan, { actor: await withRole(open(), corner.recycler, "member") })).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
      expect(await edit(plan, { to: corner })).toMatchObject({ error: "CUSTODY.SAME_POINT" });
      expect(await edit(plan, { material: "tyres" })).toMatchObject({ error: "CUSTODY.MATERIAL_REFUSED" });
      expect(await edit({ ...plan, version: plan.version + 1 })).toMatchObject({ error: "CUSTODY.STALE", details: { version: plan.version } });
      expect((await line(plan.consignmentId)).grams).toBe(5_000);
      expect(await edit(plan)).toMatchObject({ ok: true });
      expect(await edit(plan)).toMatchObject({ error: "CUSTODY.STALE", details: { version: plan.version + 1 } });
      expect(await open().consignmentLine.count({ where: { consignmentId: plan.consignmentId } })).toBe(1);
      const ref = { consignmentId: plan.consignmentId, version: plan.version + 1 };
      // What the older page showed does not leave.
      expect(await sendConsignment(open(), corner.staff, { ...plan, vehicle: "", seal: "" }, clock)).toMatchObject({ error: "CUSTODY.STALE" });
      expect(await sendConsignment(open(), corner.staff, { ...ref, vehicle: "", seal: "" }, clock)).toMatchObject({ ok: true });
      expect(await edit({ ...ref, version: ref.version + 1 })).toMatchObject({ error: "CUSTODY.WRONG_STATE", details: { state: "sent" } });
      await sound();
    });
  });

  it("the oldest lots leave first, as one lot per line that knows its parents", async () => {
    const [one, two] = [await bringLoad(open(), corner, giver, { grams: 3_000 }), await bringLoad(open(), corner, giver, { grams: 4_000 })];
    const sent = await sendLoad(open(), corner, centre, [{ grams: 5_000 }], clock);
    expect(await stockAt(open(), corner)).toEqual({ [two.lotId]: 2_000 });
    const edges = await open().custodyEdge.findMany({ where: { childId: sent.lotIds[0] ?? "" }, select: { parentId: true, grams: true }, orderBy: { grams: "asc" } });
    expect(edges).toEqual([{ parentId: two.lotId, grams: 2_000 }, { parentId: one.lotId, grams: 3_000 }]);
    await sound();
  });

  it("a lot chosen by hand stays chosen when the plan is edited, also beyond the lots that the form lists", async () => {
    const [oldest, , youngest] = [await bringLoad(open(), corner, giver, { grams: 1_000 }), await bringLoad(open(), corner, giver, { grams: 2_000 }), await bringLoad(open(), corner, giver, { grams: 3_000 })];
    const line = { id: newId(), material: "cardboard", isSorted: false, grams: 3_000, lotIds: [youngest.lotId] };
    const draft = must(await draftConsignment(open(), corner.staff, { consignmentId: newId(), fromPointId: corner.pointId, toPointId: centre.pointId, note: "", lines: [line] }, clock));
    const plan = must(await openConsignment(open(), corner.staff, draft.consignmentId));
    const choices = await planChoices(open(), plan.from, plan.lines, 1);
    expect(choices.lots.map((lot) => lot.id)).toEqual([oldest.lotId, youngest.lotId]);
    expect([choices.destinations.map((one) => one.id).includes(centre.pointId), choices.stock]).toEqual([true, [{ material: "cardboard", isSorted: false, grams: 6_000 }]]);
    const form = new FormData();
    const filled = plannedForm({ ...plan, toPointId: plan.to.id });
    for (const [name, value] of Object.entries(filled.typed)) form.set(name, value);
    for (const lotId of filled.chosen) form.append("lots", lotId);
    expect((await readPlan(open(), corner.pointId, form)).input?.lines).toMatchObject([{ grams: 3_000, lotIds: [youngest.lotId] }]);
    // What nothing is left of is still seen.
    expect((await planChoices(open(), plan.from, [{ material: "pet", isSorted: true, chosen: [] }])).stock.at(-1)).toEqual({ material: "pet", isSorted: true, grams: 0 });
  });

  it("lots chosen by hand leave instead, and only they", async () => {
    const [one, two] = [await bringLoad(open(), corner, giver, { grams: 3_000 }), await bringLoad(open(), corner, giver, { grams: 4_000 })];
    await sendLoad(open(), corner, centre, [{ grams: 3_500, lotIds: [two.lotId] }], clock);
    expect(await stockAt(open(), corner)).toEqual({ [one.lotId]: 3_000, [two.lotId]: 500 });
    await expect(sendLoad(open(), corner, centre, [{ grams: 501, lotIds: [two.lotId] }], clock)).rejects.toThrow("CUSTODY.NOT_ENOUGH");
    await sound();
  });

  it("nothing leaves that did not arrive", async () => {
    await bringLoad(open(), corner, giver, { grams: 4_999 });
    const { consignmentId, version } = await drafted(5_000);
    expect(await sendConsignment(open(), corner.staff, { consignmentId, version, vehicle: "", seal: "" }, clock)).toMatchObject({ error: "CUSTODY.NOT_ENOUGH", details: { grams: 4_999 } });
    expect(await open().consignment.findUniqueOrThrow({ where: { id: consignmentId } })).toMatchObject({ state: "draft", version });
    await sound();
  });

  it("goes to another point that takes the material, up the tiers", async () => {
    const lines = (material: string) => [{ id: newId(), material, isSorted: false, grams: 1, lotIds: [] }];
    expect(await draft({ to: corner })).toMatchObject({ error: "CUSTODY.SAME_POINT" });
    expect(await draft({ actor: centre.staff, from: centre, to: corner })).toMatchObject({ error: "CUSTODY.WRONG_WAY" });
    expect(await draft({ lines: lines("glass_bottles") })).toMatchObject({ error: "CUSTODY.MATERIAL_REFUSED", details: { materials: ["glass_bottles"] } });
    expect(await draft({ lines: [...lines("pet"), ...lines("pet")] })).toMatchObject({ error: "CUSTODY.LINES_INVALID" });
    expect(await draft({ actor: centre.staff })).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    const transfer = await createYard(open(), "transfer", corner.recycler);
    expect(await draft({ to: transfer })).toMatchObject({ ok: true });
    const id = newId();
    expect(await draft({ id })).toEqual(await draft({ id }));
    const theirs = await createYard(open(), "collection");
    expect(await draft({ id, actor: theirs.staff, from: theirs })).toMatchObject({ error: "CUSTODY.ID_TAKEN" });
  });

  describe("at the gate", () => {
    const send = async (grams = 20_000) => {
      await bringLoad(open(), corner, giver, { grams });
      return sendLoad(open(), corner, centre, [{ grams }], clock);
    };
    const weighIn = (sent: Awaited<ReturnType<typeof send>>, grams: number, more: { actor?: Actor; verb?: "receive" | "take_back"; reason?: "moisture" | "other"; note?: string; version?: number } = {}) =>
      weighInConsignment(open(), more.actor ?? centre.staff, {
        consignmentId: sent.consignmentId, version: more.version ?? sent.version, verb: more.verb ?? "receive",
        lines: [{ lineId: sent.lineIds[0] ?? "", grams, reason: more.reason, note: more.note ?? "" }],
      }, clock);

    it("a difference above the tolerance needs its reason, and 'other' needs words", async () => {
      const sent = await send();
      expect(await weighIn(sent, 19_499)).toMatchObject({ error: "CUSTODY.REASON_NEEDED", details: { lineId: sent.lineIds[0] } });
      expect(await weighIn(sent, 19_499, { reason: "other" })).toMatchObject({ error: "CUSTODY.REASON_NEEDED" });
      expect(await weighIn(sent, 19_499, { reason: "moisture" })).toMatchObject({ value: { state: "received", version: sent.version + 1 } });
      expect(await stockAt(open(), centre)).toEqual({ [sent.lotIds[0] ?? ""]: 19_499 });
      expect(await line(sent.consignmentId)).toMatchObject({ receivedGrams: 19_499, differenceReason: "moisture" });
      expect((await history(sent.consignmentId)).map((step) => step.actorRole)).toEqual(["sender:staff", "sender:staff", "receiver:staff"]);
      await sound();
    });

    it("a little less or more is taken as the scale says", async () => {
      const [less, more] = [await send(), await send()];
      expect(await weighIn(less, 19_500)).toMatchObject({ ok: true });
      expect(await weighIn(more, 20_500)).toMatchObject({ ok: true });
      expect(await stockAt(open(), centre)).toEqual({ [less.lotIds[0] ?? ""]: 19_500, [more.lotIds[0] ?? ""]: 20_500 });
      await sound();
    });

    it("only the receiver takes in, refuses, and only what was sent to them", async () => {
      const sent = await send();
      const stranger = await createYard(open(), "sorting");
      expect(await weighIn(sent, 20_000, { actor: stranger.staff })).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
      expect(await weighIn(sent, 20_000, { actor: corner.staff })).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
      expect(await weighIn(sent, 20_000, { actor: await withRole(open(), centre.recycler, "viewer") })).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
      expect(await refuseConsignment(open(), corner.staff, { ...sent, reason: "wet" }, clock)).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
      expect(await openConsignment(open(), stranger.staff, sent.consignmentId)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
      expect(await openConsignment(open(), centre.staff, sent.consignmentId)).toMatchObject({ value: { verbs: ["receive", "refuse"] } });
    });

    it("a stale form, a repeat and a wrong state are refused with what is so", async () => {
      const sent = await send();
      expect(await weighIn(sent, 20_000, { version: sent.version + 1 })).toMatchObject({ error: "CUSTODY.STALE", details: { state: "sent", version: sent.version } });
      expect(await weighIn(sent, 20_000, { actor: corner.staff, verb: "take_back" })).toMatchObject({ error: "CUSTODY.WRONG_STATE", details: { state: "sent" } });
      expect(await weighIn(sent, 20_000)).toMatchObject({ ok: true });
      expect(await weighIn(sent, 20_000)).toMatchObject({ error: "CUSTODY.WRONG_STATE", details: { state: "received" } });
      expect(await stockAt(open(), centre)).toEqual({ [sent.lotIds[0] ?? ""]: 20_000 });
      await sound();
    });

    it("what is refused stays on its way until the sender has it back", async () => {
      const sent = await send();
      expect(await refuseConsignment(open(), centre.staff, { ...sent, reason: " " }, clock)).toMatchObject({ error: "CUSTODY.REASON_NEEDED" });
      expect(await refuseConsignment(open(), centre.staff, { ...sent, reason: "Wet through" }, clock)).toMatchObject({ value: { state: "refused" } });
      expect([await stockAt(open(), corner), await stockAt(open(), centre)]).toEqual([{}, {}]);
      await sound();
      expect(await weighIn(sent, 20_000, { verb: "take_back", version: sent.version + 1 })).toMatchObject({ error: "CUSTODY.NOT_ALLOWED" });
      expect(await weighIn(sent, 19_800, { verb: "take_back", version: sent.version + 1, actor: corner.staff })).toMatchObject({ value: { state: "returned" } });
      expect(await stockAt(open(), corner)).toEqual({ [sent.lotIds[0] ?? ""]: 19_800 });
      expect((await history(sent.consignmentId)).at(-2)).toMatchObject({ toState: "refused", reason: "Wet through" });
      await sound();
    });
  });

  it("a draft is the sender's alone, and can be thrown away once", async () => {
    const { consignmentId, version } = await drafted();
    expect(await openConsignment(open(), centre.staff, consignmentId)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    expect(await discardConsignment(open(), centre.staff, { consignmentId, version }, clock)).toMatchObject({ error: "CUSTODY.NOT_FOUND" });
    expect(await discardConsignment(open(), corner.staff, { consignmentId, version: version + 1 }, clock)).toMatchObject({ error: "CUSTODY.STALE" });
    expect(await discardConsignment(open(), corner.staff, { consignmentId, version }, clock)).toMatchObject({ value: { state: "discarded" } });
    expect(await discardConsignment(open(), corner.staff, { consignmentId, version }, clock)).toMatchObject({ error: "CUSTODY.WRONG_STATE" });
    expect(await sendConsignment(open(), corner.staff, { consignmentId, version: version + 1, vehicle: "", seal: "" }, clock)).toMatchObject({ error: "CUSTODY.WRONG_STATE" });
  });
});
