/** The statistics as a public table. */

import { MONTH_CLOSES_AFTER_DAYS } from "#app/shared/months.ts";
import type { Statistics } from "./statistics.schema.ts";
import { MINIMUM_PARTIES } from "./statistics.schema.ts";
import type { DataTable } from "./table-files.ts";

/** Every column of the table. Names are stable; new ones are added at the end. The words are data for programs and are not translated. */
export const COLUMNS = [
  { name: "region", datatype: "string", says: "ISO 3166-1 alpha-2 of the place of the hand-over, ZZ where it is not known, all for the whole platform." },
  { name: "month", datatype: "string", says: "YYYY-MM of the hand-over: in UTC for the whole platform, in the place's own time for a region; YYYY for the months of that year that are published, all for every month published." },
  { name: "route", datatype: "string", says: "How it was counted, a route of the method; all for every route." },
  { name: "material", datatype: "string", says: "Code of the material or category of goods; all for everything." },
  { name: "status", datatype: "string", says: `published, or withheld: from fewer than ${MINIMUM_PARTIES} parties, or withheld so that such a figure cannot be worked out.` },
  { name: "entryCount", datatype: "integer", says: "Ledger entries, less those taken back in this month." },
  { name: "massGrams", datatype: "integer", says: "Mass that moved, in grams." },
  { name: "measuredMassGrams", datatype: "integer", says: "Of it, what a scale measured, in grams." },
  { name: "notCoveredGrams", datatype: "integer", says: "Of the mass, what no published factor covers, in grams." },
  { name: "co2eGrams", datatype: "integer", says: "Avoided emissions, grams CO2e; negative where more was emitted than kept out." },
  { name: "lowGrams", datatype: "integer", says: "Low end of the 95 % range, grams CO2e." },
  { name: "highGrams", datatype: "integer", says: "High end of the 95 % range, grams CO2e." },
  { name: "grade", datatype: "string", says: "Mean grade of the entries, weighted by grams: A (best) to D." },
  { name: "coverage", datatype: "number", says: "Share of the mass that a scale measured, 0 to 1." },
] as const;

const notes = `Months are published ${MONTH_CLOSES_AFTER_DAYS} days after their end and stay as they are. Corrections count in the month in which they are made, what is recorded after its month was closed in the month in which it is recorded. Figures over a year and over all months are sums of the months that are shown. A range over several months is the sum of the months' ranges, which is never too narrow.`;

/** The table of the statistics; `method` is the version of the formula, e.g. "formula@1". */
export function statisticsTable({ cells, months, version, logSize }: Statistics, method: string): DataTable {
  return {
    name: "statistics",
    title: "Flows by region, month, route and material",
    about: `Mass and avoided emissions with their ranges. Figures of fewer than ${MINIMUM_PARTIES} parties are withheld. ${notes}`,
    notes,
    columns: COLUMNS,
    keys: ["region", "month", "route", "material"],
    rows: cells,
    version,
    facts: { logSize, minimumParties: MINIMUM_PARTIES },
    method,
    methodPath: "/impact/method",
    page: "/statistics",
    months,
  };
}
