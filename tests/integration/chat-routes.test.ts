import { mkdtempSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import * as blocks from "#app/routes/account.blocks.tsx";
import * as messages from "#app/routes/deals.$id_.messages.ts";
import * as photos from "#app/routes/deals.$id_.photos.$photo.$file.ts";
import * as withdraw from "#app/routes/deals.$id_.withdraw.ts";
import * as publicPhotos from "#app/routes/photos.$key.$file.ts";
import type { Actor } from "#app/shared/actor.ts";
import { createPerson } from "#tests/factories/people.ts";
import { createThread } from "#tests/factories/threads.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

describeDatabases("the doors of a thread", (open) => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), "roundabout-chat-"));
    serveRoutesFrom(open(), dataDir);
  });

  const ask = (handler: Parameters<typeof askRoute>[1], as: Actor | null, params: Record<string, string>, init?: Parameters<typeof askRoute>[4]) => askRoute(open(), handler, as, params, init);
  const files = () => readdirSync(path.join(dataDir, "files"), { recursive: true }).filter((name) => String(name).endsWith(".webp"));

  async function photoForm(clientId: string, body = ""): Promise<FormData> {
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: { r: 10, g: 120, b: 90 } } })
      .withExif({ IFD0: { Copyright: "Somebody at a secret place" } })
      .jpeg()
      .toBuffer();
    const form = new FormData();
    form.set("clientId", clientId);
    form.set("body", body);
    form.append("photos", new File([new Uint8Array(bytes)], "camera.jpg", { type: "image/jpeg" }));
    return form;
  }

  it("a photo loses what the camera knew, stays off the public shelf, and is served to the two sides only", async () => {
    const db = open();
    const { dealId, giver, taker } = await createThread(db);
    const stranger = await createPerson(db);
    const sent = await ask(messages.action, giver, { id: dealId }, { method: "POST", body: await photoForm("client-photo-1") });
    expect(sent.status).toBe(200);
    const message = (await sent.json()) as { seq: number; photos: { id: string }[] };
    const again = await ask(messages.action, giver, { id: dealId }, { method: "POST", body: await photoForm("client-photo-1") });
    expect(await again.json()).toEqual(message);
    expect(files()).toHaveLength(2);

    const photo = { id: dealId, photo: message.photos[0]?.id ?? "", file: "400.webp" };
    const served = await ask(photos.loader, taker, photo);
    expect([served.status, served.headers.get("cache-control"), served.headers.get("content-type")]).toEqual([200, "private, no-cache", "image/webp"]);
    const bytes = new Uint8Array(await served.arrayBuffer());
    const { exif, width } = await sharp(bytes).metadata();
    expect([exif, width, Buffer.from(bytes).includes("secret place")]).toEqual([undefined, 400, false]);
    expect((await ask(photos.loader, taker, photo, { headers: { "if-none-match": served.headers.get("etag") ?? "" } })).status).toBe(304);
    for (const reader of [stranger, null]) expect((await ask(photos.loader, reader, photo)).status).toBe(404);
    expect((await ask(photos.loader, taker, { ...photo, file: "../../x" })).status).toBe(404);
    const { storageKey } = await db.messagePhoto.findFirstOrThrow({ select: { storageKey: true } });
    expect((await ask(publicPhotos.loader, taker, { key: storageKey, file: "400.webp" })).status).toBe(404);

    expect((await ask(withdraw.action, giver, { id: dealId }, { method: "POST", body: new URLSearchParams({ seq: String(message.seq) }) })).status).toBe(302);
    expect((await ask(photos.loader, giver, photo)).status).toBe(404);
  });

  it("refuses what is no photo at the field, strangers altogether, and leaves no file of a refused message behind", async () => {
    const db = open();
    const { dealId, giver } = await createThread(db);
    const stranger = await createPerson(db);
    const before = files().length;
    expect((await ask(messages.action, stranger, { id: dealId }, { method: "POST", body: await photoForm("client-photo-2") })).status).toBe(404);
    const bad = await photoForm("client-photo-3");
    bad.append("photos", new File(["no picture"], "x.jpg", { type: "image/jpeg" }));
    const refused = await ask(messages.action, giver, { id: dealId }, { method: "POST", body: bad });
    expect([refused.status, await refused.json()]).toEqual([400, { error: "MESSAGING.PHOTO_INVALID" }]);
    expect(files()).toHaveLength(before);
    expect(await db.message.count({ where: { conversation: { dealId } } })).toBe(0);
  });

  it("blocks for one's own party only, and goes back to where the form came from on this site", async () => {
    const db = open();
    const [a, b] = [await createPerson(db), await createPerson(db)];
    const post = (form: Record<string, string>) => ask(blocks.action, a, {}, { method: "POST", body: new URLSearchParams(form) });
    expect((await post({ intent: "block", partyId: a.party.id, ourPartyId: b.party.id })).status).toBe(403);
    expect((await post({ intent: "nonsense", partyId: b.party.id })).status).toBe(400);
    expect((await ask(blocks.action, null, {}, { method: "POST", body: new URLSearchParams({ intent: "block", partyId: b.party.id }) })).status).toBe(302);
    expect(await db.partyBlock.count({ where: { blockedPartyId: { in: [a.party.id, b.party.id] } } })).toBe(0);
    const done = await post({ intent: "block", partyId: b.party.id, ourPartyId: a.party.id, returnTo: "https://evil.example/" });
    expect([done.status, done.headers.get("location")]).toEqual([302, "/account/blocks"]);
    expect(await db.partyBlock.count({ where: { blockerPartyId: a.party.id, blockedPartyId: b.party.id } })).toBe(1);
  });
});
