import { sql, type Sql } from "#app/platform/db/sql.server.ts";
import { both, byParty, byUser, privatePhoto, within, type Person, type RoomData, type Whose } from "#app/platform/personal-data/personal-data.server.ts";

const ofDeal = within("deal_id", "deal", byParty("giver_party_id taker_party_id"));
const ofConversation = within("conversation_id", "conversation", ofDeal);

const isHidden = (message: Sql) => sql`EXISTS (SELECT 1 FROM hidden_content h WHERE h.subject_kind = 'message' AND h.subject_id = ${message})`;
const asSeen = (column: Sql) => (_person: Person, t: Sql) => sql`CASE WHEN ${isHidden(sql`${t}.id`)} THEN NULL ELSE ${t}.${column} END`;

const shownPhotos: Whose = (_person, t) => sql`NOT EXISTS (SELECT 1 FROM message m WHERE m.id = ${t}.message_id AND (m.withdrawn_at IS NOT NULL OR ${isHidden(sql`m.id`)}))`;

/** What messages hold of a person: their conversations, as they see them. */
export const messagingData: RoomData = {
  tables: [
    { table: "conversation", key: "id", whose: ofDeal, give: "id deal_id created_at", withheld: { "It counts for us.": "next_seq" } },
    {
      table: "message",
      key: "conversation_id id",
      whose: ofConversation,
      give: "id conversation_id seq kind author_user_id author_party_id body system_code system_params created_at withdrawn_at",
      named: "author_party_id",
      say: { body: asSeen(sql`body`) },
      withheld: { "The same words, for the search.": "search_text", "It tells repeated sending.": "client_id" },
    },
    {
      table: "message_photo",
      key: "id",
      whose: both(within("message_id", "message", ofConversation), shownPhotos),
      give: "id message_id position width height",
      withheld: { "The file itself is in the archive.": "storage_key" },
      file: privatePhoto,
    },
    {
      table: "withdrawn_message",
      key: "message_id",
      whose: within("message_id", "message", both(byUser("author_user_id"), ofConversation)),
      give: "message_id body delete_after",
    },
    { table: "read_mark", key: "conversation_id user_id", whose: byUser(), give: "conversation_id seq updated_at", withheld: { "It says no more than whose rows these are.": "user_id" } },
  ],
};
