import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const webhooksLeaving: AfterLeaving[] = [
  { table: "webhook_attempt", gone: true },
  { table: "webhook_delivery", gone: true },
  { table: "webhook_endpoint", gone: true },
];
