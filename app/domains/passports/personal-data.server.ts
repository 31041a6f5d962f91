import { byParty, either, byUser, within, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What battery passports hold of a person's household. */
export const passportsData: RoomData = {
  tables: [
    {
      table: "battery_passport",
      key: "id",
      whose: byParty("owner_party_id"),
      give: "id category chemistry rated_wh maker model made_year status predecessor_id succeeded_at serial_tail owner_party_id issued_by_user_id created_at updated_at",
      withheld: { "It stands for a serial number without saying it.": "serial_hash", "It counts changes for us.": "version" },
    },
    {
      table: "battery_reading",
      key: "id",
      whose: either(byUser("measured_by_user_id"), byParty("measured_by_party_id")),
      give: "id passport_id health_permille method is_held confirms_id measured_on measured_by_user_id measured_by_party_id created_at",
    },
    { table: "battery_transfer", key: "id", whose: byParty("from_party_id to_party_id"), give: "id passport_id from_party_id to_party_id state created_at updated_at", named: "from_party_id to_party_id", withheld: { "It counts changes for us.": "version" } },
    { table: "battery_link", key: "id", whose: either(byUser("named_by_user_id"), within("passport_id", "battery_passport", byParty("owner_party_id"))), give: "id passport_id cause_type cause_id named_by_user_id created_at" },
  ],
};
