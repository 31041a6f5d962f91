import { record } from "#app/outbox/record.server.ts";
import { insertReminder, listDueReminders, reminderKinds, type DueReminder, type ReminderKind } from "#app/domains/deals/reminders.repository.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";

const batch = 200;

/**
 * Notes the reminders that are due and records an event for each, once for each instant they lead up to: a changed time is
 * another instant. The mail looks at the deal again before it is written. Gives how many were noted.
 */
export async function recordDueReminders(db: Db, now: Date): Promise<number> {
  let count = 0;
  for (const kind of reminderKinds)
    for (const due of await listDueReminders(db, { kind, now, limit: batch })) if (await noteOne(db, { ...due, kind, now })) count += 1;
  return count;
}

async function noteOne(db: Db, input: DueReminder & { kind: ReminderKind; now: Date }): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await insertReminder(tx, input))) return false;
    await record(tx, { type: "deals.reminder", payload: { dealId: input.dealId, kind: input.kind, about: input.about.toISOString() }, topics: [] });
    return true;
  });
}
