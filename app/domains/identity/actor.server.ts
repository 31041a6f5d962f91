import { database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import type { Actor, PartyKind, Role } from "#app/shared/actor.ts";
import { hasRole } from "#app/shared/actor.ts";
import { isLocale } from "#app/shared/i18n.ts";
import { createAuth, type Auth } from "./auth.server.ts";
import { ensureHousehold } from "./households.service.server.ts";
import { listMyParties, type MyParty } from "./parties.repository.server.ts";
import { findUserFlags } from "./sessions.repository.server.ts";

/** The accounts service of this process. */
export function auth(): Promise<Auth> {
  return singleton("auth", async () => createAuth(await database(), env()));
}

/** The signed-in person with all their parties, or null. */
export type SignedIn = { actor: Actor; email: string; sessionId: string; parties: MyParty[] };

const perRequest = new WeakMap<Request | Headers, Promise<SignedIn | null>>();

/** Who is behind these headers (session cookie). Asked once per request, however many loaders run. */
export function signedIn(source: Request | Headers): Promise<SignedIn | null> {
  const known = perRequest.get(source);
  if (known) return known;
  const asked = readSession(source instanceof Request ? source.headers : source);
  perRequest.set(source, asked);
  return asked;
}

async function readSession(headers: Headers): Promise<SignedIn | null> {
  if (!headers.get("cookie")?.includes("rb.session_token")) return null;
  const found = await (await auth()).api.getSession({ headers });
  if (!found) return null;
  const db = await database();
  const [known, flags] = await Promise.all([listMyParties(db, found.user.id), findUserFlags(db, found.user.id)]);
  const locale = isLocale(flags?.locale) ? flags.locale : "en";
  let parties = known;
  if (!parties.some((p) => p.kind === "household")) {
    // A crash between writing the person and writing the household, or the last household left.
    await ensureHousehold(db, { userId: found.user.id, name: found.user.name, locale });
    parties = await listMyParties(db, found.user.id);
  }
  const session = found.session as typeof found.session & { activePartyId?: string | null };
  const party = parties.find((p) => p.id === session.activePartyId) ?? parties.find((p) => p.kind === "household") ?? parties[0];
  if (!party) return null;
  return {
    email: found.user.email,
    sessionId: found.session.id,
    parties,
    actor: {
      userId: found.user.id,
      userName: found.user.name,
      locale,
      isOperator: flags?.isOperator ?? false,
      party: { id: party.id, kind: party.kind, name: party.name, timeZone: party.timeZone },
      role: party.role,
    },
  };
}

/** The acting person and party, or null for a visitor. */
export async function currentActor(request: Request): Promise<Actor | null> {
  return (await signedIn(request))?.actor ?? null;
}

/** The acting person and party; a visitor is sent to sign in and comes back to where they were. */
export async function requireActor(request: Request): Promise<Actor> {
  const actor = await currentActor(request);
  if (actor) return actor;
  const url = new URL(request.url);
  // A form's target may not be a page; come back to the page it was sent from.
  const back = request.method === "GET" ? `${url.pathname}${url.search}` : url.pathname;
  throw new Response(null, {
    status: 302,
    headers: { Location: `/sign-in?returnTo=${encodeURIComponent(back.replace(/\.data$/, ""))}` },
  });
}

/** The acting person when they act for a party of one of these kinds with at least this role; else a 403. */
export async function requireParty(request: Request, kinds: PartyKind[], needed: Role): Promise<Actor> {
  const actor = await requireActor(request);
  if (!kinds.includes(actor.party.kind) || !hasRole(actor.role, needed)) {
    throw new Response(null, { status: 403, statusText: "IDENTITY.NOT_ALLOWED" });
  }
  return actor;
}
