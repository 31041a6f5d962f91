import { hasBlocked, isBlockedBetween } from "#app/domains/blocks/blocks.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { hasRole, type Actor } from "#app/shared/actor.ts";

/** How a party stands to another one, as its people may know it: that nothing new can begin, and whether they can lift that. */
export type Contact = { ourPartyId: string; partyId: string; blocked: boolean; blockedByUs: boolean; mayBlock: boolean };

/** Whether the acting party and another can begin anything, and what its person may do about it. Null for oneself and visitors. */
export async function viewContact(db: Db, actor: Actor | null, otherPartyId: string): Promise<Contact | null> {
  if (!actor || actor.party.id === otherPartyId) return null;
  const blocked = await isBlockedBetween(db, actor.party.id, otherPartyId);
  const blockedByUs = blocked && (await hasBlocked(db, { blockerPartyId: actor.party.id, blockedPartyId: otherPartyId }));
  return { ourPartyId: actor.party.id, partyId: otherPartyId, blocked, blockedByUs, mayBlock: hasRole(actor.role, "member") };
}
