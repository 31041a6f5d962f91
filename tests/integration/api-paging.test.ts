import { beforeAll, expect, it } from "vitest";
import { advanceLedger } from "#app/domains/impact/log.service.server.ts";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { inTransaction } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { apiClient, type Json } from "#tests/factories/api.ts";
import { createListing } from "#tests/factories/listings.ts";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const sharedTime = new Date("2026-01-05T10:00:00.000Z");

describeDatabases("paging through the API while others write", (open) => {
  const api = apiClient(open);
  let owner: Actor;
  let asker: Actor;
  let recycler: Actor;
  let pointId = "";
  let community: Actor;

  beforeAll(async () => {
    const db = open();
    community = await createParty(db, "community", { name: "Sunny Street" });
    owner = await createPerson(db, { communityId: community.party.id });
    asker = await createPerson(db);
    ({ pointId, recycler } = await createOwnPoint(db));
  });

  /** Walks a list to its end; `meanwhile` runs after each page. Ids in order, each exactly once or it fails. */
  async function walk(path: string, as: Actor | undefined, meanwhile: () => Promise<unknown>, key = (row: Json) => String(row.id)): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 60; page += 1) {
      const join: string = path.includes("?") ? "&" : "?";
      const answer: Json = await api.get(cursor === null ? path : `${path}${join}cursor=${encodeURIComponent(cursor)}`, as);
      seen.push(...(answer.items as Json[]).map(key));
      cursor = answer.nextCursor as string | null;
      if (cursor === null) {
        expect(page, "more than one page").toBeGreaterThan(0);
        expect(new Set(seen).size, "nothing twice").toBe(seen.length);
        return seen;
      }
      await meanwhile();
    }
    throw new Error("The list has no end.");
  }

  it("listings: newest, nearest and by words, ties included", async () => {
    const db = open();
    const add = (sortAt: Date) => createListing(db, owner, { sortAt, latitude: 52.52, longitude: 13.4 });
    const there: string[] = [];
    for (let n = 0; n < 17; n += 1) there.push((await add(n < 9 ? sharedTime : new Date(sharedTime.getTime() + n * 1000))).id);
    const meanwhile = () => add(new Date());
    for (const query of ["", "&lat=52.5&lon=13.4&km=20", "&q=chair"]) {
      const seen = await walk(`/listings?limit=4${query}`, undefined, meanwhile);
      expect(there.filter((id) => !seen.includes(id)), `left out of ${query}`).toEqual([]);
    }
  });

  it("points", async () => {
    const ids = [pointId];
    for (let n = 0; n < 8; n += 1) ids.push((await createOwnPoint(open(), { recycler })).pointId);
    const seen = await walk("/points?lat=52.4&lon=13.3&limit=3", undefined, async () => ids.length);
    expect(seen.sort()).toEqual(ids.sort());
  });

  it("entries: everybody's, a community's, mine; and the factors", async () => {
    const db = open();
    const lots = (count: number) => Array.from({ length: count }, (_, n) => materialLot({ giverPartyId: owner.party.id, takerPartyId: recycler.party.id, occurredAt: new Date(sharedTime.getTime() + (n % 3) * 1000) }));
    const there = (await inTransaction(db, (tx) => recordLots(tx, lots(13)))).map((entry) => entry.entryId);
    await advanceLedger(db);
    const meanwhile = async () => {
      await inTransaction(db, (tx) => recordLots(tx, lots(1).map((lot) => ({ ...lot, occurredAt: new Date() }))));
      await advanceLedger(db);
    };
    const { slug } = await db.party.findUniqueOrThrow({ where: { id: community.party.id }, select: { slug: true } });
    for (const [path, as] of [
      ["/impact/entries?limit=4", undefined],
      [`/impact/entries?limit=4&scope=community&community=${slug}`, undefined],
      ["/impact/entries?limit=4&scope=mine", owner],
      ["/impact/entries?limit=4&period=2026-01", undefined],
    ] as const) {
      const seen = await walk(path, as, meanwhile);
      expect(there.filter((id) => !seen.includes(id)), `left out of ${path}`).toEqual([]);
    }
    expect((await walk("/impact/factors?limit=100", undefined, async () => null)).length).toBeGreaterThan(200);
  });

  it("deals and bookings", async () => {
    const db = open();
    const deals: string[] = [];
    const ask = async () => {
      const { id } = await createListing(db, owner);
      const requested = await api.post("/deals", asker, { listingId: id });
      return String(requested.id);
    };
    for (let n = 0; n < 33; n += 1) deals.push(await ask());
    const seen = await walk("/deals", asker, ask);
    expect(deals.filter((id) => !seen.includes(id))).toEqual([]);

    const bookings: string[] = [];
    const lines = [{ material: "cardboard" }];
    for (let n = 0; n < 7; n += 1) {
      const { slotId } = await createSlot(db, { pointId, recycler, startsAt: inHours(5 + n) });
      bookings.push(String((await api.post("/bookings", asker, { slotId, lines })).id));
    }
    const later = async () => {
      const { slotId } = await createSlot(db, { pointId, recycler, startsAt: inHours(100 + Math.random() * 100) });
      return api.post("/bookings", asker, { slotId, lines });
    };
    const booked = await walk("/bookings?limit=2", asker, later);
    expect(bookings.filter((id) => !booked.includes(id))).toEqual([]);
  });

  it("communities and the board, equals included", async () => {
    const db = open();
    const ids: string[] = [];
    for (let n = 0; n < 9; n += 1) {
      const other = await createParty(db, "community");
      const member = await createPerson(db, { communityId: other.party.id });
      await inTransaction(db, (tx) => recordLots(tx, [materialLot({ giverPartyId: member.party.id, takerPartyId: recycler.party.id, occurredAt: sharedTime })]));
      await advanceLedger(db);
      ids.push(other.party.id);
    }
    const directory = await walk("/communities?limit=3", undefined, async () => createParty(db, "community"));
    expect(ids.filter((id) => !directory.includes(id))).toEqual([]);
    const board = await walk("/leaderboards/communities?limit=3", undefined, async () => null, (row) => String((row.community as Json).id));
    expect(ids.filter((id) => !board.includes(id))).toEqual([]);
    const { items } = await api.get("/leaderboards/communities?limit=100");
    expect((items as Json[]).slice(1).map((row) => row.rank)).toEqual(ids.map(() => 2));
  });

  it("refuses a cursor that is none, one of another list, and one of another question", async () => {
    const page = await api.get("/listings?limit=2");
    const cursor = encodeURIComponent(String(page.nextCursor));
    expect((await api.ask("GET", `/listings?limit=3&lang=en&cursor=${cursor}`)).status).toBe(200);
    for (const path of [`/listings?offer=free&cursor=${cursor}`, `/points?cursor=${cursor}`, `/listings?cursor=${cursor}x`, "/listings?cursor=abc", `/listings?cursor=${newId()}`]) {
      const refused = await api.ask("GET", path);
      expect([refused.status, refused.body.code, (refused.body.errors as Json[])[0]?.pointer]).toEqual([400, "API.CURSOR_INVALID", "#/query/cursor"]);
    }
  });
});
