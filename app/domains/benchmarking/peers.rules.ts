/** Who is like whom, and why. Pure. */

export const COMMUNITY_KINDS = ["estate", "old_quarter", "village", "school", "campus", "workplace", "club"] as const;
export type CommunityKind = (typeof COMMUNITY_KINDS)[number];

/** The main groups of Köppen and Geiger: tropical, dry, temperate, continental, polar. */
export const CLIMATES = ["A", "B", "C", "D", "E"] as const;
export type Climate = (typeof CLIMATES)[number];

/** Residents per hectare: below 50, up to 150, above. */
export const DENSITIES = ["low", "middle", "high"] as const;
export type Density = (typeof DENSITIES)[number];

/** Why the rule finds two communities alike. */
export const PEER_REASONS = ["same_kind", "size_within_two", "same_climate", "same_density"] as const;
export type PeerReason = (typeof PEER_REASONS)[number];

/** Fewer members than this and a figure would be that of single people: no peer, on no list. The same as on the board per head. */
export const MINIMUM_MEMBERS = 3;
/** So many peers are proposed at most. */
export const MOST_PEERS = 16;
/** So many are wanted at least; with fewer there is no comparing. */
const WANTED_PEERS = 4;

export interface Likeness {
  communityId: string;
  kind: string | null;
  residents: number | null;
  climate: string | null;
  density: string | null;
  members: number;
}

/** Residents where they are stated, else members. */
function sizeOf(one: Likeness, by: "residents" | "members"): number {
  return by === "residents" && one.residents !== null ? one.residents : one.members;
}

/** Why two are alike. What one of them has not stated is no reason. Sizes are residents where both state them, else members of both. */
export function reasonsFor(own: Likeness, other: Likeness): PeerReason[] {
  const by = own.residents !== null && other.residents !== null ? "residents" : "members";
  const [a, b] = [sizeOf(own, by), sizeOf(other, by)];
  const same = (x: string | null, y: string | null) => x !== null && x === y;
  const found: Record<PeerReason, boolean> = {
    same_kind: same(own.kind, other.kind),
    size_within_two: a > 0 && b > 0 && Math.max(a, b) <= 2 * Math.min(a, b),
    same_climate: same(own.climate, other.climate),
    same_density: same(own.density, other.density),
  };
  return PEER_REASONS.filter((reason) => found[reason]);
}

export interface ProposedPeer {
  communityId: string;
  reasons: PeerReason[];
}

/**
 * The peers that the rule proposes: communities alike in two of type, size, climate and density at least; where that gives fewer than
 * four, also those alike in one. Those with more reasons come first, then those whose size is nearer; sixteen at most.
 */
export function proposePeers(own: Likeness, others: readonly Likeness[]): ProposedPeer[] {
  const distance = (other: Likeness) => Math.abs(Math.log(Math.max(1, other.members) / Math.max(1, own.members)));
  const ranked = others
    .filter((other) => other.communityId !== own.communityId && other.members >= MINIMUM_MEMBERS)
    .map((other) => ({ communityId: other.communityId, reasons: reasonsFor(own, other), distance: distance(other) }))
    .sort((a, b) => b.reasons.length - a.reasons.length || a.distance - b.distance || (a.communityId < b.communityId ? -1 : 1));
  const alike = ranked.filter((one) => one.reasons.length >= 2);
  const chosen = alike.length >= WANTED_PEERS ? alike : ranked.filter((one) => one.reasons.length >= 1);
  return chosen.slice(0, MOST_PEERS).map(({ communityId, reasons }) => ({ communityId, reasons }));
}
