import { randomBytes } from "node:crypto";
import type { Topic } from "#app/outbox/events.ts";
import { record } from "#app/outbox/record.server.ts";
import { systemClock, type Clock } from "#app/platform/clock.server.ts";
import { transact, type Db, type Tx } from "#app/platform/db/database.server.ts";
import type { Actor, PartyKind, Role } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import * as members from "./membership.repository.server.ts";
import type { FoundableKind, JoinPolicy } from "./membership.rules.ts";
import { effectivePolicy, listedBy, mayChangeRole, mayManage, mayRemove, roleOfNewcomer } from "./membership.rules.ts";
import { activateMembership, endMembership, findMembership, insertParty, requestMembership } from "./parties.repository.server.ts";
import { slugify } from "./slug.ts";

/** Who asks: standing in a party comes from their membership there, never from the party they act for at the moment. */
type Person = Pick<Actor, "userId">;

type NotFound = "COMMUNITIES.NOT_FOUND";
type NotAllowed = "COMMUNITIES.NOT_ALLOWED";
type LastOwner = "COMMUNITIES.LAST_OWNER";

/** Words that stand in addresses where a slug would. */
const RESERVED_SLUGS = new Set(["new", "join", "edit"]);

/** What a new community or recycler is made of. `timeZone` decides where its months begin and end. */
export interface Founding {
  kind: FoundableKind;
  name: string;
  description?: string;
  placeLabel?: string | null;
  timeZone: string;
  countryCode?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  joinPolicy?: JoinPolicy;
  isListed?: boolean;
  /** Markdown that newcomers confirm. */
  rulesText?: string;
}

/** Founds a party; the founder becomes its owner, and a community becomes the home of the founder's household if that has none. */
export async function foundParty(db: Db, actor: Person, input: Founding): Promise<Result<{ partyId: string; slug: string }>> {
  return transact(db, async (tx) => {
    const slug = slugify(input.name);
    const party = await insertParty(tx, { ...input, slug: RESERVED_SLUGS.has(slug) ? `${input.kind}-${slug}` : slug }, actor.userId);
    if (input.kind === "community") await settleIn(tx, actor.userId, party.id);
    await changed(tx, party.id, input.kind, actor.userId);
    return ok({ partyId: party.id, slug: party.slug });
  });
}

/** How somebody comes to a party's door. */
export interface Joining {
  partyId: string;
  /** The secret of a household's or recycler's own link. */
  inviteToken?: string | null;
  /** When the invitation was made that a caller has checked and holds locked (app/flows/take-invitation.server.ts). */
  invitedAt?: Date | null;
  /** A few words for the managers who answer. */
  text?: string | null;
  /** The rules that were read and confirmed. */
  rulesVersion?: number | null;
}

/**
 * Joins a party, or asks to. A valid invitation opens every door; without one an `ask` party gets a request and an `invite` party
 * refuses (COMMUNITIES.INVITE_NOT_ALLOWED). Whoever was removed from a community comes back by a newer invitation, or asks. Where it has
 * rules, the present ones are confirmed (COMMUNITIES.RULES_UNCONFIRMED). COMMUNITIES.ALREADY_MEMBER when there is nothing to do.
 */
export async function joinParty(
  db: Db,
  actor: Person,
  input: Joining,
): Promise<Result<{ state: "active" | "requested" }, NotFound | "COMMUNITIES.INVITE_NOT_ALLOWED" | "COMMUNITIES.ALREADY_MEMBER" | "COMMUNITIES.RULES_UNCONFIRMED">> {
  return transact(db, async (tx) => {
    const party = await members.lockParty(tx, input.partyId);
    if (!party) return err("COMMUNITIES.NOT_FOUND");
    const membership = await findMembership(tx, { partyId: party.id, userId: actor.userId });
    if (membership?.state === "active") return err("COMMUNITIES.ALREADY_MEMBER");
    const removedAt = party.kind === "community" ? (membership?.removedAt ?? null) : null;
    const newerInvitation = Boolean(input.invitedAt) && (removedAt === null || (input.invitedAt as Date) > removedAt);
    const invited = newerInvitation || (Boolean(input.inviteToken) && input.inviteToken === party.inviteToken);
    const policy = effectivePolicy(party.kind, party.joinPolicy);
    if (!invited && policy === "invite") return err("COMMUNITIES.INVITE_NOT_ALLOWED");
    const rulesVersion = party.rulesVersion || null;
    if (rulesVersion !== null && input.rulesVersion !== rulesVersion) return err("COMMUNITIES.RULES_UNCONFIRMED");
    if (!invited && (policy === "ask" || removedAt !== null)) {
      const asked = await requestMembership(tx, { partyId: party.id, userId: actor.userId, text: input.text ?? null, rulesVersion });
      if (asked) {
        await changed(tx, party.id, party.kind, actor.userId);
        await announce(tx, party, actor.userId, "asked");
      }
      return ok({ state: "requested" as const });
    }
    await comeIn(tx, party, actor.userId, roleOfNewcomer(party.kind), rulesVersion);
    return ok({ state: "active" as const });
  });
}

/** The version of the membership that a caller has seen, where they say so; another one is COMMUNITIES.STALE. */
type Seen = { version?: number | undefined };

function isStale(seen: Seen, present: { version: number }): boolean {
  return seen.version !== undefined && seen.version !== present.version;
}

/** A manager lets somebody in who asked. */
export async function approveRequest(
  db: Db,
  actor: Person,
  input: { partyId: string; userId: string; role?: Role } & Seen,
): Promise<Result<null, NotFound | NotAllowed | "COMMUNITIES.REQUEST_WRONG_STATE" | "COMMUNITIES.STALE">> {
  return asManager(db, actor, input.partyId, async (tx, party, own) => {
    const asked = await findMembership(tx, { partyId: party.id, userId: input.userId });
    if (asked?.state !== "requested") return err("COMMUNITIES.REQUEST_WRONG_STATE");
    if (isStale(input, asked)) return err("COMMUNITIES.STALE", { version: asked.version });
    const role = input.role ?? roleOfNewcomer(party.kind);
    if (!mayChangeRole(own, "viewer", role)) return err("COMMUNITIES.NOT_ALLOWED");
    await comeIn(tx, party, input.userId, role);
    await announce(tx, party, input.userId, "accepted");
    return ok(null);
  });
}

/** A manager turns a request down; asking again stays possible. */
export async function declineRequest(
  db: Db,
  actor: Person,
  input: { partyId: string; userId: string } & Seen,
  clock: Clock = systemClock,
): Promise<Result<null, NotFound | NotAllowed | "COMMUNITIES.REQUEST_WRONG_STATE" | "COMMUNITIES.STALE">> {
  return asManager(db, actor, input.partyId, async (tx, party) => {
    const asked = await findMembership(tx, { partyId: party.id, userId: input.userId });
    if (asked?.state === "requested" && isStale(input, asked)) return err("COMMUNITIES.STALE", { version: asked.version });
    if (!(await members.endRequest(tx, { partyId: party.id, userId: input.userId, at: clock.now() }))) return err("COMMUNITIES.REQUEST_WRONG_STATE");
    await changed(tx, party.id, party.kind, input.userId);
    await announce(tx, party, input.userId, "declined");
    return ok(null);
  });
}

/** Takes one's own request back, or leaves. The last owner hands over first (COMMUNITIES.LAST_OWNER). */
export async function leaveParty(
  db: Db,
  actor: Person,
  input: { partyId: string },
  clock: Clock = systemClock,
): Promise<Result<null, NotFound | LastOwner | "COMMUNITIES.MEMBER_NOT_FOUND">> {
  return transact(db, async (tx) => {
    const party = await members.lockParty(tx, input.partyId);
    if (!party) return err("COMMUNITIES.NOT_FOUND");
    const at = clock.now();
    const who = { partyId: party.id, userId: actor.userId };
    const membership = await findMembership(tx, who);
    if (membership?.state === "requested") await members.endRequest(tx, { ...who, at });
    else if (membership?.state !== "active") return err("COMMUNITIES.MEMBER_NOT_FOUND");
    else if (await isLastOwner(tx, party.id, membership.role)) return err("COMMUNITIES.LAST_OWNER");
    else await goOut(tx, party, actor.userId, at);
    await changed(tx, party.id, party.kind, actor.userId);
    return ok(null);
  });
}

/** Gives a member another role. Owners may give any; managers move people among the roles below manager. */
export async function changeRole(
  db: Db,
  actor: Person,
  input: { partyId: string; userId: string; role: Role },
): Promise<Result<null, NotFound | NotAllowed | LastOwner | "COMMUNITIES.MEMBER_NOT_FOUND">> {
  return asManager(db, actor, input.partyId, async (tx, party, own) => {
    const target = await findMembership(tx, { partyId: party.id, userId: input.userId });
    if (target?.state !== "active") return err("COMMUNITIES.MEMBER_NOT_FOUND");
    if (!mayChangeRole(own, target.role, input.role)) return err("COMMUNITIES.NOT_ALLOWED");
    if (input.role !== "owner" && (await isLastOwner(tx, party.id, target.role))) return err("COMMUNITIES.LAST_OWNER");
    await members.setRole(tx, input);
    await changed(tx, party.id, party.kind, input.userId);
    return ok(null);
  });
}

/** Ends somebody else's membership. What they did stays counted where it was. In a community they are told why (COMMUNITIES.REASON_MISSING). */
export async function removeMember(
  db: Db,
  actor: Person,
  input: { partyId: string; userId: string; reason?: string } & Seen,
  clock: Clock = systemClock,
): Promise<Result<null, NotFound | NotAllowed | LastOwner | "COMMUNITIES.STALE" | "COMMUNITIES.MEMBER_NOT_FOUND" | "COMMUNITIES.REASON_MISSING">> {
  return asManager(db, actor, input.partyId, async (tx, party, own) => {
    const reason = input.reason?.trim() ?? "";
    const target = await findMembership(tx, { partyId: party.id, userId: input.userId });
    if (target?.state !== "active") return err("COMMUNITIES.MEMBER_NOT_FOUND");
    if (!mayRemove(own, target.role)) return err("COMMUNITIES.NOT_ALLOWED");
    if (isStale(input, target)) return err("COMMUNITIES.STALE", { version: target.version });
    if (await isLastOwner(tx, party.id, target.role)) return err("COMMUNITIES.LAST_OWNER");
    if (party.kind === "community" && reason === "") return err("COMMUNITIES.REASON_MISSING");
    await goOut(tx, party, input.userId, clock.now(), reason);
    await changed(tx, party.id, party.kind, input.userId);
    await announce(tx, party, input.userId, "removed");
    return ok(null);
  });
}

/**
 * Changes how a party presents itself and lets people in. A community that turns private closes the requests that wait.
 * COMMUNITIES.STALE when `version` is no longer the present one.
 */
export async function editParty(
  db: Db,
  actor: Person,
  input: { partyId: string; version: number; edit: members.PartyEdit },
  clock: Clock = systemClock,
): Promise<Result<null, NotFound | NotAllowed | "COMMUNITIES.STALE">> {
  return asManager(db, actor, input.partyId, async (tx, party) => {
    const edit = { ...input.edit, ...listedBy(party.kind, input.edit) };
    if (!(await members.updateParty(tx, { ...input, edit }))) return err("COMMUNITIES.STALE", { version: party.version });
    if (party.kind === "community" && edit.joinPolicy === "invite") await members.endRequests(tx, { partyId: party.id, at: clock.now() });
    await changed(tx, party.id, party.kind, actor.userId);
    return ok(null);
  });
}

/**
 * Makes a new link into a household or recycler (the old one stops working), or takes it away. Gives the secret that stands in the link.
 * Communities have invitations with an end instead (COMMUNITIES.NOT_ALLOWED).
 */
export async function renewInvite(
  db: Db,
  actor: Person,
  input: { partyId: string; on: boolean },
): Promise<Result<{ token: string | null }, NotFound | NotAllowed>> {
  return asManager(db, actor, input.partyId, async (tx, party) => {
    if (party.kind === "community") return err("COMMUNITIES.NOT_ALLOWED");
    const token = input.on ? randomBytes(18).toString("base64url") : null;
    await members.setInviteToken(tx, { partyId: party.id, token });
    return ok({ token });
  });
}

/**
 * Chooses the community a person's household counts for from now on, or none. Lines of the past stay. The person must belong to the
 * community (COMMUNITIES.NOT_ALLOWED) and speak for a household (COMMUNITIES.HOUSEHOLD_NOT_FOUND).
 */
export async function chooseHome(
  db: Db,
  actor: Person,
  input: { communityId: string | null },
): Promise<Result<null, NotAllowed | "COMMUNITIES.HOUSEHOLD_NOT_FOUND">> {
  return transact(db, async (tx) => {
    if (input.communityId !== null) {
      const membership = await findMembership(tx, { partyId: input.communityId, userId: actor.userId });
      if (membership?.state !== "active" || membership.partyKind !== "community") return err("COMMUNITIES.NOT_ALLOWED");
    }
    const [household] = await members.householdsOf(tx, actor.userId);
    if (!household) return err("COMMUNITIES.HOUSEHOLD_NOT_FOUND");
    await members.setHome(tx, { householdId: household.id, communityId: input.communityId });
    await changed(tx, household.id, "household", actor.userId);
    return ok(null);
  });
}

/** Runs `work` on the locked party when the person is its active owner or manager. */
async function asManager<T, E extends string>(
  db: Db,
  actor: Person,
  partyId: string,
  work: (tx: Tx, party: members.LockedParty, own: Role) => Promise<Result<T, E>>,
): Promise<Result<T, E | NotFound | NotAllowed>> {
  return transact<Result<T, E | NotFound | NotAllowed>>(db, async (tx) => {
    const party = await members.lockParty(tx, partyId);
    if (!party) return err("COMMUNITIES.NOT_FOUND");
    const own = await findMembership(tx, { partyId, userId: actor.userId });
    const role = own?.state === "active" ? own.role : null;
    if (role === null || !mayManage(role)) return err("COMMUNITIES.NOT_ALLOWED");
    return work(tx, party, role);
  });
}

async function isLastOwner(tx: Tx, partyId: string, role: Role): Promise<boolean> {
  return role === "owner" && (await members.countOwners(tx, partyId)) <= 1;
}

async function comeIn(tx: Tx, party: members.LockedParty, userId: string, role: Role, rulesVersion: number | null = null): Promise<void> {
  await activateMembership(tx, { partyId: party.id, userId, role, rulesVersion });
  if (party.kind === "community") await settleIn(tx, userId, party.id);
  await changed(tx, party.id, party.kind, userId);
}

/** The first community a person joins becomes their household's home; later ones only by choice. */
async function settleIn(tx: Tx, userId: string, communityId: string): Promise<void> {
  const [household] = await members.householdsOf(tx, userId);
  if (household && household.homeCommunityId === null) await members.setHome(tx, { householdId: household.id, communityId });
}

async function goOut(tx: Tx, party: members.LockedParty, userId: string, at: Date, removal: string | null = null): Promise<void> {
  await endMembership(tx, { partyId: party.id, userId, at, removal });
  if (party.kind === "community") await members.leaveHome(tx, { userId, communityId: party.id });
}

/** What people of a community are told of: managers that somebody asks, the person what came of it. */
async function announce(tx: Tx, party: members.LockedParty, userId: string, what: "asked" | "accepted" | "declined" | "removed"): Promise<void> {
  const membership = party.kind === "community" ? await findMembership(tx, { partyId: party.id, userId }) : null;
  if (!membership) return;
  const payload = { membershipId: membership.id, version: membership.version, what };
  await record(tx, { type: "communities.membership-moved", payload, topics: [`party:${party.id}`, `user:${userId}`] });
}

/** Head counts move figures per head, so the board looks again too. */
async function changed(tx: Tx, partyId: string, kind: PartyKind, userId: string): Promise<void> {
  const topics: Topic[] = [`party:${partyId}`, `user:${userId}`];
  if (kind === "community") topics.push(`community:${partyId}`, "board");
  await record(tx, { type: "identity.membership-changed", payload: { partyId, userId }, topics });
}
