import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What statistics hold of a person: who entered a figure or a target. */
export const statisticsData: RoomData = {
  tables: [],
  acts: [
    { table: "national_figure", key: "target_code year version", who: "entered_by_user_id", at: "entered_at" },
    { table: "own_target", key: "id", who: "entered_by_user_id", at: "entered_at" },
  ],
  notPersonal: {
    tier_month: "Masses of all together by month, with how many parties stand behind each.",
    tier_seal: "Which months are summed.",
  },
};
