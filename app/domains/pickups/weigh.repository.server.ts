import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { MassUnit } from "./weights.rules.ts";

/** A reading that counts: the last one of its material. Masses in grams. */
export type CurrentReading = {
  id: string;
  lineId: string;
  material: string;
  grossGrams: number;
  tareGrams: number;
  netGrams: number;
  contaminationPermille: number;
  at: Date;
};

/** The readings that count, with the booking's line of their material. */
export async function selectCurrentReadings(db: Db, bookingId: string): Promise<CurrentReading[]> {
  return db.$queryRaw<CurrentReading[]>(sql`
    SELECT w.id, l.id AS "lineId", w.material, w.gross_grams AS "grossGrams", w.tare_grams AS "tareGrams", w.net_grams AS "netGrams",
      w.contamination_permille AS "contaminationPermille", w.at
    FROM weigh_in w JOIN booking_line l ON l.booking_id = w.booking_id AND l.material = w.material
    WHERE w.booking_id = ${bookingId} AND w.superseded_by_id IS NULL ORDER BY w.at, w.id`);
}

/** The id of a material's present reading, or null. */
export async function findSameReading(db: Db, input: { bookingId: string; material: string }): Promise<string | null> {
  const row = await db.weighIn.findFirst({ where: { ...input, supersededById: null }, select: { id: true }, orderBy: { id: "desc" } });
  return row?.id ?? null;
}

/** Writes a reading; when it corrects one, the old one stays and points to it. A material nobody declared gets its line. */
export async function insertReading(
  tx: Tx,
  input: {
    bookingId: string;
    material: string;
    grossGrams: number;
    tareGrams: number;
    netGrams: number;
    contaminationPermille: number;
    unit: MassUnit;
    /** Who weighed by hand, or who said where a device's reading belongs. */
    weighedByUserId: string | null;
    deviceId?: string | null;
    reason: string | null;
    corrects: string | null;
    at: Date;
  },
): Promise<string> {
  const { unit, corrects, ...reading } = input;
  const id = newId();
  await tx.bookingLine.createMany({ data: [{ id: newId(), bookingId: input.bookingId, material: input.material }], skipDuplicates: true });
  await tx.weighIn.create({ data: { id, ...reading, method: reading.deviceId ? "device" : "hand", enteredUnit: unit }, select: { id: true } });
  if (corrects) await tx.weighIn.update({ where: { id: corrects }, data: { supersededById: id }, select: { id: true } });
  return id;
}
