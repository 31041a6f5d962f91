import { z } from "zod";
import { communityBySlug, communityDirectory } from "#app/domains/communities/communities.repository.server.ts";
import { JOIN_POLICIES } from "#app/domains/communities/communities.schema.ts";
import { communityBoard } from "#app/domains/impact/board.repository.server.ts";
import { BOARD_METRICS } from "#app/domains/impact/totals.schema.ts";
import { roles } from "#app/shared/actor.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { co2eGrams, cursor, id, instant, limit, month, nextCursor } from "../schemas.ts";

const slug = z.string().meta({ examples: ["sunny-street"] });
const joinPolicy = z.enum(JOIN_POLICIES).meta({ description: "`open`: anybody may join; `ask`: managers answer; `invite`: by invitation." });

const card = z
  .object({
    id,
    slug,
    name: z.string(),
    placeLabel: z.string().nullable(),
    description: z.string().meta({ description: "Its beginning." }),
    members: z.int(),
    joinPolicy,
    co2eGrams,
    lowGrams: co2eGrams,
    highGrams: co2eGrams,
  })
  .meta({ id: "CommunityCard", description: "A community in the directory." });

const community = z
  .object({
    id,
    slug,
    name: z.string(),
    placeLabel: z.string().nullable(),
    description: z.string(),
    timeZone: z.string(),
    members: z.int(),
    joinPolicy,
    isListed: z.boolean(),
    membership: z
      .object({ role: z.enum(roles), state: z.enum(["active", "requested"]) })
      .nullable()
      .meta({ description: "The caller's own; null for a stranger." }),
  })
  .meta({ id: "Community", description: "A community whole." });

const boardRow = z
  .object({
    rank: z.int().meta({ description: "Equal figures share a rank: 1, 1, 3." }),
    community: z.object({ id, slug, name: z.string(), placeLabel: z.string().nullable() }).meta({ id: "BoardCommunity", description: "Who stands there." }),
    members: z.int(),
    co2eGrams,
    lowGrams: co2eGrams,
    highGrams: co2eGrams,
    entryCount: z.int(),
    grade: z.string().nullable().meta({ description: "A (best) to D; null where nothing is counted." }),
    coverage: z.number().nullable().meta({ description: "Share of the mass that a scale measured, 0 to 1." }),
  })
  .meta({ id: "BoardRow", description: "A community's place; per head, the figures are per member." });

export const communityOperations = [
  operation({
    method: "get",
    path: "/communities",
    operationId: "listCommunities",
    tag: "communities",
    scope: "communities:read",
    summary: "Find communities",
    description: "Listed ones, the largest first.",
    auth: "public",
    query: z.object({ q: z.string().trim().max(100).optional().meta({ description: "Words of a name or place." }), cursor, limit: limit(24, 100) }),
    response: z.object({ items: z.array(card), nextCursor }).meta({ id: "CommunityPage", description: "A page of communities." }),
    async run({ db, query }) {
      const page = await communityDirectory(db, { query: query.q ?? "", cursor: query.cursor ?? null, limit: query.limit });
      return ok({
        items: page.rows.map((row) => ({
          id: row.id,
          slug: row.slug,
          name: row.name,
          placeLabel: row.placeLabel,
          description: row.description,
          members: row.members,
          joinPolicy: row.joinPolicy,
          co2eGrams: row.co2eGrams,
          lowGrams: row.lowGrams,
          highGrams: row.highGrams,
        })),
        nextCursor: page.nextCursor,
      });
    },
  }),
  operation({
    method: "get",
    path: "/communities/{slug}",
    operationId: "getCommunity",
    tag: "communities",
    scope: "communities:read",
    summary: "One community",
    description: "An unlisted one exists for its own people only. Its figures are under /impact/totals?scope=community.",
    auth: "public",
    params: z.object({ slug: z.string().min(1).max(120) }),
    response: community,
    errors: ["COMMUNITIES.NOT_FOUND"],
    async run({ db, actor, params }) {
      const found = await communityBySlug(db, { slug: params.slug, userId: actor?.userId ?? null });
      if (!found) return err("COMMUNITIES.NOT_FOUND");
      return ok({
        id: found.id,
        slug: found.slug,
        name: found.name,
        placeLabel: found.placeLabel,
        description: found.description,
        timeZone: found.timeZone,
        members: found.members,
        joinPolicy: found.joinPolicy,
        isListed: found.isListed,
        membership: found.membership,
      });
    },
  }),
];

export const leaderboardOperations = [
  operation({
    method: "get",
    path: "/leaderboards/communities",
    operationId: "getCommunityLeaderboard",
    tag: "leaderboards",
    scope: "communities:read",
    summary: "Communities by avoided emissions",
    description: "Read live from the sums of the ledger. Unlisted communities never appear and take no rank.",
    auth: "public",
    query: z.object({
      metric: z.enum(BOARD_METRICS, "errors:choose").default("total").meta({ description: "In all, or per head of today's members." }),
      period: month,
      cursor,
      limit: limit(25, 100),
    }),
    response: z
      .object({ metric: z.enum(BOARD_METRICS), period: z.string(), computedAt: instant, items: z.array(boardRow), nextCursor })
      .meta({ id: "Leaderboard", description: "A page of a board." }),
    async run({ db, query, now }) {
      const board = await communityBoard(db, { metric: query.metric, period: query.period, cursor: query.cursor ?? null, limit: query.limit, now });
      return ok({
        metric: board.metric,
        period: board.period,
        computedAt: board.computedAt,
        items: board.rows.map((row) => ({
          rank: row.rank,
          community: { id: row.communityId, slug: row.slug, name: row.name, placeLabel: row.placeLabel },
          members: row.members,
          co2eGrams: row.co2eGrams,
          lowGrams: row.lowGrams,
          highGrams: row.highGrams,
          entryCount: row.entryCount,
          grade: row.grade,
          coverage: row.coverage,
        })),
        nextCursor: board.nextCursor,
      });
    },
  }),
];
