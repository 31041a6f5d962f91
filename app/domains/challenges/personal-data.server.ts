import type { RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What challenges hold of a person: who set one. Who took part is read from the ledger. */
export const challengesData: RoomData = {
  tables: [],
  acts: [{ table: "challenge", key: "id", who: "created_by_user_id", at: "created_at" }],
  notPersonal: { challenge_community: "Which communities a challenge is for.", challenge_result: "What a challenge came to." },
};
