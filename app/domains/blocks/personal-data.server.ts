import { byParty, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** Whom a person's household blocked. Who blocked it is not theirs to know. */
export const blocksData: RoomData = {
  tables: [{ table: "party_block", key: "blocker_party_id blocked_party_id", whose: byParty("blocker_party_id"), give: "blocker_party_id blocked_party_id created_at", named: "blocked_party_id" }],
};
