import { errorKey, statusOf } from "#app/platform/http/status.ts";
import { translator } from "#app/platform/i18n.server.ts";
import type { Locale, namespaces } from "#app/shared/i18n.ts";
import type { InputIssue } from "./issues.server.ts";

/** A refusal as RFC 9457 says: `application/problem+json`, with a stable `code` beside the standard members. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  instance: string;
  /** For input that did not fit: where, and why. */
  errors?: InputIssue[];
  /** Facts of the refusal, such as the present state. */
  [more: string]: unknown;
};

const ofTheDoor: Readonly<Record<string, number>> = {
  "HTTP.METHOD_NOT_ALLOWED": 405,
  "API.BODY_TOO_LARGE": 413,
  "API.MEDIA_TYPE": 415,
  "API.SCOPE_MISSING": 403,
  "API.UNEXPECTED": 500,
  "DEVICES.SIGNATURE_MISSING": 401,
  "DEVICES.SIGNATURE_INCOMPLETE": 401,
  "DEVICES.SIGNATURE_WRONG": 401,
  "DEVICES.DIGEST_WRONG": 400,
  "DEVICES.KEY_UNKNOWN": 401,
  "DEVICES.KEY_REVOKED": 403,
  "DEVICES.CLOCK_OFF": 401,
  "DEVICES.NONCE_USED": 409,
};

/** The status of a code at this door: the one table of all doors, and what only programs meet. */
export function problemStatus(code: string): number {
  return ofTheDoor[code] ?? statusOf(code);
}

/** The sentence for a code; facts of the refusal fill its blanks. The code itself where a room has none yet. */
export function problemTitle(code: string, locale: Locale, facts: Record<string, unknown> = {}): string {
  const [namespace = "http", key = ""] = errorKey(code).split(":");
  const t = translator(locale, namespace as (typeof namespaces)[number]);
  return t(key, { ...facts, defaultValue: code });
}

/** The response for a code. The title is in the caller's language; `details` are facts such as the present state. */
export function problemResponse(input: {
  code: string;
  locale: Locale;
  instance: string;
  details?: Record<string, unknown> | undefined;
  errors?: InputIssue[] | undefined;
  /** The query parameter that is to blame, where it is a single one. */
  parameter?: string;
  headers?: HeadersInit;
}): Response {
  const title = problemTitle(input.code, input.locale, input.details);
  const errors = input.errors ?? (input.parameter ? [{ pointer: `#/query/${input.parameter}`, message: title }] : undefined);
  const problem: Problem = {
    ...input.details,
    type: `/api#${input.code}`,
    title,
    status: problemStatus(input.code),
    code: input.code,
    instance: input.instance,
    ...(errors ? { errors } : {}),
  };
  const headers = new Headers(input.headers);
  headers.set("Content-Type", "application/problem+json; charset=utf-8");
  headers.set("Content-Language", input.locale);
  headers.set("Cache-Control", "no-store");
  const { seconds } = input.details ?? {};
  if (problem.status === 429) headers.set("Retry-After", String(typeof seconds === "number" ? seconds : 60));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
