/** Where countries lie: Natural Earth's shapes (world-atlas) by ISO 3166-1 alpha-2. Read once, when the first map is drawn. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import { iso31661, iso31661Alpha2ToNumeric, iso31661NumericToAlpha2 } from "iso-3166";
import { feature } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import tzLookup from "tz-lookup";

/** A piece of land: its shore, then its holes; degrees east and north. */
export type Piece = Position[][];

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

interface Atlas {
  land: Piece[];
  pieces: ReadonlyMap<string, Piece[]>;
}

const fromHere = createRequire(import.meta.url);
let atlas: Atlas | null = null;
const finer = new Map<string, Piece[]>();

/** All land, without borders. */
export function landPieces(): readonly Piece[] {
  atlas ??= readAtlas();
  return atlas.land;
}

/** The pieces of a country; none where nobody drew it or the code is nobody's. */
export function piecesOf(region: string): readonly Piece[] {
  atlas ??= readAtlas();
  return atlas.pieces.get(region) ?? finerPieces(region);
}

function readWorld(scale: "50m" | "10m"): World {
  return JSON.parse(readFileSync(fromHere.resolve(`world-atlas/countries-${scale}.json`), "utf8")) as World;
}

function readAtlas(): Atlas {
  const world = readWorld("50m");
  const { geometries } = world.objects.countries;
  const zones = zonesOfUndrawn(new Set(geometries.map(numericOf)));
  const pieces = new Map<string, Piece[]>();
  for (const geometry of geometries) {
    const own = iso31661NumericToAlpha2[numericOf(geometry)];
    for (const piece of piecesIn(world, geometry)) {
      const region = zones.get(zoneAt(piece)) ?? own;
      if (region) pieces.set(region, [...(pieces.get(region) ?? []), piece]);
    }
  }
  return { land: world.objects.land.geometries.flatMap((geometry) => piecesIn(world, geometry)), pieces };
}

/**
 * Natural Earth draws some countries of ISO 3166-1 as parts of others: Réunion and French Guiana are pieces of France. A piece in a zone of time
 * that only such a country has is that country's. Gives the zones with the country.
 */
function zonesOfUndrawn(drawn: ReadonlySet<string>): Map<string, string> {
  const zones = new Map<string, string>();
  for (const { alpha2, numeric } of iso31661) {
    if (!drawn.has(numeric)) for (const zone of zonesOf(alpha2)) zones.set(zone, alpha2);
  }
  return zones;
}

/** Newer engines ask for it as a method. */
function zonesOf(region: string): readonly string[] {
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & { getTimeZones?: () => string[]; timeZones?: string[] };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

function zoneAt(piece: Piece): string {
  const shore = piece[0] ?? [];
  const middle = (axis: 0 | 1) => shore.reduce((sum, position) => sum + (position[axis] ?? 0), 0) / Math.max(1, shore.length);
  return tzLookup(middle(1), middle(0));
}

/** What is too small to be drawn at the usual scale, such as Gibraltar and Tuvalu, from the finest; of that no more is kept than was asked for. */
function finerPieces(region: string): Piece[] {
  const known = finer.get(region);
  if (known) return known;
  if (!Object.hasOwn(iso31661Alpha2ToNumeric, region)) return [];
  const numeric = iso31661Alpha2ToNumeric[region];
  const world = readWorld("10m");
  const pieces = world.objects.countries.geometries.filter((geometry) => numericOf(geometry) === numeric).flatMap((geometry) => piecesIn(world, geometry));
  finer.set(region, pieces);
  return pieces;
}

function numericOf(geometry: GeometryObject): string {
  return String(geometry.id ?? "");
}

function piecesIn(world: World, geometry: GeometryObject): Piece[] {
  const { geometry: shape } = feature(world, geometry) as Feature;
  return shape.type === "Polygon" ? [(shape as Polygon).coordinates] : shape.type === "MultiPolygon" ? (shape as MultiPolygon).coordinates : [];
}
