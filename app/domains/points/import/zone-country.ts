import tzLookup from "tz-lookup";

import { COUNTRY_OF_ZONE } from "#app/shared/country-of-zone.ts";

/** Zones are known to within a few kilometres of a border; this far around it a country is not derived from them. */
const BORDER_DEGREES = 0.05;

/**
 * The zone at a position and the country, ISO 3166-1 alpha-2. A stated country is believed, and where it has a zone of its
 * own that wins over a neighbour's. Without one it follows from the zone, but is null near a border or in a zone of several
 * countries.
 */
export function zoneAndCountry(latitude: number, longitude: number, stated: string | null): { timeZone: string; countryCode: string | null } {
  const timeZone = tzLookup(latitude, longitude);
  const derived = countryOfZone(timeZone);
  if (stated !== null) {
    const own = Object.keys(COUNTRY_OF_ZONE).filter((zone) => COUNTRY_OF_ZONE[zone] === stated);
    return { timeZone: derived !== null && derived !== stated && own.length === 1 ? (own[0] ?? timeZone) : timeZone, countryCode: stated };
  }
  const around = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;
  const inside = around.every(([north, east]) => {
    const lat = Math.max(-90, Math.min(90, latitude + north * BORDER_DEGREES));
    const lon = Math.max(-180, Math.min(180, longitude + east * BORDER_DEGREES));
    return tzLookup(lat, lon) === timeZone || tzLookup(lat, lon).startsWith("Etc/");
  });
  return { timeZone, countryCode: inside ? derived : null };
}

function countryOfZone(timeZone: string): string | null {
  return Object.hasOwn(COUNTRY_OF_ZONE, timeZone) ? (COUNTRY_OF_ZONE[timeZone] ?? null) : null;
}
