import { countChallenge } from "#app/domains/challenges/challenges.service.server.ts";
import { listToCount } from "#app/domains/challenges/challenges.repository.server.ts";
import { payBonus } from "#app/domains/rewards/settle.service.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { followLedger } from "./follow-ledger.server.ts";

/**
 * Counts the challenges that are over, each once, with everything that was recorded until now, and pays the bonus of those that were reached
 * out of each community's own budget; result and bonus in one transaction. Returns how many were counted.
 */
export async function endChallenges(db: Db, now: Date): Promise<number> {
  const due = await listToCount(db, now);
  if (due.length > 0) await followLedger(db);
  let counted = 0;
  for (const challengeId of due) {
    await inTransaction(db, async (tx) => {
      const outcome = await countChallenge(tx, challengeId, now);
      if (!outcome) return;
      counted += 1;
      if (!outcome.isReached || outcome.bonusPoints === 0) return;
      // In one order, so that two that pay at once do not wait for each other.
      for (const communityId of [...outcome.partyIdsByCommunity.keys()].toSorted()) {
        await payBonus(tx, { cause: challengeId, communityId, partyIds: outcome.partyIdsByCommunity.get(communityId) ?? [], bonusPoints: outcome.bonusPoints, at: now });
      }
    });
  }
  return counted;
}
