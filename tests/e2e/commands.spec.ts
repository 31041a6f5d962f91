import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { sharedDataPath } from "../setup/shared-data.ts";
import { expect, test } from "./fixtures.ts";
import type { TestServer } from "./server.ts";

const run = promisify(execFile);

async function command(server: TestServer, args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["server/cli.mjs", ...args], { env: server.env, maxBuffer: 1 << 26 });
  return stdout;
}

test("commands work while the server runs: points come in, a second import changes nothing, the page shows them", async ({ person, server }) => {
  test.setTimeout(180_000);
  const file = sharedDataPath("points/zuerich-sammelstellen-2020.csv");
  test.skip(file === null, "the shared sample data is not beside this checkout");
  const page = await person();
  const first = JSON.parse(await command(server, ["import:points", file ?? "", "--source", "zuerich", "--json"])) as Record<string, number>;
  expect(first).toMatchObject({ read: 173, created: 173, unchanged: 0 });
  const second = JSON.parse(await command(server, ["import:points", file ?? "", "--source", "zuerich", "--json"])) as Record<string, number>;
  expect(second).toMatchObject({ read: 173, created: 0, updated: 0, unchanged: 173 });
  await page.goto("/points?q=Mythenquai");
  await expect(page.getByRole("link", { name: /Mythenquai/ }).first()).toBeVisible();
  await expect(page.getByText("Stadt Zürich").first()).toBeVisible();
});

test("a token from the command line opens the API, and bad points are reported", async ({ person, server }, testInfo) => {
  await person();
  const token = (await command(server, ["token", "tom@roundabout.example"])).trim();
  const mine = await fetch(`${server.url}/api/v1/deals`, { headers: { Authorization: `Bearer ${token}` } });
  expect(mine.status).toBe(200);
  const anonymous = await fetch(`${server.url}/api/v1/deals`);
  expect(anonymous.status).toBe(401);
  expect(anonymous.headers.get("content-type")).toContain("application/problem+json");

  const broken = testInfo.outputPath("broken.json");
  writeFileSync(broken, '{"what": "is this"}');
  const failure = await command(server, ["import:points", broken, "--source", "x", "--json"]).then(
    () => null,
    (error: { code: number }) => error.code,
  );
  expect(failure).toBe(1);
});

test("a day's rounds are planned from a file, and a bad file is refused with its line [once]", async ({ server }, testInfo) => {
  const stop = (id: string, latitude: number) => ({ id, latitude, longitude: 8.54, massGrams: 20_000, from: "09:00", until: "11:00" });
  const day = { depot: { latitude: 47.37, longitude: 8.54 }, vehicles: [{ id: "van", capacityGrams: 50_000, from: "08:00", until: "12:00" }], stops: [stop("a", 47.38), stop("b", 47.39), stop("c", 47.4)] };
  const file = testInfo.outputPath("day.json");
  writeFileSync(file, JSON.stringify(day));
  const report = JSON.parse(await command(server, ["rounds", "solve", file, "--json"])) as Record<string, unknown>;
  expect(report).toMatchObject({ feasible: true, vehicles: 1, basis: "estimated", unserved: [{ reason: "no_capacity_left", demand: 20_000, mostLeft: 10_000 }] });
  writeFileSync(file, "{\n \"depot\": 1\n}");
  const failure = await command(server, ["rounds", "solve", file]).then(
    () => null,
    (error: { code: number; stderr: string }) => error,
  );
  expect(failure?.code).toBe(1);
  expect(failure?.stderr).toContain("line 2: depot");
});

test("an address that is no text is answered, not a failure", async ({ server }) => {
  const answer = await fetch(`${server.url}/%E0%A4%A`);
  expect([answer.status, await answer.text()]).toEqual([400, "That request cannot be read\n"]);
});

test("a reader that stops early is no failure of the command", async ({ server }) => {
  const line = '{"id":1,"route":"recycle","material":"PET","massKg":1}';
  const script = `yes '${line}' | head -20000 | "$NODE" server/cli.mjs impact compute | head -1; echo "\${PIPESTATUS[2]}"`;
  const { stdout, stderr } = await run("bash", ["-c", script], { env: { ...server.env, NODE: process.execPath } });
  expect(stdout).toMatch(/"co2eGrams":1164.*\n0\n$/);
  expect(stderr).toBe("");
});

test("the second opener of the data folder is refused, and the restarted server still knows everything", async ({ person, server }, testInfo) => {
  test.setTimeout(180_000);
  await person();
  if (testInfo.project.name === "pglite") {
    const other = await run(process.execPath, ["server/start.mjs"], { env: { ...server.env, PORT: "0" } }).then(
      () => null,
      (error: { code: number; stderr: string }) => error,
    );
    expect(other?.code).toBe(1);
    expect(other?.stderr).toContain("in use by process");
  }
  const board = async () => (await fetch(`${server.url}/api/v1/leaderboards/communities`)).text();
  const before = JSON.parse(await board()) as { rows?: unknown; items?: unknown };
  await server.pause();
  const started = Date.now();
  await server.resume();
  testInfo.annotations.push({ type: "second start", description: `${Date.now() - started} ms` });
  const after = JSON.parse(await board()) as typeof before;
  expect(after.items ?? after.rows).toEqual(before.items ?? before.rows);
});
