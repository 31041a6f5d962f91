import { admitDevice } from "#app/domains/devices/devices.service.server.ts";
import { bearerOf } from "#app/domains/identity/token-actor.server.ts";
import { database, type Database } from "#app/platform/db/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { once } from "#app/platform/idempotency.repository.server.ts";
import { photoKey } from "#app/platform/images/stored-photos.server.ts";
import { requestLocale } from "#app/platform/i18n.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Locale } from "#app/shared/i18n.ts";
import { err, ok, type Result } from "#app/shared/result.ts";
import { grants } from "#app/shared/scopes.ts";
import { closeCursor, openCursor, questionOf } from "./cursor.server.ts";
import { maxBodyBytes, readAtMost, readInput } from "./input.server.ts";
import type { InputIssue } from "./issues.server.ts";
import { openApiDocument } from "./openapi.server.ts";
import type { Operation, OperationContext } from "./operation.ts";
import { operations } from "./operations.server.ts";
import { problemResponse } from "./problem.server.ts";
import { signedAnswer } from "./signed-answer.server.ts";
import { textStream, type Wire } from "./stream.server.ts";

const base = "/api/v1";
type Client = Database["db"];

/** Answers one request below /api/v1. `open` gives the database; the process's own unless a test brings one. `wire` is where streams go. */
export async function answerApi(request: Request, open: () => Promise<Client> = database, wire: Wire | null = null): Promise<Response> {
  const url = new URL(request.url);
  const actorHere: { actor: Actor | null } = { actor: null };
  const refuse: Refuse = (code, more = {}) => problemResponse({ code, locale: localeOf(request, actorHere.actor), instance: url.pathname, ...more });
  try {
    return await answer({ request, url, open, wire, refuse, here: actorHere });
  } catch (error) {
    logger().error({ err: error, path: url.pathname }, "api request failed");
    return refuse("API.UNEXPECTED");
  }
}

type Refuse = (code: string, more?: Partial<Parameters<typeof problemResponse>[0]>) => Response;

interface Asked {
  request: Request;
  url: URL;
  open: () => Promise<Client>;
  wire: Wire | null;
  refuse: Refuse;
  here: { actor: Actor | null };
}

async function answer({ request, url, open, wire, refuse, here }: Asked): Promise<Response> {
  // Ids of factors hold slashes; whoever escapes them means the same address.
  const path = url.pathname.slice(base.length).replaceAll(/%2f/gi, "/") || "/";
  const method = request.method === "HEAD" ? "get" : request.method.toLowerCase();
  if (path === "/openapi.json" && method === "get") return json(openApiDocument(), 200, { "Cache-Control": "public, max-age=60" });
  const matches = operations.flatMap((operation) => {
    const params = match(operation.path, path);
    return params ? [{ operation, params }] : [];
  });
  if (matches.length === 0 && path !== "/openapi.json") return refuse("HTTP.PATH_NOT_FOUND");
  const found = matches.find((m) => m.operation.method === method);
  if (!found) {
    const methods = path === "/openapi.json" ? ["get"] : matches.map((m) => m.operation.method);
    const allow = { Allow: [...new Set(methods.flatMap((m) => (m === "get" ? ["GET", "HEAD"] : [m.toUpperCase()]))), "OPTIONS"].join(", ") };
    if (method === "options") return new Response(null, { status: 204, headers: allow });
    return refuse("HTTP.METHOD_NOT_ALLOWED", { headers: allow });
  }

  const { operation, params } = found;
  const db = await open();
  if (operation.auth === "device") return signedAnswer(request, await answerDevice({ request, url, operation, params, db, refuse }), new Date());
  const authorization = request.headers.get("authorization");
  const bearer = authorization ? await bearerOf(db, authorization) : null;
  const actor = bearer?.actor ?? null;
  here.actor = actor;
  if (authorization && !actor) return refuse("HTTP.TOKEN_SIGN_IN", { headers: { "WWW-Authenticate": 'Bearer realm="Roundabout", error="invalid_token"' } });
  if (operation.auth === "token" && !actor) return refuse("HTTP.SIGN_IN", { headers: { "WWW-Authenticate": 'Bearer realm="Roundabout"' } });
  const { scope } = operation;
  if (bearer && scope && !grants(bearer.scopes, scope)) {
    return refuse("API.SCOPE_MISSING", { details: { scope }, headers: { "WWW-Authenticate": `Bearer realm="Roundabout", error="insufficient_scope", scope="${scope}"` } });
  }

  const locale = localeOf(request, actor);
  const input = await readInput(operation, request, { params, search: url.searchParams, locale });
  if (!input.ok) return refuse(input.error, { errors: input.details?.errors as InputIssue[] | undefined });
  const question = questionOf(operation.operationId, url.searchParams);
  const { cursor } = input.value.query;
  if (typeof cursor === "string") {
    const inner = openCursor(question, cursor);
    if (inner === null) return refuse("API.CURSOR_INVALID", { parameter: "cursor" });
    input.value.query.cursor = inner;
  }

  const result = await perform(operation, { ...input.value, actor, device: null, locale, now: new Date() }, db, request.headers.get("idempotency-key"));
  if (!result.ok) return refuse(result.error, { details: result.details });
  const { value, isReplay } = result.value;
  if (operation.isStream) return lineResponse(value as AsyncIterable<string>, request.method === "HEAD", wire);
  return json(closed(value, question), operation.successStatus ?? 200, { "Cache-Control": "no-store", ...(isReplay ? { "Idempotency-Replayed": "true" } : {}) });
}

/** What signatures an address wants, as RFC 9421 says it. */
const acceptSignature = 'sig1=("@method" "@authority" "@path" "content-digest");created;keyid;nonce;alg="ed25519"';

/**
 * Answers a device. The bytes of the body are read first, because the signature is over them; nothing of it is believed before.
 * Addresses are compared with our public one, whatever the request says of its host.
 */
async function answerDevice(asked: { request: Request; url: URL; operation: Operation; params: Record<string, string>; db: Client; refuse: Refuse }): Promise<Response> {
  const { request, url, operation, params, db, refuse } = asked;
  const body = await readAtMost(request, maxBodyBytes);
  if (!body) return refuse("API.BODY_TOO_LARGE");
  const now = new Date();
  const admitted = await admitDevice(db, { method: request.method, target: `${url.pathname}${url.search}`, headers: [...request.headers], body }, { origin: env().PUBLIC_URL, now });
  if (!admitted.ok) return refuse(admitted.error, { details: admitted.details, headers: { "Accept-Signature": acceptSignature } });
  const locale = localeOf(request, null);
  const input = await readInput(operation, new Request(request.url, { method: request.method, headers: request.headers, body: new Uint8Array(body) }), { params, search: url.searchParams, locale });
  if (!input.ok) return refuse(input.error, { errors: input.details?.errors as InputIssue[] | undefined });
  const result = await operation.run({ ...input.value, db, client: null, actor: null, device: admitted.value, locale, now });
  return result.ok ? json(result.value, operation.successStatus ?? 200, { "Cache-Control": "no-store" }) : refuse(result.error, { details: result.details });
}

function lineResponse(lines: AsyncIterable<string>, isHead: boolean, wire: Wire | null): Response {
  const headers = { "Content-Type": "application/x-ndjson; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(isHead ? null : textStream(lines, wire), { status: 200, headers });
}

type Performed = Result<{ value: unknown; isReplay: boolean }>;

/** Runs the operation, once per Idempotency-Key where the caller sent one. */
async function perform(operation: Operation, input: Omit<OperationContext, "db" | "client">, client: Client, key: string | null): Promise<Performed> {
  const { actor } = input;
  const own = operation.ownTransactions === true;
  const direct = async () => wrapped(await operation.run({ ...input, db: client, client: own ? client : null }), false);
  if (operation.method === "get" || key === null || !actor) return direct();
  if (key.length === 0 || key.length > 200 || !/^[\x20-\x7e]+$/.test(key)) return err("HTTP.KEY_INVALID");
  const { params, query, body } = input;
  const photos = input.photos.length > 0 ? { photos: input.photos.map((photo) => photoKey("api", photo)) } : {};
  const asked = { userId: actor.userId, key: `api:${key}`, request: { operation: operation.operationId, party: actor.party.id, params, query, body, ...photos } };
  if (!own) {
    let ran = false;
    const result = await once<unknown, string>(client, asked, (tx) => {
      ran = true;
      return operation.run({ ...input, db: tx, client: null });
    });
    return wrapped(result, !ran);
  }
  const known = await once<unknown, string>(client, asked, () => Promise.resolve(err("API.NEW")));
  if (known.ok || known.error !== "API.NEW") return wrapped(known, true);
  const result = await operation.run({ ...input, db: client, client });
  // A refusal because a parallel repeat was faster is answered like that one; any other stays one.
  const noted = await once<unknown, string>(client, asked, () => Promise.resolve(result));
  return wrapped(noted, !result.ok);
}

function wrapped(result: Result<unknown>, isReplay: boolean): Performed {
  return result.ok ? ok({ value: result.value, isReplay }) : result;
}

/** The answer with its `nextCursor` closed, where it has one. */
function closed(value: unknown, question: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { nextCursor } = value as { nextCursor?: unknown };
  return typeof nextCursor === "string" ? { ...value, nextCursor: closeCursor(question, nextCursor) } : value;
}

/** What the request asks for, and else the language of the token's owner. */
function localeOf(request: Request, actor: Actor | null): Locale {
  const asks = request.headers.has("accept-language") || new URL(request.url).searchParams.has("lang");
  return asks || !actor ? requestLocale(request) : actor.locale;
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
