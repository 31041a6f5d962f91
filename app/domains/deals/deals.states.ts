/** The words a deal is spoken of in: kinds, states, sides and verbs. Pure, no rules. */

/** What kind of agreement a deal is; fixed when it is asked for. */
export const dealKinds = ["sale", "gift", "swap", "loan", "wanted", "buy_back", "inspected"] as const;
export type DealKind = (typeof dealKinds)[number];

export const dealStates = [
  "requested",
  "offered",
  "countered",
  "accepted",
  "scheduled",
  "handed_over",
  "on_loan",
  "inspecting",
  "requoted",
  "returning",
  "completed",
  "returned",
  "lost",
  "declined",
  "expired",
  "cancelled_by_giver",
  "cancelled_by_taker",
  "cancelled_by_operator",
  "no_show",
  "disputed",
] as const;
export type DealState = (typeof dealStates)[number];

/** States in which an answer to a proposal is waited for. */
export const proposedStates = ["requested", "offered", "countered"] as const satisfies readonly DealState[];

/** States in which something is still to be done; one such deal per listing and asking party. */
export const openStates = [
  ...proposedStates,
  "accepted",
  "scheduled",
  "handed_over",
  "on_loan",
  "inspecting",
  "requoted",
  "returning",
  "disputed",
] as const satisfies readonly DealState[];

/** The one who has the thing, and the one who gets it. */
export type Side = "giver" | "taker";

/** Who moves a deal: one of the two sides, the clock (`system`), or whoever runs the platform. */
export type Mover = Side | "system" | "operator";

export const dealVerbs = [
  "accept",
  "auto_accept",
  "counter",
  "decline",
  "close",
  "expire",
  "cancel",
  "undo_accept",
  "lapse",
  "agree_change",
  "schedule",
  "agree_time",
  "hand_over",
  "enter_code",
  "complete",
  "auto_complete",
  "extend_loan",
  "hand_back",
  "confirm_return",
  "auto_return",
  "report_lost",
  "receive",
  "inspect",
  "expire_inspection",
  "accept_requote",
  "refuse_requote",
  "expire_requote",
  "report_no_show",
  "dispute",
  "contest",
  "resolve_completed",
  "resolve_cancelled",
  "end_dispute",
] as const;
export type DealVerb = (typeof dealVerbs)[number];
