import { isLatLon, type LatLon } from "#app/shared/geo.ts";

/** A text for comparing: lower case, without accents and doubled blanks. "Zürich " and "zurich" become the same. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/\s+/g, " ")
    .trim();
}

/** What a point can be found by, folded: its column `search_text`. */
export function searchTextOf(point: {
  name: string | null;
  operatorName: string | null;
  address: string | null;
  postalCode: string | null;
  city: string | null;
}): string {
  const parts = [point.name, point.address, point.postalCode, point.city, point.operatorName];
  return foldText(parts.filter((part) => part !== null).join(" ")).slice(0, 500);
}

/** A place typed as coordinates, "36.72, -4.42"; null when the text is anything else. Latitude comes first. */
export function coordinatesIn(text: string): LatLon | null {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return null;
  const latitude = Number(match[1]);
  const longitude = Number(match[2]);
  return isLatLon(latitude, longitude) ? { latitude, longitude } : null;
}

/** A point whose words contain the text that was asked for. */
export type PlaceCandidate = LatLon & { name: string | null; address: string | null; postalCode: string | null; city: string | null };

/** Where a text leads: to a town or postal code (the middle of our points there), or to one address or name. */
export type FoundPlace = LatLon & { kind: "area" | "spot"; label: string };

/**
 * The place a folded text means, by what is known of our own points; nothing outside is asked. A postal code or town goes before an address,
 * an address before a name, an exact match before a beginning, that before a part. Null without candidates.
 */
export function choosePlace(text: string, candidates: readonly PlaceCandidate[]): FoundPlace | null {
  const fields: [keyof Pick<PlaceCandidate, "postalCode" | "city" | "address" | "name">, FoundPlace["kind"]][] = [
    ["postalCode", "area"],
    ["city", "area"],
    ["address", "spot"],
    ["name", "spot"],
  ];
  const tests: ((value: string) => boolean)[] = [
    (value) => value === text,
    (value) => value.startsWith(text),
    (value) => value.includes(text),
  ];
  for (const test of tests) {
    for (const [field, kind] of fields) {
      const found = candidates.filter((one) => one[field] !== null && test(foldText(one[field] ?? "")));
      const first = found[0];
      if (!first) continue;
      const label = first[field] ?? "";
      if (kind === "spot") return { kind, label, latitude: first.latitude, longitude: first.longitude };
      return { kind, label: field === "postalCode" && first.city ? `${label} ${first.city}` : label, ...middle(found) };
    }
  }
  // The text spans fields, such as "Weg 1 Basel".
  const first = candidates[0];
  if (!first) return null;
  const label = [first.address ?? first.name, first.city].filter((part) => part !== null).join(", ");
  return { kind: "spot", label, latitude: first.latitude, longitude: first.longitude };
}

/** The median of both coordinates: a few points far off do not move it. */
function middle(places: readonly LatLon[]): LatLon {
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return { latitude: median(places.map((one) => one.latitude)), longitude: median(places.map((one) => one.longitude)) };
}
