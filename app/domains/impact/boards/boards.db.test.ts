import { expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { readBoard, standingOf } from "./boards.service.server.ts";
import { recordLot } from "../ledger.service.server.ts";
import { advanceLedger } from "../log.service.server.ts";
import { reverseEntry } from "../corrections.service.server.ts";
import { BOARD_MINIMUM } from "./boards.schema.ts";

describeDatabases("the board", (open) => {
  const period = "all";

  async function community(db: Database["db"], name: string, grams: number, options: { listed?: boolean; members?: number } = {}): Promise<string> {
    const owner = await createParty(db, "community", { name, isListed: options.listed ?? true });
    await db.party.update({ where: { id: owner.party.id }, data: { memberCount: options.members ?? 3 } });
    const person = await createPerson(db);
    await db.party.update({ where: { id: person.party.id }, data: { homeCommunityId: owner.party.id } });
    const recycler = await createParty(db, "recycler");
    await db.$transaction((tx) =>
      recordLot(tx, materialLot({ giverPartyId: person.party.id, takerPartyId: recycler.party.id, weights: { measuredGrams: grams, declaredConfirmedGrams: null } })),
    );
    return owner.party.id;
  }

  it("ranks with ties, pages without gaps, keeps one order, and never shows the unlisted", async () => {
    const db = open();
    const ids = [];
    for (const [name, grams] of [["A", 9_000], ["B", 30_000], ["C", 9_000], ["D", 50_000], ["E", 9_000], ["F", 1_000]] as const) ids.push(await community(db, name, grams));
    const secret = await community(db, "Secret", 40_000, { listed: false });
    const pair = await community(db, "Pair", 20_000, { members: BOARD_MINIMUM.membersPerHead - 1 });
    const undone = await community(db, "Undone", 60_000);
    const entry = await db.ledgerShare.findFirstOrThrow({ where: { communityId: undone }, select: { entryId: true } });
    await db.$transaction((tx) => reverseEntry(tx, { entryId: entry.entryId, reason: "mistake", at: new Date() }));

    await advanceLedger(db);
    const whole = await readBoard(db, { metric: "total", period });
    expect(whole.rows.map((row) => `${row.rank} ${row.name}`)).toEqual(["1 D", "2 B", "3 Pair", "4 A", "4 C", "4 E", "7 F"]);
    expect(whole.nextCursor).toBeNull();
    expect((await readBoard(db, { metric: "total", period })).rows).toEqual(whole.rows);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readBoard>> = await readBoard(db, { metric: "total", period, cursor, limit: 2 });
      paged.push(...page.rows.map((row) => `${row.rank} ${row.name}`));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(whole.rows.map((row) => `${row.rank} ${row.name}`));
    expect((await readBoard(db, { metric: "total", period, cursor: "garbage" })).rows).toHaveLength(7);
    expect((await readBoard(db, { metric: "total", period: "1999-01" })).rows).toEqual([]);

    const heads = await readBoard(db, { metric: "per_head", period });
    expect(heads.rows.map((row) => row.name)).not.toContain("Pair");
    const d = whole.rows[0];
    // One entry each says nothing against chance: all at the mean of their class, each with its own figure beside it.
    expect(heads.rows.map((row) => row.rank)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(heads.rows.find((row) => row.name === "D")?.co2eGrams).toBe(Math.round((d?.co2eGrams ?? 0) / 3));

    expect(await standingOf(db, { metric: "total", period, partyId: secret })).toBeNull();
    expect(await standingOf(db, { metric: "per_head", period, partyId: pair })).toBeNull();
    const c = await standingOf(db, { metric: "total", period, partyId: ids[2] ?? "" });
    expect(c).toMatchObject({ entry: { rank: 4, name: "C" }, of: 7, above: { name: "Pair" } });
    expect(await standingOf(db, { metric: "total", period, partyId: ids[3] ?? "" })).toMatchObject({ entry: { rank: 1 }, above: null });

    const text = JSON.stringify([whole, heads, c]);
    for (const word of ["Secret", "Undone", "household", "example.org", "inviteToken"]) expect(text).not.toContain(word);
  });

  it("does not move lines of the past when a household moves", async () => {
    const db = open();
    const from = await community(db, "From", 10_000);
    const to = await community(db, "To", 10_000);
    await advanceLedger(db);
    const before = await readBoard(db, { metric: "total", period });
    await db.party.updateMany({ where: { homeCommunityId: from }, data: { homeCommunityId: to } });
    const mover = await db.party.findFirstOrThrow({ where: { homeCommunityId: to }, select: { id: true } });
    expect((await readBoard(db, { metric: "total", period })).rows).toEqual(before.rows);
    const recycler = await createParty(db, "recycler");
    await db.$transaction((tx) => recordLot(tx, materialLot({ giverPartyId: mover.id, takerPartyId: recycler.party.id })));
    await advanceLedger(db);
    const after = await readBoard(db, { metric: "total", period });
    const grams = (board: typeof before, id: string) => board.rows.find((row) => row.partyId === id)?.co2eGrams ?? 0;
    expect(grams(after, from)).toBe(grams(before, from));
    expect(grams(after, to)).toBeGreaterThan(grams(before, to));
  });
});
