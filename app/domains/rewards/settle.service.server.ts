import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { balanceOf, isPosted, listHomesAboveNothing, post } from "./accounts.repository.server.ts";
import { lockHead } from "./earnings.repository.server.ts";
import { findProgramme, listToLapse, lockProgramme, note, swapProgramme } from "./programmes.repository.server.ts";
import { tell } from "./programmes.service.server.ts";
import { accounts, bonusEach, LAPSES_AFTER_DAYS, move, phaseOf } from "./rewards.rules.ts";

/** Lets what is left on households' accounts lapse, ninety days after their programme ended; returns for how many programmes. Codes that are out stay good. */
export async function lapseBalances(db: Db, now: Date): Promise<number> {
  let lapsed = 0;
  for (const id of await listToLapse(db, new Date(now.getTime() - LAPSES_AFTER_DAYS * 86_400_000))) {
    await inTransaction(db, async (tx) => {
      const programme = await lockProgramme(tx, id);
      if (!programme || programme.lapsedAt !== null || phaseOf(programme.endsAt, now) !== "lapsed") return;
      const homes = await listHomesAboveNothing(tx, id);
      const partyIds = homes.map(({ account }) => account.slice(accounts.home("").length));
      for (const [index, { account, points }] of homes.entries()) {
        await post(tx, { programmeId: id, kind: "lapse", cause: `lapse:${id}:${account}`, partyId: partyIds[index] ?? "", at: now, sides: move(points, account, accounts.lapsed) });
      }
      await swapProgramme(tx, { id, version: programme.version, change: { lapsedAt: now }, now });
      await note(tx, { type: "reward_programme", id, from: "ended", to: "lapsed", actor: null, at: now });
      await tell(tx, programme, partyIds);
      lapsed += 1;
    });
  }
  return lapsed;
}

/**
 * Pays a bonus to households out of a community's budget, the same to each, as far as it goes; once for each `cause`. Returns what each got:
 * 0 where there is no running programme, nobody, or nothing left. Takes the head's lock first, as everybody does who moves points of several programmes.
 */
export async function payBonus(tx: Tx, input: { cause: string; communityId: string; partyIds: readonly string[]; bonusPoints: number; at: Date }): Promise<number> {
  await lockHead(tx);
  const known = await findProgramme(tx, { communityId: input.communityId });
  const programme = known ? await lockProgramme(tx, known.id) : null;
  if (!programme || phaseOf(programme.endsAt, input.at) !== "running") return 0;
  const budget = await balanceOf(tx, { programmeId: programme.id, account: accounts.budget });
  const each = bonusEach({ bonusPoints: input.bonusPoints, households: input.partyIds.length, budget });
  if (each === 0) return 0;
  for (const partyId of input.partyIds) {
    const cause = `bonus:${input.cause}:${partyId}`;
    if (await isPosted(tx, cause)) continue;
    await post(tx, { programmeId: programme.id, kind: "bonus", cause, partyId, at: input.at, sides: move(each, accounts.budget, accounts.home(partyId)) });
  }
  await tell(tx, programme, input.partyIds);
  return each;
}
