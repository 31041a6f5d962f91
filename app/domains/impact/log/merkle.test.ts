import { describe, expect, it } from "vitest";

import { sharedData, sharedDataPath } from "#tests/setup/shared-data.ts";

import { sha256Async } from "./browser-crypto.ts";
import { fromBase64, fromHex, toHex } from "./bytes.ts";
import * as merkle from "./merkle.ts";
import { sha256 } from "./sha256.server.ts";

const isHere = sharedDataPath("merkle") !== null;
const suite = isHere ? "the published vectors" : "the published vectors (skipped: no shared data beside this checkout)";

function read<T>(name: string): T {
  return JSON.parse(sharedData(`merkle/${name}`) ?? "null") as T;
}

/** Base64 where null stands for no bytes. */
function bytes(text: string | null): Uint8Array {
  const decoded = fromBase64(text ?? "");
  if (!decoded) throw new Error(`not base64: ${text}`);
  return decoded;
}

function hex(text: string): Uint8Array {
  const decoded = fromHex(text);
  if (!decoded) throw new Error(`not hexadecimal: ${text}`);
  return decoded;
}

interface Vector {
  file: string;
  proof: string[] | null;
  wantErr: boolean;
}

interface InclusionVector extends Vector {
  leafIdx: number;
  treeSize: number;
  root: string | null;
  leafHash: string | null;
}

interface ConsistencyVector extends Vector {
  size1: number;
  size2: number;
  root1: string | null;
  root2: string | null;
}

describe.skipIf(!isHere)(suite, () => {
  it("decides 98 inclusion proofs as published, at once and by promise", async () => {
    const vectors = read<InclusionVector[]>("inclusion.json");
    expect([vectors.length, vectors.filter((vector) => !vector.wantErr).length]).toEqual([98, 6]);
    for (const vector of vectors) {
      const claim = {
        index: vector.leafIdx,
        size: vector.treeSize,
        leafHash: bytes(vector.leafHash),
        root: bytes(vector.root),
        proof: (vector.proof ?? []).map(bytes),
      };
      expect(merkle.verifyInclusion({ ...claim, hash: sha256 }), vector.file).toBe(!vector.wantErr);
      expect(await merkle.verifyInclusionAsync({ ...claim, hash: sha256Async }), vector.file).toBe(!vector.wantErr);
    }
  });

  it("decides 98 consistency proofs as published, at once and by promise", async () => {
    const vectors = read<ConsistencyVector[]>("consistency.json");
    expect([vectors.length, vectors.filter((vector) => !vector.wantErr).length]).toEqual([98, 6]);
    for (const vector of vectors) {
      const claim = {
        size1: vector.size1,
        size2: vector.size2,
        root1: bytes(vector.root1),
        root2: bytes(vector.root2),
        proof: (vector.proof ?? []).map(bytes),
      };
      expect(merkle.verifyConsistency({ ...claim, hash: sha256 }), vector.file).toBe(!vector.wantErr);
      expect(await merkle.verifyConsistencyAsync({ ...claim, hash: sha256Async }), vector.file).toBe(!vector.wantErr);
    }
  });

  it("has the published hashes of leaves, nodes and trees", () => {
    const published = read<{
      leafInputsHex: string[];
      rootHashesHexByTreeSize: string[];
      completeSubtreeNodeHashesHexByLevel: string[][];
      hasher: {
        emptyRootHex: string;
        emptyLeafHashHex: string;
        leaf: { inputUtf8: string; hashHex: string };
        node: { leftUtf8: string; rightUtf8: string; hashHex: string };
      };
    }>("tree-roots.json");
    const leaves = published.leafInputsHex.map((data) => merkle.leafHash(sha256, hex(data)));
    expect([leaves.length, published.rootHashesHexByTreeSize.length]).toEqual([8, 9]);
    const roots = published.rootHashesHexByTreeSize.map((_, size) => toHex(merkle.rootOf(sha256, leaves.slice(0, size))));
    expect(roots).toEqual(published.rootHashesHexByTreeSize);

    expect(published.completeSubtreeNodeHashesHexByLevel.map((row) => row.length)).toEqual([8, 4, 2, 1]);
    for (const [level, row] of published.completeSubtreeNodeHashesHexByLevel.entries()) {
      const width = 2 ** level;
      const nodes = row.map((_, at) => toHex(merkle.rootOf(sha256, leaves.slice(at * width, (at + 1) * width))));
      expect(nodes).toEqual(row);
    }

    const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
    const { emptyRootHex, emptyLeafHashHex, leaf, node } = published.hasher;
    expect(toHex(merkle.EMPTY_ROOT(sha256))).toBe(emptyRootHex);
    expect(toHex(merkle.leafHash(sha256, utf8("")))).toBe(emptyLeafHashHex);
    expect(toHex(merkle.leafHash(sha256, utf8(leaf.inputUtf8)))).toBe(leaf.hashHex);
    expect(toHex(merkle.nodeHash(sha256, utf8(node.leftUtf8), utf8(node.rightUtf8)))).toBe(node.hashHex);
  });
});

describe("a claim", () => {
  const leaves = [0, 1, 2, 3, 4].map((byte) => merkle.leafHash(sha256, Uint8Array.of(byte)));
  const [first, second, third, fourth, fifth] = leaves as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const root = merkle.rootOf(sha256, leaves);
  const pair = merkle.nodeHash(sha256, first, second);
  const inclusion = { hash: sha256, index: 2, size: 5, leafHash: third, proof: [fourth, pair, fifth], root };
  const root1 = merkle.rootOf(sha256, leaves.slice(0, 3));
  const consistency = { hash: sha256, size1: 3, size2: 5, root1, root2: root, proof: [third, fourth, pair, fifth] };
  const short = new Uint8Array(31);
  const long = new Uint8Array(33);

  it("holds as it stands", () => {
    expect(merkle.verifyInclusion(inclusion)).toBe(true);
    expect(merkle.verifyConsistency(consistency)).toBe(true);
  });

  it.each([-1, 0.5, 5, 6, Number.NaN, Infinity, 2 ** 53, -0.5])("is refused for the index %s", (index) => {
    expect(merkle.verifyInclusion({ ...inclusion, index })).toBe(false);
  });

  it.each([-1, 0, 2, 4.5, Number.NaN, Infinity, 2 ** 53])("is refused for the size %s", (size) => {
    expect(merkle.verifyInclusion({ ...inclusion, size })).toBe(false);
    expect(merkle.verifyConsistency({ ...consistency, size2: size })).toBe(false);
    expect(merkle.verifyConsistency({ ...consistency, size1: size })).toBe(false);
  });

  it("is refused with a hash too short or too long anywhere", () => {
    for (const wrong of [short, long, new Uint8Array(0)]) {
      expect(merkle.verifyInclusion({ ...inclusion, leafHash: wrong })).toBe(false);
      expect(merkle.verifyInclusion({ ...inclusion, root: wrong })).toBe(false);
      expect(merkle.verifyConsistency({ ...consistency, root1: wrong })).toBe(false);
      expect(merkle.verifyConsistency({ ...consistency, root2: wrong })).toBe(false);
      for (const at of [0, 1, 2]) {
        expect(merkle.verifyInclusion({ ...inclusion, proof: inclusion.proof.with(at, wrong) })).toBe(false);
        expect(merkle.verifyConsistency({ ...consistency, proof: consistency.proof.with(at, wrong) })).toBe(false);
      }
    }
  });

  it("is refused where only the lengths betray it", () => {
    expect(merkle.verifyInclusion({ hash: sha256, index: 0, size: 1, leafHash: short, proof: [], root: short })).toBe(false);
    const forged = merkle.nodeHash(sha256, short, long);
    expect(merkle.verifyInclusion({ hash: sha256, index: 0, size: 2, leafHash: short, proof: [long], root: forged })).toBe(false);
    const grown = { hash: sha256, size1: 1, size2: 2, root1: short, root2: merkle.nodeHash(sha256, short, second), proof: [second] };
    expect(merkle.verifyConsistency(grown)).toBe(false);
    expect(merkle.verifyConsistency({ ...grown, root1: first, root2: pair })).toBe(true);
  });

  it("of a log that shrank is refused even when its roots are the same", () => {
    expect(merkle.verifyConsistency({ hash: sha256, size1: 2, size2: 1, root1: root, root2: root, proof: [] })).toBe(false);
    expect(merkle.verifyConsistency({ hash: sha256, size1: 4, size2: 2, root1: root, root2: root, proof: [] })).toBe(false);
  });

  it("is refused, not thrown, when a foreign proof is no list of bytes", () => {
    for (const proof of [null, undefined, "abc", [null], [[1, 2]], { length: 3 }] as unknown as Uint8Array[][]) {
      expect(merkle.verifyInclusion({ ...inclusion, proof })).toBe(false);
      expect(merkle.verifyConsistency({ ...consistency, proof })).toBe(false);
    }
    expect(merkle.verifyConsistency({ ...consistency, root1: null as unknown as Uint8Array })).toBe(false);
  });

  it("does not let a leaf pass for a node: 64 bytes of data are not two children", () => {
    const data = new Uint8Array([...first, ...second]);
    expect(toHex(merkle.leafHash(sha256, data))).not.toBe(toHex(merkle.nodeHash(sha256, first, second)));
  });
});

describe("a leaf", () => {
  it("of any length has the hash of its prefix and its data, whatever was hashed before", () => {
    for (const length of [5000, 0, 4094, 4095, 4096, 4097, 1, 100_000, 31]) {
      const data = new Uint8Array(length).fill(length % 251);
      expect(toHex(merkle.leafHash(sha256, data)), `${length}`).toBe(toHex(sha256(new Uint8Array([0, ...data]))));
      expect(toHex(sha256(merkle.leafInput(data)))).toBe(toHex(merkle.leafHash(sha256, data)));
    }
  });
});

describe("the way to the root", () => {
  it.each([2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 40, 2 ** 52, 2 ** 53 - 1])("is exact in a log of %d leaves", (size) => {
    const last = BigInt(size) - 1n;
    for (const index of [0, 1, 2 ** 31 - 1, Math.floor(size / 3), Math.floor(size / 2), size - 2, size - 1]) {
      const expected: merkle.Side[] = [];
      for (let node = BigInt(index), end = last; end > 0n; node >>= 1n, end >>= 1n) {
        if (node & 1n) expected.push("left");
        else if (node !== end) expected.push("right");
      }
      expect(merkle.pathSides(index, size - 1)).toEqual(expected);
    }
  });
});
