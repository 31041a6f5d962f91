import { byParty, byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const counts = "It counts for us.";
const keepers = "Somebody who worked at the desk.";

/** What communities' days hold of a person and their household. */
export const eventsData: RoomData = {
  tables: [
    { table: "event_rsvp", key: "id", whose: byParty(), give: "id event_id party_id user_id state size created_at updated_at", withheld: { "It tells who else is in line.": "place", [counts]: "version" } },
    { table: "event_stall", key: "event_id number", whose: byParty(), give: "event_id number party_id user_id wares booked_at" },
    { table: "event_helper", key: "shift_id user_id", whose: byUser(), give: "shift_id at", withheld: { "It says no more than whose rows these are.": "user_id" } },
    { table: "event_check_in", key: "id", whose: byParty(), give: "id event_id party_id size at undone_at", withheld: { [keepers]: "by_user_id" } },
    { table: "event_note", key: "id", whose: byParty("party_id stall_party_id"), give: "id event_id party_id stall_party_id direction category material item_count grams at undone_at entry_id", withheld: { [keepers]: "by_user_id" } },
  ],
  acts: [{ table: "community_event", key: "id", who: "created_by_user_id", at: "created_at" }],
  notPersonal: { event_shift: "What work there is at a community's day." },
};
