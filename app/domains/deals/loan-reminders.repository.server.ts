import type { Db, Tx } from "#app/platform/db/database.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";
import { loanReminderLeadMs } from "./deals.table.ts";

/** A reminder that is due and was not recorded yet; `about` is the instant it reminds of. */
export type DueReminder = { dealId: string; kind: "loan_due" | "loan_overdue" | "requote"; about: Date };

/** The reminders of loans and new quotes that are due now. A loan shorter than the lead is not reminded of ahead. */
export async function listDueReminders(db: Db, input: { now: Date; limit: number }): Promise<DueReminder[]> {
  const { now, limit } = input;
  const ahead = new Date(now.getTime() + loanReminderLeadMs);
  const leadSeconds = loanReminderLeadMs / 1000;
  return db.$queryRaw<DueReminder[]>(sql`
    SELECT due.* FROM (
      SELECT id AS "dealId", 'loan_due' AS kind, loan_due_at AS about FROM deal
        WHERE state = 'on_loan' AND loan_due_at > ${now}::timestamptz AND loan_due_at <= ${ahead}::timestamptz
          AND loan_due_at > lent_at + make_interval(secs => ${leadSeconds}::int)
      UNION ALL SELECT id, 'loan_overdue', loan_due_at FROM deal WHERE state = 'on_loan' AND loan_due_at <= ${now}::timestamptz
      UNION ALL SELECT id, 'requote', respond_by FROM deal
        WHERE state = 'requoted' AND respond_by > ${now}::timestamptz AND respond_by <= ${ahead}::timestamptz
    ) due
    WHERE NOT EXISTS (SELECT 1 FROM deal_reminder r WHERE r.deal_id = due."dealId" AND r.kind = due.kind AND r.about = due.about)
    ORDER BY due.about, due."dealId" LIMIT ${limit}`);
}

/** Writes that a reminder was recorded; false when it was before. */
export async function noteReminder(tx: Tx, input: DueReminder & { now: Date }): Promise<boolean> {
  const { now, ...row } = input;
  const { count } = await tx.dealReminder.createMany({ data: [{ ...row, recordedAt: now }], skipDuplicates: true });
  return count === 1;
}
