import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const notificationsLeaving: AfterLeaving[] = [
  { table: "notification", gone: true },
  { table: "notification_choice", gone: true },
  { table: "notification_setting", gone: true },
  { table: "digest_due", gone: true },
  { table: "message_wait", gone: true },
];
