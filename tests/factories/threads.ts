import type { Database } from "#app/platform/db/database.server.ts";
import { openConversation, sendMessage } from "#app/domains/messaging/messaging.service.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { createListing } from "./listings.ts";
import { createPerson } from "./people.ts";

type Db = Database["db"];

/** A thread between two parties, without the room of deals: the row alone. */
export async function createThread(db: Db, people: { giver?: Actor; taker?: Actor } = {}): Promise<{ dealId: string; giver: Actor; taker: Actor }> {
  const [giver, taker] = [people.giver ?? (await createPerson(db)), people.taker ?? (await createPerson(db))];
  const listing = await createListing(db, giver);
  const deal = await db.deal.create({
    data: {
      id: newId(),
      listingId: listing.id,
      giverPartyId: giver.party.id,
      takerPartyId: taker.party.id,
      requesterPartyId: taker.party.id,
      requestedByUserId: taker.userId,
      state: "accepted",
      respondBy: new Date(),
    },
    select: { id: true },
  });
  await db.$transaction((tx) => openConversation(tx, deal.id));
  return { dealId: deal.id, giver, taker };
}

/** Clocks a few seconds apart each, ending now, so that the limit per minute is not met. */
export function spreadClock(n: number): { now(): Date } {
  return { now: () => new Date(Date.now() - 86_400_000 + n * 6_000) };
}

/** Writes texts into a thread, by turns of its two sides, the giver first. */
export async function writeMessages(db: Db, thread: { dealId: string; giver: Actor; taker: Actor }, texts: readonly string[]): Promise<void> {
  for (const [n, body] of texts.entries()) {
    const sent = await sendMessage(db, n % 2 === 0 ? thread.giver : thread.taker, { dealId: thread.dealId, clientId: `client-${newId()}`, body }, spreadClock(n));
    if (!sent.ok) throw new Error(sent.error);
  }
}
