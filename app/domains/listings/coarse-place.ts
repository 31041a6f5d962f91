import { moved, type LatLon } from "#app/shared/geo.ts";

/** Edge of the squares a place is hidden in: about half a kilometre. */
const cellMetres = 500;
const metresPerDegree = 111_319;
const cellLatitude = cellMetres / metresPerDegree;

/** 32-bit FNV-1a; spreads ids evenly, which is all that is needed here. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}

/**
 * The place everybody sees: a point that depends on the listing and on the square of the map the exact place lies in, and on
 * nothing else. It is stable, it differs between listings of one home, and no number of them tells more than the square: an
 * offset added to the exact place could be subtracted again by whoever reads this file.
 */
export function coarsePlace(listingId: string, exact: LatLon): LatLon {
  const row = Math.floor(exact.latitude / cellLatitude);
  const middleLatitude = Math.min(90, Math.max(-90, (row + 0.5) * cellLatitude));
  const cellLongitude = cellLatitude / Math.max(0.01, Math.cos((middleLatitude * Math.PI) / 180));
  const column = Math.floor(exact.longitude / cellLongitude);
  const middle = { latitude: middleLatitude, longitude: (column + 0.5) * cellLongitude };
  const bearing = (hash(`${listingId}:bearing`) / 2 ** 32) * 2 * Math.PI;
  const metres = Math.sqrt(hash(`${listingId}:distance`) / 2 ** 32) * (cellMetres / 2);
  const place = moved(middle, metres, bearing);
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return { latitude: round(place.latitude), longitude: round(place.longitude) };
}
