import type { Topic } from "#app/outbox/events.ts";
import type { Tx } from "#app/platform/db/database.server.ts";
import { listMemberUserIds, type DealRecord } from "./deals.repository.server.ts";

/** Whose pages follow a deal: its own, its listing's, and everybody of both parties. */
export async function dealTopics(tx: Tx, deal: Pick<DealRecord, "id" | "listingId" | "giverPartyId" | "takerPartyId">): Promise<Topic[]> {
  const people = await listMemberUserIds(tx, [deal.giverPartyId, deal.takerPartyId]);
  return [`deal:${deal.id}`, `listing:${deal.listingId}`, `party:${deal.giverPartyId}`, `party:${deal.takerPartyId}`, ...people.map((id) => `user:${id}` as const)];
}
