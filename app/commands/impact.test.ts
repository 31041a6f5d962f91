import { expect, it } from "vitest";
import { runCommand } from "./registry.server.ts";

async function run(lines: string[] | null, args = ["compute"]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const input = lines === null ? null : (async function* () { yield* lines; })();
  const code = await runCommand("impact", {
    args,
    cwd: "/",
    input,
    output: { out: (text) => (written.out += text), err: (text) => (written.err += text) },
    stderrIsTerminal: false,
    db: () => Promise.reject(new Error("this command opens no database")),
  });
  return { code, ...written };
}

it("writes one line per line, in order, and says what is wrong with a bad one", async () => {
  const { code, out } = await run([
    '{"id":"O1","route":"recycle","material":"Corrugated Containers","massKg":1000}',
    "not json",
    '{"id":"O13","route":"recycle","material":"PVC","massKg":1000}',
  ]);
  const lines = out.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(code).toBe(0);
  expect(lines.map((line) => [line.id, line.status, line.co2eGrams])).toEqual([
    ["O1", "ok", 3_656_330],
    [null, "invalid", null],
    ["O13", "not_covered", null],
  ]);
});

it("waits for a reader that is slower than it", async () => {
  let waiting = 0;
  let most = 0;
  const lines = Array.from({ length: 5 }, (_, id) => JSON.stringify({ id, route: "recycle", material: "PET", massKg: 1 }));
  await runCommand("impact", {
    args: ["compute"],
    cwd: "/",
    input: (async function* () { yield* lines; })(),
    output: {
      out: () => void (most = Math.max(most, ++waiting)),
      err: () => undefined,
      drained: async () => void (waiting = 0),
    },
    stderrIsTerminal: false,
    db: () => Promise.reject(new Error("this command opens no database")),
  });
  expect(most).toBe(1);
});

it("explains itself, and refuses an unknown verb and a missing input", async () => {
  expect(await run([], ["--help"])).toMatchObject({ code: 0, err: "" });
  expect(await run([], ["guess"])).toMatchObject({ code: 2, out: "" });
  expect(await run(null)).toMatchObject({ code: 2, out: "" });
});
