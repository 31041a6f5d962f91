import type { DomainEvents, EventType } from "#app/outbox/events.ts";

/**
 * What a party may have sent to it, and which facts of each event go along. An event concerns a party when the party is among its
 * topics. Only ids of what the party sees anyway, and words that stand on its own pages: no person, no text, no place.
 */
const facts = {
  "listings.changed": ["listingId"],
  "listings.expiring": ["listingId"],
  "listings.expired": ["listingId"],
  "deals.requested": ["dealId"],
  "deals.accepted": ["dealId"],
  "deals.countered": ["dealId", "number", "bySide"],
  "deals.declined": ["dealId"],
  "deals.cancelled": ["dealId", "bySide"],
  "deals.expired": ["dealId"],
  "deals.scheduled": ["dealId"],
  "deals.time-agreed": ["dealId"],
  "deals.handed-over": ["dealId"],
  "deals.completed": ["dealId"],
  "deals.disputed": ["dealId"],
  "deals.resolved": ["dealId"],
  "pickups.booked": ["bookingId"],
  "pickups.rescheduled": ["bookingId", "fromBookingId"],
  "pickups.cancelled": ["bookingId"],
  "pickups.checked-in": ["bookingId"],
  "pickups.weighed": ["bookingId"],
  "pickups.completed": ["bookingId"],
  "pickups.no-show": ["bookingId"],
  "pickups.rejected": ["bookingId"],
  "points.changed": ["pointId"],
  "prices.changed": ["material"],
  "custody.sent": ["consignmentId"],
  "custody.received": ["consignmentId"],
  "custody.refused": ["consignmentId"],
  "custody.returned": ["consignmentId"],
  "rounds.published": ["roundId"],
} as const satisfies { [T in EventType]?: readonly (keyof DomainEvents[T])[] };

export type WebhookEventType = keyof typeof facts;

/** The types one can choose, in the order of the form. */
export const webhookEventTypes = Object.keys(facts) as WebhookEventType[];

/** The types under headings, by their first word. */
export const webhookEventGroups = [...new Set(webhookEventTypes.map((type) => type.split(".")[0] ?? ""))].map((group) => ({
  group,
  types: webhookEventTypes.filter((type) => type.startsWith(`${group}.`)),
}));

/** True for a type one can choose. */
export function isWebhookEventType(type: string): type is WebhookEventType {
  return Object.hasOwn(facts, type);
}

/** The names of the facts that go along with a type. */
export function factsOf(type: WebhookEventType): readonly string[] {
  return facts[type];
}

/** The body of a delivery: the event's type, its instant and its public facts, and nothing else of its payload. */
export function webhookBody(event: { type: WebhookEventType; occurredAt: Date; payload: Record<string, unknown> }): string {
  const data = Object.fromEntries(factsOf(event.type).flatMap((name) => (event.payload[name] === undefined ? [] : [[name, event.payload[name]]])));
  return JSON.stringify({ type: event.type, timestamp: event.occurredAt.toISOString(), data });
}
