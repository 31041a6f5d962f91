import { benchmarkingData } from "#app/domains/benchmarking/personal-data.server.ts";
import { blocksData } from "#app/domains/blocks/personal-data.server.ts";
import { challengesData } from "#app/domains/challenges/personal-data.server.ts";
import { communitiesData } from "#app/domains/communities/personal-data.server.ts";
import { custodyData } from "#app/domains/custody/personal-data.server.ts";
import { dealsData } from "#app/domains/deals/personal-data.server.ts";
import { devicesData } from "#app/domains/devices/personal-data.server.ts";
import { erasureData } from "#app/domains/erasure/personal-data.server.ts";
import { eventsData } from "#app/domains/events/personal-data.server.ts";
import { identityData } from "#app/domains/identity/personal-data.server.ts";
import { impactData } from "#app/domains/impact/personal-data.server.ts";
import { licencesData } from "#app/domains/licences/personal-data.server.ts";
import { listingsData } from "#app/domains/listings/personal-data.server.ts";
import { messagingData } from "#app/domains/messaging/personal-data.server.ts";
import { myDataData } from "#app/domains/my-data/personal-data.server.ts";
import { notificationsData } from "#app/domains/notifications/personal-data.server.ts";
import { packagingData } from "#app/domains/packaging/personal-data.server.ts";
import { passportsData } from "#app/domains/passports/personal-data.server.ts";
import { pickupsData } from "#app/domains/pickups/personal-data.server.ts";
import { pointsData } from "#app/domains/points/personal-data.server.ts";
import { pricesData } from "#app/domains/prices/personal-data.server.ts";
import { rewardsData } from "#app/domains/rewards/personal-data.server.ts";
import { roundsData } from "#app/domains/rounds/personal-data.server.ts";
import { searchesData } from "#app/domains/searches/personal-data.server.ts";
import { shelvesData } from "#app/domains/shelves/personal-data.server.ts";
import { statisticsData } from "#app/domains/statistics/personal-data.server.ts";
import { supervisionData } from "#app/domains/supervision/personal-data.server.ts";
import { takebackData } from "#app/domains/takeback/personal-data.server.ts";
import { trustData } from "#app/domains/trust/personal-data.server.ts";
import { webhooksData } from "#app/domains/webhooks/personal-data.server.ts";
import { platformData } from "#app/platform/personal-data/platform-tables.server.ts";
import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const rooms: RoomData[] = [
  identityData, listingsData, dealsData, messagingData, pickupsData, pricesData, roundsData, impactData, notificationsData, searchesData, blocksData, communitiesData, benchmarkingData, challengesData, rewardsData,
  trustData, passportsData, erasureData, packagingData, takebackData, pointsData, webhooksData, custodyData, devicesData, eventsData, shelvesData, licencesData, statisticsData, supervisionData, myDataData, platformData,
];

/** Every table there is, in one of three lists: data of a person, who did what, and not about a person. A test compares them with the schema. */
export const personalTables = rooms.flatMap((room) => room.tables);
export const actsTables = rooms.flatMap((room) => room.acts ?? []);
export const notPersonal: Record<string, string> = Object.assign({}, ...rooms.map((room) => room.notPersonal ?? {}));
