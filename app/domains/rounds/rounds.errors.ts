/** Why a verb of this room is refused. The sentences stand in the `rounds` catalogue under `errors`. */
export const roundErrors = [
  "ROUNDS.NOT_FOUND",
  "ROUNDS.NOT_ALLOWED",
  "ROUNDS.STALE",
  "ROUNDS.WRONG_STATE",
  "ROUNDS.NAME_TAKEN",
  "ROUNDS.VEHICLE_TAKEN",
  "ROUNDS.DRIVER_TAKEN",
  "ROUNDS.NO_VEHICLES",
  "ROUNDS.NOTHING_TO_PLAN",
  "ROUNDS.TOO_MANY_STOPS",
  "ROUNDS.SHIFT_INVALID",
  "ROUNDS.NO_DRIVER",
  "ROUNDS.NO_STOPS",
  "ROUNDS.PAST",
  "ROUNDS.NOT_FEASIBLE",
  "ROUNDS.BOOKING_GONE",
  "ROUNDS.STOP_WRONG_STATE",
  "ROUNDS.ROUND_CLOSED",
  "ROUNDS.TOO_EARLY",
  "ROUNDS.WEIGHT_INVALID",
  "ROUNDS.MATERIAL_REFUSED",
  "ROUNDS.FAR_INVALID",
  "ROUNDS.PHOTO_INVALID",
] as const;

export type RoundError = (typeof roundErrors)[number];
