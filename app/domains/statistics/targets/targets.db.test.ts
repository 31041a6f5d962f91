import { expect, it } from "vitest";
import { stateRegion } from "#app/flows/state-region.server.ts";
import { targetRegionsOf } from "#app/flows/target-regions.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { clockAt } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { enterFigure, setOwnTarget, takeBackOwnTarget, viewTargets } from "./targets.service.server.ts";

const clock = clockAt("2026-06-20T10:00:00Z");
const paper = { targetCode: "cn-2025-waste-paper", year: 2020, amount: "54.9", unit: "Mt" as const, amountGrams: 54_900_000_000_000, source: "NDRC", url: "https://example.org/plan", version: 0 };
const ownOf = (more: { targetId?: string; region?: string } = {}) => ({ targetId: newId(), region: "DE-BE", material: "cardboard", year: 2026, amount: "2", unit: "t" as const, amountGrams: 2_000_000, source: "Plan", url: "" as const, ...more });

describeDatabases("figures of a country", (open) => {
  it("are entered by operators with their source, and every version stays", async () => {
    const db = open();
    const operator = await createPerson(db, { isOperator: true });
    for (const who of [await createPerson(db), await createParty(db, "authority"), await createParty(db, "recycler")]) expect(await enterFigure(db, who, paper, clock)).toMatchObject({ error: "TARGETS.NOT_ALLOWED" });
    expect(await enterFigure(db, operator, { ...paper, version: 1 }, clock)).toMatchObject({ error: "TARGETS.STALE" });
    for (const again of [1, 2]) expect(await enterFigure(db, operator, paper, clock), String(again)).toEqual({ ok: true, value: { version: 1 } });
    // Somebody who saw none, while one was there.
    expect(await enterFigure(db, operator, { ...paper, amountGrams: 1 }, clock)).toMatchObject({ error: "TARGETS.STALE" });
    expect(await enterFigure(db, operator, { ...paper, amountGrams: 55_000_000_000_000, version: 1 }, clock)).toEqual({ ok: true, value: { version: 2 } });
    const { national, figures } = await viewTargets(db, clock.now());
    expect(figures.map((one) => [one.version, one.amountGrams])).toEqual([[2, 55_000_000_000_000], [1, 54_900_000_000_000]]);
    expect(national[0]).toMatchObject({ figure: { version: 2, source: "NDRC", url: "https://example.org/plan" }, share: 55 / 60 });
    expect(await db.outboxEvent.count({ where: { type: "statistics.targets-changed" } })).toBe(2);
    await expect(db.nationalFigure.create({ data: { ...{ targetCode: "cn-2025-lead", year: 2020, version: 1, url: "https://example.org" }, amountGrams: 1n, source: "", enteredByUserId: operator.userId, enteredAt: clock.now() } })).rejects.toThrow();
  });
});

describeDatabases("targets of one's own scope", (open) => {
  it("are an authority's in its regions and an operator's anywhere; nobody else's", async () => {
    const db = open();
    const operator = await createPerson(db, { isOperator: true });
    const [authority, other] = [await createParty(db, "authority", { name: "Berlin Office" }), await createParty(db, "authority")];
    await stateRegion(db, operator, { partyId: authority.party.id, region: "DE-BE", supervises: true }, clock);
    const set = async (as: Actor, input = ownOf()) => setOwnTarget(db, as, await targetRegionsOf(db, as), input, clock);
    for (const who of [other, await createPerson(db), await createParty(db, "recycler"), await withRole(db, authority, "viewer")]) expect(await set(who)).toMatchObject({ error: "TARGETS.NOT_ALLOWED" });
    for (const region of ["DE", "FR", "all"]) expect(await set(authority, ownOf({ region }))).toMatchObject({ error: "TARGETS.REGION_NOT_ALLOWED" });
    expect(await set(operator, ownOf({ region: "nowhere" }))).toMatchObject({ error: "TARGETS.REGION_NOT_ALLOWED" });
    const mine = ownOf();
    for (const again of [1, 2]) expect(await set(authority, mine), String(again)).toEqual({ ok: true, value: { id: mine.targetId } });
    expect(await set(operator, ownOf({ targetId: mine.targetId }))).toMatchObject({ error: "TARGETS.ALREADY_THERE" });
    expect((await set(operator, ownOf({ region: "all" }))).ok).toBe(true);
    expect((await viewTargets(db, clock.now())).own.map((one) => [one.region, one.enteredBy, one.reachedGrams])).toEqual([["DE-BE", "Berlin Office", null], ["all", "Roundabout", null]]);

    const end = async (as: Actor, version = 1, id = mine.targetId) => takeBackOwnTarget(db, await targetRegionsOf(db, as), { id, version }, clock);
    await stateRegion(db, operator, { partyId: other.party.id, region: "FR", supervises: true }, clock);
    expect(await end(other)).toMatchObject({ error: "TARGETS.NOT_FOUND" });
    expect(await end(await createPerson(db))).toMatchObject({ error: "TARGETS.NOT_ALLOWED" });
    expect(await end(authority, 7)).toMatchObject({ error: "TARGETS.STALE" });
    expect(await end(authority)).toMatchObject({ ok: true });
    expect(await end(authority)).toMatchObject({ error: "TARGETS.STALE" });
    expect((await viewTargets(db, clock.now())).own).toHaveLength(1);
    expect(await db.ownTarget.count()).toBe(2);
  });
});

describeDatabases(
  "figures entered at the same time",
  (open) => {
    it("of one year: one of two colleagues is told, and no version is lost", async () => {
      const db = open();
      const [one, two] = [await createPerson(db, { isOperator: true }), await createPerson(db, { isOperator: true })];
      const done = await Promise.all([enterFigure(db, one, paper, clock), enterFigure(db, two, { ...paper, source: "Another" }, clock)]);
      expect(done.map((result) => (result.ok ? "written" : result.error)).sort()).toEqual(["TARGETS.STALE", "written"]);
      expect(await db.nationalFigure.count()).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
