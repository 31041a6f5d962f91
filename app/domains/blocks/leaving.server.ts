import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const blocksLeaving: AfterLeaving[] = [{ table: "party_block", gone: true }];
