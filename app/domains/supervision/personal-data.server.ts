import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What supervision holds of a person: which operator stated a region. */
export const supervisionData: RoomData = {
  tables: [],
  acts: [{ table: "authority_region", key: "party_id region", who: "stated_by_user_id", at: "stated_at" }],
};
