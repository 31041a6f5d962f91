import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { listFinished } from "./reliability.repository.server.ts";
import { latestFinished, outcomeFor, reliability, rememberedMs, type Reliability } from "./reliability.rules.ts";
import { publicReviews } from "./reviews.service.server.ts";
import type { PublicReview } from "./reviews.schema.ts";

/** How a party kept its hand-overs, from at most its latest 200 finished deals. Says nothing about anybody else. */
export async function reliabilityOf(db: Db, partyId: string, clock: Clock = systemClock): Promise<Reliability> {
  const now = clock.now();
  const deals = await listFinished(db, { partyId, since: new Date(now.getTime() - rememberedMs), limit: latestFinished });
  const outcomes = deals.flatMap((deal) => {
    const outcome = outcomeFor(deal, deal.side);
    return outcome ? [{ outcome, at: deal.at }] : [];
  });
  return reliability(outcomes, now);
}

/** What a listing's page tells of its owner's party. */
export type PartyRecord = { reliability: Reliability; reviews: PublicReview[] };

/** A party's reliability and the latest three reviews about it, for anybody. */
export async function partyRecord(db: Db, partyId: string, clock: Clock = systemClock): Promise<PartyRecord> {
  const [record, reviews] = await Promise.all([reliabilityOf(db, partyId, clock), publicReviews(db, partyId, clock)]);
  return { reliability: record, reviews };
}
