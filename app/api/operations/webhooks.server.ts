import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { factsOf, webhookEventTypes, type WebhookEventType } from "#app/domains/webhooks/webhook-events.ts";
import { replayDelivery, switchEndpoint, viewDeliveries, viewEndpoints } from "#app/domains/webhooks/webhooks.service.server.ts";
import { ok } from "#app/shared/result.ts";
import { operation } from "../operation.ts";
import { cursor, id, idParams, instant, limit, nextCursor } from "../schemas.ts";

const endpoint = z
  .object({
    id,
    url: z.string().meta({ examples: ["https://erp.example.org/roundabout"] }),
    eventTypes: z.array(z.enum(webhookEventTypes)),
    state: z.enum(["active", "off", "failed"]).meta({ description: "`failed`: switched off by us, after days without a 2xx." }),
    failingSince: instant.nullable().meta({ description: "Since when nothing has been taken; null while the last try was." }),
    createdAt: instant,
    version: z.int(),
  })
  .meta({ id: "Webhook", description: "An address that events of the token's party are posted to. Its secret is shown once, on the account page." });

const attempt = z
  .object({
    number: z.int(),
    at: instant,
    durationMs: z.int().meta({ description: "Milliseconds." }),
    status: z.int().nullable().meta({ description: "What the address answered; null where it did not." }),
    problem: z.string().nullable().meta({ description: "Why it does not count as taken; null where it was.", examples: ["timeout"] }),
    snippet: z.string().meta({ description: "The beginning of the answer, at most 500 characters." }),
  })
  .meta({ id: "WebhookAttempt", description: "One try." });

const delivery = z
  .object({
    id: id.meta({ description: "The `webhook-id` of every try." }),
    eventType: z.string(),
    state: z.enum(["waiting", "delivered", "failed"]),
    attempts: z.int().meta({ description: "All tries ever; pass it back to send it again." }),
    createdAt: instant,
    dueAt: instant.nullable().meta({ description: "When it is tried next." }),
    body: z.string().meta({ description: "What was signed and sent, byte by byte." }),
    tries: z.array(attempt).meta({ description: "The last five, the latest first." }),
  })
  .meta({ id: "WebhookDelivery", description: "One event for one address." });

export const webhookOperations = [
  operation({
    method: "get",
    path: "/webhooks",
    operationId: "listWebhooks",
    tag: "webhooks",
    scope: "webhooks:read",
    summary: "The party's webhooks",
    description: "For owners and managers. Addresses are registered on the account page, which shows the secret once.",
    auth: "token",
    response: z.object({ items: z.array(endpoint) }).meta({ id: "WebhookList", description: "All of them; there are at most ten." }),
    errors: ["WEBHOOKS.NOT_ALLOWED"],
    async run({ db, actor }) {
      const found = await viewEndpoints(db, actor);
      return found.ok ? ok({ items: found.value as z.input<typeof endpoint>[] }) : found;
    },
  }),
  operation({
    method: "get",
    path: "/webhooks/{id}/deliveries",
    operationId: "listWebhookDeliveries",
    tag: "webhooks",
    scope: "webhooks:read",
    summary: "What was sent to a webhook",
    description: "The last thirty days, the latest first, with how each try went.",
    auth: "token",
    params: idParams,
    query: z.object({ limit: limit(30, 100), cursor }),
    response: z.object({ items: z.array(delivery), nextCursor }).meta({ id: "WebhookDeliveryPage", description: "A page of deliveries." }),
    errors: ["WEBHOOKS.NOT_FOUND", "WEBHOOKS.NOT_ALLOWED"],
    async run({ db, actor, params, query }) {
      const found = await viewDeliveries(db, actor, { endpointId: params.id, after: query.cursor ?? null, limit: query.limit });
      return found.ok ? ok({ items: found.value.items, nextCursor: found.value.next }) : found;
    },
  }),
  operation({
    method: "post",
    path: "/webhooks/{id}/switch",
    operationId: "switchWebhook",
    tag: "webhooks",
    scope: "webhooks:write",
    summary: "Switch a webhook on or off",
    description: "While it is off, nothing is noted for it; what waited goes out when it is on again. As it is already changes nothing.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ on: z.boolean(), version: z.int().min(1).max(2_147_483_647).meta({ description: "The version you saw." }) }).meta({ id: "SwitchWebhook", description: "On or off." }),
    response: endpoint,
    errors: ["WEBHOOKS.NOT_FOUND", "WEBHOOKS.NOT_ALLOWED", "WEBHOOKS.STALE"],
    async run({ db, actor, params, body }) {
      const done = await switchEndpoint(db, actor, { endpointId: params.id, ...body });
      return done.ok ? ok(done.value as z.input<typeof endpoint>) : done;
    },
  }),
  operation({
    method: "post",
    path: "/webhook-deliveries/{id}/replay",
    operationId: "replayWebhookDelivery",
    tag: "webhooks",
    scope: "webhooks:write",
    summary: "Send a delivery again",
    description: "With the same id and body. One that is on its way already, as seen, changes nothing.",
    auth: "token",
    params: idParams,
    body: z.strictObject({ attempts: z.int().min(0).max(2_147_483_647).meta({ description: "How many tries you saw." }) }).meta({ id: "ReplayWebhookDelivery", description: "What you saw." }),
    response: z.object({ deliveryId: id, changed: z.boolean() }).meta({ id: "WebhookReplay", description: "What changed." }),
    errors: ["WEBHOOKS.NOT_FOUND", "WEBHOOKS.NOT_ALLOWED", "WEBHOOKS.WRONG_STATE", "WEBHOOKS.STALE"],
    run: ({ db, actor, params, body }) => replayDelivery(db, actor, { deliveryId: params.id, ...body }),
  }),
];

/** What is posted to addresses, for the document: one entry per type of event. */
export function describeWebhooks(): ZodOpenApiPathsObject {
  return Object.fromEntries(webhookEventTypes.map((type) => [type, { post: describeEvent(type) }]));
}

const header = z.object({
  "webhook-id": z.string().meta({ description: "The same for every try of an event at an address: what came before need not be done again." }),
  "webhook-timestamp": z.string().meta({ description: "Seconds since 1970, of this try." }),
  "webhook-signature": z.string().meta({ description: "`v1,` and the Base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what the secret's Base64 after `whsec_` holds. Standard Webhooks." }),
});

function describeEvent(type: WebhookEventType): ZodOpenApiOperationObject {
  const facts = factsOf(type).map((name) => [name, name === "number" ? z.int() : name === "bySide" ? z.string().optional() : z.string()] as const);
  const body = z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data: z.object(Object.fromEntries(facts)) });
  return {
    operationId: `on:${type}`,
    summary: type,
    description: "At least once, not always in order; tried again for about three days until it is answered with 2xx.",
    tags: ["webhooks"],
    security: [],
    requestParams: { header },
    requestBody: { required: true, content: { "application/json": { schema: body } } },
    responses: { "2XX": { description: "Taken." }, "410": { description: "Gone: the address is switched off." } },
  };
}
