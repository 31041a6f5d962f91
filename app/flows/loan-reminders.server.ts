import { listDueReminders, noteReminder, type DueReminder } from "#app/domains/deals/loan-reminders.repository.server.ts";
import { findDeal, lockListingsOfDeal } from "#app/domains/deals/deals.repository.server.ts";
import { inTransaction, type Db } from "#app/platform/db/database.server.ts";
import { announce } from "./deal-moves.server.ts";

const batch = 200;
const events = { loan_due: "deals.loan-due", loan_overdue: "deals.loan-overdue", requote: "deals.requote-due" } as const;

/**
 * Reminders of loans and of new quotes: two days before they are due, and when a loan is overdue. Each is recorded once for the instant it is
 * about, so that an extended loan is told of its new day, and late or twice changes nothing. Returns how many were recorded.
 */
export async function remindOfLoans(db: Db, now: Date): Promise<number> {
  let count = 0;
  for (const reminder of await listDueReminders(db, { now, limit: batch })) if (await remind(db, reminder, now)) count += 1;
  return count;
}

async function remind(db: Db, { dealId, kind, about }: DueReminder, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await lockListingsOfDeal(tx, dealId);
    const deal = await findDeal(tx, dealId);
    const present = kind === "requote" ? deal?.state === "requoted" && deal.respondBy : deal?.state === "on_loan" && deal.loanDueAt;
    // It moved on, or was extended, since it was listed.
    if (!deal || !present || present.getTime() !== about.getTime()) return false;
    if (!(await noteReminder(tx, { dealId, kind, about, now }))) return false;
    await announce(tx, deal, events[kind]);
    return true;
  });
}
