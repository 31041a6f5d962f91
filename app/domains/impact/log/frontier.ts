/** The right edge of a growing tree: enough to add leaves and to know the root, for logs of millions of leaves in a few hundred bytes. */

import { EMPTY_ROOT, HASH_BYTES, nodeHash } from "./merkle.ts";
import type { Hash } from "./merkle.ts";

/** The roots of the complete subtrees of a tree with `size` leaves, one for each binary digit 1 of the size, the largest first. */
export interface Frontier {
  size: number;
  readonly roots: Uint8Array[];
}

/** The frontier of a tree without leaves. */
export function emptyFrontier(): Frontier {
  return { size: 0, roots: [] };
}

/** Adds a leaf hash. Changes `frontier` in place: a copy per leaf would cost more than the hashing. */
export function pushLeaf(hash: Hash, frontier: Frontier, leafHash: Uint8Array): void {
  if (leafHash.length !== HASH_BYTES) throw new RangeError(`A leaf hash has ${HASH_BYTES} bytes, not ${leafHash.length}.`);
  const { roots } = frontier;
  let node = leafHash;
  // As in counting: every trailing digit 1 of the size is a complete subtree as large as the new one.
  let rest = frontier.size;
  while (rest % 2 === 1) {
    node = nodeHash(hash, roots.pop() as Uint8Array, node);
    rest = (rest - 1) / 2;
  }
  roots.push(node);
  frontier.size += 1;
}

/** The root of the leaves pushed so far. */
export function frontierRoot(hash: Hash, frontier: Frontier): Uint8Array {
  const { roots } = frontier;
  return roots.length === 0 ? EMPTY_ROOT(hash) : roots.reduceRight((right, left) => nodeHash(hash, left, right));
}
