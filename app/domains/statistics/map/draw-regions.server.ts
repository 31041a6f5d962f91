/** Draws regions on a map, as paths for a page. */

import { geoArea, geoAzimuthalEqualArea, geoBounds, geoCentroid, geoDistance, geoEqualEarth, geoPath, type GeoProjection } from "d3-geo";

import { landPieces, piecesOf, type Piece } from "./atlas.server.ts";
import { PathWriter } from "./path-writer.ts";
import type { Drawing, DrawnRegion } from "./region-map.schema.ts";

/** Units of the drawing; a page shows it as wide as there is room. */
const WIDTH = 960;
const HEIGHT = 520;

/** Regions within so many degrees of their middle are drawn near; beyond, the world. */
const NEAR_DEGREES = 50;
/** A map never shows less to each side than this, so that a single city has a coast around it. */
const LEAST_DEGREES = 7;
/** The world without the ice in the south, cut where the fewest people live. */
const WORLD = { north: 84, south: -57, turn: -11 };

/** What is drawn smaller than this is a dot instead, for nobody would find it. */
const LEAST_REGION = 9;
const LEAST_PIECE = 1.5;
const EDGE = 4;

const degrees = Math.PI / 180;
const polygons = (pieces: readonly Piece[]) => ({ type: "MultiPolygon" as const, coordinates: pieces as Piece[] });

/** So many sets of regions are kept; months differ in few. */
const KEPT = 48;
const kept = new Map<string, Drawing | null>();

/** The regions that lie somewhere, on a map that has room around them; null where none does. The same regions are drawn once. */
export function drawRegions(regions: readonly string[]): Drawing | null {
  const wanted = [...new Set(regions)].sort();
  const key = wanted.join(" ");
  const before = kept.get(key);
  if (before !== undefined) return before;
  const drawing = draw(wanted);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, drawing);
  return drawing;
}

function draw(regions: readonly string[]): Drawing | null {
  const known = regions.map((region) => ({ region, pieces: piecesOf(region) })).filter(({ pieces }) => pieces.length > 0);
  if (known.length === 0) return null;
  const { projection, height } = projectionFor(known.flatMap(({ pieces }) => mainPieces(pieces)));
  projection.clipExtent([[-EDGE, -EDGE], [WIDTH + EDGE, height + EDGE]]);
  const land = new PathWriter(LEAST_PIECE);
  geoPath(projection, land)(polygons(landPieces()));
  return { width: WIDTH, height, land: land.path, regions: known.map(({ region, pieces }) => drawn(region, pieces, projection)) };
}

/** A region as a shape, or where that would be too small as a dot on its largest piece. */
function drawn(region: string, pieces: readonly Piece[], projection: GeoProjection): DrawnRegion {
  const writer = new PathWriter(LEAST_PIECE);
  geoPath(projection, writer)(polygons(pieces));
  if (writer.size >= LEAST_REGION && writer.path !== "") return { region, path: writer.path, dot: null };
  const [x, y] = projection(geoCentroid(polygons(mainPieces(pieces).slice(0, 1)))) ?? [0, 0];
  return { region, path: null, dot: { x: Math.round(x), y: Math.round(y) } };
}

/** The largest piece first, and those at least a quarter as large: what the map must have room for. Islands far away are drawn where they fit. */
function mainPieces(pieces: readonly Piece[]): Piece[] {
  const sized = pieces.map((piece) => ({ piece, area: geoArea(polygons([piece])) })).sort((a, b) => b.area - a.area);
  return sized.filter(({ area }) => area * 4 >= (sized[0]?.area ?? 0)).map(({ piece }) => piece);
}

/** Areas stay true in both: around the middle of regions that lie near each other, else of the whole world. */
function projectionFor(main: readonly Piece[]): { projection: GeoProjection; height: number } {
  const shape = polygons(main);
  const [[west, south], [east, north]] = geoBounds(shape);
  const middle: [number, number] = [(west + east + (west > east ? 360 : 0)) / 2, (south + north) / 2];
  const isNear = main.every((piece) => piece.every((ring) => ring.every((position) => geoDistance(middle, position as [number, number]) <= NEAR_DEGREES * degrees)));
  if (!isNear) return worldProjection();
  const projection = geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(90);
  projection.fitExtent([[WIDTH * 0.17, HEIGHT * 0.14], [WIDTH * 0.83, HEIGHT * 0.86]], shape);
  const largest = HEIGHT / 2 / (LEAST_DEGREES * degrees);
  if (projection.scale() > largest) projection.scale(largest).translate([WIDTH / 2, HEIGHT / 2]);
  return { projection, height: HEIGHT };
}

function worldProjection(): { projection: GeoProjection; height: number } {
  const projection = geoEqualEarth().rotate([WORLD.turn, 0]).fitWidth(WIDTH, { type: "Sphere" });
  const at = (latitude: number) => projection([-WORLD.turn, latitude])?.[1] ?? 0;
  const top = at(WORLD.north);
  const height = Math.round(at(WORLD.south) - top);
  const [x, y] = projection.translate();
  return { projection: projection.translate([x, y - top]), height };
}
