/**
 * How mass is divided, in whole grams and exactly: whatever is taken from several heaps, or goes to several, sums to what there was.
 * Pure. Largest remainder throughout; ties go to the earlier one.
 */

/** Something with a mass, in grams. */
export type Heap = { id: string; grams: number };

/** More than a lot can hold is a slip, which the ledger does not count either. In grams. */
export const MAX_GRAMS = 2_000_000_000;

/**
 * Divides `total` grams by weights, so that the parts sum to it. With `total` no more than the weights' sum, no part is more than its
 * weight. Weights are whole and not negative; their sum is above 0 unless nothing is to be divided.
 */
export function divide(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0) throw new Error("only whole grams can be divided");
  if (total === 0) return weights.map(() => 0);
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum <= 0n) throw new Error("there is nothing to divide by");
  const exact = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, grams: Number(product / sum), remainder: product % sum };
  });
  const missing = total - exact.reduce((all, part) => all + part.grams, 0);
  const byRemainder = [...exact].sort((one, other) => (one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1));
  for (const part of byRemainder.slice(0, missing)) part.grams += 1;
  return exact.map((part) => part.grams);
}

/** `grams` out of heaps that hold at least as much together, each by its share. Heaps of which nothing is taken are left out. */
export function drawFrom(heaps: readonly Heap[], grams: number): Heap[] {
  const taken = divide(grams, heaps.map((heap) => heap.grams));
  return heaps.map((heap, index) => ({ id: heap.id, grams: taken[index] ?? 0 })).filter((heap) => heap.grams > 0);
}

/** `grams` out of heaps in their order, each as far as it reaches; null when there is not as much. */
export function takeInOrder(heaps: readonly Heap[], grams: number): Heap[] | null {
  const taken: Heap[] = [];
  let missing = grams;
  for (const heap of heaps) {
    if (missing === 0) break;
    const part = Math.min(heap.grams, missing);
    if (part > 0) taken.push({ id: heap.id, grams: part });
    missing -= part;
  }
  return missing === 0 ? taken : null;
}

/**
 * Spreads everything the heaps hold over outputs, whose masses sum to it: one list of parts per output. Each output gets its grams, each
 * heap gives its own, both to the gram.
 */
export function spreadOver(heaps: readonly Heap[], outputs: readonly number[]): Heap[][] {
  let left = heaps.map((heap) => ({ ...heap }));
  return outputs.map((grams) => {
    const part = drawFrom(left, grams);
    left = takeAway(left, part);
    return part;
  });
}

/** What is left of heaps when parts of them are taken away. */
export function takeAway(heaps: readonly Heap[], parts: readonly Heap[]): Heap[] {
  const taken = new Map(parts.map((part) => [part.id, part.grams]));
  return heaps.map((heap) => ({ id: heap.id, grams: heap.grams - (taken.get(heap.id) ?? 0) }));
}

/** Heaps of the same id as one, in order of first appearance. */
export function gather(heaps: readonly Heap[]): Heap[] {
  const sums = new Map<string, number>();
  for (const heap of heaps) sums.set(heap.id, (sums.get(heap.id) ?? 0) + heap.grams);
  return [...sums].map(([id, grams]) => ({ id, grams }));
}

export function sumOf(heaps: readonly { grams: number }[]): number {
  return heaps.reduce((all, heap) => all + heap.grams, 0);
}
