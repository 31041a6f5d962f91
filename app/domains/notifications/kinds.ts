import type { PartyKind } from "#app/shared/actor.ts";

/** What people are told about. Closed: a new kind gets a default below and a name in the catalogues. */
export const notificationKinds = [
  "deal_request",
  "deal_progress",
  "message",
  "review",
  "booking",
  "booking_reminder",
  "listing_expiry",
  "custody",
  "search_alert",
  "point_correction",
  "moderation",
  "benchmark_step",
  "reward",
  "community",
  "community_post",
  "integration",
  "security",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** How a mail about it comes. */
export const mailModes = ["at_once", "daily", "weekly", "none"] as const;
export type MailMode = (typeof mailModes)[number];

/** The periods of digests. */
export const digestPeriods = ["daily", "weekly"] as const;
export type DigestPeriod = (typeof digestPeriods)[number];

/**
 * What a notification is about. Each type answers whether it is still so in app/flows/still-true.server.ts; a new one
 * does not compile until it does.
 */
export const subjectTypes = ["deal", "thread", "listing", "booking", "search", "claim", "licence", "erasure", "correction", "battery_offer", "round", "consignment", "balance", "membership", "answer", "post", "network", "event", "event_seat", "shelf", "benchmark_steps", "reward_grant", "reward_account", "webhook", "account"] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** How somebody is told of a kind: on the pages, by mail, or neither. */
export type Choice = { inApp: boolean; mail: MailMode };

/** The kinds a person may change or turn off: all but what keeps their account safe. */
export const changeableKinds = notificationKinds.filter((kind) => kind !== "security");

/** True where a person decides about it. */
export function isChangeable(kind: NotificationKind): boolean {
  return kind !== "security";
}

/** True for a kind of the list. */
export function isNotificationKind(value: unknown): value is NotificationKind {
  return typeof value === "string" && (notificationKinds as readonly string[]).includes(value);
}

/** What holds until somebody chooses otherwise. What waits for an answer or for a person comes at once. */
const defaults: Record<NotificationKind, Choice> = {
  deal_request: { inApp: true, mail: "at_once" },
  deal_progress: { inApp: true, mail: "at_once" },
  message: { inApp: true, mail: "at_once" },
  review: { inApp: true, mail: "at_once" },
  booking: { inApp: true, mail: "at_once" },
  booking_reminder: { inApp: true, mail: "at_once" },
  listing_expiry: { inApp: true, mail: "at_once" },
  custody: { inApp: true, mail: "at_once" },
  search_alert: { inApp: true, mail: "daily" },
  point_correction: { inApp: true, mail: "at_once" },
  moderation: { inApp: true, mail: "at_once" },
  benchmark_step: { inApp: true, mail: "at_once" },
  reward: { inApp: true, mail: "daily" },
  community: { inApp: true, mail: "daily" },
  // They stand in the feed, and there may be many: whoever wants them says so.
  community_post: { inApp: false, mail: "none" },
  integration: { inApp: true, mail: "at_once" },
  security: { inApp: true, mail: "at_once" },
};

/** Where several people do one party's work, what needs no answer is gathered. */
const forOrganisations: Partial<Record<NotificationKind, Choice>> = {
  review: { inApp: true, mail: "daily" },
  search_alert: { inApp: true, mail: "weekly" },
};

/** How a kind is told to somebody of a party of this kind; null for what concerns the person alone. */
export function defaultChoice(kind: NotificationKind, partyKind: PartyKind | null): Choice {
  const isHome = partyKind === null || partyKind === "household";
  return (isHome ? undefined : forOrganisations[kind]) ?? defaults[kind];
}

/** Usual times: no quiet hours, digests at eight in the morning, weekly ones on Mondays (ISO weekday). */
export const usualTimes = { digestHour: 8, digestWeekday: 1, quietFromMinute: null, quietUntilMinute: null } as const;

/** How long a message may stay unread before its reader is told, in minutes. */
export const messageWaitMinutes = 15;
