import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askForExport, completeExport, dropExports, exportKey, keepExport, mostAttempts, takeExport, viewExport } from "#app/domains/my-data/exports.service.server.ts";
import { sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import { withdrawMessage } from "#app/domains/messaging/withdraw.service.server.ts";
import { localStorage } from "#app/platform/storage/local-storage.server.ts";
import { loader as download } from "#app/routes/account_.data_.$file.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must, testClock } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createSession } from "#tests/factories/sessions.ts";
import { createThread, writeMessages } from "#tests/factories/threads.ts";
import { readZip } from "#tests/factories/zip.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { makeNextExport } from "./export-personal-data.server.ts";

const folder = mkdtempSync(path.join(tmpdir(), "roundabout-my-data-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const files = localStorage(path.join(folder, "files"));
const fileOf = (id: string) => path.join(folder, "files", exportKey(id));

describeDatabases("an archive of everything about a person", (open) => {
  const archiveOf = async (actor: Actor) => {
    const { id } = must(await askForExport(open(), actor));
    while (await makeNextExport(open(), files));
    return { id, zip: readZip(readFileSync(fileOf(id))) };
  };
  const rowsOf = (zip: Map<string, Buffer>, table: string) => JSON.parse(zip.get(`json/${table}.json`)?.toString() ?? "[]") as Record<string, unknown>[];

  describe("holds what is theirs and nothing that is another's", () => {
    let zip: Map<string, Buffer>;
    let text = "";
    let [ann, ben, cy]: Actor[] = [];
    let thread: Awaited<ReturnType<typeof createThread>>;

    beforeAll(async () => {
      const db = open();
      [ann, ben, cy] = [await createPerson(db, { name: "Ann Archive" }), await createPerson(db, { name: "Ben Other" }), await createPerson(db, { name: "Cy Stranger" })];
      thread = await createThread(db, { giver: ann, taker: ben });
      await db.deal.update({ where: { id: thread.dealId }, data: { handoverCode: "918273", agreedPlace: "By the old gate" } });
      await writeMessages(db, thread, ["Hello from Ann", "Hello from Ben", "=HYPERLINK(\"x\")", "This was hidden by moderators"]);
      const conversation = await db.conversation.findUniqueOrThrow({ where: { dealId: thread.dealId } });
      const hidden = await db.message.findFirstOrThrow({ where: { conversationId: conversation.id, body: { contains: "hidden by" } } });
      await db.hiddenContent.create({ data: { subjectKind: "message", subjectId: hidden.id, decisionId: newId(), hiddenAt: new Date() } });
      must(await sendMessage(db, ben, { dealId: thread.dealId, clientId: `client-${newId()}`, body: "Ben took this back" }));
      const last = await db.message.findFirstOrThrow({ where: { conversationId: conversation.id, authorUserId: ben.userId }, orderBy: { seq: "desc" } });
      must(await withdrawMessage(db, ben, { dealId: thread.dealId, seq: last.seq }));
      // What Ben does without Ann: a thread with Cy, a listing with an address, a block and an unrevealed review of Ann.
      await writeMessages(db, await createThread(db, { giver: ben, taker: cy }), ["Between Ben and Cy"]);
      const bens = await createListing(db, ben);
      await db.listing.update({ where: { id: bens.id }, data: { exactAddress: "Ben's own door 7" } });
      await db.partyBlock.create({ data: { blockerPartyId: ben.party.id, blockedPartyId: ann.party.id } });
      await db.dealReview.create({ data: { id: newId(), dealId: thread.dealId, side: "taker", authorUserId: ben.userId, authorPartyId: ben.party.id, aboutPartyId: ann.party.id, verdict: "badly", reasons: ["other"], text: "Not to be read yet", revealAt: new Date(Date.now() + 86_400_000) } });
      await createSession(db, { userId: ann.userId, userAgent: "Ann's browser" });
      const anns = await db.listing.findFirstOrThrow({ where: { ownerPartyId: ann.party.id } });
      await db.listing.update({ where: { id: anns.id }, data: { exactAddress: "Ann's door 3", title: "+Chair with a formula" } });
      await files.put("photos/annphoto1/1200.webp", Buffer.from("a photo of a chair"), "image/webp");
      for (const [position, storageKey] of [[1, "annphoto1"], [2, "lostphoto"]] as const) await db.listingPhoto.create({ data: { id: newId(), listingId: anns.id, position, storageKey, width: 10, height: 10, alt: "Chair" } });
      // Who shares the household has an account of their own.
      const housemate = await createPerson(db, { name: "Dee Housemate" });
      await db.membership.create({ data: { id: newId(), partyId: ann.party.id, userId: housemate.userId, role: "member", requestText: "Dee asks to come in" } });
      await createSession(db, { userId: housemate.userId, userAgent: "Dee's browser" });
      zip = (await archiveOf(ann)).zip;
      text = [...zip.values()].map(String).join("\n");
    });

    it("their own account, listings, sessions, deals and conversation as they see them", () => {
      expect(rowsOf(zip, "user")).toEqual([expect.objectContaining({ id: ann?.userId, name: "Ann Archive" })]);
      expect(rowsOf(zip, "session")).toEqual(expect.arrayContaining([expect.objectContaining({ user_agent: "Ann's browser" })]));
      expect(rowsOf(zip, "listing")).toEqual([expect.objectContaining({ exact_address: "Ann's door 3" })]);
      expect(rowsOf(zip, "deal")).toEqual([expect.objectContaining({ id: thread.dealId, giver_party_id: "mine", taker_party_id: "Ben Other's household", requested_by_user_id: null, agreed_place: "By the old gate" })]);
      const messages = rowsOf(zip, "message").filter((row) => row.kind !== "system");
      expect(messages.map((row) => [row.author_user_id, row.author_party_id, row.body])).toEqual([
        ["me", "mine", "Hello from Ann"],
        [null, "Ben Other's household", "Hello from Ben"],
        ["me", "mine", '=HYPERLINK("x")'],
        [null, "Ben Other's household", null],
        [null, "Ben Other's household", ""],
      ]);
    });

    it("photos as they were stored; one that is lost does not spoil the rest", () => {
      const photos = rowsOf(zip, "listing_photo");
      expect(photos).toHaveLength(2);
      expect(photos.map((row) => zip.get(String(row.file))?.toString()).toSorted()).toEqual(["", "a photo of a chair"]);
    });

    it("tables for spreadsheets in which nothing runs", () => {
      const [header, row] = zip.get("csv/listing.csv")?.toString().split("\r\n") ?? [];
      expect(header?.split(",").slice(0, 3)).toEqual(["id", "owner_party_id", "created_by_user_id"]);
      expect(row).toContain(",'+Chair with a formula,");
      expect(zip.get("csv/message.csv")?.toString()).toContain(`"'=HYPERLINK(""x"")"`);
    });

    it("no word of others beyond what is seen, no secret", async () => {
      const [cookie] = await open().session.findMany({ where: { userId: ann?.userId ?? "" }, select: { token: true } });
      for (const secret of [ben?.userId, cy?.userId, cy?.party.id, "Cy Stranger", "Between Ben and Cy", "Ben's own door 7", "Not to be read yet", "hidden by moderators", "Ben took this back", "Dee", "918273", `${ben?.userId}@example.org`, cookie?.token]) {
        expect(text, `leaks ${secret}`).not.toContain(secret);
      }
      // Who blocked them is not theirs to know.
      expect(zip.has("json/party_block.json")).toBe(false);
    });

    it("says what it is and what is left out", () => {
      expect(zip.get("README.txt")?.toString()).toContain("Ann Archive");
      const about = JSON.parse(zip.get("about.json")?.toString() ?? "{}") as { tables: { table: string; rows: number; withheld: Record<string, string[]> }[] };
      expect(about.tables.find((one) => one.table === "session")).toMatchObject({ withheld: { "It lets in whoever has it.": ["token"] } });
      expect(about.tables.find((one) => one.table === "listing")?.rows).toBe(1);
    });
  });

  it("reads more than a page of rows, in order and each once", async () => {
    const ann = await createPerson(open());
    await open().notification.createMany({ data: Array.from({ length: 1_203 }, (_, n) => ({ id: newId(), causeKey: `many:${n}`, userId: ann.userId, partyId: ann.party.id, kind: "deal", subjectType: "deal", subjectId: newId(), path: "/deals", words: { n }, inApp: true, mail: "none" })) });
    const rows = rowsOf((await archiveOf(ann)).zip, "notification");
    expect(rows).toHaveLength(1_203);
    expect(new Set(rows.map((row) => row.id)).size).toBe(1_203);
  });

  it("is made one at a time, and a new one takes the place of the last", async () => {
    const ann = await createPerson(open());
    const first = must(await askForExport(open(), ann));
    expect(await askForExport(open(), ann)).toMatchObject({ ok: false, error: "MY-DATA.ALREADY_UNDER_WAY" });
    while (await makeNextExport(open(), files));
    expect(await viewExport(open(), ann)).toMatchObject({ id: first.id, state: "ready" });
    const second = must(await askForExport(open(), ann));
    while (await makeNextExport(open(), files));
    await dropExports(open(), (key) => files.delete(key), new Date(Date.now() + 1_000));
    expect([existsSync(fileOf(first.id)), existsSync(fileOf(second.id))]).toEqual([false, true]);
  });

  it("goes on after its process died, and the one thought dead changes nothing", async () => {
    const ann = await createPerson(open());
    const clock = testClock();
    const { id } = must(await askForExport(open(), ann, clock));
    const dead = await takeExport(open(), clock.now());
    if (!dead) throw new Error("nothing to take");
    expect(await keepExport(open(), dead, { stepsDone: 3, stepsAll: 60, isTold: true, now: clock.now() })).toBe(true);
    expect(await viewExport(open(), ann, clock)).toMatchObject({ state: "working", percent: 5 });
    expect(await makeNextExport(open(), files, clock)).toBe(false);
    clock.at = new Date(clock.at.getTime() + 121_000);
    expect(await makeNextExport(open(), files, clock)).toBe(true);
    expect(await viewExport(open(), ann, clock)).toMatchObject({ id, state: "ready", percent: 100 });
    expect(await keepExport(open(), dead, { stepsDone: 4, stepsAll: 60, isTold: true, now: clock.now() })).toBe(false);
    expect(await completeExport(open(), dead, { sizeBytes: 1, now: clock.now() })).toBe(false);
    expect((await viewExport(open(), ann, clock))?.sizeBytes).toBe(readFileSync(fileOf(id)).length);
  });

  it("is tried again where the storage fails, and given up in the end", async () => {
    const ann = await createPerson(open());
    const clock = testClock();
    must(await askForExport(open(), ann, clock));
    const broken = { ...files, putFile: () => Promise.reject(new Error("the disk is full")) };
    for (let n = 0; n < mostAttempts; n++) {
      expect(await makeNextExport(open(), broken, clock)).toBe(true);
      clock.at = new Date(clock.at.getTime() + 600_000);
    }
    expect(await viewExport(open(), ann, clock)).toMatchObject({ state: "failed" });
    expect(await makeNextExport(open(), files, clock)).toBe(false);
    expect(await askForExport(open(), ann, clock)).toMatchObject({ ok: true });
    while (await makeNextExport(open(), files, clock));
  });

  it("is downloaded by its owner alone, for seven days", async () => {
    serveRoutesFrom(open(), folder);
    const [ann, ben] = [await createPerson(open()), await createPerson(open(), { isOperator: true })];
    const { id } = await archiveOf(ann);
    const ask = (as: Actor | null, name = `${id}.zip`) => askRoute(open(), download as never, as, { file: name });
    const mine = await ask(ann);
    expect([mine.status, mine.headers.get("content-type"), mine.headers.get("cache-control")]).toEqual([200, "application/zip", "private, no-store"]);
    expect(readZip(Buffer.from(await mine.arrayBuffer())).has("json/user.json")).toBe(true);
    expect((await ask(ben)).status).toBe(404);
    expect((await ask(null)).status).toBe(302);
    expect((await ask(ann, "../x.zip")).status).toBe(404);
    await open().dataExport.update({ where: { id }, data: { readyAt: new Date(Date.now() - 8 * 86_400_000), expiresAt: new Date(Date.now() - 1_000) } });
    expect((await ask(ann)).status).toBe(404);
    expect(await viewExport(open(), ann)).toMatchObject({ state: "gone" });
    await dropExports(open(), (key) => files.delete(key), new Date());
    await dropExports(open(), (key) => files.delete(key), new Date());
    expect(existsSync(fileOf(id))).toBe(false);
  });
});

describeDatabases(
  "many who ask for an archive at once",
  (open) => {
    it("are one who asks, and one who makes it", async () => {
      const ann = await createPerson(open());
      const asked = await Promise.all(Array.from({ length: 8 }, () => askForExport(open(), ann)));
      expect(asked.filter((one) => one.ok)).toHaveLength(1);
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeExport(open(), new Date())));
      expect(taken.filter((one) => one !== null)).toHaveLength(1);
    });
  },
  { on: ["postgresql"] },
);
