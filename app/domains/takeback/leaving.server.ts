import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const takebackLeaving: AfterLeaving[] = [{ table: "takeback_pledge", stays: "A producer's figures count it; it has no name." }];
