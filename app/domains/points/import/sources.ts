import type { FileShape } from "./points.import.schema.ts";

/** What a licence asks to be shown wherever its data are shown. */
export interface SourceProfile {
  /** The line to show, verbatim. */
  attribution: string;
  attributionUrl: string;
  /** SPDX id, or the publisher's own name for its terms. */
  licenceId: string;
  licenceUrl: string;
  /** A derived database must be offered under the same licence: keep the rows tagged and exportable. */
  shareAlike: boolean;
}

const OSM: SourceProfile = {
  attribution: "© OpenStreetMap contributors (ODbL)",
  attributionUrl: "https://www.openstreetmap.org/copyright",
  licenceId: "ODbL-1.0",
  licenceUrl: "https://opendatacommons.org/licenses/odbl/1-0/",
  shareAlike: true,
};

/** Attribution and licence by shape of file. */
export const SOURCE_PROFILES: Readonly<Record<FileShape, SourceProfile>> = {
  "osm-geojson": OSM,
  "osm-recycling-json": OSM,
  "zuerich-csv": {
    attribution: "Quelle: Stadt Zürich",
    attributionUrl: "https://data.stadt-zuerich.ch/",
    licenceId: "CC0-1.0",
    licenceUrl: "https://creativecommons.org/publicdomain/zero/1.0/",
    shareAlike: false,
  },
  "basel-csv": {
    attribution: "Quelle: Amt für Umwelt und Energie Basel-Stadt",
    attributionUrl: "https://data.bs.ch/",
    licenceId: "opendata.swiss-by",
    licenceUrl: "https://opendata.swiss/en/terms-of-use#terms_by",
    shareAlike: false,
  },
};
