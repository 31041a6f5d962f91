import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql } from "#app/platform/db/sql.server.ts";
import type { PartyKind } from "#app/shared/actor.ts";
import type { FrozenInputs, LedgerRoute, Side } from "./ledger.rules.ts";
import type { ShareRow, TotalDelta } from "./totals.rules.ts";

/** Who stands on a side of an entry, and the community their share counts for at this moment. */
export interface LedgerParty {
  id: string;
  kind: PartyKind;
  timeZone: string;
  communityId: string | null;
  communityTimeZone: string | null;
}

/** The parties by id; a community's own home is itself. */
export async function ledgerParties(db: Db, ids: readonly string[]): Promise<Map<string, LedgerParty>> {
  const rows = await db.$queryRaw<LedgerParty[]>(sql`
    SELECT p.id, p.kind::text AS kind, p.time_zone AS "timeZone",
           home.id AS "communityId", home.time_zone AS "communityTimeZone"
    FROM party p
    LEFT JOIN party home ON home.id = CASE WHEN p.kind = 'community' THEN p.id ELSE p.home_community_id END
    WHERE p.id IN (${joinSql([...ids])})`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A ledger row to write. Grams. */
export interface NewEntry {
  id: string;
  kind: "entry" | "reversal";
  causeType: string;
  causeId: string;
  lotId: string;
  reversesId: string | null;
  status: "ok" | "not_covered";
  route: LedgerRoute;
  material: string | null;
  category: string | null;
  publisherName: string | null;
  massGrams: number | null;
  itemCount: number | null;
  weightBasis: string;
  co2eGrams: number | null;
  lowGrams: number | null;
  highGrams: number | null;
  grade: string | null;
  formulaVersion: string;
  factorIds: readonly string[];
  inputs: unknown;
  terms: unknown;
  giverPartyId: string | null;
  takerPartyId: string | null;
  occurredAt: Date;
}

/**
 * Writes entries with their shares and adds them to the totals, in one statement; an entry whose cause is in the ledger already is left
 * out with all that belongs to it. Returns the ids written. The platform's row is locked first and until the end of the transaction,
 * so writers of several lots wait for each other instead of locking each other out: call it late.
 */
export async function writeEntries(
  tx: Tx,
  input: { entries: readonly NewEntry[]; shares: readonly ShareRow[]; deltas: readonly TotalDelta[] },
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    WITH fresh AS (
      INSERT INTO ledger_entry (id, kind, cause_type, cause_id, lot_id, reverses_id, status, route, material, category,
        publisher_name, mass_grams, item_count, weight_basis, co2e_grams, low_grams, high_grams, grade, formula_version,
        factor_ids, inputs, terms, giver_party_id, taker_party_id, occurred_at)
      SELECT e."id", e."kind"::entry_kind, e."causeType", e."causeId", e."lotId", e."reversesId", e."status"::entry_status, e."route",
        e."material", e."category", e."publisherName", e."massGrams", e."itemCount", e."weightBasis", e."co2eGrams", e."lowGrams",
        e."highGrams", e."grade", e."formulaVersion", ARRAY(SELECT jsonb_array_elements_text(e."factorIds")), e."inputs", e."terms",
        e."giverPartyId", e."takerPartyId", e."occurredAt"
      FROM jsonb_to_recordset(${JSON.stringify(input.entries)}::jsonb) AS e("id" text, "kind" text, "causeType" text, "causeId" text,
        "lotId" text, "reversesId" text, "status" text, "route" text, "material" text, "category" text, "publisherName" text,
        "massGrams" int, "itemCount" int, "weightBasis" text, "co2eGrams" bigint, "lowGrams" bigint, "highGrams" bigint, "grade" text,
        "formulaVersion" text, "factorIds" jsonb, "inputs" jsonb, "terms" jsonb, "giverPartyId" text, "takerPartyId" text,
        "occurredAt" timestamptz)
      ON CONFLICT DO NOTHING
      RETURNING id
    ), shared AS (
      INSERT INTO ledger_share (entry_id, side, party_id, community_id, co2e_grams, low_grams, high_grams, mass_grams, party_month,
        community_month)
      SELECT s."entryId", s."side", s."partyId", s."communityId", s."co2eGrams", s."lowGrams", s."highGrams", s."massGrams",
        s."partyMonth", s."communityMonth"
      FROM jsonb_to_recordset(${JSON.stringify(input.shares)}::jsonb) AS s("entryId" text, "side" text, "partyId" text,
        "communityId" text, "co2eGrams" bigint, "lowGrams" bigint, "highGrams" bigint, "massGrams" int, "partyMonth" text,
        "communityMonth" text)
      JOIN fresh ON fresh.id = s."entryId"
    ), summed AS (
      INSERT INTO impact_total AS total (scope_type, scope_id, period, route, material, co2e_grams, low_grams, high_grams, mass_grams,
        measured_mass_grams, not_covered_grams, entry_count)
      SELECT d."scopeType", d."scopeId", p.period, r.route, m.material, sum(d."co2eGrams"), sum(d."lowGrams"), sum(d."highGrams"),
        sum(d."massGrams"), sum(d."measuredMassGrams"), sum(d."notCoveredGrams"), sum(d."entryCount")
      FROM jsonb_to_recordset(${JSON.stringify(input.deltas)}::jsonb) AS d("entryId" text, "scopeType" text, "scopeId" text,
        "month" text, "route" text, "material" text, "co2eGrams" bigint, "lowGrams" bigint, "highGrams" bigint, "massGrams" bigint,
        "measuredMassGrams" bigint, "notCoveredGrams" bigint, "entryCount" int)
      JOIN fresh ON fresh.id = d."entryId"
      CROSS JOIN LATERAL (VALUES ('all'), (d."month")) AS p(period)
      CROSS JOIN LATERAL (VALUES ('all'), (d."route")) AS r(route)
      CROSS JOIN LATERAL (VALUES ('all'), (d."material")) AS m(material)
      GROUP BY 1, 2, 3, 4, 5
      ORDER BY d."scopeType" <> 'platform', p.period <> 'all', r.route <> 'all', m.material <> 'all', 1, 2, 3, 4, 5
      ON CONFLICT (scope_type, scope_id, period, route, material) DO UPDATE SET
        co2e_grams = total.co2e_grams + EXCLUDED.co2e_grams,
        low_grams = total.low_grams + EXCLUDED.low_grams,
        high_grams = total.high_grams + EXCLUDED.high_grams,
        mass_grams = total.mass_grams + EXCLUDED.mass_grams,
        measured_mass_grams = total.measured_mass_grams + EXCLUDED.measured_mass_grams,
        not_covered_grams = total.not_covered_grams + EXCLUDED.not_covered_grams,
        entry_count = total.entry_count + EXCLUDED.entry_count
    )
    SELECT id FROM fresh`);
  return new Set(rows.map((row) => row.id));
}

/** An entry as it stands in the ledger, with its shares. Grams. */
export interface StoredEntry extends Omit<NewEntry, "inputs"> {
  inputs: FrozenInputs;
  shares: ShareRow[];
}

const number = (value: bigint | null): number | null => (value === null ? null : Number(value));

const wholeEntry = {
  id: true, kind: true, causeType: true, causeId: true, lotId: true, reversesId: true, status: true, route: true, material: true,
  category: true, publisherName: true, massGrams: true, itemCount: true, weightBasis: true, co2eGrams: true, lowGrams: true,
  highGrams: true, grade: true, formulaVersion: true, factorIds: true, inputs: true, terms: true, giverPartyId: true,
  takerPartyId: true, occurredAt: true,
  shares: {
    select: {
      entryId: true, side: true, partyId: true, communityId: true, co2eGrams: true, lowGrams: true, highGrams: true, massGrams: true,
      partyMonth: true, communityMonth: true,
    },
  },
} as const;

/** The entries of these causes; at most one each. */
export async function entriesByCause(
  db: Db,
  causes: readonly { causeType: string; causeId: string }[],
): Promise<StoredEntry[]> {
  const rows = await db.ledgerEntry.findMany({
    where: { kind: "entry", OR: causes.map(({ causeType, causeId }) => ({ causeType, causeId })) },
    select: wholeEntry,
  });
  return rows.map(stored);
}

/** One entry by id, or null. */
export async function entryById(db: Db, id: string): Promise<StoredEntry | null> {
  const row = await db.ledgerEntry.findUnique({ where: { id }, select: wholeEntry });
  return row ? stored(row) : null;
}

/** The reversal of an entry, or null. */
export async function reversalOf(db: Db, entryId: string): Promise<{ id: string } | null> {
  return db.ledgerEntry.findUnique({ where: { reversesId: entryId }, select: { id: true } });
}

type Row = {
  co2eGrams: bigint | null;
  lowGrams: bigint | null;
  highGrams: bigint | null;
  kind: string;
  route: string;
  inputs: unknown;
  shares: (Omit<ShareRow, "side" | "co2eGrams" | "lowGrams" | "highGrams"> & {
    side: string;
    co2eGrams: bigint | null;
    lowGrams: bigint | null;
    highGrams: bigint | null;
  })[];
} & Omit<NewEntry, "kind" | "route" | "co2eGrams" | "lowGrams" | "highGrams" | "inputs">;

function stored(row: Row): StoredEntry {
  return {
    ...row,
    kind: row.kind === "reversal" ? "reversal" : "entry",
    // Written by this room only; the column is open text so that later routes need no migration.
    route: row.route as LedgerRoute,
    inputs: row.inputs as FrozenInputs,
    co2eGrams: number(row.co2eGrams),
    lowGrams: number(row.lowGrams),
    highGrams: number(row.highGrams),
    shares: row.shares.map((share) => ({
      ...share,
      side: share.side as Side,
      co2eGrams: number(share.co2eGrams),
      lowGrams: number(share.lowGrams),
      highGrams: number(share.highGrams),
    })),
  };
}
