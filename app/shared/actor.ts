/** The kinds of party that act on the platform. */
export const partyKinds = ["household", "community", "recycler", "producer", "authority"] as const;
export type PartyKind = (typeof partyKinds)[number];

/** What a person may be in a party, strongest first. */
export const roles = ["owner", "manager", "staff", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Who asks: a person, acting for one party at a time. */
export type Actor = {
  userId: string;
  userName: string;
  locale: "en" | "zh-CN";
  /** Runs the platform: may review imported points, see the mailbox in production, and hide listings. */
  isOperator: boolean;
  party: { id: string; kind: PartyKind; name: string; timeZone: string };
  role: Role;
};

/** True when `role` is at least `needed` (owner > manager > staff > member > viewer). */
export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}
