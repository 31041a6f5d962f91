import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./registry.server.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-rounds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const output = { out: (text: string) => void (written.out += text), err: (text: string) => void (written.err += text) };
  const code = await runCommand("rounds", { args, cwd: folder, input: null, output, stderrIsTerminal: false, db: () => Promise.reject(new Error("no database")) });
  return { code, ...written };
}

const instance = `SQUARE\r
\r
VEHICLE\r
NUMBER     CAPACITY\r
  3          10\r
\r
CUSTOMER\r
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME   DUE DATE   SERVICE   TIME\r
\r
    0      0      0      0      0     100      0\r
    1      3      0      5      0     100      1\r
    2      3      4      5      0     100      1\r
    3     -3      0      5      0       2      1\r
    4      0      5     11      0     100      1\r
`;

/** Two vans and five stops around Malaga. One degree of latitude is some 111 km. */
const day = {
  name: "Monday",
  depot: { latitude: 36.72, longitude: -4.42 },
  vehicles: [{ id: "van", capacityGrams: 500_000, from: "08:00", until: "12:00" }, { id: "bike", capacityGrams: 60_000, from: "08:00", until: "12:00", speedKmPerHour: 12 }],
  stops: [
    { id: "north", latitude: 36.75, longitude: -4.42, massGrams: 40_000, from: "09:00", until: "09:30", serviceMinutes: 10 },
    { id: "east", latitude: 36.72, longitude: -4.4, massGrams: 30_000 },
    { id: "sofa", latitude: 36.71, longitude: -4.42, massGrams: 600_000 },
    { id: "dawn", latitude: 36.73, longitude: -4.42, massGrams: 1000, from: "05:00", until: "07:00" },
    { id: "village", latitude: 37.9, longitude: -4.42, massGrams: 1000 },
  ],
};

beforeAll(() => {
  writeFileSync(path.join(folder, "square.txt"), instance);
  writeFileSync(path.join(folder, "day.json"), JSON.stringify(day));
});

describe("rounds", () => {
  it("plans an instance: what can be served, how far, and who is left out and why", async () => {
    const answer = await run(["solve", "square.txt", "--format", "solomon", "--json", "--iterations", "200"]);
    expect([answer.code, answer.err]).toEqual([0, ""]);
    const report = JSON.parse(answer.out) as Record<string, unknown>;
    expect(report).toMatchObject({
      name: "SQUARE",
      feasible: true,
      vehicles: 1,
      distance: 12,
      unserved: [
        { stop: "3", reason: "closes_before_reached", closesAt: 2, earliestArrival: 3 },
        { stop: "4", reason: "heavier_than_vehicle", demand: 11, largestCapacity: 10 },
      ],
      basis: "euclidean",
      seed: 1,
      wasHurried: false,
      routes: [{ load: 10, distance: 12, leavesAt: 0, isBackAt: 14 }],
    });
    expect(report.ms).toEqual(expect.any(Number));
    const [route] = report.routes as { stops: string[] }[];
    expect(route?.stops.toSorted()).toEqual(["1", "2"]);
  });

  it("plans a day: clock times, metres that are called estimated, reasons for those left out", async () => {
    const answer = await run(["solve", "day.json", "--json", "--iterations", "300"]);
    expect(answer.code).toBe(0);
    const report = JSON.parse(answer.out) as { distance: number; unserved: unknown[]; routes: { vehicle: string; visits: { stop: string; beginsAt: string }[] }[] };
    expect(report).toMatchObject({ name: "Monday", feasible: true, vehicles: 1, basis: "estimated", routes: [{ vehicle: "van", load: 70_000 }] });
    expect(report.unserved).toMatchObject([{ stop: "sofa", reason: "heavier_than_vehicle" }, { stop: "dawn", reason: "closes_before_reached" }, { stop: "village", reason: "shift_too_short" }]);
    const north = report.routes[0]?.visits.find(({ stop }) => stop === "north")?.beginsAt ?? "";
    expect(north >= "09:00" && north <= "09:30").toBe(true);
    // Three sides of a triangle of 3.3, 3.8 and 1.8 km on the globe, by 1.3.
    expect(report.distance).toBeGreaterThan(11_000);
    expect(report.distance).toBeLessThan(12_000);
    const words = await run(["solve", "day.json", "--iterations", "300"]);
    expect(words.out).toMatch(/^van {2}\d\d:\d\d-\d\d:\d\d {2}11\.\d km, 70\.0 kg: /);
    expect(words.out).toMatch(/not served: sofa, heavier than any vehicle carries\n/);
    expect(words.out).toMatch(/Monday: 1 vehicles, 11\.\d km \(estimated: the way on the globe times 1\.3, at 25 km\/h\), 3 not served, feasible, \d+ ms\n$/);
  });

  it("gives the same for the same seed", async () => {
    const args = ["solve", "day.json", "--json", "--seed", "7", "--iterations", "100"];
    const without = (text: string) => text.replace(/"ms": \d+/, "");
    expect(without((await run(args)).out)).toBe(without((await run(args)).out));
  });

  it.each<[string, string, RegExp]>([
    ["broken.txt", instance.replace("-3", "west"), /broken\.txt: line 13: .*"west" is none/],
    ["broken.json", '{\n  "depot": {},\n  oops\n}', /broken\.json: line 3: this is no JSON/],
    ["half.json", '{\n  "depot": {', /half\.json: line 2: this is no JSON/],
    ["late.json", JSON.stringify({ ...day, stops: [...day.stops, { ...day.stops[0], id: "x", until: "08:00" }] }, null, 1), /late\.json: line 64: stops\[5\]\.until: ends before it begins/],
    ["twice.json", JSON.stringify({ ...day, stops: [...day.stops, day.stops[0]] }, null, 1), /twice\.json: line 22: stops: two stops have the same id/],
    ["lost.json", JSON.stringify({ ...day, depot: { latitude: 91, longitude: 0 } }, null, 1), /lost\.json: line 4: depot\.latitude: /],
  ])("%s is refused with the line", async (name, text, sentence) => {
    writeFileSync(path.join(folder, name), text);
    const answer = await run(["solve", name]);
    expect([answer.code, answer.out]).toEqual([1, ""]);
    expect(answer.err).toMatch(sentence);
  });

  it.each([[[]], [["guess"]], [["solve"]], [["solve", "a", "b"]], [["solve", "a", "--format", "xml"]], [["solve", "a", "--seed", "x"]], [["solve", "a", "--seconds", "0"]], [["solve", "a", "--seconds", "601"]], [["solve", "a", "--iterations", "-1"]], [["solve", "a", "--fast"]]])("wrong usage %j is 2", async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, out: "" });
  });

  it("explains itself; a file that is not there is 1", async () => {
    expect(await run(["--help"])).toMatchObject({ code: 0, err: "" });
    expect(await run(["solve", "nothing.txt"])).toMatchObject({ code: 1, out: "" });
  });
});
