import { selectMailFacts, selectReminderDue, wasCancelledByStaff, type MailFacts } from "#app/domains/pickups/views.repository.server.ts";
import { visitWhen } from "#app/domains/pickups/when.rules.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import { composeMail } from "#app/platform/mail/layout.server.ts";
import { queueMail } from "#app/platform/mail/mail.repository.server.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { formatCo2eRange, formatMass } from "#app/shared/units.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** How long before the slot the reminder goes out. */
export const REMINDER_LEAD_MINUTES = 24 * 60;

type Kind = "confirmed" | "rescheduled" | "cancelled" | "slotClosed" | "reminder" | "completed" | "rejected";
type Words = { facts: MailFacts; locale: "en" | "zh-CN"; values: Record<string, string>; t: (key: string, values?: Record<string, string>) => string };

/** Paragraphs beyond the first, and where the button leads, per mail. */
const more: Record<Kind, (words: Words) => { paragraphs: string[]; action?: { label: string; path: string } }> = {
  confirmed: ({ facts, t, values }) => ({
    paragraphs: [...(facts.booking.point.address ? [t("mails.confirmed.address", { address: facts.booking.point.address })] : []), t("mails.confirmed.code", values)],
  }),
  rescheduled: ({ t, values }) => ({ paragraphs: [t("mails.rescheduled.code", values)] }),
  cancelled: ({ facts, t, values }) => ({
    paragraphs: [...(facts.booking.reason ? [t("mails.cancelled.reason", values)] : []), t("mails.cancelled.next")],
    action: { label: t("mails.cancelled.action"), path: `/bookings/new?point=${facts.booking.point.id}` },
  }),
  slotClosed: ({ facts, t }) => ({ paragraphs: [], action: { label: t("mails.slotClosed.action"), path: `/bookings/${facts.booking.id}` } }),
  reminder: ({ t, values }) => ({ paragraphs: [t("mails.reminder.code", values)] }),
  completed: ({ facts, locale, t }) => {
    const name = translator(locale, "materials");
    return {
      paragraphs: facts.booking.effects.map((effect) => {
        const line = { material: name(`names.${effect.material ?? ""}`), mass: formatMass(effect.massGrams ?? 0, locale) };
        if (effect.status === "not_covered" || effect.lowGrams === null || effect.highGrams === null) return t("mails.completed.lineNotCovered", line);
        return t("mails.completed.line", { ...line, range: formatCo2eRange(effect.lowGrams, effect.highGrams, locale, { gas: true }) });
      }),
      action: { label: t("mails.completed.action"), path: `/bookings/${facts.booking.id}` },
    };
  },
  rejected: ({ t }) => ({ paragraphs: [t("mails.rejected.next")] }),
};

/** Queues one mail about a booking, in the language of whoever made it, its time in the point's zone. */
async function send(db: Db, kind: Kind, facts: MailFacts, causeKey: string): Promise<void> {
  const locale = isLocale(facts.locale) ? facts.locale : "en";
  const translate = translator(locale, "pickups");
  const t = (key: string, values: Record<string, string> = {}) => translate(key, values);
  const { booking } = facts;
  const values = {
    name: facts.userName,
    point: booking.point.name,
    recycler: booking.recyclerName,
    when: visitWhen(booking.slot.startsAt, booking.slot.endsAt, { locale, timeZone: booking.point.timeZone }),
    code: `${booking.checkInCode.slice(0, 3)} ${booking.checkInCode.slice(3)}`,
    reason: booking.reason ?? "",
  };
  const { paragraphs, action } = more[kind]({ facts, locale, values, t });
  const { path, label } = action ?? { label: t("mails.open"), path: `/bookings/${booking.id}` };
  const mail = composeMail({
    locale,
    subject: t(`mails.${kind}.subject`, values),
    paragraphs: [t(`mails.${kind}.text`, values), ...paragraphs],
    action: { label, url: `${env().PUBLIC_URL}${path}` },
    footer: t("mails.footer"),
  });
  await queueMail(db, { causeKey, userId: facts.userId, to: facts.to, ...mail });
}

/** Sends when the booking is still in one of `states`: no mails about what is over. */
async function sendIf(db: Db, kind: Kind, bookingId: string, states: MailFacts["booking"]["state"][]): Promise<void> {
  const facts = await selectMailFacts(db, bookingId);
  if (facts && states.includes(facts.booking.state)) await send(db, kind, facts, `pickups.${kind}:${bookingId}`);
}

/** The room's mails. Each has one cause, so a repeated event writes nothing. */
export const pickupsMails: MailHandlers = {
  "pickups.booked": (db, event) => sendIf(db, "confirmed", event.payload.bookingId, ["confirmed", "checked_in"]),
  "pickups.rescheduled": (db, event) => sendIf(db, "rescheduled", event.payload.bookingId, ["confirmed", "checked_in"]),
  async "pickups.cancelled"(db, event) {
    // Whoever cancels their own visit knows; a mail goes out only when the point did it.
    if (!(await wasCancelledByStaff(db, event.payload.bookingId))) return;
    const facts = await selectMailFacts(db, event.payload.bookingId);
    if (facts) await send(db, "cancelled", facts, `pickups.cancelled:${facts.booking.id}`);
  },
  async "pickups.slot-closed"(db, event) {
    for (const bookingId of event.payload.bookingIds) await sendIf(db, "slotClosed", bookingId, ["confirmed"]);
  },
  "pickups.completed": (db, event) => sendIf(db, "completed", event.payload.bookingId, ["done"]),
  "pickups.rejected": (db, event) => sendIf(db, "rejected", event.payload.bookingId, ["rejected_on_site"]),
};

/**
 * The timer's reminders: once per booking, a day ahead, never for what is cancelled, over, or was booked within the day.
 * A moved booking is another booking and gets its own.
 */
export async function sendReminders(db: Db, now: Date): Promise<number> {
  const due = await selectReminderDue(db, { now, leadMinutes: REMINDER_LEAD_MINUTES, limit: 200 });
  for (const bookingId of due) await sendIf(db, "reminder", bookingId, ["confirmed"]);
  return due.length;
}
