import { dropDocuments } from "#app/domains/listings/claims/claims.service.server.ts";
import { cleanDrafts } from "#app/domains/listings/drafts/draft-photos.service.server.ts";
import { learnFromListings } from "#app/domains/listings/suggest/lessons.service.server.ts";
import { expireListings, warnOfExpiry } from "#app/domains/listings/listing-states.service.server.ts";
import { forgetNonces } from "#app/domains/devices/devices.service.server.ts";
import { announceEnds, dropLicenceDocuments } from "#app/domains/licences/licences.service.server.ts";
import { fillIdleSeats } from "#app/domains/events/attendance.service.server.ts";
import { expireHolds } from "#app/domains/pickups/bookings.service.server.ts";
import { forgetOldDrafts } from "#app/domains/pickups/home/drafts.service.server.ts";
import { serveLines } from "#app/domains/pickups/waiting.service.server.ts";
import { tellLateRounds } from "#app/domains/rounds/late.service.server.ts";
import { endStates } from "#app/domains/points/live/live.service.server.ts";
import { remindOfSteps } from "#app/outbox/mails/benchmarking.server.ts";
import { sendEventReminders } from "#app/outbox/mails/events.server.ts";
import { tellLapsing } from "#app/outbox/mails/rewards.server.ts";
import { remindOfLoans } from "#app/outbox/mails/shelves.server.ts";
import { sendReminders } from "#app/outbox/mails/pickups.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { storage } from "#app/platform/storage/storage.server.ts";
import { sendQueuedMails } from "#app/platform/mail/send.server.ts";
import type { Timer } from "#app/platform/timers.server.ts";
import { keepBoards } from "#app/domains/impact/boards/boards.service.server.ts";
import { closeSeasons } from "#app/domains/impact/boards/seasons.service.server.ts";
import { keepLedger } from "#app/domains/impact/ledger-timer.server.ts";
import { ledgerKey } from "#app/domains/impact/ledger-key.server.ts";
import { lapseBalances } from "#app/domains/rewards/settle.service.server.ts";
import { expireRedemptions } from "#app/domains/rewards/redemptions.service.server.ts";
import { passOnUnfetched } from "#app/domains/shelves/shelves.service.server.ts";
import { sealMonths } from "#app/domains/statistics/tiers/tiers.service.server.ts";
import { keepSellers } from "#app/domains/trust/sellers.service.server.ts";
import { dealTimer } from "#app/flows/deal-timers.server.ts";
import { forgetWithdrawn } from "#app/domains/messaging/withdraw.service.server.ts";
import { deletePrivatePhoto } from "#app/platform/images/stored-photos.server.ts";
import { closeForgottenDays } from "#app/flows/settle-event.server.ts";
import { letGo } from "#app/flows/leave.server.ts";
import { matchArrivals } from "#app/flows/match-arrivals.server.ts";
import { sendDueDigests } from "#app/flows/send-digests.server.ts";
import { forgetOldDeliveries, timedDeliverer } from "#app/domains/webhooks/deliver.service.server.ts";
import { dropExports } from "#app/domains/my-data/exports.service.server.ts";
import { makeNextExport } from "#app/flows/export-personal-data.server.ts";
import { endChallenges } from "#app/flows/end-challenges.server.ts";
import { followLedger } from "#app/flows/follow-ledger.server.ts";
import { mayMailLeave } from "#app/flows/still-true.server.ts";
import { tellUnreadMessages } from "#app/flows/unread-messages.server.ts";

/** Everything that is due by the clock. */
export function timers(settings: Env): Timer[] {
  const deliver = timedDeliverer();
  return [
    {
      name: "mail",
      everySeconds: 2,
      run: async (db) => void (await sendQueuedMails(db, { smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM, mayLeave: mayMailLeave })),
    },
    { name: "listings-expire", everySeconds: 20, run: async (db, now) => void (await expireListings(db, now)) },
    { name: "listings-expiring", everySeconds: 300, run: async (db, now) => void (await warnOfExpiry(db, now)) },
    { name: "listings-drafts", everySeconds: 900, run: async (db, now) => void (await cleanDrafts(db, await storage(), now)) },
    { name: "claims-documents", everySeconds: 30, run: async (db, now) => void (await dropDocuments(db, async (key) => (await storage()).delete(key), now)) },
    { name: "listings-learn", everySeconds: 60, run: async (db) => void (await learnFromListings(db)) },
    { name: "pickups-holds", everySeconds: 15, run: async (db, now) => void (await expireHolds(db, now)) },
    { name: "pickups-lines", everySeconds: 5, run: async (db, now) => void (await serveLines(db, now)) },
    { name: "pickups-drafts", everySeconds: 3600, run: async (db, now) => void (await forgetOldDrafts(db, now)) },
    { name: "pickups-reminders", everySeconds: 60, run: async (db, now) => void (await sendReminders(db, now)) },
    { name: "events-reminders", everySeconds: 60, run: async (db, now) => void (await sendEventReminders(db, now)) },
    { name: "events-seats", everySeconds: 60, run: async (db, now) => void (await fillIdleSeats(db, now)) },
    { name: "events-close", everySeconds: 600, run: async (db, now) => void (await closeForgottenDays(db, now)) },
    { name: "shelves-reminders", everySeconds: 300, run: async (db, now) => void (await remindOfLoans(db, now)) },
    { name: "shelves-kept", everySeconds: 300, run: async (db, now) => void (await passOnUnfetched(db, now)) },
    { name: "benchmarking-due", everySeconds: 300, run: async (db, now) => void (await remindOfSteps(db, now)) },
    { name: "rounds-late", everySeconds: 60, run: async (db, now) => void (await tellLateRounds(db, now)) },
    { name: "points-states", everySeconds: 30, run: async (db, now) => void (await endStates(db, now)) },
    dealTimer,
    {
      name: "messages-withdrawn",
      everySeconds: 3600,
      run: async (db, now) => void (await forgetWithdrawn(db, async (key) => deletePrivatePhoto(await storage(), key), now)),
    },
    { name: "licences", everySeconds: 600, run: async (db, now) => void (await announceEnds(db, now)) },
    { name: "licences-documents", everySeconds: 60, run: async (db, now) => void (await dropLicenceDocuments(db, async (key) => (await storage()).delete(key), now)) },
    { name: "devices-nonces", everySeconds: 300, run: async (db, now) => void (await forgetNonces(db, now)) },
    { name: "sellers", everySeconds: 600, run: async (db, now) => void (await keepSellers(db, now)) },
    { name: "searches-arrivals", everySeconds: 2, run: async (db, now) => void (await matchArrivals(db, now)) },
    { name: "messages-unread", everySeconds: 20, run: async (db, now) => void (await tellUnreadMessages(db, now)) },
    { name: "digests", everySeconds: 30, run: async (db, now) => void (await sendDueDigests(db, now)) },
    { name: "webhooks", everySeconds: 1, run: async (db) => void (await deliver(db)) },
    { name: "webhooks-log", everySeconds: 3600, run: async (db, now) => void (await forgetOldDeliveries(db, now)) },
    { name: "my-data-exports", everySeconds: 2, run: async (db) => void (await makeNextExport(db, await storage())) },
    { name: "my-data-exports-ended", everySeconds: 600, run: async (db, now) => void (await dropExports(db, async (key) => (await storage()).delete(key), now)) },
    { name: "my-data-leaving", everySeconds: 60, run: async (db, now) => void (await letGo(db, await storage(), now)) },
    { name: "boards", everySeconds: 2, run: async (db, now) => void (await keepBoards(db, now)) },
    { name: "seasons", everySeconds: 60, run: async (db, now) => void (await closeSeasons(db, now)) },
    { name: "tiers", everySeconds: 600, run: async (db, now) => void (await sealMonths(db, now)) },
    { name: "rewards", everySeconds: 10, run: async (db) => followLedger(db) },
    { name: "rewards-codes", everySeconds: 60, run: async (db, now) => void (await expireRedemptions(db, now)) },
    { name: "rewards-lapse", everySeconds: 600, run: async (db, now) => void (await lapseBalances(db, now)) },
    { name: "rewards-lapsing", everySeconds: 600, run: async (db, now) => void (await tellLapsing(db, now)) },
    { name: "challenges", everySeconds: 20, run: async (db, now) => void (await endChallenges(db, now)) },
    { name: "ledger", everySeconds: 10, run: (db, now) => keepLedger(db, ledgerKey(settings), now) },
  ];
}
