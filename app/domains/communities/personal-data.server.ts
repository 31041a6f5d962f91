import { byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What communities hold of a person; their memberships are identity's. */
export const communitiesData: RoomData = {
  tables: [{ table: "community_invitation_use", key: "invitation_id user_id", whose: byUser(), give: "invitation_id taken_at", withheld: { "It says no more than whose rows these are.": "user_id" } }],
  acts: [{ table: "community_invitation", key: "id", who: "created_by_user_id", at: "created_at" }],
};
