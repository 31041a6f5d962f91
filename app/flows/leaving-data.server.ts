import { blocksLeaving } from "#app/domains/blocks/leaving.server.ts";
import { communitiesLeaving } from "#app/domains/communities/leaving.server.ts";
import { dealsLeaving } from "#app/domains/deals/leaving.server.ts";
import { erasureLeaving } from "#app/domains/erasure/leaving.server.ts";
import { eventsLeaving } from "#app/domains/events/leaving.server.ts";
import { identityLeaving } from "#app/domains/identity/leaving.server.ts";
import { impactLeaving } from "#app/domains/impact/leaving.server.ts";
import { listingsLeaving } from "#app/domains/listings/leaving.server.ts";
import { messagingLeaving } from "#app/domains/messaging/leaving.server.ts";
import { myDataLeaving } from "#app/domains/my-data/leaving.server.ts";
import { notificationsLeaving } from "#app/domains/notifications/leaving.server.ts";
import { packagingLeaving } from "#app/domains/packaging/leaving.server.ts";
import { passportsLeaving } from "#app/domains/passports/leaving.server.ts";
import { pickupsLeaving } from "#app/domains/pickups/leaving.server.ts";
import { pointsLeaving } from "#app/domains/points/leaving.server.ts";
import { pricesLeaving } from "#app/domains/prices/leaving.server.ts";
import { rewardsLeaving } from "#app/domains/rewards/leaving.server.ts";
import { roundsLeaving } from "#app/domains/rounds/leaving.server.ts";
import { searchesLeaving } from "#app/domains/searches/leaving.server.ts";
import { shelvesLeaving } from "#app/domains/shelves/leaving.server.ts";
import { takebackLeaving } from "#app/domains/takeback/leaving.server.ts";
import { trustLeaving } from "#app/domains/trust/leaving.server.ts";
import { webhooksLeaving } from "#app/domains/webhooks/leaving.server.ts";
import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";
import { platformLeaving } from "#app/platform/personal-data/platform-leaving.server.ts";

/**
 * What becomes of every table with data of people when one leaves, in the order in which it is done: what points at other rows before those,
 * and the account last. A test compares it with the list of what an archive has.
 */
export const afterLeaving: AfterLeaving[] = [
  ...searchesLeaving, ...notificationsLeaving, ...messagingLeaving, ...dealsLeaving, ...roundsLeaving, ...pickupsLeaving, ...pricesLeaving, ...listingsLeaving, ...impactLeaving, ...blocksLeaving,
  ...rewardsLeaving, ...communitiesLeaving, ...trustLeaving, ...passportsLeaving, ...erasureLeaving, ...packagingLeaving, ...takebackLeaving, ...pointsLeaving, ...webhooksLeaving, ...eventsLeaving, ...shelvesLeaving, ...myDataLeaving, ...platformLeaving,
  ...identityLeaving,
];
