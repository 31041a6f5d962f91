import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

const accounts = "Accounts of points balance and follow the ledger; they have ids and no names.";

export const rewardsLeaving: AfterLeaving[] = [
  { table: "reward_transfer", stays: accounts },
  { table: "reward_posting", stays: accounts },
  { table: "reward_grant", stays: accounts },
  { table: "reward_redemption", stays: accounts },
];
