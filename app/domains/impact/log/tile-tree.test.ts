import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toHex } from "./bytes.ts";
import { emptyFrontier, frontierRoot, pushLeaf } from "./frontier.ts";
import { EMPTY_ROOT, leafHash, nodeHash, verifyConsistency, verifyInclusion } from "./merkle.ts";
import { sha256 } from "./sha256.server.ts";
import { completedNodes, consistencyProof, inclusionProof, TILE_WIDTH, treeRoot } from "./tile-tree.ts";
import type { ReadNodes } from "./tile-tree.ts";

const LEAVES = Array.from({ length: 66_000 }, (_, index) => leafHash(sha256, new TextEncoder().encode(`entry ${index}`)));

/** RFC 9162's own recursive definitions; known ranges are kept, so that all sizes take seconds. */
const known = new Map<number, Uint8Array>();
function split(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}
function naiveRoot(from: number, to: number): Uint8Array {
  if (to === from) return EMPTY_ROOT(sha256);
  if (to - from === 1) return LEAVES[from] as Uint8Array;
  const key = from * 100_000 + to;
  const kept = known.get(key);
  if (kept) return kept;
  const middle = from + split(to - from);
  const root = nodeHash(sha256, naiveRoot(from, middle), naiveRoot(middle, to));
  known.set(key, root);
  return root;
}
function naivePath(index: number, from: number, to: number): Uint8Array[] {
  if (to - from <= 1) return [];
  const middle = from + split(to - from);
  return index < middle
    ? [...naivePath(index, from, middle), naiveRoot(middle, to)]
    : [...naivePath(index, middle, to), naiveRoot(from, middle)];
}
function naiveSubproof(size: number, from: number, to: number, isWhole: boolean): Uint8Array[] {
  if (size === to) return isWhole ? [] : [naiveRoot(from, to)];
  const middle = from + split(to - from);
  return size <= middle
    ? [...naiveSubproof(size, from, middle, isWhole), naiveRoot(middle, to)]
    : [...naiveSubproof(size, middle, to, false), naiveRoot(from, middle)];
}

/** What a database would hold at this size, by definition; anything that is not there yet may not be asked for. */
function storeAt(size: number, asked: string[] = []): ReadNodes {
  return async (level, from, to) => {
    asked.push(`${level}:${from}-${to}`);
    const span = TILE_WIDTH ** level;
    expect(from < to && to - from <= TILE_WIDTH && to <= Math.floor(size / span)).toBe(true);
    return Array.from({ length: to - from }, (_, at) => naiveRoot((from + at) * span, (from + at + 1) * span));
  };
}

const hexes = (hashes: readonly Uint8Array[]): string[] => hashes.map(toHex);

/** Some numbers from 0 up to `end` (not included): the borders, those of tiles, and a few that differ from size to size. */
function sample(end: number): number[] {
  const some = [0, 1, 255, 256, 511, 512, 65_535, 65_536, end - 1, Math.floor(end / 2), (end * 7919) % end, (end * end + 13) % end];
  return [...new Set(some)].filter((one) => one >= 0 && one < end);
}

const SMALL = Array.from({ length: 601 }, (_, size) => size);
const LARGE = [65_535, 65_536, 65_537, 66_000];

describe("the stored tree against the RFC's definition", () => {
  it("has the same root at every size, in one read a level", async () => {
    for (const size of [...SMALL, ...LARGE]) {
      const asked: string[] = [];
      expect(toHex(await treeRoot(sha256, storeAt(size, asked), size)), `${size}`).toBe(toHex(naiveRoot(0, size)));
      expect(asked.length).toBeLessThanOrEqual(3);
    }
  }, 30_000);

  it("proves every leaf of small trees", async () => {
    let count = 0;
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1, count += 1) await proveInclusion(index, size);
    }
    expect(count).toBe(820);
  });

  it("proves leaves at sizes up to 600 and around 65536, in at most two reads a level", async () => {
    for (const size of [...SMALL.slice(41), ...LARGE]) {
      for (const index of sample(size)) {
        const asked = await proveInclusion(index, size);
        expect(asked.length).toBeLessThanOrEqual(size < 256 ? 1 : size < 65_536 ? 3 : 5);
        expect(new Set(asked).size).toBe(asked.length);
      }
    }
  }, 60_000);

  it("proves every growth of small trees", async () => {
    let count = 0;
    for (let size2 = 1; size2 <= 40; size2 += 1) {
      for (let size1 = 1; size1 <= size2; size1 += 1, count += 1) await proveConsistency(size1, size2);
    }
    expect(count).toBe(820);
  });

  it("proves growth at sizes up to 600 and around 65536, in at most two reads a level", async () => {
    for (const size2 of [...SMALL.slice(41), ...LARGE]) {
      for (const size1 of sample(size2 + 1).filter((size) => size > 0)) {
        const asked = await proveConsistency(size1, size2);
        expect(asked.length).toBeLessThanOrEqual(size2 < 256 ? 1 : size2 < 65_536 ? 3 : 5);
      }
    }
  }, 60_000);

  async function proveInclusion(index: number, size: number): Promise<string[]> {
    const asked: string[] = [];
    const proof = await inclusionProof(sha256, storeAt(size, asked), index, size);
    expect(hexes(proof), `${index} of ${size}`).toEqual(hexes(naivePath(index, 0, size)));
    const claim = { hash: sha256, index, size, leafHash: LEAVES[index] as Uint8Array, proof, root: naiveRoot(0, size) };
    expect(verifyInclusion(claim)).toBe(true);
    return asked;
  }

  async function proveConsistency(size1: number, size2: number): Promise<string[]> {
    const asked: string[] = [];
    const proof = await consistencyProof(sha256, storeAt(size2, asked), size1, size2);
    expect(hexes(proof), `${size1} to ${size2}`).toEqual(hexes(naiveSubproof(size1, 0, size2, true)));
    expect(verifyConsistency({ hash: sha256, size1, size2, root1: naiveRoot(0, size1), root2: naiveRoot(0, size2), proof })).toBe(true);
    return asked;
  }
});

describe("a wrong bit", () => {
  const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
    bytes.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));

  it.each([
    [300, 599],
    [598, 599],
    [0, 256],
    [65_536, 65_537],
  ])("anywhere in the proof of leaf %d of %d is noticed", async (index, size) => {
    const proof = await inclusionProof(sha256, storeAt(size), index, size);
    const claim = { hash: sha256, index, size, leafHash: LEAVES[index] as Uint8Array, proof, root: naiveRoot(0, size) };
    for (let bit = 0; bit < 256; bit += 1) {
      expect(verifyInclusion({ ...claim, root: flipped(claim.root, bit) })).toBe(false);
      expect(verifyInclusion({ ...claim, leafHash: flipped(claim.leafHash, bit) })).toBe(false);
      for (const [at, one] of proof.entries()) {
        expect(verifyInclusion({ ...claim, proof: proof.with(at, flipped(one, bit)) })).toBe(false);
      }
    }
  });

  it.each([
    [300, 599],
    [256, 512],
    [255, 256],
    [65_536, 65_537],
  ])("anywhere in the proof from size %d to %d is noticed", async (size1, size2) => {
    const proof = await consistencyProof(sha256, storeAt(size2), size1, size2);
    const claim = { hash: sha256, size1, size2, root1: naiveRoot(0, size1), root2: naiveRoot(0, size2), proof };
    for (let bit = 0; bit < 256; bit += 1) {
      expect(verifyConsistency({ ...claim, root1: flipped(claim.root1, bit) })).toBe(false);
      expect(verifyConsistency({ ...claim, root2: flipped(claim.root2, bit) })).toBe(false);
      for (const [at, one] of proof.entries()) {
        expect(verifyConsistency({ ...claim, proof: proof.with(at, flipped(one, bit)) })).toBe(false);
      }
    }
  });

  it("so is a proof one too short or too long, in another order, or for another place", async () => {
    const size = 599;
    const proof = await inclusionProof(sha256, storeAt(size), 300, size);
    const claim = { hash: sha256, index: 300, size, leafHash: LEAVES[300] as Uint8Array, proof, root: naiveRoot(0, size) };
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: proof.slice(0, -1) })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: proof.toReversed() })).toBe(false);
    for (let index = 0; index < size; index += 1) expect(verifyInclusion({ ...claim, index })).toBe(index === 300);
  });
});

describe("growth", () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 200, max: 600 }), fc.constant(65_300));
  const steps = fc.array(step, { maxLength: 8 });

  it("stores the same nodes in any steps, with the new leaves at hand or from the store", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (added) => {
        let size = 0;
        const stored: string[] = [];
        for (const count of added) {
          const next = Math.min(size + count, LEAVES.length);
          const asked: string[] = [];
          const nodes = await completedNodes(sha256, storeAt(size, asked), size, next, LEAVES.slice(size, next));
          expect(asked.length).toBeLessThanOrEqual(2);
          const fromStore = await completedNodes(sha256, storeAt(next), size, next);
          const written = nodes.map((node) => `${node.level}:${node.index} ${toHex(node.hash)}`);
          expect(fromStore.map((node) => `${node.level}:${node.index} ${toHex(node.hash)}`)).toEqual(written);
          stored.push(...written);
          size = next;
        }
        const expected = [1, 2].flatMap((level) => {
          const span = TILE_WIDTH ** level;
          return Array.from({ length: Math.floor(size / span) }, (_, at) => `${level}:${at} ${toHex(naiveRoot(at * span, (at + 1) * span))}`);
        });
        expect(stored.sort()).toEqual(expected.sort());
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it("keeps a frontier whose root is the tree's at every size", () => {
    const frontier = emptyFrontier();
    expect(toHex(frontierRoot(sha256, frontier))).toBe(toHex(EMPTY_ROOT(sha256)));
    for (const leaf of LEAVES) {
      pushLeaf(sha256, frontier, leaf);
      const { size } = frontier;
      if (size > 600 && !LARGE.includes(size)) continue;
      expect(toHex(frontierRoot(sha256, frontier)), `${size}`).toBe(toHex(naiveRoot(0, size)));
    }
    expect(frontier.size).toBe(66_000);
    expect(frontier.roots.length).toBe(5);
  });
});

describe("what is not possible", () => {
  const read = storeAt(600);

  it.each([
    [-1, 5],
    [5, 5],
    [0, 0],
    [0.5, 5],
    [0, 2 ** 53],
  ])("is no proof of leaf %d of %d", async (index, size) => {
    await expect(inclusionProof(sha256, read, index, size)).rejects.toThrow(RangeError);
  });

  it.each([
    [0, 5],
    [6, 5],
    [1.5, 5],
    [5, 2 ** 53],
  ])("is no proof of growth from %d to %d", async (size1, size2) => {
    await expect(consistencyProof(sha256, read, size1, size2)).rejects.toThrow(RangeError);
  });

  it("is no root of a size that is none, and no shrinking", async () => {
    await expect(treeRoot(sha256, read, -1)).rejects.toThrow(RangeError);
    await expect(completedNodes(sha256, read, 6, 5)).rejects.toThrow(RangeError);
    await expect(completedNodes(sha256, read, 5, 7, LEAVES.slice(5, 6))).rejects.toThrow(RangeError);
    expect(() => pushLeaf(sha256, emptyFrontier(), new Uint8Array(31))).toThrow(RangeError);
  });

  it("is a root from a store with a gap, or with a hash cut short", async () => {
    const gap: ReadNodes = async (level, from, to) => (await read(level, from, to)).slice(1);
    const cut: ReadNodes = async (level, from, to) => (await read(level, from, to)).map((node) => node.slice(1));
    await expect(treeRoot(sha256, gap, 600)).rejects.toThrow("not complete");
    await expect(inclusionProof(sha256, cut, 3, 600)).rejects.toThrow("not complete");
    await expect(completedNodes(sha256, gap, 0, 256)).rejects.toThrow("not complete");
  });
});
