import proj4 from "proj4";
import { position, type Position } from "./geometry.ts";

/** EPSG:2056, Swiss LV95; parameters as published by swisstopo, datum shift good to about a metre. */
const LV95 =
  "+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel" +
  " +towgs84=674.374,15.056,405.346,0,0,0,0 +units=m +no_defs";

const transform = proj4(LV95, "WGS84");

/** Easting and northing in metres to WGS84; null outside Switzerland's grid, where the numbers must mean something else. */
export function fromLv95(easting: number, northing: number): Position | null {
  if (!(easting > 2_480_000 && easting < 2_840_000 && northing > 1_070_000 && northing < 1_300_000)) return null;
  const [longitude = Number.NaN, latitude = Number.NaN] = transform.forward([easting, northing]);
  return position(latitude, longitude);
}
