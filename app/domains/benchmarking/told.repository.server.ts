import type { Db } from "#app/platform/db/database.server.ts";
import { emptySql, sql } from "#app/platform/db/sql.server.ts";

/** Steps of one running round that somebody looks after, for what is told of them. */
export interface ToldSteps {
  cycleId: string;
  userId: string;
  title: string;
  communityId: string;
  communityName: string;
  slug: string;
  steps: { step: string; dueOn: string | null }[];
}

type Row = Omit<ToldSteps, "steps"> & { step: string; dueOn: string | null };

/** Steps `s` that are not done, of rounds `c` that run, with owners who belong to the community `p`. */
const open = sql`
  SELECT c.id AS "cycleId", s.owner_user_id AS "userId", c.title, p.id AS "communityId", p.name AS "communityName", p.slug, s.step, to_char(s.due_on, 'YYYY-MM-DD') AS "dueOn"
  FROM benchmark_step s JOIN benchmark_cycle c ON c.id = s.cycle_id AND c.state = 'running' JOIN party p ON p.id = c.community_id
  JOIN membership m ON m.party_id = p.id AND m.user_id = s.owner_user_id AND m.state = 'active'
  WHERE s.done_at IS NULL`;

/** The steps of a round that are still a person's to do, `since` given those they got at that moment; null when there are none, or they belong to the community no more. */
export async function findToldSteps(db: Db, input: { cycleId: string; userId: string; since?: Date }): Promise<ToldSteps | null> {
  const since = input.since ? sql`AND s.owned_since = ${input.since}` : emptySql;
  const rows = await db.$queryRaw<Row[]>(sql`${open} AND s.cycle_id = ${input.cycleId} AND s.owner_user_id = ${input.userId} ${since} ORDER BY s.due_on NULLS LAST, s.step LIMIT 20`);
  const [first] = rows;
  return first ? withSteps(first, rows) : null;
}

function withSteps({ step: _step, dueOn: _dueOn, ...first }: Row, rows: readonly Row[]): ToldSteps {
  return { ...first, steps: rows.map(({ step, dueOn }) => ({ step, dueOn })) };
}

/** How many days before it is due whoever looks after a step is reminded, at which hour of the community's morning. */
export const REMINDER = { days: 3, hour: 8 } as const;

/** What the reminder of a step is known by: another day, or somebody else, is another reminder. */
export function dueKey(input: { cycleId: string; step: string; dueOn: string; userId: string }): string {
  return `benchmarking.due:${input.cycleId}:${input.step}:${input.dueOn}:${input.userId}`;
}

/**
 * Steps whose owners are due a reminder: three days before the day until which they are to be done, and not after it, each once for that day. Whoever took
 * one over later than that has just been told. At most `limit`, the first due before the others.
 */
export async function listStepsDue(db: Db, input: { now: Date; limit: number }): Promise<ToldSteps[]> {
  const remindAt = sql`((s.due_on - ${REMINDER.days}::int + make_interval(hours => ${REMINDER.hour}::int)) AT TIME ZONE p.time_zone)`;
  const rows = await db.$queryRaw<Row[]>(sql`${open}
    AND s.due_on BETWEEN (${input.now}::timestamptz)::date - 2 AND (${input.now}::timestamptz)::date + ${REMINDER.days + 2}::int
    AND ${input.now}::timestamptz >= ${remindAt} AND ${input.now}::timestamptz < ((s.due_on + 1)::timestamp AT TIME ZONE p.time_zone)
    AND (s.owned_since IS NULL OR s.owned_since < ${remindAt})
    AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.cause_key = 'benchmarking.due:' || c.id || ':' || s.step || ':' || to_char(s.due_on, 'YYYY-MM-DD') || ':' || s.owner_user_id)
    ORDER BY s.due_on, c.id, s.step LIMIT ${input.limit}`);
  return rows.map((row) => withSteps(row, [row]));
}

/** Holds while a step is somebody's to do. */
export const ownsMark = (step: string): string => `owns:${step}`;
/** Holds while a step is somebody's to do until this day. */
export const dueMark = (step: string, dueOn: string | null): string => `due:${step}:${dueOn ?? ""}`;

/** What is a person's to do in a round now. */
export async function stepMarks(db: Db, input: { cycleId: string; userId: string }): Promise<string[]> {
  const told = await findToldSteps(db, input);
  return (told?.steps ?? []).flatMap(({ step, dueOn }) => [ownsMark(step), dueMark(step, dueOn)]);
}
