import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { createDeal } from "#tests/factories/deals.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const dayMs = 24 * 3_600_000;

describeDatabases("deals from before the clock looked after them", (open) => {
  it("get their full time from the migration on, and only those that had none", async () => {
    const db = open();
    const script = readFileSync("prisma/migrations/20261126100000_deals_left_lying/migration.sql", "utf8");
    const updates = script.match(/^UPDATE[^;]+;/gm) ?? [];
    expect(updates).toHaveLength(2);
    const made = {
      light: await createDeal(db, { light: true, state: "accepted" }),
      timed: await createDeal(db, { light: true, state: "scheduled" }),
      inspecting: await createDeal(db, { kind: "inspected", state: "inspecting" }),
      usual: await createDeal(db, { state: "accepted" }),
      running: await createDeal(db, { state: "handed_over" }),
    };
    const due = async (name: keyof typeof made) => (await db.deal.findUniqueOrThrow({ where: { id: made[name].id } })).autoCompleteAt;
    const running = await due("running");
    await db.deal.updateMany({ where: { id: { in: [made.light.id, made.timed.id, made.inspecting.id] } }, data: { autoCompleteAt: null } });
    const now = Date.now();
    for (const update of updates) await db.$executeRawUnsafe(update);
    const { agreedEndsAt } = await db.deal.findUniqueOrThrow({ where: { id: made.timed.id } });
    expect(Math.abs(((await due("light"))?.getTime() ?? 0) - now - 7 * dayMs)).toBeLessThan(60_000);
    expect(await due("timed")).toEqual(new Date((agreedEndsAt?.getTime() ?? 0) + 7 * dayMs));
    expect(Math.abs(((await due("inspecting"))?.getTime() ?? 0) - now - 14 * dayMs)).toBeLessThan(60_000);
    expect([await due("usual"), await due("running")]).toEqual([null, running]);
  });
});
