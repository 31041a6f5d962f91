import { expect, it } from "vitest";
import { createPoint } from "#tests/factories/points.ts";
import { sharedData } from "#tests/setup/shared-data.ts";
import { describeDatabases } from "#tests/setup/test-database.ts";
import { exportHead, exportPages } from "./export.service.server.ts";
import { importPoints } from "./import.service.server.ts";

const clock = { now: () => new Date("2026-06-01T00:00:00Z") };
const malaga = sharedData("points/osm-malaga-2022.geojson");

describeDatabases("the export of open data", (open) => {
  async function exported(source: string | null): Promise<string> {
    const head = await exportHead(open(), source, clock);
    if (!head.ok) throw new Error(head.error);
    let text = "";
    for await (const piece of exportPages(open(), source, head.value)) text += piece;
    return text;
  }

  it("is a valid, empty collection before there is anything, and knows no source by an unknown name", async () => {
    expect(JSON.parse(await exported(null))).toMatchObject({ type: "FeatureCollection", licence: "ODbL-1.0", features: [] });
    for (const source of ["nobody", "", "'; --", "a\u0000b"]) expect(await exportHead(open(), source, clock)).toEqual({ ok: false, error: "POINTS.NOT_FOUND" });
  });

  it("leaves out what is not share-alike", async () => {
    await createPoint(open(), { sourceName: "zuerich", sourceProfile: "zuerich-csv" });
    await createPoint(open(), { sourceName: "own" });
    expect((JSON.parse(await exported(null)) as { features: unknown[] }).features).toEqual([]);
    expect(await exportHead(open(), "zuerich", clock)).toMatchObject({ ok: false });
  });

  it.skipIf(!malaga)("holds all of it, so that importing it again changes nothing", async () => {
    const first = await importPoints(open(), { text: malaga ?? "", sourceName: "malaga", fileName: "a" });
    const text = await exported("malaga");
    const file = JSON.parse(text) as { licence: string; attribution: string; features: { id: string; roundabout: { accepts: string[] } }[] };
    expect([first.ok && first.value.created, file.features.length, file.licence]).toEqual([5470, 5470, "ODbL-1.0"]);
    expect(file.attribution).toContain("OpenStreetMap");
    expect(file.features.every((feature) => feature.roundabout.accepts.length > 0)).toBe(true);
    const again = await importPoints(open(), { text, sourceName: "malaga", fileName: "b" });
    expect(again).toMatchObject({ ok: true, value: { read: 5470, created: 0, updated: 0, unchanged: 5470, missing: [] } });
  });
});
