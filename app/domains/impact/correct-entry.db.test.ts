import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { goodsLot, materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { correctEntryForm, type CorrectEntry } from "./correct-entry.schema.ts";
import { chainFor } from "./correct-entry.repository.server.ts";
import { actsFor, correctEntry } from "./correct-entry.service.server.ts";
import { recordLot } from "./ledger.service.server.ts";

async function load(db: Database["db"]) {
  const giver = await createPerson(db);
  const recycler = await createParty(db, "recycler");
  const operator = await createPerson(db, { isOperator: true });
  const { entryId } = await db.$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id })));
  const asking = (more: Partial<CorrectEntry> = {}): CorrectEntry => ({ entryId, submissionId: newId(), version: 1, act: "weight", net: 10_000, contamination: 0, reason: undefined, note: "", ...more });
  return { giver, recycler, operator, entryId, asking };
}

describeDatabases("correcting an entry", (open) => {
  it("is for operators, and for managers of the recycler as far as its weight goes", async () => {
    const db = open();
    const { giver, recycler, operator, entryId, asking } = await load(db);
    const stranger = await createPerson(db);
    const otherRecycler = await createParty(db, "recycler");
    const staff: Actor = { ...recycler, role: "staff" };
    for (const actor of [giver, stranger, otherRecycler, staff]) {
      expect(await correctEntry(db, actor, asking())).toMatchObject({ ok: false, error: "IMPACT.NOT_ALLOWED" });
    }
    expect(await correctEntry(db, recycler, asking({ act: "take_back", reason: "mistake" }))).toMatchObject({ ok: false, error: "IMPACT.NOT_ALLOWED" });
    expect(await correctEntry(db, recycler, asking({ act: "treated" }))).toMatchObject({ ok: false, error: "IMPACT.NOT_ALLOWED" });
    expect(await db.ledgerEntry.count({ where: { correctsId: entryId } })).toBe(0);
    expect(await correctEntry(db, recycler, asking({ note: "tare forgotten" }))).toMatchObject({ ok: true, value: { entryId } });
    expect(await correctEntry(db, operator, asking({ act: "treated", version: 2 }))).toMatchObject({ ok: true, value: { entryId } });
    expect(await db.transition.findMany({ where: { subjectId: entryId }, orderBy: { at: "asc" }, select: { toState: true, actorUserId: true, actorRole: true, reason: true } })).toEqual([
      { toState: "weight", actorUserId: recycler.userId, actorRole: recycler.role, reason: "tare forgotten" },
      { toState: "treated", actorUserId: operator.userId, actorRole: "operator", reason: null },
    ]);
    expect(await correctEntry(db, operator, asking({ entryId: "nobody" }))).toMatchObject({ ok: false, error: "IMPACT.NOT_FOUND" });
  });

  it("refuses what was decided on an older state, and answers a repeated press like the first", async () => {
    const db = open();
    const { operator, entryId, asking } = await load(db);
    const first = asking();
    expect(await correctEntry(db, operator, first)).toEqual({ ok: true, value: { entryId, rowId: expect.any(String) as string } });
    expect(await correctEntry(db, operator, first)).toEqual({ ok: true, value: { entryId, rowId: null } });
    expect(await correctEntry(db, operator, asking({ net: 9_000 }))).toMatchObject({ ok: false, error: "IMPACT.STALE", details: { version: 2 } });
    expect(await db.ledgerEntry.count({ where: { correctsId: entryId } })).toBe(1);
  });

  it("offers only what fits the entry as it stands", async () => {
    const db = open();
    const { operator, recycler, giver, entryId, asking } = await load(db);
    const acts = async (actor: Actor | null, id = entryId) => actsFor(actor, await chainFor(db, id));
    expect(await acts(operator)).toEqual(["treated", "treated_otherwise", "not_treated", "weight", "take_back"]);
    expect(await acts(recycler)).toEqual(["weight"]);
    expect([await acts(giver), await acts(null), await acts(operator, "nobody")]).toEqual([[], [], []]);
    await correctEntry(db, operator, asking({ act: "treated_otherwise", net: 9_000 }));
    expect(await acts(operator)).toEqual(["weight", "take_back"]);
    expect(await correctEntry(db, operator, asking({ act: "treated", version: 2 }))).toMatchObject({ ok: false, error: "IMPACT.WRONG_STATE" });
    const back = asking({ act: "take_back", reason: "refund", version: 2 });
    expect(await correctEntry(db, operator, back)).toMatchObject({ ok: true, value: { entryId } });
    expect(await correctEntry(db, operator, back)).toMatchObject({ ok: true, value: { entryId } });
    expect(await acts(operator)).toEqual([]);
    const taker = await createPerson(db);
    const goods = await db.$transaction((tx) => recordLot(tx, goodsLot({ giverPartyId: giver.party.id, takerPartyId: taker.party.id })));
    expect(await acts(operator, goods.entryId)).toEqual(["take_back"]);
    expect(await acts(await withRole(db, taker, "owner"), goods.entryId)).toEqual([]);
  });

  it("reads its form with errors at the field", () => {
    const typed = { submissionId: "12345678", version: "2", act: "weight", net: "12,5", contamination: "2.5", reason: "", note: "" };
    expect(correctEntryForm.parse(typed)).toMatchObject({ version: 2, net: 12_500, contamination: 25, reason: undefined });
    const fields = (more: object) => correctEntryForm.safeParse({ ...typed, ...more }).error?.issues.map((issue) => issue.path.join("."));
    expect(fields({ net: "" })).toEqual(["net"]);
    expect(fields({ net: "-3" })).toEqual(["net"]);
    expect(fields({ contamination: "101" })).toEqual(["contamination"]);
    expect(fields({ act: "burn" })).toEqual(["act"]);
    expect(fields({ act: "take_back" })).toEqual(["reason"]);
    expect(fields({ act: "treated", net: "" })).toBeUndefined();
  });
});

describeDatabases(
  "correcting an entry at the same moment",
  (open) => {
    it("of eight who saw the same state one writes, and the others are told", async () => {
      const db = open();
      const { operator, entryId, asking } = await load(db);
      const results = await Promise.all(Array.from({ length: 8 }, (_, n) => correctEntry(db, operator, asking({ net: 1000 * (n + 1) }))));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok && result.error === "IMPACT.STALE")).toHaveLength(7);
      expect(await db.ledgerEntry.count({ where: { correctsId: entryId } })).toBe(1);
    });
  },
  { on: ["postgresql"] },
);
