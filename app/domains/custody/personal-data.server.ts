import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const mass = "Mass between recyclers; households are in the ledger's entries.";

/** What custody holds of a person: who noted an act. */
export const custodyData: RoomData = {
  tables: [],
  acts: [
    { table: "custody_act", key: "id", who: "actor_user_id", at: "at" },
    { table: "consignment", key: "id", who: "created_by_user_id", at: "created_at" },
  ],
  notPersonal: {
    custody_posting: mass,
    custody_lot: mass,
    custody_edge: mass,
    custody_balance: mass,
    custody_origin: mass,
    custody_part: mass,
    consignment_line: mass,
    balance_alarm: "A recycler's month.",
  },
};
