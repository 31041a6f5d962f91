import { stepMarks } from "#app/domains/benchmarking/told.repository.server.ts";
import { networkMarks } from "#app/domains/communities/networks/told.repository.server.ts";
import { answerMarks } from "#app/domains/communities/posts/feed.repository.server.ts";
import { postMarks } from "#app/domains/communities/posts/told.repository.server.ts";
import { membershipMarks } from "#app/domains/communities/told.repository.server.ts";
import { balanceMarks, consignmentMarks } from "#app/domains/custody/marks.repository.server.ts";
import { dealMarks } from "#app/domains/deals/deal-marks.repository.server.ts";
import { erasureMarks } from "#app/domains/erasure/erasure.repository.server.ts";
import { claimMarks } from "#app/domains/listings/claims/claims.repository.server.ts";
import { listingMarks } from "#app/domains/listings/listing-marks.repository.server.ts";
import { UNREAD, unreadThreads } from "#app/domains/messaging/unread-marks.repository.server.ts";
import { effectiveChoice } from "#app/domains/notifications/notify.service.server.ts";
import type { SubjectType } from "#app/domains/notifications/kinds.ts";
import { findRecipient, findWaiting, listActivePartyIds, type Recipient, type WaitingRow } from "#app/domains/notifications/notifications.repository.server.ts";
import { correctionMarks } from "#app/domains/points/corrections/corrections.repository.server.ts";
import { transferMarks } from "#app/domains/passports/passports.repository.server.ts";
import { bookingMarks } from "#app/domains/pickups/booking-marks.repository.server.ts";
import { licenceMarks } from "#app/domains/licences/licences.repository.server.ts";
import { grantMarks, lapseMarks } from "#app/domains/rewards/told.repository.server.ts";
import { roundMarks } from "#app/domains/rounds/told.repository.server.ts";
import { eventMarks, seatMarks } from "#app/domains/events/told.repository.server.ts";
import { shelfMarks } from "#app/domains/shelves/shelves.repository.server.ts";
import { webhookMarks } from "#app/domains/webhooks/webhooks.repository.server.ts";
import type { Db } from "#app/platform/db/database.server.ts";
import type { MailNow } from "#app/platform/mail/mail.repository.server.ts";
import { stepMailNow } from "./tell-steps.server.ts";
import { findMailNow, searchMarks } from "./tell-finds.server.ts";

/** What is so of each row's subject now, by the row's id. A subject that is gone is not in it. */
type Marks = (db: Db, rows: readonly WaitingRow[], now: Date) => Promise<Map<string, readonly string[]>>;

/** Each type of subject answers here; a new type (notifications/kinds.ts) does not compile until it does. */
const marksOf: Record<SubjectType, Marks> = {
  deal: bySubject(dealMarks),
  listing: bySubject((db, ids) => listingMarks(db, ids)),
  booking: bySubject(bookingMarks),
  round: bySubject((db, ids) => roundMarks(db, ids)),
  async thread(db, rows) {
    const unread = await unreadThreads(db, rows.map((row) => ({ dealId: row.subjectId, userId: row.userId, partyId: row.partyId })));
    return new Map(rows.map((row) => [row.id, unread.has(`${row.subjectId} ${row.userId}`) ? [UNREAD] : []]));
  },
  search: searchMarks,
  correction: bySubject((db, ids) => correctionMarks(db, ids)),
  claim: bySubject((db, ids) => claimMarks(db, ids)),
  licence: bySubject((db, ids) => licenceMarks(db, ids)),
  erasure: bySubject(erasureMarks),
  battery_offer: bySubject(transferMarks),
  consignment: bySubject((db, ids) => consignmentMarks(db, ids)),
  webhook: bySubject((db, ids) => webhookMarks(db, ids)),
  balance: bySubject((db, ids) => balanceMarks(db, ids)),
  answer: bySubject((db, ids) => answerMarks(db, ids)),
  post: byReader((db, row) => postMarks(db, { postId: row.subjectId, userId: row.userId })),
  network: bySubject((db, ids) => networkMarks(db, ids)),
  membership: bySubject((db, ids) => membershipMarks(db, ids)),
  event: bySubject((db, ids, now) => eventMarks(db, ids, now)),
  event_seat: bySubject((db, ids, now) => seatMarks(db, ids, now)),
  shelf: bySubject((db, ids, now) => shelfMarks(db, ids, now)),
  benchmark_steps: byReader((db, row) => stepMarks(db, { cycleId: row.subjectId, userId: row.userId })),
  reward_grant: byReader((db, row) => grantMarks(db, { grantId: row.subjectId, userId: row.userId })),
  reward_account: byReader((db, row, now) => lapseMarks(db, { accountId: row.subjectId, userId: row.userId, now })),
  account: (_db, rows) => Promise.resolve(new Map(rows.map((row) => [row.id, []]))),
};

/** Where it also depends on who was told. */
function byReader(marks: (db: Db, row: WaitingRow, now: Date) => Promise<string[]>): Marks {
  return async (db, rows, now) => {
    const found = new Map<string, readonly string[]>();
    for (const row of rows) found.set(row.id, await marks(db, row, now));
    return found;
  };
}

function bySubject(marks: (db: Db, ids: readonly string[], now: Date) => Promise<Map<string, string[]>>): Marks {
  return async (db, rows, now) => {
    const found = await marks(db, [...new Set(rows.map((row) => row.subjectId))], now);
    return new Map(rows.flatMap((row) => (found.has(row.subjectId) ? [[row.id, found.get(row.subjectId) ?? []] as const] : [])));
  };
}

/**
 * Those of the rows that still hold: the subject is there, one of the marks they depend on is so, and the person still
 * belongs to the party. What is mailed later than it happened is asked here first. The order is kept.
 */
export async function stillTrue(db: Db, rows: readonly WaitingRow[], now: Date): Promise<WaitingRow[]> {
  const holding = new Set<string>();
  for (const type of new Set(rows.map((row) => row.subjectType))) {
    const ofType = rows.filter((row) => row.subjectType === type);
    const marks = await marksOf[type](db, ofType, now);
    for (const row of ofType) {
      const so = marks.get(row.id);
      if (so && (row.trueWhile.length === 0 || row.trueWhile.some((mark) => so.includes(mark)))) holding.add(row.id);
    }
  }
  const parties = new Map<string, Set<string>>();
  for (const userId of new Set(rows.map((row) => row.userId))) parties.set(userId, new Set(await listActivePartyIds(db, userId)));
  return rows.filter((row) => holding.has(row.id) && (row.partyId === "" || parties.get(row.userId)?.has(row.partyId) === true));
}

/** What lists several things says which of them are left when its mail leaves; null when none is. */
const mailNow: Partial<Record<SubjectType, (db: Db, row: WaitingRow, to: Recipient, now: Date) => Promise<MailNow | null>>> = { search: findMailNow, benchmark_steps: stepMailNow };

/**
 * Whether a mail that had to wait (quiet hours, a mail server that was down) may leave now: what it says still holds, and
 * the person has not turned its kind off meanwhile. Where it lists several things, the mail as it reads now.
 */
export async function mayMailLeave(db: Db, notificationId: string, now: Date = new Date()): Promise<boolean | MailNow> {
  const row = await findWaiting(db, notificationId);
  if (!row) return false;
  const to = await findRecipient(db, row);
  if (!to || effectiveChoice(row.kind, to).mail === "none") return false;
  if ((await stillTrue(db, [row], now)).length === 0) return false;
  const sayNow = mailNow[row.subjectType];
  return sayNow ? ((await sayNow(db, row, to, now)) ?? false) : true;
}
