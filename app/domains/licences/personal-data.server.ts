import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What licences hold of a person: who handed in and who decided. */
export const licencesData: RoomData = {
  tables: [],
  acts: [{ table: "licence", key: "id", who: "submitted_by_user_id decided_by_user_id", at: "submitted_at" }],
  notPersonal: { licence_notice: "Which notices of a licence's end went out." },
};
