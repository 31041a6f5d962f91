import { randomBytes } from "node:crypto";

import type { Topic } from "#app/outbox/events.ts";
import { nudge } from "#app/outbox/record.server.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { countryOfZone } from "#app/shared/country-of-zone.ts";
import { newId } from "#app/shared/ids.ts";

import { hashOfLeaf, leafOf } from "./ledger.leaf.ts";
import type { LedgerParty, NewRow } from "./ledger.repository.server.ts";
import { bookLife, countedEntryOfLot, entriesByCause, insertRows, ledgerParties } from "./ledger.repository.server.ts";
import type { EntryRow, ShareRow } from "./ledger.rows.ts";
import type { MovedLot } from "./ledger.rules.ts";
import { countLot, dayIn, isLate, remainingLifeOf, treats } from "./ledger.rules.ts";
import { SIDES, splitRow } from "./ledger.state.ts";
import { sha256 } from "./log/sha256.server.ts";

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
export async function recordLot(tx: Tx, lot: MovedLot, recordedAt: Date = new Date()): Promise<RecordedLot> {
  const [recorded] = await recordLots(tx, [lot], recordedAt);
  if (!recorded) throw new Error("a lot left no entry");
  return recorded;
}

/**
 * Writes one ledger entry per lot with its shares and its event, in the caller's transaction. A lot whose cause is in the ledger already,
 * or that was counted before, gives the entry that is there and changes nothing. Answers in the order asked. The log and the totals
 * follow right behind the commit (log.service.server.ts, projection.service.server.ts).
 */
export async function recordLots(tx: Tx, lots: readonly MovedLot[], recordedAt: Date = new Date()): Promise<RecordedLot[]> {
  if (lots.length === 0) return [];
  const parties = await ledgerParties(tx, [...new Set(lots.flatMap((lot) => [lot.giverPartyId, lot.takerPartyId]))]);
  const prepared: NewRow[] = [];
  for (const lot of lots) prepared.push(prepare(await withLife(tx, lot), parties, recordedAt));
  const written = await insertRows(tx, prepared);
  if (written.size > 0) nudge();
  const known = written.size === prepared.length ? [] : await entriesByCause(tx, lots);
  const recorded: RecordedLot[] = [];
  for (const { row, shares } of prepared) {
    if (written.has(row.id)) {
      recorded.push(answer(row, shares));
      continue;
    }
    const earlier = known.find((one) => one.causeType === row.causeType && one.causeId === row.causeId) ?? (await countedEntryOfLot(tx, row.lotId));
    if (!earlier) throw new Error(`the ledger refused ${row.causeType} ${row.causeId} but does not hold it`);
    recorded.push(answer(earlier, earlier.shares));
  }
  return recorded;
}

/** A lot of a numbered item, with what earlier sales left of its one life; other lots as they are. */
async function withLife(tx: Tx, lot: MovedLot): Promise<MovedLot> {
  const { serialHash } = lot;
  if (!serialHash || lot.kind !== "goods") return lot;
  const requested = remainingLifeOf(lot.condition);
  const granted = await bookLife(tx, serialHash, Math.round(requested * 1_000_000), lot);
  // A replay books nothing; what it prepares is left out anyway.
  return granted === null ? lot : { ...lot, remainingLife: granted / 1_000_000, requestedLife: requested };
}

function prepare(lot: MovedLot, parties: ReadonlyMap<string, LedgerParty>, recordedAt: Date): NewRow {
  const id = newId();
  const taker = parties.get(lot.takerPartyId);
  const giver = parties.get(lot.giverPartyId);
  // Loads are handed over where they are treated, items where the giver lives.
  const placeZone = (taker && treats(taker.kind) ? taker.timeZone : giver?.timeZone) ?? "UTC";
  // Whoever takes what was counted before passes it on, as a household does.
  const counted = countLot(id, lot, lot.isHandedOn ? "household" : (taker?.kind ?? "household"));
  const row: EntryRow = {
    ...counted,
    id,
    kind: "entry",
    causeType: lot.causeType,
    causeId: lot.causeId,
    lotId: lot.lotId,
    reversesId: null,
    correctsId: null,
    isLate: isLate(lot.occurredAt, recordedAt),
    region: countryOfZone(placeZone) ?? "ZZ",
    regionDay: dayIn(lot.occurredAt, placeZone),
    material: lot.kind === "material" ? lot.material : null,
    category: lot.kind === "goods" ? lot.category : null,
    itemCount: lot.itemCount,
    serialHash: lot.serialHash ?? null,
    giverPartyId: lot.giverPartyId,
    takerPartyId: lot.takerPartyId,
    occurredAt: lot.occurredAt,
    recordedAt,
  };
  const { takerPpm } = counted.inputs.sharing;
  const parts = splitRow(counted, takerPpm);
  const shares = SIDES.map((side): ShareRow => {
    const partyId = side === "giver" ? lot.giverPartyId : lot.takerPartyId;
    const party = parties.get(partyId);
    return {
      ...parts[side],
      entryId: id,
      side,
      ppm: side === "taker" ? takerPpm : 1_000_000 - takerPpm,
      partyId,
      communityId: party?.communityId ?? null,
      ...daysOf(party, lot.occurredAt),
      nonce: randomBytes(16).toString("hex"),
    };
  });
  return toWrite(row, shares);
}

/** The day of an instant for a party, and for the community its share counts for. */
export function daysOf(party: LedgerParty | undefined, at: Date): Pick<ShareRow, "partyDay" | "communityDay"> {
  return {
    partyDay: dayIn(at, party?.timeZone ?? "UTC"),
    communityDay: party?.communityId ? dayIn(at, party.communityTimeZone ?? "UTC") : null,
  };
}

/** A row with the hash that the log will hold, and the topics of its event. */
export function toWrite(row: EntryRow, shares: readonly ShareRow[]): NewRow {
  return { row, shares, leafHash: hashOfLeaf(sha256, leafOf(sha256, row, shares)), topics: topicsOf(shares) };
}

function answer(row: EntryRow, shares: readonly ShareRow[]): RecordedLot {
  const { id, status, co2eGrams, lowGrams, highGrams } = row;
  return { entryId: id, status, co2eGrams, lowGrams, highGrams, topics: topicsOf(shares) };
}

/** The pages that show these shares. */
export function topicsOf(shares: readonly ShareRow[]): Topic[] {
  const topics = new Set<Topic>(["board"]);
  for (const share of shares) {
    topics.add(`party:${share.partyId}`);
    if (share.communityId) topics.add(`community:${share.communityId}`);
  }
  return [...topics].sort();
}
