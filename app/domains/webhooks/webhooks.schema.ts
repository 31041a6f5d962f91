import { isIP } from "node:net";
import { z } from "zod";
import { fieldMessage } from "#app/shared/field-errors.ts";
import { webhookEventTypes } from "./webhook-events.ts";

const urlMax = 500;

/** The form that registers an address. Whether an http one may be is asked by the verb, which knows the installation. */
export const endpointForm = z.object({
  endpointId: z.uuid(),
  url: z
    .string({ error: "errors:required" })
    .trim()
    .min(1, { error: "errors:required" })
    .max(urlMax, { error: fieldMessage("errors:tooLong", { max: urlMax }) })
    .transform((typed, context) => {
      const url = URL.canParse(typed) ? new URL(typed) : null;
      if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" && url.hash === "" && url.href.length <= urlMax) return url.href;
      context.addIssue({ code: "custom", message: "webhooks:errors.URL_INVALID" });
      return z.NEVER;
    }),
  eventTypes: z.array(z.enum(webhookEventTypes, { error: "errors:choose" })).min(1, { error: "errors:choose" }),
});
export type RegisterEndpoint = z.output<typeof endpointForm>;

const version = z.coerce.number().int().positive();
export const versionForm = z.object({ version });
export const replayForm = z.object({ deliveryId: z.string().min(1).max(60), attempts: z.coerce.number().int().min(0) });

/** True for a host that can stand in the open internet: a name with a dot, or an address (which is looked at where it is called). */
export function isPublicName(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, "")) !== 0 || (hostname.includes(".") && !/\.(local|localhost|internal|home\.arpa)\.?$/i.test(hostname));
}

export type EndpointState = "active" | "off" | "failed";
export type DeliveryState = "waiting" | "delivered" | "failed";

/** An address for those who manage it. Instants are ISO. */
export type EndpointView = { id: string; url: string; eventTypes: string[]; state: EndpointState; failingSince: string | null; createdAt: string; version: number };

/** One try, and what was sent with all of them. */
export type AttemptView = { number: number; at: string; durationMs: number; status: number | null; problem: string | null; snippet: string };
export type DeliveryView = { id: string; eventType: string; state: DeliveryState; attempts: number; createdAt: string; dueAt: string | null; body: string; tries: AttemptView[] };
