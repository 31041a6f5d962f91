import type { Database } from "#app/platform/db/database.server.ts";
import { insertParty, activateMembership, type NewParty } from "#app/domains/identity/parties.repository.server.ts";
import type { Actor, PartyKind, Role } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";

type Db = Database["db"];

/** A person with a household, as a verb sees them. */
export async function createPerson(
  db: Db,
  input: { name?: string; communityId?: string; locale?: Actor["locale"]; isOperator?: boolean; joinedAt?: Date } = {},
): Promise<Actor> {
  const userId = newId();
  const name = input.name ?? `Person ${userId.slice(-4)}`;
  await db.user.create({
    data: {
      id: userId,
      name,
      email: `${userId}@example.org`,
      emailVerified: true,
      locale: input.locale ?? "en",
      isOperator: input.isOperator ?? false,
      // No newcomer, unless the test says so: those have limits of their own.
      createdAt: input.joinedAt ?? new Date(Date.now() - 30 * 86_400_000),
    },
  });
  const household = await db.$transaction((tx) =>
    insertParty(tx, { kind: "household", name: `${name}'s household`, slug: `home-${userId.slice(-12)}`, timeZone: "Europe/Berlin" }, userId),
  );
  if (input.communityId) {
    const communityId = input.communityId;
    await db.$transaction((tx) => activateMembership(tx, { partyId: communityId, userId, role: "member" }));
    await db.party.update({ where: { id: household.id }, data: { homeCommunityId: communityId } });
  }
  return actorFor({ userId, name, locale: input.locale ?? "en", isOperator: input.isOperator ?? false }, {
    id: household.id,
    kind: "household",
    name: `${name}'s household`,
    role: "owner",
  });
}

/** A community or recycler (or any party) with an owner of its own; returns the owner acting for it. */
export async function createParty(db: Db, kind: PartyKind, input: Partial<NewParty> & { timeZone?: string } = {}): Promise<Actor> {
  const owner = await createPerson(db);
  const name = input.name ?? `${kind} ${newId().slice(-4)}`;
  const party = await db.$transaction((tx) =>
    insertParty(tx, { timeZone: "Europe/Berlin", ...input, kind, name, slug: `${kind}-${newId().slice(-8)}` }, owner.userId),
  );
  return actorFor({ userId: owner.userId, name: owner.userName, locale: "en", isOperator: false }, { id: party.id, kind, name, role: "owner" }, input.timeZone);
}

/** The same person, or another one, acting in `party` with a role; the membership is written. */
export async function withRole(db: Db, partyOwner: Actor, role: Role): Promise<Actor> {
  const person = await createPerson(db);
  await db.$transaction((tx) => activateMembership(tx, { partyId: partyOwner.party.id, userId: person.userId, role }));
  return { ...person, party: partyOwner.party, role };
}

function actorFor(
  user: { userId: string; name: string; locale: Actor["locale"]; isOperator: boolean },
  party: { id: string; kind: PartyKind; name: string; role: Role },
  timeZone = "Europe/Berlin",
): Actor {
  return {
    userId: user.userId,
    userName: user.name,
    locale: user.locale,
    isOperator: user.isOperator,
    party: { id: party.id, kind: party.kind, name: party.name, timeZone },
    role: party.role,
  };
}
