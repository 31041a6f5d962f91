/**
 * Everything that can happen, with what is told about it: ids, never rows. One list, so that "what can happen?" has one
 * answer. `topics` of an event (see record) name whose pages change; the payload is for mails, webhooks and projections.
 */
export type DomainEvents = {
  "identity.membership-changed": { partyId: string; userId: string };
  "communities.membership-moved": { membershipId: string; version: number; what: "asked" | "accepted" | "declined" | "removed" };
  "communities.posts-changed": { partyId: string; postId: string };
  "communities.posted": { postId: string };
  "communities.answered": { answerId: string };
  "communities.network-changed": { networkId: string; partyId: string | null };
  "communities.network-asked": { networkId: string; partyId: string; version: number };
  "communities.invitations-changed": { partyId: string };
  "benchmarking.changed": { communityId: string };
  "benchmarking.owner-set": { cycleId: string; userId: string; steps: string[]; at: string };
  "events.changed": { eventId: string };
  "events.moved": { eventId: string; version: number; what: "changed" | "cancelled" };
  "events.place-came": { rsvpId: string; version: number };
  "events.load-waits": { eventId: string };
  "shelves.changed": { itemId: string };
  "shelves.kept": { waitId: string };
  "listings.changed": { listingId: string };
  "searches.changed": { searchId: string };
  "listings.claim-decided": { claimId: string; version: number };
  "listings.expiring": { listingId: string };
  "listings.expired": { listingId: string };
  "deals.requested": { dealId: string };
  "deals.accepted": { dealId: string; bySide?: "giver" | "taker" };
  "deals.countered": { dealId: string; number: number; bySide: "giver" | "taker" };
  "deals.declined": { dealId: string; bySide?: "giver" | "taker" };
  "deals.undone": { dealId: string; bySide?: "giver" | "taker" };
  "deals.listing-changed": { dealId: string; bySide?: "giver" | "taker" };
  "deals.change-agreed": { dealId: string; bySide?: "giver" | "taker" };
  "deals.expired": { dealId: string };
  "deals.lapsed": { dealId: string };
  "deals.cancelled": { dealId: string; bySide: "giver" | "taker" | "operator" };
  "deals.scheduled": { dealId: string; bySide?: "giver" | "taker" };
  "deals.time-agreed": { dealId: string; bySide?: "giver" | "taker" };
  "deals.reminder": { dealId: string; kind: string; about: string };
  "deals.handed-over": { dealId: string };
  "deals.completed": { dealId: string; entryIds: string[] };
  "deals.disputed": { dealId: string; bySide?: "giver" | "taker" };
  "deals.no-show": { dealId: string; bySide?: "giver" | "taker" };
  "deals.resolved": { dealId: string };
  "deals.lent": { dealId: string };
  "deals.loan-extended": { dealId: string };
  "deals.loan-due": { dealId: string };
  "deals.loan-overdue": { dealId: string };
  "deals.sent-back": { dealId: string };
  "deals.returned": { dealId: string };
  "deals.lost": { dealId: string; bySide?: "giver" | "taker" };
  "deals.received": { dealId: string };
  "deals.requoted": { dealId: string };
  "deals.requote-due": { dealId: string };
  "deals.reviewed": { dealId: string; bySide: "giver" | "taker" };
  "deals.reviews-revealed": { dealId: string; bySide?: "giver" | "taker" };
  "messaging.message-sent": { dealId: string; conversationId: string; seq: number };
  "messaging.message-withdrawn": { dealId: string; seq: number };
  "messaging.read": { dealId: string; userId: string };
  "blocks.changed": { partyIds: [string, string] };
  "points.imported": { sourceName: string; created: number; updated: number };
  "points.changed": { pointId: string };
  "points.state-reported": { pointId: string };
  "points.corrected": { correctionId: string; pointId: string };
  "points.correction-decided": { correctionId: string; pointId: string };
  "pickups.slot-changed": { slotId: string; pointId: string };
  "pickups.slots-opened": { pointId: string; count: number };
  "pickups.slot-closed": { slotId: string; pointId: string; bookingIds: string[] };
  "pickups.hours-changed": { pointId: string; bookingIds: string[] };
  "prices.changed": { recyclerPartyId: string; material: string };
  "pickups.area-changed": { areaId: string };
  "pickups.home-changed": { bookingId: string };
  "pickups.held": { bookingId: string };
  "pickups.hold-expired": { bookingId: string };
  "pickups.booked": { bookingId: string };
  "pickups.rescheduled": { bookingId: string; fromBookingId: string };
  "pickups.cancelled": { bookingId: string };
  "pickups.line-changed": { slotId: string };
  "pickups.offered": { entryId: string; bookingId: string };
  "pickups.line-closed": { entryId: string };
  "pickups.checked-in": { bookingId: string };
  "pickups.weighed": { bookingId: string };
  "pickups.completed": { bookingId: string; entryIds: string[] };
  "pickups.no-show": { bookingId: string };
  "pickups.missed": { bookingId: string };
  "pickups.rejected": { bookingId: string };
  "rounds.changed": { roundIds: string[] };
  "rounds.published": { roundId: string };
  "rounds.moved": { roundId: string };
  "rounds.reordered": { roundId: string; stopIds: string[] };
  "rounds.late": { roundId: string; stopIds: string[] };
  "rounds.left-out": { roundId: string; stopIds: string[] };
  "rounds.closed": { roundId: string };
  "takeback.changed": { programmeId: string };
  "packaging.changed": { poolId: string };
  "passports.changed": { passportId: string };
  "passports.offered": { passportId: string; transferId: string };
  "erasure.changed": { erasureId: string };
  "erasure.certified": { erasureId: string };
  "pickups.walked-in": { bookingId: string };
  "pickups.mark-contested": { bookingId: string };
  "pickups.mark-settled": { bookingId: string };
  "pickups.resource-changed": { resourceId: string };
  "impact.entry-recorded": { entryId: string };
  "boards.hold-changed": { entryId: string };
  "boards.choice-changed": { partyId: string };
  "boards.season-closed": { season: string };
  "boards.computed": { count: number };
  "custody.changed": { pointId: string };
  "custody.sent": { consignmentId: string };
  "custody.received": { consignmentId: string };
  "custody.refused": { consignmentId: string };
  "custody.returned": { consignmentId: string };
  "custody.alarm": { pointId: string; month: string };
  "trust.reported": { reportId: string };
  "trust.case-opened": { caseId: string };
  "trust.case-changed": { caseId: string };
  "trust.decided": { decisionId: string };
  "trust.settled": { decisionId: string };
  "trust.appealed": { appealId: string };
  "trust.appeal-answered": { appealId: string };
  "trust.mark-contested": { appealId: string };
  "trust.mark-answered": { appealId: string };
  "trust.seller-requested": { partyId: string };
  "trust.seller-answered": { partyId: string; version: number };
  "trust.seller-expiring": { partyId: string; version: number };
  "trust.seller-expired": { partyId: string; version: number };
  "licences.submitted": { licenceId: string };
  "licences.moved": { licenceId: string; version: number; verb: "withdraw" | "accept" | "refuse" | "suspend" | "reinstate" };
  "licences.ending": { licenceId: string; daysBefore: number; daysLeft: number };
  "statistics.targets-changed": { subject: string };
  "supervision.regions-changed": { partyId: string };
  "devices.changed": { deviceId: string };
  "devices.readings-came": { deviceId: string; count: number };
  "devices.reading-settled": { readingId: string };
  "notifications.changed": { userId: string };
  "my-data.export-changed": { userId: string };
  "rewards.changed": { programmeId: string };
  "rewards.held": { grantId: string };
  "rewards.decided": { grantId: string };
  "challenges.changed": { challengeId: string };
  "my-data.leaving-changed": { userId: string };
  "webhooks.changed": { endpointId: string };
  "webhooks.switched-off": { endpointId: string; version: number };
};

export type EventType = keyof DomainEvents;

/**
 * Whose pages change. Moderators may watch `moderation`, anybody `board`, `listings`, `listing:ID`, `point:ID`; `community:ID`,
 * `deal:ID`, `user:ID`, `party:ID` and `booking:ID` are checked (app/realtime/topics.server.ts).
 */
export type Topic =
  | "board"
  | "listings"
  | "moderation"
  | `listing:${string}`
  | `point:${string}`
  | `community:${string}`
  | `deal:${string}`
  | `user:${string}`
  | `party:${string}`
  | `booking:${string}`;

/** An event to record: its type, payload, and the topics whose watchers look again. */
export type NewEvent = {
  [T in EventType]: { type: T; payload: DomainEvents[T]; topics: Topic[] };
}[EventType];

/** An event as dispatched. `id` grows with recording. */
export type RecordedEvent = NewEvent & { id: bigint; occurredAt: Date };
