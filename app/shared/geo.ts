import { numberFormat } from "./formatters.ts";

/** Places on the globe. Degrees WGS 84; distances in metres on a sphere of the radius PostgreSQL's earthdistance uses. */
export type LatLon = { latitude: number; longitude: number };

/** earthdistance's `earth()`, so that a distance computed here and one computed by the database agree. */
export const earthRadiusMetres = 6_378_168;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in metres (haversine formula). */
export function distanceMetres(a: LatLon, b: LatLon): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Whether two numbers are a place on the globe. */
export function isLatLon(latitude: number, longitude: number): boolean {
  return Number.isFinite(latitude) && Number.isFinite(longitude) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

/** The place `metres` away from `from` in the direction `bearing` (radians, clockwise from north), within the globe's bounds. */
export function moved(from: LatLon, metres: number, bearing: number): LatLon {
  const dLat = ((metres * Math.cos(bearing)) / earthRadiusMetres) * (180 / Math.PI);
  // Near the poles a degree of longitude is short; bounded so that it stays a number.
  const narrow = Math.max(0.01, Math.cos(radians(from.latitude)));
  const dLon = ((metres * Math.sin(bearing)) / (earthRadiusMetres * narrow)) * (180 / Math.PI);
  const latitude = Math.min(90, Math.max(-90, from.latitude + dLat));
  const longitude = ((((from.longitude + dLon + 180) % 360) + 360) % 360) - 180;
  return { latitude, longitude };
}

/** A distance for reading: "450 m", "1.2 km", "14 km". */
export function formatDistance(metres: number, locale: string): string {
  const one = (value: number, unit: "meter" | "kilometer", digits: number) =>
    numberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(value);
  if (metres < 950) return one(Math.max(50, Math.round(metres / 50) * 50), "meter", 0);
  return one(metres / 1000, "kilometer", metres < 10_000 ? 1 : 0);
}
