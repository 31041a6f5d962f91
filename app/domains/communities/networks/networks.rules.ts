/** How a community stands to a network. Nothing yet is like `ended`. */
export type NetworkState = "invited" | "asked" | "active" | "ended";
/** Who does it: an owner of the community, or whoever runs the network. */
export type NetworkSide = "community" | "network";
export const NETWORK_VERBS = ["ask", "invite", "accept", "decline", "leave"] as const;
export type NetworkVerb = (typeof NETWORK_VERBS)[number];

/**
 * What comes of a verb, or null where it may not be: one side begins, the other says yes or no, and either ends it. Asking where one is
 * invited, or inviting who has asked, is saying yes. Whoever began may take it back.
 */
export function moved(from: NetworkState, verb: NetworkVerb, side: NetworkSide): NetworkState | null {
  const [mine, theirs] = side === "community" ? (["asked", "invited"] as const) : (["invited", "asked"] as const);
  const begins = side === "community" ? "ask" : "invite";
  if (verb === begins) return from === "ended" ? mine : from === theirs ? "active" : null;
  if (verb === "accept") return from === theirs ? "active" : null;
  if (verb === "decline") return from === "invited" || from === "asked" ? "ended" : null;
  if (verb === "leave") return from === "active" ? "ended" : null;
  return null;
}
