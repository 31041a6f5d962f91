import { beforeEach, expect, it } from "vitest";
import sharp from "sharp";
import { preparePhoto, type PreparedPhoto } from "#app/platform/images/photo.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { done } from "#tests/factories/home-rounds.ts";
import { createParty, withRole } from "#tests/factories/people.ts";
import { clockAt, createArea, createBookingScene, createOwnPoint, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { openBooking } from "../views.service.server.ts";
import { forgetOldDrafts, newDraft, readDraft, saveDraft } from "./drafts.service.server.ts";
import { fillHomeBooking } from "./fill-home-booking.server.ts";
import { homeDraftData } from "./home-draft.rules.ts";

const noFiles = { put: () => Promise.reject(new Error("nothing is stored here")) } as unknown as Storage;

describeDatabases("the home booking form", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let scene: Awaited<ReturnType<typeof createBookingScene>>;
  let anna: Actor;
  let ben: Actor;
  let slotId: string;
  let areaId: string;
  let draftId: string;

  beforeEach(async () => {
    clock.set("2026-06-01T06:00:00Z");
    // A place of its own on the globe for each test, so that no other area reaches it.
    scene = await createBookingScene(open());
    ({ anna, ben } = scene);
    place.latitude = String(-60 + Math.random() * 50);
    areaId = await createArea(open(), scene, { latitude: Number(place.latitude), longitude: 100, radiusMetres: 500, maxVisitGrams: 50_000 });
    slotId = (await createSlot(open(), { ...scene, areaId, startsAt: "2026-06-01T09:00:00Z" })).slotId;
    draftId = newId();
  });

  const place = { latitude: "0", longitude: "100" };
  const fill = (actor: Actor, fields: Record<string, string>, more: { files?: Storage; photos?: PreparedPhoto[] } = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return fillHomeBooking(open(), more.files ?? noFiles, actor, { draftId, form, photos: more.photos ?? [], photoError: null }, clock);
  };
  const where = (actor = anna) => fill(actor, { intent: "where", address: "Gartenweg 7", ...place, floor: "", hasLift: "", placeOut: "door", instructions: "" });

  it("leads from the door to a confirmed visit, and forgets the draft", async () => {
    expect(await where()).toMatchObject({ kind: "go", to: expect.stringContaining("step=2") as string });
    expect(await fill(anna, { intent: "what", unit: "kg", "amount-cardboard": "12" })).toMatchObject({ kind: "go", to: expect.stringContaining("step=3") as string });
    const bookingId = newId();
    expect(await fill(anna, { intent: "hold", slotId, bookingId })).toMatchObject({ kind: "go", to: expect.stringContaining("step=4") as string });
    expect(await fill(anna, { intent: "hold", slotId, bookingId })).toMatchObject({ kind: "go" });
    expect(await fill(anna, { intent: "confirm" })).toEqual({ kind: "go", to: `/bookings/${bookingId}?booked=1` });
    expect(await openBooking(open(), anna, bookingId, clock)).toMatchObject({ value: { booking: { state: "confirmed", declaredGrams: 12_000, home: { address: "Gartenweg 7" } } } });
    expect(await readDraft(open(), anna, draftId)).toBeNull();
    const { draft, isRough } = await newDraft(open(), anna, null);
    expect([draft.address, isRough]).toEqual(["Gartenweg 7", false]);
  });

  it("keeps what was typed and says what is wrong, step by step", async () => {
    expect(await fill(anna, { intent: "where", address: "Gartenweg 7", latitude: "95", longitude: "100" })).toMatchObject({ kind: "again", status: 400, draft: { address: "Gartenweg 7", latitude: "95" }, problems: { latitude: expect.any(String) as string } });
    expect(await fill(anna, { intent: "where", address: "Gartenweg 7", latitude: "89", longitude: "100" })).toMatchObject({ kind: "again", problems: { place: "home-pickup:where.nobody" } });
    await where();
    expect(await fill(anna, { intent: "what", unit: "kg", "amount-cardboard": "51" })).toMatchObject({ kind: "again", status: 400, draft: { amounts: { cardboard: "51" } }, problems: { load: expect.stringContaining("tooHeavy") as string } });
    expect(await fill(anna, { intent: "hold", slotId, bookingId: newId() })).toMatchObject({ kind: "go", to: expect.stringContaining("step=2") as string });
  });

  it("lets one choose where several come, among those who do", async () => {
    const second = await createArea(open(), await createOwnPoint(open()), { latitude: Number(place.latitude), longitude: 100, radiusMetres: 500 });
    const third = await createArea(open(), await createOwnPoint(open()), { latitude: 80, longitude: 0, radiusMetres: 500 });
    expect(await where()).toMatchObject({ kind: "go", to: expect.stringContaining("who=1") as string });
    expect(await fill(anna, { intent: "area", areaId: third })).toMatchObject({ kind: "go", to: expect.stringContaining("step=1") as string });
    expect(await fill(anna, { intent: "area", areaId: second })).toMatchObject({ kind: "go", to: expect.stringContaining("step=2") as string });
    expect(await readDraft(open(), anna, draftId)).toMatchObject({ areaId: second });
  });

  it("a lost hold leads back to the times with everything kept", async () => {
    await where();
    await fill(anna, { intent: "what", unit: "kg", "amount-cardboard": "12" });
    await fill(anna, { intent: "hold", slotId, bookingId: newId() });
    clock.set("2026-06-01T08:50:00Z");
    expect(await fill(anna, { intent: "confirm" })).toMatchObject({ kind: "go", to: expect.stringMatching(/step=3&lost=1/) as string });
    expect(await readDraft(open(), anna, draftId)).toMatchObject({ address: "Gartenweg 7", amounts: { cardboard: "12" }, bookingId: null });
  });

  it("photos sent with a hold that was lost are on the next one, and on the visit, with the piece they are of", async () => {
    const files = new Set<string>();
    const shelf = { put: (key: string) => Promise.resolve(void files.add(key)), delete: (key: string) => Promise.resolve(void files.delete(key)) } as unknown as Storage;
    const photoOf = async (red: number) => done(await preparePhoto(new Uint8Array(await sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 1, b: 1 } } }).png().toBuffer())));
    await open().pointMaterial.create({ data: { pointId: scene.pointId, material: "furniture" } });
    const laterSlots = await Promise.all(["2026-06-02T09:00:00Z", "2026-06-03T09:00:00Z"].map(async (startsAt) => (await createSlot(open(), { ...scene, areaId, startsAt })).slotId));
    await where();
    await fill(anna, { intent: "what", unit: "kg", "amount-cardboard": "2", "piece-wooden_chair": "1" });
    await fill(anna, { intent: "hold", slotId, bookingId: newId() });
    clock.set("2026-06-01T08:50:00Z");
    const photos = [await photoOf(200)];
    const confirm = (more: { photos?: PreparedPhoto[] } = {}) => fill(anna, { intent: "confirm", goods: "wooden_chair" }, { files: shelf, ...more });
    expect(await confirm({ photos })).toMatchObject({ to: expect.stringMatching(/step=3&lost=1/) as string });
    // The times of the day are over; one of the next day is held, and given back for another.
    const [first = "", second = ""] = laterSlots;
    const next = newId();
    for (const [slot, id] of [[first, newId()], [second, next]] as const) expect(await fill(anna, { intent: "hold", slotId: slot, bookingId: id })).toMatchObject({ to: expect.stringContaining("step=4") as string });
    const photosOf = async (id: string) => {
      const opened = await openBooking(open(), anna, id, clock);
      return opened.ok ? (opened.value.booking.home?.photos.map(({ goods }) => goods) ?? []) : null;
    };
    expect(await photosOf(next)).toEqual(["wooden_chair"]);
    // The same photo chosen again with the confirmation is there once; another one joins it.
    expect(await confirm({ photos: [...photos, await photoOf(10)] })).toEqual({ kind: "go", to: `/bookings/${next}?booked=1` });
    expect(await photosOf(next)).toEqual(["wooden_chair", "wooden_chair"]);
    expect(files.size).toBe(4);
  });

  it("a draft is its writer's: nobody else reads, fills or overwrites it; viewers write none; old ones go", async () => {
    await where();
    expect(await readDraft(open(), ben, draftId)).toBeNull();
    expect(await where(ben)).toMatchObject({ kind: "again", error: "PICKUPS.NOT_FOUND", status: 404 });
    expect(await saveDraft(open(), ben, { id: draftId, data: homeDraftData.parse({}) }, clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    const community = await createParty(open(), "community");
    expect(await saveDraft(open(), await withRole(open(), community, "viewer"), { id: newId(), data: homeDraftData.parse({}) }, clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await forgetOldDrafts(open(), new Date("2026-06-08T05:59:00Z"))).toBe(0);
    expect(await forgetOldDrafts(open(), new Date("2026-06-08T06:01:00Z"))).toBeGreaterThanOrEqual(1);
    expect(await forgetOldDrafts(open(), new Date("2026-06-08T06:01:00Z"))).toBe(0);
    expect(await readDraft(open(), anna, draftId)).toBeNull();
  });
});
