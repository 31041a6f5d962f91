import { expect } from "vitest";
import { recordLots } from "#app/domains/impact/ledger.service.server.ts";
import { foundProgramme } from "#app/domains/rewards/programmes.service.server.ts";
import { makeOffer } from "#app/domains/rewards/offers.service.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { materialLot } from "#tests/factories/impact.ts";
import { createParty, createPerson } from "#tests/factories/people.ts";
import { type OpenTestDatabase } from "#tests/setup/test-database.ts";
import { followLedger } from "#app/flows/follow-ledger.server.ts";

export const DAY = 86_400_000;
export const start = new Date(Date.now() - 40 * DAY);
export const clockAt = (at: Date) => ({ now: () => at });
export const figures = { perKg: { paper: 10 }, perReuse: 5, dayCap: 400, monthCap: 5000 };

/** A community with a programme, three households in it, and a recycler. */
export async function stage(open: OpenTestDatabase, budgetPoints = 10_000, rule = figures) {
  const db = open();
  const manager = await createParty(db, "community");
  const communityId = manager.party.id;
  const homes = [];
  for (let count = 0; count < 3; count += 1) homes.push(await createPerson(db, { communityId }));
  const recycler = await createParty(db, "recycler");
  const programmeId = newId();
  const founded = await foundProgramme(db, manager, { programmeId, communityId, name: "Round points", words: "", budgetPoints, figures: rule }, clockAt(start));
  if (!founded.ok) throw new Error(founded.error);
  const load = (home: Actor, kilograms: number, at = new Date(start.getTime() + DAY)) => materialLot({ giverPartyId: home.party.id, takerPartyId: recycler.party.id, occurredAt: at, weights: { measuredGrams: Math.round(kilograms * 1000), declaredConfirmedGrams: null } });
  const record = async (...lots: Parameters<typeof recordLots>[1][number][]) => {
    const rows = await db.$transaction((tx) => recordLots(tx, lots));
    await followLedger(db);
    return rows.map((row) => row.entryId);
  };
  const balance = async (account: string) => (await db.rewardBalance.findUnique({ where: { programmeId_account: { programmeId, account } } }))?.points ?? 0;
  const home = (one: Actor) => balance(`home:${one.party.id}`);
  const offer = async (more: Partial<Parameters<typeof makeOffer>[2]> = {}) => {
    const input = { programmeId, offerId: newId(), title: "A bag of compost", words: "", pricePoints: 50, stock: 3, perHousehold: 2, days: 60, as: "community" as const, ...more };
    const made = await makeOffer(db, manager, input, clockAt(new Date()));
    return made.ok ? made.value.offerId : expect.fail(made.error);
  };
  return { db, manager, communityId, homes: homes as [Actor, Actor, Actor], recycler, programmeId, load, record, balance, home, offer };
}

/** Whether every transfer sums to nothing and every balance is the sum of its postings. */
export async function booksOf(open: OpenTestDatabase): Promise<{ unbalanced: bigint; wrong: bigint; below: bigint }> {
  const [row] = await open().$queryRaw<{ unbalanced: bigint; wrong: bigint; below: bigint }[]>(sql`
    SELECT (SELECT count(*) FROM (SELECT 1 FROM reward_posting GROUP BY transfer_id HAVING sum(points) <> 0) a) AS unbalanced,
      (SELECT count(*) FROM reward_balance b WHERE b.points <> coalesce((SELECT sum(p.points) FROM reward_posting p JOIN reward_transfer t ON t.id = p.transfer_id WHERE t.programme_id = b.programme_id AND p.account = b.account), 0)) AS wrong,
      (SELECT count(*) FROM reward_balance WHERE points < 0 AND account <> 'source' AND account NOT LIKE 'home:%') AS below`);
  return row ?? expect.fail("no row");
}
export const balanced = { unbalanced: 0n, wrong: 0n, below: 0n };
