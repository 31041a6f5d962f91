/** Spans of time as the index of words knows them; the SQL function `listing_eras` gives a listing's own. */

const hourMilliseconds = 3_600_000;
/** Each level is eight times as long as the one before, and has its own numbers. */
const levels = [0, 1, 2, 3, 4].map((level) => ({ base: level * 100_000_000, hours: 8 ** level }));
const mostEras = 16;

/** A part of time: all eras of one level from the beginning of the first. */
export type Span = { from: Date; eras: number[] };

/** Parts of time of growing length, each without the ones before it, that end at a cursor or an hour from now (clocks differ). */
export function spansBefore(before: number | null, now: number, lengths: readonly number[]): Span[] {
  const spans: Span[] = [];
  let to = before ?? now + hourMilliseconds;
  for (const length of lengths) {
    const span = erasBetween({ from: (before ?? now) - length, to });
    // A short part may begin where the one before it does.
    if (span.from.getTime() < to) spans.push(span);
    to = Math.min(to, span.from.getTime());
  }
  return spans;
}

/** The eras that cover a part of time, of the shortest level that needs few of them. */
export function erasBetween({ from, to }: { from: number; to: number }): Span {
  const [first, last] = [Math.floor(from / hourMilliseconds), Math.floor(to / hourMilliseconds)];
  const level = levels.find(({ hours }) => (last - first) / hours <= mostEras) ?? { base: 400_000_000, hours: 4_096 };
  const [start, end] = [Math.floor(first / level.hours), Math.floor(last / level.hours)];
  const eras = Array.from({ length: end - start + 1 }, (_, at) => level.base + start + at);
  return { from: new Date(start * level.hours * hourMilliseconds), eras };
}
