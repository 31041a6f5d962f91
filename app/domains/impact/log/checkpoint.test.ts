import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { sharedData, sharedDataPath } from "#tests/setup/shared-data.ts";

import { concatBytes, toHex } from "./bytes.ts";
import { formatCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from "./merkle.ts";
import { sha256 } from "./sha256.server.ts";
import { verifyNote } from "./signed-note.server.ts";
import { consistencyProof, inclusionProof, treeRoot } from "./tile-tree.ts";
import type { ReadNodes } from "./tile-tree.ts";

const folder = "merkle/tlog-tiles-log";
const isHere = sharedDataPath(folder) !== null;
const suite = isHere ? "a published log of 15 entries" : "a published log of 15 entries (skipped: no shared data beside this checkout)";

const text = (name: string): string => sharedData(`${folder}/${name}`) ?? "";
const utf8 = (line: string): Uint8Array => new TextEncoder().encode(line);

function bytes(name: string): Uint8Array {
  const file = sharedDataPath(`${folder}/${name}`);
  if (file === null) throw new Error(`${name} is missing`);
  return new Uint8Array(readFileSync(file));
}

describe.skipIf(!isHere)(suite, () => {
  const entries = isHere ? (JSON.parse(text("entries.json")) as string[]) : [];
  const leaves = entries.map((entry) => leafHash(sha256, utf8(entry)));
  const sizes = Array.from({ length: 16 }, (_, size) => size);
  const read: ReadNodes = async (level, from, to) => (level === 0 ? leaves.slice(from, to) : []);

  it("has 16 checkpoints that its key signed and whose roots are our tree's", async () => {
    expect(entries).toHaveLength(15);
    let verified = 0;
    for (const size of sizes) {
      const note = await verifyNote(text(`checkpoint.${size}`), [text("vkey.txt").trim()]);
      if (!note.ok) throw new Error(`checkpoint.${size}: ${note.reason}`);
      const checkpoint = parseCheckpoint(note.text);
      expect(checkpoint).toMatchObject({ origin: "example.com/log/testdata", size, extensions: [] });
      const root = toHex(checkpoint?.root ?? new Uint8Array(0));
      expect(root).toBe(toHex(rootOf(sha256, leaves.slice(0, size))));
      expect(root).toBe(toHex(await treeRoot(sha256, read, size)));
      expect(checkpoint && formatCheckpoint(checkpoint)).toBe(note.text);
      verified += 1;
    }
    expect(verified).toBe(16);
    expect(text("checkpoint")).toBe(text("checkpoint.15"));
  });

  it("has tiles that are our nodes, and entry bundles that are its entries", async () => {
    for (const size of sizes.slice(1)) {
      expect(toHex(bytes(`tile/0/000.p/${size}`))).toBe(toHex(concatBytes(...(await read(0, 0, size)))));
      const bundle = entries.slice(0, size).map((entry) => concatBytes(Uint8Array.of(0, utf8(entry).length), utf8(entry)));
      expect(toHex(bytes(`tile/entries/000.p/${size}`))).toBe(toHex(concatBytes(...bundle)));
    }
  });

  it("proves each entry and each growth against its signed roots", async () => {
    const root = (size: number): Uint8Array => parseCheckpoint(text(`checkpoint.${size}`).split("\n\n")[0] + "\n")?.root ?? new Uint8Array(0);
    let count = 0;
    for (const size of sizes.slice(1)) {
      for (let index = 0; index < size; index += 1, count += 1) {
        const proof = await inclusionProof(sha256, read, index, size);
        const claim = { hash: sha256, index, size, leafHash: leaves[index] as Uint8Array, proof, root: root(size) };
        expect(verifyInclusion(claim)).toBe(true);
        const growth = await consistencyProof(sha256, read, index + 1, size);
        const change = { hash: sha256, size1: index + 1, size2: size, root1: root(index + 1), root2: root(size), proof: growth };
        expect(verifyConsistency(change)).toBe(true);
      }
    }
    expect(count).toBe(120);
  });
});

const WRONG_SIZES = ["05", "+5", "-5", "5.0", "5e3", "0x5", " 5", "", "９", "9007199254740992", "9".repeat(400)];

describe("a checkpoint", () => {
  const root = new Uint8Array(32).fill(7);
  const encoded = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

  it("is written as three lines and its extensions", () => {
    expect(formatCheckpoint({ origin: "log.example", size: 2 ** 40, root })).toBe(`log.example\n1099511627776\n${encoded}\n`);
    const extended = `log.example\n0\n${encoded}\none\ntwo three\n`;
    expect(formatCheckpoint({ origin: "log.example", size: 0, root, extensions: ["one", "two three"] })).toBe(extended);
    expect(parseCheckpoint(extended)).toEqual({ origin: "log.example", size: 0, root, extensions: ["one", "two three"] });
    expect(parseCheckpoint(`o\n9007199254740991\n${encoded}\n`)?.size).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([
    "",
    "\n",
    `log.example\n5\n${encoded}`,
    `log.example\n5\n${encoded}\nextension`,
    `\n5\n${encoded}\n`,
    `log.example\n${encoded}\n5\n`,
    `log.example\n5\n`,
    ...WRONG_SIZES.map((size) => `log.example\n${size}\n${encoded}\n`),
    `log.example\n5\n${encoded.slice(0, -1)}\n`,
    `log.example\n5\n${encoded.slice(4)}\n`,
    `log.example\n5\nAAAA${encoded}\n`,
    `log.example\n5\n${encoded}\n\n`,
    `log.example\n5\n${encoded}\none\n\ntwo\n`,
    `log.example\r\n5\r\n${encoded}\r\n`,
  ])("is not %j", (source) => {
    expect(parseCheckpoint(source)).toBeNull();
  });

  it("is not written with parts that would not be read back", () => {
    expect(() => formatCheckpoint({ origin: "", size: 1, root })).toThrow(TypeError);
    expect(() => formatCheckpoint({ origin: "a\nb", size: 1, root })).toThrow(TypeError);
    expect(() => formatCheckpoint({ origin: "a", size: 1, root, extensions: [""] })).toThrow(TypeError);
    expect(() => formatCheckpoint({ origin: "a", size: 2 ** 53, root })).toThrow(RangeError);
    expect(() => formatCheckpoint({ origin: "a", size: 1, root: root.slice(1) })).toThrow(RangeError);
  });
});
