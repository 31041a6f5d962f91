import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { preparePhoto, type PreparedPhoto } from "#app/platform/images/photo.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import * as refusalPhoto from "#app/routes/bookings.$id_.refusal.$file.ts";
import * as driverPage from "#app/routes/rounds.$id.tsx";
import * as photosOfRound from "#app/routes/rounds.$id_.photos.$act.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { acted, createPublishedRound, done, type OutRound } from "#tests/factories/home-rounds.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { askRoute, serveRoutesFrom } from "#tests/setup/ask-route.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { driveRound } from "./drive-round.server.ts";
import { keepRefusalPhoto } from "./keep-refusal-photo.server.ts";

const picture = (red: number) => sharp({ create: { width: 900, height: 600, channels: 3, background: { r: red, g: 90, b: 60 } } }).jpeg().toBuffer();
const prepared = async (red: number): Promise<PreparedPhoto> => done(await preparePhoto(await picture(red)));

describeDatabases("the photo of a load refused at a door", (open) => {
  let dataDir = "";
  let round: OutRound;
  let clientId: string;
  beforeAll(() => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), "roundabout-refused-"));
    serveRoutesFrom(open(), dataDir);
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  beforeEach(async () => {
    round = await createPublishedRound(open());
    round.clock.set("2026-06-01T07:10:00Z");
    clientId = newId();
    const refusal = acted(round.clock, { kind: "refuse", stopId: round.stops[0]?.id ?? "", reason: "contaminated", note: "paint", clientId });
    expect(done(await driveRound(open(), round.staff, { roundId: round.roundId, sentAt: round.clock.now(), actions: [refusal] }, round.clock))).toMatchObject([{ status: "done" }]);
  });

  const bookingId = () => round.stops[0]?.bookingId ?? "";
  const resident = () => round.booked.find((one) => one.bookingId === bookingId())?.resident ?? round.recycler;
  const keep = async (actor: Actor, photo: PreparedPhoto, act = clientId) => keepRefusalPhoto(open(), await storage(), actor, { roundId: round.roundId, clientId: act, photo });
  const key = async () => (await open().visitRefusal.findUniqueOrThrow({ where: { bookingId: bookingId() } })).storageKey;
  const filesOf = (storageKey: string | null) => readdirSync(path.join(dataDir, "files"), { recursive: true }).filter((name) => String(name).includes(storageKey ?? "none") && String(name).endsWith(".webp"));
  const seenBy = (actor: Actor | null) => askRoute(open(), refusalPhoto.loader, actor, { id: bookingId(), file: "400.webp" });

  it("comes after the refusal, once however often it is sent, for the resident and the yard alone", async () => {
    const photo = await prepared(200);
    expect(await keep(round.staff, photo)).toEqual({ ok: true, value: { changed: true } });
    const kept = await key();
    expect(await keep(round.staff, photo)).toEqual({ ok: true, value: { changed: false } });
    expect(await key()).toBe(kept);
    expect(filesOf(kept)).toHaveLength(2);
    for (const actor of [resident(), round.staff]) expect((await seenBy(actor)).status).toBe(200);
    for (const actor of [await createParty(open(), "recycler"), round.booked[2]?.resident ?? null, round.booked[1]?.resident ?? null].filter((one) => one?.party.id !== resident().party.id)) expect((await seenBy(actor)).status).toBe(404);
  });

  it("is not replaced by another one, whose files do not stay", async () => {
    const [first, second] = [await prepared(10), await prepared(250)];
    done(await keep(round.staff, first));
    const kept = await key();
    expect(await keep(round.staff, second)).toMatchObject({ error: "PICKUPS.ALREADY_WITH_PHOTO" });
    expect(await key()).toBe(kept);
    await expect(open().visitRefusal.update({ where: { bookingId: bookingId() }, data: { storageKey: "x".repeat(40) } })).rejects.toThrow(/never changed/);
    await expect(open().visitRefusal.update({ where: { bookingId: bookingId() }, data: { reason: "other words" } })).rejects.toThrow(/never changed/);
  });

  it("sent five times at once is one photo, with its files", async () => {
    const photo = await prepared(77);
    const results = await Promise.all(Array.from({ length: 5 }, () => keep(round.staff, photo)));
    expect(results.filter((result) => done(result).changed)).toHaveLength(1);
    expect(filesOf(await key())).toHaveLength(2);
  });

  it("is the driver's and the managers' to send, of an act that refused something", async () => {
    const photo = await prepared(120);
    expect(await keep(await createParty(open(), "recycler"), photo)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await keep(resident(), photo)).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    expect(await keep(await withRole(open(), round.recycler, "staff"), photo)).toMatchObject({ error: "ROUNDS.NOT_ALLOWED" });
    expect(await keep(round.staff, photo, newId())).toMatchObject({ error: "ROUNDS.NOT_FOUND" });
    const again = newId();
    const second = acted(round.clock, { kind: "refuse", stopId: round.stops[0]?.id ?? "", reason: "unsafe", note: "", clientId: again });
    expect(done(await driveRound(open(), round.staff, { roundId: round.roundId, sentAt: round.clock.now(), actions: [second] }, round.clock))).toMatchObject([{ status: "refused" }]);
    expect(await keep(round.staff, photo, again)).toMatchObject({ error: "ROUNDS.STOP_WRONG_STATE" });
    expect(await key()).toBeNull();
  });

  it("is posted by the phone as a form; what is no photo is refused with a code", async () => {
    const post = async (actor: Actor | null, bytes: Uint8Array) => {
      const form = new FormData();
      form.set("photo", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), "photo");
      const answer = await askRoute(open(), photosOfRound.action, actor, { id: round.roundId, act: clientId }, { method: "POST", body: form });
      return { status: answer.status, body: (await answer.json()) as unknown };
    };
    expect(await post(null, await picture(1))).toMatchObject({ status: 401 });
    expect(await post(resident(), await picture(1))).toEqual({ status: 404, body: { error: "ROUNDS.NOT_FOUND" } });
    expect(await post(round.staff, Buffer.from("no picture"))).toEqual({ status: 400, body: { error: "ROUNDS.PHOTO_INVALID" } });
    expect(await post(round.staff, await picture(5))).toEqual({ status: 200, body: { changed: true } });
    expect(await post(round.staff, await picture(5))).toEqual({ status: 200, body: { changed: false } });
  });

  it("that the page's form could not keep is named with its act, is taken alone when it is sent again, and says why each time", async () => {
    const post = async (words: Record<string, string>, bytes: Uint8Array) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(words)) form.set(name, value);
      form.set("photo", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), "photo.jpg");
      return askRoute(open(), driverPage.action, round.staff, { id: round.roundId }, { method: "POST", body: form });
    };
    const stopId = round.stops[0]?.id ?? "";
    const refusal = { kind: "refuse", clientId, stopId, reason: "contaminated", note: "paint" };
    expect((await post(refusal, await picture(9))).status).toBe(302);
    const late = await post(refusal, await picture(200));
    expect({ status: late.status, body: (await late.json()) as unknown }).toMatchObject({ status: 409, body: { error: "PICKUPS.ALREADY_WITH_PHOTO", stopId, photoOf: clientId, refusal: null } });
    const again = await post({ photoOf: clientId, stopId }, Buffer.from("no picture"));
    expect({ status: again.status, body: (await again.json()) as unknown }).toMatchObject({ status: 400, body: { error: "ROUNDS.PHOTO_INVALID", photoOf: clientId } });
    expect((await post({ photoOf: clientId, stopId }, await picture(9))).status).toBe(302);
    expect(await open().roundAction.count({ where: { roundId: round.roundId } })).toBe(1);
  });
});
