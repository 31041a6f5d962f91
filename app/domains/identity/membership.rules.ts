import { hasRole, type PartyKind, type Role } from "#app/shared/actor.ts";

/** How people come in. `ask`: a manager decides; `invite`: by the party's link only. */
export type JoinPolicy = "open" | "ask" | "invite";

/** Kinds a signed-in person may found. */
export const foundableKinds = ["community", "recycler"] as const;
export type FoundableKind = (typeof foundableKinds)[number];

/** Only a community can be open to all: whoever acts for a household or a recycler speaks for it. */
export function effectivePolicy(kind: PartyKind, policy: JoinPolicy): JoinPolicy {
  if (kind === "household") return "invite";
  return kind !== "community" && policy === "open" ? "ask" : policy;
}

/** A community by invitation is private: it stands in no list, and nobody but its members sees it. Every other one is listed. */
export function listedBy(kind: PartyKind, edit: { joinPolicy: JoinPolicy; isListed: boolean }): { joinPolicy: JoinPolicy; isListed: boolean } {
  if (kind !== "community") return edit;
  const isPrivate = edit.joinPolicy === "invite" || !edit.isListed;
  return { joinPolicy: isPrivate ? "invite" : edit.joinPolicy, isListed: !isPrivate };
}

/** May see requests, decide on them, invite, edit, and remove people of lower standing. */
export function mayManage(role: Role | null): boolean {
  return role !== null && hasRole(role, "manager");
}

/** An owner may give any role to anybody; a manager moves people among the roles below manager. */
export function mayChangeRole(actorRole: Role | null, from: Role, to: Role): boolean {
  if (actorRole === "owner") return true;
  return actorRole === "manager" && !hasRole(from, "manager") && !hasRole(to, "manager");
}

/** Somebody else may be removed by an owner, or by a manager when they are below manager. */
export function mayRemove(actorRole: Role | null, target: Role): boolean {
  if (actorRole === "owner") return true;
  return actorRole === "manager" && !hasRole(target, "manager");
}

/** What a newcomer becomes: work in a recycler is staff's, everywhere else one is a member. */
export function roleOfNewcomer(kind: PartyKind): Role {
  return kind === "recycler" ? "staff" : "member";
}
