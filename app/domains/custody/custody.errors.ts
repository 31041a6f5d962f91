/** Why a verb of this room is refused. The sentences stand in the `custody` catalogue under `errors`. */
export const custodyErrors = [
  "CUSTODY.NOT_FOUND",
  "CUSTODY.NOT_ALLOWED",
  "CUSTODY.WRONG_STATE",
  "CUSTODY.STALE",
  // The id of a repeated form is somebody else's, or something else's.
  "CUSTODY.ID_TAKEN",
  "CUSTODY.NOT_ENOUGH",
  "CUSTODY.SAME_POINT",
  "CUSTODY.WRONG_WAY",
  "CUSTODY.MATERIAL_REFUSED",
  "CUSTODY.LINES_INVALID",
  "CUSTODY.REASON_NEEDED",
  "CUSTODY.PARTS_INVALID",
  "CUSTODY.NOT_ONE_KIND",
  "CUSTODY.NOT_SORTED",
  "CUSTODY.OUTPUT_TOO_MUCH",
  "CUSTODY.NOTHING_CHANGED",
  // A month that has not begun.
  "CUSTODY.MONTH_INVALID",
] as const;

export type CustodyError = (typeof custodyErrors)[number];
