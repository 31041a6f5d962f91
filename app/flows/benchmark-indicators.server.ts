import { DateTime } from "luxon";
import { changeAround, compare, countPractices, directionOf, isInBest, trendOf, type Change, type Comparison, type PracticeCount, type Trend, type TrendPoint } from "#app/domains/benchmarking/benchmarking.rules.ts";
import type { CycleView, PeerView } from "#app/domains/benchmarking/benchmarking.schema.ts";
import type { Figures } from "#app/domains/benchmarking/cycles.service.server.ts";
import { enteredOf, estimatesOf, practicesOf } from "#app/domains/benchmarking/facts.repository.server.ts";
import { emptyMonth, GROUP_OF_MATERIAL, indicatorOf, valueOver, type CommunityFacts, type Indicator, type MonthFacts, type Value } from "#app/domains/benchmarking/indicators.ts";
import { addMonths, monthsFrom } from "#app/domains/benchmarking/months.ts";
import { answersByMonth } from "#app/domains/deals/answers-by-month.repository.server.ts";
import { membersByMonth } from "#app/domains/identity/members-by-month.repository.server.ts";
import { activeMembersByMonth, communityMaterialMonths, communityMonths } from "#app/domains/impact/community-months.repository.server.ts";
import { visitsByMonth } from "#app/domains/pickups/visits-by-month.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";

/** So many months back values are read, for lines over time and for what came before a practice. */
const MONTHS_BACK = 24;

/** The month it is in a zone, "YYYY-MM". */
export function monthAt(now: Date, timeZone: string): string {
  return DateTime.fromJSDate(now, { zone: timeZone }).toFormat("yyyy-MM");
}

/** The months that a round compares: so many, until the last one that is over, or the present one as far as it has come. */
export function periodOf(input: { months: number; until: "last" | "present" }, now: Date, timeZone: string): { fromMonth: string; toMonth: string } {
  const present = monthAt(now, timeZone);
  const toMonth = input.until === "present" ? present : addMonths(present, -1);
  return { fromMonth: addMonths(toMonth, 1 - input.months), toMonth };
}

/** What the platform knows of communities month by month, from the sums that other rooms give, with what they entered themselves. */
export async function factsOfCommunities(db: Db, input: { communityIds: readonly string[]; from: string; to: string; now: Date }): Promise<Map<string, CommunityFacts>> {
  const months = monthsFrom(input.from, input.to);
  const known = new Map(input.communityIds.map((id) => [id, new Map(months.map((month) => [month, emptyMonth(month)]))]));
  const add = <Row extends { communityId: string; month: string }>(rows: readonly Row[], put: (facts: MonthFacts, row: Row) => void) => {
    for (const row of rows) {
      const facts = known.get(row.communityId)?.get(row.month);
      if (facts) put(facts, row);
    }
  };
  add(await membersByMonth(db, { communityIds: input.communityIds, months, now: input.now }), (facts, { members }) => Object.assign(facts, { members }));
  add(await communityMonths(db, input), (facts, { communityId: _id, ...sums }) => Object.assign(facts, sums));
  add(await communityMaterialMonths(db, input), (facts, { material, massGrams }) => {
    const group = GROUP_OF_MATERIAL.get(material);
    if (group) facts.groupGrams[group] = (facts.groupGrams[group] ?? 0) + massGrams;
  });
  add(await activeMembersByMonth(db, input), (facts, { people }) => Object.assign(facts, { activeMembers: people }));
  add(await visitsByMonth(db, input), (facts, { communityId: _id, ...visits }) => Object.assign(facts, visits));
  add(await answersByMonth(db, input), (facts, { requests, answeredInDay }) => Object.assign(facts, { requests, answeredInDay }));
  const [entered, estimates] = [await enteredOf(db, input.communityIds), await estimatesOf(db, input.communityIds)];
  return new Map([...known].map(([id, facts]) => [id, { months: [...facts.values()], entered: entered.filter((one) => one.communityId === id), estimate: estimates.get(id) ?? null }]));
}

/** What a community does, and how an indicator moved around its beginning. */
export interface PracticeChange {
  practice: string;
  sinceMonth: string;
  words: string;
  name: string;
  slug: string;
  change: Change | null;
}

/** One indicator of a round as its pages show it. */
export interface IndicatorView extends Comparison, Pick<Indicator, "code" | "unit" | "better" | "isPublic" | "source"> {
  trend: Trend;
  line: TrendPoint[];
  /** The latest whole months of the same number, once they are later than those compared; null before. */
  now: { value: Value; fromMonth: string; toMonth: string } | null;
  /** Peers with their values, where the public pages show them anyway; else empty. */
  dots: { name: string; slug: string; value: number; isBest: boolean }[];
  /** What the best quarter does beside the others; null where it would say who stands where, or nothing can be compared. */
  practices: { best: number; others: number; counts: PracticeCount[] } | null;
  /** What was measured around the beginnings of practices of the best quarter; only of public figures. */
  examples: PracticeChange[];
  /** The same of the community's own. */
  ownChanges: PracticeChange[];
}

export type Subject = { id: string; name: string; slug: string; timeZone: string };

/**
 * All indicators of a round, compared. Public figures are compared with the peers that were chosen. Others are compared with the whole group
 * that the rule proposed, whoever was left out or added, so that nobody learns one community's value by taking it out and in again.
 */
export async function compareCycle(db: Db, community: Subject, cycle: Pick<CycleView, "indicators" | "fromMonth" | "toMonth" | "peers">, now: Date): Promise<IndicatorView[]> {
  const present = monthAt(now, community.timeZone);
  const ids = [community.id, ...cycle.peers.map((peer) => peer.communityId)];
  const facts = await factsOfCommunities(db, { communityIds: ids, from: addMonths(cycle.toMonth, 1 - MONTHS_BACK), to: present > cycle.toMonth ? present : cycle.toMonth, now });
  const practices = await practicesOf(db, ids);
  const factsOf = (id: string): CommunityFacts => facts.get(id) ?? { months: [], entered: [], estimate: null };
  const lastMonth = addMonths(present, -1);
  const months = monthsFrom(cycle.fromMonth, cycle.toMonth).length;
  const own = factsOf(community.id);

  return cycle.indicators.flatMap((code) => {
    const indicator = indicatorOf(code);
    if (!indicator) return [];
    const group = cycle.peers.filter((peer) => (indicator.isPublic ? !peer.isOut : peer.origin === "rule"));
    const values = group.map((peer) => ({ ...peer, value: valueOver(indicator, factsOf(peer.communityId), cycle.fromMonth, cycle.toMonth).value }));
    const comparison = compare(indicator, valueOver(indicator, own, cycle.fromMonth, cycle.toMonth), values);
    const { border } = comparison;
    const isBest = (value: number) => border !== null && isInBest(value, border, indicator.better);
    const inForce = (id: string) => practices.filter((one) => one.communityId === id && one.sinceMonth <= cycle.toMonth && (one.untilMonth === null || one.untilMonth >= cycle.fromMonth));
    const changes = (peer: Pick<PeerView, "name" | "slug"> & { id: string }): PracticeChange[] =>
      practices.filter((one) => one.communityId === peer.id).map(({ practice, sinceMonth, words }) => ({ practice, sinceMonth, words, name: peer.name, slug: peer.slug, change: changeAround(indicator, factsOf(peer.id), sinceMonth, lastMonth) }));
    const named = indicator.isPublic ? values.flatMap(({ value, ...peer }) => (value === null ? [] : [{ ...peer, value, isBest: isBest(value) }])) : [];
    return [{
      code, unit: indicator.unit, better: indicator.better, isPublic: indicator.isPublic, source: indicator.source,
      ...comparison,
      trend: directionOf(indicator, own, cycle.fromMonth, cycle.toMonth),
      line: trendOf(indicator, own, addMonths(cycle.toMonth, -11), cycle.toMonth),
      now: lastMonth > cycle.toMonth ? { value: valueOver(indicator, own, addMonths(lastMonth, 1 - months), lastMonth), fromMonth: addMonths(lastMonth, 1 - months), toMonth: lastMonth } : null,
      dots: named.map(({ name, slug, value, isBest: best }) => ({ name, slug, value, isBest: best })).sort((a, b) => a.value - b.value || (a.slug < b.slug ? -1 : 1)),
      practices: indicator.isPublic && border !== null ? countPractices(values.map((peer) => ({ ...peer, practices: inForce(peer.communityId).map((one) => one.practice) })), border, indicator.better) : null,
      examples: named.filter((peer) => peer.isBest).flatMap((peer) => changes({ ...peer, id: peer.communityId })).filter((one) => one.change !== null).slice(0, 12),
      ownChanges: changes(community),
    }];
  });
}

/** What judging a step needs to know of compared indicators, and what is kept of them. */
export function figuresOf(views: readonly IndicatorView[]): Figures {
  return {
    ownValues: views.filter((view) => view.own.value !== null).length,
    compared: views.filter((view) => view.gap !== null).length,
    results: Object.fromEntries(views.map(({ code, own, peers, quartiles, border, gap }) => [code, { own, peers, quartiles, border, gap }])),
  };
}
