import { AHEAD } from "#app/domains/pickups/booking-marks.repository.server.ts";
import { findDriverTold, selectToldStops, type ToldStop } from "#app/domains/rounds/told.repository.server.ts";
import { notify, type MailWords } from "#app/domains/notifications/notify.service.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { formatInstant, formatSpan } from "#app/ui/time.tsx";
import type { MailHandlers } from "../to-mails.server.ts";

export const roundLetters = ["window", "leftOut", "driver"] as const;

/** The words for whoever is collected from: the window, or that nobody comes as planned. */
export function stopMail(locale: Locale, letter: "window" | "leftOut", stop: ToldStop, name: string): MailWords & { subject: string } {
  const t = translator(locale, "rounds");
  const { timeZone } = stop;
  const values = {
    name,
    recycler: stop.recyclerName,
    window: stop.toldFrom && stop.toldUntil ? formatSpan(stop.toldFrom, stop.toldUntil, { locale, timeZone }) : "",
    day: formatInstant(stop.slotStartsAt, { locale, timeZone, format: "day" }),
    placeOut: t(`stop.placeOut.${stop.placeOut}`),
  };
  return {
    subject: t(`mails.${letter}.subject`, values),
    paragraphs: [t(`mails.${letter}.text`, values), letter === "window" ? t("mails.window.place", values) : t("mails.leftOut.next")],
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

async function tellStop(db: Db, letter: "window" | "leftOut", stop: ToldStop): Promise<void> {
  await notify(db, {
    kind: "booking",
    causeKey: `rounds.${letter}:${stop.stopId}`,
    userId: stop.userId,
    partyId: stop.partyId,
    subject: { type: "booking", id: stop.bookingId },
    path: `/bookings/${stop.bookingId}`,
    trueWhile: letter === "window" ? [AHEAD] : ["confirmed"],
    words: (locale) => ({ title: stopMail(locale, letter, stop, "").subject }),
    mail: (locale, { name }) => stopMail(locale, letter, stop, name),
  });
}

/** The room's mails: to residents their window, or that the round does not reach them; to the driver the round. Each has one cause. */
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
  async "rounds.left-out"(db, event) {
    for (const stop of await selectToldStops(db, event.payload)) await tellStop(db, "leftOut", stop);
  },
};
