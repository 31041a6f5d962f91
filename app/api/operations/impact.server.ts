import { z } from "zod";
import { entriesOf, entryDetail } from "#app/domains/impact/entries.repository.server.ts";
import { ENTRY_KINDS } from "#app/domains/impact/ledger.rows.ts";
import { GRADES } from "#app/shared/grades.ts";
import { TERM_NAMES } from "#app/domains/impact/impact.model.ts";
import { scopeTotal, totalsByMaterial, totalsByMonth, totalsByRoute } from "#app/domains/impact/totals.repository.server.ts";
import { PLATFORM, type Scope, type TotalView } from "#app/domains/impact/totals.schema.ts";
import { communityBySlug } from "#app/domains/communities/communities.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { publicEntries } from "../public-entries.repository.server.ts";
import { co2eGrams, cursor, figures, grams, id, idParams, instant, limit, month, nextCursor } from "../schemas.ts";

const scope = z.enum(["platform", "community", "mine"], "errors:choose");
const scopeQuery = {
  scope: scope.default("platform").meta({ description: "`mine` is the token's party and needs a token; `community` needs `community`." }),
  community: z.string().max(120).optional().meta({ description: "A community's slug.", examples: ["sunny-street"] }),
};

const totalsScope = z.enum([...scope.options, "region"], "errors:choose");
const totalsQuery = {
  ...scopeQuery,
  scope: totalsScope.default("platform").meta({ description: "`mine` is the token's party and needs a token; `community` needs `community`, `region` needs `region`." }),
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, "errors:invalid")
    .optional()
    .meta({ description: "ISO 3166-1 alpha-2 of the place of the hand-over; `ZZ` where it is not known.", examples: ["CN"] }),
};

/** The scope asked for. API.REGION_NEEDED, API.COMMUNITY_NEEDED, COMMUNITIES.NOT_FOUND, HTTP.SIGN_IN where it cannot be. */
async function scopeOf(db: Db, actor: Actor | null, query: { scope: z.infer<typeof totalsScope>; community?: string | undefined; region?: string | undefined }): Promise<Result<Scope>> {
  if (query.scope === "region") return query.region ? ok({ type: "region", id: query.region }) : err("API.REGION_NEEDED");
  if (query.scope === "mine") return actor ? ok({ type: "party", id: actor.party.id }) : err("HTTP.SIGN_IN");
  if (query.scope === "platform") return ok(PLATFORM);
  if (!query.community) return err("API.COMMUNITY_NEEDED");
  const community = await communityBySlug(db, { slug: query.community, userId: actor?.userId ?? null });
  if (!community || (!community.isListed && community.membership?.state !== "active")) return err("COMMUNITIES.NOT_FOUND");
  return ok({ type: "community", id: community.id });
}

const total = z
  .object({
    co2eGrams,
    lowGrams: co2eGrams,
    highGrams: co2eGrams,
    verifiedGrams: co2eGrams.meta({ description: "Of the emissions, what was also treated, or confirmed by both sides of a reuse." }),
    lateGrams: co2eGrams.meta({ description: "Of the emissions, what was recorded after its month was closed." }),
    grade: z.enum(GRADES).nullable().meta({ description: "The mean of its entries' grades, each with the weight of its grams; A (best) to D." }),
    massGrams: grams,
    measuredMassGrams: grams.meta({ description: "Of it, what a scale measured." }),
    notCoveredGrams: grams.meta({ description: "Mass for which no factor is published; it adds nothing to the emissions." }),
    entryCount: z.int(),
  })
  .meta({ id: "ImpactTotal", description: "A sum of ledger entries." });

function totalOf(view: TotalView): z.infer<typeof total> {
  return {
    co2eGrams: view.co2eGrams,
    lowGrams: view.lowGrams,
    highGrams: view.highGrams,
    verifiedGrams: view.verifiedGrams,
    lateGrams: view.lateGrams,
    grade: view.grade,
    massGrams: view.massGrams,
    measuredMassGrams: view.measuredMassGrams,
    notCoveredGrams: view.notCoveredGrams,
    entryCount: view.entryCount,
  };
}

const subject = z.object({ kind: z.enum(["material", "goods"]), code: z.string() }).meta({ id: "EntrySubject", description: "What moved." });
export const entryHead = {
  id,
  kind: z.enum(ENTRY_KINDS).meta({ description: "An entry, or a later row about one: nothing is ever changed or deleted." }),
  stage: z.enum(["provisional", "verified"]).meta({ description: "Verified when the load was also treated, or when both sides confirmed a reuse." }),
  recordedAt: instant,
  region: z.string().meta({ description: "ISO 3166-1 alpha-2 of the place of the hand-over, `ZZ` where it is not known.", examples: ["CN"] }),
  corrects: z.string().nullable().meta({ description: "The entry that this row is about; null for an entry itself." }),
  isLate: z.boolean().meta({ description: "Recorded after the month of its hand-over was closed." }),
  occurredAt: instant,
  status: z.enum(["ok", "not_covered"]),
  route: z.string().meta({ examples: ["recycle", "reuse"] }),
  subject,
  massGrams: grams.nullable(),
  itemCount: z.int().nullable(),
  weightBasis: z.string().meta({ description: "How the amount became known.", examples: ["measured"] }),
  grade: z.string().nullable().meta({ description: "A (best) to D." }),
};

const line = z
  .object({
    ...entryHead,
    ...figures,
    mine: z.object({ side: z.enum(["giver", "taker"]), ...figures }).nullable().meta({ description: "The asking party's share; null outside `scope=mine`." }),
  })
  .meta({ id: "EntryLine", description: "A ledger entry in a list; of a community's list, the figures are its share." });

const term = z
  .object({
    name: z.enum(TERM_NAMES),
    kgCo2e: z.number().meta({ description: "Kilograms of CO2e, signed as it enters the sum." }),
    factorIds: z.array(z.string()),
    facts: z.record(z.string(), z.union([z.number(), z.string()])).meta({ description: "The numbers of this term." }),
  })
  .meta({ id: "Term", description: "One line of the sum." });

const detail = z
  .object({
    ...entryHead,
    ...figures,
    publisherName: z.string().nullable().meta({ description: "What the factor's publisher calls it." }),
    reason: z.string().nullable().meta({ description: "Why it is not covered." }),
    formulaVersion: z.string(),
    factorIds: z.array(z.string()),
    terms: z.array(term),
    inputs: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "Given to the compute command (`npm run impact -- compute`), these give the entry's figures again." }),
    warnings: z.array(z.string()),
    shares: z.array(
      z
        .object({ side: z.enum(["giver", "taker"]), partyKind: z.string(), partyName: z.string().nullable(), communitySlug: z.string().nullable(), ...figures })
        .meta({ id: "EntryShare", description: "How the entry is divided. Households are named to the two sides only." }),
    ),
    reversedBy: z.string().nullable(),
    reverses: z.string().nullable(),
  })
  .meta({ id: "Entry", description: "A ledger entry with everything that explains it." });

export const impactOperations = [
  operation({
    method: "get",
    path: "/impact/totals",
    operationId: "getImpactTotals",
    tag: "impact",
    scope: "impact:read",
    summary: "Sums of the ledger",
    description: "Of the platform, of a region, of a community, or of the token's party; by material, route and month.",
    auth: "public",
    query: z.object({ ...totalsQuery, period: month }),
    response: z
      .object({
        scope: totalsScope,
        period: z.string(),
        total,
        byMaterial: z.array(z.object({ code: z.string(), ...total.shape })).meta({ description: "At most 60, the largest effect first." }),
        byRoute: z.array(z.object({ route: z.string(), ...total.shape })),
        byMonth: z.array(z.object({ month: z.string(), ...total.shape })).meta({ description: "The latest twelve months that have entries, oldest first, whatever `period` is." }),
      })
      .meta({ id: "ImpactTotals", description: "Sums of a scope." }),
    errors: ["API.COMMUNITY_NEEDED", "API.REGION_NEEDED", "COMMUNITIES.NOT_FOUND", "HTTP.SIGN_IN"],
    async run({ db, actor, query }) {
      const of = await scopeOf(db, actor, query);
      if (!of.ok) return of;
      const sums = await scopeTotal(db, of.value, query.period);
      const materials = await totalsByMaterial(db, of.value, query.period);
      const routes = await totalsByRoute(db, of.value, query.period);
      const months = await totalsByMonth(db, of.value, 12);
      return ok({
        scope: query.scope,
        period: query.period,
        total: totalOf(sums),
        byMaterial: materials.map((row) => ({ code: row.code, ...totalOf(row) })),
        byRoute: routes.map((row) => ({ route: row.route, ...totalOf(row) })),
        byMonth: months.map((row) => ({ month: row.month, ...totalOf(row) })),
      });
    },
  }),
  operation({
    method: "get",
    path: "/impact/entries",
    operationId: "listImpactEntries",
    tag: "impact",
    scope: "impact:read",
    summary: "Ledger entries",
    description: "Latest first. Public lists name nobody; `scope=mine` adds the token's party's own share.",
    auth: "public",
    query: z.object({ ...scopeQuery, period: month, cursor, limit: limit(24, 100) }),
    response: z.object({ items: z.array(line), nextCursor }).meta({ id: "EntryPage", description: "A page of ledger entries." }),
    errors: ["API.COMMUNITY_NEEDED", "COMMUNITIES.NOT_FOUND", "HTTP.SIGN_IN"],
    async run({ db, actor, query }) {
      const of = await scopeOf(db, actor, query);
      if (!of.ok) return of;
      const paging = { month: query.period === "all" ? null : query.period, cursor: query.cursor ?? null, limit: query.limit };
      if (of.value.type !== "party") {
        const page = await publicEntries(db, { communityId: of.value.type === "community" ? of.value.id : null, ...paging });
        return ok({ items: page.entries.map((entry) => ({ ...entry, mine: null })), nextCursor: page.nextCursor });
      }
      const page = await entriesOf(db, of.value.id, paging);
      return ok({
        items: page.entries.map((entry) => ({
          id: entry.id,
          kind: entry.kind,
          stage: entry.stage,
          isLate: entry.isLate,
          recordedAt: entry.recordedAt,
          region: entry.region,
          corrects: entry.corrects,
          occurredAt: entry.occurredAt,
          status: entry.status,
          route: entry.route,
          subject: entry.subject,
          massGrams: entry.massGrams,
          itemCount: entry.itemCount,
          weightBasis: entry.weightBasis,
          grade: entry.grade,
          ...entry.whole,
          mine: { side: entry.side, ...entry.share },
        })),
        nextCursor: page.nextCursor,
      });
    },
  }),
  operation({
    method: "get",
    path: "/impact/entries/{id}",
    operationId: "getImpactEntry",
    tag: "impact",
    scope: "impact:read",
    summary: "One ledger entry, explained",
    description: "Factors, inputs, every term of the sum, and the range. Anybody may check it; households stay unnamed.",
    auth: "public",
    params: idParams,
    response: detail,
    errors: ["API.ENTRY_NOT_FOUND"],
    async run({ db, actor, params }) {
      const entry = await entryDetail(db, params.id, actor ? [actor.party.id] : []);
      if (!entry) return err("API.ENTRY_NOT_FOUND");
      return ok({
        id: entry.id,
        kind: entry.kind,
        stage: entry.stage,
        isLate: entry.isLate,
        region: entry.region,
        corrects: entry.corrects,
        occurredAt: entry.occurredAt,
        recordedAt: entry.recordedAt,
        status: entry.status,
        route: entry.route,
        subject: entry.subject,
        massGrams: entry.massGrams,
        itemCount: entry.itemCount,
        weightBasis: entry.weightBasis,
        grade: entry.grade,
        co2eGrams: entry.co2eGrams,
        lowGrams: entry.lowGrams,
        highGrams: entry.highGrams,
        publisherName: entry.publisherName,
        reason: entry.reason,
        formulaVersion: entry.formulaVersion,
        factorIds: [...entry.factorIds],
        terms: entry.terms.map(({ name, kgCo2e, factorIds, facts }) => ({ name, kgCo2e, factorIds: [...factorIds], facts: { ...facts } })),
        inputs: entry.calculation,
        warnings: [...entry.warnings],
        shares: entry.shares.map((share) => ({
          side: share.side,
          partyKind: share.partyKind,
          partyName: share.partyName,
          communitySlug: share.community?.slug ?? null,
          co2eGrams: share.co2eGrams,
          lowGrams: share.lowGrams,
          highGrams: share.highGrams,
        })),
        reversedBy: entry.reversedBy?.id ?? null,
        reverses: entry.reverses,
      });
    },
  }),
];
