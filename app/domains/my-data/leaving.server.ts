import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const myDataLeaving: AfterLeaving[] = [
  { table: "data_export", gone: true },
  { table: "leaving", stays: "That somebody left, and when; it has no name." },
];
