import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { maxBlocks } from "./blocks.schema.ts";
import { blockParty, hasBlocked, isBlockedBetween, listHiddenPartyIds, unblockParty, viewBlocks } from "./blocks.service.server.ts";

type Db = Database["db"];

const events = async (db: Db, partyId: string) =>
  db.outboxEvent.count({ where: { type: "blocks.changed", payload: { path: ["topics"], array_contains: [`party:${partyId}`] } } });

describeDatabases("blocks", (open) => {
  it("a block works both ways, at once, and only its maker lifts it", async () => {
    const db = open();
    const [a, b, c] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    expect(await isBlockedBetween(db, a.party.id, b.party.id)).toBe(false);
    expect(await blockParty(db, a, { partyId: b.party.id })).toEqual({ ok: true, value: { changed: true } });
    expect([await isBlockedBetween(db, a.party.id, b.party.id), await isBlockedBetween(db, b.party.id, a.party.id), await isBlockedBetween(db, a.party.id, c.party.id)]).toEqual([true, true, false]);
    expect([await listHiddenPartyIds(db, a.party.id), await listHiddenPartyIds(db, b.party.id), await listHiddenPartyIds(db, c.party.id)]).toEqual([[b.party.id], [a.party.id], []]);
    expect([await hasBlocked(db, { blockerPartyId: a.party.id, blockedPartyId: b.party.id }), await hasBlocked(db, { blockerPartyId: b.party.id, blockedPartyId: a.party.id })]).toEqual([true, false]);

    // The other side has nothing to lift, and a stranger neither.
    for (const other of [b, c]) expect(await unblockParty(db, other, { partyId: a.party.id })).toEqual({ ok: true, value: { changed: false } });
    expect(await isBlockedBetween(db, a.party.id, b.party.id)).toBe(true);
    expect(await unblockParty(db, a, { partyId: b.party.id })).toEqual({ ok: true, value: { changed: true } });
    expect(await isBlockedBetween(db, a.party.id, b.party.id)).toBe(false);
  });

  it("blocked twice is blocked once, lifted twice is lifted once; each change is told and recorded once", async () => {
    const db = open();
    const [a, b] = [await createPerson(db), await createPerson(db)];
    await blockParty(db, a, { partyId: b.party.id });
    expect(await blockParty(db, a, { partyId: b.party.id })).toEqual({ ok: true, value: { changed: false } });
    expect(await events(db, b.party.id)).toBe(1);
    await unblockParty(db, a, { partyId: b.party.id });
    await unblockParty(db, a, { partyId: b.party.id });
    expect(await events(db, b.party.id)).toBe(2);
    const moves = await db.transition.findMany({ where: { subjectType: "party_block", subjectId: `${a.party.id} ${b.party.id}` }, orderBy: { at: "asc" } });
    expect(moves.map((move) => [move.fromState, move.toState, move.actorUserId])).toEqual([["open", "blocked", a.userId], ["blocked", "open", a.userId]]);
  });

  it("both may block; one lifting leaves the other's block standing", async () => {
    const db = open();
    const [a, b] = [await createPerson(db), await createPerson(db)];
    await blockParty(db, a, { partyId: b.party.id });
    await blockParty(db, b, { partyId: a.party.id });
    expect(await listHiddenPartyIds(db, a.party.id)).toEqual([b.party.id]);
    await unblockParty(db, a, { partyId: b.party.id });
    expect(await isBlockedBetween(db, a.party.id, b.party.id)).toBe(true);
  });

  it("refuses viewers, oneself and nobody", async () => {
    const db = open();
    const [a, b] = [await createPerson(db), await createPerson(db)];
    const viewer = { ...a, role: "viewer" as const };
    expect(await blockParty(db, viewer, { partyId: b.party.id })).toMatchObject({ ok: false, error: "BLOCKS.NOT_ALLOWED" });
    expect(await unblockParty(db, viewer, { partyId: b.party.id })).toMatchObject({ ok: false, error: "BLOCKS.NOT_ALLOWED" });
    expect(await blockParty(db, a, { partyId: a.party.id })).toMatchObject({ ok: false, error: "BLOCKS.OWN_PARTY" });
    expect(await blockParty(db, a, { partyId: newId() })).toMatchObject({ ok: false, error: "BLOCKS.NOT_FOUND" });
    expect(await listHiddenPartyIds(db, a.party.id)).toEqual([]);
  });

  it("lists one's own blocks, page after page, each once; has an upper bound", async () => {
    const db = open();
    const [a, met, last] = [await createPerson(db), await createPerson(db), await createPerson(db)];
    const parties = Array.from({ length: maxBlocks }, (_, n) => ({ id: newId(), kind: "household" as const, name: `Party ${n}`, slug: newId() }));
    await db.party.createMany({ data: parties });
    // Several of the same instant: the place in the list needs the id as well.
    const at = new Date("2026-03-01T10:00:00Z");
    await db.partyBlock.createMany({ data: parties.map(({ id }, n) => ({ blockerPartyId: a.party.id, blockedPartyId: id, createdAt: new Date(at.getTime() + Math.floor(n / 7) * 1000) })) });
    await blockParty(db, met, { partyId: a.party.id });

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof viewBlocks>> = await viewBlocks(db, a, cursor);
      expect(page.blocks.length).toBeLessThanOrEqual(50);
      seen.push(...page.blocks.map((block) => block.partyId));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen)).toEqual(new Set(parties.map((party) => party.id)));
    expect(seen).toHaveLength(maxBlocks);

    expect(await blockParty(db, a, { partyId: last.party.id })).toMatchObject({ ok: false, error: "BLOCKS.TOO_MANY" });
    expect(await isBlockedBetween(db, a.party.id, last.party.id)).toBe(false);
  });
});
