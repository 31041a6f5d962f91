import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { createClient } from "../../client/index.ts";
import type { TestServer } from "./server.ts";

const run = promisify(execFile);

/** A bearer token of a demo person, from the command line. */
export async function tokenOf(server: TestServer, email: string): Promise<string> {
  const { stdout } = await run(process.execPath, ["server/cli.mjs", "token", email], { env: server.env });
  return stdout.trim();
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
