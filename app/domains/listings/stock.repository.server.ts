import type { Tx } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { newId } from "#app/shared/ids.ts";
import type { ListingState } from "./listings.schema.ts";

/** What a move of units did. `fromState` differs from `state` when the move also moved the listing. */
export type StockMove = { state: ListingState; fromState: ListingState; ownerPartyId: string; unitsAvailable: number };

/** Who is written beside a change of state; null is the platform itself. */
export type StockActor = { userId: string; partyId: string; role: string } | null;

type Move = { listingId: string; units: number; by: StockActor };

/** Where a listing goes that has something to give again: back to people's eyes, unless its deadline has passed. */
const shownAgain = sql`CASE WHEN l.expires_at IS NOT NULL AND l.expires_at <= now() THEN 'expired'::listing_state ELSE 'published'::listing_state END`;

/**
 * One conditional statement: moves units, moves the state with them, and writes the transition when the state changed.
 * Null when the condition does not hold (any more); two callers for the last unit are put in a row by the row's lock.
 */
async function move(tx: Tx, input: Move, change: { set: Sql; when: Sql; reason: string }): Promise<StockMove | null> {
  const rows = await tx.$queryRaw<StockMove[]>(sql`
    WITH before AS (SELECT id, state FROM listing WHERE id = ${input.listingId} FOR NO KEY UPDATE),
    moved AS (
      UPDATE listing l SET ${change.set}, updated_at = now()
      FROM before b WHERE l.id = b.id AND ${change.when}
      RETURNING l.id, l.state, b.state AS from_state, l.owner_party_id, l.units_available),
    noted AS (
      INSERT INTO transition (id, subject_type, subject_id, from_state, to_state, actor_user_id, actor_party_id, actor_role, reason)
      SELECT ${newId()}, 'listing', id, from_state::text, state::text, ${input.by?.userId ?? null}, ${input.by?.partyId ?? null},
        ${input.by?.role ?? "system"}, ${change.reason}
      FROM moved WHERE from_state <> state)
    SELECT state::text AS state, from_state::text AS "fromState", owner_party_id AS "ownerPartyId", units_available AS "unitsAvailable" FROM moved`);
  return rows[0] ?? null;
}

/** Takes units for an accepted deal. The last one moves a published listing to `reserved`. */
export async function holdUnitsRow(tx: Tx, input: Move): Promise<StockMove | null> {
  const units = input.units;
  return move(tx, input, {
    set: sql`units_available = l.units_available - ${units}::int, units_held = l.units_held + ${units}::int,
      state = CASE WHEN l.state = 'published' AND l.units_available = ${units}::int THEN 'reserved'::listing_state ELSE l.state END`,
    // An expired listing takes no new requests, but those that were open may still be accepted.
    when: sql`${units}::int > 0 AND l.units_available >= ${units}::int AND l.state IN ('published', 'paused', 'expired')`,
    reason: "units held",
  });
}

/** Gives held units back; a reserved listing is shown again. A withdrawn one stays withdrawn. */
export async function releaseUnitsRow(tx: Tx, input: Move): Promise<StockMove | null> {
  const units = input.units;
  return move(tx, input, {
    set: sql`units_held = l.units_held - ${units}::int, units_available = l.units_available + ${units}::int,
      state = CASE WHEN l.state = 'reserved' THEN ${shownAgain} ELSE l.state END`,
    when: sql`${units}::int > 0 AND l.units_held >= ${units}::int`,
    reason: "units given back",
  });
}

/** Hands over `movedUnits` of `units` held; the rest becomes available again. The last one completes the listing. */
export async function handOverUnitsRow(tx: Tx, input: Move & { movedUnits: number }): Promise<StockMove | null> {
  const { units, movedUnits } = input;
  const rest = units - movedUnits;
  return move(tx, input, {
    set: sql`units_held = l.units_held - ${units}::int, units_handed_over = l.units_handed_over + ${movedUnits}::int,
      units_available = l.units_available + ${rest}::int,
      state = CASE
        WHEN l.state IN ('published', 'paused', 'reserved', 'expired') AND l.units_available + ${rest}::int = 0 AND l.units_held = ${units}::int
          THEN 'completed'::listing_state
        WHEN l.state = 'reserved' AND l.units_available + ${rest}::int > 0 THEN ${shownAgain}
        ELSE l.state END`,
    when: sql`${units}::int > 0 AND ${movedUnits}::int >= 0 AND ${rest}::int >= 0 AND l.units_held >= ${units}::int`,
    reason: "units handed over",
  });
}

/** Takes held units out for good, since they were lost. A listing with nothing left ends: completed if anything went to anybody, else withdrawn. */
export async function writeOffUnitsRow(tx: Tx, input: Move): Promise<StockMove | null> {
  const units = input.units;
  const isOver = sql`l.state IN ('published', 'paused', 'reserved', 'expired') AND l.units_available = 0 AND l.units_held = ${units}::int`;
  return move(tx, input, {
    set: sql`units_held = l.units_held - ${units}::int, units_lost = l.units_lost + ${units}::int,
      withdrawn_reason = CASE WHEN ${isOver} AND l.units_handed_over = 0 THEN 'other' ELSE l.withdrawn_reason END,
      state = CASE WHEN ${isOver} THEN CASE WHEN l.units_handed_over > 0 THEN 'completed'::listing_state ELSE 'withdrawn'::listing_state END ELSE l.state END`,
    when: sql`${units}::int > 0 AND l.units_held >= ${units}::int`,
    reason: "units lost",
  });
}
