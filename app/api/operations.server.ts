import type { Operation } from "./operation.ts";
import { bookingOperations } from "./operations/bookings.server.ts";
import { communityOperations, leaderboardOperations } from "./operations/communities.server.ts";
import { communityLifeOperations } from "./operations/community-life.server.ts";
import { custodyOperations } from "./operations/custody.server.ts";
import { dealAgreementOperations } from "./operations/deal-agreements.server.ts";
import { dealReturnOperations } from "./operations/deal-returns.server.ts";
import { deviceOperations } from "./operations/devices.server.ts";
import { dealOperations } from "./operations/deals.server.ts";
import { erasureOperations } from "./operations/erasures.server.ts";
import { factorOperations } from "./operations/factors.server.ts";
import { gateOperations } from "./operations/gate.server.ts";
import { homeOperations } from "./operations/home.server.ts";
import { impactOperations } from "./operations/impact.server.ts";
import { ledgerLogOperations } from "./operations/ledger-log.server.ts";
import { listingOperations } from "./operations/listings.server.ts";
import { messageOperations } from "./operations/messages.server.ts";
import { notificationOperations } from "./operations/notifications.server.ts";
import { packagingOperations } from "./operations/packaging.server.ts";
import { passportOperations } from "./operations/passports.server.ts";
import { pointBagOperations } from "./operations/points-bag.server.ts";
import { pointOperations } from "./operations/points.server.ts";
import { priceOperations } from "./operations/prices.server.ts";
import { targetsOperations } from "./operations/targets.server.ts";
import { takebackOperations } from "./operations/takeback.server.ts";
import { trustOperations } from "./operations/trust.server.ts";
import { waitingOperations } from "./operations/waiting.server.ts";
import { visitOperations } from "./operations/visits.server.ts";
import { webhookOperations } from "./operations/webhooks.server.ts";

/** The parts of the API, as the document lists them. */
export const tags = [
  { name: "points", description: "Recycling points: where, what they take, when they are open." },
  { name: "listings", description: "Goods and materials, for sale, free or wanted." },
  { name: "deals", description: "From a request to the hand-over." },
  { name: "bookings", description: "Drop-offs at a recycling point, and pickups at the door." },
  { name: "custody", description: "Where material went: lots and what happened to them." },
  { name: "impact", description: "The avoided-emissions ledger." },
  { name: "leaderboards", description: "Communities beside each other." },
  { name: "communities", description: "Who adds up together." },
  { name: "devices", description: "What registered scales and terminals send, signed." },
  { name: "erasure", description: "What becomes of the data on devices that go to a recycler, and its certificates." },
  { name: "passports", description: "Batteries: what they are, their states of health, their lives." },
  { name: "packaging", description: "Boxes lent for a deposit." },
  { name: "takeback", description: "Producers that take their goods back, and what came back." },
  { name: "moderation", description: "Reports, what came of them, and the public figures." },
  { name: "notifications", description: "What the token's person has been told." },
  { name: "webhooks", description: "Events posted to addresses of a party, signed as Standard Webhooks say." },
] as const;

/** Every operation of /api/v1. */
export const operations: readonly Operation[] = [
  ...pointBagOperations,
  ...pointOperations,
  ...listingOperations,
  ...dealOperations,
  ...dealAgreementOperations,
  ...dealReturnOperations,
  ...messageOperations,
  ...bookingOperations,
  ...waitingOperations,
  ...visitOperations,
  ...gateOperations,
  ...custodyOperations,
  ...deviceOperations,
  ...erasureOperations,
  ...passportOperations,
  ...packagingOperations,
  ...takebackOperations,
  ...targetsOperations,
  ...homeOperations,
  ...priceOperations,
  ...impactOperations,
  ...factorOperations,
  ...ledgerLogOperations,
  ...leaderboardOperations,
  ...communityOperations,
  ...communityLifeOperations,
  ...trustOperations,
  ...notificationOperations,
  ...webhookOperations,
];
