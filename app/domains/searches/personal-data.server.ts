import { byUser, within, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What a person looks for. */
export const searchesData: RoomData = {
  tables: [
    { table: "saved_search", key: "id", whose: byUser(), give: "id party_id name params live mails created_at updated_at", withheld: { "Made from the rest, to find.": "anchors", "It says no more than whose rows these are.": "user_id", "It counts changes for us.": "version" } },
    { table: "saved_search_hit", key: "search_id listing_id", whose: within("search_id", "saved_search", byUser()), give: "search_id listing_id found_at seen_at notification_id" },
  ],
  notPersonal: { listing_arrival: "Which listings are new to all searches." },
};
