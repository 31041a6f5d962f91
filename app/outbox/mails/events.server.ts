import { AHEAD, findToldEvent, findToldSeat, listAttending, listDueReminders, listRecyclerManagers, LOAD_WAITS, reminderKey, type Told, type ToldEvent } from "#app/domains/events/told.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatSpan } from "#app/ui/time.tsx";
import type { MailHandlers } from "../to-mails.server.ts";

export const eventLetters = ["changed", "cancelled", "placeCame", "reminder", "loadWaits"] as const;
export type EventLetter = (typeof eventLetters)[number];

/** What must hold to be mailed later: no mails about what is over. */
const trueWhile: Record<EventLetter, string> = { changed: AHEAD, cancelled: "cancelled", placeCame: AHEAD, reminder: AHEAD, loadWaits: LOAD_WAITS };

type Facts = Pick<ToldEvent, "id" | "title" | "placeLabel" | "startsAt" | "endsAt" | "timeZone" | "cancelReason" | "communityName">;

/** The words of a mail about a day, its time on the day's clock. */
export function eventMail(locale: Locale, letter: EventLetter, event: Facts, name: string): MailWords & { subject: string } {
  const t = translator(locale, "events");
  const values = { name, title: event.title, place: event.placeLabel, community: event.communityName, reason: event.cancelReason ?? "", when: formatSpan(event.startsAt, event.endsAt, { locale, timeZone: event.timeZone }) };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [t("mails.greeting", values), t(`mails.${letter}.text`, values)],
    action: { label: t("mails.open"), path: `/events/${event.id}` },
    footer: t("mails.footer"),
  };
}

async function send(db: Db, letter: EventLetter, event: ToldEvent, to: Told, more: { causeKey: string; seatId?: string }): Promise<void> {
  await notify(db, {
    kind: letter === "reminder" ? "booking_reminder" : letter === "loadWaits" ? "custody" : "booking",
    causeKey: more.causeKey,
    userId: to.userId,
    partyId: to.partyId,
    subject: more.seatId ? { type: "event_seat", id: more.seatId } : { type: "event", id: event.id },
    path: `/events/${event.id}`,
    trueWhile: [trueWhile[letter]],
    words: (locale) => {
      const { subject, paragraphs } = eventMail(locale, letter, event, "");
      return { title: subject, text: paragraphs.slice(1).join(" ") };
    },
    mail: (locale, { name }) => eventMail(locale, letter, event, name),
  });
}

/** What people are told of days they come to. Each has one cause, so a repeated event writes nothing. */
export const eventsMails: MailHandlers = {
  async "events.moved"(db, { payload }) {
    const event = await findToldEvent(db, payload.eventId);
    // A later step has its own event; what is over, or off by now, needs no word about its time.
    if (!event || event.version < payload.version || (payload.what === "changed") !== (event.state === "published")) return;
    if (payload.what === "changed" && event.version !== payload.version) return;
    for (const to of await listAttending(db, { eventId: event.id, withWaiting: true })) {
      await send(db, payload.what, event, to, { causeKey: `events.${payload.what}:${event.id}:${payload.version}:${to.userId}` });
    }
  },
  async "events.place-came"(db, { payload }) {
    const seat = await findToldSeat(db, payload.rsvpId);
    const event = seat && (await findToldEvent(db, seat.eventId));
    if (!event || seat.state !== "coming" || seat.version !== payload.version || event.state !== "published") return;
    await send(db, "placeCame", event, seat, { causeKey: `events.placeCame:${payload.rsvpId}:${payload.version}`, seatId: payload.rsvpId });
  },
  async "events.load-waits"(db, { payload }) {
    const event = await findToldEvent(db, payload.eventId);
    if (!event?.recyclerPartyId || event.settledAt !== null) return;
    for (const userId of await listRecyclerManagers(db, event.recyclerPartyId)) {
      await send(db, "loadWaits", event, { userId, partyId: event.recyclerPartyId }, { causeKey: `events.loadWaits:${event.id}:${userId}` });
    }
  },
};

/** Reminds everybody who comes, has a stall or helps, a day before; once, and of nothing that is off. Returns how many were due. */
export async function sendEventReminders(db: Db, now: Date): Promise<number> {
  const due = await listDueReminders(db, { now, limit: 200 });
  for (const to of due) {
    const event = await findToldEvent(db, to.eventId);
    if (event?.state === "published") await send(db, "reminder", event, to, { causeKey: reminderKey({ eventId: event.id, startsAt: event.startsAt, userId: to.userId }) });
  }
  return due.length;
}
