import { createAuth, type Auth } from "#app/domains/identity/auth.server.ts";
import { updateHousehold } from "#app/domains/identity/households.service.server.ts";
import { foundParty, joinParty } from "#app/domains/identity/membership.service.server.ts";
import { insertParty, listMyParties } from "#app/domains/identity/parties.repository.server.ts";
import { inTransaction, type Database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { Actor, PartyKind } from "#app/shared/actor.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { must } from "./must.ts";
import { letEverybodyHaveJoined, makeOperator } from "./demo.repository.server.ts";
import { communities, officials, otherParties, password, people, recycler, timeZone, type CommunityKey, type PersonKey } from "./district.ts";

type Db = Database["db"];
type Accounts = Awaited<Auth["$context"]>;

/** Everybody of the district, each acting for their own household, the recycler's owner acting for the recycler, who runs the platform, and how one more person comes in. */
export type Cast = { residents: Record<PersonKey, Actor>; staff: Actor; operator: Actor; communityIds: Record<CommunityKey, string>; neighbour: (input: { name: string; email: string; locale: Locale }) => Promise<Actor> };

/** Makes the people and parties of the district. */
export async function createCast(db: Db): Promise<Cast> {
  const accounts = await createAuth(db, env()).$context;
  // All demo sign-ins share a password; hashing it once saves most of the seed's time.
  const hash = await accounts.password.hash(password);
  const residents = {} as Record<PersonKey, Actor>;
  for (const [key, person] of Object.entries(people) as [PersonKey, (typeof people)[PersonKey]][]) {
    residents[key] = await createPerson(db, accounts, hash, person);
  }
  const founders: Record<CommunityKey, PersonKey> = { gardens: "mei", lane: "jing", school: "wei" };
  const communityIds = {} as Record<CommunityKey, string>;
  for (const [key, founder] of Object.entries(founders) as [CommunityKey, PersonKey][]) {
    const made = must(await foundParty(db, residents[founder], { ...communities[key], kind: "community", timeZone, countryCode: "CN", joinPolicy: "open" }));
    communityIds[key] = made.partyId;
  }
  for (const [key, person] of Object.entries(people) as [PersonKey, (typeof people)[PersonKey]][]) {
    const communityId = communityIds[person.community];
    if (founders[person.community] !== key) must(await joinParty(db, residents[key], { partyId: communityId }));
    must(
      await updateHousehold(db, residents[key], {
        name: residents[key].party.name,
        headcount: person.headcount,
        timeZone,
        placeLabel: person.placeLabel,
        latitude: person.latitude,
        longitude: person.longitude,
        homeCommunityId: communityId,
      }),
    );
    residents[key] = { ...residents[key], party: { ...residents[key].party, timeZone } };
  }

  const zhao = await createPerson(db, accounts, hash, officials.recycler);
  const firm = must(await foundParty(db, zhao, { ...recycler, kind: "recycler", timeZone, countryCode: "CN" }));
  const staff: Actor = { ...zhao, party: { id: firm.partyId, kind: "recycler", name: recycler.name, timeZone }, role: "owner" };

  const ada = await createPerson(db, accounts, hash, officials.operator);
  await makeOperator(db, ada.userId);
  await letEverybodyHaveJoined(db, new Date(Date.now() - 400 * 86_400_000));
  for (const [kind, party] of Object.entries(otherParties) as ["producer" | "authority", { name: string }][]) {
    await inTransaction(db, (tx) => insertParty(tx, { ...party, kind, slug: kind === "producer" ? "yunling" : "kunming-ceo", timeZone, countryCode: "CN", joinPolicy: "invite" }, ada.userId));
  }
  return { residents, staff, operator: { ...ada, isOperator: true }, communityIds, neighbour: (input) => createPerson(db, accounts, hash, input) };
}

/** A person with a verified address and a password, acting for the household that the accounts service gave them. */
async function createPerson(db: Db, accounts: Accounts, hash: string, input: { name: string; email: string; locale: Locale }): Promise<Actor> {
  const user = await accounts.internalAdapter.createUser({ name: input.name, email: input.email, emailVerified: true, locale: input.locale }, { method: "email-password" });
  await accounts.internalAdapter.linkAccount({ userId: user.id, providerId: "credential", accountId: user.id, password: hash });
  const [household] = await listMyParties(db, user.id);
  if (!household) throw new Error("a new person has no household");
  return {
    userId: user.id,
    userName: input.name,
    locale: input.locale,
    isOperator: false,
    party: { id: household.id, kind: household.kind as PartyKind, name: household.name, timeZone },
    role: "owner",
  };
}
