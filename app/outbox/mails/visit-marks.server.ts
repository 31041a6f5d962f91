import { contestableUntil } from "#app/domains/pickups/marks.rules.ts";
import { findMark, selectStaffOf, type MarkRow } from "#app/domains/pickups/marks.repository.server.ts";
import type { BookingView } from "#app/domains/pickups/pickups.schema.ts";
import { selectBookingView } from "#app/domains/pickups/views.repository.server.ts";
import { instantWords, visitWhen } from "#app/domains/pickups/when.rules.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { MailHandlers } from "../to-mails.server.ts";

/** What either side is told about marks: a new one, the other side's contest, and how it was settled. */
export const markLetters = ["noShow", "missed", "contested", "withdrawn", "upheld", "refused"] as const;
export type MarkLetter = (typeof markLetters)[number];

/** The words of a mail about a mark. `until` is the end of the time for contesting it. */
export function markMail(locale: Locale, letter: MarkLetter, booking: BookingView, input: { name: string; until: Date; words: string; path: string }): MailWords & { subject: string } {
  const t = translator(locale, "pickups");
  const at = { locale, timeZone: booking.point.timeZone };
  const values = { name: input.name, point: booking.point.name, visitor: booking.partyName, recycler: booking.recyclerName, when: visitWhen(booking.slot.startsAt, booking.slot.endsAt, at), until: instantWords(input.until, at), words: input.words };
  const isNew = letter === "noShow" || letter === "missed";
  return {
    subject: t(`mails.marks.${letter}.subject`, values),
    paragraphs: [t(`mails.marks.${letter}.text`, values), ...(input.words ? [t("mails.marks.words", values)] : []), ...(isNew ? [t("mails.marks.contest", values)] : [])],
    action: { label: t("mails.open"), path: input.path },
    footer: t("mails.marks.footer"),
  };
}

async function tell(db: Db, letter: MarkLetter, mark: MarkRow, to: "marked" | "marking", words: string): Promise<void> {
  const booking = await selectBookingView(db, mark.bookingId);
  if (!booking) return;
  const partyId = to === "marked" ? mark.partyId : mark.byPartyId;
  const isRecycler = partyId === booking.recyclerPartyId;
  const path = `${isRecycler ? "/staff" : ""}/bookings/${booking.id}`;
  const people = isRecycler ? await selectStaffOf(db, partyId) : [mark.bookedByUserId];
  const isNew = letter === "noShow" || letter === "missed";
  for (const userId of people) {
    await notify(db, {
      kind: "booking",
      causeKey: `pickups.mark.${letter}:${booking.id}:${mark.version}:${userId}`,
      userId,
      partyId,
      subject: { type: "booking", id: booking.id },
      path,
      trueWhile: isNew ? ["mark:standing"] : [`mark:${letter}`],
      words: (locale) => ({ title: markMail(locale, letter, booking, { name: "", until: contestableUntil(mark.at), words, path }).subject }),
      mail: (locale, { name }) => markMail(locale, letter, booking, { name, until: contestableUntil(mark.at), words, path }),
    });
  }
}

/** Each is written once; what has moved on meanwhile is not told. */
export const visitMarkMails: MailHandlers = {
  async "pickups.no-show"(db, event) {
    const mark = await findMark(db, event.payload.bookingId);
    if (mark?.state === "standing") await tell(db, "noShow", mark, "marked", "");
  },
  async "pickups.missed"(db, event) {
    const mark = await findMark(db, event.payload.bookingId);
    if (mark?.state === "standing") await tell(db, "missed", mark, "marked", mark.reason ?? "");
  },
  async "pickups.mark-contested"(db, event) {
    const mark = await findMark(db, event.payload.bookingId);
    if (mark?.state === "contested") await tell(db, "contested", mark, "marking", mark.contest ?? "");
  },
  async "pickups.mark-settled"(db, event) {
    const mark = await findMark(db, event.payload.bookingId);
    if (!mark || mark.state === "standing" || mark.state === "contested") return;
    await tell(db, mark.state, mark, "marked", mark.answer);
    // Whoever took it back knows; a decision is news to both.
    if (mark.state !== "withdrawn") await tell(db, mark.state, mark, "marking", mark.answer);
  },
};
