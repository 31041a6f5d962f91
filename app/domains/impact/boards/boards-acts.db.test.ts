import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { MONTH_CLOSES_AFTER_DAYS } from "#app/shared/months.ts";
import { periodAt, seasonClosesAt } from "#app/shared/periods.ts";
import type { Actor } from "#app/shared/actor.ts";
import * as households from "#app/routes/communities_.$slug_.households.tsx";
import * as frame from "#app/routes/embed.leaderboard.ts";
import * as choice from "#app/routes/leaderboard_.choice.tsx";
import * as share from "#app/routes/leaderboard_.share[.]png.ts";
import * as review from "#app/routes/moderation.holds.tsx";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { reverseEntry } from "../corrections.service.server.ts";
import { recordLot } from "../ledger.service.server.ts";
import { advanceLedger } from "../log.service.server.ts";
import { scopeTotal } from "../totals.repository.server.ts";
import { readBoard, standingOf } from "./boards.service.server.ts";
import { chooseStanding, myChoices } from "./choices.service.server.ts";
import { decideHold, holdByHand, holdEntry, ownHold } from "./holds.service.server.ts";
import { seasonRows } from "./seasons.repository.server.ts";
import { seasonText } from "./seasons.rules.ts";
import { closeSeasons, seasonHolds, viewSeason } from "./seasons.service.server.ts";

/** A loader whose whole answer can be read. */
const whole = (loader: typeof households.loader) => async (args: Parameters<typeof loader>[0]) => ({ data: await loader(args) });

describeDatabases("acts around boards", (open, kind) => {
  let north: Actor, south: Actor, recycler: Actor, mei: Actor, tom: Actor, operator: Actor, stranger: Actor;
  let entries: string[];
  const lot = (giver: Actor, grams: number, occurredAt = new Date("2026-05-10T10:00:00Z")) => materialLot({ giverPartyId: giver.party.id, takerPartyId: recycler.party.id, material: "aluminium_cans", weights: { measuredGrams: grams, declaredConfirmedGrams: null }, occurredAt });
  const names = async (scope: "communities" | "recyclers" | "households", withinId = "all") => (await readBoard(open(), { scope, withinId, metric: "total", period: "all" })).rows.map((row) => row.name);

  beforeAll(async () => {
    const db = open();
    serveRoutesFrom(db, mkdtempSync(path.join(os.tmpdir(), "roundabout-boards-")));
    [north, south, recycler] = [await createParty(db, "community", { name: "North" }), await createParty(db, "community", { name: "South" }), await createParty(db, "recycler", { name: "Cans Ltd" })];
    [mei, tom, stranger] = [await createPerson(db, { name: "Mei", communityId: north.party.id }), await createPerson(db, { name: "Tom", communityId: south.party.id }), await createPerson(db)];
    operator = await createPerson(db, { isOperator: true });
    entries = [];
    for (const [who, grams] of [[mei, 9000], [mei, 2000], [tom, 5000]] as const) entries.push((await db.$transaction((tx) => recordLot(tx, lot(who, grams)))).entryId);
    await advanceLedger(db);
  });

  it("a hold leaves an entry out of ranks only, for as long as a moderator says", async () => {
    const db = open();
    const north1 = async () => (await standingOf(db, { metric: "total", period: "all", partyId: north.party.id }))?.entry;
    const before = await north1();
    expect(await names("communities")).toEqual(["North", "South"]);
    const total = await scopeTotal(db, { type: "community", id: north.party.id });
    const input = { entryId: entries[0] ?? "", reason: "implausible_weight" as const, note: "a car of cans" };
    expect(await holdByHand(db, mei, input)).toEqual({ ok: false, error: "BOARDS.NOT_ALLOWED" });
    expect(await holdByHand(db, operator, { ...input, entryId: "none" })).toEqual({ ok: false, error: "BOARDS.NOT_FOUND" });
    expect(await holdByHand(db, { ...mei, isOperator: true }, input)).toEqual({ ok: false, error: "BOARDS.OWN_NOT_ALLOWED" });
    const held = await holdByHand(db, operator, input);
    if (!held.ok) throw new Error(held.error);
    // Asked again, by a rule too, it is held once.
    expect(await db.$transaction((tx) => holdEntry(tx, { entryId: entries[0] ?? "", reason: "same_pair", at: new Date() }))).toMatchObject({ ok: true, value: { id: held.value.id, isNew: false } });
    expect(await names("communities")).toEqual(["South", "North"]);
    const during = await north1();
    expect(during).toMatchObject({ rank: 2, entryCount: 1, heldCount: 1, leftOutCount: 0 });
    expect(await scopeTotal(db, { type: "community", id: north.party.id })).toEqual(total);
    expect(await ownHold(db, entries[0] ?? "")).toMatchObject({ state: "held", reason: "implausible_weight" });

    const decide = { holdId: held.value.id, version: 1, verb: "uphold" as const, answer: "No car holds that." };
    expect(await decideHold(db, stranger, decide)).toMatchObject({ error: "BOARDS.NOT_ALLOWED" });
    expect(await decideHold(db, { ...mei, isOperator: true }, decide)).toMatchObject({ error: "BOARDS.OWN_NOT_ALLOWED" });
    expect(await decideHold(db, operator, { ...decide, holdId: "none" })).toMatchObject({ error: "BOARDS.NOT_FOUND" });
    expect(await decideHold(db, operator, { ...decide, version: 7 })).toMatchObject({ error: "BOARDS.STALE" });
    expect(await decideHold(db, operator, decide)).toMatchObject({ ok: true, value: { state: "upheld", version: 2 } });
    expect(await decideHold(db, operator, decide)).toMatchObject({ error: "BOARDS.STALE" });
    expect(await decideHold(db, operator, { ...decide, version: 2 })).toMatchObject({ error: "BOARDS.WRONG_STATE" });
    expect(await north1()).toMatchObject({ heldCount: 0, leftOutCount: 1, co2eGrams: during?.co2eGrams });
    expect(await decideHold(db, operator, { ...decide, version: 2, verb: "release" })).toMatchObject({ ok: true });
    expect(await north1()).toEqual(before);
    if (kind === "postgresql") {
      const race = await Promise.all((["uphold", "uphold", "uphold"] as const).map((verb) => decideHold(db, operator, { ...decide, version: 3, verb })));
      expect(race.filter((one) => one.ok)).toHaveLength(1);
      const holds = await Promise.all([1, 2, 3].map(() => db.$transaction((tx) => holdEntry(tx, { entryId: entries[1] ?? "", reason: "circular", at: new Date() }))));
      expect(holds.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
      await db.boardHold.deleteMany();
    }
  });

  it("the moderators' page is for operators, and gives back what was typed", async () => {
    const db = open();
    const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });
    expect([(await askRoute(db, review.loader, mei, {})).status, (await askRoute(db, review.loader, operator, {})).status]).toEqual([403, 200]);
    expect((await askRoute(db, review.action, mei, {}, form({ intent: "hold", entryId: entries[2] ?? "", reason: "other", note: "x" }))).status).toBe(403);
    const refused = await askRoute(db, review.action, operator, {}, form({ intent: "hold", entryId: entries[2] ?? "", reason: "other", note: " " }));
    expect([refused.status, await refused.json()]).toMatchObject([400, { fields: { note: "boards:errors.noteMissing" }, typed: { entryId: entries[2] } }]);
  });

  it("somebody stands on a board by their own choice, and a no takes the name off at once", async () => {
    const db = open();
    const total = await scopeTotal(db, { type: "community", id: north.party.id });
    const yes = { partyId: mei.party.id, stands: true, version: 0 };
    expect(await chooseStanding(db, tom, yes)).toEqual({ ok: false, error: "BOARDS.NOT_FOUND" });
    expect(await chooseStanding(db, stranger, { ...yes, partyId: stranger.party.id })).toEqual({ ok: false, error: "BOARDS.NO_COMMUNITY" });
    expect(await names("households", north.party.id)).toEqual([]);
    expect(await chooseStanding(db, mei, yes)).toEqual({ ok: true, value: { version: 1 } });
    expect(await chooseStanding(db, mei, yes)).toMatchObject({ error: "BOARDS.STALE" });
    expect(await names("households", north.party.id)).toEqual(["Mei's household"]);
    // A yes holds where it was said.
    await db.party.update({ where: { id: mei.party.id }, data: { homeCommunityId: south.party.id } });
    expect([await names("households", north.party.id), await names("households", south.party.id)]).toEqual([[], []]);
    await db.party.update({ where: { id: mei.party.id }, data: { homeCommunityId: north.party.id } });
    expect((await myChoices(db, mei)).find((one) => one.partyId === mei.party.id)).toMatchObject({ stands: true, within: { name: "North" } });

    const { slug } = await db.party.findUniqueOrThrow({ where: { id: north.party.id }, select: { slug: true } });
    expect(await (await askRoute(db, whole(households.loader), mei, { slug })).text()).toContain("Mei's household");
    for (const as of [tom, stranger]) expect((await askRoute(db, whole(households.loader), as, { slug })).status).toBe(404);

    const member = await withRole(db, north, "member");
    expect(await chooseStanding(db, member, { partyId: north.party.id, stands: false, version: 0 })).toEqual({ ok: false, error: "BOARDS.NOT_ALLOWED" });
    const shared = await askRoute(db, choice.action, north, {}, { method: "POST", body: new URLSearchParams({ partyId: north.party.id, version: "0", stands: "no" }) });
    expect(shared.status).toBe(302);
    expect(await names("communities")).toEqual(["South"]);
    expect(await (await askRoute(db, frame.loader, null, {})).text()).not.toContain("North");
    expect(await scopeTotal(db, { type: "community", id: north.party.id })).toEqual(total);
    expect(await chooseStanding(db, north, { partyId: north.party.id, stands: true, version: 1 })).toMatchObject({ ok: true });
    expect(await names("communities")).toEqual(["North", "South"]);
    if (kind === "postgresql") {
      const race = await Promise.all([1, 2, 3].map(() => chooseStanding(db, recycler, { partyId: recycler.party.id, stands: false, version: 0 })));
      expect(race.filter((one) => one.ok)).toHaveLength(1);
      expect(await names("recyclers")).toEqual([]);
      await db.boardChoice.deleteMany({ where: { partyId: recycler.party.id } });
    }
  });

  it("a season is closed once, ten days after its end, and nothing moves it", async () => {
    const db = open();
    const season = "2026-Q2";
    const key = { season, scope: "communities" as const, metric: "total" as const };
    const due = seasonClosesAt(season) ?? new Date();
    expect(due.toISOString()).toBe(`2026-07-${String(1 + MONTH_CLOSES_AFTER_DAYS).padStart(2, "0")}T00:00:00.000Z`);
    expect(await closeSeasons(db, new Date(due.getTime() - 1))).toEqual([]);
    const after = new Date(due.getTime() + 1);
    const closed = kind === "postgresql" ? (await Promise.all([1, 2, 3].map(() => closeSeasons(db, after)))).flat() : await closeSeasons(db, after);
    expect(closed).toEqual([season]);
    expect(await closeSeasons(db, after)).toEqual([]);
    const view = await viewSeason(db, { ...key, after: 0 });
    expect(view?.rows.map((row) => `${row.rank} ${row.name}`)).toEqual(["1 North", "2 South"]);
    const stored = await seasonRows(db, key, { after: 0, limit: 10 });
    expect(createHash("sha256").update(seasonText({ ...key, formula: view?.formula ?? "" }, stored)).digest("hex")).toBe(view?.checksum);

    // A correction of that very time, a late entry, a hold, a member more: the live board moves, the closed one does not.
    await db.$transaction((tx) => reverseEntry(tx, { entryId: entries[1] ?? "", reason: "mistake", at: new Date("2026-05-20T00:00:00Z") }));
    await db.$transaction((tx) => recordLot(tx, lot(tom, 80_000)));
    await advanceLedger(db);
    expect((await readBoard(db, { metric: "total", period: season })).rows[0]?.name).toBe("South");
    expect(await viewSeason(db, { ...key, after: 0 })).toEqual(view);
    expect(await seasonHolds(db, key)).toBe(true);
    await db.boardChoice.upsert({ where: { partyId: north.party.id }, create: { partyId: north.party.id, stands: false, changedByUserId: north.userId, changedAt: after }, update: { stands: false } });
    expect((await viewSeason(db, { ...key, after: 0 }))?.rows.map((row) => row.name)).toEqual([null, "South"]);
    for (const table of ["season_board", "season_row"]) {
      for (const statement of [`UPDATE ${table} SET metric = metric`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
        expect(await db.$executeRawUnsafe(statement).then(() => null, (error: Error) => error.message), statement).toMatch(/RB001|never changed or deleted/);
      }
    }
    expect(await seasonHolds(db, key)).toBe(true);
    expect(await viewSeason(db, { ...key, season: periodAt("season", new Date("2020-01-01")), after: 0 })).toBeNull();
  });

  it("widgets may be framed by anybody, and the picture of a post is of its size", async () => {
    const db = open();
    const framed = await askRoute(db, frame.loader, null, {}, { query: "?lang=zh-CN" });
    expect(framed.headers.get("content-security-policy")).toContain("frame-ancestors *");
    expect(await framed.text()).toContain('lang="zh-CN"');
    const bytes = Buffer.from(await (await askRoute(db, share.loader, null, {})).arrayBuffer());
    expect([bytes.toString("latin1", 1, 4), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(["PNG", 1200, 630]);
  });
});
