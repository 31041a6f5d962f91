/** What a token of the API may be limited to: a resource and a direction. Reading and writing are asked for each by itself. */
export const scopes = [
  "bookings:read",
  "bookings:write",
  "communities:read",
  "communities:write",
  "custody:read",
  "deals:read",
  "deals:write",
  "erasure:read",
  "erasure:write",
  "impact:read",
  "listings:read",
  "listings:write",
  "messages:read",
  "messages:write",
  "notifications:read",
  "notifications:write",
  "packaging:read",
  "packaging:write",
  "passports:read",
  "passports:write",
  "points:read",
  "reports:read",
  "reports:write",
  "takeback:read",
  "webhooks:read",
  "webhooks:write",
] as const;

export type Scope = (typeof scopes)[number];

/** Every scope there is, and every one there will be. */
export const allScopes = "*";

/** What a token holds: chosen scopes, or all. */
export type Grant = Scope | typeof allScopes;

export const readingScopes: readonly Scope[] = scopes.filter((scope) => scope.endsWith(":read"));

/** The resources in order, each with its scopes. */
export const scopeGroups: readonly { resource: string; scopes: readonly Scope[] }[] = [...new Set(scopes.map((scope) => scope.split(":")[0] ?? ""))].map((resource) => ({
  resource,
  scopes: scopes.filter((scope) => scope.startsWith(`${resource}:`)),
}));

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}

/** Whether a token with these grants may do what asks for `scope`. A grant this version does not know gives nothing. */
export function grants(held: readonly string[], scope: Scope): boolean {
  return held.includes(allScopes) || held.includes(scope);
}
