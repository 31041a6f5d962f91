import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const searchesLeaving: AfterLeaving[] = [
  { table: "saved_search_hit", gone: true },
  { table: "saved_search", gone: true },
];
