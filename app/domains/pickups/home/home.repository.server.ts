import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { emptySql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { HomeDetails, HomeView } from "./home.schema.ts";

/**
 * The parts of the statement that books a place which write where the door is, its pieces, and the photos of an earlier booking again.
 * They stand after `taken` (the slot) and `b` (the booking), and end with a comma.
 */
export function homeSql(input: { home: HomeDetails | null; photosOf?: string; now: Date }): Sql {
  const { home } = input;
  if (!home) return emptySql;
  const photos = sql`photographed AS (
      INSERT INTO home_photo (id, booking_id, goods, position, storage_key, width, height, created_at)
      SELECT gen_random_uuid()::text, b.id, CASE WHEN p.goods IN (SELECT jsonb_array_elements(${JSON.stringify(home.pieces)}::jsonb) ->> 'goods') THEN p.goods END, p.position, p.storage_key, p.width, p.height, p.created_at
      FROM b, home_photo p JOIN booking o ON o.id = p.booking_id WHERE p.booking_id = ${input.photosOf ?? ""} AND o.party_id = b.party_id),`;
  return sql`visited AS (
      INSERT INTO home_visit (booking_id, area_id, address, latitude, longitude, floor, has_lift, place_out, instructions, created_at)
      SELECT b.id, taken.area_id, ${home.address}, ${home.latitude}::float8, ${home.longitude}::float8, ${home.floor}::int, ${home.hasLift}::boolean,
        ${home.placeOut}::place_out, ${home.instructions}, ${input.now}::timestamptz
      FROM b, taken),
    pieces AS (
      INSERT INTO home_item (booking_id, goods, pieces)
      SELECT b.id, i.goods, i.pieces FROM b, jsonb_to_recordset(${JSON.stringify(home.pieces)}::jsonb) AS i(goods text, pieces int)),
    ${input.photosOf ? photos : emptySql}`;
}

const detailsSelect = {
  address: true,
  latitude: true,
  longitude: true,
  floor: true,
  hasLift: true,
  placeOut: true,
  instructions: true,
} as const;
const piecesOrder = { select: { goods: true, pieces: true }, orderBy: { goods: "asc" } } as const;

/** Where the door of a booking is and what stands there; null when it is none at a door. */
export async function findHomeDetails(db: Db, bookingId: string): Promise<HomeDetails | null> {
  const row = await db.homeVisit.findUnique({ where: { bookingId }, select: { ...detailsSelect, booking: { select: { homeItems: piecesOrder } } } });
  if (!row) return null;
  const { booking, ...details } = row;
  return { ...details, pieces: booking.homeItems };
}

/** The same for the pages of the two sides. */
export async function findHomeView(db: Db, bookingId: string): Promise<HomeView | null> {
  const row = await db.homeVisit.findUnique({
    where: { bookingId },
    select: {
      ...detailsSelect,
      areaId: true,
      area: { select: { name: true } },
      booking: { select: { homeItems: piecesOrder, homePhotos: { select: { id: true, goods: true, width: true, height: true }, orderBy: { position: "asc" } } } },
    },
  });
  if (!row) return null;
  const { booking, area, ...rest } = row;
  return { ...rest, areaName: area.name, pieces: booking.homeItems, photos: booking.homePhotos };
}

/** Where a party was visited last, to be offered again; null when it never was. */
export async function findLastDoor(db: Db, partyId: string): Promise<Omit<HomeDetails, "pieces"> | null> {
  return db.homeVisit.findFirst({ where: { booking: { partyId } }, orderBy: { createdAt: "desc" }, select: detailsSelect });
}

/** A photo's folder on the private shelf, or null. */
export async function findHomePhotoKey(db: Db, input: { bookingId: string; photoId: string }): Promise<string | null> {
  const photo = await db.homePhoto.findFirst({ where: { id: input.photoId, bookingId: input.bookingId }, select: { storageKey: true } });
  return photo?.storageKey ?? null;
}

/** The booking's photos by place, under its lock: whoever adds or takes away holds it. */
export async function lockHomePhotos(tx: Tx, bookingId: string): Promise<{ id: string; goods: string | null; position: number; storageKey: string }[]> {
  await tx.$queryRaw(sql`SELECT id FROM booking WHERE id = ${bookingId} FOR UPDATE`);
  return tx.homePhoto.findMany({ where: { bookingId }, select: { id: true, goods: true, position: true, storageKey: true }, orderBy: { position: "asc" }, take: 20 });
}

/** Puts a photo on a place. */
export async function insertHomePhoto(tx: Tx, input: { bookingId: string; goods: string | null; position: number; storageKey: string; width: number; height: number; now: Date }): Promise<void> {
  const { now, ...photo } = input;
  await tx.homePhoto.create({ data: { id: newId(), ...photo, createdAt: now }, select: { id: true } });
}

/** Says of which piece a photo is, or (null) that it shows the whole. */
export async function moveHomePhoto(tx: Tx, id: string, goods: string | null): Promise<void> {
  await tx.homePhoto.update({ where: { id }, data: { goods }, select: { id: true } });
}

/** Takes a photo away. */
export async function deleteHomePhoto(tx: Tx, id: string): Promise<void> {
  await tx.homePhoto.delete({ where: { id }, select: { id: true } });
}

/** Whether some booking still shows these files. */
export async function isPhotoUsed(db: Db, storageKey: string): Promise<boolean> {
  return (await db.homePhoto.findFirst({ where: { storageKey }, select: { id: true } })) !== null;
}

/** The doors of these bookings, by booking. */
export async function selectDoors(db: Db, bookingIds: readonly string[]): Promise<Map<string, Omit<HomeDetails, "latitude" | "longitude">>> {
  const { latitude: _lat, longitude: _lon, ...select } = detailsSelect;
  const rows = await db.homeVisit.findMany({ where: { bookingId: { in: [...bookingIds] } }, select: { bookingId: true, ...select, booking: { select: { homeItems: piecesOrder } } }, take: bookingIds.length });
  return new Map(rows.map(({ bookingId, booking, ...door }) => [bookingId, { ...door, pieces: booking.homeItems }]));
}
