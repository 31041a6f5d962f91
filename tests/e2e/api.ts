import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
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

/** Two people of the demo district (Mei and Lin) list, agree and hand over a sofa through the public API; the deal's id. */
export async function completeSomething(server: TestServer): Promise<string> {
  const giver = await tokenOf(server, "mei@roundabout.example");
  const taker = await tokenOf(server, "lin@roundabout.example");
  const listing = await call<{ id: string }>(server, giver, "POST", "/listings", {
    kind: "goods",
    offer: "free",
    category: "sofa",
    condition: "good",
    title: `Sofa for the corner ${Date.now()}`,
    placeLabel: "Green Lake",
  });
  const deal = await call<{ id: string; version: number }>(server, taker, "POST", "/deals", { listingId: listing.id, units: 1, message: "Yes please." });
  await call(server, giver, "POST", `/deals/${deal.id}/accept`, { version: deal.version, terms: 1 });
  const accepted = await call<{ version: number; code: string }>(server, taker, "GET", `/deals/${deal.id}`);
  await call(server, giver, "POST", `/deals/${deal.id}/hand-over`, { version: accepted.version, code: accepted.code });
  return deal.id;
}
