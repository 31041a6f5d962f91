import { expect, vi } from "vitest";
import type { Operation } from "#app/api/operation.ts";
import { operations } from "#app/api/operations.server.ts";
import { answerApi } from "#app/api/router.server.ts";
import { insertToken } from "#app/domains/identity/tokens.repository.server.ts";
import type { Database } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import { newId } from "#app/shared/ids.ts";
import { allScopes, type Grant } from "#app/shared/scopes.ts";

type Db = Database["db"];
export type Json = Record<string, unknown>;
export type Answer = { status: number; headers: Headers; body: Json; text: string };
export type Ask = { as?: Actor | undefined; body?: unknown; headers?: Record<string, string> };

/** The operation a request means, or undefined. */
export function operationOf(method: string, path: string): Operation | undefined {
  const bare = path.split("?")[0] ?? "";
  return operations.find(
    (one) => one.method === method.toLowerCase() && new RegExp(`^${one.path.replace(/[/.]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`).test(bare),
  );
}

/**
 * Asks the API as a program would. Every answer is held against what the document promises: a success against the
 * operation's schema, with nothing in it that the schema does not name; a refusal against the form of problem documents and
 * the codes the operation lists. `answered` collects the operations that succeeded.
 */
export function apiClient(open: () => Db) {
  const secrets = new Map<string, string>();
  const answered = new Set<string>();
  // Catalogues are read once instead of for each refusal, as in the product.
  vi.stubEnv("NODE_ENV", "production");

  async function tokenOf(actor: Actor): Promise<string> {
    const key = `${actor.userId} ${actor.party.id}`;
    const known = secrets.get(key);
    if (known) return known;
    const secret = await limitedToken(actor, [allScopes]);
    secrets.set(key, secret);
    return secret;
  }

  /** A token that may do only so much, and until then. */
  async function limitedToken(actor: Actor, scopes: readonly Grant[], expiresAt: Date | null = null): Promise<string> {
    const secret = await insertToken(open(), { id: newId(), userId: actor.userId, partyId: actor.party.id, name: "test", scopes, expiresAt });
    return secret ?? "";
  }

  async function ask(method: "GET" | "POST" | "PATCH", path: string, { as, body, headers = {} }: Ask = {}): Promise<Answer> {
    const request = new Request(`http://roundabout.test/api/v1${path}`, {
      method,
      headers: {
        ...(as ? { Authorization: `Bearer ${await tokenOf(as)}` } : {}),
        ...(body === undefined || body instanceof FormData ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" || body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const response = await answerApi(request, () => Promise.resolve(open()));
    const text = await response.text();
    const isLines = response.headers.get("content-type")?.startsWith("application/x-ndjson") === true;
    const content = isLines ? { lines: linesOf(text) } : ((text === "" ? {} : JSON.parse(text)) as Json);
    const answer = { status: response.status, headers: response.headers, text, body: content };
    const operation = operationOf(method, path);
    if (response.ok && operation) {
      expect(response.status).toBe(operation.successStatus ?? 200);
      expect(isLines).toBe(operation.isStream === true);
      for (const one of isLines ? linesOf(text) : [answer.body]) expectSchema(operation, one);
      answered.add(operation.operationId);
    }
    if (!response.ok) expectProblem(answer);
    return answer;
  }

  /** The body of an answer that must be a success. */
  async function must(method: "GET" | "POST" | "PATCH", path: string, input: Ask = {}): Promise<Json> {
    const answer = await ask(method, path, input);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  return {
    ask,
    tokenOf,
    limitedToken,
    answered,
    get: (path: string, as?: Actor) => must("GET", path, { as }),
    post: (path: string, as: Actor, body: unknown = {}) => must("POST", path, { as, body }),
  };
}

/** Newline-delimited JSON; every line ends. */
function linesOf(text: string): Json[] {
  expect(text === "" || text.endsWith("\n")).toBe(true);
  return text.split("\n").slice(0, -1).map((line) => JSON.parse(line) as Json);
}

/** A success fits its operation's schema, and holds nothing the schema does not name. */
export function expectSchema(operation: Operation, body: unknown): void {
  const parsed = operation.response.safeParse(body);
  expect(parsed.error?.issues, operation.operationId).toBeUndefined();
  expect(body, `${operation.operationId} says more than its schema`).toEqual(parsed.data);
}

/** A refusal is a problem document. */
export function expectProblem(answer: Answer): void {
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const { type, title, status, code } = answer.body;
  expect(status).toBe(answer.status);
  expect(type).toBe(`/api#${String(code)}`);
  expect(code).toMatch(/^[A-Z]+\.[A-Z_]+$/);
  expect(String(title), "a sentence, not a code").not.toBe(code);
}
