/**
 * The Merkle tree of RFC 9162 (section 2.1; the same tree as RFC 6962) and the check of its proofs. Whoever checks gives the hash: one that
 * answers at once on a server, one that promises in a browser. The algorithms are written once, as generators that yield what is to be hashed
 * and receive the digest. Sizes and indexes are safe integers: bit operators would cut them at 32 bits, so halves and remainders stand in.
 */

import { sameBytes } from "./bytes.ts";

/** A hash that answers at once. It must not keep `bytes`: the memory is used again for the next node. */
export type Hash = (bytes: Uint8Array) => Uint8Array;
export type AsyncHash = (bytes: Uint8Array) => Promise<Uint8Array>;

/** Bytes of a digest. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** Memory for what is hashed at once: to ask for it anew took as long as the hashing. */
const scratch = new Uint8Array(4096);

/** The hash of a leaf with this data. */
export function leafHash(hash: Hash, data: Uint8Array): Uint8Array {
  if (data.length >= scratch.length) return hash(leafInput(data));
  scratch[0] = LEAF_PREFIX;
  scratch.set(data, 1);
  return hash(scratch.subarray(0, 1 + data.length));
}

/** The hash of the node above `left` and `right`. */
export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  const middle = 1 + left.length;
  scratch[0] = NODE_PREFIX;
  scratch.set(left, 1);
  scratch.set(right, middle);
  return hash(scratch.subarray(0, middle + right.length));
}

/** The root of a tree without leaves: the hash of nothing. */
export function EMPTY_ROOT(hash: Hash): Uint8Array {
  return hash(new Uint8Array(0));
}

/** What is hashed for a leaf; for callers whose hash is asynchronous. */
export function leafInput(data: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + data.length);
  input[0] = LEAF_PREFIX;
  input.set(data, 1);
  return input;
}

function nodeInput(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = NODE_PREFIX;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return input;
}

/** The root over leaf hashes. A last node without a neighbour rises unchanged, which gives the same tree as the RFC's recursion. */
export function rootOf(hash: Hash, leafHashes: readonly Uint8Array[]): Uint8Array {
  let row = leafHashes;
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let index = 0; index < row.length; index += 2) {
      const left = row[index] as Uint8Array;
      const right = row[index + 1];
      above.push(right ? nodeHash(hash, left, right) : left);
    }
    row = above;
  }
  return row[0] ?? EMPTY_ROOT(hash);
}

export type Side = "left" | "right";

/**
 * The way from node `index` to the root in a row whose last node is `last`: on which side of the path each element of a proof stands, from
 * the bottom up. Levels on which the node has no neighbour have no element.
 */
export function pathSides(index: number, last: number): Side[] {
  const sides: Side[] = [];
  let node = index;
  let end = last;
  while (end > 0) {
    if (isOdd(node)) sides.push("left");
    else if (node < end) sides.push("right");
    node = half(node);
    end = half(end);
  }
  return sides;
}

interface InclusionClaim {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

interface ConsistencyClaim {
  size1: number;
  size2: number;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: readonly Uint8Array[];
}

/** Whether the leaf stands at `index` of the tree with this size and root (RFC 9162, 2.1.3.2). Anything odd is refused, never thrown. */
export function verifyInclusion(claim: InclusionClaim & { hash: Hash }): boolean {
  return run(claim.hash, inclusionSteps(claim));
}

/** As `verifyInclusion`, for a hash that promises. */
export function verifyInclusionAsync(claim: InclusionClaim & { hash: AsyncHash }): Promise<boolean> {
  return runAsync(claim.hash, inclusionSteps(claim));
}

/**
 * Whether the second tree continues the first (RFC 9162, 2.1.4.2). A first size of 0 is refused even with an empty proof: every tree
 * continues the empty one, so such a proof says nothing.
 */
export function verifyConsistency(claim: ConsistencyClaim & { hash: Hash }): boolean {
  return run(claim.hash, consistencySteps(claim));
}

/** As `verifyConsistency`, for a hash that promises. */
export function verifyConsistencyAsync(claim: ConsistencyClaim & { hash: AsyncHash }): Promise<boolean> {
  return runAsync(claim.hash, consistencySteps(claim));
}

/** A calculation that yields what is to be hashed and receives the digest. */
type Steps<T> = Generator<Uint8Array, T, Uint8Array>;

function run<T>(hash: Hash, steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next(hash(step.value));
  return step.value;
}

async function runAsync<T>(hash: AsyncHash, steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next(await hash(step.value));
  return step.value;
}

function* inclusionSteps({ index, size, leafHash, proof, root }: InclusionClaim): Steps<boolean> {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (!areDigests([leafHash, root]) || !areDigests(proof)) return false;
  const sides = pathSides(index, size - 1);
  if (proof.length !== sides.length) return false;
  const reached = yield* climb({ start: leafHash, sides, proof });
  return sameBytes(reached, root);
}

function* consistencySteps({ size1, size2, root1, root2, proof }: ConsistencyClaim): Steps<boolean> {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) return false;
  if (!(root1 instanceof Uint8Array) || !(root2 instanceof Uint8Array) || !areDigests(proof)) return false;
  // Nothing is hashed here, so the published vectors allow roots of any length.
  if (size1 === size2) return proof.length === 0 && sameBytes(root1, root2);
  if (!areDigests([root1, root2])) return false;

  // The largest complete subtree at the old tree's right edge is a node of both trees. Both are rebuilt from there.
  let node = size1 - 1;
  let last = size2 - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  // When that subtree is the whole old tree, its root is known and the proof leaves it out.
  const path = node === 0 ? [root1, ...proof] : proof;
  const sides = pathSides(node, last);
  const [start, ...elements] = path;
  if (!start || elements.length !== sides.length) return false;

  // What stands on the right came later, so the old tree does not have it.
  const old = elements.filter((_, at) => sides[at] === "left");
  const oldRoot = yield* climb({ start, sides: old.map(() => "left" as const), proof: old });
  const newRoot = yield* climb({ start, sides, proof: elements });
  return sameBytes(oldRoot, root1) && sameBytes(newRoot, root2);
}

function* climb(way: { start: Uint8Array; sides: readonly Side[]; proof: readonly Uint8Array[] }): Steps<Uint8Array> {
  let node = way.start;
  for (const [at, other] of way.proof.entries()) {
    node = yield way.sides[at] === "left" ? nodeInput(other, node) : nodeInput(node, other);
  }
  return node;
}

function areDigests(values: readonly Uint8Array[]): boolean {
  return Array.isArray(values) && values.every((value) => value instanceof Uint8Array && value.length === HASH_BYTES);
}

/** Whether this is a size or an index that arithmetic holds exactly. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}
