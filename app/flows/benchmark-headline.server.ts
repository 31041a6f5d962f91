import { findCycle, presentCycle } from "#app/domains/benchmarking/benchmarking.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { compareCycle, type IndicatorView, type Subject } from "./benchmark-indicators.server.ts";

export interface Headline extends Pick<IndicatorView, "code" | "unit" | "better" | "own" | "border" | "gap" | "peers"> {
  cycleId: string;
  fromMonth: string;
  toMonth: string;
  /** What more of the best do than of the others; at most three. */
  best: string[];
}

/**
 * The first indicator of a community's present round, for its page; null where there is none, and for others than its members also where the
 * figure is not a public one.
 */
export async function headlineOf(db: Db, community: Subject, viewer: { isMember: boolean }, now: Date): Promise<Headline | null> {
  const present = await presentCycle(db, community.id);
  const [first] = present?.indicators ?? [];
  if (!present || !first) return null;
  const cycle = await findCycle(db, { cycleId: present.id, communityId: community.id });
  const [view] = cycle ? await compareCycle(db, community, { ...cycle, indicators: [first] }, now) : [];
  if (!cycle || !view || (!view.isPublic && !viewer.isMember)) return null;
  const { code, unit, better, own, border, gap, peers } = view;
  const counted = view.practices;
  const best = counted?.counts.filter((one) => one.best * Math.max(1, counted.others) > one.others * counted.best).slice(0, 3) ?? [];
  return { cycleId: cycle.id, fromMonth: cycle.fromMonth, toMonth: cycle.toMonth, code, unit, better, own, border, gap, peers, best: best.map((one) => one.practice) };
}
