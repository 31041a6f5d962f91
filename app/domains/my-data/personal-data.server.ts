import { byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What this room holds of a person. */
export const myDataData: RoomData = {
  tables: [
    {
      table: "data_export",
      key: "id",
      whose: byUser(),
      give: "id state steps_done steps_all size_bytes asked_at ready_at expires_at",
      withheld: { "It says no more than whose rows these are.": "user_id", "Of use to whoever makes it.": "attempt lease_until problem" },
    },
    { table: "leaving", key: "id", whose: byUser(), give: "id state asked_at due_at closed_at", withheld: { "It says no more than whose rows these are.": "user_id", "Of use to the deletion only.": "file_keys" } },
  ],
};
