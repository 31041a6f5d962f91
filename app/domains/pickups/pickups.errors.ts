/** Why a verb of this room is refused. The sentences stand in the `pickups` catalogue under `errors`. */
export const pickupErrors = [
  "PICKUPS.NOT_FOUND",
  "PICKUPS.NOT_ALLOWED",
  "PICKUPS.WRONG_STATE",
  "PICKUPS.STALE",
  "PICKUPS.FULL",
  "PICKUPS.SLOT_CLOSED",
  "PICKUPS.TOO_LATE",
  "PICKUPS.TOO_EARLY",
  "PICKUPS.ALREADY_BOOKED",
  "PICKUPS.HOLD_EXPIRED",
  "PICKUPS.MATERIAL_REFUSED",
  "PICKUPS.SAME_SLOT",
  "PICKUPS.REASON_NEEDED",
  "PICKUPS.WEIGHT_INVALID",
  "PICKUPS.NOT_WEIGHED",
  "PICKUPS.CODE_NOT_FOUND",
  "PICKUPS.CAPACITY_TAKEN",
  "PICKUPS.NO_SLOTS",
  "PICKUPS.TOO_MANY_SLOTS",
  "PICKUPS.POINT_TAKEN",
  "PICKUPS.NOT_FULL",
  "PICKUPS.LOAD_TOO_LARGE",
] as const;

export type PickupError = (typeof pickupErrors)[number];
