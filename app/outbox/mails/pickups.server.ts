import { AHEAD } from "#app/domains/pickups/booking-marks.repository.server.ts";
import { selectDueReminders } from "#app/domains/pickups/reminders.repository.server.ts";
import { selectMailFacts, wasCancelledByStaff, type MailFacts } from "#app/domains/pickups/views.repository.server.ts";
import { selectLineFacts } from "#app/domains/pickups/waiting.repository.server.ts";
import { instantWords, visitWhen } from "#app/domains/pickups/when.rules.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import { selectSettlement } from "#app/domains/prices/prices.repository.server.ts";
import type { SettlementLine } from "#app/domains/prices/prices.schema.ts";
import { formatPrice } from "#app/shared/money.ts";
import type { BookingView } from "#app/domains/pickups/pickups.schema.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatCo2eRange, formatMass } from "#app/shared/units.ts";
import type { MailHandlers } from "../to-mails.server.ts";

export const bookingLetters = ["confirmed", "rescheduled", "cancelled", "slotClosed", "hoursChanged", "early", "reminder", "evening", "completed", "rejected", "offered"] as const;
type Kind = (typeof bookingLetters)[number];
/** Those that say it in other words of a visit at the door; `evening` is about no other. */
export const homeLetters: readonly Kind[] = ["confirmed", "rescheduled", "cancelled", "slotClosed", "early", "evening", "completed", "rejected", "offered"];
/** What some mails say beyond the booking: what a completed visit came to. */
type More = { settled: readonly SettlementLine[] };
type Words = More & { booking: BookingView; locale: Locale; values: Record<string, string>; t: (key: string, values?: Record<string, string>) => string };

/** Paragraphs beyond the first, and where the button leads, per mail. */
const more: Record<Kind, (words: Words) => { paragraphs: string[]; action?: { label: string; path: string } }> = {
  confirmed: ({ booking, t, values }) => ({
    paragraphs: [...(booking.home ? [t(`mails.confirmed.${booking.home.placeOut}`)] : booking.point.address ? [t("mails.confirmed.address", { address: booking.point.address })] : []), t("mails.confirmed.code", values)],
  }),
  rescheduled: ({ t, values }) => ({ paragraphs: [t("mails.rescheduled.code", values)] }),
  cancelled: ({ booking, t, values }) => ({
    paragraphs: [...(booking.reason ? [t("mails.cancelled.reason", values)] : []), t("mails.cancelled.next")],
    action: { label: t("mails.cancelled.action"), path: booking.home ? "/bookings/home/new" : `/bookings/new?point=${booking.point.id}` },
  }),
  slotClosed: ({ booking, t }) => ({ paragraphs: [], action: { label: t("mails.slotClosed.action"), path: `/bookings/${booking.id}` } }),
  hoursChanged: ({ booking, t }) => ({ paragraphs: [t("mails.hoursChanged.next")], action: { label: t("mails.hoursChanged.action"), path: `/bookings/${booking.id}/move` } }),
  early: ({ t }) => ({ paragraphs: [t("mails.early.change")] }),
  reminder: ({ t, values }) => ({ paragraphs: [t("mails.reminder.code", values)] }),
  evening: ({ booking: { home }, t }) => ({
    paragraphs: home ? [t(`mails.evening.place.${home.placeOut}`), ...(home.instructions ? [t("mails.evening.instructions", { words: home.instructions })] : [])] : [],
  }),
  completed: ({ booking, settled, locale, t }) => {
    const name = translator(locale, "materials");
    const effects = booking.effects.map((effect) => {
      const line = { material: name(`names.${effect.material ?? ""}`), mass: formatMass(effect.massGrams ?? 0, locale) };
      if (effect.status === "not_covered" || effect.lowGrams === null || effect.highGrams === null) return t("mails.completed.lineNotCovered", line);
      return t("mails.completed.line", { ...line, range: formatCo2eRange(effect.lowGrams, effect.highGrams, locale, { gas: true }) });
    });
    return {
      paragraphs: [...effects, ...settledWords(locale, settled)],
      action: { label: t("mails.completed.action"), path: `/bookings/${booking.id}` },
    };
  },
  offered: ({ booking, t, values }) => ({ paragraphs: [t("mails.offered.until", values)], action: { label: t("mails.offered.action"), path: `/bookings/${booking.id}` } }),
  rejected: ({ booking, t }) => ({ paragraphs: [...(booking.refusal?.photo ? [t("mails.rejected.photo")] : []), t("mails.rejected.next")] }),
};

/** What the visit came to by the price board, when it is on it. */
function settledWords(locale: Locale, lines: readonly SettlementLine[]): string[] {
  const [first] = lines;
  if (!first) return [];
  const total = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  return [translator(locale, "prices")(total < 0 ? "mail.youPay" : "mail.youGet", { amount: formatPrice(Math.abs(total), first.currency, locale) })];
}

/** The words of a mail about a booking, its time in the point's zone; `beyond` is what some of them say more. */
export function bookingMail(locale: Locale, kind: Kind, booking: BookingView, name: string, beyond: Partial<More> = {}): MailWords & { subject: string } {
  const translate = translator(locale, wordsOf(booking, kind));
  const t = (key: string, values: Record<string, string> = {}) => translate(key, values);
  const kindOfRefusal = booking.refusal ? translator(locale, "pickups")(`refusal.kinds.${booking.refusal.kind}`) : "";
  const said = valuesOf(booking, locale);
  // A driver on the road may give the kind alone.
  const values = { ...said, name, kind: kindOfRefusal, reason: booking.refusal && booking.reason === booking.refusal.kind ? kindOfRefusal : (said.reason ?? "") };
  const { paragraphs, action } = more[kind]({ booking, settled: [], ...beyond, locale, values, t });
  return {
    subject: t(`mails.${kind}.subject`, values),
    paragraphs: [t(`mails.${kind}.text`, values), ...paragraphs],
    action: action ?? { label: t("mails.open"), path: `/bookings/${booking.id}` },
    footer: t("mails.footer"),
  };
}

/** A visit at the door has words of its own for the same mails. */
function wordsOf(booking: BookingView, kind: Kind): "pickups" | "home-pickup" {
  return booking.home && homeLetters.includes(kind) ? "home-pickup" : "pickups";
}

function valuesOf(booking: BookingView, locale: Locale): Record<string, string> {
  return {
    point: booking.point.name,
    recycler: booking.recyclerName,
    when: visitWhen(booking.slot.startsAt, booking.slot.endsAt, { locale, timeZone: booking.point.timeZone }),
    code: `${booking.checkInCode.slice(0, 3)} ${booking.checkInCode.slice(3)}`,
    reason: booking.reason ?? "",
    until: booking.holdExpiresAt ? instantWords(booking.holdExpiresAt, { locale, timeZone: booking.point.timeZone }) : "",
  };
}

/** What must hold of the booking to be mailed later; see `bookingMarks`. */
const trueWhile: Record<Kind, readonly string[]> = {
  confirmed: [AHEAD, "checked_in"],
  rescheduled: [AHEAD, "checked_in"],
  cancelled: ["cancelled_in_time", "cancelled_late"],
  slotClosed: [AHEAD],
  hoursChanged: [AHEAD],
  early: [AHEAD],
  reminder: [AHEAD],
  evening: [AHEAD],
  completed: ["done"],
  rejected: ["rejected_on_site"],
  offered: ["held"],
};

const reminders: readonly Kind[] = ["early", "reminder", "evening"];

async function send(db: Db, kind: Kind, { booking, userId }: MailFacts, causeKey: string): Promise<void> {
  const settled = kind === "completed" ? await selectSettlement(db, booking.id) : [];
  await notify(db, {
    kind: reminders.includes(kind) ? "booking_reminder" : "booking",
    causeKey,
    userId,
    partyId: booking.partyId,
    subject: { type: "booking", id: booking.id },
    path: `/bookings/${booking.id}`,
    trueWhile: trueWhile[kind],
    words: (locale) => ({ title: translator(locale, wordsOf(booking, kind))(`mails.${kind}.subject`, valuesOf(booking, locale)) }),
    mail: (locale, { name }) => bookingMail(locale, kind, booking, name, { settled }),
  });
}

/** Sends when the booking is still in one of `states`: no mails about what is over. */
async function sendIf(db: Db, kind: Kind, bookingId: string, states: MailFacts["booking"]["state"][]): Promise<void> {
  const facts = await selectMailFacts(db, bookingId);
  if (facts && states.includes(facts.booking.state)) await send(db, kind, facts, `pickups.${kind}:${bookingId}`);
}

/** What somebody waited for in vain. Instants as ISO text. */
export type LineFacts = { pointId: string; pointName: string; isHome: boolean; timeZone: string; startsAt: string; endsAt: string };

/** The words for whoever waited to the end: no place came free, other times are open. */
export function lineClosedMail(locale: Locale, facts: LineFacts, name: string): MailWords & { subject: string } {
  const t = translator(locale, facts.isHome ? "home-pickup" : "pickups");
  const values = { name, point: facts.pointName, when: visitWhen(facts.startsAt, facts.endsAt, { locale, timeZone: facts.timeZone }) };
  return {
    subject: t("mails.lineClosed.subject", values),
    paragraphs: [t("mails.lineClosed.text", values)],
    action: { label: t("mails.lineClosed.action"), path: facts.isHome ? "/bookings/home/new" : `/bookings/new?point=${facts.pointId}` },
    footer: t("mails.footer"),
  };
}

async function tellLineClosed(db: Db, entryId: string): Promise<void> {
  const facts = await selectLineFacts(db, entryId);
  if (!facts) return;
  await notify(db, {
    kind: "booking",
    causeKey: `pickups.lineClosed:${entryId}`,
    userId: facts.userId,
    partyId: facts.partyId,
    subject: { type: "booking", id: entryId },
    path: "/bookings",
    words: (locale) => ({ title: lineClosedMail(locale, facts, "").subject }),
    mail: (locale, { name }) => lineClosedMail(locale, facts, name),
  });
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
  async "pickups.hours-changed"(db, event) {
    for (const bookingId of event.payload.bookingIds) await sendIf(db, "hoursChanged", bookingId, ["confirmed"]);
  },
  "pickups.completed": (db, event) => sendIf(db, "completed", event.payload.bookingId, ["done"]),
  "pickups.offered": (db, event) => sendIf(db, "offered", event.payload.bookingId, ["held"]),
  "pickups.line-closed": (db, event) => tellLineClosed(db, event.payload.entryId),
  "pickups.rejected": (db, event) => sendIf(db, "rejected", event.payload.bookingId, ["rejected_on_site"]),
};

/**
 * The timer's reminders, each once per booking: three days and a day ahead, for a visit at the door the evening before. None for what is
 * cancelled or over, or was booked later than the reminder would have gone out. A moved booking is another booking and gets its own.
 */
export async function sendReminders(db: Db, now: Date): Promise<number> {
  const due = await selectDueReminders(db, { now, limit: 200 });
  for (const { bookingId, lead } of due) await sendIf(db, lead, bookingId, ["confirmed"]);
  return due.length;
}
