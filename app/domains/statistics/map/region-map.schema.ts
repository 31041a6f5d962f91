/** What a page needs to draw the map of regions. */

import type { PublishedCell } from "../statistics.schema.ts";

/** A region on the map: its shape, or a dot where that would be too small to see. */
export type DrawnRegion = { region: string } & ({ path: string; dot: null } | { path: null; dot: { x: number; y: number } });

export interface Drawing {
  width: number;
  height: number;
  /** All land around, without borders. */
  land: string;
  regions: DrawnRegion[];
}

export interface RegionMapData {
  /** Null where no region with figures lies anywhere. */
  drawing: Drawing | null;
  /** One cell for each region that has figures in the period, shown or withheld. */
  cells: PublishedCell[];
}
