import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { createClient } from "../../client/index.ts";
import { newId } from "../../app/shared/ids.ts";
import { demoPassword } from "./acts.ts";
import type { TestServer } from "./server.ts";

const made = new Map<string, Promise<string>>();

/**
 * A bearer token of a demo person, made once on each server by the requests of the sign-in and token forms. (The command makes one too, and is
 * tested with the others; starting it costs more than most of what is then asked.)
 */
export function tokenOf(server: TestServer, email: string): Promise<string> {
  const key = `${server.url} ${email}`;
  const token = made.get(key) ?? makeToken(server, email);
  made.set(key, token);
  return token;
}

async function makeToken(server: TestServer, email: string): Promise<string> {
  // An address of its own, as behind a proxy: a server takes only so many sign-ins a minute from one.
  const from = { "X-Forwarded-For": `127.${[...randomBytes(3)].join(".")}` };
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { method: "POST", redirect: "manual", headers: { Origin: server.url, ...from, ...headers }, body: new URLSearchParams(fields) });
  const signedIn = await post("/sign-in", { email, password: demoPassword, returnTo: "/" });
  expect(signedIn.status, `signing in as ${email}`).toBe(302);
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  const answer = await post("/account/tokens", { name: "Journeys", reach: "all", days: "30", tokenId: newId() }, { Cookie: cookie });
  const [token] = (await answer.text()).match(/rbt_[\w-]+/) ?? [];
  expect(token, `a token for ${email}`).toBeDefined();
  return token ?? "";
}

/** Calls the public API; the answer must be a success. */
export async function call<T>(server: TestServer, token: string, method: "GET" | "POST", path: string, body?: object): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  expect(answer.ok, `${method} ${path}: ${text}`).toBe(true);
  return JSON.parse(text) as T;
}

/** What the API's own client gave; it must be a success. */
function given<T>(answer: { data?: T; error?: { code: string }; response: Response }): T {
  expect(answer.response.ok, `${answer.response.url}: ${answer.error?.code ?? ""}`).toBe(true);
  return answer.data as T;
}

/** Two people of the demo district (Mei and Lin) list, agree and hand over a sofa through the public API's own client; the deal's id. */
export async function completeSomething(server: TestServer): Promise<string> {
  const clientOf = async (email: string) => createClient({ url: server.url, token: await tokenOf(server, email) });
  const [giver, taker] = [await clientOf("mei@roundabout.example"), await clientOf("lin@roundabout.example")];
  const sofa = { kind: "goods", offer: "free", category: "sofa", condition: "good", title: `Sofa for the corner ${Date.now()}`, placeLabel: "Green Lake" } as const;
  const listing = given(await giver.POST("/listings", { body: sofa }));
  const deal = given(await taker.POST("/deals", { body: { listingId: listing.id, units: 1, message: "Yes please." } }));
  const at = { params: { path: { id: deal.id } } };
  given(await giver.POST("/deals/{id}/accept", { ...at, body: { version: deal.version, terms: 1 } }));
  const accepted = given(await taker.GET("/deals/{id}", at));
  given(await giver.POST("/deals/{id}/hand-over", { ...at, body: { version: accepted.version, ...(accepted.code ? { code: accepted.code } : {}) } }));
  return deal.id;
}
