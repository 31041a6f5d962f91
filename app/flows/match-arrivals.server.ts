import { listHiddenPartyIds } from "#app/domains/blocks/blocks.service.server.ts";
import { findForAlerts, type ListingForAlerts } from "#app/domains/listings/for-alerts.repository.server.ts";
import { readListingQuery, type ListingQuery } from "#app/domains/listings/listings.query.ts";
import { anchorsOfListing } from "#app/domains/listings/search-anchors.ts";
import { searchMatched, searchMatches } from "#app/domains/listings/search.service.server.ts";
import { claimArrivals, findCandidates, insertFinds, keepArrival, type Candidate, type NewFind } from "#app/domains/searches/finds.repository.server.ts";
import { inTransaction, type Db, type Tx } from "#app/platform/db/database.server.ts";
import { tellFinds } from "./tell-finds.server.ts";

const arrivalsAtOnce = 20;
const searchesPerArrival = 200;
const roundsPerRun = 100;

/** A listing a search is asked about, with what it was where it was only changed. */
type Asked = { listing: ListingForAlerts; before: string | null };

/**
 * Compares listings that have begun to be shown, or were changed, with the kept searches, in the search's own SQL, and writes what is new:
 * the finds, and for each search one notification of all that is new. Everything of a round is one transaction, so a
 * round that dies is done again and one that is done twice finds nothing waiting. Answers how many finds were new.
 */
export async function matchArrivals(db: Db, now: Date): Promise<number> {
  let found = 0;
  for (let round = 0; round < roundsPerRun; round += 1) {
    const done = await inTransaction(db, (tx) => matchRound(tx, now));
    if (done === null) break;
    found += done;
  }
  return found;
}

async function matchRound(tx: Tx, now: Date): Promise<number | null> {
  const arrivals = await claimArrivals(tx, arrivalsAtOnce);
  if (arrivals.length === 0) return null;
  const listings = new Map((await findForAlerts(tx, [...new Set(arrivals.map((arrival) => arrival.listingId))])).map((listing) => [listing.id, listing]));
  const asked = new Map<string, { candidate: Candidate; listings: Asked[] }>();
  for (const arrival of arrivals) {
    const listing = listings.get(arrival.listingId);
    // Gone again before it was compared: nobody is told.
    const candidates = listing ? await findCandidates(tx, { keys: anchorsOfListing(listing), arrival, ownerPartyId: listing.ownerPartyId, createdByUserId: listing.createdByUserId, limit: searchesPerArrival }) : [];
    for (const candidate of candidates) {
      const entry = asked.get(candidate.id) ?? { candidate, listings: [] };
      if (listing) entry.listings.push({ listing, before: arrival.before });
      asked.set(candidate.id, entry);
    }
    await keepArrival(tx, arrival.id, candidates.length < searchesPerArrival ? null : (candidates.at(-1)?.id ?? null));
  }
  const finds = await insertFinds(tx, await matchesOf(tx, [...asked.values()]));
  await tell(tx, finds, now);
  return finds.length;
}

/** Asks each search for its listings. Searches of the same words and the same hidden parties are asked once. */
async function matchesOf(tx: Tx, asked: readonly { candidate: Candidate; listings: readonly Asked[] }[]): Promise<{ searchId: string; listingId: string }[]> {
  const hidden = new Map<string, readonly string[]>();
  const answers = new Map<string, string[]>();
  const matches: { searchId: string; listingId: string }[] = [];
  for (const { candidate, listings } of asked) {
    const hiddenPartyIds = hidden.get(candidate.partyId) ?? (await listHiddenPartyIds(tx, candidate.partyId));
    hidden.set(candidate.partyId, hiddenPartyIds);
    const ids = [...new Set(listings.map(({ listing }) => listing.id))];
    const query = { ...readListingQuery(new URLSearchParams(candidate.params)), hiddenPartyIds };
    const key = JSON.stringify([candidate.params, hiddenPartyIds, ids]);
    const answer = answers.get(key) ?? (await searchMatches(tx, query, ids));
    answers.set(key, answer);
    for (const listingId of answer) {
      const befores = listings.filter(({ listing }) => listing.id === listingId).map(({ before }) => before);
      if (await isNewTo(tx, query, befores)) matches.push({ searchId: candidate.id, listingId });
    }
  }
  return matches;
}

/** What stood in the search's list all along is nothing new, whatever else was changed about it. */
async function isNewTo(tx: Tx, query: ListingQuery, befores: readonly (string | null)[]): Promise<boolean> {
  for (const before of befores) if (before === null || !(await searchMatched(tx, query, before))) return true;
  return false;
}

async function tell(tx: Tx, finds: readonly NewFind[], now: Date): Promise<void> {
  const bySearch = new Map<string, NewFind[]>();
  for (const find of finds) bySearch.set(find.searchId, [...(bySearch.get(find.searchId) ?? []), find]);
  for (const ofSearch of bySearch.values()) await tellFinds(tx, ofSearch, now);
}
