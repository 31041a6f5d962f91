import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCommand } from "#app/commands/registry.server.ts";
import { newSigningKey } from "#app/domains/impact/log/signed-note.server.ts";
import { askForExport, exportKey } from "#app/domains/my-data/exports.service.server.ts";
import { sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { publishedStatistics } from "#app/domains/statistics/statistics.service.server.ts";
import { identifier, sql } from "#app/platform/db/sql.server.ts";
import { nameOfLeft, removedText } from "#app/platform/personal-data/leaving.server.ts";
import { localStorage } from "#app/platform/storage/local-storage.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createDeal, must, perform, testClock, type TestDeal } from "#tests/factories/deals.ts";
import { ledgerHistory } from "#tests/factories/ledger-history.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { asked, bookedBy, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { createSession } from "#tests/factories/sessions.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { afterLeaving } from "./leaving-data.server.ts";
import { askToLeave, letGo, undoLeaving } from "./leave.server.ts";
import { makeNextExport } from "./export-personal-data.server.ts";
import { personalTables } from "./personal-data.server.ts";

const dayMs = 86_400_000;
const emailOf = (actor: Actor) => ({ confirmation: `${actor.userId}@example.org` });
const noFiles = { delete: () => Promise.resolve() };

it("says of every table in an archive what becomes of it", () => {
  const listed = afterLeaving.map(({ table }) => table);
  expect(listed.filter((table, index) => listed.indexOf(table) !== index)).toEqual([]);
  // Besides: codes in mails, and answers kept for repeated questions.
  expect(listed.toSorted()).toEqual([...personalTables.map(({ table }) => table), "verification", "idempotency_key"].toSorted());
});

describeDatabases("leaving", (open) => {
  const folder = mkdtempSync(path.join(tmpdir(), "roundabout-leaving-"));
  const files = localStorage(path.join(folder, "files"));
  beforeAll(() => void vi.stubEnv("DATA_DIR", folder));
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  describe("after fourteen days", () => {
    let ann: Actor;
    let deal: TestDeal;
    const seen: Record<string, unknown>[] = [];
    let saying: string[] = [];
    let archive = "";

    /** Every table in which a row still says anything of them. */
    async function tablesSaying(): Promise<string[]> {
      const tables = await open().$queryRaw<{ name: string }[]>(sql`SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'`);
      const found: string[] = [];
      for (const { name } of tables) {
        const [row] = await open().$queryRaw<{ says: boolean }[]>(sql`SELECT EXISTS (SELECT 1 FROM ${identifier(name)} t WHERE t::text ILIKE '%zzann%' OR t::text ILIKE ${`%${ann.userId}@example.org%`}) AS says`);
        if (row?.says) found.push(name);
      }
      return found;
    }

    async function ledgerNow(name: string) {
      const out = { text: "" };
      const output = { out: (text: string) => void (out.text += text), err: () => undefined };
      const run = (...args: string[]) => runCommand("impact", { args, cwd: folder, input: null, output, stderrIsTerminal: false, db: () => Promise.resolve(open()) });
      expect(await run("export", "--out", name)).toBe(0);
      expect(await run("verify", name)).toBe(0);
      expect(out.text).toContain("Everything fits.");
      // In a transaction they are made anew, not taken from what is kept.
      const statistics = await open().$transaction((tx) => publishedStatistics(tx, new Date("2027-06-01T00:00:00Z")));
      return { rows: readFileSync(path.join(folder, name, "ledger.ndjson"), "utf8"), totals: await open().impactTotal.findMany({ orderBy: [{ scopeType: "asc" }, { scopeId: "asc" }, { period: "asc" }, { route: "asc" }, { material: "asc" }] }), statistics };
    }

    beforeAll(async () => {
      const db = open();
      await ledgerHistory(db, { seed: 7, steps: 12, key: newSigningKey("roundabout.test/ledger") });
      ann = await createPerson(db, { name: "Zzann" });
      deal = await createDeal(db, { giver: ann, state: "handed_over", listing: { title: "Zzann chair" } });
      must(await sendMessage(db, ann, { dealId: deal.id, clientId: `client-${newId()}`, body: "Zzann says where the key is" }));
      must(await sendMessage(db, deal.taker, { dealId: deal.id, clientId: `client-${newId()}`, body: "The other side answers" }));
      must(await perform(db, deal, "complete", { mover: "taker" }));
      await db.deal.update({ where: { id: deal.id }, data: { agreedPlace: "Zzann street" } });
      await db.listing.update({ where: { id: deal.listingId }, data: { description: "zzann words", exactAddress: "Zzann street 1", searchText: "zzann" } });
      await db.listingPhoto.create({ data: { id: newId(), listingId: deal.listingId, position: 1, storageKey: "zzannphoto1", width: 1, height: 1, alt: "Zzann" } });
      for (const width of [400, 1200]) await files.put(`photos/zzannphoto1/${width}.webp`, Buffer.from("x"), "image/webp");
      await createListing(db, ann, { title: "Zzann lamp" });
      await db.party.update({ where: { id: ann.party.id }, data: { placeLabel: "Zzannville", latitude: 1, longitude: 2 } });
      await createSession(db, { userId: ann.userId, userAgent: "zzann browser" });
      await db.account.create({ data: { id: newId(), accountId: ann.userId, providerId: "credential", userId: ann.userId, password: "zzann" } });
      await db.savedSearch.create({ data: { id: newId(), userId: ann.userId, partyId: ann.party.id, name: "zzann wants", params: "q=zzann", live: true, mails: true } });
      await db.dealReview.create({ data: { id: newId(), dealId: deal.id, side: "giver", authorUserId: ann.userId, authorPartyId: ann.party.id, aboutPartyId: deal.taker.party.id, verdict: "well", reasons: [], text: "zzann thanks", revealAt: new Date() } });
      archive = must(await askForExport(db, ann)).id;
      while (await makeNextExport(db, files));
      expect(existsSync(path.join(folder, "files", exportKey(archive)))).toBe(true);
      const community = await createParty(db, "community");
      await db.membership.create({ data: { id: newId(), partyId: community.party.id, userId: ann.userId, role: "member", requestText: "zzann asks" } });
      const question = newId();
      await db.communityPost.create({ data: { id: question, partyId: community.party.id, authorUserId: ann.userId, authorPartyId: ann.party.id, kind: "question", audience: "members", body: "zzann asks everybody", pinnedAt: new Date(), createdAt: new Date() } });
      await db.communityAnswer.create({ data: { id: newId(), postId: question, authorUserId: ann.userId, authorPartyId: ann.party.id, body: "zzann answers", helpedAt: new Date(), createdAt: new Date() } });
      seen.push(await ledgerNow("before"));
      saying = await tablesSaying();
      must(await askToLeave(db, ann, emailOf(ann)));
      expect(await db.mailMessage.findMany({ where: { userId: ann.userId, causeKey: { startsWith: "leaving:" } }, select: { toAddress: true, kind: true } })).toEqual([{ toAddress: `${ann.userId}@example.org`, kind: "security" }]);
      expect(await letGo(db, files, new Date(Date.now() + 13 * dayMs))).toBe(0);
      expect((await db.user.findUniqueOrThrow({ where: { id: ann.userId } })).name).toBe("Zzann");
      // Late, doubled, and again after the files failed.
      const broken = { delete: () => Promise.reject(new Error("no storage")) };
      await expect(letGo(db, broken, new Date(Date.now() + 15 * dayMs))).rejects.toThrow("no storage");
      expect(await letGo(db, files, new Date(Date.now() + 15 * dayMs))).toBe(0);
      expect(await letGo(db, files, new Date(Date.now() + 16 * dayMs))).toBe(0);
      seen.push(await ledgerNow("after"));
    });

    it("no table says their name, address or words any more, but for letters that others have had", async () => {
      // They stood in many before.
      expect(saying).toEqual(expect.arrayContaining(["user", "party", "session", "account", "listing", "listing_photo", "message", "deal", "deal_review", "saved_search", "membership", "community_post", "community_answer"]));
      const found = await tablesSaying();
      expect(found.filter((name) => !["mail_message", "notification"].includes(name))).toEqual([]);
      expect(await open().mailMessage.count({ where: { userId: ann.userId } })).toBe(0);
      expect(await open().notification.count({ where: { userId: ann.userId } })).toBe(0);
    });

    it("everything that an archive lists is gone, or without a word, or said to stay", async () => {
      const person = { userId: ann.userId, partyIds: [ann.party.id], now: new Date() };
      for (const after of afterLeaving) {
        const whose = ("whose" in after ? after.whose : undefined) ?? personalTables.find(({ table }) => table === after.table)?.whose;
        if (!whose) throw new Error(after.table);
        if ("stays" in after) expect(after.stays.length, after.table).toBeGreaterThan(20);
        else if ("gone" in after) expect(await open().$queryRaw(sql`SELECT ${after.table} AS "table" FROM ${identifier(after.table)} t WHERE ${whose(person, sql`t`)}`)).toEqual([]);
      }
      expect(await open().user.findUniqueOrThrow({ where: { id: ann.userId }, select: { name: true, email: true, isOperator: true } })).toEqual({ name: nameOfLeft, email: `left-${ann.userId}@left.invalid`, isOperator: false });
      expect(await open().membership.count({ where: { userId: ann.userId, state: "active" } })).toBe(0);
      expect(await open().listing.findMany({ where: { ownerPartyId: ann.party.id }, select: { title: true, state: true }, orderBy: { state: "asc" } })).toEqual([{ title: removedText, state: "completed" }, { title: removedText, state: "withdrawn" }]);
    });

    it("files are deleted: photos in both sizes and archives", () => {
      for (const file of ["photos/zzannphoto1/400.webp", "photos/zzannphoto1/1200.webp", exportKey(archive)]) expect(existsSync(path.join(folder, "files", file)), file).toBe(false);
    });

    it("the other side keeps its deal and its own words, with somebody who left", async () => {
      const kept = await open().deal.findUniqueOrThrow({ where: { id: deal.id }, select: { state: true, giverPartyId: true } });
      expect(kept).toEqual({ state: "completed", giverPartyId: ann.party.id });
      expect((await open().party.findUniqueOrThrow({ where: { id: ann.party.id } })).name).toBe(nameOfLeft);
      const messages = await open().message.findMany({ where: { conversation: { dealId: deal.id }, kind: { not: "system" } }, orderBy: { seq: "asc" }, select: { body: true, withdrawnAt: true } });
      expect(messages.map(({ body, withdrawnAt }) => [body, withdrawnAt !== null])).toEqual(expect.arrayContaining([["", true], ["The other side answers", false]]));
    });

    it("the ledger verifies as before, row for row, and no figure has changed", () => {
      expect(seen[1]).toEqual(seen[0]);
      expect(String(seen[0]?.rows).split("\n").length).toBeGreaterThan(5);
    });
  });

  it("asks for the address of the account, once, and says what is in the way", async () => {
    const db = open();
    const scene = await createBookingScene(db);
    const clock = testClock(new Date("2026-12-01T08:00:00Z"));
    expect(await askToLeave(db, scene.anna, { confirmation: "somebody@example.org" })).toMatchObject({ ok: false, error: "MY-DATA.CONFIRMATION_INVALID" });
    const { slotId } = await createSlot(db, { ...scene, startsAt: "2026-12-03T10:00:00Z" });
    await bookedBy(db, scene.anna, asked(slotId), clock);
    await createDeal(db, { giver: scene.anna, state: "accepted" });
    const community = await createParty(db, "community");
    await withRole(db, community, "member");
    expect(await askToLeave(db, scene.anna, emailOf(scene.anna))).toMatchObject({ ok: false, error: "MY-DATA.BLOCKED", details: { blocks: { deals: 1, bookings: 1, parties: [] } } });
    expect(await askToLeave(db, community, emailOf(community))).toMatchObject({ ok: false, error: "MY-DATA.BLOCKED", details: { blocks: { deals: 0, bookings: 0, parties: [{ kind: "community" }] } } });
    expect(await askToLeave(db, scene.recycler, emailOf(scene.recycler))).toMatchObject({ ok: false, error: "MY-DATA.BLOCKED" });
    must(await askToLeave(db, scene.ben, { confirmation: ` ${scene.ben.userId.toUpperCase()}@example.org ` }));
    expect(await askToLeave(db, scene.ben, emailOf(scene.ben))).toMatchObject({ ok: false, error: "MY-DATA.ALREADY_LEAVING" });
  });

  it("is undone in time, by nobody else, and not afterwards", async () => {
    const db = open();
    const [ann, ben] = [await createPerson(db), await createPerson(db, { isOperator: true })];
    const first = must(await askToLeave(db, ann, emailOf(ann)));
    expect(await undoLeaving(db, ben, first)).toMatchObject({ ok: false, error: "MY-DATA.NOT_FOUND" });
    expect(await undoLeaving(db, ann, first)).toMatchObject({ ok: true });
    expect(await undoLeaving(db, ann, first)).toMatchObject({ ok: true });
    await letGo(db, noFiles, new Date(Date.now() + 20 * dayMs));
    expect((await db.user.findUniqueOrThrow({ where: { id: ann.userId } })).name).not.toBe(nameOfLeft);
    const second = must(await askToLeave(db, ann, emailOf(ann)));
    // The word that was taken back takes nothing back any more.
    expect(await undoLeaving(db, ann, first)).toMatchObject({ ok: true });
    await letGo(db, noFiles, new Date(Date.now() + 20 * dayMs));
    expect((await db.user.findUniqueOrThrow({ where: { id: ann.userId } })).name).toBe(nameOfLeft);
    expect(await undoLeaving(db, ann, second)).toMatchObject({ ok: false, error: "MY-DATA.TOO_LATE" });
  });

  it("waits for what was begun meanwhile, and leaves a shared household to the others", async () => {
    const db = open();
    const [ann, dee] = [await createPerson(db), await createPerson(db)];
    must(await askToLeave(db, ann, emailOf(ann)));
    const deal = await createDeal(db, { giver: ann, state: "requested" });
    const due = new Date(Date.now() + 15 * dayMs);
    await letGo(db, noFiles, due);
    expect((await db.leaving.findFirstOrThrow({ where: { userId: ann.userId } })).state).toBe("waiting");
    await db.membership.create({ data: { id: newId(), partyId: ann.party.id, userId: dee.userId, role: "owner" } });
    await letGo(db, noFiles, new Date(due.getTime() + 2 * dayMs));
    expect((await db.user.findUniqueOrThrow({ where: { id: ann.userId } })).name).toBe(nameOfLeft);
    expect(await db.party.findUniqueOrThrow({ where: { id: ann.party.id }, select: { leftAt: true, name: true } })).toEqual({ leftAt: null, name: ann.party.name });
    expect((await db.deal.findUniqueOrThrow({ where: { id: deal.id } })).state).toBe("requested");
  });
});

describeDatabases(
  "leaving while a visit is booked",
  (open) => {
    it("either the visit is there and they stay, or they left and it is refused", async () => {
      const db = open();
      const scene = await createBookingScene(db);
      const clock = testClock(new Date("2026-12-01T08:00:00Z"));
      for (let n = 0; n < 12; n++) {
        const ann = await createPerson(db);
        const { slotId } = await createSlot(db, { ...scene, startsAt: new Date(Date.parse("2026-12-03T08:00:00Z") + n * 1_800_000) });
        must(await askToLeave(db, ann, emailOf(ann)));
        const [booked] = await Promise.allSettled([bookedBy(db, ann, asked(slotId), clock), letGo(db, noFiles, new Date(Date.now() + 15 * dayMs)), letGo(db, noFiles, new Date(Date.now() + 15 * dayMs))]);
        const hasLeft = (await db.user.findUniqueOrThrow({ where: { id: ann.userId } })).name === nameOfLeft;
        const open = await db.booking.count({ where: { partyId: ann.party.id } });
        expect([booked.status, open]).toEqual(hasLeft ? ["rejected", 0] : ["fulfilled", 1]);
      }
    });

    it("nothing begins with somebody who left", async () => {
      const db = open();
      const ann = await createPerson(db);
      must(await askToLeave(db, ann, emailOf(ann)));
      await letGo(db, noFiles, new Date(Date.now() + 15 * dayMs));
      await expect(createListing(db, ann)).rejects.toThrow(/left/);
    });
  },
  { on: ["postgresql"] },
);
