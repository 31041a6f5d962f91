import { DateTime } from "luxon";
import { v5 as uuidv5 } from "uuid";
import { draftChallenge, moveChallenge } from "#app/domains/challenges/challenges.service.server.ts";
import { makeOffer, moveOffer } from "#app/domains/rewards/offers.service.server.ts";
import { foundProgramme } from "#app/domains/rewards/programmes.service.server.ts";
import { takeOffer } from "#app/domains/rewards/redemptions.service.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import { timeZone } from "./district.ts";
import { must } from "./must.ts";
import type { Cast } from "./people.server.ts";

type Db = Database["db"];

const namespace = "5d0a7a34-2b1f-5c0e-8a44-0d6f4e3f9b21";
const idOf = (cast: Cast, what: string) => uuidv5(`${what}:${cast.communityIds.gardens}`, namespace);

/** The gardens' points: a rule and a budget, an offer of their own and one of the recycler's that they accepted. */
export async function rewardProgramme(db: Db, cast: Cast, clock: Clock): Promise<void> {
  const { mei } = cast.residents;
  const programmeId = idOf(cast, "programme");
  must(
    await foundProgramme(
      db,
      mei,
      {
        programmeId,
        communityId: cast.communityIds.gardens,
        name: "Thanks from the yard 院子的谢意",
        words: "For what you bring to the points by the lake and pass on to neighbours. 把东西送到湖边的回收点、送给邻居，院子谢谢你。",
        budgetPoints: 20_000,
        figures: { perKg: { paper: 5, plastic: 8, metal: 10, glass: 2, textiles: 6, e_waste: 10 }, perReuse: 20, dayCap: 300, monthCap: 1200 },
      },
      clock,
    ),
  );
  const offer = { programmeId, words: "", days: 120 };
  must(await makeOffer(db, mei, { ...offer, offerId: idOf(cast, "compost"), as: "community", title: "A bag of compost 一袋堆肥", words: "Ten litres from our own heap, in house 2. 自家堆肥十升，2 号楼领取。", pricePoints: 60, stock: 40, perHousehold: 2 }, clock));
  const gloves = idOf(cast, "gloves");
  must(await makeOffer(db, cast.staff, { ...offer, offerId: gloves, as: "shop", title: "Work gloves 劳保手套", words: "Made of recycled cotton, at the counter by the lake. 再生棉，湖边回收点领取。", pricePoints: 90, stock: 15, perHousehold: 1 }, clock));
  must(await moveOffer(db, mei, { offerId: gloves, version: 1, to: "open" }, clock));
}

/** A target of the gardens that runs now. */
export async function challenge(db: Db, cast: Cast, now: Date): Promise<void> {
  const { mei } = cast.residents;
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const challengeId = idOf(cast, "challenge");
  const begun: Clock = { now: () => today.minus({ days: 30 }).toJSDate() };
  const [fromDay = "", toDay = ""] = [today.minus({ days: 28 }).toISODate() ?? "", today.plus({ days: 16 }).toISODate() ?? ""];
  must(
    await draftChallenge(
      db,
      mei,
      { communityId: cast.communityIds.gardens, challengeId, title: "Two hundred kilograms before spring 春天之前两百公斤", words: "Everything counts: bottles, boxes, the old desk. 瓶子、纸箱、旧书桌，都算。", indicator: "mass", part: "all", target: 200, fromDay, toDay, bonusPoints: 25, others: "", version: 0 },
      begun,
    ),
  );
  must(await moveChallenge(db, mei, { challengeId, version: 1, to: "published" }, begun));
}

/** A code that waits to be shown; Lin has the points for it. */
export async function spendPoints(db: Db, cast: Cast, now: Date): Promise<void> {
  const taken = await takeOffer(db, cast.residents.lin, { offerId: idOf(cast, "compost"), redemptionId: idOf(cast, "code"), pricePoints: 60 }, { now: () => now });
  // A district whose figures change may leave somebody short: then there is no code, and the page says so.
  if (!taken.ok && taken.error !== "REWARDS.POINTS_SHORT") must(taken);
}
