import { readEnvironment } from "#app/platform/env.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { authSettings, createSession } from "../factories/sessions.ts";
import type { describeDatabases } from "./test-database.ts";

type Db = ReturnType<Parameters<Parameters<typeof describeDatabases>[1]>[0]>;
type Handler = (args: never) => unknown;

/** Lets this process's routes work on a test's database and folder, with nothing left of what they held before. */
export function serveRoutesFrom(db: Db, dataDir: string): void {
  const store = new Map<string, unknown>();
  store.set("env", readEnvironment({ ...authSettings, DATA_DIR: dataDir }));
  store.set("database", { open: Promise.resolve({ db }) });
  (globalThis as unknown as { __roundabout: Map<string, unknown> }).__roundabout = store;
}

/** Calls a route's handler as a signed-in browser, or as nobody; thrown answers are answers. */
export async function askRoute(db: Db, handler: Handler, as: Actor | null, params: Record<string, string>, init: RequestInit & { query?: string } = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (as) headers.set("cookie", (await createSession(db, { userId: as.userId, partyId: as.party.id })).cookie);
  const request = new Request(`${authSettings.PUBLIC_URL}/x${init.query ?? ""}`, { ...init, headers });
  try {
    const answer = await handler({ request, params, context: {} } as never);
    if (answer instanceof Response) return answer;
    const wrapped = answer as { data?: unknown; init?: ResponseInit };
    return Response.json(wrapped.data ?? null, wrapped.init);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}
