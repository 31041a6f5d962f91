import type { Db } from "#app/platform/db/database.server.ts";
import { isLocale } from "#app/shared/i18n.ts";
import type { Actor } from "#app/shared/actor.ts";
import { listMyParties } from "./parties.repository.server.ts";
import { findUser } from "./people.repository.server.ts";
import { findTokenOwner } from "./tokens.repository.server.ts";

/**
 * Who an Authorization header speaks for, and what they let it do: the person and party of a live bearer token, while that
 * person still belongs to the party. Null for anything else.
 */
export async function bearerOf(db: Db, authorization: string, now = new Date()): Promise<{ actor: Actor; scopes: readonly string[] } | null> {
  const secret = /^Bearer\s+(rbt_[\w-]{20,80})$/i.exec(authorization.trim())?.[1];
  if (!secret) return null;
  const owner = await findTokenOwner(db, secret, now);
  const actor = owner && (await actorOfMember(db, owner));
  return owner && actor && { actor, scopes: owner.scopes };
}

/** Somebody acting for one of their parties, with the role they have in it now; null when they do not belong to it. */
export async function actorOfMember(db: Db, owner: { userId: string; partyId: string }): Promise<Actor | null> {
  const [parties, user] = await Promise.all([listMyParties(db, owner.userId), findUser(db, owner.userId)]);
  const party = parties.find((candidate) => candidate.id === owner.partyId);
  if (!party || !user) return null;
  return {
    userId: owner.userId,
    userName: user.name,
    locale: isLocale(user.locale) ? user.locale : "en",
    isOperator: user.isOperator,
    party: { id: party.id, kind: party.kind, name: party.name, timeZone: party.timeZone },
    role: party.role,
  };
}
