import type { z } from "zod";
import type { Database, Db } from "#app/platform/db/database.server.ts";
import { doorErrors } from "#app/domains/devices/devices.errors.ts";
import type { AdmittedDevice } from "#app/domains/devices/devices.schema.ts";
import type { PreparedPhoto } from "#app/platform/images/photo.server.ts";
import type { Actor } from "#app/shared/actor.ts";
import type { Locale } from "#app/shared/i18n.ts";
import type { Result } from "#app/shared/result.ts";
import type { Scope } from "#app/shared/scopes.ts";

/**
 * One operation of the public API. The router and the OpenAPI document are made from the same list of these, so that the
 * document cannot say anything else than what the door does.
 */
export type Operation = {
  method: "get" | "post" | "patch";
  /** Below /api/v1, OpenAPI style: `/listings/{id}`. */
  path: string;
  operationId: string;
  tag: string;
  /** What a token needs for it, also where none is needed; null for devices, which sign. */
  scope: Scope | null;
  summary: string;
  description?: string;
  /** `token` refuses callers without a bearer token, `device` those without the signature of a registered device. */
  auth: "public" | "token" | "device";
  params?: z.ZodObject;
  /** A field `cursor` is opened before `run` sees it, and `nextCursor` of the answer is closed; see cursor.server.ts. */
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** The body is a form (multipart/form-data) with photos in a field; `body` describes its other fields. */
  upload?: { field: string; maxFiles: number; maxMegabytes: number };
  /** What a success carries; of a stream, each of its lines. */
  response: z.ZodType;
  /** The answer is newline-delimited JSON of any length, and `run` gives its text in parts. */
  isStream?: boolean;
  /** 201 for what was created. */
  successStatus?: 200 | 201;
  /** Codes of refusals, for the document. */
  errors?: readonly string[];
  /**
   * The verb keeps something even when it refuses (a wrong code is counted), or waits for a store of files, so no transaction may be around it: `db` is
   * the client, and a repeated Idempotency-Key is looked up before and noted after.
   */
  ownTransactions?: boolean;
  run(context: OperationContext): Promise<Result<unknown>>;
};

export type OperationContext = {
  /** A transaction when the caller sent an Idempotency-Key; verbs join it. */
  db: Db;
  /** The client outside any transaction; only where `ownTransactions` is set. */
  client: Database["db"] | null;
  actor: Actor | null;
  /** Who signed, where `auth` is `device`. */
  device: AdmittedDevice | null;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  /** Of an `upload`, encoded anew and not yet stored; at least one. */
  photos: PreparedPhoto[];
  /** The caller's language. */
  locale: Locale;
  now: Date;
};

/** What `run` gets when its schemas and `auth` are known. */
type Typed<P, Q, B, A extends Operation["auth"]> = Omit<OperationContext, "params" | "query" | "body" | "actor" | "device"> & {
  params: P extends z.ZodObject ? z.infer<P> : Record<string, never>;
  query: Q extends z.ZodObject ? z.infer<Q> : Record<string, never>;
  body: B extends z.ZodObject ? z.infer<B> : Record<string, never>;
  actor: A extends "token" ? Actor : Actor | null;
  device: A extends "device" ? AdmittedDevice : null;
};

/** Declares an operation with `run` typed by its schemas. */
export function operation<
  A extends Operation["auth"],
  R extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodObject | undefined = undefined,
>(
  definition: Omit<Operation, "auth" | "params" | "query" | "body" | "response" | "run"> & {
    auth: A;
    params?: P;
    query?: Q;
    body?: B;
    response: R;
    run(context: Typed<P, Q, B, A>): Promise<Result<z.input<R>>>;
  },
): Operation {
  return definition as unknown as Operation;
}

/** Declares an operation that answers with lines of JSON, each as `response` says. `run` gives parts of whole lines, none of them empty. */
export function lineStream<R extends z.ZodType, P extends z.ZodObject | undefined = undefined, Q extends z.ZodObject | undefined = undefined>(
  definition: Omit<Operation, "auth" | "method" | "params" | "query" | "body" | "response" | "run" | "isStream"> & {
    params?: P;
    query?: Q;
    response: R;
    run(context: Typed<P, Q, undefined, "public">): Promise<Result<AsyncIterable<string>>>;
  },
): Operation {
  return { ...definition, method: "get", auth: "public", isStream: true } as unknown as Operation;
}

/** Every code an operation may be refused with: its own, and those of the door. */
export function refusalCodes(operation: Operation): string[] {
  const codes = [
    ...(operation.params || operation.query || operation.body ? ["HTTP.INPUT_INVALID"] : []),
    ...(operation.query && "cursor" in operation.query.shape ? ["API.CURSOR_INVALID"] : []),
    ...(operation.body ? ["HTTP.BODY_INVALID", "API.BODY_TOO_LARGE", "API.MEDIA_TYPE"] : []),
    ...(operation.upload && !operation.body ? ["HTTP.INPUT_INVALID", "HTTP.BODY_INVALID", "API.BODY_TOO_LARGE", "API.MEDIA_TYPE"] : []),
    ...(operation.method !== "get" && operation.auth !== "device" ? ["HTTP.KEY_INVALID", "HTTP.KEY_REUSED"] : []),
    ...(operation.auth === "token" ? ["HTTP.SIGN_IN"] : []),
    ...(operation.scope ? ["API.SCOPE_MISSING"] : []),
    ...(operation.auth === "device" ? doorErrors : ["HTTP.TOKEN_SIGN_IN"]),
    ...(operation.errors ?? []),
  ];
  return [...new Set(codes)];
}
