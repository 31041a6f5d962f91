import { mayKnowOf } from "#app/domains/communities/communities.repository.server.ts";
import { findDealParties, isDealParty } from "#app/domains/deals/access.repository.server.ts";
import { isBookingParty } from "#app/domains/pickups/access.repository.server.ts";
import { mayModerate } from "#app/domains/trust/trust.rules.ts";
import type { SignedIn } from "#app/domains/identity/actor.server.ts";
import { typingAudience } from "#app/domains/messaging/messaging.service.server.ts";
import { database } from "#app/platform/db/database.server.ts";

const kinds = ["board", "listings", "listing", "point", "community", "deal", "user", "party", "booking", "moderation"] as const;
type ParsedTopic = { kind: (typeof kinds)[number]; id: string | null };

/** Reads a topic such as `deal:ID`; null when it is none of ours. */
export function parseTopic(topic: string): ParsedTopic | null {
  const [kind, id, ...rest] = topic.split(":");
  const known = kinds.find((k) => k === kind);
  if (!known || rest.length > 0) return null;
  const takesId = known !== "board" && known !== "listings" && known !== "moderation";
  if (takesId !== Boolean(id)) return null;
  return { kind: known, id: id ?? null };
}

/** Whether this person may hear of a topic. Asked at every join, never remembered. */
export async function mayWatch(who: SignedIn | null, topic: ParsedTopic): Promise<boolean> {
  const id = topic.id ?? "";
  const partyIds = who?.parties.map((p) => p.id) ?? [];
  switch (topic.kind) {
    case "board":
    case "listings":
    case "listing":
    case "point":
      return true;
    case "community":
      return mayKnowOf(await database(), { partyId: id, userId: who?.actor.userId ?? null });
    case "moderation":
      return who !== null && mayModerate(who.actor);
    case "user":
      return who?.actor.userId === id;
    case "party":
      return partyIds.includes(id);
    case "deal":
      return who !== null && isDealParty(await database(), { dealId: id, partyIds });
    case "booking":
      return who !== null && isBookingParty(await database(), { bookingId: id, partyIds });
  }
}

/** Those of a person's parties that are a side of a deal. */
export async function sidesOf(who: SignedIn | null, dealId: string): Promise<string[]> {
  const sides = who ? await findDealParties(await database(), dealId) : [];
  return sides.filter((id) => who?.parties.some((party) => party.id === id));
}

/** The party that hears of this person typing in a deal, asked anew each time; null when nobody does. */
export async function whoHearsTyping(who: SignedIn | null, dealId: string): Promise<string | null> {
  const mine = await sidesOf(who, dealId);
  const side = mine.find((id) => id === who?.actor.party.id) ?? mine[0];
  const party = who?.parties.find((one) => one.id === side);
  if (!who || !party) return null;
  const actor = { ...who.actor, party: { id: party.id, kind: party.kind, name: party.name, timeZone: party.timeZone }, role: party.role };
  return typingAudience(await database(), actor, dealId);
}
