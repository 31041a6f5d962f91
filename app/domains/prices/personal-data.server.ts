import { byParty, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

/** What prices hold of a person's household. */
export const pricesData: RoomData = {
  tables: [{ table: "price_settlement", key: "id", whose: byParty(), give: "id booking_id recycler_party_id party_id material grade quote_id minor_per_kg grams amount_minor currency day at" }],
  acts: [{ table: "price_quote", key: "id", who: "made_by_user_id", at: "made_at" }],
  notPersonal: { price_board: "A recycler's prices." },
};
