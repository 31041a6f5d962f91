import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";
import type { EntryDetail, EntryLine, EntryPage, EntrySubject, HistoryLine, ShareView } from "./entries.schema.ts";
import type { Term } from "./impact.model.ts";
import type { EntryKind } from "./ledger.rows.ts";
import type { FrozenInputs, Sharing, Stage } from "./ledger.rules.ts";
import type { Side } from "./ledger.state.ts";

interface LineRow {
  id: string;
  kind: EntryKind;
  stage: Stage;
  isLate: boolean;
  occurredAt: Date;
  recordedAt: Date;
  region: string;
  corrects: string | null;
  status: "ok" | "not_covered";
  route: string;
  material: string | null;
  category: string | null;
  massGrams: number | null;
  itemCount: number | null;
  weightBasis: string;
  grade: string | null;
  reason: string | null;
  co2e: bigint | null;
  low: bigint | null;
  high: bigint | null;
  side: Side;
  shareCo2e: bigint | null;
  shareLow: bigint | null;
  shareHigh: bigint | null;
  isReversed: boolean;
}

const number = (value: bigint | null): number | null => (value === null ? null : Number(value));

function subjectOf(row: { material: string | null; category: string | null }): EntrySubject {
  return row.material === null ? { kind: "goods", code: row.category ?? "other" } : { kind: "material", code: row.material };
}

/** Narrows a party's list; each is optional. `month` as "YYYY-MM" in the party's zone. */
export interface EntryFilter {
  month?: string | null;
  route?: string | null;
  code?: string | null;
}

/** A party's entries, newest hand-over first, with its share of each. The cursor is the last page's `nextCursor`. */
export async function entriesOf(
  db: Db,
  partyId: string,
  options: EntryFilter & { cursor?: string | null; limit?: number } = {},
): Promise<EntryPage> {
  const limit = options.limit ?? 20;
  const [at, id] = cursorOf(options.cursor);
  const after = at && id ? sql`AND (e.occurred_at, e.id) < (${at}::timestamptz, ${id})` : emptySql;
  const month = options.month ? sql`AND left(s.party_day, 7) = ${options.month}` : emptySql;
  const route = options.route ? sql`AND e.route = ${options.route}` : emptySql;
  const code = options.code ? sql`AND coalesce(e.material, e.category) = ${options.code}` : emptySql;
  const side = (column: "giver" | "taker") => sql`
    (SELECT e.id, e.occurred_at, ${column}::text AS side FROM ledger_entry e
      JOIN ledger_share s ON s.entry_id = e.id AND s.side = ${column}
      WHERE ${column === "giver" ? sql`e.giver_party_id` : sql`e.taker_party_id`} = ${partyId} ${after} ${month} ${route} ${code}
      ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${limit + 1})`;
  const rows = await db.$queryRaw<LineRow[]>(sql`
    WITH mine AS (${side("taker")} UNION ALL ${side("giver")})
    SELECT e.id, e.kind::text AS kind, e.stage::text AS stage, e.is_late AS "isLate", e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.region, e.corrects_id AS corrects, e.status::text AS status, e.route, e.material, e.category,
      e.mass_grams AS "massGrams", e.item_count AS "itemCount", e.weight_basis AS "weightBasis", e.grade,
      e.inputs->>'reason' AS reason, e.co2e_grams AS co2e, e.low_grams AS low, e.high_grams AS high, mine.side,
      s.co2e_grams AS "shareCo2e", s.low_grams AS "shareLow", s.high_grams AS "shareHigh", back.id IS NOT NULL AS "isReversed"
    FROM mine
    JOIN ledger_entry e ON e.id = mine.id
    JOIN ledger_share s ON s.entry_id = e.id AND s.side = mine.side
    LEFT JOIN ledger_entry back ON back.reverses_id = e.id
    ORDER BY mine.occurred_at DESC, mine.id DESC, mine.side LIMIT ${limit + 1}`);
  const entries = rows.slice(0, limit).map(line);
  const last = entries.at(-1);
  return { entries, nextCursor: rows.length > limit && last ? `${last.occurredAt}_${last.id}` : null };
}

function cursorOf(text: string | null | undefined): [string | null, string | null] {
  const [at, id] = (text ?? "").split("_");
  return at && id && !Number.isNaN(Date.parse(at)) ? [at, id] : [null, null];
}

function line(row: LineRow): EntryLine {
  return {
    id: row.id,
    kind: row.kind,
    stage: row.stage,
    isLate: row.isLate,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    region: row.region,
    corrects: row.corrects,
    status: row.status,
    route: row.route,
    subject: subjectOf(row),
    massGrams: row.massGrams,
    itemCount: row.itemCount,
    weightBasis: row.weightBasis,
    grade: row.grade,
    reason: row.reason as EntryLine["reason"],
    side: row.side,
    share: { co2eGrams: number(row.shareCo2e), lowGrams: number(row.shareLow), highGrams: number(row.shareHigh) },
    whole: { co2eGrams: number(row.co2e), lowGrams: number(row.low), highGrams: number(row.high) },
    isReversed: row.isReversed,
  };
}

interface ShareParty {
  id: string;
  kind: string;
  name: string;
  slug: string;
  isListed: boolean;
}

/**
 * One entry with everything that explains it, or null. Anybody may read it; households are named, and the transaction is linked, only
 * for somebody of either side, and an unlisted community only for its members.
 */
export async function entryDetail(db: Db, id: string, viewerPartyIds: readonly string[]): Promise<EntryDetail | null> {
  const row = await db.ledgerEntry.findUnique({
    where: { id },
    select: {
      id: true, kind: true, stage: true, isLate: true, region: true, causeType: true, causeId: true, reversesId: true, correctsId: true, status: true, route: true, material: true, category: true,
      publisherName: true, massGrams: true, itemCount: true, weightBasis: true, co2eGrams: true, lowGrams: true, highGrams: true,
      grade: true, formulaVersion: true, factorIds: true, inputs: true, terms: true, occurredAt: true, recordedAt: true,
      shares: { select: { side: true, partyId: true, communityId: true, co2eGrams: true, lowGrams: true, highGrams: true } },
    },
  });
  if (!row) return null;
  const ids = row.shares.flatMap((share) => (share.communityId ? [share.partyId, share.communityId] : [share.partyId]));
  const rootId = row.correctsId ?? row.id;
  const [parties, chain] = await Promise.all([
    db.party.findMany({ where: { id: { in: ids } }, select: { id: true, kind: true, name: true, slug: true, isListed: true } }),
    db.ledgerEntry.findMany({
      where: { OR: [{ id: rootId }, { correctsId: rootId }] },
      select: { id: true, kind: true, stage: true, occurredAt: true, co2eGrams: true, lowGrams: true, highGrams: true, inputs: true, reversesId: true },
      orderBy: { seq: "asc" },
      take: 100,
    }),
  ]);
  const byId = new Map<string, ShareParty>(parties.map((party) => [party.id, party]));
  const viewer = new Set(viewerPartyIds);
  const isMine = row.shares.some((share) => viewer.has(share.partyId));
  const inputs = row.inputs as unknown as FrozenInputs;
  const history = chain.map((one): HistoryLine => {
    const { correction } = one.inputs as unknown as FrozenInputs;
    return {
      id: one.id,
      kind: one.kind,
      stage: one.stage,
      at: one.occurredAt.toISOString(),
      co2eGrams: number(one.co2eGrams),
      lowGrams: number(one.lowGrams),
      highGrams: number(one.highGrams),
      correction: correction?.reason ?? null,
      note: isMine ? (correction?.note ?? null) : null,
    };
  });
  const back = chain.find((one) => one.reversesId === row.id) ?? null;
  return {
    id: row.id,
    kind: row.kind,
    stage: row.stage,
    isLate: row.isLate,
    region: row.region,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    status: row.status,
    route: row.route,
    subject: subjectOf(row),
    massGrams: row.massGrams,
    itemCount: row.itemCount,
    weightBasis: row.weightBasis,
    grade: row.grade,
    reason: inputs.reason,
    causeType: row.causeType,
    causeId: isMine ? row.causeId : null,
    publisherName: row.publisherName,
    formulaVersion: row.formulaVersion,
    co2eGrams: number(row.co2eGrams),
    lowGrams: number(row.lowGrams),
    highGrams: number(row.highGrams),
    terms: row.terms as unknown as Term[],
    factorIds: row.factorIds,
    warnings: inputs.warnings,
    proxy: inputs.proxy,
    missing: inputs.missing,
    condition: inputs.condition,
    contaminationPermille: inputs.contaminationPermille,
    calculation: inputs.calculation,
    shares: row.shares
      .map((share): ShareView => {
        const party = byId.get(share.partyId);
        const community = share.communityId ? byId.get(share.communityId) : undefined;
        return {
          side: share.side === "giver" ? "giver" : "taker",
          partyKind: party?.kind ?? "household",
          partyName: party && (isMine || mayName(party, viewer)) ? party.name : null,
          community: community && mayName(community, viewer) ? { name: community.name, slug: community.slug } : null,
          co2eGrams: number(share.co2eGrams),
          lowGrams: number(share.lowGrams),
          highGrams: number(share.highGrams),
        };
      })
      .sort((one, other) => one.side.localeCompare(other.side)),
    isMine,
    sharing: typeof inputs.sharing === "object" ? inputs.sharing : HALF_EACH,
    requestedLife: inputs.requestedLife ?? null,
    history,
    standing: standingOf(history),
    correction: inputs.correction?.reason ?? null,
    corrects: row.correctsId,
    reversedBy: back ? { id: back.id, at: back.occurredAt.toISOString() } : null,
    reverses: row.reversesId,
  };
}

/** What the rows come to, and whether the latest of them made it verified. */
function standingOf(history: readonly HistoryLine[]): EntryDetail["standing"] {
  const counted = history.filter((line) => line.co2eGrams !== null);
  if (counted.length === 0) return null;
  return { co2eGrams: counted.reduce((sum, line) => sum + (line.co2eGrams ?? 0), 0), stage: history.at(-1)?.stage ?? "provisional" };
}

/** How rows from before sharing was stated were divided. */
const HALF_EACH: Sharing = { rule: "convention", takerPpm: 500_000 };

function mayName(party: ShareParty, viewer: ReadonlySet<string>): boolean {
  return viewer.has(party.id) || (party.kind !== "household" && party.isListed);
}
