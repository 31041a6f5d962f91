import { MINIMUM_PARTIES } from "../statistics.schema.ts";
import type { DataTable } from "../table-files.ts";
import { TIERS_METHOD, type TierStatistics } from "./tiers.schema.ts";

/** Every column of the table. Names are stable; new ones are added at the end. */
const COLUMNS = [
  { name: "region", datatype: "string", says: "ISO 3166-1 alpha-2 of the point that the mass came to or left last, ZZ where it is not known, all for the whole platform." },
  { name: "month", datatype: "string", says: "YYYY-MM in UTC; YYYY for the months of that year that are published, all for every month published." },
  { name: "material", datatype: "string", says: "Code of the material as it was then; all for everything." },
  { name: "source", datatype: "string", says: "brought: handed over at a point by somebody; collection, transfer, sorting: a point of that tier." },
  { name: "target", datatype: "string", says: "collection, transfer, sorting: a point of that tier; sold: to a buyer outside the platform; residue: left over of sorting; lost: missing on the way or in sorting." },
  { name: "status", datatype: "string", says: `published, or withheld: from fewer than ${MINIMUM_PARTIES} parties, or withheld so that such a figure cannot be worked out.` },
  { name: "massGrams", datatype: "integer", says: "Mass that moved, in grams, less what was corrected in the month." },
  { name: "measuredMassGrams", datatype: "integer", says: "Of it, what a scale measured, in grams." },
  { name: "coverage", datatype: "number", says: "Share of the mass that a scale measured, 0 to 1." },
] as const;

const notes =
  "Mass in the books of points, not hand-overs: a kilogram counts again at each tier it passes, so flows of different ends must not be added up. What lies at points and what a count of stock changed are not in it. Months are summed ten days after their end and stay as they are. Figures over a year and over all months are sums of the months that are shown.";

/** The table of flows between tiers. */
export function tiersTable({ flows, months, version }: TierStatistics): DataTable {
  return {
    name: "tiers",
    title: "Flows between collection points, transfer stations and sorting centres",
    about: `Mass by material, region and month. Flows of fewer than ${MINIMUM_PARTIES} parties are withheld. ${notes}`,
    notes,
    columns: COLUMNS,
    keys: ["region", "month", "material", "source", "target"],
    rows: flows,
    version,
    facts: { minimumParties: MINIMUM_PARTIES },
    method: TIERS_METHOD,
    methodPath: "/impact/method",
    page: "/statistics",
    months,
  };
}
