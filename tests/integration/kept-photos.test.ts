import { mkdtempSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import { appealDecision } from "#app/domains/trust/appeals.service.server.ts";
import { forgetWithdrawn, withdrawMessage } from "#app/domains/messaging/withdraw.service.server.ts";
import { answerAppeal } from "#app/flows/answer-appeal.server.ts";
import { holdReportedListing } from "#app/flows/hold-reported-listing.server.ts";
import { openReport } from "#app/flows/report-subject.server.ts";
import { settleDecision } from "#app/flows/settle-decision.server.ts";
import { ownReports } from "#app/domains/trust/reports.service.server.ts";
import { preparePhoto } from "#app/platform/images/photo.server.ts";
import { storePhoto } from "#app/platform/images/stored-photos.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import * as messages from "#app/routes/deals.$id_.messages.ts";
import * as threadPhotos from "#app/routes/deals.$id_.photos.$photo.$file.ts";
import * as edit from "#app/routes/listings.$id.edit.tsx";
import * as casePhotos from "#app/routes/moderation_.cases_.$id.photos.$key.$file.ts";
import * as photos from "#app/routes/photos.$key.$file.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { must } from "#tests/factories/deals.ts";
import { createListing } from "#tests/factories/listings.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createThread } from "#tests/factories/threads.ts";
import { createModerator, decide, reportedListing, take } from "#tests/factories/trust.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

/** A picture nobody else has. */
function picture(red: number): Promise<Buffer> {
  return sharp({ create: { width: 900, height: 600, channels: 3, background: { r: red, g: 90, b: 60 } } }).jpeg().toBuffer();
}

describeDatabases("files of photos that moderation took away", (open) => {
  let dataDir = "";
  beforeAll(() => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), "roundabout-kept-"));
    serveRoutesFrom(open(), dataDir);
  });

  const files = (key: string) => readdirSync(path.join(dataDir, "files"), { recursive: true }).filter((name) => String(name).includes(key) && String(name).endsWith(".webp"));

  async function shownListing(owner: Actor): Promise<{ listingId: string; photoId: string; key: string }> {
    const { id: listingId } = await createListing(open(), owner);
    const stored = await storePhoto(await storage(), newId(), must(await preparePhoto(await picture(120))));
    const photo = { ...stored, id: newId(), listingId, position: 0, alt: "" };
    await open().listingPhoto.create({ data: photo });
    return { listingId, photoId: photo.id, key: stored.storageKey };
  }

  const publicly = (key: string, as: Actor | null = null, headers: Record<string, string> = {}) => askRoute(open(), photos.loader, as, { key, file: "400.webp" }, { headers });
  const inCase = (caseId: string, key: string, as: Actor | null, file = "400.webp") => askRoute(open(), casePhotos.loader, as, { id: caseId, key, file });

  it("of a shown listing they are public, and no cache may keep them for long without asking", async () => {
    const { key } = await shownListing(await createPerson(open()));
    const served = await publicly(key);
    expect([served.status, served.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect(served.headers.get("cache-control")).toBe("public, max-age=3600, s-maxage=60, must-revalidate");
    expect((await publicly(key, null, { "if-none-match": served.headers.get("etag") ?? "" })).status).toBe(304);
    const nobodys = await storePhoto(await storage(), newId(), must(await preparePhoto(await picture(7))));
    expect((await publicly(nobodys.storageKey)).status).toBe(404);
  });

  it("of a removed listing they are refused to everybody but moderators, and back upon an appeal", async () => {
    const db = open();
    const [one, two, three, owner] = [await createModerator(db), await createModerator(db), await createModerator(db), await createPerson(db)];
    const { listingId, key } = await shownListing(owner);
    const etag = (await publicly(key)).headers.get("etag") ?? "";
    const { caseId, reporter } = await reportedListing(db, { owner, listingId });
    const refusedToAll = async () => {
      for (const person of [null, owner, reporter, one]) {
        const refused = await publicly(key, person, { "if-none-match": etag });
        expect([refused.status, refused.headers.get("cache-control")]).toEqual([404, "no-store"]);
      }
    };
    const version = await take(db, one, caseId);
    must(await holdReportedListing(db, one, { caseId, version, hold: true }));
    await refusedToAll();
    must(await holdReportedListing(db, one, { caseId, version, hold: false }));
    expect((await publicly(key)).status).toBe(200);
    const decisionId = await decide(db, one, caseId, "remove");
    await refusedToAll();
    must(await settleDecision(db, two, { decisionId, version: 1, agrees: "yes", note: "" }));
    await refusedToAll();

    const seen = await inCase(caseId, key, three);
    expect([seen.status, seen.headers.get("content-type"), seen.headers.get("cache-control")]).toEqual([200, "image/webp", "private, no-store"]);
    for (const person of [owner, reporter]) expect((await inCase(caseId, key, person)).status).toBe(403);
    expect((await inCase(caseId, key, null)).status).toBe(302);
    expect((await inCase(caseId, key, three, "../1200.webp")).status).toBe(404);
    const other = await shownListing(owner);
    expect((await inCase(caseId, other.key, three)).status).toBe(404);
    expect((await inCase((await reportedListing(db)).caseId, key, three)).status).toBe(404);

    const { appealId } = must(await appealDecision(db, owner, { decisionId, text: "It was a gift, nothing was asked for." }));
    must(await answerAppeal(db, three, { appealId, version: 1, outcome: "reversed", answer: "Nothing shows it." }));
    expect((await publicly(key)).status).toBe(200);
  });

  it("of one hidden photo they are refused, its neighbours are not, and it is back upon an appeal", async () => {
    const db = open();
    const [one, two, owner] = [await createModerator(db), await createModerator(db), await createPerson(db)];
    const [hidden, shown] = [await shownListing(owner), await shownListing(owner)];
    const { caseId } = await reportedListing(db, { owner, listingId: hidden.listingId, subject: { subject: "photo", id: hidden.photoId } });
    const decisionId = await decide(db, one, caseId, "hide");
    expect([(await publicly(hidden.key)).status, (await publicly(shown.key)).status, (await inCase(caseId, hidden.key, two)).status]).toEqual([404, 200, 200]);
    const { appealId } = must(await appealDecision(db, owner, { decisionId, text: "It shows only my own hand." }));
    must(await answerAppeal(db, two, { appealId, version: 1, outcome: "reversed", answer: "It may be shown." }));
    expect((await publicly(hidden.key)).status).toBe(200);
  });

  it("stay for the case when their owner takes them off, and go when nobody reported them", async () => {
    const db = open();
    const owner = await createPerson(db);
    const [reported, other] = [await shownListing(owner), await shownListing(owner)];
    const { caseId } = await reportedListing(db, { owner, listingId: reported.listingId });
    for (const { listingId, photoId } of [reported, other]) {
      const form = new FormData();
      for (const [name, value] of [["intent", "photos"], ["photo", photoId], [`remove-${photoId}`, "on"]] as const) form.set(name, value);
      expect((await askRoute(db, edit.action, owner, { id: listingId }, { method: "POST", body: form })).status).toBe(302);
    }
    expect([files(reported.key).length, files(other.key).length]).toEqual([2, 0]);
    expect([(await publicly(reported.key)).status, (await inCase(caseId, reported.key, await createModerator(db))).status]).toEqual([404, 200]);
  });

  it("of a message are in its case without any dispute, also when it was taken back before the report, and its words too", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const moderator = await createModerator(db);
    const form = new FormData();
    form.set("clientId", "client-kept-1");
    form.set("body", "Something abusive");
    form.append("photos", new File([new Uint8Array(await picture(33))], "a.jpg", { type: "image/jpeg" }));
    const sent = (await (await askRoute(db, messages.action, giver, { id: dealId }, { method: "POST", body: form })).json()) as { seq: number; photos: { id: string }[] };
    must(await withdrawMessage(db, giver, { dealId, seq: sent.seq }));
    const subject = { subject: "message" as const, id: `${dealId}:${sent.seq}` };
    // Reporting must not become a way to read what was taken back.
    expect(must(await openReport(db, taker, subject)).snapshot).toMatchObject({ text: "", photoKeys: [], concealed: true });
    expect(await openReport(db, await createPerson(db), subject)).toMatchObject({ error: "TRUST.NOT_FOUND" });
    const { caseId, reportId } = await reportedListing(db, { owner: giver, reporter: taker, listingId: "", subject });
    expect(JSON.stringify(await ownReports(db, taker, { after: null }))).not.toContain("abusive");
    const { storageKey } = await db.messagePhoto.findFirstOrThrow({ where: { message: { conversation: { dealId } } }, select: { storageKey: true } });
    expect((await db.report.findUniqueOrThrow({ where: { id: reportId } })).snapshot).toMatchObject({ text: "Something abusive", photoKeys: [storageKey], concealed: true });
    const seen = await inCase(caseId, storageKey, moderator);
    expect([seen.status, seen.headers.get("content-type")]).toEqual([200, "image/webp"]);
    for (const side of [giver, taker]) {
      expect((await inCase(caseId, storageKey, side)).status).toBe(403);
      expect((await askRoute(db, threadPhotos.loader, side, { id: dealId, photo: sent.photos[0]?.id ?? "", file: "400.webp" })).status).toBe(404);
    }
    expect((await publicly(storageKey, moderator)).status).toBe(404);
    // Its 180 days are over only when nobody looks at it any more.
    const longAfter = new Date(Date.now() + 200 * 86_400_000);
    const forgotten: string[] = [];
    const forget = () => forgetWithdrawn(db, async (key) => void forgotten.push(key), longAfter);
    expect([await forget(), forgotten]).toEqual([0, []]);
    await decide(db, moderator, caseId, "dismiss");
    expect([await forget(), forgotten]).toEqual([1, [storageKey]]);
  });
});
