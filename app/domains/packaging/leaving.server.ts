import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

const accounts = "Accounts of deposits balance; they have ids and no names.";

export const packagingLeaving: AfterLeaving[] = [
  { table: "packaging_card", gone: true },
  { table: "packaging_box", stays: accounts },
  { table: "packaging_return", stays: accounts },
  { table: "packaging_return_line", stays: accounts },
  { table: "deposit_side", stays: accounts },
];
