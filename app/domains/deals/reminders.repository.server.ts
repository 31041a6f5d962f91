import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { joinSql, sql, type Sql } from "#app/platform/db/sql.server.ts";
import { proposedStates } from "./deals.rules.ts";

/** What a reminder is about; `about` is the instant it leads up to. */
export const reminderKinds = ["answer", "hand_over", "auto_complete", "light", "inspect"] as const;
export type ReminderKind = (typeof reminderKinds)[number];

const dayMs = 24 * 3_600_000;

/** How long before the instant a reminder is sent. */
export const reminderLeadMs: Readonly<Record<ReminderKind, number>> = { answer: dayMs, hand_over: dayMs, auto_complete: 2 * dayMs, light: 2 * dayMs, inspect: 2 * dayMs };

export type DueReminder = { dealId: string; about: Date };

const proposed = joinSql(proposedStates.map((state) => sql`${state}::deal_state`));

/** Which instant of a deal a kind leads up to, of which deals, and since when it has been known. */
const sources: Readonly<Record<ReminderKind, { about: Sql; when: Sql; known: Sql }>> = {
  answer: {
    about: sql`d.respond_by`,
    when: sql`d.state IN (${proposed})`,
    known: sql`(SELECT greatest(x.created_at, (SELECT max(u.at) FROM deal_undoing u WHERE u.deal_id = d.id)) FROM deal_terms x WHERE x.deal_id = d.id AND x.number = d.terms_number)`,
  },
  // A time that waits for its yes is not one to be reminded of.
  hand_over: { about: sql`d.agreed_starts_at`, when: sql`d.state = 'scheduled' AND d.window_agreed_at IS NOT NULL`, known: sql`d.window_agreed_at` },
  auto_complete: { about: sql`d.auto_complete_at`, when: sql`d.state = 'handed_over'`, known: sql`d.handed_over_at` },
  light: { about: sql`d.auto_complete_at`, when: sql`d.light AND d.state IN ('accepted', 'scheduled')`, known: sql`d.created_at` },
  inspect: { about: sql`d.auto_complete_at`, when: sql`d.state = 'inspecting'`, known: sql`d.handed_over_at` },
};

/**
 * The deals with an instant ahead that is near enough and was not reminded of yet; at most `limit`. Nothing about what came to
 * be known only inside the lead, and nothing about what is over.
 */
export async function listDueReminders(db: Db, input: { kind: ReminderKind; now: Date; limit: number }): Promise<DueReminder[]> {
  const { about, when, known } = sources[input.kind];
  const lead = reminderLeadMs[input.kind];
  const until = new Date(input.now.getTime() + lead);
  return db.$queryRaw<DueReminder[]>(sql`
    SELECT d.id AS "dealId", ${about} AS about FROM deal d
    WHERE ${when} AND ${about} > ${input.now}::timestamptz AND ${about} <= ${until}::timestamptz
      AND ${known} < ${about} - ${lead / 1000}::int * interval '1 second'
      AND NOT EXISTS (SELECT 1 FROM deal_reminder r WHERE r.deal_id = d.id AND r.kind = ${input.kind} AND r.about = ${about})
    ORDER BY d.id LIMIT ${input.limit}`);
}

/** Notes a reminder; false when it was noted before. */
export async function insertReminder(tx: Tx, input: { dealId: string; kind: string; about: Date; now: Date }): Promise<boolean> {
  const { count } = await tx.dealReminder.createMany({ data: { dealId: input.dealId, kind: input.kind, about: input.about, recordedAt: input.now }, skipDuplicates: true });
  return count === 1;
}
