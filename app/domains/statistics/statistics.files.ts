/** The statistics as files for programs, made piece by piece, with what documents them. */

import { csvLine, type CsvCell } from "#app/shared/csv.ts";

import type { PublishedCell, Statistics } from "./statistics.schema.ts";
import { MONTH_CLOSES_AFTER_DAYS } from "#app/shared/months.ts";
import { MINIMUM_PARTIES } from "./statistics.schema.ts";
import { TARGETS_METHOD } from "./targets/targets.files.ts";

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

type ColumnName = (typeof COLUMNS)[number]["name"];

/** What is true of every figure. */
export interface About {
  /** The product's own address, without a slash at the end. */
  origin: string;
  /** The version of the formula, e.g. "formula@1". */
  method: string;
}

const notes = `Months are published ${MONTH_CLOSES_AFTER_DAYS} days after their end and stay as they are. Corrections count in the month in which they are made, what is recorded after its month was closed in the month in which it is recorded. Figures over a year and over all months are sums of the months that are shown. A range over several months is the sum of the months' ranges, which is never too narrow.`;

function about(statistics: Statistics, { origin, method }: About) {
  return {
    source: `${origin}/statistics`,
    method: { version: method, url: `${origin}/impact/method` },
    version: statistics.version,
    logSize: statistics.logSize,
    minimumParties: MINIMUM_PARTIES,
    notes,
    columns: COLUMNS.map(({ name, datatype, says }) => ({ name, datatype, description: says })),
  };
}

/** The value of a column; null where the figure is withheld. */
export function valueOf(cell: PublishedCell, column: ColumnName): CsvCell {
  const values: Partial<Record<ColumnName, CsvCell>> = cell;
  return values[column] ?? null;
}

function record(cell: PublishedCell): Record<string, CsvCell> {
  return Object.fromEntries(COLUMNS.map(({ name }) => [name, valueOf(cell, name)]));
}

const AT_A_TIME = 500;

function* inPieces(cells: readonly PublishedCell[], line: (cell: PublishedCell, index: number) => string): Generator<string> {
  for (let from = 0; from < cells.length; from += AT_A_TIME) {
    yield cells.slice(from, from + AT_A_TIME).map((cell, index) => line(cell, from + index)).join("");
  }
}

/** The table as CSV (RFC 4180); text that a spreadsheet would run is made text again. */
export function* statisticsAsCsv(statistics: Statistics): Generator<string> {
  yield csvLine(COLUMNS.map(({ name }) => name));
  yield* inPieces(statistics.cells, (cell) => csvLine(COLUMNS.map(({ name }) => valueOf(cell, name))));
}

/** One JSON document: what it is about, then the rows. */
export function* statisticsAsJson(statistics: Statistics, facts: About): Generator<string> {
  yield `${JSON.stringify(about(statistics, facts)).slice(0, -1)},"rows":[`;
  yield* inPieces(statistics.cells, (cell, index) => `${index === 0 ? "\n" : ",\n"}${JSON.stringify(record(cell))}`);
  yield "\n]}\n";
}

/** One JSON object per line. */
export function* statisticsAsNdjson(statistics: Statistics): Generator<string> {
  yield* inPieces(statistics.cells, (cell) => `${JSON.stringify(record(cell))}\n`);
}

/** What the columns of the CSV file are (W3C CSV on the Web), at the address where programs look for it. */
export function csvMetadata(statistics: Statistics, facts: About): object {
  return {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    url: `${facts.origin}/data/statistics.csv`,
    "dc:title": "Roundabout statistics",
    "dc:description": notes,
    "dc:conformsTo": `${facts.origin}/impact/method`,
    "dc:hasVersion": statistics.version,
    dialect: { header: true, encoding: "utf-8", lineTerminators: ["\r\n"] },
    tableSchema: {
      columns: COLUMNS.map(({ name, datatype, says }, index) => ({ name, titles: name, datatype, "dc:description": says, required: index < 5 })),
      primaryKey: ["region", "month", "route", "material"],
    },
  };
}

/** The formats, by the end of the file's name. */
export const FORMATS = {
  csv: { type: "text/csv; charset=utf-8", mediaType: "text/csv", fileType: "CSV" },
  json: { type: "application/json; charset=utf-8", mediaType: "application/json", fileType: "JSON" },
  ndjson: { type: "application/x-ndjson; charset=utf-8", mediaType: "application/x-ndjson", fileType: "JSON" },
  parquet: { type: "application/vnd.apache.parquet", mediaType: "application/vnd.apache.parquet", fileType: "PARQUET" },
} as const;

/** A catalogue that data portals harvest (DCAT-AP 3, as JSON-LD). */
export function catalogue(statistics: Statistics, { origin, method }: About): object {
  const media = (type: string) => ({ "@id": `http://www.iana.org/assignments/media-types/${type}` });
  const [first] = statistics.months;
  const last = statistics.months.at(-1);
  const publisher = { "@id": `${origin}/#publisher`, "@type": "foaf:Agent", "foaf:name": "Roundabout" };
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#", dct: "http://purl.org/dc/terms/", foaf: "http://xmlns.com/foaf/0.1/", xsd: "http://www.w3.org/2001/XMLSchema#",
      adms: "http://www.w3.org/ns/adms#",
    },
    "@id": `${origin}/data.json`,
    "@type": "dcat:Catalog",
    "dct:title": { "@value": "Roundabout open data", "@language": "en" },
    "dct:description": { "@value": "Public statistics of what was passed on and recycled, and what that kept out of the air.", "@language": "en" },
    "dct:publisher": publisher,
    "foaf:homepage": { "@id": origin },
    "dcat:dataset": [
      {
        "@id": `${origin}/statistics#dataset`,
        "@type": "dcat:Dataset",
        "dct:identifier": `${origin}/statistics`,
        "dct:title": { "@value": "Flows by region, month, route and material", "@language": "en" },
        "dct:description": { "@value": `Mass and avoided emissions with their ranges. Figures of fewer than ${MINIMUM_PARTIES} parties are withheld. ${notes}`, "@language": "en" },
        "dct:publisher": publisher,
        "dcat:landingPage": { "@id": `${origin}/statistics` },
        "dct:accrualPeriodicity": { "@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY" },
        "dct:conformsTo": { "@id": `${origin}/impact/method`, "dct:title": method },
        "dcat:version": statistics.version,
        "dcat:theme": { "@id": "http://publications.europa.eu/resource/authority/data-theme/ENVI" },
        ...(first && last
          ? {
              "dct:temporal": {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": { "@value": first, "@type": "xsd:gYearMonth" },
                "dcat:endDate": { "@value": last, "@type": "xsd:gYearMonth" },
              },
            }
          : {}),
        "dcat:distribution": Object.entries(FORMATS).map(([end, { mediaType, fileType }]) => ({
          "@id": `${origin}/data/statistics.${end}`,
          "@type": "dcat:Distribution",
          "dcat:accessURL": { "@id": `${origin}/statistics` },
          "dcat:downloadURL": { "@id": `${origin}/data/statistics.${end}` },
          "dcat:mediaType": media(mediaType),
          "dct:format": { "@id": `http://publications.europa.eu/resource/authority/file-type/${fileType}` },
          ...(end === "csv" ? { "dct:conformsTo": { "@id": `${origin}/data/statistics.csv-metadata.json` } } : {}),
        })),
      },
      {
        "@id": `${origin}/statistics/targets#dataset`,
        "@type": "dcat:Dataset",
        "dct:identifier": `${origin}/statistics/targets`,
        "dct:title": { "@value": "Targets and progress", "@language": "en" },
        "dct:description": { "@value": "National targets with figures of the country and their sources, and apart from them targets of own scopes with the published statistics.", "@language": "en" },
        "dct:publisher": publisher,
        "dcat:landingPage": { "@id": `${origin}/statistics/targets` },
        "dct:conformsTo": { "@id": `${origin}/impact/method`, "dct:title": TARGETS_METHOD },
        "dcat:theme": { "@id": "http://publications.europa.eu/resource/authority/data-theme/ENVI" },
        "dcat:distribution": [
          {
            "@id": `${origin}/statistics/targets.csv`,
            "@type": "dcat:Distribution",
            "dcat:accessURL": { "@id": `${origin}/statistics/targets` },
            "dcat:downloadURL": { "@id": `${origin}/statistics/targets.csv` },
            "dcat:mediaType": media("text/csv"),
            "dct:format": { "@id": "http://publications.europa.eu/resource/authority/file-type/CSV" },
          },
        ],
      },
    ],
  };
}
