import type { Topic } from "#app/outbox/events.ts";
import { record } from "#app/outbox/record.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { newId } from "#app/shared/ids.ts";
import { err, ok, type Result } from "#app/shared/result.ts";

import { reverse } from "./impact.totals.ts";
import type { LedgerParty, NewEntry, StoredEntry } from "./ledger.repository.server.ts";
import { entriesByCause, entryById, ledgerParties, reversalOf, writeEntries } from "./ledger.repository.server.ts";
import type { Amounts, MovedLot } from "./ledger.rules.ts";
import { countLot, halves, monthIn, SIDES } from "./ledger.rules.ts";
import { deltasOf, type ShareRow } from "./totals.rules.ts";

export type { MovedLot } from "./ledger.rules.ts";

/** What recording gives back. Grams of CO2e kept out of the air, null when not covered; `topics` name the pages that changed. */
export interface RecordedLot {
  entryId: string;
  status: "ok" | "not_covered";
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  topics: Topic[];
}

/** Records one moved lot; see {@link recordLots}. */
export async function recordLot(tx: Tx, lot: MovedLot): Promise<RecordedLot> {
  const [recorded] = await recordLots(tx, [lot]);
  if (!recorded) throw new Error("a lot left no entry");
  return recorded;
}

/**
 * Writes one ledger entry per lot with its shares, adds it to the totals and records the event, all in the caller's transaction.
 * A lot whose cause is in the ledger already gives the entry that is there and changes nothing. Answers in the order asked.
 * Call it late in the transaction: from here to the commit other recorders wait.
 */
export async function recordLots(tx: Tx, lots: readonly MovedLot[]): Promise<RecordedLot[]> {
  if (lots.length === 0) return [];
  const parties = await ledgerParties(tx, [...new Set(lots.flatMap((lot) => [lot.giverPartyId, lot.takerPartyId]))]);
  const prepared = lots.map((lot) => prepare(lot, parties));
  const written = await writeEntries(tx, {
    entries: prepared.map(({ entry }) => entry),
    shares: prepared.flatMap(({ shares }) => shares),
    deltas: prepared.flatMap(({ entry, shares }) => additions(entry, shares)),
  });
  const known = written.size === prepared.length ? [] : await entriesByCause(tx, lots);
  const recorded: RecordedLot[] = [];
  for (const { entry, shares } of prepared) {
    if (written.has(entry.id)) {
      const lot = answer(entry, shares);
      await record(tx, { type: "impact.entry-recorded", payload: { entryId: entry.id }, topics: lot.topics });
      recorded.push(lot);
      continue;
    }
    const earlier = known.find((one) => one.causeType === entry.causeType && one.causeId === entry.causeId);
    if (!earlier) throw new Error(`the ledger refused ${entry.causeType} ${entry.causeId} but does not hold it`);
    recorded.push(answer(earlier, earlier.shares));
  }
  return recorded;
}

/**
 * Takes an entry back by a reversing entry dated `at`; the entry itself stays as it is, and the totals lose what it brought. A second
 * call gives the same reversal. IMPACT.NOT_FOUND for an unknown id, IMPACT.WRONG_STATE for a reversal.
 */
export async function reverseEntry(
  tx: Tx,
  input: { entryId: string; reason: string; at: Date },
): Promise<Result<{ entryId: string; topics: Topic[] }, "IMPACT.NOT_FOUND" | "IMPACT.WRONG_STATE">> {
  const original = await entryById(tx, input.entryId);
  if (!original) return err("IMPACT.NOT_FOUND");
  if (original.kind === "reversal") return err("IMPACT.WRONG_STATE");
  const parties = await ledgerParties(tx, original.shares.flatMap(({ partyId, communityId }) => (communityId ? [partyId, communityId] : [partyId])));
  const id = newId();
  const { shares: _shares, ...kept } = original;
  const entry: NewEntry = {
    ...kept,
    ...turned(original),
    id,
    kind: "reversal",
    reversesId: original.id,
    inputs: { ...original.inputs, reversal: { reason: input.reason } },
    terms: [],
    occurredAt: input.at,
  };
  const shares = original.shares.map((share): ShareRow => {
    const zone = parties.get(share.partyId)?.timeZone ?? "UTC";
    const communityZone = share.communityId ? (parties.get(share.communityId)?.timeZone ?? "UTC") : null;
    return {
      ...share,
      ...turned(share),
      entryId: id,
      partyMonth: monthIn(input.at, zone),
      communityMonth: communityZone ? monthIn(input.at, communityZone) : null,
    };
  });
  const written = await writeEntries(tx, { entries: [entry], shares, deltas: additions(entry, shares) });
  const topics = topicsOf(shares);
  if (!written.has(id)) {
    const earlier = await reversalOf(tx, original.id);
    if (!earlier) throw new Error(`the ledger refused to reverse ${original.id} but holds no reversal`);
    return ok({ entryId: earlier.id, topics });
  }
  await record(tx, { type: "impact.entry-recorded", payload: { entryId: id }, topics });
  return ok({ entryId: id, topics });
}

function turned(amounts: Amounts): Amounts {
  const { massGrams } = amounts;
  return { ...reverse(amounts), massGrams: massGrams === null || massGrams === 0 ? massGrams : -massGrams };
}

function prepare(lot: MovedLot, parties: ReadonlyMap<string, LedgerParty>): { entry: NewEntry; shares: ShareRow[] } {
  const id = newId();
  const counted = countLot(id, lot, parties.get(lot.takerPartyId)?.kind ?? "household");
  const entry: NewEntry = {
    id,
    kind: "entry",
    causeType: lot.causeType,
    causeId: lot.causeId,
    lotId: lot.lotId,
    reversesId: null,
    ...counted,
    material: lot.kind === "material" ? lot.material : null,
    category: lot.kind === "goods" ? lot.category : null,
    itemCount: lot.itemCount,
    giverPartyId: lot.giverPartyId,
    takerPartyId: lot.takerPartyId,
    occurredAt: lot.occurredAt,
  };
  const parts = halves(counted);
  const shares = SIDES.map((side): ShareRow => {
    const partyId = side === "giver" ? lot.giverPartyId : lot.takerPartyId;
    const party = parties.get(partyId);
    return {
      ...parts[side],
      entryId: entry.id,
      side,
      partyId,
      communityId: party?.communityId ?? null,
      partyMonth: monthIn(lot.occurredAt, party?.timeZone ?? "UTC"),
      communityMonth: party?.communityId ? monthIn(lot.occurredAt, party.communityTimeZone ?? "UTC") : null,
    };
  });
  return { entry, shares };
}

function additions(entry: NewEntry, shares: readonly ShareRow[]): ReturnType<typeof deltasOf> {
  return deltasOf(
    {
      ...entry,
      entryId: entry.id,
      what: entry.material ?? entry.category ?? "unknown",
      isMeasured: entry.weightBasis === "measured",
      isReversal: entry.kind === "reversal",
      month: monthIn(entry.occurredAt, "UTC"),
    },
    shares,
  );
}

function answer(entry: NewEntry | StoredEntry, shares: readonly ShareRow[]): RecordedLot {
  const { id, status, co2eGrams, lowGrams, highGrams } = entry;
  return { entryId: id, status, co2eGrams, lowGrams, highGrams, topics: topicsOf(shares) };
}

function topicsOf(shares: readonly ShareRow[]): Topic[] {
  const topics = new Set<Topic>(["board"]);
  for (const share of shares) {
    topics.add(`party:${share.partyId}`);
    if (share.communityId) topics.add(`community:${share.communityId}`);
  }
  return [...topics].sort();
}
