import { z } from "zod";
import { communityBySlug, communityDirectory } from "#app/domains/communities/communities.repository.server.ts";
import { JOIN_POLICIES } from "#app/domains/communities/communities.schema.ts";
import { BOARD_METRICS, PUBLIC_SCOPES, type Board } from "#app/domains/impact/boards/boards.schema.ts";
import { readBoard } from "#app/domains/impact/boards/boards.service.server.ts";
import { roles } from "#app/shared/actor.ts";
import { err, ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { boardPeriod, co2eGrams, cursor, id, instant, limit, nextCursor } from "../schemas.ts";

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
    rankGrams: co2eGrams.meta({ description: "What is ranked: the figure, or per head the estimate drawn towards the class." }),
    heldEntries: z.int().meta({ description: "Entries that wait for a review and are not in the figures." }),
    shrinkage: z
      .object({ class: z.string().meta({ description: "The members its class has.", examples: ["10-49"] }), meanGrams: co2eGrams, weightPermille: z.int().meta({ description: "Of the own figure, in thousandths." }) })
      .nullable()
      .meta({ id: "BoardShrinkage", description: "Per head: how the figure was drawn towards its class; else null." }),
  })
  .meta({ id: "BoardRow", description: "A place on a board; per head, the figures are per member, of the improvement differences." });

const metric = z.enum(BOARD_METRICS, "errors:choose").default("total").meta({ description: "In all, per head of today's members, of reuse, of recycling, or against the period before. Recyclers have no heads, and all time has no period before: such boards are empty." });
const leaderboard = z
  .object({ metric: z.enum(BOARD_METRICS), period: z.string(), computedAt: instant, items: z.array(boardRow), nextCursor })
  .meta({ id: "Leaderboard", description: "A page of a board." });

/** A page of a board as programs get it. */
function pageOf(board: Board): z.infer<typeof leaderboard> {
  return {
    metric: board.metric,
    period: board.period,
    computedAt: board.computedAt,
    items: board.rows.map((row) => ({
      rank: row.rank,
      community: { id: row.partyId, slug: row.slug, name: row.name, placeLabel: row.placeLabel },
      members: row.members,
      co2eGrams: row.co2eGrams,
      lowGrams: row.lowGrams,
      highGrams: row.highGrams,
      entryCount: row.entryCount,
      grade: row.grade,
      coverage: row.coverage,
      rankGrams: row.rankGrams,
      heldEntries: row.heldCount,
      shrinkage: row.shrinkage,
    })),
    nextCursor: board.nextCursor,
  };
}

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
    description: "From the sums of the ledger, computed anew when they change. Who is not listed or stepped back never appears and takes no rank; entries that wait for a review count for nobody.",
    auth: "public",
    query: z.object({
      scope: z.enum(PUBLIC_SCOPES, "errors:choose").default("communities").meta({ description: "Who is ranked; of recyclers, `community` names the recycler." }),
      metric,
      period: boardPeriod,
      cursor,
      limit: limit(25, 100),
    }),
    response: leaderboard,
    async run({ db, query, now }) {
      return ok(pageOf(await readBoard(db, { scope: query.scope, metric: query.metric, period: query.period, cursor: query.cursor ?? null, limit: query.limit, now })));
    },
  }),
];
