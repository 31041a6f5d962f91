import { z } from "zod";
import { actorOfToken } from "#app/domains/identity/token-actor.server.ts";
import { database } from "#app/platform/db/database.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { err, type Result } from "#app/shared/result.ts";
import { openApiDocument } from "./openapi.server.ts";
import type { Operation, OperationContext } from "./operation.ts";
import { operations } from "./operations.server.ts";
import { problemResponse } from "./problem.server.ts";

const base = "/api/v1";
const maxBodyBytes = 256 * 1024;

/** Answers one request below /api/v1. Never throws for what a caller did. */
export async function answerApi(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(base.length) || "/";
  const refuse = (code: string, more: Partial<Parameters<typeof problemResponse>[0]> = {}) =>
    problemResponse({ code, locale: requestLocale(request), instance: url.pathname, ...more });

  if (request.method === "GET" && path === "/openapi.json") {
    return json(openApiDocument(), 200, { "Cache-Control": "public, max-age=60" });
  }
  const here = operations.map((operation) => ({ operation, params: match(operation.path, path) })).filter((m) => m.params !== null);
  if (here.length === 0) return refuse("HTTP.PATH_NOT_FOUND");
  const found = here.find((m) => m.operation.method === request.method.toLowerCase());
  if (!found) {
    const allow = here.map((m) => m.operation.method.toUpperCase()).join(", ");
    return refuse("HTTP.METHOD_NOT_ALLOWED", { status: 405, headers: { Allow: allow } });
  }

  const { operation } = found;
  const authorization = request.headers.get("authorization");
  const actor = authorization ? await actorOfToken(await database(), authorization) : null;
  if (authorization && !actor) return refuse("HTTP.TOKEN_SIGN_IN", { headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' } });
  if (operation.auth === "token" && !actor) return refuse("HTTP.SIGN_IN", { headers: { "WWW-Authenticate": "Bearer" } });

  const input = await readInput(operation, found.params ?? {}, url, request);
  if (!input.ok) return refuse(input.error, { errors: (input.details?.errors ?? []) as { pointer: string; message: string }[] });

  const context: Omit<OperationContext, "db"> = { ...input.value, actor, now: new Date() };
  const result = await perform(operation, context, request);
  if (!result.ok) return refuse(result.error, { details: result.details });
  return json(result.value, operation.successStatus ?? 200, { "Cache-Control": "no-store" });
}

/** Runs the operation, once per Idempotency-Key where the caller sent one. */
async function perform(operation: Operation, context: Omit<OperationContext, "db">, request: Request): Promise<Result<unknown>> {
  const db = await database();
  const key = request.headers.get("idempotency-key");
  if (operation.method === "get" || !key || !context.actor) return operation.run({ ...context, db });
  if (key.length > 200) return err("HTTP.KEY_INVALID");
  const asked = { operation: operation.operationId, params: context.params, query: context.query, body: context.body };
  return once(db, { userId: context.actor.userId, key: `api:${key}`, request: asked }, (tx) => operation.run({ ...context, db: tx }));
}

type Input = Pick<OperationContext, "params" | "query" | "body">;

async function readInput(operation: Operation, params: Record<string, string>, url: URL, request: Request): Promise<Result<Input>> {
  const issues: { pointer: string; message: string }[] = [];
  const read = (schema: z.ZodObject | undefined, value: unknown, where: string): Record<string, unknown> => {
    if (!schema) return {};
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data as Record<string, unknown>;
    for (const issue of parsed.error.issues) issues.push({ pointer: `${where}/${issue.path.join("/")}`, message: issue.message });
    return {};
  };
  let body: unknown = {};
  if (operation.body) {
    const text = await request.text();
    if (Buffer.byteLength(text) > maxBodyBytes) return err("HTTP.BODY_INVALID", { errors: [{ pointer: "#", message: "The body is too large." }] });
    try {
      body = JSON.parse(text);
    } catch {
      return err("HTTP.BODY_INVALID", { errors: [{ pointer: "#", message: "The body is not JSON." }] });
    }
  }
  // A query name that comes several times is a list; schemas that want one value refuse it.
  const query = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const values = url.searchParams.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
  const input: Input = {
    params: read(operation.params, params, "#/path"),
    query: read(operation.query, query, "#/query"),
    body: read(operation.body, body, "#"),
  };
  return issues.length > 0 ? err("HTTP.INPUT_INVALID", { errors: issues }) : { ok: true, value: input };
}

/** The path's parameters, or null when it is another path. */
function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== value) return null;
    } else {
      if (value === "") return null;
      try {
        params[name] = decodeURIComponent(value);
      } catch {
        return null;
      }
    }
  }
  return params;
}

function json(value: unknown, status: number, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json; charset=utf-8", ...headers } });
}
