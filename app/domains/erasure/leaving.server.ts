import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const erasureLeaving: AfterLeaving[] = [{ table: "device_erasure", stays: "A certificate that anybody can check by its number; it has no name." }];
