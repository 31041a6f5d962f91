import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { newId } from "#app/shared/ids.ts";
import { beginAct, lockStock, writeAct, type NewAct, type NewPosting, type SettledOrigin } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import { findArrival, lotsHolding, shrinkOrigin, type Arrival } from "./arrival.repository.server.ts";
import type { CorrectionReason } from "./custody.rules.ts";
import { divide, drawFrom, sumOf, type Heap } from "./mass.rules.ts";

/** More than a lot can hold is a slip. */
const MAX_GRAMS = 2_000_000_000;

type Correction = { actId: string; ledgerEntryId: string; grams: number; reason: Exclude<CorrectionReason, "sent_on">; actorUserId: string | null; at: Date };

/**
 * Puts stock right after the ledger took a load back (`grams` 0) or counts it with another weight, in the caller's transaction. What of the
 * load still lies, unsorted, where it came in is taken from its lots, or added to; what had left before stays where it is and becomes a
 * difference of the point, unexplained, so that the month may raise its alarm. Stock never falls below nothing.
 *
 * `actId` is the correction's own id in the ledger: a second call with it does nothing. Nothing either for a load that has no lot. Answers
 * with the load if all that is left of it has been accounted for by this.
 */
export async function correctArrival(tx: Tx, input: Correction): Promise<SettledOrigin[]> {
  const arrival = await findArrival(tx, input.ledgerEntryId);
  if (!arrival || input.grams < 0 || input.grams > MAX_GRAMS) return [];
  const change = input.grams - arrival.arrivedGrams;
  if (change === 0) return [];
  const { pointId, partyId } = arrival;
  const act: NewAct = { id: input.actId, kind: "correct", pointId, partyId, actorUserId: input.actorUserId, at: input.at };
  if (!(await beginAct(tx, act))) return [];
  const here = await lockHolding(tx, arrival);
  const settled = change < 0 ? await takeOut(tx, act, arrival, { here, grams: -change, reason: input.reason }) : await putIn(tx, act, arrival, { here, grams: change, reason: input.reason });
  await raiseAlarm(tx, act);
  await record(tx, { type: "custody.changed", payload: { pointId }, topics: [`point:${pointId}`, `party:${partyId}`] });
  return settled;
}

/** The lots that hold grams of a load where it came in, locked. Somebody may merge them before the lock is there: then the new lot is locked too. */
async function lockHolding(tx: Tx, { originId, pointId, material }: Arrival): Promise<Heap[]> {
  for (let tries = 0; tries < 5; tries += 1) {
    const locked = new Set((await lockStock(tx, { pointId, kind: { material, isSorted: false } })).map((lot) => lot.id));
    const holding = await lotsHolding(tx, { originId, pointId });
    if (holding.every((lot) => locked.has(lot.id))) return holding;
  }
  throw new Error(`the lots of origin ${originId} do not hold still`);
}

type Change = { here: Heap[]; grams: number; reason: Correction["reason"] };

/** Less came than the books say: its own grams leave the lots they lie in, each lot by its share of them. */
async function takeOut(tx: Tx, act: NewAct, { originId, lotId, material }: Arrival, { here, grams, reason }: Change): Promise<SettledOrigin[]> {
  const found = Math.min(grams, sumOf(here));
  const taken = drawFrom(here, found);
  const postings: NewPosting[] = [
    { account: "arrived", lotId, material, grams, reason },
    ...taken.map((lot) => ({ account: "stock" as const, lotId: lot.id, material, grams: -lot.grams, reason })),
    { account: "difference", lotId, material, grams: found - grams, reason: "sent_on" },
  ];
  await writeAct(tx, act, { postings, taken: taken.map((lot) => ({ lotId: lot.id, originId, grams: lot.grams })) });
  return found === 0 ? [] : shrinkOrigin(tx, { originId, grams: found, at: act.at });
}

/**
 * More came than the books say. What still lies here weighs more by its share; the rest left as part of what was sent on. The grams that are
 * added are an origin of their own: the load is counted by the ledger with its new weight, and only the share that is recovered is taken from here.
 */
async function putIn(tx: Tx, act: NewAct, { lotId, material, arrivedGrams }: Arrival, { here, grams, reason }: Change): Promise<SettledOrigin[]> {
  const lying = sumOf(here);
  const [added = 0] = lying === 0 ? [0] : divide(grams, [lying, Math.max(0, arrivedGrams - lying)]);
  const [oldest] = here;
  const into = oldest?.id ?? lotId;
  const origin = { id: newId(), ledgerEntryId: null, lotId: into, grams: added, isRecovered: false };
  await writeAct(tx, act, {
    origins: added > 0 ? [origin] : [],
    parts: added > 0 ? [{ lotId: into, originId: origin.id, grams: added }] : [],
    postings: [
      { account: "arrived", lotId, material, grams: -grams, reason },
      { account: "stock", lotId: into, material, grams: added, reason },
      { account: "difference", lotId, material, grams: grams - added, reason: "sent_on" },
    ],
  });
  return [];
}
