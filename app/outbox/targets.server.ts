import type { Target } from "./dispatch.server.ts";
import { benchmarkingMails } from "./mails/benchmarking.server.ts";
import { claimsMails } from "./mails/claims.server.ts";
import { communitiesMails } from "./mails/communities.server.ts";
import { custodyMails } from "./mails/custody.server.ts";
import { dealLoansMails } from "./mails/deal-loans.server.ts";
import { dealTermsMails } from "./mails/deal-terms.server.ts";
import { dealsMails } from "./mails/deals.server.ts";
import { erasureMails } from "./mails/erasure.server.ts";
import { eventsMails } from "./mails/events.server.ts";
import { licencesMails } from "./mails/licences.server.ts";
import { listingsMails } from "./mails/listings.server.ts";
import { messagesMails } from "./mails/messages.server.ts";
import { passportsMails } from "./mails/passports.server.ts";
import { pickupsMails } from "./mails/pickups.server.ts";
import { pointsMails } from "./mails/points.server.ts";
import { rewardsMails } from "./mails/rewards.server.ts";
import { roundsMails } from "./mails/rounds.server.ts";
import { shelvesMails } from "./mails/shelves.server.ts";
import { trustMails } from "./mails/trust.server.ts";
import { visitMarkMails } from "./mails/visit-marks.server.ts";
import { webhooksMails } from "./mails/webhooks.server.ts";
import { toHints } from "./to-hints.server.ts";
import { searchesMails } from "./mails/searches.server.ts";
import { toProjections } from "./to-projections.server.ts";
import { toPageCache } from "./to-page-cache.server.ts";
import { toMails } from "./to-mails.server.ts";
import { toSockets } from "./to-sockets.server.ts";
import { toWebhooks } from "./to-webhooks.server.ts";

/** Where events go, in this order. */
export const targets: Target[] = [
  toProjections,
  toPageCache,
  toSockets,
  toMails([
    benchmarkingMails,
    claimsMails,
    communitiesMails,
    eventsMails,
    licencesMails,
    custodyMails,
    dealsMails,
    dealTermsMails,
    dealLoansMails,
    erasureMails,
    listingsMails,
    messagesMails,
    passportsMails,
    pickupsMails,
    pointsMails,
    rewardsMails,
    roundsMails,
    searchesMails,
    shelvesMails,
    trustMails,
    visitMarkMails,
    webhooksMails,
  ]),
  toHints,
  toWebhooks,
];
