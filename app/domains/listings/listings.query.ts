import { isLatLon, type LatLon } from "#app/shared/geo.ts";
import { GOODS, GOODS_GROUPS, isGoodsCode, type GoodsGroup } from "#app/shared/goods.ts";
import { isMaterialCode, MATERIAL_GROUPS, MATERIALS, type MaterialGroup } from "#app/shared/materials.ts";
import { listingConditions, listingKinds, listingOffers, type ListingCondition, type ListingKind, type ListingOffer } from "./listings.schema.ts";

export const listingSorts = ["newest", "nearest", "relevance"] as const;
export type ListingSort = (typeof listingSorts)[number];
export const distancesKm = [2, 5, 10, 25, 50] as const;
export const usualKm = 10;
/** Upper ends of the price bands, minor units. */
export const priceBands = [500, 1_000, 2_500, 5_000, 10_000, 25_000] as const;
export const listingGrades = ["A", "B", "C", "D"] as const;
export type ListingGrade = (typeof listingGrades)[number];
/** A frame of the map, degrees; `west` may be greater than `east` over the 180th meridian. */
export type Bounds = { south: number; west: number; north: number; east: number };
export const pageSize = 24;

/** What somebody looks for. All of it stands in the address of the page. */
export type ListingQuery = {
  q: string;
  kind: ListingKind | null;
  offer: ListingOffer | null;
  /** A group of goods, or one category of it. */
  group: GoodsGroup | null;
  category: string | null;
  /** A group of materials, or one material of it. */
  stream: MaterialGroup | null;
  material: string | null;
  condition: ListingCondition | null;
  grade: ListingGrade | null;
  /** Only remanufactured things. */
  remanufactured: boolean;
  /** Only what can be had now: not all held, not past its last day. */
  available: boolean;
  maxPriceMinor: number | null;
  near: LatLon | null;
  km: number;
  /** Only what lies in a frame of the map. */
  bounds: Bounds | null;
  sort: ListingSort;
  after: string | null;
  /** Parties whose listings are left out; set by who asks, never by an address. */
  hiddenPartyIds?: readonly string[];
};

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}

function readNear(params: URLSearchParams): LatLon | null {
  const [lat, lon] = [params.get("lat"), params.get("lon")];
  if (!lat || !lon) return null;
  const near = { latitude: Number(lat), longitude: Number(lon) };
  return isLatLon(near.latitude, near.longitude) ? near : null;
}

function readBounds(text: string | null): Bounds | null {
  if (!text || !/^-?\d{1,3}(\.\d{1,8})?(,-?\d{1,3}(\.\d{1,8})?){3}$/.test(text)) return null;
  const [south = 0, west = 0, north = 0, east = 0] = text.split(",").map(Number);
  return isLatLon(south, west) && isLatLon(north, east) && south < north ? { south, west, north, east } : null;
}

/** A frame as it stands in an address: four decimals are some ten metres. */
export function writeBounds({ south, west, north, east }: Bounds): string {
  return [south, west, north, east].map((degrees) => Number(degrees.toFixed(4))).join(",");
}

function readPrice(text: string | null): number | null {
  if (!text || !/^\d{1,6}([.,]\d{1,2})?$/.test(text.trim())) return null;
  return Math.round(Number(text.trim().replace(",", ".")) * 100);
}

/** The search an address means. What does not fit is left out, so that an old or cut link still shows something. */
export function readListingQuery(params: URLSearchParams): ListingQuery {
  const q = (params.get("q") ?? "").trim().slice(0, 200);
  const near = readNear(params);
  const category = params.get("category");
  const material = params.get("material");
  const km = Number(params.get("km"));
  const asked = oneOf(listingSorts, params.get("sort"));
  const usual = near && !q ? "nearest" : q ? "relevance" : "newest";
  const possible = asked && !(asked === "nearest" && !near) && !(asked === "relevance" && !q);
  return {
    q,
    kind: oneOf(listingKinds, params.get("kind")),
    offer: oneOf(listingOffers, params.get("offer")),
    group: oneOf(GOODS_GROUPS, params.get("group")),
    category: category && isGoodsCode(category) ? category : null,
    stream: oneOf(MATERIAL_GROUPS, params.get("stream")),
    material: material && isMaterialCode(material) ? material : null,
    condition: oneOf(listingConditions, params.get("condition")),
    grade: oneOf(listingGrades, params.get("grade")),
    remanufactured: params.get("remanufactured") === "1",
    available: params.get("available") === "1",
    maxPriceMinor: readPrice(params.get("max")),
    near,
    km: Number.isFinite(km) && km >= 1 && km <= 500 ? km : usualKm,
    bounds: readBounds(params.get("bounds")),
    sort: possible ? asked : usual,
    after: params.get("after"),
  };
}

/** What narrows a search, as parameters in one order: the part of an address worth keeping. Reading them gives the same search. */
export function paramsOf(query: ListingQuery): URLSearchParams {
  const entries: [string, string | null][] = [
    ["q", query.q],
    ["kind", query.kind],
    ["offer", query.offer],
    ["group", query.group],
    ["category", query.category],
    ["stream", query.stream],
    ["material", query.material],
    ["condition", query.condition],
    ["grade", query.grade],
    ["remanufactured", query.remanufactured ? "1" : null],
    ["available", query.available ? "1" : null],
    ["max", query.maxPriceMinor === null ? null : String(query.maxPriceMinor / 100)],
    ["lat", query.near && String(query.near.latitude)],
    ["lon", query.near && String(query.near.longitude)],
    ["km", query.near && String(query.km)],
    ["bounds", query.bounds && writeBounds(query.bounds)],
  ];
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ""));
}

/** The address of the same search with some of it changed (null takes it away); always from the first page. */
export function withParams(params: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(params);
  next.delete("after");
  next.delete("_data");
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  for (const [name, value] of [...next]) if (value === "") next.delete(name);
  const text = next.toString();
  return text ? `/listings?${text}` : "/listings";
}

/** Codes of a group of goods. */
export function categoriesOf(group: GoodsGroup): string[] {
  return GOODS.filter((entry) => entry.group === group).map((entry) => entry.code);
}

/** Codes of a group of materials. */
export function materialsOf(stream: MaterialGroup): string[] {
  return MATERIALS.filter((entry) => entry.group === stream).map((entry) => entry.code);
}

/** Where the next page starts: the last row's sort key and id. `v` is the sort it belongs to. */
export type Cursor = { sort: ListingSort; key: string | number; id: string };

/** A cursor as it stands in addresses; opaque to its readers. Works in browsers and on the server. */
export function writeCursor(cursor: Cursor): string {
  return btoa(JSON.stringify([cursor.sort, cursor.key, cursor.id])).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The cursor in an address, or null when it is none of this sort: the list then starts at its beginning. */
export function readCursor(text: string | null, sort: ListingSort): Cursor | null {
  if (!text || text.length > 300) return null;
  try {
    const value: unknown = JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
    if (!Array.isArray(value) || value.length !== 3) return null;
    const [ofSort, key, id] = value as unknown[];
    if (ofSort !== sort || typeof id !== "string") return null;
    if (sort === "newest") return typeof key === "string" && !Number.isNaN(Date.parse(key)) ? { sort, key, id } : null;
    return typeof key === "number" && Number.isFinite(key) ? { sort, key, id } : null;
  } catch {
    return null;
  }
}
