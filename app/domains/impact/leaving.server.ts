import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

const log = "The ledger only grows: an entry is a leaf of the log, with ids and without names.";

export const impactLeaving: AfterLeaving[] = [
  { table: "ledger_entry", stays: log },
  { table: "ledger_share", stays: log },
  { table: "board_choice", gone: true },
];
