/** How long the search may take: so many rounds of it, and never longer than so many seconds. */
export interface Budget {
  iterations: number;
  /** What share of it is spent, from 0 to 1 (and beyond), as of the last `next`. */
  share(): number;
  /** Counts one more round and returns the share spent. */
  next(): number;
  /** Whether a share of the seconds, or all of them, has passed by now. */
  isPast(share: number): boolean;
  /** Whether the clock ended it, not the count: another run may then come to another plan. */
  wasCutShort(): boolean;
}

/** Rounds between two looks at the clock. */
const glance = 16;

/** A budget that starts now. `now` is a clock in milliseconds. */
export function budgetOf({ iterations, seconds, now }: { iterations: number; seconds: number; now: () => number }): Budget {
  const started = now();
  let done = 0;
  let timeShare = 0;
  const look = () => (timeShare = (now() - started) / (seconds * 1000));
  const share = () => (done >= iterations ? 1 : Math.max(done / iterations, timeShare));
  return {
    iterations,
    share,
    next() {
      done += 1;
      if (done % glance === 0) look();
      return share();
    },
    isPast: (part) => look() >= part,
    wasCutShort: () => timeShare >= 1 && done < iterations,
  };
}
