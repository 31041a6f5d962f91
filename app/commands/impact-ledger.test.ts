import { expect, it } from "vitest";
import { readArguments } from "./arguments.ts";
import { progressBar } from "./progress.ts";
import { runCommand } from "./registry.server.ts";

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const code = await runCommand("impact", {
    args,
    cwd: "/",
    input: null,
    output: { out: (text) => (written.out += text), err: (text) => (written.err += text) },
    stderrIsTerminal: false,
    db: () => Promise.reject(new Error("this command opens no database")),
  });
  return { code, ...written };
}

it.each([
  [["export", "DIR"], "Which folder?"],
  [["export", "--since", "x"], "x is no index."],
  [["export", "--out", "a", "--since", "1"], "A folder holds the whole ledger"],
  [["export", "--frobnicate"], "There is no option --frobnicate."],
  [["rebuild", "now"], "rebuild takes no words."],
  [["checkpoint", "now"], "checkpoint takes no words."],
  [["restate"], "Why?"],
  [["restate", "--reason"], "--reason wants a value."],
  [["restate", "--reason", "new", "edition"], "Quote the reason."],
  [["verify"], "Which file or folder?"],
  [["verify", "a", "b"], "One export at a time."],
  [["verify", "/no/such/folder"], "/no/such/folder is not there."],
  [["verify", "a", "--fast"], "There is no option --fast."],
])("refuses %j before anything is opened", async (args, words) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(words);
});

it("explains every verb", async () => {
  const { code, out } = await run("--help");
  expect(code).toBe(0);
  for (const verb of ["compute", "export", "verify", "rebuild", "checkpoint", "restate"]) expect(out).toMatch(new RegExp(`^${verb}\\b`, "m"));
});

it("reads options with a blank or an equals sign", () => {
  const read = readArguments(["--out=a=b", "word", "--json", "--to", "5"], { flags: ["json"], values: ["out", "to"] });
  if (!read.ok) throw new Error(read.problem);
  expect([read.words, [...read.flags], [...read.values]]).toEqual([["word"], ["json"], [["out", "a=b"], ["to", "5"]]]);
  expect(readArguments(["--json=1"], { flags: ["json"] })).toEqual({ ok: false, problem: "There is no option --json=1." });
});

it("draws a bar on a terminal only, and always its end", () => {
  let drawn = "";
  const output = { out: () => undefined, err: (text: string) => void (drawn += text) };
  const context = { args: [], cwd: "/", input: null, output, db: () => Promise.reject(new Error("none")) };
  expect(progressBar({ ...context, stderrIsTerminal: false })).toBeNull();
  const bar = progressBar({ ...context, stderrIsTerminal: true });
  bar?.show("Exporting", 10, 10);
  expect(drawn).toContain("10 of 10");
  bar?.end();
  expect(drawn.endsWith("\u001b[K")).toBe(true);
});
