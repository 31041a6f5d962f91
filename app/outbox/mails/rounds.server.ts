import { AHEAD } from "#app/domains/pickups/booking-marks.repository.server.ts";
import { liveWindow } from "#app/domains/rounds/driver.rules.ts";
import { findDriverTold, selectToldStops, type ToldStop } from "#app/domains/rounds/told.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";
import type { MailHandlers } from "../to-mails.server.ts";

export const roundLetters = ["window", "windowMoved", "late", "leftOut", "driver"] as const;
export type StopLetter = Exclude<(typeof roundLetters)[number], "driver">;

/** What stands below the news: what to have ready, or what can be done. */
const below: Record<StopLetter, string> = { window: "mails.window.place", windowMoved: "mails.window.place", late: "mails.late.next", leftOut: "mails.leftOut.next" };

/** The words for whoever is collected from: the window, that it moved, that the round is late, or that nobody comes as planned. */
export function stopMail(locale: Locale, letter: StopLetter, stop: ToldStop, name: string, now = new Date()): MailWords & { subject: string } {
  const t = translator(locale, "rounds");
  const { timeZone } = stop;
  const live = liveWindow(stop.expectedAt, now);
  const values = {
    name,
    expected: formatSpan(live.from, live.until, { locale, timeZone }),
    recycler: stop.recyclerName,
    window: stop.toldFrom && stop.toldUntil ? formatSpan(stop.toldFrom, stop.toldUntil, { locale, timeZone }) : "",
    day: formatInstant(stop.slotStartsAt, { locale, timeZone, format: "day" }),
    placeOut: t(`stop.placeOut.${stop.placeOut}`),
  };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [t(`mails.${letter}.text`, values), t(below[letter], values)],
    action: { label: t("mails.open"), path: `/bookings/${stop.bookingId}` },
    footer: t("mails.footer"),
  };
}

/** The words for the driver of a published round. */
export function driverMail(locale: Locale, round: { id: string; vehicleName: string; timeZone: string; leavesAt: Date; stops: number }, name: string): MailWords & { subject: string } {
  const t = translator(locale, "rounds");
  const { timeZone, leavesAt } = round;
  const values = { name, vehicle: round.vehicleName, stops: round.stops, day: formatInstant(leavesAt, { locale, timeZone, format: "day" }), time: formatInstant(leavesAt, { locale, timeZone, format: "time" }) };
  return {
    subject: t("mails.driver.subject", values),
    paragraphs: [t("mails.driver.text", values), t("mails.driver.keep")],
    action: { label: t("mails.driver.action"), path: `/rounds/${round.id}` },
    footer: t("mails.driverFooter"),
  };
}

async function tellStop(db: Db, letter: StopLetter, stop: ToldStop): Promise<void> {
  await notify(db, {
    kind: "booking",
    // Told once; what is about a window, once for each window.
    causeKey: `rounds.${letter}:${stop.stopId}${letter === "windowMoved" || letter === "late" ? `:${stop.toldVersion}` : ""}`,
    userId: stop.userId,
    partyId: stop.partyId,
    subject: { type: "booking", id: stop.bookingId },
    path: `/bookings/${stop.bookingId}`,
    trueWhile: letter === "window" ? [AHEAD] : ["confirmed"],
    words: (locale) => ({ title: stopMail(locale, letter, stop, "").subject }),
    mail: (locale, { name }) => stopMail(locale, letter, stop, name),
  });
}

/** The room's mails: to residents their window, that it moved, that the round is late, or that it does not reach them; to the driver the round. Each has one cause. */
export const roundsMails: MailHandlers = {
  async "rounds.published"(db, event) {
    const { roundId } = event.payload;
    for (const stop of await selectToldStops(db, { roundId })) if (stop.toldFrom) await tellStop(db, "window", stop);
    const round = await findDriverTold(db, roundId);
    if (!round) return;
    await notify(db, {
      kind: "booking",
      causeKey: `rounds.driver:${roundId}:${round.userId}`,
      userId: round.userId,
      partyId: round.recyclerPartyId,
      subject: { type: "round", id: roundId },
      path: `/rounds/${roundId}`,
      trueWhile: ["published", "under_way"],
      words: (locale) => ({ title: driverMail(locale, { id: roundId, ...round }, "").subject }),
      mail: (locale, { name }) => driverMail(locale, { id: roundId, ...round }, name),
    });
  },
  async "rounds.reordered"(db, event) {
    for (const stop of await selectToldStops(db, event.payload)) await tellStop(db, "windowMoved", stop);
  },
  async "rounds.late"(db, event) {
    for (const stop of await selectToldStops(db, event.payload)) await tellStop(db, "late", stop);
  },
  async "rounds.left-out"(db, event) {
    for (const stop of await selectToldStops(db, event.payload)) await tellStop(db, "leftOut", stop);
  },
};
