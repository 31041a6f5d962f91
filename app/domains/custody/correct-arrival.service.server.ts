import type { Tx } from "#app/platform/db/database.server.ts";
import { record } from "#app/outbox/record.server.ts";
import { newId } from "#app/shared/ids.ts";
import { beginAct, lockStock, writeAct, type NewAct, type NewPosting, type Part, type SettledOrigin } from "./acts.repository.server.ts";
import { raiseAlarm } from "./alarm.service.server.ts";
import { findArrival, lockOrigins, partsLying, shrinkOrigins, type Arrival } from "./arrival.repository.server.ts";
import type { StockCorrectionReason } from "./custody.rules.ts";
import { divide, gather, MAX_GRAMS, sumOf } from "./mass.rules.ts";

type Correction = { actId: string; ledgerEntryId: string; grams: number; reason: Exclude<StockCorrectionReason, "sent_on">; actorUserId: string | null; at: Date };

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
  const here = await lockLying(tx, arrival);
  const settled = change < 0 ? await takeOut(tx, act, arrival, { here, grams: -change, reason: input.reason }) : await putIn(tx, act, arrival, { here, grams: change, reason: input.reason });
  await raiseAlarm(tx, act);
  await record(tx, { type: "custody.changed", payload: { pointId }, topics: [`point:${pointId}`, `party:${partyId}`] });
  return settled;
}

/**
 * Locks what a correction of these entries of the ledger will touch: the lots their loads lie in, and the loads. A flow calls it before it locks
 * an entry's chain: runs lock stock first and tell the ledger last, and two who lock in different orders would wait for each other in a ring.
 */
export async function holdArrivals(tx: Tx, ledgerEntryIds: readonly string[]): Promise<void> {
  const found = await Promise.all(ledgerEntryIds.map((id) => findArrival(tx, id)));
  const arrivals = found.flatMap((arrival) => arrival ?? []).sort((one, other) => (one.lotNumber - other.lotNumber));
  for (const arrival of arrivals) await lockLying(tx, arrival);
}

/**
 * What lies of a load where it came in, with its lots locked, and then the load itself, as a run locks them. Somebody may merge the lots before
 * the lock is there: then the new lot is locked too.
 */
async function lockLying(tx: Tx, { originId, pointId, material }: Arrival): Promise<Part[]> {
  for (let tries = 0; tries < 5; tries += 1) {
    const locked = new Set((await lockStock(tx, { pointId, kind: { material, isSorted: false } })).map((lot) => lot.id));
    await lockOrigins(tx, originId);
    const lying = await partsLying(tx, { originId, pointId });
    if (lying.every((part) => locked.has(part.lotId))) return lying;
  }
  throw new Error(`the lots of origin ${originId} do not hold still`);
}

type Change = { here: Part[]; grams: number; reason: Correction["reason"] };

/**
 * Less came than the books say: the grams leave the lots they lie in, each lot by its share of them. What an earlier weight had added goes first,
 * so that up and down again leaves the load as it was; then its own.
 */
async function takeOut(tx: Tx, act: NewAct, { originId, lotId, material }: Arrival, { here, grams, reason }: Change): Promise<SettledOrigin[]> {
  const found = Math.min(grams, sumOf(here));
  const added = here.filter((part) => part.originId !== originId);
  const fromAdded = Math.min(found, sumOf(added));
  const taken = [...byShare(added, fromAdded), ...byShare(here.filter((part) => part.originId === originId), found - fromAdded)];
  const postings: NewPosting[] = [
    { account: "arrived", lotId, material, grams, reason },
    ...gather(taken.map((part) => ({ id: part.lotId, grams: part.grams }))).map((lot) => ({ account: "stock" as const, lotId: lot.id, material, grams: -lot.grams, reason })),
    { account: "difference", lotId, material, grams: found - grams, reason: "sent_on" },
  ];
  await writeAct(tx, act, { postings, taken });
  return found === 0 ? [] : shrinkOrigins(tx, { taken, at: act.at });
}

function byShare(parts: readonly Part[], grams: number): Part[] {
  const shares = divide(grams, parts.map((part) => part.grams));
  return parts.map((part, index) => ({ ...part, grams: shares[index] ?? 0 })).filter((part) => part.grams > 0);
}

/**
 * More came than the books say. What still lies here weighs more by its share; the rest left as part of what was sent on. The grams that are
 * added are an origin beside the load: the load is counted by the ledger with its new weight, and only the share that is recovered is taken from here.
 */
async function putIn(tx: Tx, act: NewAct, { originId, lotId, material, arrivedGrams }: Arrival, { here, grams, reason }: Change): Promise<SettledOrigin[]> {
  const lying = sumOf(here);
  const [added = 0] = lying === 0 ? [0] : divide(grams, [lying, Math.max(0, arrivedGrams - lying)]);
  const [oldest] = here;
  const into = oldest?.lotId ?? lotId;
  const origin = { id: newId(), ledgerEntryId: null, addedToId: originId, lotId: into, grams: added, isRecovered: false };
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
