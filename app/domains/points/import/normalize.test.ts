import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedData } from "#tests/setup/shared-data.ts";
import { contentHash } from "./content-hash.server.ts";
import { normalizeFile, type NormalizedFile } from "./normalize.server.ts";
import { importedPointSchema } from "./points.import.schema.ts";
import { detectShape } from "./shape.ts";

function normalize(text: string): NormalizedFile {
  const result = normalizeFile(text, { sourceName: "test" });
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
function summary(file: NormalizedFile) {
  const { shape, read, merged } = file;
  return {
    shape,
    read,
    points: file.points.length,
    merged,
    rejects: tally(file.rejects.map((reject) => reject.code)),
    review: tally(file.points.flatMap((point) => point.reviewReasons)),
    unknownTags: file.unknownTags,
    hours: tally(file.points.flatMap((point) => (point.hours ? [point.hours.status] : []))),
  };
}

const malaga = sharedData("points/osm-malaga-2022.geojson");
const germany = sharedData("points/osm-germany-centres-2012.json");
const zuerich = sharedData("points/zuerich-sammelstellen-2020.csv");
const basel = sharedData("points/basel-entsorgungsstellen-2021.csv");

/** A made-up Basel file in the real one's columns. */
const HEADER = "geo_point_2d;geo_shape;objid;id_entsorg;kategorie;name;beschreibu;adresse;plz;ortschaft;telefon;www_link;oeffnungsz;zustaendig";
function baselFile(rows: string[]): string {
  return `\uFEFF${[HEADER, ...rows].join("\r\n")}\r\n`;
}
function geojson(features: unknown[]): string {
  return JSON.stringify({ type: "FeatureCollection", features });
}
function feature(id: string, properties: object, geometry: object = { type: "Point", coordinates: [8.5, 50.1] }) {
  return { type: "Feature", id, properties, geometry };
}

describe("the four real files", () => {
  it.skipIf(!malaga)("Málaga: 5,470 containers", () => {
    const file = normalize(malaga ?? "");
    expect(summary(file)).toEqual({
      shape: "osm-geojson",
      read: 5470,
      points: 5470,
      merged: 0,
      rejects: {},
      review: { FIXME: 4, DATE_UNREADABLE: 1 },
      unknownTags: {},
      hours: { always: 1 },
    });
    expect(tally(file.points.flatMap((point) => point.accepts.map((accept) => accept.material)))).toMatchObject({
      glass_bottles: 1659,
      cardboard: 1676,
      cans_mixed: 1647,
      cooking_oil: 126,
      batteries_portable: 120,
    });
    expect(tally(file.points.map((point) => `${point.siteKind} ${point.timeZone} ${point.countryCode}`))).toEqual({ "container Europe/Madrid ES": 5470 });
    expect(file.points.filter((point) => point.location === "underground")).toHaveLength(183);
    expect(file.points.filter((point) => point.capacityRaw === "3.2")).toHaveLength(2117);
    expect(file.points.flatMap((point) => point.refuses)).toEqual([{ material: "glass", sourceTag: "recycling:glass" }]);
  });

  it.skipIf(!germany)("Germany: 325 centres, with the odd opening hours reported", () => {
    const file = normalize(germany ?? "");
    expect(summary(file)).toEqual({
      shape: "osm-recycling-json",
      read: 325,
      points: 325,
      merged: 0,
      rejects: {},
      review: {
        NO_MATERIALS: 146,
        AMENITY_UNUSUAL: 33,
        HOURS_UNPARSED: 7,
        HOURS_PARTIAL: 1,
        HOURS_CORRECTED: 3,
        FIXME: 3,
        UNKNOWN_TAGS: 2,
        TYPE_MISSPELT: 1,
        ACCESS_RESTRICTED: 1,
      },
      unknownTags: { "recycling:cars": 2 },
      hours: { weekly: 35, partial: 1, unparsed: 7 },
    });
    expect(file.points.every((point) => point.staffed && point.siteKind === "centre" && point.externalId.startsWith("node/"))).toBe(true);
    expect(file.points.filter((point) => point.takesResidualWaste)).toHaveLength(11);
    expect(file.points.filter((point) => point.collectionTimesRaw !== null).map((point) => point.hours)).toEqual([null, null]);
    // A node near the Austrian border, where the zone is another, keeps no guessed country.
    expect(file.points.filter((point) => point.countryCode !== null && point.countryCode !== "DE")).toEqual([]);
  }, 60_000);

  it.skipIf(!zuerich)("Zürich: 173 containers, reprojected", () => {
    const file = normalize(zuerich ?? "");
    expect(summary(file)).toEqual({ shape: "zuerich-csv", read: 173, points: 173, merged: 0, rejects: {}, review: {}, unknownTags: {}, hours: {} });
    expect(tally(file.points.flatMap((point) => point.accepts.map((accept) => accept.material)))).toEqual({ glass: 173, metal_mixed: 161, engine_oil: 42 });
    expect(file.points[0]).toMatchObject({
      externalId: "sa46856",
      address: "Mythenquai 1",
      latitude: 47.3622987,
      longitude: 8.5355716,
      timeZone: "Europe/Zurich",
      checkDate: "2020-09-24",
    });
    for (const point of file.points) {
      expect(point.latitude > 47.31 && point.latitude < 47.44 && point.longitude > 8.44 && point.longitude < 8.63, point.externalId).toBe(true);
    }
  });

  it.skipIf(!basel)("Basel: 281 rows become 154 sites, and what is no recycling is rejected by name", () => {
    const file = normalize(basel ?? "");
    expect(summary(file)).toEqual({
      shape: "basel-csv",
      read: 281,
      points: 154,
      merged: 40,
      rejects: { "POINTS.SALES_ONLY": 83, "POINTS.WEAPONS": 2, "POINTS.INCINERATION": 1, "POINTS.CARCASSES": 1 },
      review: { MATERIALS_UNSPECIFIED: 6, HOURS_UNPARSED: 5, HOURS_CONFLICTING: 2, NO_MATERIALS: 2, HOURS_PARTIAL: 1 },
      unknownTags: {},
      hours: { weekly: 24, partial: 1, unparsed: 5 },
    });
    const park = file.points.find((point) => point.externalId === "remondis-recyclingpark@bonergasse-12-4057");
    expect(park?.accepts.map((accept) => accept.material).sort()).toEqual(
      ["batteries_portable", "clothes", "cork", "hazardous", "paint", "shoes", "textiles", "tyres"],
    );
    expect(park).toMatchObject({ siteKind: "centre", staffed: true, openingHoursRaw: "Mo-Fr: 14:00-16:30, Sa: 08:00-14:30", hours: { status: "weekly" } });
    expect(file.points.every((point) => point.timeZone === "Europe/Zurich" && point.countryCode === "CH")).toBe(true);
    expect(file.rejects.every((reject) => reject.reason !== "" && reject.externalId !== null)).toBe(true);
  }, 60_000);

  it.skipIf(!basel)("Basel in any order of rows gives the same points with the same hashes", () => {
    const [header = "", ...rows] = (basel ?? "").split(/\r?\n/).filter((line) => line !== "");
    const byId = (file: NormalizedFile) => new Map(file.points.map((point) => [point.externalId, point.contentHash]));
    const expected = [...byId(normalize(basel ?? ""))].sort();
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }), (shuffled) => {
        expect([...byId(normalize([header, ...shuffled].join("\n")))].sort()).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it.skipIf(!malaga || !zuerich || !basel)("gives the same result twice, accounts for every row and satisfies the schema", () => {
    for (const text of [malaga ?? "", zuerich ?? "", basel ?? ""]) {
      const file = normalize(text);
      expect(file.points.length + file.merged + file.rejects.length).toBe(file.read);
      expect(new Set(file.points.map((point) => point.externalId)).size).toBe(file.points.length);
      expect(normalize(text)).toEqual(file);
      for (const point of file.points.slice(0, 50)) expect(importedPointSchema.parse(point)).toEqual(point);
    }
  }, 60_000);
});

describe("detectShape", () => {
  it.each([
    [`var glass = ${geojson([])};`, "osm-geojson"],
    [`\uFEFF  ${geojson([])}`, "osm-geojson"],
    ['window.data={"recyclingData": []}\n', "osm-recycling-json"],
    [baselFile([]), "basel-csv"],
    ['"poi_id","metall","glas","oel","geometry"\r\n', "zuerich-csv"],
    ["name;address\n", null],
    ['{"type":"Feature"}', null],
    ["", null],
  ])("tells %j by its content", (text, shape) => {
    expect(detectShape(text)).toBe(shape);
  });

  it("reads what is wrapped in JavaScript", () => {
    const wrapped = `var points = ${geojson([feature("node/1", { amenity: "recycling", recycling_type: "container", "recycling:glass": "yes" })])};\n`;
    expect(normalize(wrapped).points).toMatchObject([{ externalId: "node/1", accepts: [{ material: "glass" }] }]);
  });

  it("says why a file cannot be read", () => {
    expect(normalizeFile("hello", { sourceName: "x" })).toEqual({ ok: false, error: "POINTS.FILE_SHAPE_UNKNOWN" });
    expect(normalizeFile('{"type":"FeatureCollection","features":[', { sourceName: "x" })).toMatchObject({ ok: false, error: "POINTS.FILE_UNREADABLE" });
  });
});

describe("OSM objects", () => {
  it("tells containers, centres and transfer stations, and puts doubt to people", () => {
    const file = normalize(
      geojson([
        feature("node/1", { amenity: "recycling" }),
        feature("node/2", { amenity: "recycling", name: "Bauhof" }),
        feature("way/3", { amenity: "waste_transfer_station", name: "Umladestation" }),
        feature("node/4", { amenity: "recycling", recycling_type: "dropoff" }),
      ]),
    );
    expect(file.points.map((point) => [point.tier, point.siteKind, point.staffed, point.reviewReasons.includes("TYPE_MISSING")])).toEqual([
      ["collection", "container", false, false],
      ["collection", "centre", true, true],
      ["transfer", "centre", true, false],
      ["collection", "container", false, true],
    ]);
  });

  it("rejects with a reason what is none, has no place or no id, and a second of the same id", () => {
    const file = normalize(
      geojson([
        feature("node/1", { amenity: "bench" }),
        feature("node/2", { amenity: "recycling" }, { type: "LineString", coordinates: [] }),
        { type: "Feature", properties: { amenity: "recycling" }, geometry: { type: "Point", coordinates: [1, 2] } },
        null,
        feature("node/3", { amenity: "recycling" }),
        feature("node/3", { amenity: "recycling" }),
      ]),
    );
    expect(file.rejects.map(({ row, externalId, code }) => [row, externalId, code])).toEqual([
      [1, "node/1", "POINTS.NOT_RECYCLING"],
      [2, "node/2", "POINTS.GEOMETRY_UNSUPPORTED"],
      [3, null, "POINTS.ID_MISSING"],
      [4, null, "POINTS.ROW_MALFORMED"],
      [6, "node/3", "POINTS.ID_DUPLICATE"],
    ]);
    expect([file.read, file.points.length]).toEqual([6, 1]);
  });
});

describe("Basel rows", () => {
  const row = (id: number, category: string, name: string, address: string, at = "47.56, 7.59", hours = "") =>
    `${at};"{""type"": ""Point""}";${id + 900};${id};${category};${name};"Text; mit ""Anführung""";${address};4051;Basel;;;${hours};AUE`;

  it("merges by name and address whatever the spacing and case, keeps different names apart", () => {
    const file = normalize(
      baselFile([
        row(1, "Pneus", "Werkhof  Süd", "Weg 1", "47.56, 7.59"),
        row(2, "Korkzapfen", "werkhof süd", "Weg 1", "47.5601, 7.59"),
        row(3, "Kleidercontainer", "Container", "Weg 1"),
      ]),
    );
    expect(file.points.map((point) => [point.externalId, point.accepts.length, point.latitude])).toEqual([
      ["werkhof-sued@weg-1-4051", 2, 47.56005],
      ["container@weg-1-4051", 3, 47.56],
    ]);
    expect([file.read, file.merged]).toEqual([3, 1]);
    expect(file.points[0]?.rawTags.id_entsorg).toBe("1 | 2");
    expect(file.points[0]?.rawTags.beschreibu).toBe('Text; mit "Anführung"');
  });

  it("marks rows of one site that lie far apart", () => {
    const file = normalize(baselFile([row(1, "Pneus", "A", "Weg 1", "47.56, 7.59"), row(2, "Korkzapfen", "A", "Weg 1", "47.57, 7.59")]));
    expect(file.points[0]?.reviewReasons).toContain("COORDINATES_SPREAD");
  });

  it("rejects unknown categories, bad coordinates and rows too long", () => {
    const file = normalize(
      baselFile([row(1, "Raketen", "A", "Weg 1"), row(2, "Pneus", "A", "Weg 1", "hier"), `${row(3, "Pneus", "A", "Weg 1")};zu viel`, row(4, "Pneus", "", "Weg 1")]),
    );
    expect(file.rejects.map((reject) => reject.code)).toEqual([
      "POINTS.CATEGORY_UNKNOWN",
      "POINTS.COORDINATES_INVALID",
      "POINTS.ROW_MALFORMED",
      "POINTS.ID_MISSING",
    ]);
  });
});

describe("contentHash", () => {
  it("ignores the order of keys and the numbering of an export, and nothing else", () => {
    const hash = contentHash({ a: 1, tags: { x: "1", objid: "7" }, list: [1, 2] });
    expect(contentHash({ list: [1, 2], tags: { objid: "9", x: "1" }, a: 1 })).toBe(hash);
    expect(contentHash({ a: 1, tags: { x: "2", objid: "7" }, list: [1, 2] })).not.toBe(hash);
    expect(contentHash({ a: 1, tags: { x: "1" }, list: [2, 1] })).not.toBe(hash);
  });

  it("stays what it is from version to version: a change means that every stored point is written again", () => {
    expect(contentHash({ b: ["ü"], a: { d: null, c: 1.5 } })).toBe("c20eb4e6b956b4e7e4a22d96350bd661893a64f16071f78652a9aedccf9b7668");
  });
});
