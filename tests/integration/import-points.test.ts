import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runCommand } from "#app/commands/registry.server.ts";
import { importPoints } from "#app/domains/points/import.service.server.ts";
import type { ImportReport } from "#app/domains/points/points.schema.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { createParty } from "#tests/factories/people.ts";
import { sharedData, sharedDataPath } from "#tests/setup/shared-data.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";

type Db = Database["db"];

async function run(db: Db, text: string, sourceName: string): Promise<ImportReport> {
  const result = await importPoints(db, { text, sourceName, fileName: `${sourceName}.json` });
  if (!result.ok) throw new Error(result.error);
  const report = result.value;
  expect(report.created + report.updated + report.unchanged + report.kept + report.merged + report.rejected).toBe(report.read);
  expect(report.rejects).toHaveLength(report.rejected);
  return report;
}

const counts = ({ read, created, updated, unchanged, kept, merged, rejected }: ImportReport) => ({ read, created, updated, unchanged, kept, merged, rejected });

/** Everything a source wrote, without ids and instants. */
async function stored(db: Db, sourceName: string) {
  const points = await db.recyclingPoint.findMany({
    where: { sourceName },
    orderBy: { externalId: "asc" },
    include: { materials: { orderBy: { material: "asc" } }, rules: { orderBy: [{ weekday: "asc" }, { opensMinute: "asc" }] } },
  });
  return points.map(({ id: _id, createdAt: _created, updatedAt: _updated, sourceName: _source, materials, rules, ...point }) => ({
    ...point,
    materials: materials.map(({ pointId: _point, ...line }) => line),
    rules: rules.map(({ id: _rule, pointId: _point, ...rule }) => rule),
  }));
}

const versions = (db: Db, sourceName: string) =>
  db.recyclingPoint.findMany({ where: { sourceName }, orderBy: { id: "asc" }, select: { id: true, version: true, updatedAt: true } });

interface Feature {
  id?: string;
  tags?: Record<string, string>;
  at?: [lon: number, lat: number];
}
function geojson(features: Feature[]): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: features.map(({ id, tags, at }) => ({
      type: "Feature",
      ...(id ? { id } : {}),
      properties: { amenity: "recycling", recycling_type: "centre", ...tags },
      geometry: { type: "Point", coordinates: at ?? [13.4, 52.5] },
    })),
  });
}

const FILES = [
  {
    file: "points/osm-malaga-2022.geojson",
    expected: { read: 5470, created: 5470, merged: 0, rejected: 0 },
    hours: { none: 5469, weekly: 0, partial: 0, always: 1, unparsed: 0 },
    unread: 0,
  },
  {
    file: "points/osm-germany-centres-2012.json",
    expected: { read: 325, created: 325, merged: 0, rejected: 0 },
    hours: { none: 282, weekly: 35, partial: 1, always: 0, unparsed: 7 },
    unread: 8,
  },
  {
    file: "points/zuerich-sammelstellen-2020.csv",
    expected: { read: 173, created: 173, merged: 0, rejected: 0 },
    hours: { none: 173, weekly: 0, partial: 0, always: 0, unparsed: 0 },
    unread: 0,
  },
  {
    file: "points/basel-entsorgungsstellen-2021.csv",
    expected: { read: 281, created: 154, merged: 40, rejected: 87 },
    hours: { none: 124, weekly: 24, partial: 1, always: 0, unparsed: 5 },
    unread: 6,
  },
];

describeDatabases("importing recycling points", (open) => {
  describe.each(FILES)("$file", ({ file, expected, hours, unread }) => {
    const text = sharedData(file);
    const source = file.slice("points/".length).replace(/\.\w+$/, "");

    it.skipIf(!text)("is stored completely, and a second time changes nothing", async () => {
      const first = await run(open(), text ?? "", source);
      expect(counts(first)).toEqual({ ...expected, updated: 0, unchanged: 0, kept: 0 });
      expect(first.hours).toEqual(hours);
      expect(first.unreadHours).toHaveLength(unread);
      expect(first.missing).toEqual([]);
      expect(first.seconds).toBeLessThan(60);
      expect(first.rejects.every((reject) => reject.reason !== "" && reject.row >= 1)).toBe(true);
      expect(await open().recyclingPoint.count({ where: { sourceName: source } })).toBe(expected.created);

      const before = await versions(open(), source);
      const second = await run(open(), text ?? "", source);
      expect(counts(second)).toEqual({ ...counts(first), created: 0, unchanged: expected.created });
      expect(await versions(open(), source)).toEqual(before);

      const runs = await open().importRun.findMany({ where: { sourceName: source }, orderBy: { id: "asc" } });
      expect(runs.map((one) => [one.finishedAt !== null, (one.report as unknown as ImportReport).unchanged])).toEqual([
        [true, 0],
        [true, expected.created],
      ]);
    });
  });

  it("writes only what is different in a newer file, and names what vanished", async () => {
    const make = (change: { name?: string; hours?: string; glass?: string } = {}) =>
      geojson([
        { id: "node/1", tags: { name: "One", "recycling:glass": "yes", opening_hours: "Mo-Fr 08:00-16:00" } },
        {
          id: "node/2",
          tags: { name: change.name ?? "Two", "recycling:glass": change.glass ?? "yes", "recycling:paper": "yes", opening_hours: change.hours ?? "Mo 08:00-12:00" },
        },
        { id: "node/3", tags: { name: "Three", "recycling:moon_dust": "yes" } },
      ]);
    expect(counts(await run(open(), make(), "osm"))).toMatchObject({ created: 3, updated: 0 });
    const before = await versions(open(), "osm");
    const changed = await run(open(), make({ name: "Two, renamed", hours: "Tu,Th 09:00-18:00", glass: "no" }), "osm");
    expect(counts(changed)).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
    expect(changed.unknownTags).toEqual({ "recycling:moon_dust": 1 });
    const after = await versions(open(), "osm");
    expect(after.filter((row, index) => row.version !== before[index]?.version)).toHaveLength(1);
    const two = (await stored(open(), "osm"))[1];
    expect(two).toMatchObject({ name: "Two, renamed", version: 2, searchText: "two, renamed" });
    expect(two?.materials.map((line) => [line.material, line.accepts])).toEqual([["glass", false], ["paper", true]]);
    expect(two?.rules.map((rule) => rule.weekday)).toEqual([2, 4]);

    const shorter = await run(open(), geojson([{ id: "node/1", tags: { name: "One", "recycling:glass": "yes", opening_hours: "Mo-Fr 08:00-16:00" } }]), "osm");
    expect(shorter).toMatchObject({ unchanged: 1, missing: ["node/2", "node/3"] });
    expect(await open().recyclingPoint.count({ where: { sourceName: "osm" } })).toBe(3);
  });

  it("tells the pages of changed points, in the outbox", async () => {
    await run(open(), geojson([{ id: "node/1", tags: { name: "A" } }]), "told");
    await run(open(), geojson([{ id: "node/1", tags: { name: "B" } }]), "told");
    const { id } = await open().recyclingPoint.findFirstOrThrow({ where: { sourceName: "told" } });
    const events = await open().outboxEvent.findMany({ where: { type: "points.imported" }, orderBy: { id: "desc" }, take: 2 });
    expect(events.map((event) => event.payload)).toEqual([
      { sourceName: "told", created: 0, updated: 1, topics: [`point:${id}`] },
      { sourceName: "told", created: 1, updated: 0, topics: [] },
    ]);
  });

  it("keeps what a recycler says about a point it runs", async () => {
    const recycler = await createParty(open(), "recycler");
    const file = (name: string) => geojson([{ id: "node/9", tags: { name, "recycling:glass": "yes", opening_hours: "Mo-Fr 08:00-16:00" } }]);
    await run(open(), file("As in the map"), "claimed");
    const { id } = await open().recyclingPoint.findFirstOrThrow({ where: { sourceName: "claimed" } });
    await open().recyclingPoint.update({ where: { id }, data: { operatorPartyId: recycler.party.id, name: "Our own name" } });
    await open().pointMaterial.deleteMany({ where: { pointId: id } });
    await open().pointMaterial.create({ data: { pointId: id, material: "paper" } });

    expect(counts(await run(open(), file("Changed in the map"), "claimed"))).toMatchObject({ kept: 1, updated: 0, unchanged: 0 });
    const [point] = await stored(open(), "claimed");
    expect(point).toMatchObject({ name: "Our own name", rawTags: { name: "Changed in the map" } });
    expect(point?.materials.map((line) => line.material)).toEqual(["paper"]);
    expect(point?.rules).toHaveLength(5);
    expect(counts(await run(open(), file("Changed in the map"), "claimed"))).toMatchObject({ kept: 0, unchanged: 1 });
  });

  it("stores the same whatever the order of rows, the batches and the interruptions", async () => {
    const features = Array.from({ length: 12 }, (_, index): Feature => ({
      id: `node/${index}`,
      tags: { "recycling:glass": index % 2 ? "yes" : "no", "recycling:paper": "yes", opening_hours: index % 3 ? "Mo-Sa 07:00-19:00" : "sometimes" },
      at: [13 + index / 100, 52],
    }));
    await run(open(), geojson(features), "in-order");
    const expected = await stored(open(), "in-order");
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(features, { minLength: 12, maxLength: 12 }), fc.integer({ min: 0, max: 12 }), async (shuffled, firstPart) => {
        const source = `shuffled-${(turn += 1)}`;
        await run(open(), geojson(shuffled.slice(0, firstPart)), source);
        await run(open(), geojson(shuffled), source);
        expect(await stored(open(), source)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it("stores signs that PostgreSQL cannot keep as a mark, and quotes as they are", async () => {
    const name = `Robert'); DROP TABLE recycling_point;-- \u0000 \ud800 "x" \\u0000`;
    await run(open(), geojson([{ id: "node/1", tags: { name, "recycling:a'b\u0000": "yes" } }]), "odd");
    const [point] = await stored(open(), "odd");
    expect(point?.name).toBe(`Robert'); DROP TABLE recycling_point;-- \ufffd \ufffd "x" \\u0000`);
    expect(point?.unknownTags).toEqual({ "recycling:a'b\ufffd": "yes" });
  });

  it("lets other statements through while it runs", async () => {
    const features = Array.from({ length: 1500 }, (_, index): Feature => ({ id: `node/${index}`, tags: { "recycling:glass": "yes" }, at: [(index % 90) / 10, 50] }));
    let asked = 0;
    const importing = run(open(), geojson(features), "many");
    let done = false;
    void importing.finally(() => (done = true)).catch(() => undefined);
    while (!done) {
      await open().party.count();
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(counts(await importing)).toMatchObject({ created: 1500 });
    expect(asked).toBeGreaterThan(5);
  });

  it("two imports of one file at once write each point once", async () => {
    const text = geojson(Array.from({ length: 600 }, (_, index): Feature => ({ id: `node/${index}`, tags: { "recycling:glass": "yes" } })));
    const both = await Promise.all([run(open(), text, "twice"), run(open(), text, "twice")]);
    expect(both[0].created + both[1].created).toBe(600);
    expect(await open().pointMaterial.count({ where: { point: { sourceName: "twice" } } })).toBe(600);
  });
});

describeDatabases("the command import:points", (open) => {
  async function command(args: string[], stderrIsTerminal = false) {
    const written = { out: "", err: "" };
    const code = await runCommand("import:points", {
      args,
      cwd: sharedDataPath("points") ?? "/",
      input: null,
      output: { out: (text) => (written.out += text), err: (text) => (written.err += text) },
      stderrIsTerminal,
      db: async () => open(),
    });
    return { code, ...written };
  }
  const here = sharedDataPath("points") !== null;

  it("explains itself, and wants a file and a source", async () => {
    expect(await command(["--help"])).toMatchObject({ code: 0, err: "" });
    for (const args of [[], ["a.csv"], ["--source", "x"], ["a.csv", "b.csv", "--source", "x"], ["a.csv", "--sauce", "x"], ["a.csv", "--source"]]) {
      expect(await command(args)).toMatchObject({ code: 2, out: "" });
    }
  });

  it("says when there is nothing to read", async () => {
    expect(await command(["no-such-file.csv", "--source", "x"])).toMatchObject({ code: 1, out: "" });
    const readme = await command([new URL(import.meta.url).pathname, "--source", "x"]);
    expect(readme).toMatchObject({ code: 1, out: "" });
    expect(readme.err).toContain("none of the files");
  });

  it.skipIf(!here)("prints the report as JSON, without a bar", async () => {
    const { code, out, err } = await command(["basel-entsorgungsstellen-2021.csv", "--source", "basel", "--json"], true);
    const report = JSON.parse(out) as ImportReport;
    expect([code, err]).toEqual([0, ""]);
    expect(counts(report)).toEqual({ read: 281, created: 154, updated: 0, unchanged: 0, kept: 0, merged: 40, rejected: 87 });
    expect(report.rejects[0]).toEqual({ externalId: expect.any(String) as string, row: expect.any(Number) as number, code: expect.stringMatching(/^POINTS\./) as string, reason: expect.any(String) as string });
  });

  it.skipIf(!here)("prints a summary, and draws its bar on a terminal only", async () => {
    const { code, out, err } = await command(["--source=zuerich", "zuerich-sammelstellen-2020.csv"], true);
    expect(code).toBe(0);
    expect(out).toMatch(/173 rows in [\d.]+ s\n {2}created {4}173\n/);
    expect(out).toContain("Quelle: Stadt Zürich, CC0-1.0");
    expect(err).toContain("173 of 173");
    const again = await command(["zuerich-sammelstellen-2020.csv", "--source", "zuerich"]);
    expect(again).toMatchObject({ code: 0, err: "" });
    expect(again.out).toContain("unchanged  173");
    expect((await command(["zuerich-sammelstellen-2020.csv", "--source", "no spaces; please"])).code).toBe(2);
  });
});
