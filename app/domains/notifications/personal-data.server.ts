import { byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const whose = "It says no more than whose rows these are.";

/** What a person was told, and how they want to be told. */
export const notificationsData: RoomData = {
  tables: [
    { table: "notification", key: "id", whose: byUser(), give: "id party_id kind subject_type subject_id path words in_app mail mail_settled_at read_at created_at", withheld: { "It tells repeated causes.": "cause_key true_while", [whose]: "user_id" } },
    { table: "notification_choice", key: "user_id party_id kind", whose: byUser(), give: "party_id kind in_app mail mail_before", withheld: { [whose]: "user_id" } },
    {
      table: "notification_setting",
      key: "user_id",
      whose: byUser(),
      give: "quiet_from_minute quiet_until_minute time_zone digest_hour digests_off",
      withheld: { "The links in mails are made with it.": "link_version", "It counts changes for us.": "version", [whose]: "user_id" },
    },
    { table: "digest_due", key: "user_id period", whose: byUser(), give: "period due_at", withheld: { [whose]: "user_id" } },
    { table: "message_wait", key: "conversation_id user_id", whose: byUser(), give: "conversation_id deal_id party_id first_seq due_at told_at", withheld: { [whose]: "user_id" } },
  ],
};
