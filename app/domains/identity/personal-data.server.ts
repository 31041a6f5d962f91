import { byUser, type RoomData, type Whose } from "#app/platform/personal-data/personal-data.server.ts";
import { sql } from "#app/platform/db/sql.server.ts";

const households: Whose = ({ partyIds }, t) => sql`${t}.id = ANY(${[...partyIds]}::text[])`;

/** What accounts and parties hold of a person. */
export const identityData: RoomData = {
  tables: [
    { table: "user", key: "id", whose: ({ userId }, t) => sql`${t}.id = ${userId}`, give: "id name email email_verified image locale is_operator created_at updated_at" },
    { table: "session", key: "id", whose: byUser(), give: "id expires_at ip_address user_agent active_party_id created_at updated_at", withheld: { "It lets in whoever has it.": "token", "It says no more than whose rows these are.": "user_id" } },
    {
      table: "account",
      key: "id",
      whose: byUser(),
      give: "id provider_id scope created_at updated_at",
      withheld: { "It lets in whoever has it.": "access_token refresh_token id_token password", "Of use to the sign-in only.": "account_id access_token_expires_at refresh_token_expires_at", "It says no more than whose rows these are.": "user_id" },
    },
    {
      table: "party",
      key: "id",
      whose: households,
      give: "id kind name slug description country_code time_zone place_label latitude longitude headcount member_count join_policy is_listed home_community_id created_by_user_id created_at updated_at",
      say: { home_community_id: (_person, t) => sql`(SELECT c.name FROM party c WHERE c.id = ${t}.home_community_id)` },
      withheld: { "It lets in whoever has it.": "invite_token", "Communities have rules; households do not.": "rules_text rules_version", "It counts changes for us.": "version", "Nobody is there to read it.": "left_at" },
    },
    {
      table: "membership",
      key: "id",
      // Of those who share a household, only what is the person's own.
      whose: byUser(),
      give: "id party_id role state joined_at ended_at request_text rules_version removed_at removal_reason",
      // Their own parties: the name stands in their menu, private or not.
      say: { party_id: (_person, t) => sql`(SELECT p.name FROM party p WHERE p.id = ${t}.party_id)` },
      withheld: { "It says no more than whose rows these are.": "user_id", "It counts changes for us.": "version" },
    },
    { table: "calendar_feed", key: "id", whose: byUser(), give: "id party_id created_at last_read_at", withheld: { "It lets in whoever has it.": "secret_hash", "It says no more than whose rows these are.": "user_id" } },
    { table: "api_token", key: "id", whose: byUser(), give: "id party_id name scopes created_at expires_at last_used_at revoked_at", withheld: { "It lets in whoever has it.": "token_hash", "It says no more than whose rows these are.": "user_id" } },
  ],
  notPersonal: { verification: "Codes of links in mails, which end by themselves within a day." },
};
