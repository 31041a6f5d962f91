import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { preparePhoto, type PreparedPhoto } from "#app/platform/images/photo.server.ts";
import { localStorage } from "#app/platform/storage/local-storage.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createParty, createPerson, withRole } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { listingInput } from "../listings.schema.ts";
import { createListing } from "../listings.service.server.ts";
import { addDraftPhoto, cleanDrafts, mayUpload, removeDraftPhoto } from "./draft-photos.service.server.ts";
import { draftValues, maxDrafts, uploadsPerHour } from "./drafts.schema.ts";
import { discardDraft, myDrafts, openDraft, saveDraft } from "./drafts.service.server.ts";

const chair = listingInput.parse({ kind: "goods", offer: "free", category: "wooden_chair", title: "Chair of beech", condition: "good", placeLabel: "Mitte" });
const typed = { kind: "goods", title: "Ch", price: "12,", mass: "about two" };
const later = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);

const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-drafts-"));
const files: Storage = localStorage(folder);
let photos: PreparedPhoto[] = [];
beforeAll(async () => {
  for (const background of ["red", "green", "blue"]) {
    const prepared = await preparePhoto(await sharp({ create: { width: 60, height: 40, channels: 3, background } }).png().toBuffer());
    if (prepared.ok) photos = [...photos, prepared.value];
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const photo = (index: number) => photos[index % photos.length] as PreparedPhoto;
const hasFile = async (key: string) => {
  const file = await files.get(`photos/${key}/400.webp`);
  await file?.body.cancel();
  return file !== null;
};
const id = <T extends { id: string }>(result: { ok: boolean; value?: T }): string => result.value?.id ?? "none";

describeDatabases("drafts of listings", (open, kind) => {
  const save = (actor: Actor, draftId: string, version: number, values: Record<string, string | string[]>, photoIds: string[] = []) => saveDraft(open(), actor, { draftId, version, values, photoIds });
  const add = (actor: Actor, draftId: string, index = 0, clientId = newId()) => addDraftPhoto(open(), files, actor, { draftId, clientId, photo: photo(index) });

  it("come back exactly as typed, right or wrong, and are listed for their writer alone", async () => {
    const [writer, other] = [await createPerson(open()), await createPerson(open())];
    const draftId = newId();
    expect(await save(writer, draftId, 0, typed)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await save(writer, draftId, 1, { ...typed, title: "Chair  of 山毛榉 ", colours: ["red", "blue"] })).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await openDraft(open(), writer, { draftId })).toMatchObject({ ok: true, value: { version: 2, values: { ...typed, title: "Chair  of 山毛榉 ", colours: ["red", "blue"] }, photos: [] } });
    expect(await myDrafts(open(), writer)).toMatchObject([{ id: draftId, title: "Chair  of 山毛榉 ", kind: "goods", photoKey: null }]);
    expect(await myDrafts(open(), other)).toEqual([]);
  });

  it("are nobody else's to read, save, discard or put photos on; nor the writer's when acting for another party", async () => {
    const writer = await createPerson(open());
    const recycler = await createParty(open(), "recycler");
    const elsewhere = { ...writer, party: recycler.party, role: "member" as const };
    const stranger = await createPerson(open());
    const draftId = newId();
    await save(writer, draftId, 0, typed);
    const sent = await add(writer, draftId);
    for (const actor of [stranger, elsewhere]) {
      expect(await openDraft(open(), actor, { draftId })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
      for (const version of [0, 1]) expect(await save(actor, draftId, version, { title: "mine" })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
      expect(await discardDraft(open(), actor, { draftId })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
      expect(await add(actor, draftId)).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
      expect(await removeDraftPhoto(open(), actor, { draftId, photoId: id(sent) })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
      expect(await createListing(open(), actor, { listing: chair, publish: true, draft: { id: draftId, photoIds: [id(sent)] } })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
    }
    expect(await save(await withRole(open(), recycler, "viewer"), newId(), 0, typed)).toMatchObject({ ok: false, error: "LISTINGS.NOT_ALLOWED" });
    expect(await openDraft(open(), writer, { draftId })).toMatchObject({ ok: true, value: { version: 1, values: typed, photos: [{ id: id(sent) }] } });
  });

  it("a stale save is refused with the present version and writes nothing; the same save twice is one", async () => {
    const writer = await createPerson(open());
    const draftId = newId();
    await save(writer, draftId, 0, typed);
    expect(await save(writer, draftId, 0, typed)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await save(writer, draftId, 1, { title: "from the other window" })).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await save(writer, draftId, 1, { title: "from this window" })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_STALE", details: { version: 2 } });
    expect(await save(writer, draftId, 0, { title: "from this window" })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_STALE" });
    expect(await openDraft(open(), writer, { draftId })).toMatchObject({ ok: true, value: { values: { title: "from the other window" } } });
  });

  it("one thrown away does not come back by a late save, and throwing it away twice is told", async () => {
    const writer = await createPerson(open());
    const draftId = newId();
    await save(writer, draftId, 0, typed);
    expect(await discardDraft(open(), writer, { draftId })).toMatchObject({ ok: true });
    expect(await discardDraft(open(), writer, { draftId })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
    expect(await save(writer, draftId, 1, typed)).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
  });

  it("no more than twenty wait, and those there are can still be saved", async () => {
    const writer = await createPerson(open());
    const ids = Array.from({ length: maxDrafts }, () => newId());
    for (const draftId of ids) expect(await save(writer, draftId, 0, typed)).toMatchObject({ ok: true });
    expect(await save(writer, newId(), 0, typed)).toMatchObject({ ok: false, error: "LISTINGS.TOO_MANY_DRAFTS" });
    expect(await myDrafts(open(), writer)).toHaveLength(maxDrafts);
    expect(await save(writer, ids[0] ?? "", 1, { title: "more" })).toMatchObject({ ok: true });
  });

  it("publishing uses a draft up once: photos in the order shown, one listing for two presses, late saves refused", async () => {
    const writer = await createPerson(open());
    const draftId = newId();
    await save(writer, draftId, 0, typed);
    const [first, second, third] = [await add(writer, draftId, 0), await add(writer, draftId, 1), await add(writer, draftId, 2)];
    const publish = () => createListing(open(), writer, { listing: chair, publish: true, submissionId: draftId, draft: { id: draftId, photoIds: [id(third), id(first)] } });
    const published = await publish();
    expect(published).toMatchObject({ ok: true, value: { state: "published" } });
    expect(await publish()).toEqual(published);
    const kept = await open().listingPhoto.findMany({ where: { listingId: id(published) }, orderBy: { position: "asc" }, select: { storageKey: true, differenceHash: true } });
    expect(kept.map((row) => row.storageKey)).toEqual([third, first].map((sent) => (sent.ok ? sent.value.key : "")));
    expect(kept[0]?.differenceHash).toMatch(/^[0-9a-f]{16}$/);
    expect(await save(writer, draftId, 1, typed)).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_CLOSED", details: { listingId: id(published) } });
    expect(await add(writer, draftId)).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_CLOSED" });
    expect(await createListing(open(), writer, { listing: chair, publish: true, draft: { id: draftId, photoIds: [] } })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_CLOSED" });
    expect(await myDrafts(open(), writer)).toEqual([]);
    await cleanDrafts(open(), files, later(3));
    expect(await hasFile(kept[0]?.storageKey ?? "")).toBe(true);
    expect(await hasFile(second.ok ? second.value.key : "")).toBe(false);
  });

  it("a form never saved makes no ghost when its first save comes after the publishing", async () => {
    const writer = await createPerson(open());
    const draftId = newId();
    expect(await createListing(open(), writer, { listing: chair, publish: true, submissionId: draftId, draft: { id: draftId, photoIds: [] } })).toMatchObject({ ok: true });
    expect(await save(writer, draftId, 0, typed)).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_CLOSED" });
  });

  it("publishing with a photo that is gone changes nothing", async () => {
    const writer = await createPerson(open());
    const draftId = newId();
    await save(writer, draftId, 0, typed);
    const sent = await add(writer, draftId);
    for (const photoIds of [[newId()], [id(sent), id(sent)]]) {
      expect(await createListing(open(), writer, { listing: chair, publish: true, submissionId: draftId, draft: { id: draftId, photoIds } })).toMatchObject({ ok: false, error: "LISTINGS.PHOTO_NOT_FOUND" });
    }
    expect(await open().listing.count({ where: { ownerPartyId: writer.party.id } })).toBe(0);
    expect(await openDraft(open(), writer, { draftId })).toMatchObject({ ok: true, value: { values: typed, photos: [{ id: id(sent) }] } });
  });

  it("a photo sent twice is stored once; another under its name is refused; one taken off stays off", async () => {
    const writer = await createPerson(open());
    const [draftId, clientId] = [newId(), newId()];
    const first = await add(writer, draftId, 0, clientId);
    expect(first).toMatchObject({ ok: true });
    expect(await add(writer, draftId, 0, clientId)).toEqual(first);
    expect(await add(writer, draftId, 1, clientId)).toMatchObject({ ok: false, error: "HTTP.KEY_REUSED" });
    // A photo before the first word: the first save still finds its version.
    expect(await save(writer, draftId, 0, typed, [id(first)])).toMatchObject({ ok: true, value: { version: 1 } });
    for (let time = 0; time < 2; time += 1) expect(await removeDraftPhoto(open(), writer, { draftId, photoId: id(first) })).toMatchObject({ ok: true });
    expect(await add(writer, draftId, 0, clientId)).toMatchObject({ ok: false, error: "LISTINGS.PHOTO_NOT_FOUND" });
    expect(await removeDraftPhoto(open(), writer, { draftId, photoId: newId() })).toMatchObject({ ok: false, error: "LISTINGS.PHOTO_NOT_FOUND" });
    expect(await openDraft(open(), writer, { draftId })).toMatchObject({ ok: true, value: { photos: [] } });
  });

  it("a photo whose files could not be written is no photo; sent again it is, and left alone its place is cleared", async () => {
    const writer = await createPerson(open());
    const [draftId, clientId] = [newId(), newId()];
    const broken: Storage = { ...files, put: () => Promise.reject(new Error("the disk is full")) };
    await expect(addDraftPhoto(open(), broken, writer, { draftId, clientId, photo: photo(0) })).rejects.toThrow("the disk is full");
    expect(await openDraft(open(), writer, { draftId })).toMatchObject({ ok: true, value: { photos: [] } });
    expect(await add(writer, draftId, 0, clientId)).toMatchObject({ ok: true });
    await expect(addDraftPhoto(open(), broken, writer, { draftId, clientId: newId(), photo: photo(1) })).rejects.toThrow("the disk is full");
    await cleanDrafts(open(), files, later(3));
    expect(await open().listingDraftPhoto.count({ where: { draftId } })).toBe(1);
  });

  it("eight photos at most, and a limit for an hour", async () => {
    const writer = await createPerson(open());
    const draftId = newId();
    for (let index = 0; index < 8; index += 1) expect(await add(writer, draftId, index)).toMatchObject({ ok: true });
    expect(await add(writer, draftId)).toMatchObject({ ok: false, error: "LISTINGS.TOO_MANY_PHOTOS" });
    const rows = Array.from({ length: uploadsPerHour - 8 }, () => ({ id: newId(), draftId: null, userId: writer.userId, clientId: newId(), storageKey: `k${newId()}`, width: 1, height: 1, differenceHash: "0".repeat(16) }));
    await open().listingDraftPhoto.createMany({ data: rows });
    expect(await mayUpload(open(), writer)).toMatchObject({ ok: false, error: "LISTINGS.UPLOAD_RATE_LIMITED" });
    expect(await add(writer, newId())).toMatchObject({ ok: false, error: "LISTINGS.UPLOAD_RATE_LIMITED" });
    expect(await mayUpload(open(), writer, { now: () => later(2) })).toMatchObject({ ok: true });
  });

  it("the timer takes expired drafts and left photos away, with their files; early or twice it changes nothing", async () => {
    const writer = await createPerson(open());
    const [kept, gone] = [newId(), newId()];
    const [here, removed, expired] = [await add(writer, kept, 0), await add(writer, kept, 1), await add(writer, gone, 2)];
    await removeDraftPhoto(open(), writer, { draftId: kept, photoId: id(removed) });
    const key = (sent: typeof here) => (sent.ok ? sent.value.key : "");
    await cleanDrafts(open(), files, later(1));
    expect(await hasFile(key(removed))).toBe(true);
    await cleanDrafts(open(), files, later(3));
    expect([await hasFile(key(here)), await hasFile(key(removed)), await hasFile(key(expired))]).toEqual([true, false, true]);
    await saveDraft(open(), writer, { draftId: kept, version: 0, values: typed, photoIds: [] }, { now: () => later(24) });
    await cleanDrafts(open(), files, later(30 * 24 + 1));
    expect([await hasFile(key(here)), await hasFile(key(expired))]).toEqual([true, false]);
    expect(await openDraft(open(), writer, { draftId: gone })).toMatchObject({ ok: false, error: "LISTINGS.DRAFT_NOT_FOUND" });
    expect(await openDraft(open(), writer, { draftId: kept })).toMatchObject({ ok: true, value: { photos: [{ id: id(here) }] } });
    expect(await cleanDrafts(open(), files, later(30 * 24 + 1))).toEqual({ drafts: 0, photos: 0 });
  });

  if (kind === "postgresql") {
    it("two windows that save at once: one writes, the other is told", async () => {
      const writer = await createPerson(open());
      const draftId = newId();
      await save(writer, draftId, 0, typed);
      const results = await Promise.all(Array.from({ length: 6 }, (_, index) => save(writer, draftId, 1, { title: `window ${index}` })));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok && result.error === "LISTINGS.DRAFT_STALE")).toHaveLength(5);
    });

    it("nine photos at once: eight stay; one photo sent six times at once is one", async () => {
      const writer = await createPerson(open());
      const [draftId, another, clientId] = [newId(), newId(), newId()];
      const nine = await Promise.all(Array.from({ length: 9 }, (_, index) => add(writer, draftId, index)));
      expect(nine.filter((result) => result.ok)).toHaveLength(8);
      const same = await Promise.all(Array.from({ length: 6 }, () => add(writer, another, 0, clientId)));
      expect(new Set(same.map((result) => (result.ok ? result.value.id : result.error))).size).toBe(1);
      expect(await openDraft(open(), writer, { draftId: another })).toMatchObject({ ok: true, value: { photos: [{ id: id(same[0] as { ok: boolean }) }] } });
    });

    it("publishing while the first save is on its way: one listing, and no draft left", async () => {
      const writer = await createPerson(open());
      for (let round = 0; round < 5; round += 1) {
        const draftId = newId();
        const [published] = await Promise.all([
          createListing(open(), writer, { listing: chair, publish: true, submissionId: draftId, draft: { id: draftId, photoIds: [] } }),
          save(writer, draftId, 0, typed),
        ]);
        expect(published).toMatchObject({ ok: true });
      }
      expect(await myDrafts(open(), writer)).toEqual([]);
    });
  }
});

it("what is kept: bounded, by plain names, and never a serial number", () => {
  expect(draftValues.parse({ title: "a", serialNumber: "123", submissionId: "x", "grade[0].part": "ok" })).toEqual({ title: "a", "grade[0].part": "ok" });
  for (const wrong of [{ title: "x".repeat(5_001) }, { "__proto__ x": "a" }, { title: 3 }, Object.fromEntries(Array.from({ length: 121 }, (_, i) => [`f${i}`, ""]))]) {
    expect(draftValues.safeParse(wrong).success).toBe(false);
  }
});
