import { byParty, byUser, privatePhoto, within, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const bookings = byParty();
const ofBooking = within("booking_id", "booking", bookings);
const whose = "It says no more than whose rows these are.";
const counts = "It counts changes for us.";

/** What pickups hold of a person's household. */
export const pickupsData: RoomData = {
  tables: [
    {
      table: "booking",
      key: "id",
      whose: bookings,
      give: "id slot_id point_id recycler_party_id party_id booked_by_user_id state hold_expires_at declared_grams note reason supersedes_id created_at updated_at checked_in_at completed_at is_walk_in is_anonymous",
      withheld: { "It proves at the gate that somebody stands there; the page shows it.": "check_in_code", "It counts for us.": "takes_capacity ics_sequence version" },
    },
    { table: "booking_line", key: "id", whose: ofBooking, give: "id booking_id material declared_grams unit unit_count conditions note" },
    {
      table: "weigh_in",
      key: "id",
      whose: ofBooking,
      give: "id booking_id material gross_grams tare_grams net_grams contamination_permille entered_unit method superseded_by_id reason at",
      withheld: { "Somebody of the recycler, or its scale.": "weighed_by_user_id device_id" },
    },
    {
      table: "waiting_entry",
      key: "id",
      whose: byParty(),
      give: "id slot_id point_id recycler_party_id party_id user_id state lines declared_grams note home booking_id created_at updated_at",
      withheld: { "It tells who else is in line.": "place", [counts]: "version" },
    },
    { table: "home_visit", key: "booking_id", whose: ofBooking, give: "booking_id area_id address latitude longitude floor has_lift place_out instructions created_at" },
    { table: "home_item", key: "booking_id goods", whose: ofBooking, give: "booking_id goods pieces" },
    { table: "home_photo", key: "id", whose: ofBooking, give: "id booking_id goods position width height created_at", withheld: { "The file itself is in the archive.": "storage_key" }, file: privatePhoto },
    { table: "home_draft", key: "id", whose: byUser(), give: "id party_id data created_at updated_at", withheld: { [whose]: "user_id" } },
    { table: "visit_pass", key: "user_id party_id", whose: byUser(), give: "party_id created_at", withheld: { "It lets in whoever has it; the page shows it.": "code", [whose]: "user_id" } },
    {
      table: "visit_mark",
      key: "booking_id",
      whose: byParty("party_id by_party_id"),
      give: "booking_id kind party_id by_party_id state at contest contested_by_user_id contested_at answer settled_at",
      withheld: { "Somebody of the recycler.": "settled_by_user_id", [counts]: "version" },
    },
    {
      table: "visit_refusal",
      key: "booking_id",
      whose: ofBooking,
      give: "booking_id kind reason width height at",
      withheld: { "Somebody of the recycler.": "by_user_id", "The file itself is in the archive.": "storage_key" },
      file: privatePhoto,
    },
  ],
  notPersonal: {
    slot: "A recycler's times.",
    point_resource: "A recycler's things there is one of.",
    service_area: "Where a recycler comes to the door.",
  },
};
