import { byParty, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What erasures of devices hold of a person. */
export const erasureData: RoomData = {
  tables: [
    {
      table: "device_erasure",
      key: "id",
      whose: byParty("owner_party_id"),
      give: "id cause_type cause_id subject device_kind device_count choice serial_tail owner_party_id recycler_party_id chosen_by_user_id told_at_gate state method tool erased_at certificate_number certificate_hash created_at updated_at",
      withheld: { "It stands for the serial number without saying it.": "serial_hash", "Somebody of the recycler.": "erased_by_user_id certified_by", "It counts changes for us.": "version" },
    },
  ],
};
