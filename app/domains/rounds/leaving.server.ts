import { empty, none, type AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const roundsLeaving: AfterLeaving[] = [
  { table: "round_stop", cleared: { signed_name: none, signed_strokes: none, note: empty } },
  { table: "round_allocation", stays: "Grams of a round's emissions, which are only added to." },
];
