import { beforeEach, describe, expect, it } from "vitest";
import { sqlState } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import type { Result } from "#app/shared/result.ts";
import { chance } from "#tests/factories/chance.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { addBoxes, addType, giveOut, moveBox, openPool, takeCard } from "./packaging.service.server.ts";
import { countReturn, declareReturn, resolveReturn, withdrawReturn } from "./returns.service.server.ts";
import { labelsOf, viewBox, viewHolder, viewOwnPool, viewReturn } from "./view.service.server.ts";

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error} ${JSON.stringify(result.details ?? {})}`);
  return result.value;
}

describeDatabases("reusable packaging", (open, kind) => {
  let [owner, staff, holder, second, stranger]: Actor[] = [];
  let [poolId, crate, tub, card] = ["", "", "", ""];
  const by = (actor: Actor | undefined): Actor => actor ?? expect.fail("nobody");

  beforeEach(async () => {
    owner = await createParty(open(), "recycler");
    [staff, holder, second, stranger] = [await withRole(open(), owner, "staff"), await createPerson(open()), await createPerson(open()), await createPerson(open())];
    [poolId, crate, tub] = [newId(), newId(), newId()];
    must(await openPool(open(), owner, { poolId, name: "Green crates", currency: "CNY" }));
    must(await addType(open(), owner, { typeId: crate, name: "Crate", depositMinor: 2_000 }));
    must(await addType(open(), owner, { typeId: tub, name: "Tub", depositMinor: 500 }));
    card = must(await takeCard(open(), holder)).code;
  });

  const make = async (typeId: string, count: number) => must(await addBoxes(open(), by(staff), { submissionId: newId(), typeId, count })).codes;
  const give = async (codes: string[], to = card) => must(await giveOut(open(), by(staff), { issueId: newId(), card: to, codes }));
  const declare = async (lines: { typeId: string; count: number }[], actor = by(holder)) => must(await declareReturn(open(), actor, { returnId: newId(), poolId, lines })).returnId;
  const accounts = async () => must(await viewOwnPool(open(), by(staff))).accounts;
  const states = async (codes: string[]) => (await open().packagingBox.findMany({ where: { code: { in: codes } } })).map((box) => box.state).sort();

  /** What must hold whatever was done: each movement balances, and every holder is owed the deposits of what they have. */
  async function balanced(): Promise<void> {
    const sides = await open().depositSide.findMany({ where: { entry: { poolId } } });
    expect(sides.reduce((sum, side) => sum + side.amountMinor, 0)).toBe(0);
    const out = await open().packagingBox.findMany({ where: { state: "out", type: { poolId } }, include: { type: true } });
    const owed = new Map<string, number>();
    for (const side of sides) if (side.account.startsWith("holder:")) owed.set(side.account, (owed.get(side.account) ?? 0) - side.amountMinor);
    for (const box of out) owed.set(`holder:${box.holderPartyId ?? ""}`, (owed.get(`holder:${box.holderPartyId ?? ""}`) ?? 0) - box.type.depositMinor);
    expect([...owed.values()].filter((rest) => rest !== 0)).toEqual([]);
    const { cashMinor, owedMinor, keptMinor } = await accounts();
    expect(cashMinor).toBe(owedMinor + keptMinor);
  }

  it("a pool and its kinds are a manager's; each once", async () => {
    const [manager, other] = [by(owner), await createParty(open(), "community")];
    const pool = { poolId: newId(), name: "Boxes", currency: "EUR" as const };
    for (const actor of [by(staff), by(stranger)]) expect(await openPool(open(), actor, pool)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    expect(await openPool(open(), manager, pool)).toMatchObject({ error: "PACKAGING.POOL_TAKEN" });
    expect(await openPool(open(), manager, { ...pool, poolId })).toMatchObject({ value: { poolId } });
    expect(await openPool(open(), other, pool)).toMatchObject({ ok: true });
    const type = { typeId: newId(), name: "Crate", depositMinor: 1 };
    expect(await addType(open(), by(staff), { ...type, name: "Bag" })).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    expect(await addType(open(), by(stranger), type)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    expect(await addType(open(), manager, type)).toMatchObject({ error: "PACKAGING.NAME_TAKEN" });
    expect(await addType(open(), manager, { ...type, typeId: crate })).toMatchObject({ value: { typeId: crate } });
    expect(await addType(open(), other, { ...type, typeId: crate })).toMatchObject({ error: "PACKAGING.NAME_TAKEN" });
    expect(await addType(open(), await createParty(open(), "recycler"), type)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
  });

  it("boxes are made once per sending, by the pool's staff, each with its own code", async () => {
    const request = { submissionId: newId(), typeId: crate, count: 3 };
    expect(await addBoxes(open(), by(stranger), request)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    const other = await createParty(open(), "recycler");
    must(await openPool(open(), other, { poolId: newId(), name: "Other", currency: "EUR" }));
    expect(await addBoxes(open(), other, request)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
    const first = must(await addBoxes(open(), by(staff), request));
    expect(must(await addBoxes(open(), by(staff), request))).toEqual(first);
    expect(await addBoxes(open(), by(staff), { ...request, count: 4 })).toMatchObject({ error: "HTTP.KEY_REUSED" });
    expect(new Set(first.codes).size).toBe(3);
    expect(must(await labelsOf(open(), by(staff), crate)).codes).toEqual([...first.codes].sort());
    expect(await labelsOf(open(), by(stranger), crate)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    expect(await labelsOf(open(), other, crate)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
  });

  it("a card is one per party, whoever asks and however often", async () => {
    expect(must(await takeCard(open(), by(holder))).code).toBe(card);
    expect(await takeCard(open(), { ...by(second), role: "viewer" })).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    const [one, other] = await Promise.all([takeCard(open(), by(second)), takeCard(open(), by(second))]);
    expect(must(one).code).toBe(must(other).code);
  });

  it("giving out takes the deposit in once, for boxes that are there", async () => {
    const codes = [...(await make(crate, 2)), ...(await make(tub, 1))];
    const issue = { issueId: newId(), card, codes };
    for (const actor of [by(stranger), by(holder)]) expect(await giveOut(open(), actor, issue)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    expect(await giveOut(open(), by(staff), { ...issue, card: "HC-ZZZZZZZZ" })).toMatchObject({ error: "PACKAGING.CARD_NOT_FOUND" });
    expect(await giveOut(open(), by(staff), { ...issue, card: must(await takeCard(open(), by(staff))).code })).toMatchObject({ error: "PACKAGING.CARD_NOT_FOUND" });
    expect(await giveOut(open(), by(staff), { ...issue, codes: [...codes, "BX-ZZZZZZZZ"] })).toMatchObject({ error: "PACKAGING.CODES_UNKNOWN", details: { codes: ["BX-ZZZZZZZZ"] } });
    expect(await accounts()).toEqual({ cashMinor: 0, owedMinor: 0, keptMinor: 0 });
    expect(must(await giveOut(open(), by(staff), issue))).toEqual({ depositMinor: 4_500, count: 3 });
    expect(must(await giveOut(open(), by(staff), issue))).toEqual({ depositMinor: 4_500, count: 3 });
    expect(await giveOut(open(), by(staff), { ...issue, issueId: newId(), codes: codes.slice(0, 1) })).toMatchObject({ error: "PACKAGING.CODES_WRONG_STATE", details: { codes: codes.slice(0, 1) } });
    expect(await accounts()).toEqual({ cashMinor: 4_500, owedMinor: 4_500, keptMinor: 0 });
    expect((await viewHolder(open(), by(holder))).pools).toMatchObject([{ types: [{ codes: codes.slice(0, 2).sort() }, { codes: codes.slice(2) }] }]);
    await balanced();
  });

  it("one box goes to one of two who are given it at once", async () => {
    const [code = ""] = await make(crate, 1);
    const other = must(await takeCard(open(), by(second))).code;
    const results = await Promise.all([giveOut(open(), by(staff), { issueId: newId(), card, codes: [code] }), giveOut(open(), by(owner), { issueId: newId(), card: other, codes: [code] })]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect((await accounts()).cashMinor).toBe(2_000);
    await balanced();
  });

  describe("a return", () => {
    it("is declared by the holder, and their word moves no money", async () => {
      const codes = await make(crate, 2);
      await give(codes);
      const input = { returnId: newId(), poolId, lines: [{ typeId: crate, count: 2 }] };
      expect(await declareReturn(open(), { ...by(holder), role: "viewer" }, input)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
      expect(await declareReturn(open(), by(holder), { ...input, poolId: newId() })).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
      expect(await declareReturn(open(), by(holder), { ...input, lines: [{ typeId: newId(), count: 1 }] })).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
      expect(await declareReturn(open(), by(holder), { ...input, lines: [{ typeId: crate, count: 0 }] })).toMatchObject({ error: "PACKAGING.NOTHING_DECLARED" });
      expect(await declareReturn(open(), by(holder), input)).toMatchObject({ value: { state: "declared", version: 1 } });
      expect(await declareReturn(open(), by(holder), input)).toMatchObject({ value: { version: 1 } });
      expect(await declareReturn(open(), by(stranger), input)).toMatchObject({ error: "PACKAGING.KEY_TAKEN" });
      expect(await accounts()).toMatchObject({ cashMinor: 4_000 });
      for (const actor of [by(stranger), await createParty(open(), "recycler")]) expect(await viewReturn(open(), actor, input.returnId)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
      expect(await viewReturn(open(), by(holder), input.returnId)).toMatchObject({ value: { side: "holder" } });
    });

    it("is counted by the receiver alone, and the count pays", async () => {
      const codes = await make(crate, 3);
      await give(codes);
      const returnId = await declare([{ typeId: crate, count: 3 }]);
      const count = { returnId, version: 1, codes, nothingCame: false };
      expect(await countReturn(open(), by(stranger), count)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
      expect(await countReturn(open(), by(holder), count)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
      expect(await countReturn(open(), { ...by(staff), role: "member" }, count)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
      expect(await countReturn(open(), by(staff), { ...count, version: 3 })).toMatchObject({ error: "PACKAGING.STALE", details: { state: "declared", version: 1 } });
      expect(await countReturn(open(), by(staff), { ...count, codes: [...codes, "BX-ZZZZZZZZ"] })).toMatchObject({ error: "PACKAGING.CODES_UNKNOWN" });
      expect(await accounts()).toMatchObject({ cashMinor: 6_000 });
      const both = await Promise.all([countReturn(open(), by(staff), count), countReturn(open(), by(owner), count)]);
      expect(both.filter((result) => result.ok)).toHaveLength(1);
      expect(await countReturn(open(), by(staff), count)).toMatchObject({ error: "PACKAGING.WRONG_STATE", details: { state: "matched" } });
      expect(await accounts()).toEqual({ cashMinor: 0, owedMinor: 0, keptMinor: 0 });
      expect(await states(codes)).toEqual(["returned", "returned", "returned"]);
      expect(must(await viewReturn(open(), by(holder), returnId)).view).toMatchObject({ state: "matched", paidMinor: 6_000, lines: [{ declaredCount: 3, countedCount: 3 }] });
      await balanced();
    });

    it("of nothing is counted only where the staff says that nothing came", async () => {
      const codes = await make(crate, 1);
      await give(codes);
      const none = { returnId: await declare([{ typeId: crate, count: 1 }]), version: 1, codes: [] };
      expect(await countReturn(open(), by(staff), { ...none, nothingCame: false })).toMatchObject({ error: "PACKAGING.NOTHING_COUNTED" });
      expect(await countReturn(open(), by(staff), { ...none, codes, nothingCame: true })).toMatchObject({ error: "PACKAGING.NOTHING_COUNTED" });
      expect(must(await viewReturn(open(), by(holder), none.returnId)).view).toMatchObject({ state: "declared", version: 1 });
      expect(await countReturn(open(), by(staff), { ...none, nothingCame: true })).toMatchObject({ value: { state: "mismatch", paidMinor: 0 } });
      expect(await states(codes)).toEqual(["out"]);
      await balanced();
    });

    it("that does not match waits in the queue until a manager settles it", async () => {
      const [crates, tubs] = [await make(crate, 3), await make(tub, 1)];
      await give([...crates, ...tubs]);
      const returnId = await declare([{ typeId: crate, count: 3 }]);
      expect(await countReturn(open(), by(staff), { returnId, version: 1, codes: [...crates.slice(0, 2), ...tubs], nothingCame: false })).toMatchObject({ value: { state: "mismatch", paidMinor: 4_500 } });
      expect(must(await viewOwnPool(open(), by(staff))).mismatches).toMatchObject([{ id: returnId, lines: expect.arrayContaining([expect.objectContaining({ typeName: "Tub", declaredCount: 0, countedCount: 1 })]) as unknown }]);
      await balanced();
      const settle = { returnId, version: 2, codes: crates.slice(2), resolution: "It lay behind the scale." };
      expect(await resolveReturn(open(), by(stranger), settle)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
      for (const actor of [by(holder), by(staff)]) expect(await resolveReturn(open(), actor, settle)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
      expect(await resolveReturn(open(), by(owner), { ...settle, version: 1 })).toMatchObject({ error: "PACKAGING.STALE" });
      expect(await resolveReturn(open(), by(owner), { ...settle, codes: crates.slice(0, 1) })).toMatchObject({ error: "PACKAGING.CODES_WRONG_STATE" });
      expect(await resolveReturn(open(), by(owner), settle)).toMatchObject({ value: { state: "resolved", paidMinor: 2_000 } });
      expect(await resolveReturn(open(), by(owner), settle)).toMatchObject({ error: "PACKAGING.WRONG_STATE" });
      expect(must(await viewReturn(open(), by(holder), returnId)).view).toMatchObject({ paidMinor: 6_500, resolution: "It lay behind the scale." });
      expect(must(await viewOwnPool(open(), by(staff))).mismatches).toEqual([]);
      await balanced();
    });

    it("pays whoever brings the boxes, and settles with whoever had them", async () => {
      const codes = await make(crate, 1);
      await give(codes);
      const returnId = await declare([{ typeId: crate, count: 1 }], by(second));
      must(await countReturn(open(), by(staff), { returnId, version: 1, codes, nothingCame: false }));
      expect(must(await viewReturn(open(), by(second), returnId)).view.paidMinor).toBe(2_000);
      await balanced();
    });

    it("can be taken back until it is counted, by its holder", async () => {
      await give(await make(crate, 1));
      const ref = { returnId: await declare([{ typeId: crate, count: 1 }]), version: 1 };
      expect(await withdrawReturn(open(), by(stranger), ref)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
      expect(await withdrawReturn(open(), by(staff), ref)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
      expect(await withdrawReturn(open(), by(holder), { ...ref, version: 2 })).toMatchObject({ error: "PACKAGING.STALE" });
      expect(await withdrawReturn(open(), by(holder), ref)).toMatchObject({ value: { state: "withdrawn" } });
      expect(await withdrawReturn(open(), by(holder), ref)).toMatchObject({ error: "PACKAGING.WRONG_STATE" });
      expect(await countReturn(open(), by(staff), { ...ref, version: 2, codes: [], nothingCame: true })).toMatchObject({ error: "PACKAGING.WRONG_STATE" });
    });
  });

  it("a lost box keeps its deposit; one that turns up goes back to stock", async () => {
    const [code = "", other = ""] = await make(crate, 2);
    await give([code]);
    const lost = { code, version: 2, to: "lost" as const };
    expect(await moveBox(open(), by(stranger), lost)).toMatchObject({ error: "PACKAGING.NOT_ALLOWED" });
    expect(await moveBox(open(), await createParty(open(), "recycler"), lost)).toMatchObject({ error: "PACKAGING.NOT_FOUND" });
    expect(await moveBox(open(), by(staff), { ...lost, version: 1 })).toMatchObject({ error: "PACKAGING.STALE", details: { state: "out", version: 2 } });
    expect(await moveBox(open(), by(staff), { code: other, version: 1, to: "lost" })).toMatchObject({ error: "PACKAGING.WRONG_STATE" });
    expect(await moveBox(open(), by(staff), lost)).toMatchObject({ value: { state: "lost", version: 3 } });
    expect(await moveBox(open(), by(staff), lost)).toMatchObject({ error: "PACKAGING.STALE" });
    expect(await accounts()).toEqual({ cashMinor: 2_000, owedMinor: 0, keptMinor: 2_000 });
    must(await moveBox(open(), by(staff), { code, version: 3, to: "in_stock" }));
    await balanced();
    expect(await viewBox(open(), null, code)).toMatchObject({ box: { state: "in_stock", holderName: null }, runs: false });
  });

  it("who has a box is for the pool's staff", async () => {
    const [code = ""] = await make(crate, 1);
    await give([code]);
    expect((await viewBox(open(), by(staff), code))?.box.holderName).toBe(by(holder).party.name);
    for (const actor of [null, by(stranger), by(second)]) expect(JSON.stringify(await viewBox(open(), actor, code))).not.toContain(by(holder).party.name);
  });

  it("the database keeps movements balanced and unchanged", async () => {
    await give(await make(crate, 1));
    const entryId = newId();
    await open().depositEntry.create({ data: { id: entryId, poolId, cause: entryId, createdByUserId: "x" } });
    for (const data of [[{ entryId, account: "cash", amountMinor: 5 }, { entryId, account: "kept", amountMinor: -4 }], [{ entryId, account: "cash", amountMinor: 5 }]])
      expect(sqlState(await open().depositSide.createMany({ data }).then(() => null, (error: unknown) => error))).toBe("RB002");
    for (const attempt of [open().depositSide.updateMany({ where: { entry: { poolId } }, data: { amountMinor: 1 } }), open().depositSide.deleteMany({ where: { entry: { poolId } } })])
      expect(sqlState(await attempt.then(() => null, (error: unknown) => error))).toBe("RB001");
    await balanced();
  });

  it("whatever is done in whatever order, the accounts balance", async () => {
    const random = chance(kind === "pglite" ? 3 : 5);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const codes = [...(await make(crate, 4)), ...(await make(tub, 4))];
    const cards = [card, must(await takeCard(open(), by(second))).code];
    const some = () => codes.filter(() => random() < 0.35);
    let paid = 0;
    for (let step = 0; step < 60; step++) {
      const way = random();
      if (way < 0.35) await giveOut(open(), by(staff), { issueId: newId(), card: pick(cards), codes: some() });
      else if (way < 0.65) {
        const returnId = await declare([{ typeId: crate, count: 1 + Math.floor(random() * 3) }], by(pick([holder, second])));
        const out = (await open().packagingBox.findMany({ where: { code: { in: some() }, state: "out" } })).map((box) => box.code);
        const counted = await countReturn(open(), by(staff), { returnId, version: 1, codes: out, nothingCame: out.length === 0 });
        if (counted.ok) paid += counted.value.paidMinor;
      } else {
        const box = await open().packagingBox.findUniqueOrThrow({ where: { code: pick(codes) } });
        await moveBox(open(), by(staff), { code: box.code, version: box.version, to: pick(["in_stock", "in_stock", "lost"] as const) });
      }
    }
    await balanced();
    expect(paid).toBeGreaterThan(0);
  });
});
