/** A position in WGS84 degrees. */
export interface Position {
  latitude: number;
  longitude: number;
}

/** A finite position on the globe, rounded to 7 decimals (about a centimetre); null otherwise. */
export function position(latitude: number, longitude: number): Position | null {
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude: round7(latitude), longitude: round7(longitude) };
}

function round7(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

export type GeometryFailure = "POINTS.GEOMETRY_MISSING" | "POINTS.GEOMETRY_UNSUPPORTED" | "POINTS.COORDINATES_INVALID";

/** The one position that stands for a GeoJSON geometry: a point itself, a polygon by the centroid of its area, holes left out. */
export function positionOfGeometry(geometry: unknown): Position | GeometryFailure {
  if (typeof geometry !== "object" || geometry === null) return "POINTS.GEOMETRY_MISSING";
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type === "Point") return pointOf(coordinates) ?? "POINTS.COORDINATES_INVALID";
  if (type === "Polygon") return centroid([coordinates]) ?? "POINTS.COORDINATES_INVALID";
  if (type === "MultiPolygon") {
    return (Array.isArray(coordinates) ? centroid(coordinates) : null) ?? "POINTS.COORDINATES_INVALID";
  }
  return "POINTS.GEOMETRY_UNSUPPORTED";
}

function pointOf(coordinates: unknown): Position | null {
  if (!Array.isArray(coordinates)) return null;
  const [longitude, latitude] = coordinates as unknown[];
  return typeof latitude === "number" && typeof longitude === "number" ? position(latitude, longitude) : null;
}

/** Area-weighted centroid of polygons (planar; recycling sites are small). Degenerate areas give the mean of the corners. */
function centroid(polygons: readonly unknown[]): Position | null {
  let area = 0;
  let x = 0;
  let y = 0;
  const corners: Position[] = [];
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return null;
    for (const [index, ring] of (polygon as unknown[]).entries()) {
      if (!Array.isArray(ring)) return null;
      const points = ring.map(pointOf);
      if (points.length < 3 || points.includes(null)) return null;
      const part = ringCentroid(points as Position[]);
      // The outer ring counts, holes are taken away, whichever way round they are drawn.
      const weight = Math.abs(part.area) * (index === 0 ? 1 : -1);
      area += weight;
      x += part.x * weight;
      y += part.y * weight;
      if (index === 0) corners.push(...(points as Position[]));
    }
  }
  if (area > 1e-14) return position(y / area, x / area);
  const mean = (pick: (point: Position) => number) => corners.reduce((sum, point) => sum + pick(point), 0) / corners.length;
  return corners.length ? position(mean((point) => point.latitude), mean((point) => point.longitude)) : null;
}

/** Shoelace centroid, computed from the first corner as origin so that small areas keep their digits. */
function ringCentroid(points: readonly Position[]): { area: number; x: number; y: number } {
  const origin = points[0] ?? { latitude: 0, longitude: 0 };
  let twice = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < points.length; i++) {
    const a = points[i] ?? origin;
    const b = points[(i + 1) % points.length] ?? origin;
    const ax = a.longitude - origin.longitude;
    const ay = a.latitude - origin.latitude;
    const bx = b.longitude - origin.longitude;
    const by = b.latitude - origin.latitude;
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twice === 0) return { area: 0, x: origin.longitude, y: origin.latitude };
  return { area: twice / 2, x: origin.longitude + x / (3 * twice), y: origin.latitude + y / (3 * twice) };
}

/** Metres between two positions on a sphere (haversine, radius 6,371,008.8 m). */
export function distanceMetres(a: Position, b: Position): number {
  const radians = Math.PI / 180;
  const latitude = (b.latitude - a.latitude) * radians;
  const longitude = (b.longitude - a.longitude) * radians;
  const h =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(longitude / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}
