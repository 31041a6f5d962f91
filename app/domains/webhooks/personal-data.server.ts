import { byParty, within, type RoomData } from "#app/platform/personal-data/personal-data.server.ts";

const own = byParty();
const ofEndpoint = within("endpoint_id", "webhook_endpoint", own);

/** Where a person's household has its events posted. */
export const webhooksData: RoomData = {
  tables: [
    { table: "webhook_endpoint", key: "id", whose: own, give: "id party_id url event_types state failing_since created_by_user_id created_at", withheld: { "The secret is made with it.": "secret_number", "It counts changes for us.": "version" } },
    { table: "webhook_delivery", key: "id", whose: ofEndpoint, give: "id endpoint_id event_id event_type body state attempts created_at replayed_by_user_id", withheld: { "It counts for us.": "round due_at" } },
    { table: "webhook_attempt", key: "delivery_id number", whose: within("delivery_id", "webhook_delivery", ofEndpoint), give: "delivery_id number at duration_ms status problem snippet" },
  ],
};
