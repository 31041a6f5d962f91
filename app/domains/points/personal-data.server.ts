import { byUser, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const point = "A place for everybody, and when it is open.";

/** What points hold of a person: what they said about them. */
export const pointsData: RoomData = {
  tables: [
    {
      table: "point_state_report",
      key: "id",
      whose: byUser(),
      give: "id point_id subject level minutes source at expires_at ended_at",
      withheld: { "It says no more than whose rows these are.": "user_id", "Of readings only.": "device_id" },
    },
    {
      table: "point_correction",
      key: "id",
      whose: byUser("proposer_user_id"),
      give: "id point_id kind proposal text proposer_user_id proposer_party_id state reason decided_at created_at",
      withheld: { "Somebody of the operator.": "decided_by_user_id", "It counts changes for us.": "version" },
    },
  ],
  notPersonal: {
    recycling_point: point,
    point_material: point,
    opening_rule: point,
    opening_exception: point,
    point_photo: "A recycler's photos of its place.",
    import_run: "Which files of open data were read.",
  },
};
