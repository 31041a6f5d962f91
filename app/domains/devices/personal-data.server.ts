import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What devices hold of a person: who registered and who handled. */
export const devicesData: RoomData = {
  tables: [],
  acts: [
    { table: "device", key: "id", who: "registered_by_user_id revoked_by_user_id", at: "registered_at" },
    { table: "device_reading", key: "id", who: "handled_by_user_id", at: "received_at" },
  ],
  notPersonal: { device_nonce: "Numbers of requests of a recycler's scales." },
};
