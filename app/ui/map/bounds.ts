import type { MaterialGroup } from "#app/shared/materials.ts";

export interface MapBounds {
  south: number;
  west: number;
  north: number;
  east: number;
}

export interface MapMarker {
  id: string;
  lat: number;
  lon: number;
  label: string;
  group?: MaterialGroup;
  href: string;
  /** False draws the marker pale. */
  open?: boolean;
}

/** Places that were counted together elsewhere, because there are too many to give each. */
export interface MapCluster {
  id: string;
  lat: number;
  lon: number;
  count: number;
  /** Around all of them; a press frames it. */
  bounds: MapBounds;
}

/** A frame around all markers; somewhere harmless when there are none. */
export function around(markers: readonly Pick<MapMarker, "lat" | "lon">[]): MapBounds {
  if (markers.length === 0) return { south: 35, west: -10, north: 60, east: 25 };
  const lats = markers.map((marker) => marker.lat);
  const lons = markers.map((marker) => marker.lon);
  return {
    south: lats.reduce((a, b) => Math.min(a, b)),
    west: lons.reduce((a, b) => Math.min(a, b)),
    north: lats.reduce((a, b) => Math.max(a, b)),
    east: lons.reduce((a, b) => Math.max(a, b)),
  };
}

/** A corner of an outline on the map. */
export interface MapCorner {
  lat: number;
  lon: number;
}

/** A circle on the map; metres. */
export interface MapCircle {
  lat: number;
  lon: number;
  radiusMetres: number;
}

/** A frame that holds the whole circle. A degree of latitude is about 111,320 m; of longitude as much less as the cosine says. */
export function aroundCircle(circle: MapCircle): MapBounds {
  const dLat = circle.radiusMetres / 111_320;
  const dLon = dLat / Math.max(0.01, Math.cos((circle.lat * Math.PI) / 180));
  return { south: circle.lat - dLat, north: circle.lat + dLat, west: circle.lon - dLon, east: circle.lon + dLon };
}
