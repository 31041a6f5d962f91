import { sql } from "#app/platform/db/sql.server.ts";
import { both, byParty, either, privatePhoto, within, type RoomData, type Whose } from "#app/platform/personal-data/personal-data.server.ts";

/** Deals of which the person's household is a side. */
export const dealsOfPerson = byParty("giver_party_id taker_party_id");
const ofDeal = within("deal_id", "deal", dealsOfPerson);

/** As the deal's page shows it: the other side's once it is revealed, and not what moderation took away. */
const readable: Whose = ({ now }, t) => sql`(${t}.reveal_at <= ${now}::timestamptz AND NOT EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'review' AND h.subject_id = ${t}.id))`;

/** What deals hold of a person. */
export const dealsData: RoomData = {
  tables: [
    {
      table: "deal",
      key: "id",
      whose: dealsOfPerson,
      give: `id listing_id giver_party_id taker_party_id requester_party_id requested_by_user_id kind light state terms_number accepted_terms units remanufactured
        agreed_starts_at agreed_ends_at agreed_place window_by_side window_agreed_at pending_change lent_at loan_due_at handed_back_at settled_minor handed_over_by moved_units
        measured_grams weight_confirmed respond_by auto_complete_at end_reason contested_at resolution created_at updated_at handed_over_at completed_at`,
      named: "giver_party_id taker_party_id requester_party_id",
      withheld: { "It proves that somebody stands there.": "handover_code handover_attempts handover_blocked_until", "It counts for us.": "holds_units version" },
    },
    { table: "deal_terms", key: "deal_id number", whose: ofDeal, give: "deal_id number by_side by_user_id units price_minor currency price_basis swap_listing_id swap_units paid_by_side loan_days note created_at" },
    { table: "deal_undoing", key: "id", whose: both(byParty(), ofDeal), give: "id deal_id party_id side agreed_starts_at reason at" },
    { table: "deal_inspection", key: "id", whose: ofDeal, give: "id deal_id quoted_minor found_minor currency reasons note created_at", withheld: { "Somebody else, or listed under what you did.": "inspector_user_id" } },
    {
      table: "deal_inspection_photo",
      key: "id",
      whose: within("inspection_id", "deal_inspection", ofDeal),
      give: "id inspection_id position width height",
      withheld: { "The file itself is in the archive.": "storage_key" },
      file: privatePhoto,
    },
    {
      table: "deal_review",
      key: "id",
      whose: both(either(byParty("author_party_id"), both(byParty("about_party_id"), readable)), ofDeal),
      give: "id deal_id side author_user_id author_party_id about_party_id verdict reasons text reveal_at created_at updated_at",
      named: "author_party_id about_party_id",
      withheld: { "It counts for us.": "announced_at version" },
    },
  ],
  notPersonal: { deal_reminder: "Which reminders of a deal went out; the notifications say what they said." },
};
