/**
 * The tree as it is stored (heights of C2SP tlog-tiles). Level 0 holds every leaf hash; each complete run of 256 nodes has its root one level
 * up. A proof then reads at most two tiles of each level, however long the log is.
 */

import { EMPTY_ROOT, HASH_BYTES, isCount, nodeHash, rootOf } from "./merkle.ts";
import type { Hash } from "./merkle.ts";

/** Nodes of a tile, and children of a stored node. */
export const TILE_WIDTH = 256;

/** Doublings from one stored level to the next. */
const TILE_HEIGHT = 8;

/** The stored nodes `from` to `to` (not included) of a level. Asked only for nodes that exist at the size in question, one call at a time. */
export type ReadNodes = (level: number, from: number, to: number) => Promise<Uint8Array[]>;

export interface StoredNode {
  level: number;
  index: number;
  hash: Uint8Array;
}

/** The root of the log's first `size` leaves. */
export async function treeRoot(hash: Hash, read: ReadNodes, size: number): Promise<Uint8Array> {
  if (!isCount(size)) throw new RangeError(`No log has the size ${size}.`);
  return rangeRoot(hash, tilesOf(read, size), { from: 0, to: size });
}

/** The proof that leaf `index` stands in the tree of the first `size` leaves (RFC 9162, 2.1.3.1), bottom up. */
export async function inclusionProof(hash: Hash, read: ReadNodes, index: number, size: number): Promise<Uint8Array[]> {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`No leaf ${index} in a log of size ${size}.`);
  const ranges: Range[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return rootsOf(hash, tilesOf(read, size), ranges.reverse());
}

/** The proof that the tree of size `size2` continues the one of size `size1` (RFC 9162, 2.1.4.1). Empty when they are the same. */
export async function consistencyProof(hash: Hash, read: ReadNodes, size1: number, size2: number): Promise<Uint8Array[]> {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) {
    throw new RangeError(`No proof from size ${size1} to size ${size2}.`);
  }
  const ranges: Range[] = [];
  let from = 0;
  let to = size2;
  while (to !== size1) {
    const middle = from + splitOf(to - from);
    if (size1 <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  // The old tree's last complete subtree; left out when it is the whole old tree, whose root the other side has.
  if (from > 0) ranges.push({ from, to });
  return rootsOf(hash, tilesOf(read, size2), ranges.reverse());
}

/**
 * The stored nodes above the leaves that become complete when the log grows, lower levels first. With the new leaf hashes at hand pass them
 * as `newLeaves`: then only nodes from before the growth are read, at most 255 of each level.
 */
export async function completedNodes(
  hash: Hash,
  read: ReadNodes,
  oldSize: number,
  newSize: number,
  newLeaves?: readonly Uint8Array[],
): Promise<StoredNode[]> {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) throw new RangeError(`No growth from ${oldSize} to ${newSize}.`);
  if (newLeaves && newLeaves.length !== newSize - oldSize) throw new RangeError("As many new leaves as the log grows by.");
  const all: StoredNode[] = [];
  let below = newLeaves;
  let oldBelow = oldSize;
  let newBelow = newSize;
  for (let level = 1; newBelow >= TILE_WIDTH; level += 1) {
    const first = Math.floor(oldBelow / TILE_WIDTH);
    const end = Math.floor(newBelow / TILE_WIDTH);
    const hashes: Uint8Array[] = [];
    for (let index = first; index < end; index += 1) {
      const run = { from: index * TILE_WIDTH, to: (index + 1) * TILE_WIDTH, old: oldBelow, added: below };
      const root = rootOf(hash, await childrenOf(read, level - 1, run));
      hashes.push(root);
      all.push({ level, index, hash: root });
    }
    below = hashes;
    oldBelow = first;
    newBelow = end;
  }
  return all;
}

/** A run of nodes: what stood before the growth from the store, the rest from `added`, or all from the store where nothing was given. */
async function childrenOf(
  read: ReadNodes,
  level: number,
  run: { from: number; to: number; old: number; added: readonly Uint8Array[] | undefined },
): Promise<Uint8Array[]> {
  const { from, to, old, added } = run;
  if (!added) return readExactly(read, level, { from, to });
  const kept = from < old ? await readExactly(read, level, { from, to: Math.min(old, to) }) : [];
  return [...kept, ...added.slice(Math.max(0, from - old), to - old)];
}

interface Range {
  from: number;
  to: number;
}

/** A stored tile: the nodes of `level` from `TILE_WIDTH * number` on, as many as exist. */
type Tiles = (level: number, number: number) => Promise<Uint8Array[]>;

/** Reads tiles of the log at this size, each once. */
function tilesOf(read: ReadNodes, size: number): Tiles {
  const known = new Map<string, Uint8Array[]>();
  return async (level, number) => {
    const key = `${level}/${number}`;
    const from = number * TILE_WIDTH;
    const exist = Math.floor(size / TILE_WIDTH ** level);
    const tile = known.get(key) ?? (await readExactly(read, level, { from, to: Math.min(from + TILE_WIDTH, exist) }));
    known.set(key, tile);
    return tile;
  };
}

async function readExactly(read: ReadNodes, level: number, { from, to }: Range): Promise<Uint8Array[]> {
  const nodes = await read(level, from, to);
  if (nodes.length !== to - from || nodes.some((node) => node.length !== HASH_BYTES)) {
    throw new Error(`The stored nodes ${from} to ${to} of level ${level} are not complete.`);
  }
  return nodes;
}

/** One root after another, not at once: a database transaction answers one question at a time. */
async function rootsOf(hash: Hash, tiles: Tiles, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const roots: Uint8Array[] = [];
  for (const range of ranges) roots.push(await rangeRoot(hash, tiles, range));
  return roots;
}

/** The root over a range that the RFC's recursion meets: complete subtrees from large to small, joined from the right. */
async function rangeRoot(hash: Hash, tiles: Tiles, { from, to }: Range): Promise<Uint8Array> {
  const subtrees: Uint8Array[] = [];
  let start = from;
  while (start < to) {
    const height = heightWithin(to - start);
    subtrees.push(await subtreeRoot(hash, tiles, { start, height }));
    start += 2 ** height;
  }
  return subtrees.length === 0 ? EMPTY_ROOT(hash) : subtrees.reduceRight((right, left) => nodeHash(hash, left, right));
}

/** The root of the complete subtree over the 2^height leaves from `start`: a power of two of neighbours in one tile. */
async function subtreeRoot(hash: Hash, tiles: Tiles, { start, height }: { start: number; height: number }): Promise<Uint8Array> {
  const level = Math.floor(height / TILE_HEIGHT);
  const width = 2 ** (height % TILE_HEIGHT);
  const first = start / TILE_WIDTH ** level;
  const tile = await tiles(level, Math.floor(first / TILE_WIDTH));
  const place = first % TILE_WIDTH;
  return rootOf(hash, tile.slice(place, place + width));
}

/** The largest h with 2^h <= count. Doubling is exact up to 2^53, where `Math.log2` may round up. */
function heightWithin(count: number): number {
  let height = 0;
  while (2 ** (height + 1) <= count) height += 1;
  return height;
}

/** The largest power of two below `count` (RFC 9162's k), for a count above one. */
function splitOf(count: number): number {
  return 2 ** heightWithin(count - 1);
}
