import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** They wrote there: the name stood above what they wrote, private or not. */
const communityName = (_person: unknown, t: Sql) => sql`(SELECT p.name FROM party p WHERE p.id = ${t}.party_id)`;

/** What communities hold of a person; their memberships are identity's. */
export const communitiesData: RoomData = {
  tables: [
    { table: "community_invitation_use", key: "invitation_id user_id", whose: byUser(), give: "invitation_id taken_at", withheld: { "It says no more than whose rows these are.": "user_id" } },
    {
      table: "community_post",
      key: "id",
      whose: byUser("author_user_id"),
      give: "id party_id kind audience body state pinned_at created_at withdrawn_at",
      say: { party_id: communityName },
      withheld: { "It says no more than whose rows these are.": "author_user_id author_party_id", "It counts changes for us.": "version" },
    },
    {
      table: "community_answer",
      key: "id",
      whose: byUser("author_user_id"),
      give: "id post_id body state helped_at created_at withdrawn_at",
      withheld: { "It says no more than whose rows these are.": "author_user_id author_party_id", "It counts changes for us.": "version" },
    },
  ],
  acts: [
    { table: "community_invitation", key: "id", who: "created_by_user_id", at: "created_at" },
    { table: "community_network", key: "id", who: "founded_by_user_id", at: "created_at" },
    { table: "community_network_member", key: "network_id party_id", who: "changed_by_user_id", at: "changed_at" },
  ],
};
