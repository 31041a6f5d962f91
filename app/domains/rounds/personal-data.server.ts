import { byParty, within, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const ofBooking = within("booking_id", "booking", byParty());

/** What rounds hold of a person: the stops at their door, and what they did as drivers and planners. */
export const roundsData: RoomData = {
  tables: [
    {
      table: "round_stop",
      key: "id",
      whose: ofBooking,
      give: "id booking_id state planned_at planned_until expected_at told_from told_until late_told_at arrived_at settled_at reason note signed_name signed_strokes",
      withheld: { "It tells where else the vehicle goes.": "round_id sequence", "It counts for us.": "told_version" },
    },
    { table: "round_allocation", key: "round_id line_id", whose: ofBooking, give: "line_id booking_id mass_grams emission_grams", withheld: { "It tells where else the vehicle goes.": "round_id" } },
  ],
  acts: [
    { table: "round", key: "id", who: "driver_user_id", at: "created_at" },
    { table: "round_action", key: "id", who: "user_id", at: "happened_at" },
    { table: "round_plan", key: "point_id local_date", who: "user_id", at: "planned_at" },
  ],
  notPersonal: { vehicle: "A recycler's vehicles." },
};
