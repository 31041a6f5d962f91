import { z } from "zod";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import { REASON_MAX } from "#app/domains/communities/communities.schema.ts";
import { findNetwork, listNetworkMembers, listNetworks, networkTotal } from "#app/domains/communities/networks/networks.repository.server.ts";
import { NETWORK_KINDS, type NetworkRow } from "#app/domains/communities/networks/networks.schema.ts";
import { POST_KINDS } from "#app/domains/communities/posts/posts.schema.ts";
import { listMembers } from "#app/domains/identity/membership.repository.server.ts";
import { mayManage } from "#app/domains/identity/membership.rules.ts";
import { approveRequest, declineRequest, joinParty, leaveParty, removeMember } from "#app/domains/identity/membership.service.server.ts";
import { publicPosts } from "#app/flows/community-feed.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { roles, type Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { operation, type Operation } from "../operation.ts";
import { co2eGrams, cursor, grams, id, instant, limit, nextCursor, version } from "../schemas.ts";

const slugParams = z.object({ slug: z.string().min(1).max(120) });
const memberParams = z.object({ slug: z.string().min(1).max(120), userId: id });
const networkSlug = z.string().meta({ examples: ["green-lake-quarter"] });

const post = z
  .object({ id, kind: z.enum(POST_KINDS), body: z.string(), isPinned: z.boolean(), at: instant })
  .meta({ id: "CommunityPost", description: "What a community says to everybody, in its own name." });

const network = z
  .object({ slug: networkSlug, name: z.string(), kind: z.enum(NETWORK_KINDS), placeLabel: z.string(), communities: z.int().meta({ description: "How many are in it now." }) })
  .meta({ id: "Network", description: "A district or city that communities belong to." });
const networkOf = ({ slug, name, kind, placeLabel, communities }: NetworkRow) => ({ slug, name, kind, placeLabel, communities });

const member = z
  .object({ userId: id, name: z.string(), role: z.enum(roles), state: z.enum(["active", "requested"]), requestText: z.string().nullable().meta({ description: "What somebody wrote on asking to join." }), version: z.int() })
  .meta({ id: "CommunityMember", description: "Somebody who belongs to a community, or asks to." });

const membershipDone = z.object({ done: z.literal(true) }).meta({ id: "MembershipDone", description: "It is so now." });

/** A community as its caller may see it: a private one is not there for people outside. */
async function seen(db: Db, actor: Actor | null, slug: string) {
  return communityBySlug(db, { slug, userId: actor?.userId ?? null });
}

type MemberVerb = (db: Db, actor: Actor, input: { partyId: string; userId: string; version: number | undefined; reason?: string }) => Promise<Result<null>>;

/** What a manager does about one person. */
function memberVerb<B extends z.ZodObject>({ verb, errors, run, ...definition }: Pick<Operation, "operationId" | "summary" | "description" | "errors"> & { verb: string; body: B; run: MemberVerb }): Operation {
  return operation({
    ...definition,
    method: "post",
    path: `/communities/{slug}/members/{userId}/${verb}`,
    tag: "communities",
    scope: "communities:write",
    auth: "token",
    params: memberParams,
    response: membershipDone,
    errors: ["COMMUNITIES.NOT_FOUND", "COMMUNITIES.NOT_ALLOWED", "COMMUNITIES.STALE", ...(errors ?? [])],
    async run({ db, actor, params, body }) {
      const found = await seen(db, actor, params.slug);
      if (!found) return err("COMMUNITIES.NOT_FOUND");
      const done = await run(db, actor, { ...(body as { version?: number; reason?: string }), version: (body as { version?: number }).version, partyId: found.id, userId: params.userId });
      return done.ok ? ok({ done: true as const }) : done;
    },
  });
}

/** What communities say, the networks they belong to, and who belongs to them. */
export const communityLifeOperations = [
  operation({
    method: "get",
    path: "/communities/{slug}/posts",
    operationId: "listCommunityPosts",
    tag: "communities",
    scope: "communities:read",
    summary: "What a community says to everybody",
    description: "The newest first. What members write for members is not in it, whoever asks.",
    auth: "public",
    params: slugParams,
    query: z.object({ cursor, limit: limit(20, 100) }),
    response: z.object({ items: z.array(post), nextCursor }).meta({ id: "CommunityPostPage", description: "A page of posts." }),
    errors: ["COMMUNITIES.NOT_FOUND"],
    async run({ db, actor, params, query }) {
      const found = await seen(db, actor, params.slug);
      if (!found) return err("COMMUNITIES.NOT_FOUND");
      const page = await publicPosts(db, { communityId: found.id, cursor: query.cursor ?? null, limit: query.limit });
      return ok({ items: page.items.map((one) => ({ id: one.id, kind: one.kind, body: one.body, isPinned: one.isPinned, at: one.at })), nextCursor: page.nextCursor });
    },
  }),
  operation({
    method: "get",
    path: "/networks",
    operationId: "listNetworks",
    tag: "communities",
    scope: "communities:read",
    summary: "Networks of communities",
    description: "By their addresses.",
    auth: "public",
    query: z.object({ cursor, limit: limit(50, 100) }),
    response: z.object({ items: z.array(network), nextCursor }).meta({ id: "NetworkPage", description: "A page of networks." }),
    async run({ db, query }) {
      const rows = await listNetworks(db, { afterSlug: query.cursor ?? null, limit: query.limit + 1 });
      const shown = rows.slice(0, query.limit);
      return ok({ items: shown.map(networkOf), nextCursor: rows.length > query.limit ? (shown.at(-1)?.slug ?? null) : null });
    },
  }),
  operation({
    method: "get",
    path: "/networks/{slug}",
    operationId: "getNetwork",
    tag: "communities",
    scope: "communities:read",
    summary: "A network with its communities and what they come to",
    description: "Of the communities that are in it now, which are all listed; five hundred at most are named. Each entry of the ledger counts once, also between two of them.",
    auth: "public",
    params: slugParams,
    response: z
      .object({
        ...network.shape,
        description: z.string(),
        members: z.int().meta({ description: "Memberships of its communities." }),
        total: z.object({ co2eGrams, lowGrams: co2eGrams, highGrams: co2eGrams, massGrams: grams, entryCount: z.int() }),
        items: z.array(z.object({ id, slug: z.string(), name: z.string(), placeLabel: z.string().nullable(), members: z.int(), co2eGrams, lowGrams: co2eGrams, highGrams: co2eGrams })),
      })
      .meta({ id: "NetworkFigures", description: "A network, who is in it, and their sum." }),
    errors: ["NETWORKS.NOT_FOUND"],
    async run({ db, params }) {
      const found = await findNetwork(db, params.slug);
      if (!found) return err("NETWORKS.NOT_FOUND");
      const [inside, { members, ...total }] = [await listNetworkMembers(db, { networkId: found.id, states: ["active"] }), await networkTotal(db, found.id)];
      const items = inside.map((one) => ({ id: one.id, slug: one.slug, name: one.name, placeLabel: one.placeLabel, members: one.members, co2eGrams: one.co2eGrams, lowGrams: one.lowGrams, highGrams: one.highGrams }));
      return ok({ ...networkOf({ ...found, communities: inside.length }), description: found.description, members, total, items });
    },
  }),
  operation({
    method: "get",
    path: "/communities/{slug}/members",
    operationId: "listCommunityMembers",
    tag: "communities",
    scope: "communities:read",
    summary: "Who belongs to a community, and who asks to",
    description: "For its owners and managers. Two hundred of each at most; who asks comes first.",
    auth: "token",
    params: slugParams,
    response: z.object({ items: z.array(member) }).meta({ id: "CommunityMembers", description: "People of a community." }),
    errors: ["COMMUNITIES.NOT_FOUND", "COMMUNITIES.NOT_ALLOWED"],
    async run({ db, actor, params }) {
      const found = await seen(db, actor, params.slug);
      if (!found) return err("COMMUNITIES.NOT_FOUND");
      if (found.membership?.state !== "active" || !mayManage(found.membership.role)) return err("COMMUNITIES.NOT_ALLOWED");
      const states = ["requested", "active"] as const;
      const lists = await Promise.all(states.map((state) => listMembers(db, { partyId: found.id, state })));
      return ok({ items: lists.flatMap((rows, index) => rows.map(({ userId, name, role, requestText, version: seenVersion }) => ({ userId, name, role, state: states[index] ?? "active", requestText, version: seenVersion }))) });
    },
  }),
  operation({
    method: "post",
    path: "/communities/{slug}/join",
    operationId: "joinCommunity",
    tag: "communities",
    scope: "communities:write",
    summary: "Join a community, or ask to",
    description: "An open one takes the token's person in at once; another one asks its managers. Where there are rules, the number of those that were read is confirmed. Private ones are joined by their invitation only.",
    auth: "token",
    params: slugParams,
    body: z.strictObject({
      rulesVersion: z.int().min(1).optional().meta({ description: "Which rules were read." }),
      text: z.string().trim().max(REASON_MAX).optional().meta({ description: "A few words for the managers who answer." }),
    }),
    response: z.object({ state: z.enum(["active", "requested"]) }).meta({ id: "CommunityJoined", description: "Whether the person is in, or has asked." }),
    errors: ["COMMUNITIES.NOT_FOUND", "COMMUNITIES.ALREADY_MEMBER", "COMMUNITIES.RULES_UNCONFIRMED", "COMMUNITIES.INVITE_NOT_ALLOWED"],
    async run({ db, actor, params, body }) {
      const found = await seen(db, actor, params.slug);
      if (!found) return err("COMMUNITIES.NOT_FOUND");
      return joinParty(db, actor, { partyId: found.id, text: body.text ?? null, rulesVersion: body.rulesVersion ?? null });
    },
  }),
  operation({
    method: "post",
    path: "/communities/{slug}/leave",
    operationId: "leaveCommunity",
    tag: "communities",
    scope: "communities:write",
    summary: "Leave a community, or take a request back",
    description: "What was counted there stays. The last owner hands over first.",
    auth: "token",
    params: slugParams,
    body: z.strictObject({}),
    response: z.object({ state: z.literal("ended") }).meta({ id: "CommunityLeft", description: "The person does not belong to it any more." }),
    errors: ["COMMUNITIES.NOT_FOUND", "COMMUNITIES.MEMBER_NOT_FOUND", "COMMUNITIES.LAST_OWNER"],
    async run({ db, actor, params }) {
      const found = await seen(db, actor, params.slug);
      if (!found) return err("COMMUNITIES.NOT_FOUND");
      const left = await leaveParty(db, actor, { partyId: found.id });
      return left.ok ? ok({ state: "ended" as const }) : left;
    },
  }),
  memberVerb({ verb: "accept", operationId: "acceptCommunityRequest", summary: "Let somebody in who asked", description: "By an owner or manager.", body: z.strictObject({ version }), errors: ["COMMUNITIES.REQUEST_WRONG_STATE"], run: approveRequest }),
  memberVerb({ verb: "decline", operationId: "declineCommunityRequest", summary: "Turn a request down", description: "By an owner or manager. Asking again stays possible.", body: z.strictObject({ version }), errors: ["COMMUNITIES.REQUEST_WRONG_STATE"], run: declineRequest }),
  memberVerb({
    verb: "remove",
    operationId: "removeCommunityMember",
    summary: "Remove somebody",
    description: "By an owner or manager, for a reason that the person is told. What they did stays counted.",
    body: z.strictObject({ version, reason: z.string().trim().min(1).max(REASON_MAX) }),
    errors: ["COMMUNITIES.MEMBER_NOT_FOUND", "COMMUNITIES.LAST_OWNER", "COMMUNITIES.REASON_MISSING"],
    run: removeMember,
  }),
];
