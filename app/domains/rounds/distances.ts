import { distanceMetres, type LatLon } from "#app/shared/geo.ts";

/** How far it is between places, and how long it takes. */
export interface DistanceTables {
  /** Square tables, row by row, in the order of the places: metres and minutes from the row's place to the column's. */
  metres: Float64Array;
  minutes: Float64Array;
  /** What the figures are worth. Pages and commands say it beside them: `estimated` is nobody's road. */
  basis: "estimated" | "roads";
}

/** Whoever can say how far it is: today an estimate; a routing engine may answer over the network. */
export interface DistanceProvider {
  /** Throws where the provider cannot be reached. */
  tables(places: readonly LatLon[]): Promise<DistanceTables>;
}

/**
 * Roads are about 1.3 times as long as the line on the globe: 1.3 +- 0.1 over many countries' networks (Wang, Bette, Schreckenberg,
 * Guhr 2024, "How much longer do you have to drive than the crow has to fly?", arXiv:2406.06490). For short ways in Switzerland
 * 1.47 was counted for cars (Danalet, detour factors from the Mobility and Transport Microcensus 2015), so it can be set.
 */
export const usualDetour = 1.3;

/**
 * Kilometres per hour between stops, a little below the 18.4 mph (29.6 km/h) of England's classified local A roads in towns in 2017
 * (Department for Transport, table CGN0501, as answered in the House of Lords to question HL5955), since rounds use smaller streets
 * too. An assumption, so it can be set.
 */
export const usualSpeedKmPerHour = 25;

/** Distances by the haversine formula times a detour factor, times by one average speed. Needs no network. */
export function estimatedDistances({ detour = usualDetour, speedKmPerHour = usualSpeedKmPerHour } = {}): DistanceProvider {
  return {
    tables(places) {
      const metres = Float64Array.from(places.flatMap((from) => places.map((to) => distanceMetres(from, to) * detour)));
      return Promise.resolve({ metres, minutes: metres.map((far) => (far / 1000 / speedKmPerHour) * 60), basis: "estimated" });
    },
  };
}
