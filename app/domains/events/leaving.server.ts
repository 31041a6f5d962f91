import { empty, none, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

/** What communities' days keep of somebody who left: that a household came, and what went round, without a name. Seats, stalls and shifts come free. */
export const eventsLeaving: AfterLeaving[] = [
  { table: "event_rsvp", gone: true },
  { table: "event_stall", cleared: { party_id: none, user_id: none, booked_at: none, wares: empty } },
  { table: "event_helper", gone: true },
  { table: "event_check_in", stays: "How many came to a day; it has no name." },
  { table: "event_note", stays: "What went round that day, which the ledger counts; it has no name." },
];
