import { byUser } from "./personal-data.server.ts";
import type { AfterLeaving } from "./leaving.server.ts";

export const platformLeaving: AfterLeaving[] = [
  { table: "mail_message", gone: true },
  // Its answers say what the person did.
  { table: "idempotency_key", gone: true, whose: byUser() },
];
