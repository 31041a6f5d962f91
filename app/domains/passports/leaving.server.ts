import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

const facts = "Public facts of a battery, which are only added to; they have no name.";

export const passportsLeaving: AfterLeaving[] = [
  { table: "battery_passport", stays: facts },
  { table: "battery_reading", stays: facts },
  { table: "battery_transfer", stays: facts },
  { table: "battery_link", stays: facts },
];
