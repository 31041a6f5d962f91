import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { boardSvg, fitted, type Drawing } from "./board-svg.ts";
import { canDraw, showsNoSign } from "./glyphs.server.ts";

const drawing: Drawing = {
  width: 600, height: 400, lang: "en", title: "Communities · In total", subtitle: "All time", nobody: "Nobody.", columns: { figure: "CO2e", range: "range", coverage: "Weighed" }, foot: "foot", asOf: "as of", fonts: "sans-serif",
  rows: [{ rank: "1", name: `<script>"Lake" & Sons</script>`, figure: "10 kg", range: "5–20 kg", coverage: "50%", lowGrams: 5000, centralGrams: 10_000, highGrams: 20_000 }],
};

describe("a drawn board", () => {
  it("has every figure, and names as text only", () => {
    const svg = boardSvg(drawing);
    for (const said of ["10 kg", "5–20 kg", "50%", "All time", "&lt;script&gt;"]) expect(svg).toContain(said);
    expect(svg).not.toContain("<script");
    expect(boardSvg({ ...drawing, rows: [] })).toContain("Nobody.");
  });

  it("cuts names to their room, square signs sooner", () => {
    expect(fitted("Green Lake", 10, 60)).toBe("Green Lake");
    expect(fitted("Green Lake Gardens", 10, 60)).toBe("Green Lak…");
    expect(fitted("翠湖花园社区", 10, 40)).toBe("翠湖花…");
  });
});

describe("what can be drawn", () => {
  const grey = (rows: string[]) => Uint8Array.from(rows.flatMap((row) => [...row].map((sign) => (sign === "#" ? 0 : 255))));
  it("is told from a box, and from nothing", () => {
    expect(showsNoSign(grey(["     ", " ### ", " # # ", " ### ", "     "]), 5)).toBe(true);
    expect(showsNoSign(grey(["     ", "  #  ", " # # ", " ### ", "     "]), 5)).toBe(false);
    expect(showsNoSign(grey(["     ", "     "]), 5)).toBe(true);
  });

  it("is nothing where there is no font at all, and nothing of a script that is not known", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "roundabout-fonts-"));
    writeFileSync(path.join(folder, "fonts.conf"), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}</cachedir></fontconfig>`);
    const ask = `import { canDraw } from "./app/domains/impact/boards/draw/glyphs.server.ts"; console.log(JSON.stringify([await canDraw("Lake"), await canDraw("翠湖")]));`;
    const said = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", ask], { env: { ...process.env, FONTCONFIG_FILE: path.join(folder, "fonts.conf") }, encoding: "utf8" });
    expect(JSON.parse(said)).toEqual([false, false]);
    expect(await canDraw("ሀ")).toBe(false);
  }, 30_000);
});
