/** The catalogue of open data, as data portals harvest it (DCAT-AP 3, as JSON-LD). */

import { FORMATS, type DataTable } from "./table-files.ts";
import { TARGETS_METHOD } from "./targets/targets.files.ts";

const publisherOf = (origin: string) => ({ "@id": `${origin}/#publisher`, "@type": "foaf:Agent", "foaf:name": "Roundabout" });
const english = (text: string) => ({ "@value": text, "@language": "en" });
const THEME = { "@id": "http://publications.europa.eu/resource/authority/data-theme/ENVI" };

function distribution(origin: string, { path, page, mediaType, fileType, conformsTo }: { path: string; page: string; mediaType: string; fileType: string; conformsTo?: string }) {
  return {
    "@id": `${origin}${path}`,
    "@type": "dcat:Distribution",
    "dcat:accessURL": { "@id": `${origin}${page}` },
    "dcat:downloadURL": { "@id": `${origin}${path}` },
    "dcat:mediaType": { "@id": `http://www.iana.org/assignments/media-types/${mediaType}` },
    "dct:format": { "@id": `http://publications.europa.eu/resource/authority/file-type/${fileType}` },
    ...(conformsTo === undefined ? {} : { "dct:conformsTo": { "@id": `${origin}${conformsTo}` } }),
  };
}

function datasetOf(table: DataTable, origin: string): object {
  const [first] = table.months;
  const last = table.months.at(-1);
  // One table is what its page is about; any other is a part of a page.
  const isWhole = table.page === `/${table.name}`;
  const identifier = `${origin}${table.page}${isWhole ? "" : `#${table.name}`}`;
  return {
    "@id": isWhole ? `${identifier}#dataset` : identifier,
    "@type": "dcat:Dataset",
    "dct:identifier": identifier,
    "dct:title": english(table.title),
    "dct:description": english(table.about),
    "dct:publisher": publisherOf(origin),
    "dcat:landingPage": { "@id": `${origin}${table.page}` },
    "dct:accrualPeriodicity": { "@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY" },
    "dct:conformsTo": { "@id": `${origin}${table.methodPath}`, "dct:title": table.method },
    "dcat:version": table.version,
    "dcat:theme": THEME,
    ...(first && last
      ? { "dct:temporal": { "@type": "dct:PeriodOfTime", "dcat:startDate": { "@value": first, "@type": "xsd:gYearMonth" }, "dcat:endDate": { "@value": last, "@type": "xsd:gYearMonth" } } }
      : {}),
    "dcat:distribution": Object.entries(FORMATS).map(([end, { mediaType, fileType }]) =>
      distribution(origin, { path: `/data/${table.name}.${end}`, page: table.page, mediaType, fileType, ...(end === "csv" ? { conformsTo: `/data/${table.name}.csv-metadata.json` } : {}) }),
    ),
  };
}

/** The catalogue with these tables, and the targets. `origin` is the product's own address, without a slash at the end. */
export function catalogue(tables: readonly DataTable[], origin: string): object {
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#", dct: "http://purl.org/dc/terms/", foaf: "http://xmlns.com/foaf/0.1/", xsd: "http://www.w3.org/2001/XMLSchema#",
      adms: "http://www.w3.org/ns/adms#",
    },
    "@id": `${origin}/data.json`,
    "@type": "dcat:Catalog",
    "dct:title": english("Roundabout open data"),
    "dct:description": english("Public statistics of what was passed on and recycled, and what that kept out of the air."),
    "dct:publisher": publisherOf(origin),
    "foaf:homepage": { "@id": origin },
    "dcat:dataset": [
      ...tables.map((table) => datasetOf(table, origin)),
      {
        "@id": `${origin}/statistics/targets#dataset`,
        "@type": "dcat:Dataset",
        "dct:identifier": `${origin}/statistics/targets`,
        "dct:title": english("Targets and progress"),
        "dct:description": english("National targets with figures of the country and their sources, and apart from them targets of own scopes with the published statistics."),
        "dct:publisher": publisherOf(origin),
        "dcat:landingPage": { "@id": `${origin}/statistics/targets` },
        "dct:conformsTo": { "@id": `${origin}/impact/method`, "dct:title": TARGETS_METHOD },
        "dcat:theme": THEME,
        "dcat:distribution": [distribution(origin, { path: "/statistics/targets.csv", page: "/statistics/targets", mediaType: "text/csv", fileType: "CSV" })],
      },
    ],
  };
}
