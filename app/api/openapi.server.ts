import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { env } from "#app/platform/env.server.ts";
import { statusOf } from "#app/platform/http/status.ts";
import { singleton } from "#app/platform/singleton.server.ts";
import type { Operation } from "./operation.ts";
import { operations, tags } from "./operations.server.ts";

const problem = z
  .object({
    type: z.string().meta({ description: "Address of what the code means." }),
    title: z.string().meta({ description: "The refusal in a sentence, in the caller's language." }),
    status: z.int(),
    code: z.string().meta({ description: "Stable; made for programs.", examples: ["LISTINGS.NOT_FOUND"] }),
    instance: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem document." });

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
        "Points, listings, deals, bookings, ledger entries and leaderboards. Masses and emissions are integers in grams; positive emissions were kept out of the air. Lists are paged by an opaque cursor: pass `nextCursor` back as `cursor`.",
      license: { name: "Data licences are stated per source", identifier: "LicenseRef-per-source" },
    },
    servers: [{ url: `${env().PUBLIC_URL}/api/v1` }],
    tags: tags.map(({ name, description }) => ({ name, description })),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "From the account page, or `npm run token -- EMAIL`." } },
    },
    paths,
  });
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const codes = [
    ...(operation.params || operation.query || operation.body ? ["HTTP.INPUT_INVALID"] : []),
    ...(operation.auth === "token" ? ["HTTP.SIGN_IN"] : []),
    ...(operation.errors ?? []),
  ];
  const byStatus = groupByStatus(codes);
  const header = operation.method === "post" ? z.object({ "Idempotency-Key": z.string().max(200).optional().meta({ description: "A repeat with the same key and body gets the first answer." }) }) : undefined;
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    description: operation.description ?? operation.summary,
    tags: [operation.tag],
    security: operation.auth === "token" ? [{ token: [] }] : [{}, { token: [] }],
    requestParams: {
      ...(operation.params ? { path: operation.params } : {}),
      ...(operation.query ? { query: operation.query } : {}),
      ...(header ? { header } : {}),
    },
    ...(operation.body ? { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } } : {}),
    responses: {
      [String(operation.successStatus ?? 200)]: {
        description: "As asked.",
        content: { "application/json": { schema: operation.response } },
      },
      ...Object.fromEntries(
        [...byStatus].map(([status, of]) => [
          String(status),
          { description: `One of ${of.join(", ")}.`, content: { "application/problem+json": { schema: problem } } },
        ]),
      ),
    },
  } as ZodOpenApiOperationObject;
}

/** Node 20 has no Map.groupBy. */
function groupByStatus(codes: string[]): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const code of codes) groups.set(statusOf(code), [...(groups.get(statusOf(code)) ?? []), code]);
  return groups;
}
