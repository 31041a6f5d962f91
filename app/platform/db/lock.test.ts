import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderInUseError, takeFolderLock } from "./lock.server.ts";

/** A process of its own that takes the lock and holds it until it is killed. */
async function holder(file: string): Promise<ChildProcess> {
  const module = path.join(import.meta.dirname, "lock.server.ts");
  const code = `const { takeFolderLock } = await import(${JSON.stringify(module)}); takeFolderLock(${JSON.stringify(file)}); console.log("held"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

describe("the lock of the data folder", () => {
  let folder = "";
  let file = "";
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-lock-"));
    file = path.join(folder, "pglite.lock");
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("refuses a second opener while the first lives, and names it", async () => {
    const child = await holder(file);
    children.push(child);
    expect(() => takeFolderLock(file)).toThrow(FolderInUseError);
    expect(() => takeFolderLock(file)).toThrow(String(child.pid));
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: child.pid });
  });

  it("takes over from a process that was killed", async () => {
    const child = await holder(file);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(existsSync(file)).toBe(true);
    const release = takeFolderLock(file);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(file)).toBe(false);
  });

  it("lets one of many take over from a dead owner", async () => {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "1" }));
    const module = path.join(import.meta.dirname, "lock.server.ts");
    const code = `const { takeFolderLock } = await import(${JSON.stringify(module)}); try { takeFolderLock(${JSON.stringify(file)}); console.log("held"); setInterval(() => {}, 1000); } catch { console.log("refused"); }`;
    const said = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
        children.push(child);
        return String((await once(child.stdout, "data"))[0]).trim();
      }),
    );
    expect(said.sort()).toEqual(["held", "refused", "refused", "refused", "refused"]);
  }, 30_000);

  it("refuses a second opener in the same process, and opens again after release", () => {
    const release = takeFolderLock(file);
    expect(() => takeFolderLock(file)).toThrow(FolderInUseError);
    release();
    release();
    takeFolderLock(file)();
  });

  it("is not fooled by a process that has got the pid of a dead owner", () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: "1" }));
    const tellsStarts = existsSync("/proc/self/stat");
    if (tellsStarts) takeFolderLock(file)();
    else expect(() => takeFolderLock(file)).toThrow(FolderInUseError);
  });

  it("reaps a torn file", () => {
    writeFileSync(file, '{"pid":');
    // Not one that is being written this moment.
    utimesSync(file, new Date(0), new Date(0));
    takeFolderLock(file)();
  });
});
