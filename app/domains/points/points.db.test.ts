import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#app/platform/db/database.server.ts";
import { distanceMetres } from "#app/shared/geo.ts";
import { createPoint, type NewRule } from "#tests/factories/points.ts";
import { createParty } from "#tests/factories/people.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { pointsForMap } from "./map.service.server.ts";
import { findPoints, pointDetail, webAddress } from "./points.service.server.ts";
import type { Bounds, FindPointsInput, PointCard } from "./points.schema.ts";

type Db = Database["db"];

const at = (iso: string) => ({ now: () => new Date(iso) });

/** All pages of a search. */
async function all(db: Db, input: FindPointsInput, iso = "2026-06-03T10:00:00Z"): Promise<PointCard[]> {
  const points: PointCard[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 200; page += 1) {
    const result = await findPoints(db, { ...input, ...(cursor ? { cursor } : {}) }, at(iso));
    if (!result.ok) throw new Error(result.error);
    points.push(...result.value.points);
    if (!result.value.nextCursor) return points;
    cursor = result.value.nextCursor;
  }
  throw new Error("the pages do not end");
}

describeDatabases("finding points", (open) => {
  const center = { latitude: 48.137, longitude: 11.575 };
  const made: { id: string; latitude: number; longitude: number; accepts: string[] }[] = [];
  const materials = ["glass_bottles", "glass", "paper", "clothes", "batteries_portable"];

  beforeAll(async () => {
    for (let index = 0; index < 160; index += 1) {
      // A grid with doubled places, so that distances tie; the last ones far away.
      const far = index >= 150 ? 20 : 0;
      const latitude = center.latitude + ((index % 12) - 6) * 0.004 + far;
      const longitude = center.longitude + ((Math.floor(index / 12) % 7) - 3) * 0.009;
      const accepts = materials.filter((_, bit) => ((index * 7 + 3) >> bit) & 1);
      const { id } = await createPoint(open(), { latitude, longitude, accepts, sourceName: "grid" });
      made.push({ id, latitude, longitude, accepts });
    }
  });

  const expected = (keep: (point: (typeof made)[number]) => boolean, from = center) =>
    made
      .filter(keep)
      .map((point) => ({ ...point, metres: distanceMetres(from, point) }))
      .sort((a, b) => a.metres - b.metres);

  it("gives each point once, nearest first, within the circle, like reading all of them does", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          latitude: fc.double({ min: 48.1, max: 48.17, noNaN: true }),
          longitude: fc.double({ min: 11.53, max: 11.62, noNaN: true }),
          km: fc.constantFrom(undefined, 0.4, 1, 2.5, 5, 400),
          wanted: fc.subarray(["glass_bottles", "paper", "clothes"] as const),
          glass: fc.boolean(),
          limit: fc.integer({ min: 3, max: 60 }),
        }),
        async ({ latitude, longitude, km, wanted, glass, limit }) => {
          const from = { latitude, longitude };
          const found = await all(open(), { at: from, ...(km ? { km } : {}), materials: wanted, groups: glass ? ["glass"] : [], limit });
          const truth = expected(
            (point) =>
              distanceMetres(from, point) <= (km ?? 1e6) * 1000 &&
              wanted.every((code) => point.accepts.includes(code)) &&
              (!glass || point.accepts.some((code) => code.startsWith("glass"))),
            from,
          );
          expect(new Set(found.map((point) => point.id))).toEqual(new Set(truth.map((point) => point.id)));
          expect(found).toHaveLength(truth.length);
          for (const [index, point] of found.entries()) expect(point.metres).toBeCloseTo(truth[index]?.metres ?? -1, 3);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("keeps to a box, also over the 180th meridian, and the map agrees with the list", async () => {
    const { id } = await createPoint(open(), { latitude: -17, longitude: 179.5, sourceName: "fiji", timeZone: "Pacific/Fiji" });
    const { id: other } = await createPoint(open(), { latitude: -17, longitude: -179.5, sourceName: "fiji", timeZone: "Pacific/Fiji" });
    const fiji: Bounds = { south: -20, west: 178, north: -10, east: -178 };
    expect(new Set((await all(open(), { bounds: fiji })).map((point) => point.id))).toEqual(new Set([id, other]));
    const box: Bounds = { south: 48.13, west: 11.55, north: 48.145, east: 11.6 };
    const truth = expected((point) => point.latitude >= box.south && point.latitude <= box.north && point.longitude >= box.west && point.longitude <= box.east);
    const list = await all(open(), { bounds: box, limit: 7 });
    const map = await pointsForMap(open(), { bounds: box });
    expect(list.map((point) => point.id).sort()).toEqual(truth.map((point) => point.id).sort());
    expect(map.markers.map((marker) => marker.id).sort()).toEqual(truth.map((point) => point.id).sort());
    expect([map.complete, (await pointsForMap(open(), { bounds: box }, 5)).complete]).toEqual([true, false]);
  });

  it("refuses a cursor of somebody's own making", async () => {
    const bad = ["x", "eyJhIjoxfQ", Buffer.from('[0,0,"1","x"]').toString("base64url"), Buffer.from("[99,0,1,\"x\"]").toString("base64url")];
    for (const cursor of bad) expect(await findPoints(open(), { cursor })).toEqual({ ok: false, error: "POINTS.CURSOR_INVALID" });
  });

  it("finds a place by town, postal code, street, name, part, misspelling and source", async () => {
    await createPoint(open(), { name: "Wertstoffhof Süd", address: "Thalkirchner Straße 1", postalCode: "81371", city: "Thalkirchen", latitude: 48.11, longitude: 11.55 });
    for (const q of ["thalkirchen", "Thalkirchen ", "81371", "thalkirchner strasse 1", "wertstoffhof sud", "Süd", "Thalkirchn", "Talkirchen", "Straße 1 Thalkirchen"]) {
      const result = await findPoints(open(), { q, limit: 1 });
      expect(result.ok && result.value.points[0]?.name, q).toBe("Wertstoffhof Süd");
    }
    await open().importRun.create({ data: { id: "run-fiji", sourceName: "fiji", fileName: "f", report: {}, startedAt: new Date(), finishedAt: new Date() } });
    const bySource = await findPoints(open(), { q: "Fiji", limit: 1 });
    expect(bySource.ok && bySource.value.center.latitude).toBe(-17);
    const unknown = await findPoints(open(), { q: "Atlantis on Sea" });
    expect(unknown).toMatchObject({ ok: true, value: { placeUnknown: true, points: [], nextCursor: null } });
  });

  it.each(["'; DROP TABLE recycling_point; --", "%", "_", "\\", "%%%%", "' OR ''='", "$1", "(.*", "[[", "a)(b", "\u0000", "{{7*7}}"])("takes %j for words and nothing else", async (q) => {
    const before = await open().recyclingPoint.count();
    const result = await findPoints(open(), { q: q.replace("\u0000", "") });
    expect(result.ok).toBe(true);
    expect(await open().recyclingPoint.count()).toBe(before);
  });
});

const week = (opens: string, closes: string, weekdays = [1, 2, 3, 4, 5, 6, 7], season: Partial<NewRule> = {}): NewRule[] =>
  weekdays.map((weekday) => ({ weekday, opensMinute: minutes(opens), closesMinute: minutes(closes), ...season }));
function minutes(text: string): number {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
}

describeDatabases("open now", (open) => {
  const here = { latitude: 10, longitude: 10 };
  let serial = 0;
  /** One point on its own spot, looked at through the list with "open now" at several instants. */
  async function openAt(input: Parameters<typeof createPoint>[1], instants: string[]): Promise<boolean[]> {
    serial += 1;
    const spot = { latitude: -60 + serial, longitude: 10 };
    const { id } = await createPoint(open(), { ...input, ...spot });
    const answers: boolean[] = [];
    for (const iso of instants) answers.push((await all(open(), { at: spot, km: 1, openNow: true }, iso)).some((point) => point.id === id));
    return answers;
  }

  it("follows the wall clock of the place on the days the clocks change", async () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00Z. Open 02:30-04:00 begins at the change and is 60 minutes long.
    expect(await openAt({ rules: week("02:30", "04:00", [7]) }, ["2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:59:00Z", "2026-03-29T02:00:00Z"])).toEqual([false, true, true, false]);
    // 25 October 2026: 03:00 becomes 02:00 at 01:00Z; 02:30 occurs first at 00:30Z, and the stretch goes on until 03:30 at 02:30Z.
    expect(await openAt({ rules: week("02:30", "03:30", [7]) }, ["2026-10-25T00:29:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:10:00Z", "2026-10-25T02:29:00Z", "2026-10-25T02:30:00Z"])).toEqual([false, true, true, true, false]);
    // Lord Howe Island moves by half an hour; its 08:00 is an instant of its own.
    expect(await openAt({ timeZone: "Australia/Lord_Howe", rules: week("08:00", "09:00") }, ["2026-07-01T21:29:00Z", "2026-07-01T21:30:00Z", "2026-12-01T20:59:00Z", "2026-12-01T21:00:00Z"])).toEqual([false, true, false, true]);
  });

  it("goes over midnight and over the week's end", async () => {
    expect(await openAt({ rules: week("22:00", "26:00", [7]) }, ["2026-06-07T19:59:00Z", "2026-06-07T20:00:00Z", "2026-06-07T23:59:00Z", "2026-06-08T00:00:00Z"])).toEqual([false, true, true, false]);
  });

  it("keeps seasons, holidays and the operator's own dates", async () => {
    const summer = { fromMonthDay: "04-01", toMonthDay: "09-30" };
    expect(await openAt({ rules: week("08:00", "16:00", undefined, summer) }, ["2026-06-03T10:00:00Z", "2026-11-03T10:00:00Z"])).toEqual([true, false]);
    // 3 October is a holiday in Germany, in 2026 a Saturday.
    const rules = week("08:00", "16:00");
    expect(await openAt({ rules, holidayRule: "closed" }, ["2026-10-02T10:00:00Z", "2026-10-03T10:00:00Z"])).toEqual([true, false]);
    // Without a country the zone's holds; a zone of no one country has no holidays.
    expect(await openAt({ rules, holidayRule: "closed", countryCode: null }, ["2026-10-03T10:00:00Z"])).toEqual([false]);
    expect(await openAt({ rules, holidayRule: "closed", countryCode: null, timeZone: "Etc/UTC" }, ["2026-10-03T10:00:00Z"])).toEqual([true]);

    const { id } = await createPoint(open(), { rules: week("08:00", "16:00", [1]), ...here });
    await open().openingException.create({ data: { id: "x1", pointId: id, date: "2099-06-02", isClosed: false, opensMinute: 600, closesMinute: 720 } });
    const openIds = async (iso: string) => (await all(open(), { at: here, km: 1, openNow: true }, iso)).map((point) => point.id);
    expect(await openIds("2099-06-02T08:30:00Z")).toEqual([id]);
    expect(await openIds("2099-06-02T10:30:00Z")).toEqual([]);
  });

  it("says unknown where nothing is known, and never lists it as open", async () => {
    const spot = { latitude: 30, longitude: 30 };
    await createPoint(open(), { ...spot, name: "none" });
    await createPoint(open(), { ...spot, name: "partial", hoursStatus: "partial", rules: week("08:00", "10:00", [1]) });
    await createPoint(open(), { ...spot, name: "always", hoursStatus: "always", rules: week("00:00", "24:00") });
    const states = (await all(open(), { at: spot, km: 1 }, "2026-06-03T10:00:00Z")).map((point) => [point.name, point.hours.state, point.hours.until]);
    expect(Object.fromEntries(states.map(([name, ...rest]) => [name, rest]))).toEqual({ none: ["unknown", null], partial: ["unknown", null], always: ["open", null] });
    expect((await all(open(), { at: spot, km: 1, openNow: true })).map((point) => point.name)).toEqual(["always"]);
  });

  it("goes on looking until a page is full, and pages through all that are open", async () => {
    const far = { latitude: 60, longitude: 60 };
    for (let index = 0; index < 70; index += 1) {
      // The season makes candidates that the database cannot sort out by itself.
      const season = index % 10 === 9 ? {} : { fromMonthDay: "12-01", toMonthDay: "12-31" };
      await createPoint(open(), { latitude: far.latitude, longitude: far.longitude + index / 1000, name: `p${index}`, rules: week("00:00", "24:00", undefined, season) });
    }
    const names = (await all(open(), { at: far, km: 50, openNow: true, limit: 2 })).map((point) => point.name);
    expect(names).toEqual(["p9", "p19", "p29", "p39", "p49", "p59", "p69"]);
  });
});

describeDatabases("a point's page", (open) => {
  it("shows what is taken, refused and open, with its source; reasons to review for operators only", async () => {
    const recycler = await createParty(open(), "recycler", { name: "Ring & Co" });
    const { id } = await createPoint(open(), {
      operatorPartyId: recycler.party.id,
      sourceName: "osm",
      externalId: "node/77",
      sourceProfile: "osm-geojson",
      accepts: ["paper"],
      refuses: ["glass"],
      rules: week("08:00", "16:00", [1, 2]),
      website: "javascript:alert(1)",
    });
    await open().recyclingPoint.update({ where: { id }, data: { reviewReasons: ["FIXME"] } });
    const result = await pointDetail(open(), { id, forOperator: false }, at("2026-06-01T06:00:00Z"));
    expect(result).toMatchObject({
      ok: true,
      value: {
        operator: { name: "Ring & Co" },
        bookable: true,
        takes: [{ material: "paper", group: "paper" }],
        refuses: [{ material: "glass" }],
        hours: { state: "open", until: "2026-06-01T14:00:00.000Z" },
        weeks: [{ groups: [{ weekdays: [1, 2] }, { weekdays: [3, 4, 5, 6, 7], intervals: [] }] }],
        website: null,
        source: { url: "https://www.openstreetmap.org/node/77", credit: { licenceId: "ODbL-1.0", shareAlike: true } },
        reviewReasons: [],
      },
    });
    expect(await pointDetail(open(), { id, forOperator: true })).toMatchObject({ value: { reviewReasons: ["FIXME"] } });
    expect(await pointDetail(open(), { id: "nobody", forOperator: false })).toEqual({ ok: false, error: "POINTS.NOT_FOUND" });
  });
});

describe("webAddress", () => {
  it.each([
    ["www.example.org/a", "https://www.example.org/a"],
    ["http://example.org", "http://example.org/"],
    ["https://a.example; https://b.example", "https://a.example/"],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["https://user@example.org", null],
    ["localhost", null],
    ["not a link", null],
    [null, null],
  ])("%j is %j", (text, link) => expect(webAddress(text)).toBe(link));
});
