/** How long the search may take: so many rounds of it, and never longer than so many seconds. */
export interface Budget {
  iterations: number;
  /** What share of it is spent, from 0 to 1 (and beyond), as of the last `next`. */
  share(): number;
  /** Counts one more round and returns the share spent. */
  next(): number;
  /** Whether a share of the seconds, or all of them, has passed by now; whoever asks stops if so. */
  isPast(share: number): boolean;
  /** Whether the clock had a say, not the count alone: another run may then come to another plan. */
  wasHurried(): boolean;
}

/** Rounds between two looks at the clock. */
const glance = 16;

/** When so much more of the seconds is spent than of the count, the search follows the clock from then on, so that it cools down in time. */
const mayLag = 0.2;

/** A budget that starts now. `now` is a clock in milliseconds. */
export function budgetOf({ iterations, seconds, now }: { iterations: number; seconds: number; now: () => number }): Budget {
  const started = now();
  let done = 0;
  let timeShare = 0;
  let isHurried = false;
  const countShare = () => (done >= iterations ? 1 : done / iterations);
  const share = () => (isHurried ? Math.max(countShare(), timeShare) : countShare());
  const look = () => {
    timeShare = (now() - started) / (seconds * 1000);
    isHurried ||= timeShare >= 1 || timeShare > countShare() + mayLag;
    return timeShare;
  };
  return {
    iterations,
    share,
    next() {
      done += 1;
      if (done % glance === 0) look();
      return share();
    },
    isPast: (part) => look() >= part,
    wasHurried: () => isHurried,
  };
}
