/** Fewer than this are not told apart: a small number in a small month could point at somebody. Nought is nought. */
export const smallest = 5;

/** A figure as it is published. */
export type Figure = number | "fewer_than_5";

/** A count as it may be published. */
export function published(count: number): Figure {
  return count > 0 && count < smallest ? "fewer_than_5" : count;
}
