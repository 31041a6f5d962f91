import { takeEvent } from "#app/domains/webhooks/deliver.service.server.ts";
import type { Target } from "./dispatch.server.ts";

/** Notes events for the addresses that parties have registered; a timer sends them. A repeated event is noted once. */
export const toWebhooks: Target = {
  name: "webhooks",
  async deliver(db, event) {
    await takeEvent(db, event);
  },
};
