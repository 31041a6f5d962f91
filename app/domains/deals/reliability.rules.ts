import type { Side } from "./deals.rules.ts";

/**
 * How well a party keeps what it agreed. The rule is public (the page shows it in words) and pure: the clock is an argument.
 *
 * Of the hand-overs that ended in the last twelve months, each gives credit between 0 and 1 and counts less the older it is.
 * Somebody is judged by what they did themselves: who was left waiting loses nothing.
 */

/** How one deal ended for one party. */
export type Outcome = "kept" | "late" | "cancelled_in_time" | "cancelled_late" | "no_show";

/** What each is worth. A cancellation in time is fair and says nothing either way, so it is not in the list. */
export const credit: Readonly<Record<Exclude<Outcome, "cancelled_in_time">, number>> = { kept: 1, late: 0.75, cancelled_late: 0.25, no_show: 0 };

const dayMs = 24 * 60 * 60_000;
/** Older deals are forgotten. */
export const rememberedMs = 365 * dayMs;
/** After this long a deal counts half. */
export const halfLifeMs = 180 * dayMs;
/** With less notice than this, a cancellation is late. */
export const cancelNoticeMs = dayMs;
/** Fewer finished deals than this tell nothing. */
export const fewestFinished = 3;

/** A deal that ended, as the rule needs it. */
export type FinishedDeal = {
  state: "completed" | "no_show" | "cancelled_by_giver" | "cancelled_by_taker" | "undone_by_giver" | "undone_by_taker";
  /** When it ended. */
  at: Date;
  handedOverAt: Date | null;
  /** The time both had said yes to; null where one only named it. */
  agreedStartsAt: Date | null;
  agreedEndsAt: Date | null;
  /** The side that came, of a no-show. */
  reportedBySide: Side | null;
};

/** What a finished deal says about one of its sides; null when it says nothing. */
export function outcomeFor(deal: FinishedDeal, side: Side): Outcome | null {
  switch (deal.state) {
    case "completed":
      return deal.agreedEndsAt && deal.handedOverAt && deal.handedOverAt > deal.agreedEndsAt ? "late" : "kept";
    case "no_show":
      return deal.reportedBySide === null || deal.reportedBySide === side ? null : "no_show";
    default:
      // Before a time was agreed on there was nothing to keep. A promise taken back is a cancellation, even if the deal goes on.
      if (![`cancelled_by_${side}`, `undone_by_${side}`].includes(deal.state) || !deal.agreedStartsAt) return null;
      return deal.agreedStartsAt.getTime() - deal.at.getTime() < cancelNoticeMs ? "cancelled_late" : "cancelled_in_time";
  }
}

export type DatedOutcome = { outcome: Outcome; at: Date };

/** In words, from best to worst. */
export const reliabilityWords = ["always", "mostly", "often", "seldom"] as const;
export type ReliabilityWord = (typeof reliabilityWords)[number];
/** The share of credit each begins at. */
export const wordFrom: Readonly<Record<ReliabilityWord, number>> = { always: 0.95, mostly: 0.8, often: 0.5, seldom: 0 };

/** Most deals that are looked at, latest first. */
export const latestFinished = 200;

/** The numbers of the rule, for the sentences that publish it: what is written there is what is computed. */
export const publishedRule = {
  latest: latestFinished,
  fewest: fewestFinished,
  ...credit,
  hours: cancelNoticeMs / 3_600_000,
  days: halfLifeMs / dayMs,
  ...wordFrom,
} as const;

/** A party's record. With fewer than three finished deals there is none: "new here", and no number. */
export type Reliability =
  | { known: false }
  | { known: true; word: ReliabilityWord; finished: number; kept: number; late: number; cancelledLate: number; noShow: number; cancelledInTime: number };

/** The record that these outcomes make at `now`. */
export function reliability(outcomes: readonly DatedOutcome[], now: Date): Reliability {
  const recent = remembered(outcomes, now);
  const count = (outcome: Outcome) => recent.filter((one) => one.outcome === outcome).length;
  const cancelledInTime = count("cancelled_in_time");
  const finished = recent.length - cancelledInTime;
  if (finished < fewestFinished) return { known: false };
  return {
    known: true,
    word: wordFor(keptShare(recent, now)),
    finished,
    kept: count("kept"),
    late: count("late"),
    cancelledLate: count("cancelled_late"),
    noShow: count("no_show"),
    cancelledInTime,
  };
}

/** The share of credit, 0 to 1, with newer deals weighing more; 0 without any deal. Words come from it; it is never shown. */
export function keptShare(outcomes: readonly DatedOutcome[], now: Date): number {
  let [sum, all] = [0, 0];
  for (const { outcome, at } of remembered(outcomes, now)) {
    if (outcome === "cancelled_in_time") continue;
    const weight = weightOf(at, now);
    sum += weight * credit[outcome];
    all += weight;
  }
  return all > 0 ? sum / all : 0;
}

/** How much a deal of that time counts: 1 today, one half after 180 days. */
export function weightOf(at: Date, now: Date): number {
  return 0.5 ** (Math.max(0, now.getTime() - at.getTime()) / halfLifeMs);
}

/** In one fixed order, so that the same deals give the same sum to the last bit. */
function remembered(outcomes: readonly DatedOutcome[], now: Date): DatedOutcome[] {
  return outcomes
    .filter(({ at }) => now.getTime() - at.getTime() < rememberedMs)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.outcome.localeCompare(b.outcome));
}

function wordFor(share: number): ReliabilityWord {
  return reliabilityWords.find((word) => share >= wordFrom[word]) ?? "seldom";
}
