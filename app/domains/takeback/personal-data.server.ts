import { byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What take-back programmes hold of a person. */
export const takebackData: RoomData = {
  tables: [{ table: "takeback_pledge", key: "id", whose: byUser("pledged_by_user_id"), give: "id programme_id cause_type cause_id subject item_count pledged_by_user_id created_at" }],
  acts: [{ table: "takeback_programme", key: "id", who: "created_by_user_id", at: "created_at" }],
  notPersonal: { takeback_recycler: "Which recyclers take part." },
};
