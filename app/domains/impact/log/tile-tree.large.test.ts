import { describe, expect, it } from "vitest";

import { toHex } from "./bytes.ts";
import { leafHash, nodeHash, verifyConsistency, verifyInclusion } from "./merkle.ts";
import { sha256 } from "./sha256.server.ts";
import { consistencyProof, inclusionProof, TILE_WIDTH, treeRoot } from "./tile-tree.ts";
import type { ReadNodes } from "./tile-tree.ts";

/**
 * Logs beyond 32 bits, which nobody could build: every leaf is the same but one. The expected roots are counted with big integers, apart from
 * the code under test.
 */
const SAME = leafHash(sha256, new TextEncoder().encode("same"));
const ODD_ONE = leafHash(sha256, new TextEncoder().encode("the odd one"));

/** The root over 2^height leaves that are all the same. */
const SAME_ROOTS = [SAME];
for (let height = 1; height <= 53; height += 1) {
  const below = SAME_ROOTS[height - 1] as Uint8Array;
  SAME_ROOTS.push(nodeHash(sha256, below, below));
}

/** The RFC's recursion over leaves `from` to `to`, by big integers. */
function rootOfRange(odd: bigint, from: bigint, to: bigint): Uint8Array {
  const count = to - from;
  if (odd < from || odd >= to) {
    const height = count.toString(2).length - 1;
    if (count === 1n << BigInt(height)) return SAME_ROOTS[height] as Uint8Array;
  }
  if (count === 1n) return ODD_ONE;
  const middle = from + (1n << BigInt((count - 1n).toString(2).length - 1));
  return nodeHash(sha256, rootOfRange(odd, from, middle), rootOfRange(odd, middle, to));
}

function storeOf(odd: number, size: number, asked: number[]): ReadNodes {
  return async (level, from, to) => {
    asked.push(to - from);
    const span = BigInt(TILE_WIDTH) ** BigInt(level);
    expect(BigInt(to) * span <= BigInt(size)).toBe(true);
    return Array.from({ length: to - from }, (_, at) => {
      const start = BigInt(from + at) * span;
      return rootOfRange(BigInt(odd), start, start + span);
    });
  };
}

describe("logs larger than 32 bits", () => {
  it.each([
    [2 ** 32, 2 ** 32 - 1],
    [2 ** 32 + 1, 2 ** 32],
    [2 ** 33 + 12_345, 2 ** 32 + 77],
    [2 ** 40 + 2 ** 31 + 3, 2 ** 40 + 2 ** 31],
    [2 ** 48, 2 ** 47 + 5],
    [2 ** 53 - 1, 2 ** 53 - 2],
    [2 ** 53 - 1, 2 ** 52 + 2 ** 33 + 1],
  ])("of %d leaves prove leaf %d and their growth", async (size, odd) => {
    const asked: number[] = [];
    const read = storeOf(odd, size, asked);
    const root = await treeRoot(sha256, read, size);
    expect(toHex(root)).toBe(toHex(rootOfRange(BigInt(odd), 0n, BigInt(size))));
    expect(asked.length).toBeLessThanOrEqual(7);

    asked.length = 0;
    const proof = await inclusionProof(sha256, read, odd, size);
    expect(asked.length).toBeLessThanOrEqual(14);
    expect(Math.max(...asked)).toBeLessThanOrEqual(256);
    const claim = { hash: sha256, index: odd, size, leafHash: ODD_ONE, proof, root };
    expect(verifyInclusion(claim)).toBe(true);
    // An index cut to 32 bits, or off by one, is another place.
    for (const index of [odd - 1, odd - 2 ** 32, odd % 2 ** 32].filter((one) => one !== odd && one >= 0)) {
      expect(verifyInclusion({ ...claim, index })).toBe(false);
    }
    expect(verifyInclusion({ ...claim, leafHash: SAME })).toBe(false);

    for (const size1 of [1, 2 ** 31 + 1, odd, odd + 1, Math.floor(size / 3), size - 1]) {
      asked.length = 0;
      const growth = await consistencyProof(sha256, read, size1, size);
      expect(asked.length).toBeLessThanOrEqual(14);
      const root1 = rootOfRange(BigInt(odd), 0n, BigInt(size1));
      const change = { hash: sha256, size1, size2: size, root1, root2: root, proof: growth };
      expect(verifyConsistency(change), `from ${size1}`).toBe(true);
      expect(verifyConsistency({ ...change, root1: root })).toBe(size1 === size);
    }
  });
});
