import { sql } from "#app/platform/db/sql.server.ts";
import { both, byParty, byUser, either, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const moderators = "Somebody of the moderators.";
const counts = "It counts changes for us.";

/** What moderation holds of a person: what they reported and what was decided about theirs. Who reported them is not theirs to know. */
export const trustData: RoomData = {
  tables: [
    {
      table: "report",
      key: "id",
      whose: byUser("reporter_user_id"),
      give: "id reporter_user_id reporter_party_id subject_kind subject_id reason text state created_at closed_at",
      withheld: { "The moderators' own number.": "case_id", "A copy of what somebody else wrote.": "snapshot" },
    },
    {
      table: "moderation_decision",
      key: "id",
      // As their statement shows it; that nothing was done is told to those who reported.
      whose: both(byParty(), (_person, t) => sql`${t}.kind <> 'dismiss'`),
      give: "id kind state party_id subject_kind subject_id rule facts restricted_until detected_by_rule is_automated decided_at settled_at reversed_at",
      withheld: { "The moderators' own number.": "case_id", [moderators]: "decided_by_user_id confirmed_by_user_id", [counts]: "version" },
    },
    {
      table: "moderation_appeal",
      key: "id",
      whose: either(byUser("by_user_id"), byParty("by_party_id")),
      give: "id decision_id side by_user_id by_party_id text state answer created_at decided_at",
      withheld: { [moderators]: "decided_by_user_id", [counts]: "version" },
    },
    { table: "party_restriction", key: "id", whose: byParty(), give: "id party_id kind decision_id starts_at until ended_at" },
    { table: "mark_appeal", key: "id", whose: byParty(), give: "id deal_id party_id mark by_user_id text state answer created_at decided_at", withheld: { [moderators]: "decided_by_user_id", [counts]: "version" } },
    {
      table: "seller_verification",
      key: "party_id",
      whose: byParty(),
      give: "party_id legal_name register_number address vat_id contact_email state reason requested_by_user_id requested_at decided_at expires_at",
      withheld: { [moderators]: "decided_by_user_id", "Which reminders went out.": "warned_at", [counts]: "version" },
    },
  ],
  acts: [{ table: "audit_entry", key: "seq", who: "actor_user_id", at: "at" }],
  notPersonal: {
    moderation_case: "What moderators look at; reports and decisions are given to those whom they concern.",
    hidden_content: "What is not shown to others; its owner has it from the table it stands in.",
    listing_hint: "What rules of suspicion say to moderators.",
    audit_head: "The end of the chain of the record.",
  },
};
