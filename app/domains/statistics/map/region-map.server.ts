import type { PublishedCell } from "../statistics.schema.ts";
import { drawRegions } from "./draw-regions.server.ts";
import type { RegionMapData } from "./region-map.schema.ts";

/** The totals of all regions in a period, of a material or "all", with the map they are drawn on. */
export function regionMap(cells: readonly PublishedCell[], { month, material }: { month: string; material: string }): RegionMapData {
  const totals = cells.filter((cell) => cell.region !== "all" && cell.month === month && cell.route === "all" && cell.material === material);
  return { drawing: drawRegions(totals.map((cell) => cell.region)), cells: totals };
}
