import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { env } from "#app/platform/env.server.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import { scopes } from "#app/shared/scopes.ts";
import { refusalCodes, type Operation } from "./operation.ts";
import { describeWebhooks } from "./operations/webhooks.server.ts";
import { operations, tags } from "./operations.server.ts";
import { problemStatus } from "./problem.server.ts";

const problem = z
  .looseObject({
    type: z.string().meta({ description: "Address of what the code means, from this server's root.", examples: ["/api#LISTINGS.NOT_FOUND"] }),
    title: z.string().meta({ description: "The refusal in a sentence, in the caller's language." }),
    status: z.int(),
    code: z.string().meta({ description: "Stable; made for programs.", examples: ["LISTINGS.NOT_FOUND"] }),
    instance: z.string().meta({ description: "What was asked for." }),
    errors: z
      .array(
        z
          .object({ pointer: z.string().meta({ examples: ["#/title", "#/query/limit"] }), message: z.string() })
          .meta({ id: "InputError", description: "A part of the request that does not fit: JSON pointer into the body, or #/query/… and #/path/…." }),
      )
      .optional(),
    state: z.string().optional().meta({ description: "Where the thing stands now, for a 409." }),
    version: z.int().optional().meta({ description: "The present version, for a 409." }),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem document. Some codes add facts of their own." });

const idempotencyKey = z
  .string()
  .max(200)
  .optional()
  .meta({ description: "A repeat with the same key and the same request gets the first answer, with `Idempotency-Replayed: true`; another request with it is refused (409)." });
const language = z.string().max(200).optional().meta({ description: "`en` or `zh-CN`, for sentences. Without it, the language of the token's owner.", examples: ["zh-CN"] });

const signedHeaders = {
  "Content-Digest": z.string().meta({ description: "RFC 9530, of the body: `sha-256` or `sha-512`.", examples: ["sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"] }),
  "Signature-Input": z.string().meta({ description: "RFC 9421: what is signed, when, by which key." }),
  Signature: z.string().meta({ description: "RFC 9421: the Ed25519 signature." }),
};

const tokenDescription = [
  "From the account page, or `npm run token -- EMAIL`. A token holds scopes, or `*` for all of them; each operation names the one it needs, and without it answers 403 `API.SCOPE_MISSING`. Writing does not include reading.",
  "",
  ...scopes.map((scope) => {
    const summaries = operations.filter((one) => one.scope === scope).map((one) => one.summary);
    return `- \`${scope}\`: ${summaries.join("; ")}.`;
  }),
].join("\n");

/** The OpenAPI 3.1 document, generated from the operations' zod schemas. */
export function openApiDocument(): object {
  return process.env.NODE_ENV === "production" ? singleton("openapi", build) : build();
}

function build(): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Roundabout",
      version: "1.0.0",
      description:
        "Points, listings, deals, bookings, ledger entries and leaderboards. Masses and emissions are integers in grams; positive emissions were kept out of the air. Instants are UTC. Lists are paged by an opaque cursor: pass `nextCursor` back as `cursor` with the same parameters. The page /api of the same server tells how to get a token.",
      contact: { name: "Roundabout", url: `${env().PUBLIC_URL}/api` },
      license: { name: "Data licences are stated per source", identifier: "LicenseRef-per-source" },
    },
    servers: [{ url: `${env().PUBLIC_URL}/api/v1` }],
    tags: tags.map(({ name, description }) => ({ name, description })),
    components: {
      securitySchemes: {
        device: {
          type: "http",
          scheme: "Signature",
          description:
            "HTTP Message Signatures (RFC 9421) with Ed25519 by a registered device: one signature over `@method`, `@authority`, `@path` (or `@target-uri`) and `content-digest` (RFC 9530), with `created` within five minutes of our clock, `keyid` (the key's RFC 7638 thumbprint) and a fresh `nonce`. Addresses are those of the public address of this server.",
        },
        token: { type: "http", scheme: "bearer", description: tokenDescription },
      },
    },
    paths,
    webhooks: describeWebhooks(),
  });
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const header = z.object({
    "Accept-Language": language,
    ...(operation.auth === "device" ? signedHeaders : operation.method !== "get" ? { "Idempotency-Key": idempotencyKey } : {}),
  });
  const { body, upload } = operation;
  const form = upload && (body ?? z.object({})).extend({ [upload.field]: z.array(z.string().meta({ format: "binary" })).min(1).max(upload.maxFiles).meta({ description: `JPEG, PNG, WebP or AVIF, each up to ${upload.maxMegabytes} MB; this part once for each photo.` }) });
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    description: operation.description ?? `${operation.summary}.`,
    tags: [operation.tag],
    security: securityOf(operation),
    requestParams: {
      ...(operation.params ? { path: operation.params } : {}),
      ...(operation.query ? { query: operation.query } : {}),
      header,
    },
    ...(form ? { requestBody: { required: true, content: { "multipart/form-data": { schema: form } } } } : body ? { requestBody: { required: !body.safeParse({}).success, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      [String(operation.successStatus ?? 200)]: {
        description: operation.isStream ? "Lines of JSON, each as the schema says, until there are no more." : operation.successStatus === 201 ? "Created." : "As asked.",
        content: { [operation.isStream ? "application/x-ndjson" : "application/json"]: { schema: operation.response } },
      },
      ...Object.fromEntries(
        [...byStatus(refusalCodes(operation))].map(([status, codes]) => [
          String(status),
          { description: `${codes.length > 1 ? "One of " : ""}${codes.join(", ")}.`, content: { "application/problem+json": { schema: problem } } },
        ]),
      ),
    },
  } as ZodOpenApiOperationObject;
}

/** Who may ask, and with which scope: since 3.1 a requirement may name one for bearer tokens too. */
function securityOf({ auth, scope }: Operation): Record<string, string[]>[] {
  if (auth === "device") return [{ device: [] }];
  const token = { token: scope ? [scope] : [] };
  return auth === "token" ? [token] : [{}, token];
}

/** Node 20 has no Map.groupBy. */
function byStatus(codes: readonly string[]): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const code of codes) groups.set(problemStatus(code), [...(groups.get(problemStatus(code)) ?? []), code]);
  return groups;
}
