import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { InspectionView } from "./inspections.schema.ts";

/** A photo already in storage. */
export type InspectionPhoto = { storageKey: string; width: number; height: number };

/** Writes what was found, with its photos in order. There is one per deal; a unique index keeps it. */
export async function insertInspection(
  tx: Tx,
  input: { dealId: string; inspectorUserId: string; quotedMinor: number; foundMinor: number; currency: string; reasons: string[]; note: string; photos: InspectionPhoto[]; now: Date },
): Promise<void> {
  const { photos, now, ...found } = input;
  const { id } = await tx.dealInspection.create({ data: { id: newId(), ...found, createdAt: now }, select: { id: true } });
  await tx.dealInspectionPhoto.createMany({ data: photos.map(({ storageKey, width, height }, position) => ({ id: newId(), inspectionId: id, position, storageKey, width, height })) });
}

/** What an inspection found, or null. The caller has checked who asks. */
export async function findInspection(db: Db, dealId: string): Promise<InspectionView | null> {
  const row = await db.dealInspection.findUnique({
    where: { dealId },
    select: {
      quotedMinor: true, foundMinor: true, currency: true, reasons: true, note: true, createdAt: true,
      photos: { select: { id: true, width: true, height: true }, orderBy: { position: "asc" }, take: 24 },
    },
  });
  return row && { ...row, createdAt: row.createdAt.toISOString() };
}

/** Where a photo of a deal's inspection lies in storage, or null. The caller has checked who asks. */
export async function findInspectionPhotoKey(db: Db, input: { dealId: string; photoId: string }): Promise<string | null> {
  const row = await db.dealInspectionPhoto.findFirst({ where: { id: input.photoId, inspection: { dealId: input.dealId } }, select: { storageKey: true } });
  return row?.storageKey ?? null;
}

/** How many inspections, how many of them found less than was quoted, and the sum of those cuts in millionths of their quotes. */
export type InspectionSums = { inspected: number; cut: number; cutMillionths: number };

/** The inspections of a recycler since a day. */
export async function sumInspections(db: Db, input: { partyId: string; since: Date }): Promise<InspectionSums> {
  const rows = await db.$queryRaw<InspectionSums[]>(sql`
    SELECT count(*)::int AS inspected, count(*) FILTER (WHERE i.found_minor < i.quoted_minor)::int AS cut,
      coalesce(sum(round((i.quoted_minor - i.found_minor)::numeric * 1000000 / i.quoted_minor)) FILTER (WHERE i.found_minor < i.quoted_minor), 0)::float8 AS "cutMillionths"
    FROM deal d JOIN deal_inspection i ON i.deal_id = d.id
    WHERE d.taker_party_id = ${input.partyId} AND i.created_at > ${input.since}::timestamptz`);
  return rows[0] ?? { inspected: 0, cut: 0, cutMillionths: 0 };
}
