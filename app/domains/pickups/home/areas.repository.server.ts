import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { noJson, sql } from "#app/platform/db/sql.server.ts";
import type { LatLon } from "#app/shared/geo.ts";
import type { Corner } from "./outline.rules.ts";
import type { AreaAtPlace, AreaInput, AreaView } from "./areas.schema.ts";

const areaSelect = {
  id: true,
  recyclerPartyId: true,
  pointId: true,
  name: true,
  latitude: true,
  longitude: true,
  radiusMetres: true,
  outline: true,
  maxVisitGrams: true,
  serviceMinutes: true,
  isOpen: true,
  version: true,
  point: { select: { name: true, operatorName: true, address: true, timeZone: true } },
} as const;

type Row = Omit<AreaView, "pointName" | "timeZone" | "outline"> & { outline: unknown; point: { name: string | null; operatorName: string | null; address: string | null; timeZone: string } };

function toView({ point, outline, ...row }: Row): AreaView {
  return { ...row, outline: outline as Corner[] | null, pointName: point.name ?? point.operatorName ?? point.address ?? "", timeZone: point.timeZone };
}

/** A recycler's areas, those that are open first, by name. */
export async function selectAreas(db: Db, recyclerPartyId: string): Promise<AreaView[]> {
  const rows = await db.serviceArea.findMany({ where: { recyclerPartyId }, select: areaSelect, orderBy: [{ isOpen: "desc" }, { name: "asc" }, { id: "asc" }], take: 200 });
  return rows.map(toView);
}

/** One area, or null. */
export async function findArea(db: Db, id: string): Promise<AreaView | null> {
  const row = await db.serviceArea.findUnique({ where: { id }, select: areaSelect });
  return row && toView(row);
}

/** Whether this is an open area served from the point. */
export async function findOpenArea(db: Db, input: { areaId: string; pointId: string }): Promise<boolean> {
  return (await db.serviceArea.findFirst({ where: { id: input.areaId, pointId: input.pointId, isOpen: true }, select: { id: true } })) !== null;
}

/** The most one visit in an area may be, in grams; null without a limit. */
export async function findVisitLimit(db: Db, areaId: string | null): Promise<number | null> {
  const area = areaId === null ? null : await db.serviceArea.findUnique({ where: { id: areaId }, select: { maxVisitGrams: true } });
  return area?.maxVisitGrams ?? null;
}

/**
 * The open areas that reach a place, nearest centre first, with who comes and what they take; with `materials` only those that take
 * every one of them. The same answer as the slots' rule (`slotRefusalSql`). At most 50.
 */
export async function selectAreasAt(db: Db, place: LatLon, materials: readonly string[] = []): Promise<AreaAtPlace[]> {
  const from = sql`ll_to_earth(${place.latitude}::float8, ${place.longitude}::float8)`;
  return db.$queryRaw<AreaAtPlace[]>(sql`
    SELECT a.id, a.name, a.point_id AS "pointId", coalesce(p.name, p.operator_name, p.address, '') AS "pointName", p.time_zone AS "timeZone",
      y.name AS "recyclerName", y.slug AS "recyclerSlug", a.recycler_party_id AS "recyclerPartyId", a.max_visit_grams AS "maxVisitGrams",
      ARRAY(SELECT m.material FROM point_material m WHERE m.point_id = p.id AND m.accepts ORDER BY m.material) AS accepts
    FROM service_area a JOIN recycling_point p ON p.id = a.point_id JOIN party y ON y.id = a.recycler_party_id
    WHERE a.is_open AND earth_box(${from}, 200000) @> ll_to_earth(a.latitude, a.longitude)
      AND service_area_reaches(a.latitude, a.longitude, a.radius_metres, a.outline, ${place.latitude}::float8, ${place.longitude}::float8)
      AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(${JSON.stringify(materials)}::jsonb) AS wanted(material)
        WHERE NOT EXISTS (SELECT 1 FROM point_material m WHERE m.point_id = p.id AND m.material = wanted.material AND m.accepts))
    ORDER BY earth_distance(ll_to_earth(a.latitude, a.longitude), ${from}), a.id LIMIT 50`);
}

/** Writes an area; false when one with this id is there. */
export async function insertArea(tx: Tx, input: AreaInput & { recyclerPartyId: string }): Promise<boolean> {
  const { areaId, outline, ...area } = input;
  const { count } = await tx.serviceArea.createMany({ data: [{ id: areaId, ...area, outline: outline ?? noJson }], skipDuplicates: true });
  return count === 1;
}

/** Changes an area; false when its version is another one now. The depot stays: slots and rounds begin there. */
export async function updateArea(tx: Tx, input: Omit<AreaInput, "pointId"> & { version: number }): Promise<boolean> {
  const { areaId, version, outline, ...change } = input;
  const { count } = await tx.serviceArea.updateMany({ where: { id: areaId, version }, data: { ...change, outline: outline ?? noJson, version: { increment: 1 } } });
  return count === 1;
}

/** Opens or closes an area; false when its version is another one now. */
export async function setAreaOpen(tx: Tx, input: { areaId: string; version: number; isOpen: boolean }): Promise<boolean> {
  const { count } = await tx.serviceArea.updateMany({ where: { id: input.areaId, version: input.version }, data: { isOpen: input.isOpen, version: { increment: 1 } } });
  return count === 1;
}
