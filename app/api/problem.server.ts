import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale, namespaces } from "#app/shared/i18n.ts";

/** A refusal as RFC 9457 says: `application/problem+json`, with a stable `code` beside the standard members. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  instance?: string;
  /** For input that did not fit: where, and why. */
  errors?: { pointer: string; message: string }[];
  [more: string]: unknown;
};

/** The response for a code. The title is in the caller's language; `details` are facts such as the present state. */
export function problemResponse(input: {
  code: string;
  locale: Locale;
  instance: string;
  status?: number;
  details?: Record<string, unknown> | undefined;
  errors?: Problem["errors"];
  headers?: HeadersInit;
}): Response {
  const [namespace = "http", key = ""] = errorKey(input.code).split(":");
  const t = translator(input.locale, namespace as (typeof namespaces)[number]);
  const title = t(key, { defaultValue: input.code });
  const problem: Problem = {
    ...input.details,
    type: `/api#${input.code}`,
    title,
    status: input.status ?? statusOf(input.code),
    code: input.code,
    instance: input.instance,
    ...(input.errors ? { errors: input.errors } : {}),
  };
  const headers = new Headers(input.headers);
  headers.set("Content-Type", "application/problem+json; charset=utf-8");
  headers.set("Cache-Control", "no-store");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
