import { auth } from "./actor.server.ts";

/** What the accounts service said. `code` is its own (upper case), empty on success. */
export type AuthAnswer = {
  ok: boolean;
  status: number;
  code: string;
  body: Record<string, unknown>;
  /** Set-Cookie lines to pass on to the browser. */
  cookies: string[];
};

const passedOn = ["cookie", "user-agent", "x-client-ip", "accept-language", "referer", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];

/**
 * Asks the accounts service as the browser behind `request`, through its own door, so that its rate limits and origin
 * checks apply to our forms too. `path` is below /api/auth. Never throws for a refusal.
 */
export async function callAuth(
  request: Request,
  path: string,
  body?: Record<string, unknown>,
  more: Record<string, string> = {},
): Promise<AuthAnswer> {
  const url = new URL(`/api/auth${path}`, request.url);
  const headers = new Headers(more);
  for (const name of passedOn) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  // Programs without a browser send no Origin and have passed server/http.ts.
  headers.set("origin", request.headers.get("origin") ?? url.origin);
  if (body) headers.set("content-type", "application/json");
  const response = await (await auth()).handler(
    new Request(url, { method: body ? "POST" : "GET", headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
  );
  const answer = readObject(await response.text());
  return {
    ok: response.ok,
    status: response.status,
    code: response.ok ? "" : String(answer.code ?? (response.status === 429 ? "RATE_LIMITED" : "FAILED")),
    body: answer,
    cookies: response.headers.getSetCookie(),
  };
}

/** Headers that carry the service's cookies. */
export function withCookies(cookies: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return headers;
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
