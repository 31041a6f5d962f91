import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.ts";

/** The API's operations by method and path, with their parameters, bodies and answers as the OpenAPI document says. */
export type ApiClient = Client<paths>;

/**
 * A client of the public API. `url` is the server's own address; without a token it sees what anybody does. Nothing is thrown for a
 * refusal: each call gives `data`, or `error` as a problem document whose `code` is stable.
 */
export function createClient(options: { url: string; token?: string; fetch?: typeof fetch }): ApiClient {
  return createFetchClient<paths>({
    baseUrl: `${options.url.replace(/\/$/, "")}/api/v1`,
    ...(options.token === undefined ? {} : { headers: { Authorization: `Bearer ${options.token}` } }),
    ...(options.fetch ? { fetch: (request: Request) => (options.fetch ?? fetch)(request) } : {}),
  });
}
