import sharp from "sharp";
import { beforeEach, expect, it } from "vitest";
import { preparePhoto, type PreparedPhoto } from "#app/platform/images/photo.server.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createPerson } from "#tests/factories/people.ts";
import { aDoor, asked, bookedBy, clockAt, createArea, createBookingScene, createSlot } from "#tests/factories/pickups.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { cancelBooking, rescheduleBooking } from "../bookings.service.server.ts";
import { openBooking } from "../views.service.server.ts";
import { addHomePhotos, removeHomePhoto } from "./home-photos.service.server.ts";

/** Storage in memory that says what it holds. */
function shelf() {
  const files = new Map<string, Uint8Array>();
  const storage: Storage = {
    put: (key, bytes) => Promise.resolve(void files.set(key, bytes as Uint8Array)),
    putFile: () => Promise.reject(new Error("not used here")),
    get: () => Promise.resolve(null),
    delete: (key) => Promise.resolve(void files.delete(key)),
  } as Storage;
  return { files, storage };
}

async function photoOf(red: number): Promise<PreparedPhoto> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 80, b: 120 } } }).png().toBuffer();
  const prepared = await preparePhoto(new Uint8Array(bytes));
  if (!prepared.ok) throw new Error(prepared.error);
  return prepared.value;
}

describeDatabases("photos of what stands at the door", (open) => {
  const clock = clockAt("2026-06-01T06:00:00Z");
  let anna: Actor;
  let staff: Actor;
  let bookingId: string;
  let laterSlot: string;
  let atPoint: string;

  beforeEach(async () => {
    const scene = await createBookingScene(open());
    ({ anna, staff } = scene);
    const areaId = await createArea(open(), scene);
    const { slotId } = await createSlot(open(), { ...scene, areaId, startsAt: "2026-06-01T09:00:00Z" });
    laterSlot = (await createSlot(open(), { ...scene, areaId, startsAt: "2026-06-02T09:00:00Z" })).slotId;
    bookingId = await bookedBy(open(), anna, asked(slotId, { home: aDoor() }), clock);
    atPoint = await bookedBy(open(), anna, asked((await createSlot(open(), { ...scene, startsAt: "2026-06-01T09:00:00Z" })).slotId), clock);
  });

  const pieces = async (id = bookingId) => (await shown(id)).map(({ goods }) => goods);
  const shown = async (id = bookingId) => {
    const opened = await openBooking(open(), anna, id, clock);
    return opened.ok ? (opened.value.booking.home?.photos ?? []) : [];
  };

  it("are added once, seen by both sides, and taken away with their files", async () => {
    const { files, storage } = shelf();
    const photo = await photoOf(10);
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: [photo, photo] }, clock)).toEqual({ ok: true, value: { added: 1 } });
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: [photo] }, clock)).toEqual({ ok: true, value: { added: 0 } });
    expect(files.size).toBe(2);
    expect(await openBooking(open(), staff, bookingId, clock)).toMatchObject({ value: { booking: { home: { photos: [{ width: 40, height: 30 }] } } } });
    const [first] = await shown();
    expect(await removeHomePhoto(open(), storage, anna, { bookingId, photoId: first?.id ?? "" })).toEqual({ ok: true, value: { removed: true } });
    expect(await removeHomePhoto(open(), storage, anna, { bookingId, photoId: first?.id ?? "" })).toEqual({ ok: true, value: { removed: false } });
    expect(files.size).toBe(0);
  });

  it("are the resident's alone to change, of a visit at the door that is still ahead; what is refused leaves no files", async () => {
    const { files, storage } = shelf();
    const photos = [await photoOf(20)];
    expect(await addHomePhotos(open(), storage, await createPerson(open()), { bookingId, photos }, clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    expect(await addHomePhotos(open(), storage, staff, { bookingId, photos }, clock)).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    expect(await addHomePhotos(open(), storage, anna, { bookingId: atPoint, photos }, clock)).toMatchObject({ error: "PICKUPS.NOT_FOUND" });
    expect(await removeHomePhoto(open(), storage, staff, { bookingId, photoId: "x" })).toMatchObject({ error: "PICKUPS.NOT_ALLOWED" });
    await cancelBooking(open(), anna, { bookingId }, clock);
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos }, clock)).toMatchObject({ error: "PICKUPS.WRONG_STATE" });
    expect(files.size).toBe(0);
  });

  it("are of one of the visit's pieces, or of all there is; the same photo can be said to be of another", async () => {
    const { files, storage } = shelf();
    const [one, two] = [await photoOf(60), await photoOf(90)];
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: [one], goods: "fridge" }, clock)).toMatchObject({ value: { added: 1 } });
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: [two] }, clock)).toMatchObject({ value: { added: 1 } });
    expect(await pieces()).toEqual(["fridge", null]);
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: [await photoOf(120)], goods: "sofa" }, clock)).toMatchObject({ error: "PICKUPS.NO_SUCH_PIECE" });
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: [two], goods: "fridge" }, clock)).toMatchObject({ value: { added: 0 } });
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: [one] }, clock)).toMatchObject({ value: { added: 0 } });
    expect(await pieces()).toEqual(["fridge", "fridge"]);
    expect(files.size).toBe(4);
    await expect(open().homePhoto.updateMany({ where: { bookingId }, data: { goods: "sofa" } })).rejects.toThrow();
    const newBookingId = newId();
    expect(await rescheduleBooking(open(), anna, { bookingId, slotId: laterSlot, newBookingId }, clock)).toMatchObject({ ok: true });
    expect(await pieces(newBookingId)).toEqual(["fridge", "fridge"]);
  });

  it("are six at most: what would be more is refused whole", async () => {
    const { files, storage } = shelf();
    const photos: PreparedPhoto[] = [];
    for (let n = 0; n < 7; n++) photos.push(await photoOf(30 + n * 20));
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos }, clock)).toMatchObject({ error: "PICKUPS.PHOTOS_FULL" });
    expect([files.size, (await shown()).length]).toEqual([0, 0]);
    expect(await addHomePhotos(open(), storage, anna, { bookingId, photos: photos.slice(0, 6) }, clock)).toEqual({ ok: true, value: { added: 6 } });
  });

  it("of a moved visit show the same files, which stay while one of them does", async () => {
    const { files, storage } = shelf();
    await addHomePhotos(open(), storage, anna, { bookingId, photos: [await photoOf(200)] }, clock);
    const newBookingId = newId();
    expect(await rescheduleBooking(open(), anna, { bookingId, slotId: laterSlot, newBookingId }, clock)).toMatchObject({ ok: true });
    const [moved] = await shown(newBookingId);
    expect(await removeHomePhoto(open(), storage, anna, { bookingId: newBookingId, photoId: moved?.id ?? "" })).toEqual({ ok: true, value: { removed: true } });
    expect(files.size).toBe(2);
    expect(await shown()).toHaveLength(1);
  });
});
