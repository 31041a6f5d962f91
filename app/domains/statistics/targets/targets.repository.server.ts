import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { FigureView, OwnTargetRow } from "./targets.schema.ts";

type FigureRow = Omit<FigureView, "amountGrams" | "enteredAt"> & { amountGrams: bigint; enteredAt: Date };

const figureColumns = sql`f.target_code AS "targetCode", f.year, f.version, f.amount_grams AS "amountGrams", f.source, f.url, f.entered_at AS "enteredAt"`;
const figureOf = (row: FigureRow): FigureView => ({ ...row, amountGrams: Number(row.amountGrams), enteredAt: row.enteredAt.toISOString() });

/** Every version of every figure, the latest year and version first; at most a thousand. */
export async function listFigures(db: Db): Promise<FigureView[]> {
  const rows = await db.$queryRaw<FigureRow[]>(sql`SELECT ${figureColumns} FROM national_figure f ORDER BY f.target_code, f.year DESC, f.version DESC LIMIT 1000`);
  return rows.map(figureOf);
}

/** Writes the next version of a figure; false when somebody else has written that version. */
export async function insertFigure(tx: Tx, row: Omit<FigureView, "enteredAt"> & { enteredByUserId: string; enteredAt: Date }): Promise<boolean> {
  return (await tx.nationalFigure.createMany({ data: [{ ...row, amountGrams: BigInt(row.amountGrams) }], skipDuplicates: true })).count === 1;
}

/** One version of a figure with who entered it, or null. */
export async function findFigure(db: Db, key: { targetCode: string; year: number; version: number }): Promise<{ amountGrams: number; source: string; url: string; enteredByUserId: string } | null> {
  const row = await db.nationalFigure.findUnique({ where: { targetCode_year_version: key }, select: { amountGrams: true, source: true, url: true, enteredByUserId: true } });
  return row && { ...row, amountGrams: Number(row.amountGrams) };
}

/** Targets of own scopes that stand (an authority by its name, an operator as the platform), the latest year first; at most two hundred. */
export async function listOwnTargets(db: Db): Promise<OwnTargetRow[]> {
  const rows = await db.$queryRaw<(Omit<OwnTargetRow, "amountGrams"> & { amountGrams: bigint })[]>(sql`
    SELECT t.id, t.region, t.material, t.year, t.amount_grams AS "amountGrams", t.source, t.url, t.entered_by_party_id AS "enteredByPartyId",
      CASE WHEN p.kind = 'authority' THEN p.name ELSE 'Roundabout' END AS "enteredBy", t.version
    FROM own_target t LEFT JOIN party p ON p.id = t.entered_by_party_id WHERE t.ended_at IS NULL ORDER BY t.year DESC, t.region, t.material, t.id LIMIT 200`);
  return rows.map((row) => ({ ...row, amountGrams: Number(row.amountGrams) }));
}

/** Writes a target; false when its id is there already. */
export async function insertOwnTarget(
  tx: Tx,
  row: Pick<OwnTargetRow, "id" | "region" | "material" | "year" | "amountGrams" | "source" | "url" | "enteredByPartyId"> & { enteredByUserId: string; enteredAt: Date },
): Promise<boolean> {
  return (await tx.ownTarget.createMany({ data: [{ ...row, amountGrams: BigInt(row.amountGrams) }], skipDuplicates: true })).count === 1;
}

/** Whose a target is and whether it still stands, or null. */
export async function findOwnTarget(db: Db, id: string): Promise<{ enteredByPartyId: string; region: string; version: number; endedAt: Date | null } | null> {
  return db.ownTarget.findUnique({ where: { id }, select: { enteredByPartyId: true, region: true, version: true, endedAt: true } });
}

/** Takes a target back if it stands as it was seen; false when it does not. */
export async function endOwnTarget(tx: Tx, input: { id: string; version: number; now: Date }): Promise<boolean> {
  const { count } = await tx.ownTarget.updateMany({ where: { id: input.id, version: input.version, endedAt: null }, data: { endedAt: input.now, version: { increment: 1 } } });
  return count === 1;
}
