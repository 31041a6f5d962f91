/** Why a verb of this room is refused. The sentences stand in the `points` catalogue under `errors`. */
export type PointError =
  | "POINTS.NOT_FOUND"
  | "POINTS.NOT_ALLOWED"
  | "POINTS.STALE"
  | "POINTS.BOOKINGS_AFFECTED"
  | "POINTS.PHOTO_NOT_FOUND"
  | "POINTS.TOO_MANY_PHOTOS"
  | "POINTS.RATE_LIMITED"
  | "POINTS.ALREADY_PROPOSED"
  | "POINTS.WRONG_STATE"
  | "POINTS.TOO_MANY_SEASONS"
  | "POINTS.SUBDIVISION_UNKNOWN"
  | "POINTS.REASON_NEEDED"
  | "POINTS.KEY_REUSED";
