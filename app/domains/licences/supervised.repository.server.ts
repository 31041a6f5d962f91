/** What those who supervise a region read of licences: nothing is changed here. */

import type { Db } from "#app/platform/db/database.server.ts";
import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { select, viewOf } from "./licences.repository.server.ts";
import type { LicenceState } from "./licences.rules.ts";
import type { LicenceView } from "./licences.schema.ts";

/** A region as licences name it; what holds in a whole country holds in its parts. */
type Region = { countryCode: string; subdivision: string | null };

function within({ countryCode, subdivision }: Region): Sql {
  return subdivision === null ? sql`l.country_code = ${countryCode}` : sql`l.country_code = ${countryCode} AND (l.subdivision IS NULL OR l.subdivision = ${subdivision})`;
}

/** Licences of a region whose days touch those from `first` to `last`, or that were handed in between `from` and `until`; those that end first come first. */
export async function listSupervised(db: Db, input: Region & { first: string; last: string; from: Date; until: Date; now: Date; limit: number }): Promise<LicenceView[]> {
  const { first, last, from, until, now, limit } = input;
  const rows = await select(
    db,
    sql`${within(input)} AND ((l.valid_from <= ${last}::date AND l.valid_until >= ${first}::date) OR (l.submitted_at >= ${from}::timestamptz AND l.submitted_at < ${until}::timestamptz))
      ORDER BY l.valid_until, l.id LIMIT ${limit}`,
  );
  return rows.map((row) => viewOf(row, now));
}

/** A licence of a region; null for one elsewhere, as for one that is not there. */
export async function findSupervised(db: Db, input: Region & { id: string; now: Date }): Promise<LicenceView | null> {
  const [row] = await select(db, sql`l.id = ${input.id} AND ${within(input)}`);
  return row ? viewOf(row, input.now) : null;
}

/** One step of a licence: who moved it (a role, no person), from where to where, and why. */
export type LicenceMove = { licenceId: string; number: string; partyName: string; from: LicenceState | null; to: LicenceState; role: string; reason: string | null; at: Date };

const moveColumns = sql`t.subject_id AS "licenceId", l.number, p.name AS "partyName", t.from_state AS "from", t.to_state AS "to", t.actor_role AS role, t.reason, t.at`;

/** What happened to licences of a region in a period, the newest first. */
export async function listSupervisedMoves(db: Db, input: Region & { from: Date; until: Date; limit: number }): Promise<LicenceMove[]> {
  return db.$queryRaw<LicenceMove[]>(sql`
    SELECT ${moveColumns} FROM transition t JOIN licence l ON l.id = t.subject_id JOIN party p ON p.id = l.party_id
    WHERE t.subject_type = 'licence' AND t.at >= ${input.from}::timestamptz AND t.at < ${input.until}::timestamptz AND ${within(input)}
    ORDER BY t.at DESC, t.id DESC LIMIT ${input.limit}`);
}

/** Every step of one licence, the first first; at most a hundred. */
export async function listMovesOf(db: Db, licenceId: string): Promise<LicenceMove[]> {
  return db.$queryRaw<LicenceMove[]>(sql`
    SELECT ${moveColumns} FROM transition t JOIN licence l ON l.id = t.subject_id JOIN party p ON p.id = l.party_id
    WHERE t.subject_type = 'licence' AND t.subject_id = ${licenceId} ORDER BY t.at, t.id LIMIT 100`);
}
