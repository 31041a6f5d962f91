import type { AfterLeaving } from "#app/platform/personal-data/leaving.server.ts";

/** What shelves keep of somebody who left: that a thing was lent, so that the community knows where it is. */
export const shelvesLeaving: AfterLeaving[] = [
  { table: "shelf_wait", gone: true },
  { table: "shelf_loan", stays: "What a community lent and whether it came back; it has no name." },
];
