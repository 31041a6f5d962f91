import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

export const pricesLeaving: AfterLeaving[] = [{ table: "price_settlement", stays: "The recycler's books, which are only added to; they have no name." }];
