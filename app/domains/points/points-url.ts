import { isLatLon } from "#app/shared/geo.ts";
import { isMaterialCode, isMaterialGroup, type MaterialCode } from "#app/shared/materials.ts";
import { MAX_BAG } from "./bag/bag.rules.ts";
import { boundsText, type Bounds, type FindPointsInput } from "./points.schema.ts";

/** A search as it stands in an address. What cannot be read is left out, so that an old or mistyped link still leads somewhere. */
export function searchOfUrl(params: URLSearchParams): FindPointsInput {
  const latitude = Number(params.get("lat") ?? Number.NaN);
  const longitude = Number(params.get("lon") ?? Number.NaN);
  const km = Number(params.get("km") ?? Number.NaN);
  const q = printable(params.get("q")).slice(0, 120);
  const bounds = boundsText.safeParse(params.get("bounds") ?? "x");
  const cursor = params.get("cursor");
  const operator = printable(params.get("operator")).slice(0, 80);
  return {
    ...(q ? { q } : {}),
    ...(params.has("lat") && isLatLon(latitude, longitude) ? { at: { latitude, longitude } } : {}),
    ...(km > 0 && km <= 500 ? { km } : {}),
    ...(bounds.success ? { bounds: bounds.data } : {}),
    groups: [...new Set(params.getAll("group").filter(isMaterialGroup))],
    materials: [...new Set(params.getAll("material").filter(isMaterialCode))].slice(0, 20),
    openNow: params.get("open") === "1",
    bookable: params.get("bookable") === "1",
    ...(operator ? { operator } : {}),
    ...(cursor && cursor.length <= 300 ? { cursor } : {}),
  };
}

/** The bag of several materials in an address, as `bag=cardboard,pet` or repeated; what is no material is left out. */
export function bagOfUrl(params: URLSearchParams): MaterialCode[] {
  return [...new Set(params.getAll("bag").flatMap((text) => text.split(",")).filter(isMaterialCode))].slice(0, MAX_BAG);
}

/** Without control signs, which no database text holds. */
function printable(text: string | null): string {
  return (text ?? "").replace(/\p{Cc}/gu, " ").trim();
}

/** A box as it stands in an address: five decimals are a metre. */
export function boundsParam({ south, west, north, east }: Bounds): string {
  return [south, west, north, east].map((degrees) => Number(degrees.toFixed(5))).join(",");
}

/** The same search with parts changed: null or an empty list takes a part away. The page starts again from its top. */
export function changed(params: URLSearchParams, change: Record<string, string | readonly string[] | null>): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete("cursor");
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const one of value === null ? [] : typeof value === "string" ? [value] : value) next.append(name, one);
  }
  return next;
}

/** The address of the list with a search. */
export function pointsHref(params: URLSearchParams): string {
  const text = params.toString();
  return text ? `/points?${text}` : "/points";
}

/** A box around places with some air, and at least a few streets wide. */
export function frameAround(places: readonly { latitude: number; longitude: number }[]): Bounds | null {
  if (places.length === 0) return null;
  const latitudes = places.map((place) => place.latitude);
  const longitudes = places.map((place) => place.longitude);
  const air = 0.002;
  return {
    south: Math.max(-90, Math.min(...latitudes) - air),
    west: Math.max(-180, Math.min(...longitudes) - air),
    north: Math.min(90, Math.max(...latitudes) + air),
    east: Math.min(180, Math.max(...longitudes) + air),
  };
}

/** A box enlarged by a share of its size on each side. */
export function widened({ south, west, north, east }: Bounds, share: number): Bounds {
  const high = (north - south) * share;
  const wide = (east - west) * share;
  return { south: Math.max(-90, south - high), west: Math.max(-180, west - wide), north: Math.min(90, north + high), east: Math.min(180, east + wide) };
}

/** Whether a box lies within another; neither over the 180th meridian. */
export function isWithin(inner: Bounds, outer: Bounds): boolean {
  return inner.south >= outer.south && inner.north <= outer.north && inner.west >= outer.west && inner.east <= outer.east;
}
