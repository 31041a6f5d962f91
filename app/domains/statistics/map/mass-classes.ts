/** Classes of mass for shading. Pure. */

/** Never more shades than an eye tells apart. */
const MOST_CLASSES = 5;

/**
 * Where classes begin, in grams: round numbers (1, 2 or 5 with zeros) between the smallest and the largest mass, evenly spread by size, so that
 * each class is some times as much as the one before. None where all are much alike.
 */
export function massBreaks(massesGrams: readonly number[]): number[] {
  const masses = massesGrams.filter((mass) => mass > 0);
  const [min, max] = [Math.min(...masses), Math.max(...masses)];
  const round: number[] = [];
  if (masses.length > 0) {
    for (let power = 10 ** Math.floor(Math.log10(min)); power < max; power *= 10) round.push(...[1, 2, 5].map((digit) => digit * power).filter((value) => value > min && value < max));
  }
  const wanted = MOST_CLASSES - 1;
  if (round.length <= wanted) return round;
  return Array.from({ length: wanted }, (_, at) => round[Math.round((at * (round.length - 1)) / (wanted - 1))] ?? 0);
}

/** The class a mass is in, from 0. */
export function classOf(massGrams: number, breaks: readonly number[]): number {
  return breaks.filter((start) => massGrams >= start).length;
}
