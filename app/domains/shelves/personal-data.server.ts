import { byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const whose = "It says no more than whose rows these are.";

/** What communities' shelves hold of a person. */
export const shelvesData: RoomData = {
  tables: [
    { table: "shelf_loan", key: "id", whose: byUser(), give: "id item_id lent_at due_at extended_at returned_at", withheld: { [whose]: "user_id", "Somebody who keeps the shelf.": "confirmed_by_user_id" } },
    { table: "shelf_wait", key: "id", whose: byUser(), give: "id item_id created_at kept_until", withheld: { [whose]: "user_id", "It tells who else is in line.": "place" } },
  ],
  acts: [{ table: "shelf_item", key: "id", who: "added_by_user_id", at: "created_at" }],
};
