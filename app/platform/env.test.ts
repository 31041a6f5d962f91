import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EnvironmentError, readEnvironment } from "./env.server.ts";

describe("settings of the process", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-env-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("works with nothing set but the folder", () => {
    const settings = readEnvironment({ DATA_DIR: folder, DATABASE_URL: "", PORT: "" });
    expect(settings).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", DEMO: "1", PUBLIC_URL: "http://localhost:3000", dataDir: folder });
    expect(settings.DATABASE_URL).toBeUndefined();
  });

  it("names every problem at once", () => {
    const bad = {
      DATA_DIR: folder,
      PORT: "80000",
      DATABASE_URL: "mysql://x",
      PUBLIC_URL: "ftp://x",
      SMTP_URL: "mail.example",
      REDIS_URL: "x",
      S3_BUCKET: "photos",
      AUTH_SECRET: "short",
      DEMO: "yes",
      LOG_LEVEL: "loud",
      MAP_TILE_URL: "https://tiles.example/",
    };
    try {
      readEnvironment(bad);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(EnvironmentError);
      const text = (error as EnvironmentError).message;
      for (const name of ["PORT", "DATABASE_URL", "PUBLIC_URL", "SMTP_URL", "REDIS_URL", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "AUTH_SECRET", "DEMO", "LOG_LEVEL", "MAP_TILE_URL"]) {
        expect(text).toContain(name);
      }
    }
  });

  it("does not touch the folder when settings are wrong", () => {
    const inside = path.join(folder, "data");
    expect(() => readEnvironment({ DATA_DIR: inside, PORT: "x" })).toThrow(EnvironmentError);
    expect(existsSync(inside)).toBe(false);
  });

  it("says so when the folder cannot be used", () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    expect(() => readEnvironment({ DATA_DIR: file })).toThrow(/DATA_DIR .*file is no folder/);
    expect(() => readEnvironment({ DATA_DIR: path.join(file, "below") })).toThrow(EnvironmentError);
  });

  it("makes a secret once and keeps it to the owner of the process", () => {
    const first = readEnvironment({ DATA_DIR: folder }).AUTH_SECRET;
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(readEnvironment({ DATA_DIR: folder }).AUTH_SECRET).toBe(first);
    const file = path.join(folder, "secrets.json");
    expect(readFileSync(file, "utf8")).toContain(first);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readEnvironment({ DATA_DIR: folder, AUTH_SECRET: "x".repeat(32) }).AUTH_SECRET).toBe("x".repeat(32));
  });

  it("makes the keys that sign once, each another one, and refuses damaged, short or shared ones", () => {
    const first = readEnvironment({ DATA_DIR: folder });
    expect(Buffer.from(first.ANSWER_KEY, "base64")).toHaveLength(32);
    expect(first.ANSWER_KEY).not.toBe(first.LEDGER_KEY);
    expect(readEnvironment({ DATA_DIR: folder })).toMatchObject({ ANSWER_KEY: first.ANSWER_KEY, LEDGER_KEY: first.LEDGER_KEY });
    const own = Buffer.alloc(32, 3).toString("base64");
    expect(readEnvironment({ DATA_DIR: folder, ANSWER_KEY: own }).ANSWER_KEY).toBe(own);
    for (const wrong of ["short", own.slice(4), `${own}AA`]) expect(() => readEnvironment({ DATA_DIR: folder, ANSWER_KEY: wrong })).toThrow(/ANSWER_KEY must be 32 bytes/);
    expect(() => readEnvironment({ DATA_DIR: folder, ANSWER_KEY: own, LEDGER_KEY: own })).toThrow(/ANSWER_KEY must not be the same/);
    writeFileSync(path.join(folder, "secrets.json"), JSON.stringify({ authSecret: "x".repeat(43), ledgerKey: Buffer.alloc(32, 4).toString("base64url"), answerKey: "AAAA" }));
    expect(() => readEnvironment({ DATA_DIR: folder })).toThrow(/answerKey in .*secrets.json is not 32 bytes/);
  });
});
