import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

const kept = "The record of moderation is kept as it was, for those whom it protects.";

export const trustLeaving: AfterLeaving[] = [
  { table: "seller_verification", gone: true },
  { table: "report", stays: kept },
  { table: "moderation_decision", stays: kept },
  { table: "moderation_appeal", stays: kept },
  { table: "party_restriction", stays: kept },
  { table: "mark_appeal", stays: kept },
];
