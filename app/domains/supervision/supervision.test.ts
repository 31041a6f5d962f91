import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { supervisionFile } from "#app/flows/supervision-file.server.ts";
import { regionAsked } from "./supervision.rules.ts";
import { readRegion, regionOf, supervisionQueryOf } from "./supervision.schema.ts";

const now = new Date("2026-06-20T20:00:00Z");
const asked = (text: string, timeZone = "Asia/Shanghai") => supervisionQueryOf(new URLSearchParams(text), timeZone, now);

describe("a period to supervise", () => {
  it("is the last ninety days of the authority's own calendar where none is named", () => {
    expect(asked("")).toMatchObject({ region: null, first: "2026-03-23", last: "2026-06-21", problem: null });
  });

  it("begins and ends with local days, both included", () => {
    expect(asked("from=2026-06-01&until=2026-06-01&region=cn-53")).toMatchObject({
      region: "CN-53",
      period: { first: "2026-06-01", last: "2026-06-01", from: new Date("2026-05-31T16:00:00Z"), until: new Date("2026-06-01T16:00:00Z") },
    });
  });

  it.each([
    ["from=2026-13-01", { field: "from", key: "errors:date" }],
    ["from=junk", { field: "from", key: "errors:date" }],
    ["until=2026-02-30", { field: "until", key: "errors:date" }],
    ["from=2026-06-02&until=2026-06-01", { field: "until", key: "supervision:period.backwards" }],
    ["from=2025-06-01&until=2026-06-02", { field: "until", key: "supervision:period.tooLong" }],
  ])("%s is a problem of its field", (text, problem) => {
    expect(asked(text)).toMatchObject({ period: null, problem });
  });

  it("of a whole year is not too long", () => expect(asked("from=2025-06-02&until=2026-06-02").problem).toBeNull());
});

describe("a region", () => {
  it.each([["cn", "CN"], ["CN-YN", "CN-53"], [" de-be ", "DE-BE"], ["QQ", null], ["CN53", null], ["", null]])("%s is read as %s", (typed, region) => expect(readRegion(typed)).toBe(region));
  it("is one of the authority's own, or none", () => {
    expect([regionAsked(["CN-53", "FR"], null), regionAsked(["CN-53", "FR"], "FR"), regionAsked(["CN-53"], "CN"), regionAsked([], null)]).toEqual(["CN-53", "FR", null, null]);
    expect([regionOf("CN"), regionOf("CN-53")]).toEqual([{ countryCode: "CN", subdivision: null }, { countryCode: "CN", subdivision: "CN-53" }]);
  });
});

describe("a file of supervision", () => {
  const { period } = asked("from=2026-06-01&until=2026-06-20");
  if (!period) throw new Error("a period");
  const row = { pointId: "p", pointName: "=HYPERLINK(1)", partyName: "Hof", month: "2026-05", unexplainedPermille: 31, raisedAt: new Date("2026-06-07T00:00:00Z") };
  const csv = (rows: (typeof row)[]) => parse(supervisionFile("alarms", "csv", { region: "CN", period }, rows), { columns: true }) as Record<string, string>[];

  it("has what it is of in every line, and nothing a spreadsheet would run", () => {
    expect(csv([row])).toMatchObject([{ point: "'=HYPERLINK(1)", unexplainedPermille: "31", raisedAt: "2026-06-07T00:00:00.000Z", region: "CN", periodFrom: "2026-06-01", periodUntil: "2026-06-20", method: "mass-balance@1" }]);
  });

  it("has the same version for the same rows, and another for others", () => {
    const version = (rows: (typeof row)[]) => csv(rows)[0]?.version;
    expect(version([row])).toBe(version([{ ...row }]));
    expect(version([row])).not.toBe(version([{ ...row, unexplainedPermille: 32 }]));
  });
});
