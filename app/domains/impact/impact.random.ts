/**
 * Random draws that are the same on every machine and every run: each variable of a calculation has a stream of its own,
 * seeded by the entry and the variable's name, so that adding one term never changes the draws of another.
 */

/** Draws per calculation (impact method, ranges). */
export const DRAWS = 10_000;

/** Four 32-bit words from a text (a small mixing hash; not for secrets). */
function words(text: string): [number, number, number, number] {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0xdeadbeef;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x85ebca6b);
    b = Math.imul(b ^ unit ^ (a >>> 13), 0xc2b2ae35);
    c = Math.imul(c ^ unit ^ (b >>> 16), 0x27d4eb2f);
    d = Math.imul(d ^ unit ^ (c >>> 15), 0x165667b1);
  }
  return [a ^ (d >>> 11), b ^ (a >>> 7), c ^ (b >>> 9), d ^ (c >>> 5)];
}

/** A stream of numbers strictly between 0 and 1 (the sfc32 generator by Chris Doty-Humphrey). */
export function uniformStream(seed: string): () => number {
  let [a, b, c, counter] = words(seed);
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return ((sum >>> 0) + 0.5) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  return next;
}

/**
 * The standard normal quantile of `p` (0 < p < 1), by Peter Acklam's rational approximation, relative error below 1.2e-9.
 * One uniform gives one normal, which keeps streams aligned.
 */
export function normalQuantile(p: number): number {
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const above =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const below =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return (above * q) / below;
}

function tail(q: number): number {
  const above =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return above / below;
}

/** Multipliers with median 1 whose logarithm has the standard deviation `sigma`. */
export function lognormalDraws(seed: string, sigma: number): Float64Array {
  const next = uniformStream(seed);
  // Plain loops here and below: Float64Array.from with a function takes several times as long.
  const draws = new Float64Array(DRAWS);
  for (let index = 0; index < DRAWS; index += 1) draws[index] = Math.exp(sigma * normalQuantile(next()));
  return draws;
}

/** Multipliers with mean 1 and standard deviation `relative`, never below zero (scale tolerance). */
export function normalDraws(seed: string, relative: number): Float64Array {
  const next = uniformStream(seed);
  const draws = new Float64Array(DRAWS);
  for (let index = 0; index < DRAWS; index += 1) draws[index] = Math.max(0, 1 + relative * normalQuantile(next()));
  return draws;
}

/** Draws from the triangle low, mode, high (low <= mode <= high). */
export function triangularDraws(seed: string, low: number, mode: number, high: number): Float64Array {
  if (!(high > low)) return new Float64Array(DRAWS).fill(mode);
  const next = uniformStream(seed);
  const turn = (mode - low) / (high - low);
  const draws = new Float64Array(DRAWS);
  for (let index = 0; index < DRAWS; index += 1) {
    const u = next();
    draws[index] =
      u < turn
        ? low + Math.sqrt(u * (high - low) * (mode - low))
        : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
  }
  return draws;
}

/** The 2.5 % and 97.5 % quantiles and the standard deviation of a set of draws. */
export function summarise(draws: Float64Array): { low: number; high: number; sd: number } {
  let sum = 0;
  for (const value of draws) sum += value;
  const mean = sum / draws.length;
  let squares = 0;
  for (const value of draws) squares += (value - mean) ** 2;
  const some = draws.slice();
  return { low: quantile(some, 0.025), high: quantile(some, 0.975), sd: Math.sqrt(squares / draws.length) };
}

/** The quantile between its two neighbours in order; changes the order of `values`. */
function quantile(values: Float64Array, share: number): number {
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const low = select(values, below);
  if (below + 1 >= values.length) return low;
  let high = Infinity;
  for (let index = below + 1; index < values.length; index += 1) high = Math.min(high, values[index] ?? Infinity);
  return low + (high - low) * (place - below);
}

/**
 * The value that would stand at `rank` if the values were sorted, and nothing smaller behind it: C. A. R. Hoare's selection,
 * in a time that grows with the number of values, where sorting all of them was half of the work of a calculation.
 */
function select(values: Float64Array, rank: number): number {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const pivot = values[rank] ?? 0;
    let left = first;
    let right = last;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const swapped = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (right < rank) first = left;
    if (rank < left) last = right;
  }
  return values[rank] ?? 0;
}
